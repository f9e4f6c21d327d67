//! The attributes of `<loop-scope>`, as far as they can be wrong. One that is not known here is handed on: a newer Loopscope may
//! know it.

const CHOICES: [(&str, &[&str]); 5] = [
    ("view", &["console", "timeline", "both"]),
    ("mode", &["edit", "read"]),
    ("clock", &["real", "x10", "virtual"]),
    ("theme", &["light", "dark", "auto"]),
    ("run", &["click", "visible"]),
];
const OTHERS: [&str; 6] = ["lesson", "height", "at", "lines", "hide-lines", "files"];

/// # Errors
///
/// What is wrong with an attribute.
pub(crate) fn check(name: &str, value: &str) -> Result<(), String> {
    if let Some((_, values)) = CHOICES.iter().find(|(choice, _)| *choice == name) {
        return match values.split_last() {
            Some((last, others)) if !values.contains(&value) => {
                Err(format!("{name} is {} or {last}, not '{value}'", others.join(", ")))
            }
            _ => Ok(()),
        };
    }
    match name {
        "height" if value != "auto" && !value.parse().is_ok_and(|pixels: u32| pixels > 0) => {
            Err(format!("height is a number of pixels or auto, not '{value}'"))
        }
        "lesson"
            if value.is_empty() || !value.chars().all(|it| it.is_alphanumeric() || "_-".contains(it)) =>
        {
            Err(format!("lesson is the name of a lesson, as 02_together, not '{value}'"))
        }
        "for" => Err("for is no attribute of a single example".to_owned()),
        _ if OTHERS.contains(&name) => Ok(()),
        _ => check_unknown(name),
    }
}

/// Lets a name pass that is no slip of the pen.
fn check_unknown(name: &str) -> Result<(), String> {
    let is_name = name.starts_with(|it: char| it.is_ascii_lowercase())
        && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
    if !is_name {
        return Err(format!("'{name}' can't be the name of an attribute"));
    }
    let known = CHOICES.iter().map(|(choice, _)| *choice).chain(OTHERS);
    let most = if name.len() > 4 { 2 } else { 1 };
    match known.filter(|it| it.len() > 2).find(|it| distance(name, it) <= most) {
        Some(meant) => Err(format!("there is no {name}: is {meant} meant?")),
        None => Ok(()),
    }
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
            ("new", ""),
        ] {
            assert_eq!(check(name, value), Ok(()));
        }
        let said = |name, value| check(name, value).unwrap_err();
        assert_eq!(said("clock", "fast"), "clock is real, x10 or virtual, not 'fast'");
        assert_eq!(said("height", "-1"), "height is a number of pixels or auto, not '-1'");
        assert_eq!(said("clok", "real"), "there is no clok: is clock meant?");
        assert!(said("a\"b", "").contains("can't be the name"));
    }
}
