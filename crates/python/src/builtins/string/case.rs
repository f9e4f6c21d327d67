//! Upper case, lower case, title case.

use super::arguments::no_arguments;
use super::chars;
use crate::object::Type;
use crate::value::Value;

pub(super) fn install(class: &Type) {
    class.method("lower", |vm, args| {
        no_arguments(vm, args, "lower", |text| Value::string(text.as_str().to_lowercase()))
    });
    class.method("upper", |vm, args| {
        no_arguments(vm, args, "upper", |text| Value::string(text.as_str().to_uppercase()))
    });
    class.method("title", |vm, args| {
        no_arguments(vm, args, "title", |text| Value::string(title(text.as_str())))
    });
    class.method("capitalize", |vm, args| {
        no_arguments(vm, args, "capitalize", |text| Value::string(capitalize(text.as_str())))
    });
    class.method("swapcase", |vm, args| {
        no_arguments(vm, args, "swapcase", |text| Value::string(swapcase(text.as_str())))
    });
    class.method("casefold", |vm, args| {
        no_arguments(vm, args, "casefold", |text| Value::string(casefold(text.as_str())))
    });
}

/// `str.title()`
pub fn title(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if in_word {
            push_lower(&mut result, text, at, c);
        } else {
            push_title(&mut result, c);
        }
        in_word = is_cased(c);
    }
    result
}

/// `str.capitalize()`
pub fn capitalize(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if at == 0 {
            push_title(&mut result, c);
        } else {
            push_lower(&mut result, text, at, c);
        }
    }
    result
}

/// `str.swapcase()`
pub fn swapcase(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if chars::is_upper(c) {
            push_lower(&mut result, text, at, c);
        } else if chars::is_lower(c) {
            result.extend(c.to_uppercase());
        } else {
            result.push(c);
        }
    }
    result
}

/// `str.casefold()`
pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ẞ' => result.push_str("ss"),
            // Dotless i stays; Cherokee folds to its older, upper-case letters.
            'ı' | '\u{13a0}'..='\u{13f5}' => result.push(c),
            '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => result.extend(c.to_uppercase()),
            _ => result.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
    result
}

/// Whether the letters are in title case, and there are some.
pub fn is_title(text: &str) -> bool {
    let mut in_word = false;
    let mut any = false;
    for c in text.chars() {
        if chars::is_upper(c) || chars::is_title(c) {
            if in_word {
                return false;
            }
            (in_word, any) = (true, true);
        } else if chars::is_lower(c) {
            if !in_word {
                return false;
            }
            any = true;
        } else {
            in_word = false;
        }
    }
    any
}

fn is_cased(c: char) -> bool {
    chars::is_lower(c) || chars::is_upper(c) || chars::is_title(c)
}

/// A sigma at the end of a word has its own lower case: whether it is there, the text around tells.
fn push_lower(result: &mut String, text: &str, at: usize, c: char) {
    if c != 'Σ' {
        result.extend(c.to_lowercase());
        return;
    }
    let is_letter = |c: &char| !is_case_ignorable(*c);
    let before = text[..at].chars().rev().find(is_letter).is_some_and(is_cased);
    let after = text[at + c.len_utf8()..].chars().find(is_letter).is_some_and(is_cased);
    result.push(if before && !after { 'ς' } else { 'σ' });
}

/// Marks and punctuation that may stand inside of words.
fn is_case_ignorable(c: char) -> bool {
    matches!(
        c,
        '\'' | '.' | ':' | '^' | '`' | '\u{a8}' | '\u{ad}' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{2019}'
    )
}

fn push_title(result: &mut String, c: char) {
    let code = c as u32;
    let single = match code {
        0x1c4..=0x1cc => Some(0x1c5 + (code - 0x1c4) / 3 * 3),
        0x1f1..=0x1f3 => Some(0x1f2),
        0x10d0..=0x10ff => Some(code),
        0x1f80..=0x1faf => Some(code | 8),
        0x1fb3 | 0x1fbc => Some(0x1fbc),
        0x1fc3 | 0x1fcc => Some(0x1fcc),
        0x1ff3 | 0x1ffc => Some(0x1ffc),
        _ => None,
    };
    if let Some(title) = single.and_then(char::from_u32) {
        result.push(title);
        return;
    }
    let mut upper = c.to_uppercase();
    match code {
        0x149 => result.extend(upper),
        0x1fb7 => result.push_str("\u{1fbc}\u{342}"),
        0x1fc7 => result.push_str("\u{1fcc}\u{342}"),
        0x1ff7 => result.push_str("\u{1ffc}\u{342}"),
        // Beside a capital letter, the iota stays a subscript.
        0x1fb2 | 0x1fb4 | 0x1fc2 | 0x1fc4 | 0x1ff2 | 0x1ff4 => {
            result.extend(upper.next());
            result.push('\u{345}');
        }
        _ => {
            result.extend(upper.next());
            result.extend(upper.flat_map(char::to_lowercase));
        }
    }
}
