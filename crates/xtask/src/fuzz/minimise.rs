//! Making a program small that shows a difference.

use anyhow::Result;

/// A program as small as may be for which `holds` is true, which it is for `source`. So many smaller programs are tried.
///
/// Lines go with the lines that are indented below them, several at once as long as that goes well; heads of compound
/// statements go without what is below them.
///
/// # Errors
///
/// The first error of `holds`.
pub(super) fn minimise(
    source: &str,
    most: usize,
    mut holds: impl FnMut(&str) -> Result<bool>,
) -> Result<String> {
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let mut tries = 0;
    let mut attempt = |candidate: &[String]| -> Result<bool> {
        tries += 1;
        Ok(tries <= most && !candidate.is_empty() && holds(&text(candidate))?)
    };
    loop {
        let before = lines.len();
        let mut count = (lines.len() / 2).max(1);
        loop {
            // From the end: what comes later is less likely to be needed by what comes before.
            let mut place = lines.len();
            while place > 0 {
                place = place.saturating_sub(count);
                if place >= lines.len() {
                    continue;
                }
                let candidate = without(&lines, place, count);
                if attempt(&candidate)? {
                    lines = candidate;
                } else if count == 1
                    && let Some(candidate) = without_head(&lines, place)
                    && attempt(&candidate)?
                {
                    lines = candidate;
                }
            }
            if count == 1 {
                break;
            }
            count /= 2;
        }
        if lines.len() == before {
            return Ok(text(&lines));
        }
    }
}

fn text(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Where the statement ends that begins at `place`, as far as indentation tells.
fn end_of(lines: &[String], place: usize) -> usize {
    let depth = indent(&lines[place]);
    let below = lines[place + 1..].iter().take_while(|line| line.is_empty() || indent(line) > depth).count();
    place + 1 + below
}

/// The lines without `count` statements from `place` on, or as many as stand there at one depth.
fn without(lines: &[String], place: usize, count: usize) -> Vec<String> {
    let depth = indent(&lines[place]);
    let mut end = place;
    for _ in 0..count {
        if lines.get(end).is_none_or(|line| indent(line) != depth) {
            break;
        }
        end = end_of(lines, end);
    }
    [&lines[..place], &lines[end..]].concat()
}

/// The lines without the head at `place` and with what is below it in its place.
fn without_head(lines: &[String], place: usize) -> Option<Vec<String>> {
    let end = end_of(lines, place);
    let dedent = indent(lines.get(place + 1)?).checked_sub(indent(&lines[place])).filter(|by| *by > 0)?;
    let mut kept = lines[..place].to_vec();
    kept.extend(lines[place + 1..end].iter().map(|line| line.get(dedent..).unwrap_or_default().to_owned()));
    // Further clauses of the statement (else, except) go with it.
    let depth = indent(&lines[place]);
    let mut rest = end;
    while lines.get(rest).is_some_and(|line| indent(line) == depth && is_clause(line.trim_start())) {
        rest = end_of(lines, rest);
    }
    kept.extend_from_slice(&lines[rest..]);
    Some(kept)
}

fn is_clause(line: &str) -> bool {
    ["else", "elif", "except", "finally"].iter().any(|word| line.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::minimise;

    #[test]
    fn what_is_not_needed_goes() {
        let source = "a\nif b:\n    c\n    while d:\n        kept\nelse:\n    g\nh\n";
        let small = minimise(source, 100, |source| Ok(source.contains("kept") && source.contains("h\n")));
        assert_eq!(small.unwrap_or_default(), "kept\nh\n");
    }

    #[test]
    fn heads_stay_where_they_are_needed() {
        let source = "try:\n    a\n    b\nexcept C:\n    d\n";
        let small = minimise(source, 100, |source| Ok(source.contains("try") && source.contains("except")));
        assert_eq!(small.unwrap_or_default(), "try:\nexcept C:\n");
    }
}
