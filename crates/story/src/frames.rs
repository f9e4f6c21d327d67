//! The calls that threads and tasks are in where the reader stands: what a row of the tree says besides. They come from the run that is run
//! again, not from the recording.

use crate::tree::Item;

/// Of so many calls that lie in each other all are shown.
const MOST_SHOWN: usize = 12;
/// Of more, so many of the outermost, and besides them the innermost.
const OUTERMOST: usize = 4;

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Which one it is of those of its thread or task, from 0, the outermost.
    pub number: usize,
    /// Its function.
    pub function: String,
    /// The line at which it is.
    pub line: u32,
}

/// The calls of threads and tasks.
#[derive(Clone, Debug, Default)]
pub struct Frames(Vec<(Item, usize, Vec<Frame>)>);

/// They are the same as long as they are kept.
impl PartialEq for Frames {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Frames {
    /// Adds the calls of a thread or task, the outermost first, each with its function and line; before them others are left out.
    pub fn add(&mut self, whose: Item, left_out: usize, calls: &mut dyn Iterator<Item = (&str, u32)>) {
        let frame = |(number, (function, line)): (usize, (&str, u32))| Frame {
            number,
            function: function.to_owned(),
            line,
        };
        self.0.push((whose, left_out, calls.enumerate().map(frame).collect()));
    }

    /// The calls of whose row it is, down to what it awaits: the outermost, how many are left out after these, and the innermost.
    pub fn of(&self, row: Item) -> (&[Frame], usize, &[Frame]) {
        let Some((_, before, frames)) = self.0.iter().find(|(whose, ..)| *whose == row) else {
            return (&[], 0, &[]);
        };
        if *before == 0 && frames.len() <= MOST_SHOWN {
            return (frames, 0, &[]);
        }
        let outermost = if *before > 0 { 0 } else { OUTERMOST };
        let innermost = frames.len().saturating_sub(MOST_SHOWN - OUTERMOST);
        (&frames[..outermost], before + innermost - outermost, &frames[innermost..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_calls_the_outermost_and_the_innermost_are_shown() {
        let mut frames = Frames::default();
        frames.add(Item::Thread(1), 0, &mut (1..=40).map(|line| ("nested", line)));
        frames.add(Item::Thread(2), 0, &mut [("work", 7)].into_iter());
        let lines = |frames: &[Frame]| frames.iter().map(|frame| frame.line).collect::<Vec<_>>();
        let (outermost, left_out, innermost) = frames.of(Item::Thread(1));
        assert_eq!((lines(outermost), left_out), (vec![1, 2, 3, 4], 28));
        assert_eq!(lines(innermost), [33, 34, 35, 36, 37, 38, 39, 40]);
        assert_eq!(innermost[7].number, 39);
        assert_eq!(lines(frames.of(Item::Thread(2)).0), [7]);
        assert_eq!(frames.of(Item::Thread(3)), (&[][..], 0, &[][..]));
        frames.add(Item::Thread(4), 50, &mut (51..=150).map(|line| ("nested", line)));
        let (outermost, left_out, innermost) = frames.of(Item::Thread(4));
        assert_eq!((outermost.len(), left_out, innermost.len()), (0, 142, 8));
        assert_eq!((innermost[7].number, innermost[7].line), (99, 150));
    }
}
