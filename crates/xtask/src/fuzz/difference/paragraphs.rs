//! What standard error says, independent of when things go that were abandoned.
//!
//! Tracebacks keep frames in CPython and don't in Loopscope (`docs/limitations/`), so what frames hold goes at other
//! moments, and so does what is said of it then: that an exception was never retrieved, a coroutine never awaited.

/// What a paragraph begins with that doesn't belong to the one before.
const BEGINNINGS: [&str; 5] = [
    "Task was destroyed",
    "Exception in callback",
    "Exception ignored",
    "unhandled exception during",
    "an error occurred",
];
/// How paragraphs of tracebacks begin.
const TRACEBACKS: [&str; 2] = ["Traceback (most recent call last):", "  + Exception Group Traceback"];
const NEVER_RETRIEVED: &str = "exception was never retrieved";
const NEVER_AWAITED: &str = "RuntimeWarning: coroutine ";
/// CPython says it as often as it compiles a line, which a `finally` clause's is several times, and also of values that it
/// works out beforehand, which Loopscope doesn't (`docs/limitations/errors.md`).
const SYNTAX_WARNING: &str = ": SyntaxWarning: ";
const HINT: &str = "RuntimeWarning: Enable tracemalloc";

/// The paragraphs of this text in the order of their letters, and warnings of coroutines without the places.
pub(super) fn settled(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let (mut before_last, mut before) = ("", "");
    let mut after_warning = false;
    for line in text.lines() {
        if let Some(place) = line.find(NEVER_AWAITED).filter(|_| line.ends_with("was never awaited")) {
            paragraphs.push(line[place..].to_owned() + "\n");
            after_warning = true;
        } else if after_warning
            && (line.starts_with("  ") && !line.starts_with("  +") || line.starts_with(HINT))
        {
            // The source of its line, and the hint.
        } else {
            let after_syntax_warning = before_last.contains(SYNTAX_WARNING);
            if after_warning || after_syntax_warning || begins(line, before) || paragraphs.is_empty() {
                paragraphs.push(String::new());
            }
            after_warning = false;
            if let Some(last) = paragraphs.last_mut() {
                last.push_str(line);
                last.push('\n');
            }
        }
        (before_last, before) = (before, line);
    }
    for paragraph in &mut paragraphs {
        if paragraph.lines().next().is_some_and(|line| line.ends_with(NEVER_RETRIEVED)) {
            // When a program ends, CPython can no longer import what tells an operator from its operands.
            let kept = paragraph
                .split_inclusive('\n')
                .filter(|line| line.contains(|c| !matches!(c, ' ' | '^' | '~' | '\n')));
            *paragraph = kept.collect();
        }
        *paragraph = without_places(paragraph);
    }
    paragraphs.sort();
    paragraphs.retain(|paragraph| !paragraph.contains(SYNTAX_WARNING));
    paragraphs.concat()
}

/// Without where in the library's own files something is.
fn without_places(text: &str) -> String {
    let text = text.replace(" at <asyncio.", " at /python3/");
    let mut parts = text.split(" at /");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let place = part.len() - part.trim_start_matches(|c: char| !matches!(c, '>' | ' ' | ',' | ']')).len();
        if !part[..place].contains("/python3") {
            kept.push_str(" at /");
            kept.push_str(&part[..place]);
        }
        kept.push_str(&part[place..]);
    }
    kept
}

fn begins(line: &str, before: &str) -> bool {
    if TRACEBACKS.iter().any(|traceback| line.starts_with(traceback)) {
        // Not one of a chain, nor of a message.
        return !before.is_empty()
            && !["future: ", "task: ", "handle: ", "Exception ignored"]
                .iter()
                .any(|head| before.starts_with(head));
    }
    line.ends_with(NEVER_RETRIEVED)
        || line.contains(SYNTAX_WARNING)
        || BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn what_goes_at_another_moment_is_the_same() {
        let traceback = "Traceback (most recent call last):\n  File \"p.py\", line 1, in f\nKeyError\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\nValueError: x\n";
        let lost = "Task exception was never retrieved\nfuture: <Task>\nTraceback (most recent call last):\nKeyError: 'y'\n";
        let early = "p.py:3: RuntimeWarning: coroutine 'f' was never awaited\n  x()\nRuntimeWarning: Enable tracemalloc to get the object allocation traceback\n";
        let late = "sys:1: RuntimeWarning: coroutine 'f' was never awaited\n";
        assert_eq!(settled(&[lost, early, traceback].concat()), settled(&[traceback, lost, late].concat()));
        assert_ne!(settled(&[lost, traceback].concat()), settled(&[lost, lost, traceback].concat()));
        assert_eq!(settled(traceback), traceback);
    }
}
