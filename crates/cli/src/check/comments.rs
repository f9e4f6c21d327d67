//! What an example says in comments that it prints: `# prints: done`, at the end of a line or on one of its own, a comment for each line.

/// How such a comment begins.
const PRINTS: &str = "# prints:";

/// A line that is claimed.
#[derive(Debug, PartialEq)]
pub(super) struct Comment {
    /// The line of the example that it stands in, from 1.
    pub(super) line: usize,
    /// What is to be printed.
    pub(super) text: String,
}

/// The comments of an example.
pub(super) fn of(code: &str) -> Vec<Comment> {
    let lines = code.lines().enumerate();
    lines
        .filter_map(|(number, line)| {
            let text = line[place(line)?..].trim_end().to_owned();
            Some(Comment { line: number + 1, text })
        })
        .collect()
}

/// Where in a line the text of a comment begins.
pub(super) fn place(line: &str) -> Option<usize> {
    let at = line.rfind(PRINTS)?;
    let is_comment = line[..at].chars().next_back().is_none_or(char::is_whitespace);
    let text = at + PRINTS.len();
    is_comment.then(|| text + usize::from(line[text..].starts_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_at_the_ends_of_lines_and_below_them() {
        let code = "print(1)  # prints: 1\nif x:\n    # prints: two  words \n\nprint()  # prints:\ns = 'a# prints: b'\n# it prints: c\n";
        let comment = |line, text: &str| Comment { line, text: text.to_owned() };
        assert_eq!(of(code), [comment(1, "1"), comment(3, "two  words"), comment(5, "")]);
    }
}
