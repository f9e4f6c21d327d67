//! What goes wrong while compiling, before it is told in lines and columns.

use std::rc::Rc;

use ruff_text_size::TextRange;

/// Which exception a fault becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
}

/// How much of the line CPython marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The whole range, in columns counted in bytes: CPython 3.11 does not count characters in a file.
    Range,
    /// Its first character only, counted in characters, as the tokenizer does.
    Character,
    /// Its first byte only.
    Byte,
    /// Nothing.
    Nothing,
}

/// An error at a range of the source.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) kind: SyntaxErrorKind,
    pub(super) message: String,
    pub(super) range: TextRange,
    pub(super) mark: Mark,
    /// The text that the range is of, if it is not the module's source: an expression of an f-string.
    pub(super) text: Option<Rc<str>>,
    /// The lines of the module before that text.
    pub(super) line_offset: u32,
}

/// The result of a compiling step.
pub(super) type Outcome<T = ()> = Result<T, Box<Fault>>;

impl Fault {
    /// A `SyntaxError` over a range.
    pub(super) fn new(range: TextRange, message: impl Into<String>) -> Box<Fault> {
        Box::new(Fault {
            kind: SyntaxErrorKind::Syntax,
            message: message.into(),
            range,
            mark: Mark::Range,
            text: None,
            line_offset: 0,
        })
    }
}

/// A `SyntaxError` over a range, as a result.
pub(super) fn fault<T>(range: TextRange, message: impl Into<String>) -> Outcome<T> {
    Err(Fault::new(range, message))
}
