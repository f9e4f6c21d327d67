//! Sorting in pieces: a stable merge sort that can stop and go on.

use crate::Result;
use crate::work;

/// Runs up to this length are sorted by binary insertion, as CPython sorts short lists.
const RUN: usize = 64;
/// Parts of this length are sorted at once.
const PART: usize = 2_048;
/// So many comparisons are made for one unit of work.
const PER_UNIT: usize = 2;
/// So many items are merged in one step.
const MERGED_AT_ONCE: usize = work::PIECE * PER_UNIT;

/// Whether the first comes before the second; `None` if Python code must tell.
pub(super) trait Less<T> {
    /// # Errors
    /// `TypeError` for what has no order.
    fn less(&mut self, a: T, b: T) -> Result<Option<bool>>;

    /// Sorts a part in a better way than by comparisons, if there is one.
    fn sort(&mut self, _part: &mut [T]) -> bool {
        false
    }
}

/// How far the sort is.
#[derive(PartialEq, Eq)]
pub(super) enum Progress {
    /// Go on.
    Unfinished,
    /// It is done.
    Sorted,
    /// Python code must compare: the sort is given up.
    Python,
}

/// A sort under way.
pub(super) struct Merge<T> {
    items: Vec<T>,
    /// What this pass has merged so far.
    merged: Vec<T>,
    /// The length of the runs that are merged; 0 while parts are being sorted.
    width: usize,
    /// Where the next part, or the next pair of runs, begins.
    start: usize,
    /// Where the next items of a pair of runs under way are.
    pair: Option<(usize, usize)>,
}

impl<T: Copy> Merge<T> {
    pub(super) fn new(items: Vec<T>) -> Merge<T> {
        Merge { items, merged: Vec::new(), width: 0, start: 0, pair: None }
    }

    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }

    /// Takes one step, of about [`work::PIECE`] units.
    ///
    /// # Errors
    /// `TypeError` for what has no order.
    pub(super) fn step(&mut self, less: &mut impl Less<T>) -> Result<Progress> {
        if self.width == 0 {
            return self.sort_part(less);
        }
        if self.width >= self.items.len() {
            return Ok(Progress::Sorted);
        }
        let mut left = MERGED_AT_ONCE;
        while left > 0 && self.start < self.items.len() {
            let before = self.merged.len();
            if !self.merge_some(less, left)? {
                return Ok(Progress::Python);
            }
            left = left.saturating_sub((self.merged.len() - before).max(1));
        }
        work::charge(((MERGED_AT_ONCE - left) / PER_UNIT) as u64);
        if self.start >= self.items.len() {
            std::mem::swap(&mut self.items, &mut self.merged);
            self.merged.clear();
            self.start = 0;
            self.width *= 2;
        }
        Ok(Progress::Unfinished)
    }

    fn sort_part(&mut self, less: &mut impl Less<T>) -> Result<Progress> {
        let end = (self.start + PART).min(self.items.len());
        let part = &mut self.items[self.start..end];
        let rounds = (part.len() + 1).ilog2() as usize;
        work::charge((part.len() * rounds / PER_UNIT / 4) as u64);
        if !less.sort(part) && !merge_sort(part, less)? {
            return Ok(Progress::Python);
        }
        self.start = end;
        if end < self.items.len() {
            return Ok(Progress::Unfinished);
        }
        self.width = PART;
        self.start = 0;
        Ok(if end <= PART { Progress::Sorted } else { Progress::Unfinished })
    }

    /// Goes on with the pair of runs at `start`, for about so many items; `false` if Python code must compare.
    fn merge_some(&mut self, less: &mut impl Less<T>, count: usize) -> Result<bool> {
        let middle = (self.start + self.width).min(self.items.len());
        let end = (middle + self.width).min(self.items.len());
        let (mut a, mut b) = match self.pair {
            Some(pair) => pair,
            None => {
                // Runs that follow each other, as in a list that was sorted before, are taken as they are.
                let follows = middle == end
                    || match less.less(self.items[middle], self.items[middle - 1])? {
                        Some(falls) => !falls,
                        None => return Ok(false),
                    };
                if follows {
                    self.merged.extend_from_slice(&self.items[self.start..end]);
                    self.start = end;
                    return Ok(true);
                }
                (self.start, middle)
            }
        };
        for _ in 0..count {
            if a == middle || b == end {
                break;
            }
            let takes_right = match less.less(self.items[b], self.items[a])? {
                Some(result) => result,
                None => return Ok(false),
            };
            let from = if takes_right { &mut b } else { &mut a };
            self.merged.push(self.items[*from]);
            *from += 1;
        }
        self.pair = Some((a, b));
        if a == middle || b == end {
            self.merged.extend_from_slice(&self.items[a..middle]);
            self.merged.extend_from_slice(&self.items[b..end]);
            self.start = end;
            self.pair = None;
        }
        Ok(true)
    }
}

/// Sorts; `false` if `less` could not tell.
fn merge_sort<T: Copy>(items: &mut [T], less: &mut impl Less<T>) -> Result<bool> {
    if items.len() <= RUN {
        return insertion_sort(items, less);
    }
    let middle = items.len() / 2;
    if !merge_sort(&mut items[..middle], less)? || !merge_sort(&mut items[middle..], less)? {
        return Ok(false);
    }
    let (left, right) = (items[..middle].to_vec(), items[middle..].to_vec());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    for slot in items {
        let takes_right = match (left.peek(), right.peek()) {
            (Some(&a), Some(&b)) => match less.less(b, a)? {
                Some(result) => result,
                None => return Ok(false),
            },
            (None, _) => true,
            _ => false,
        };
        if let Some(next) = if takes_right { right.next() } else { left.next() } {
            *slot = next;
        }
    }
    Ok(true)
}

/// Finds the run in the beginning, reverses it if it falls, and inserts the rest.
fn insertion_sort<T: Copy>(items: &mut [T], less: &mut impl Less<T>) -> Result<bool> {
    let Some(mut sorted) = leading_run(items, less)? else { return Ok(false) };
    while sorted < items.len() {
        let pivot = items[sorted];
        let (mut low, mut high) = (0, sorted);
        while low < high {
            let middle = low + (high - low) / 2;
            match less.less(pivot, items[middle])? {
                Some(true) => high = middle,
                Some(false) => low = middle + 1,
                None => return Ok(false),
            }
        }
        items[low..=sorted].rotate_right(1);
        sorted += 1;
    }
    Ok(true)
}

fn leading_run<T: Copy>(items: &mut [T], less: &mut impl Less<T>) -> Result<Option<usize>> {
    if items.len() < 2 {
        return Ok(Some(items.len()));
    }
    let Some(falling) = less.less(items[1], items[0])? else { return Ok(None) };
    let mut end = 2;
    while end < items.len() {
        match less.less(items[end], items[end - 1])? {
            Some(falls) if falls == falling => end += 1,
            Some(_) => break,
            None => return Ok(None),
        }
    }
    if falling {
        items[..end].reverse();
    }
    Ok(Some(end))
}
