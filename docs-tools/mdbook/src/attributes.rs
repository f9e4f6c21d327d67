//! The attributes of `<loop-scope>`, as far as they can be wrong. One that is not known here is handed on: a newer Loopscope may
//! know it.

use std::sync::LazyLock;

use serde_json::Value;

use crate::links::encoded_again;

/// What they are, each with its choices, or in words; and which of them a link has.
static TABLE: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("attributes.json")).expect("it is a part of the program")
});

/// # Errors
///
/// What is wrong with an attribute.
pub(crate) fn check(name: &str, value: &str) -> Result<(), String> {
    if name == "for" {
        return Err("for is no attribute of a single example".to_owned());
    }
    let what = match &TABLE["attributes"][name] {
        Value::Array(choices) => {
            let choices: Vec<&str> = choices.iter().filter_map(Value::as_str).collect();
            match choices.split_last() {
                Some((last, others)) if !choices.contains(&value) => {
                    return Err(format!("{name} is {} or {last}, not '{value}'", others.join(", ")));
                }
                _ => return Ok(()),
            }
        }
        Value::String(what) => what,
        _ => return check_unknown(name),
    };
    let is_right = match name {
        "seed" => is_digits(value) && value.parse::<u32>().is_ok(),
        "at" => {
            let mut pieces = value.splitn(3, '.');
            pieces.next().is_some_and(is_digits) && pieces.next().is_none_or(is_digits)
        }
        "lines" | "hide-lines" => value.split(',').all(|piece| are_lines(piece.trim())),
        "lesson" => !value.is_empty() && value.chars().all(|it| it.is_alphanumeric() || "_-".contains(it)),
        "height" => value == "auto" || is_line(value),
        _ => true,
    };
    if is_right { Ok(()) } else { Err(format!("{name} is {what}, not '{value}'")) }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is a number that is not 0.
fn is_line(text: &str) -> bool {
    is_digits(text) && text.bytes().any(|byte| byte != b'0')
}

/// Whether it is one line, or from one to another one, or to the end.
fn are_lines(piece: &str) -> bool {
    match piece.split_once('-') {
        None => is_line(piece),
        Some((first, last)) => is_line(first.trim()) && (last.trim().is_empty() || is_digits(last.trim())),
    }
}

/// Lets a name pass that is no slip of the pen.
fn check_unknown(name: &str) -> Result<(), String> {
    let is_name = name.starts_with(|it: char| it.is_ascii_lowercase())
        && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
    if !is_name {
        return Err(format!("'{name}' can't be the name of an attribute"));
    }
    let mut known = TABLE["attributes"].as_object().into_iter().flatten().map(|(name, _)| name);
    let most = if name.len() > 4 { 2 } else { 1 };
    match known.find(|it| it.len() > 2 && distance(name, it) <= most) {
        Some(meant) => Err(format!("there is no {name}: is {meant} meant?")),
        None => Ok(()),
    }
}

/// What stands before the program in a link: those attributes that a page of Loopscope heeds, as they are written there.
pub(crate) fn fields(attributes: &[(String, String)]) -> String {
    let names = TABLE["in_links"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let given =
        names.filter_map(|name| attributes.iter().find(|(other, value)| other == name && !value.is_empty()));
    given.map(|(name, value)| format!("{name}={}&", encoded_again(value))).collect()
}

/// How many letters have to be changed, added or left out to make one word of another (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, left) in from.bytes().enumerate() {
        let mut before = row[0];
        row[0] = line + 1;
        for (column, right) in to.bytes().enumerate() {
            let changed = before + usize::from(left != right);
            before = row[column + 1];
            row[column + 1] = changed.min(before + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn attributes_are_handed_on_unless_they_are_wrong() {
        for (name, value) in [
            ("clock", "x10"),
            ("height", "300"),
            ("lesson", "02_together"),
            ("hide-lines", "1-2"),
            ("lines", "3-7, 12-"),
            ("seed", "4294967295"),
            ("at", "8"),
            ("at", "8.5.Task-1+prints"),
            ("mode", "trace"),
            ("new", ""),
        ] {
            assert_eq!(check(name, value), Ok(()));
        }
        let said = |name, value| check(name, value).unwrap_err();
        assert_eq!(said("clock", "fast"), "clock is real, x10 or virtual, not 'fast'");
        assert_eq!(said("height", "-1"), "height is a number of pixels or auto, not '-1'");
        assert_eq!(said("mode", "trase"), "mode is edit, read or trace, not 'trase'");
        for (name, value) in [
            ("seed", "-1"),
            ("seed", "4294967296"),
            ("at", "Task-1"),
            ("at", "8."),
            ("lines", "0"),
            ("lines", "1,,2"),
            ("hide-lines", "2 to 3"),
        ] {
            assert!(said(name, value).starts_with(&format!("{name} is ")), "{name} {value}");
        }
        assert_eq!(said("clok", "real"), "there is no clok: is clock meant?");
        assert!(said("a\"b", "").contains("can't be the name"));
    }
}
