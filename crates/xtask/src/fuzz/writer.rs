//! Writing a random program: its text so far, how deep it is indented, and what decides how it goes on.

use super::random::Random;

const INDENT: &str = "    ";

/// A program that is being written.
pub(super) struct Writer {
    /// What decides.
    pub(super) random: Random,
    text: String,
    depth: usize,
    names: usize,
}

impl Writer {
    pub(super) fn new(random: Random) -> Writer {
        Writer { random, text: String::new(), depth: 0, names: 0 }
    }

    /// A line, or several, at the depth where one stands.
    pub(super) fn line(&mut self, lines: &str) {
        for line in lines.lines() {
            if !line.is_empty() {
                for _ in 0..self.depth {
                    self.text.push_str(INDENT);
                }
                self.text.push_str(line);
            }
            self.text.push('\n');
        }
    }

    /// One of these lines.
    pub(super) fn one_of(&mut self, lines: &[&str]) {
        let line = self.random.pick(lines);
        self.line(line);
    }

    /// A compound statement: its head, and what `body` writes below it.
    pub(super) fn block(&mut self, head: &str, body: impl FnOnce(&mut Writer)) {
        self.line(head);
        self.depth += 1;
        let before = self.text.len();
        body(self);
        if self.text.len() == before {
            self.line("pass");
        }
        self.depth -= 1;
    }

    /// A name that was not given before, beginning so.
    pub(super) fn name(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    /// The program.
    pub(super) fn finish(self) -> String {
        self.text
    }
}
