//! An order in which every function has its like among those just before it.
//!
//! gzip finds repetitions only in the last 32 KiB. The next function is always the one of which the
//! largest part already stands there.

use std::collections::VecDeque;

/// How far back gzip looks.
const WINDOW_BYTES: usize = 32 * 1024;
/// The length of the runs of bytes by which functions are compared.
const RUN_BYTES: usize = 6;
/// Runs in more functions than this don't tell who is like whom.
const MOST_FUNCTIONS: usize = 48;
/// A function has some bytes that are like nothing: without them the smallest would always come first.
const UNLIKE_BYTES: usize = 20;

/// The indices of `functions` in the order that they should have.
pub(crate) fn order(functions: &[&[u8]]) -> Vec<usize> {
    let mut window = Window::new(functions);
    let mut left: Vec<usize> = (0..functions.len()).collect();
    let mut order = Vec::with_capacity(functions.len());
    while let Some(at) = most_like(&window, &left) {
        let next = left.remove(at);
        window.push(next);
        order.push(next);
    }
    order
}

/// Where in `left` the function stands of which most is in the window; the first of several.
fn most_like(window: &Window, left: &[usize]) -> Option<usize> {
    let likeness = |function: usize| {
        window.likeness[function] as f64 / (window.functions[function].len() + UNLIKE_BYTES) as f64
    };
    // `max_by` gives the last of several.
    (0..left.len()).rev().max_by(|&a, &b| likeness(left[a]).total_cmp(&likeness(left[b])))
}

/// The functions that gzip still sees.
struct Window<'a> {
    functions: &'a [&'a [u8]],
    recent: VecDeque<usize>,
    bytes: usize,
    /// For each function its runs, and for each run its functions.
    runs: Vec<Vec<usize>>,
    holders: Vec<Vec<usize>>,
    /// For each run how many functions in the window have it.
    seen: Vec<usize>,
    /// For each function how many of its runs are in the window.
    likeness: Vec<usize>,
}

impl<'a> Window<'a> {
    fn new(functions: &'a [&'a [u8]]) -> Self {
        let mut all: Vec<(&[u8], usize)> = Vec::new();
        for (function, bytes) in functions.iter().enumerate() {
            all.extend(bytes.windows(RUN_BYTES).map(|run| (run, function)));
        }
        all.sort_unstable();
        all.dedup();
        let mut runs = vec![Vec::new(); functions.len()];
        let mut holders = Vec::new();
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            if (2..=MOST_FUNCTIONS).contains(&same.len()) {
                same.iter().for_each(|&(_, function)| runs[function].push(holders.len()));
                holders.push(same.iter().map(|&(_, function)| function).collect());
            }
        }
        Window {
            functions,
            recent: VecDeque::new(),
            bytes: 0,
            runs,
            seen: vec![0; holders.len()],
            holders,
            likeness: vec![0; functions.len()],
        }
    }

    fn push(&mut self, function: usize) {
        self.recent.push_back(function);
        self.bytes += self.functions[function].len();
        for &run in &self.runs[function] {
            self.seen[run] += 1;
            if self.seen[run] == 1 {
                self.holders[run].iter().for_each(|&holder| self.likeness[holder] += 1);
            }
        }
        while self.bytes > WINDOW_BYTES && self.recent.len() > 1 {
            self.forget();
        }
    }

    fn forget(&mut self) {
        let Some(function) = self.recent.pop_front() else { return };
        self.bytes -= self.functions[function].len();
        for &run in &self.runs[function] {
            self.seen[run] -= 1;
            if self.seen[run] == 0 {
                self.holders[run].iter().for_each(|&holder| self.likeness[holder] -= 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn like_comes_beside_like() {
        let functions: [&[u8]; 4] =
            [b"first kind of code", b"other stuff", b"first kind of bytes", b"other st"];
        assert_eq!(order(&functions), [0, 2, 1, 3]);
    }

    #[test]
    fn nothing_has_no_order() {
        assert!(order(&[]).is_empty());
    }
}
