//! The lines that a program printed, with the time, thread and task of each.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::lanes::Lanes;
use loopscope_trace::{Event, EventId, EventKind, Stream, ThreadId};

/// How many lines a chunk holds at most.
pub const LINES_PER_CHUNK: usize = 50;

/// How many characters of one line are kept.
pub const LINE_LIMIT: usize = 10_000;

/// A chunk with so many characters gets no more lines.
const CHARS_PER_CHUNK: usize = 20_000;

/// How many of a program's first chunks are kept whatever comes after them.
const HEAD_CHUNKS: usize = 2;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What wrote its first piece.
    pub event: EventId,
    /// When its first piece was written, in microseconds of the program's clock.
    pub at_micros: u64,
    /// The name of the thread that wrote it.
    pub thread: Rc<str>,
    /// The name of the task that wrote it; empty if none ran.
    pub task: Rc<str>,
    /// Where it was written to.
    pub stream: Stream,
    /// The text without the line's end, at most [`LINE_LIMIT`] characters of it.
    pub text: String,
    /// How many characters were left out of `text`.
    pub cut_chars: usize,
    kept_chars: usize,
    /// A carriage return came last: what follows overwrites the line.
    returned: bool,
}

/// Some consecutive lines, as many as a page can show at once. Chunks are shared with whoever shows them, and copied when they change.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// The number of its first line, from 0.
    pub first: usize,
    /// The lines.
    pub lines: Vec<Line>,
}

/// The first and the last lines that a program printed.
#[derive(Debug)]
pub struct Console {
    head: Vec<Rc<Chunk>>,
    tail: VecDeque<Rc<Chunk>>,
    max_tail: usize,
    /// The number of the line that each thread and stream has not ended yet.
    open: Vec<((ThreadId, bool), usize)>,
    total: usize,
    pieces: usize,
}

impl Console {
    /// A console that keeps some of the first and at least the last `max_lines` lines, fewer if they are long.
    pub fn new(max_lines: usize) -> Self {
        let max_tail = max_lines.div_ceil(LINES_PER_CHUNK) + 1;
        Console { head: Vec::new(), tail: VecDeque::new(), max_tail, open: Vec::new(), total: 0, pieces: 0 }
    }

    /// Takes in an event; `lanes` has to know it already, for it names threads and tasks.
    pub fn push(&mut self, event: &Event<'_>, lanes: &Lanes) {
        let EventKind::Output { stream, text } = event.kind else { return };
        self.pieces += 1;
        let writer = (event.id.thread, stream == Stream::Stderr);
        for piece in text.split_inclusive('\n') {
            let line = self.line_of(writer, || Line {
                event: event.id,
                at_micros: event.at_micros,
                thread: lanes.thread_name(event.id.thread).unwrap_or_else(|| "".into()),
                task: event.task.and_then(|task| lanes.task_name(task)).unwrap_or_else(|| "".into()),
                stream,
                text: String::new(),
                cut_chars: 0,
                kept_chars: 0,
                returned: false,
            });
            if let Some(line) = line {
                line.write(piece.trim_end_matches('\n'));
            }
            if piece.ends_with('\n') {
                self.open.retain(|(other, _)| *other != writer);
            }
        }
    }

    /// The first lines, in their order.
    pub fn head(&self) -> &[Rc<Chunk>] {
        &self.head
    }

    /// The kept lines after the first ones, in their order.
    pub fn tail(&self) -> impl DoubleEndedIterator<Item = &Rc<Chunk>> {
        self.tail.iter()
    }

    /// The line of this number, if it is kept.
    pub fn line(&self, number: usize) -> Option<&Line> {
        let chunk = self.head.iter().chain(&self.tail).rfind(|chunk| chunk.first <= number)?;
        chunk.lines.get(number - chunk.first)
    }

    /// How many lines were printed.
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many pieces of text were printed.
    pub fn pieces(&self) -> usize {
        self.pieces
    }

    /// How many lines between the first and the last ones are not kept any more.
    pub fn cut(&self) -> usize {
        let head_end = self.head.last().map_or(0, |chunk| chunk.first + chunk.lines.len());
        self.tail.front().map_or(0, |chunk| chunk.first - head_end)
    }

    /// The line that `writer` has begun, or a new one. `None` if the begun line is not kept any more.
    fn line_of(&mut self, writer: (ThreadId, bool), new: impl FnOnce() -> Line) -> Option<&mut Line> {
        let number = match self.open.iter().find(|(other, _)| *other == writer) {
            Some((_, number)) => *number,
            None => {
                self.add(new());
                self.open.push((writer, self.total - 1));
                self.total - 1
            }
        };
        let in_tail = self.tail.partition_point(|chunk| chunk.first <= number);
        let chunk = match in_tail.checked_sub(1) {
            Some(index) => self.tail.get_mut(index),
            None => self.head.iter_mut().rfind(|chunk| chunk.first <= number),
        };
        let chunk = Rc::make_mut(chunk?);
        let first = chunk.first;
        chunk.lines.get_mut(number - first)
    }

    fn add(&mut self, line: Line) {
        let last = self.tail.back_mut().or(self.head.last_mut());
        match last.filter(|chunk| !chunk.is_full()) {
            Some(chunk) => Rc::make_mut(chunk).lines.push(line),
            None => {
                let chunk = Rc::new(Chunk { first: self.total, lines: vec![line] });
                if self.head.len() < HEAD_CHUNKS { self.head.push(chunk) } else { self.tail.push_back(chunk) }
            }
        }
        if self.tail.len() > self.max_tail {
            self.tail.pop_front();
        }
        self.total += 1;
    }
}

impl Chunk {
    /// Whether there is no room for more lines.
    pub fn is_full(&self) -> bool {
        let chars = || self.lines.iter().map(|line| line.kept_chars).sum::<usize>();
        self.lines.len() >= LINES_PER_CHUNK || chars() >= CHARS_PER_CHUNK
    }
}

impl Line {
    fn write(&mut self, piece: &str) {
        for part in piece.split_inclusive('\r') {
            let text = part.trim_end_matches('\r');
            if !text.is_empty() {
                if std::mem::take(&mut self.returned) {
                    self.text.clear();
                    self.kept_chars = 0;
                    self.cut_chars = 0;
                }
                self.append(text);
            }
            self.returned |= part.ends_with('\r');
        }
    }

    fn append(&mut self, text: &str) {
        let room = LINE_LIMIT - self.kept_chars;
        match text.char_indices().nth(room) {
            None => {
                self.text.push_str(text);
                self.kept_chars += text.chars().count();
            }
            Some((end, _)) => {
                self.text.push_str(&text[..end]);
                self.kept_chars = LINE_LIMIT;
                self.cut_chars += text[end..].chars().count();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(thread: ThreadId, stream: Stream, text: &str) -> Event<'_> {
        Event {
            by_asyncio: false,
            id: EventId { thread, seq: 0 },
            at_micros: 0,
            cause: None,
            line: 0,
            task: None,
            kind: EventKind::Output { stream, text },
        }
    }

    fn texts(console: &Console) -> Vec<&str> {
        console
            .head()
            .iter()
            .chain(console.tail())
            .flat_map(|chunk| &chunk.lines)
            .map(|line| line.text.as_str())
            .collect()
    }

    #[test]
    fn joins_the_pieces_of_a_line_by_thread_and_stream() {
        let mut console = Console::new(100);
        let lanes = Lanes::default();
        for (thread, stream, text) in [
            (0, Stream::Stdout, "a"),
            (1, Stream::Stdout, "b"),
            (0, Stream::Stderr, "e\n"),
            (0, Stream::Stdout, "A\nc"),
            (1, Stream::Stdout, "B\n\n"),
        ] {
            console.push(&output(thread, stream, text), &lanes);
        }
        assert_eq!(texts(&console), ["aA", "bB", "e", "c", ""]);
        assert_eq!(console.total(), 5);
    }

    #[test]
    fn keeps_the_first_and_the_last_lines_and_counts_the_others() {
        let mut console = Console::new(1_000);
        let lanes = Lanes::default();
        for number in 0..100_000 {
            console.push(&output(0, Stream::Stdout, &format!("{number}\n")), &lanes);
        }
        let lines = texts(&console);
        assert_eq!(lines.last(), Some(&"99999"));
        assert_eq!(lines[99], "99");
        assert!(lines.len() >= 1_100 && lines.len() <= 1_100 + LINES_PER_CHUNK);
        assert_eq!(console.cut() + lines.len(), console.total());
    }

    #[test]
    fn goes_on_when_a_line_begun_long_ago_is_not_kept() {
        let mut console = Console::new(100);
        let lanes = Lanes::default();
        console.push(&output(1, Stream::Stdout, "begun"), &lanes);
        for _ in 0..1_000 {
            console.push(&output(0, Stream::Stdout, "x\n"), &lanes);
        }
        console.push(&output(1, Stream::Stdout, " and ended\nnext\n"), &lanes);
        assert_eq!(texts(&console).last(), Some(&"next"));
    }

    #[test]
    fn chunks_of_long_lines_have_fewer_of_them() {
        let mut console = Console::new(1_000);
        let lanes = Lanes::default();
        for _ in 0..30 {
            console.push(&output(0, Stream::Stdout, &format!("{}\n", "ä".repeat(5_000))), &lanes);
        }
        assert!(console.head().iter().chain(console.tail()).all(|chunk| chunk.lines.len() <= 4));
        assert_eq!(texts(&console).len(), 30);
    }

    #[test]
    fn cuts_endless_lines() {
        let mut console = Console::new(10);
        let lanes = Lanes::default();
        for _ in 0..20 {
            console.push(&output(0, Stream::Stdout, &"ä".repeat(1_000)), &lanes);
        }
        let line = &console.head[0].lines[0];
        assert_eq!(line.text.chars().count(), LINE_LIMIT);
        assert_eq!(line.cut_chars, 10_000);
    }

    #[test]
    fn a_carriage_return_begins_the_line_anew() {
        let mut console = Console::new(10);
        let lanes = Lanes::default();
        for text in ["10 %\r", "20 %\r", "\n", "ok\r\n", "a\rb\n"] {
            console.push(&output(0, Stream::Stdout, text), &lanes);
        }
        assert_eq!(texts(&console), ["20 %", "ok", "b"]);
    }
}
