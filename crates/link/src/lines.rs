//! Lines of a program, as a link names them.

use crate::Why;

/// So many pieces are enough for a hand, and few enough to look through them for each line of a long program.
const MOST_PIECES: usize = 100;

/// Lines of a program, from 1, in pieces: first and last of each, in the order in which they were written. A piece that has no end goes on
/// to the last line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(Vec<(u32, u32)>);

impl Lines {
    /// Reads `1-3,7,20-`.
    pub(crate) fn read(value: &str) -> Result<Lines, Why> {
        let number = |text: &str| text.trim().parse::<u32>().ok().filter(|line| *line > 0);
        let piece = |piece: &str| {
            Some(match piece.split_once('-') {
                None => (number(piece)?, number(piece)?),
                Some((first, "")) => (number(first)?, u32::MAX),
                Some((first, last)) => (number(first)?, number(last)?),
            })
        };
        let pieces = value.split(',').map(|text| piece(text).filter(|(first, last)| first <= last));
        let pieces: Option<Vec<_>> = pieces.take(MOST_PIECES + 1).collect();
        pieces.filter(|pieces| pieces.len() <= MOST_PIECES).map(Lines).ok_or(Why::NotLines)
    }

    /// Whether a line is one of them.
    pub fn has(&self, line: u32) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_in_pieces() {
        let has = |value| {
            let lines = Lines::read(value).expect("they are lines");
            (1..=9).filter(|line| lines.has(*line)).collect::<Vec<_>>()
        };
        assert_eq!(has("3"), [3]);
        assert_eq!(has("1-3, 7,9-"), [1, 2, 3, 7, 9]);
        assert_eq!(has("8-,2-2"), [2, 8, 9]);
    }

    #[test]
    fn what_is_no_line_says_so() {
        for value in ["", "0", "a", "1-x", "3-2", "-3", "1,,2", "1-2-3", "99999999999"] {
            assert_eq!(Lines::read(value), Err(Why::NotLines), "{value:?}");
        }
        assert_eq!(Lines::read(&"1,".repeat(MOST_PIECES)), Err(Why::NotLines));
    }
}
