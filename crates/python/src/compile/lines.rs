//! From offsets in the source to lines and columns.

use ruff_text_size::{TextRange, TextSize};

use crate::bytecode::Position;

/// Where the lines of a source start.
pub(super) struct Lines<'a> {
    source: &'a str,
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at as u32 + 1);
            }
        }
        Lines { source, starts }
    }

    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// The line of `offset`, from 1.
    pub(super) fn line(&self, offset: TextSize) -> u32 {
        self.starts.partition_point(|&start| start <= offset.to_u32()) as u32
    }

    /// The line of `offset`, from 1, and its column in bytes, from 0.
    pub(super) fn location(&self, offset: TextSize) -> (u32, u32) {
        let line = self.line(offset);
        (line, offset.to_u32() - self.starts[line as usize - 1])
    }

    /// A range as code objects tell it, without anchor.
    pub(super) fn position(&self, range: TextRange) -> Position {
        let (line, column) = self.location(range.start());
        let (end_line, end_column) = self.location(range.end());
        Position { line, end_line, column, end_column, anchor: (0, 0) }
    }

    /// The text of a line, counted from 1, without its end.
    pub(super) fn text(&self, line: u32) -> &'a str {
        let start = self.starts.get(line as usize - 1).map_or(self.source.len(), |&start| start as usize);
        let end = self.starts.get(line as usize).map_or(self.source.len(), |&start| start as usize);
        self.source[start..end].trim_end_matches(['\n', '\r'])
    }
}
