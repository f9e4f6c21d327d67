//! Recordings for tests, event by event.

use loopscope_story::Lanes;
use loopscope_trace::{Awaiting, Event, EventId, EventKind, ObjectId, Wait};

/// Pushes events of one thread.
#[derive(Default)]
pub(crate) struct Script {
    pub(crate) lanes: Lanes,
    seq: u32,
}

pub(crate) fn task(index: u32) -> ObjectId {
    ObjectId { heap: 0, index }
}

impl Script {
    pub(crate) fn push(&mut self, at_micros: u64, running: Option<u32>, kind: EventKind<'_>) -> &mut Self {
        let id = EventId { thread: 0, seq: self.seq };
        self.seq += 1;
        let (cause, line, task, by_asyncio) = (None, 0, running.map(task), false);
        self.lanes.push(&Event { id, at_micros, cause, line, task, by_asyncio, kind });
        self
    }

    pub(crate) fn thread(&mut self) -> &mut Self {
        self.push(0, None, EventKind::ThreadStarted { name: "MainThread" })
    }

    pub(crate) fn create(&mut self, by: Option<u32>, index: u32, coroutine: &str) -> &mut Self {
        let name = &format!("Task-{index}");
        let kind = EventKind::TaskCreated { created: task(index), name, coroutine, event_loop: task(1) };
        self.push(0, by, kind)
    }

    pub(crate) fn step(&mut self, at_micros: u64, index: u32) -> &mut Self {
        self.push(at_micros, Some(index), EventKind::TaskStep { task: task(index) })
    }

    pub(crate) fn suspend(&mut self, at_micros: u64, index: u32, goes_on: bool) -> &mut Self {
        let awaiting = if goes_on { Awaiting::Nothing } else { Awaiting::Task(task(99)) };
        let kind = EventKind::TaskSuspended { task: task(index), awaiting, wait: Wait::default() };
        self.push(at_micros, Some(index), kind)
    }

    pub(crate) fn end(&mut self, at_micros: u64) -> &mut Self {
        self.push(at_micros, None, EventKind::ProgramEnded { exit_status: 0 })
    }
}
