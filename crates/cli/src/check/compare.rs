//! Whether what was printed is what a page claims.

use super::run::Ran;

/// How a traceback begins.
const TRACEBACK: &str = "Traceback (most recent call last):";
/// What stands for what may differ.
const ELLIPSIS: &str = "...";

/// What a page can claim of a run: the lines that were printed, and the last line of the traceback.
pub(super) fn lines(ran: &Ran) -> Vec<String> {
    let mut lines: Vec<String> = ran.stdout.lines().map(|line| line.trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.extend(ran.exception.clone());
    lines
}

/// The lines of a claim, without the middle of a traceback.
pub(super) fn claimed(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    if let Some(at) = lines.iter().position(|line| *line == TRACEBACK) {
        let last = lines.len() - 1;
        lines.drain(at..last.max(at));
    }
    lines
}

/// Whether lines are those that are claimed: in a claim `...` stands for any text, on a line of its own for any lines.
pub(super) fn agree(claimed: &[&str], printed: &[String]) -> bool {
    glob(
        claimed,
        printed,
        |claim| *claim == ELLIPSIS,
        |claim, line| {
            let parts: Vec<&str> = claim.split(ELLIPSIS).collect();
            is_made_of(&parts, line)
        },
    )
}

/// Whether items are those of a pattern, in which some stand for any number of items.
fn glob<P, I>(pattern: &[P], items: &[I], any: impl Fn(&P) -> bool, is: impl Fn(&P, &I) -> bool) -> bool {
    let (mut at, mut item) = (0, 0);
    // Where to go on when what follows does not fit.
    let mut again: Option<(usize, usize)> = None;
    while item < items.len() {
        match pattern.get(at) {
            Some(part) if any(part) => {
                again = Some((at, item));
                at += 1;
            }
            Some(part) if is(part, &items[item]) => {
                at += 1;
                item += 1;
            }
            _ => match &mut again {
                Some((from, skipped)) => {
                    *skipped += 1;
                    (at, item) = (*from + 1, *skipped);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(any)
}

/// Whether a line consists of these parts, with anything between them.
fn is_made_of(parts: &[&str], line: &str) -> bool {
    let Some((first, rest)) = parts.split_first() else { return line.is_empty() };
    let Some((last, middle)) = rest.split_last() else { return *first == line };
    let Some(mut left) = line.strip_prefix(*first) else { return false };
    for part in middle {
        let Some(at) = left.find(*part) else { return false };
        left = &left[at + part.len()..];
    }
    left.ends_with(*last)
}

/// Whether a claim speaks of an exception of this kind.
pub(super) fn tells_of(claimed: &str, exception: &str) -> bool {
    let kind = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let last = claimed.trim_end().lines().last().unwrap_or_default();
    claimed.lines().any(|line| line.trim_end() == TRACEBACK) || kind(last.trim_end()) == kind(exception)
}

/// Whether a claim leaves something open.
pub(super) fn is_open(claimed: &[&str]) -> bool {
    claimed.iter().any(|line| line.contains(ELLIPSIS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(claim: &str, printed: &str) -> bool {
        let printed: Vec<String> = printed.lines().map(str::to_owned).collect();
        agree(&claimed(claim), &printed)
    }

    #[test]
    fn an_ellipsis_stands_for_what_may_differ() {
        for (claim, printed) in [
            ("a\nb", "a\nb"),
            ("a\n...\nd", "a\nb\nc\nd"),
            ("...\nd", "d"),
            ("a\n...", "a"),
            ("took ... s", "took 0.25 s"),
            ("<A at 0x...> and <B at 0x...>", "<A at 0x7f> and <B at 0x8e>"),
            ("Traceback (most recent call last):\n  File\n    x\nValueError: a", "ValueError: a"),
            ("...\na\n...\na", "a\na\nb\na"),
        ] {
            assert!(agrees(claim, printed), "{claim} / {printed}");
        }
        for (claim, printed) in [
            ("a", "b"),
            ("a", "a\nb"),
            ("a\nb", "a"),
            ("...\nd", "d\ne"),
            ("a...a", "a"),
            ("", "a"),
            ("a", ""),
        ] {
            assert!(!agrees(claim, printed), "{claim} / {printed}");
        }
    }
}
