//! Standard input: read by a thread of its own, a line when the program wants one.

use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use loopscope_isolate::LineRead;

/// A line with its end, or nothing when the input has ended.
pub(crate) type Line = Option<String>;

/// Who wants lines. A line that nobody wants any more when it comes is the next one's.
pub(crate) struct Stdin {
    reader: Option<Sender<()>>,
    on_line: Option<Box<dyn FnMut(Line) + Send>>,
    wanted: VecDeque<u32>,
    /// Lines that came when nobody wanted them.
    spare: VecDeque<Line>,
    /// How many lines are on their way.
    asked: usize,
}

impl Stdin {
    /// Standard input, of which nothing has been read. `on_line` is given to [`Stdin::read`] where the program is.
    pub(crate) fn new(on_line: impl FnMut(Line) + Send + 'static) -> Stdin {
        Stdin {
            reader: None,
            on_line: Some(Box::new(on_line)),
            wanted: VecDeque::new(),
            spare: VecDeque::new(),
            asked: 0,
        }
    }

    /// The program wants a line. One that has come already is to be given to [`Stdin::read`] again.
    pub(crate) fn want(&mut self, id: u32) -> Option<Line> {
        self.wanted.push_back(id);
        if let Some(line) = self.spare.pop_front() {
            self.asked += 1;
            return Some(line);
        }
        if let Some(mut on_line) = self.on_line.take() {
            let (sender, demands) = channel::<()>();
            let read = move || demands.iter().for_each(|()| on_line(read_line()));
            // Without threads the machine is beyond help; the program then waits.
            let _ = thread::Builder::new().name("stdin".into()).spawn(read);
            self.reader = Some(sender);
        }
        if self.asked < self.wanted.len() {
            self.asked += 1;
            let _ = self.reader.as_ref().map(|reader| reader.send(()));
        }
        None
    }

    /// The program does not want that line any more.
    pub(crate) fn cancel(&mut self, id: u32) {
        self.wanted.retain(|wanted| *wanted != id);
    }

    /// A line was read: whose it is.
    pub(crate) fn read(&mut self, line: Line) -> Option<LineRead> {
        self.asked = self.asked.saturating_sub(1);
        match self.wanted.pop_front() {
            Some(id) => Some(LineRead { id, line, is_typed: false }),
            None => {
                self.spare.push_back(line);
                None
            }
        }
    }
}

/// The next line, as CPython reads it: each end of a line is a `\n`, and what is no UTF-8 is replaced.
fn read_line() -> Line {
    let mut bytes = Vec::new();
    match io::stdin().lock().read_until(b'\n', &mut bytes) {
        Ok(length) if length > 0 => {}
        // What can't be read is at its end.
        _ => return None,
    }
    if bytes.ends_with(b"\r\n") {
        bytes.truncate(bytes.len() - 2);
        bytes.push(b'\n');
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
