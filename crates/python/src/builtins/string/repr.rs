//! `repr()` of texts, and `ascii()`.

use std::fmt::Write;

use super::chars;

/// `repr(text)`
pub fn repr_str(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut result = String::with_capacity(text.len() + 2);
    result.push(quote);
    for c in text.chars() {
        match c {
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            '\\' => result.push_str("\\\\"),
            _ if c == quote => {
                result.push('\\');
                result.push(c);
            }
            _ if chars::is_printable(c) => result.push(c),
            _ => push_code(&mut result, c),
        }
    }
    result.push(quote);
    result
}

/// What `ascii()` makes of the text that `repr()` gave.
pub fn escape_non_ascii(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            result.push(c);
        } else {
            push_code(&mut result, c);
        }
    }
    result
}

fn push_code(result: &mut String, c: char) {
    let code = c as u32;
    // Writing into a String can't fail.
    let _ = match code {
        ..0x100 => write!(result, "\\x{code:02x}"),
        0x100..0x1_0000 => write!(result, "\\u{code:04x}"),
        _ => write!(result, "\\U{code:08x}"),
    };
}
