//! Upper case, lower case, title case.

use loopscope_letter_case::{Letters, lower, lower_of, upper, upper_of};

use super::arguments::no_arguments;
use super::chars;
use crate::object::Type;
use crate::value::Value;

pub(super) fn install(class: &Type) {
    class.method("lower", |vm, args| {
        no_arguments(vm, args, "lower", |text| Value::string(lower(text.as_str())))
    });
    class.method("upper", |vm, args| {
        no_arguments(vm, args, "upper", |text| Value::string(upper(text.as_str())))
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
    let mut in_word = false;
    if text.is_ascii() {
        let title = |c: char| {
            let begins = !in_word;
            in_word = c.is_ascii_alphabetic();
            if begins { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
        };
        return text.chars().map(title).collect();
    }
    change(text, |result, c, lower| {
        if in_word {
            result.extend(lower);
        } else {
            push_title(result, c);
        }
        in_word = is_cased(c);
    })
}

/// `str.capitalize()`
pub fn capitalize(text: &str) -> String {
    if text.is_ascii() {
        let mut result = text.to_ascii_lowercase();
        if let Some(first) = result.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        return result;
    }
    change(text, |result, c, lower| {
        if result.is_empty() {
            push_title(result, c);
        } else {
            result.extend(lower);
        }
    })
}

/// `str.swapcase()`
pub fn swapcase(text: &str) -> String {
    if text.is_ascii() {
        let swapped = |c: char| {
            if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
        };
        return text.chars().map(swapped).collect();
    }
    change(text, |result, c, lower| {
        if chars::is_upper(c) {
            result.extend(lower);
        } else if chars::is_lower(c) {
            result.extend(upper_of(c));
        } else {
            result.push(c);
        }
    })
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
            '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => result.extend(upper_of(c)),
            _ => result.extend(upper_of(c).flat_map(lower_of)),
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

/// Changes a text character by character; `push` also gets the character's lower case.
fn change(text: &str, mut push: impl FnMut(&mut String, char, Letters)) -> String {
    // The lower case of a sigma depends on the text around it.
    let lowered = if text.contains('Σ') { lower(text) } else { String::new() };
    let mut sigmas = lowered.chars().filter(|c| matches!(c, 'σ' | 'ς'));
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        let sigma = if matches!(c, 'Σ' | 'σ' | 'ς') { sigmas.next() } else { None };
        push(&mut result, c, lower_of(sigma.unwrap_or(c)));
    }
    result
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
    let mut upper = upper_of(c);
    match code {
        0x149 => result.extend(upper),
        // Beside a capital letter, the iota stays a subscript.
        0x1fb2 | 0x1fb4 | 0x1fc2 | 0x1fc4 | 0x1ff2 | 0x1ff4 => {
            result.extend(upper.next());
            result.push('\u{345}');
        }
        0x1fb7 | 0x1fc7 | 0x1ff7 => {
            result.extend(upper.next());
            result.push_str("\u{342}\u{345}");
        }
        _ => {
            result.extend(upper.next());
            result.extend(upper.flat_map(lower_of));
        }
    }
}
