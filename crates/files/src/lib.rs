//! The files of a program. A program is one text; a line of it that names a file begins that file:
//!
//! ```text
//! import shop
//! print(shop.price)
//!
//! # === shop.py ===
//! price = 3
//! ```
//!
//! What comes before the first such line is what runs. So a program of several files goes wherever a text goes: into links, pages, drafts,
//! recordings. Lines are numbered as in that text; each file has numbers of its own, too, which tracebacks show.

#![forbid(unsafe_code)]

const OPENING: &str = "# === ";
const CLOSING: &str = " ===";

/// One of a program's files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'t> {
    /// Its path, seen from the file that runs: `shop.py`, `data/prices.csv`; empty for the one that runs.
    pub name: &'t str,
    /// What is in it.
    pub text: &'t str,
    /// How many lines of the program come before its first.
    pub lines_before: u32,
}

/// Whether a program may have several files. It takes less time than [`files`].
pub fn are_in(program: &str) -> bool {
    program.contains(OPENING)
}

/// A program's files, in their order; the first one is the one that runs.
pub fn files(program: &str) -> impl Iterator<Item = File<'_>> {
    let mut rest = Some(("", program, 0));
    std::iter::from_fn(move || {
        let (name, text, lines_before) = rest.take()?;
        let (mut at, mut line) = (0, lines_before);
        for whole in text.split_inclusive('\n') {
            line += 1;
            let after = at + whole.len();
            if let Some(next) = named(whole) {
                rest = Some((next, &text[after..], line));
                return Some(File { name, text: &text[..at], lines_before });
            }
            at = after;
        }
        Some(File { name, text, lines_before })
    })
}

/// The file that a line begins, if it begins one.
fn named(line: &str) -> Option<&str> {
    let name = line.trim_ascii_end().strip_prefix(OPENING)?.strip_suffix(CLOSING)?;
    is_name(name).then_some(name)
}

/// Whether a file can be called so: a relative path of letters, digits, `_`, `-` and `.` (and whatever is not ASCII), that has an extension and does not lead out of its
/// directory.
pub fn is_name(path: &str) -> bool {
    let piece = |piece: &str| {
        let fits = |it: u8| !it.is_ascii() || it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.');
        !piece.is_empty() && !piece.starts_with('.') && piece.bytes().all(fits)
    };
    let last = path.rsplit('/').next().unwrap_or_default();
    path.split('/').all(piece) && last.contains('.') && !last.ends_with('.')
}

/// The text of a program with another file at its end.
///
/// # Errors
///
/// Why it can't be there.
pub fn add(program: &mut String, name: &str, text: &str) -> Result<(), &'static str> {
    if !is_name(name) {
        return Err("a program's files have names of letters, digits, _, - and dots, and an extension");
    }
    if text.lines().any(|line| named(line).is_some()) {
        return Err("it has a line that begins another file");
    }
    if !program.is_empty() && !program.ends_with('\n') {
        program.push('\n');
    }
    program.push_str(&format!("{OPENING}{name}{CLOSING}\n{text}"));
    Ok(())
}

/// Where the lines of a program are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Of each file but the first: its name, and how many lines come before its own.
    others: Vec<(String, u32)>,
}

impl Lines {
    /// Of a program.
    pub fn of(program: &str) -> Lines {
        let others = files(program).skip(1);
        Lines { others: others.map(|file| (file.name.to_owned(), file.lines_before)).collect() }
    }

    /// The files but the one that runs: the name of each, and how many lines come before its own.
    pub fn others(&self) -> impl Iterator<Item = (&str, u32)> {
        self.others.iter().map(|(name, before)| (name.as_str(), *before))
    }

    /// The file that a line of the program is in, if it is not the one that runs, and the line's number there.
    pub fn place(&self, line: u32) -> (Option<&str>, u32) {
        match self.others.iter().rfind(|(_, before)| *before < line) {
            Some((name, before)) => (Some(name), line - before),
            None => (None, line),
        }
    }

    /// The line of the program that a line of another file is than the one that runs; `None` if there is no such file.
    pub fn line_of(&self, name: &str, line: u32) -> Option<u32> {
        let (_, before) = self.others.iter().find(|(other, _)| other == name)?;
        Some(before + line)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Lines, add, files};

    const PROGRAM: &str = "a\nb\n\n# === empty.txt ===\n# === data/shop.py ===  \nc\nd";

    #[test]
    fn a_text_is_cut_where_lines_name_files() {
        let file = |name, text, lines_before| File { name, text, lines_before };
        let expected = [file("", "a\nb\n\n", 0), file("empty.txt", "", 4), file("data/shop.py", "c\nd", 5)];
        assert_eq!(files(PROGRAM).collect::<Vec<_>>(), expected);
        assert_eq!(files("").collect::<Vec<_>>(), [file("", "", 0)]);
        assert_eq!(files("# === a.py ===").map(|file| file.text).collect::<Vec<_>>(), ["", ""]);
    }

    #[test]
    fn what_is_added_is_there() {
        let mut program = "import a".to_owned();
        assert_eq!(add(&mut program, "a.py", "x = 1\n"), Ok(()));
        assert_eq!(add(&mut program, "b.txt", "no line end"), Ok(()));
        let found: Vec<_> = files(&program).map(|file| (file.name, file.text)).collect();
        assert_eq!(found, [("", "import a\n"), ("a.py", "x = 1\n"), ("b.txt", "no line end")]);
        assert!(add(&mut program, "c", "").is_err());
        assert!(add(&mut program, "c.py", "# === d.py ===").is_err());
    }

    #[test]
    fn lines_are_numbered_in_the_text_and_in_the_file() {
        let lines = Lines::of(PROGRAM);
        assert_eq!(lines.place(0), (None, 0));
        assert_eq!(lines.place(3), (None, 3));
        assert_eq!(lines.place(6), (Some("data/shop.py"), 1));
        assert_eq!(lines.place(7), (Some("data/shop.py"), 2));
        assert_eq!((lines.line_of("data/shop.py", 2), lines.line_of("shop.py", 1)), (Some(7), None));
        assert_eq!(Lines::default().place(7), (None, 7));
    }
}
