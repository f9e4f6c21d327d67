//! What differs between what CPython and Loopscope did with a program.

mod paragraphs;

use crate::cases::Record;

/// The `loopscope` command's status after a fault of its own.
const INTERNAL_ERROR: i32 = 70;
/// What the status is above when a signal ended a process.
const SIGNALS: i32 = 128;
const SIGKILL: i32 = 9;

/// In which manner two runs differ, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// The engine panicked or was ended by a signal.
    Died,
    /// The engine did not come to an end.
    Hung,
    /// One of the two does not accept the source, or both say another reason.
    Syntax,
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// The exit status only.
    Status,
}

/// That two runs differ.
pub(super) struct Difference {
    pub(super) manner: Manner,
    /// The first line of each that differs, without numbers and quotations: alike for differences of one cause.
    pub(super) signature: String,
}

/// How `ours` differs from what CPython did, but for the moment at which something abandoned goes.
pub(super) fn between(cpython: &Record, ours: &Record) -> Option<Difference> {
    let settled = [cpython, ours].map(|record| Record {
        stdout: record.stdout.clone(),
        stderr: paragraphs::settled(&record.stderr),
        status: record.status,
    });
    let [cpython, ours] = &settled;
    if cpython == ours {
        return None;
    }
    let manner = match ours.status {
        status if status == SIGNALS + SIGKILL => Manner::Hung,
        status if status == INTERNAL_ERROR || status > SIGNALS => Manner::Died,
        _ if is_syntax_error(cpython) || is_syntax_error(ours) => Manner::Syntax,
        _ if cpython.stdout != ours.stdout => Manner::Stdout,
        _ if cpython.stderr != ours.stderr => Manner::Stderr,
        _ => Manner::Status,
    };
    let (theirs, ours) = match manner {
        Manner::Stdout => first_difference(&cpython.stdout, &ours.stdout),
        Manner::Died => ("", ours.stderr.lines().next().unwrap_or_default()),
        Manner::Hung | Manner::Status => ("", ""),
        // The place of a mistake comes first, and what it is at the end.
        Manner::Syntax => (last_line(&cpython.stderr), last_line(&ours.stderr)),
        Manner::Stderr => first_difference(&cpython.stderr, &ours.stderr),
    };
    Some(Difference { manner, signature: format!("{manner:?}: {} | {}", masked(theirs), masked(ours)) })
}

/// Whether the program did not even begin.
pub(super) fn is_syntax_error(record: &Record) -> bool {
    let words = ["SyntaxError: ", "IndentationError: ", "TabError: "];
    let last = last_line(&record.stderr);
    record.stdout.is_empty()
        && words.iter().any(|word| last.starts_with(word))
        && record.stderr.starts_with("  File ")
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

fn first_difference<'a>(theirs: &'a str, ours: &'a str) -> (&'a str, &'a str) {
    let (mut theirs, mut ours) = (theirs.lines(), ours.lines());
    loop {
        match (theirs.next(), ours.next()) {
            (Some(one), Some(other)) if one == other => {}
            (None, None) => return ("", ""),
            (one, other) => return (one.unwrap_or("(end)"), other.unwrap_or("(end)")),
        }
    }
}

/// The line with its numbers and quotations alike.
fn masked(line: &str) -> String {
    let mut masked = String::new();
    let mut quote = None;
    for character in line.chars() {
        match (quote, character) {
            (Some(open), _) if character == open => {
                quote = None;
                masked.push(character);
            }
            (Some(_), _) => {}
            (None, '\'' | '"') => {
                quote = Some(character);
                masked.push(character);
            }
            (None, '0'..='9') if masked.ends_with('0') => {}
            (None, '0'..='9') => masked.push('0'),
            (None, _) => masked.push(character),
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::{Manner, between, masked};
    use crate::cases::Record;

    fn record(stdout: &str, stderr: &str, status: i32) -> Record {
        Record { stdout: stdout.to_owned(), stderr: stderr.to_owned(), status }
    }

    fn manner(cpython: &Record, ours: &Record) -> Option<Manner> {
        between(cpython, ours).map(|difference| difference.manner)
    }

    #[test]
    fn the_worst_counts() {
        let well = record("1\n", "", 0);
        assert_eq!(manner(&well, &record("1\n", "", 0)), None);
        assert_eq!(manner(&well, &record("2\n", "oh\n", 70)), Some(Manner::Died));
        assert_eq!(manner(&well, &record("1\n", "", 134)), Some(Manner::Died));
        assert_eq!(manner(&well, &record("", "", 137)), Some(Manner::Hung));
        assert_eq!(manner(&well, &record("2\n", "oh\n", 1)), Some(Manner::Stdout));
        assert_eq!(manner(&well, &record("1\n", "oh\n", 1)), Some(Manner::Stderr));
        assert_eq!(manner(&well, &record("1\n", "", 1)), Some(Manner::Status));
        let refused = record("", "  File \"p.py\", line 1\n    (\nSyntaxError: '(' was never closed\n", 1);
        assert_eq!(manner(&well, &refused), Some(Manner::Syntax));
    }

    #[test]
    fn one_cause_has_one_signature() {
        assert_eq!(masked("at 0.125 'a' is \"b\" 17"), "at 0.0 '' is \"\" 0");
    }
}
