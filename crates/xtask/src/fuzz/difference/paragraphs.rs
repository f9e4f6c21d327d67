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
const HINT: &str = "RuntimeWarning: Enable tracemalloc";

/// The paragraphs of this text in the order of their letters, and warnings of coroutines without the places.
pub(super) fn settled(text: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before = "";
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
            if after_warning || begins(line, before) || paragraphs.is_empty() {
                paragraphs.push(String::new());
            }
            after_warning = false;
            if let Some(last) = paragraphs.last_mut() {
                last.push_str(line);
                last.push('\n');
            }
        }
        before = line;
    }
    paragraphs.sort();
    paragraphs.concat()
}

fn begins(line: &str, before: &str) -> bool {
    if TRACEBACKS.iter().any(|traceback| line.starts_with(traceback)) {
        // Not one of a chain, nor of a message.
        return !before.is_empty()
            && !["future: ", "task: ", "handle: ", "Exception ignored"]
                .iter()
                .any(|head| before.starts_with(head));
    }
    line.ends_with(NEVER_RETRIEVED) || BEGINNINGS.iter().any(|beginning| line.starts_with(beginning))
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
