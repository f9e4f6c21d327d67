//! English: the only place where what is known is put into words.

mod event;
mod not_yet;
mod picture;
mod reason;
mod segment;
mod time;
mod tree;
mod wait;
mod world;

use loopscope_files::Lines;
use loopscope_trace::{Event, ObjectId};

use crate::lanes::Lanes;

pub use event::{event_words, outcome_words};
pub use not_yet::not_yet_words;
pub use picture::{LEGEND_OF_OUTCOMES, LEGEND_OF_STATES, RUN_IT, more_lanes_words, picture_words};
pub use reason::reason;
pub use segment::{captions, sentence};
pub use time::{decimal, duration_words, time_words};
pub use tree::{RowWords, frame_words, row_words};
pub use wait::wait_words;
pub use world::{Listed, world_words};

fn at_line(lanes: &Lanes, event: &Event<'_>) -> String {
    if event.line > 0 { format!(" at {}", line_words(&lanes.lines, event.line)) } else { String::new() }
}

/// `line 12`, and in another file than the one that runs `line 12 of shop.py`.
pub fn line_words(lines: &Lines, line: u32) -> String {
    match lines.place(line) {
        (Some(file), line) => format!("line {line} of {file}"),
        (None, line) => format!("line {line}"),
    }
}

fn task_name(lanes: &Lanes, task: ObjectId) -> String {
    lanes.task_name(task).map_or_else(|| "a task".to_owned(), |name| name.to_string())
}

fn thread_name(lanes: &Lanes, thread: loopscope_trace::ThreadId) -> String {
    lanes.thread_name(thread).map_or_else(|| "thread".to_owned(), |name| name.to_string())
}

#[cfg(test)]
mod tests;
