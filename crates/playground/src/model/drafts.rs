//! What of the reader's own is kept of a program.

/// The drafts of a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Drafts {
    /// The one in the editor, from 1; 0 if the program is as it came.
    pub(crate) shown: usize,
    pub(crate) count: usize,
    /// The browser keeps nothing.
    pub(crate) refused: bool,
}
