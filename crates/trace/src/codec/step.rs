//! A step of a task that does nothing but give way, which tasks do most often: written as one, and read as the three events that it has.
//!
//! ```text
//! TaskStep ──▶ TaskSuspended, for nothing ──▶ HandleScheduled, the next step
//! ```

use std::ops::Range;

use super::reader::{Events, TOO_LONG};
use super::writer::{EVENT_BYTES, Writer};
use super::{DecodeError, tag};
use crate::event::{Awaiting, Event, EventId, EventKind, HandleKind, ObjectId};
use crate::wait::Wait;

/// A `TaskStep` that was written.
#[derive(Clone, Debug)]
pub(super) struct Step {
    id: EventId,
    task: ObjectId,
    by_asyncio: bool,
    /// Where in the batch it is.
    bytes: Range<usize>,
}

/// A task gave way: it suspended with nothing to await, and its next step was scheduled there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GivesWay<'a> {
    /// Its next step's handle.
    pub(crate) handle: ObjectId,
    /// In whose queue that is.
    pub(crate) event_loop: ObjectId,
    /// What that is called.
    pub(crate) callback: &'a str,
}

/// What is left to be read of a step that gives way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rest {
    suspended: bool,
    by_asyncio: bool,
    line: u32,
    handle: ObjectId,
    /// The number of the text.
    callback: u32,
}

impl Step {
    /// The step that an event begins, written as these bytes; `None` if it has no line, or is not said to be of the task that runs.
    #[inline]
    pub(super) fn of(event: &Event<'_>, task: ObjectId, bytes: Range<usize>) -> Option<Step> {
        let has_place = event.line != 0 && event.task == Some(task);
        has_place.then_some(Step { id: event.id, task, by_asyncio: event.by_asyncio, bytes })
    }
}

impl Writer {
    /// Makes one of the step that began last and of how it ended, if nothing else happened in it. `suspended` is the event at
    /// which it did; that with which its next step was scheduled comes next.
    #[inline]
    pub(crate) fn gives_way(&mut self, suspended: &Event<'_>, how: &GivesWay<'_>) -> bool {
        let (Some(step), context) = (&self.step, &self.context) else { return false };
        let is_all = step.bytes.end == self.events.len()
            && suspended.id == context.next
            && suspended.cause == Some(step.id)
            && suspended.task == Some(step.task)
            && suspended.by_asyncio == step.by_asyncio
            && suspended.at_micros == context.at_micros
            && suspended.line != 0
            && how.event_loop == context.event_loop;
        if !is_all {
            return false;
        }
        let elsewhere = suspended.line != context.line;
        self.events[step.bytes.start] =
            if elsewhere { tag::STEP_GIVES_WAY_ELSEWHERE } else { tag::STEP_GIVES_WAY };
        self.events.reserve(EVENT_BYTES);
        if elsewhere {
            self.context.line = suspended.line;
            self.number(suspended.line);
        }
        self.object(how.handle, |context| &mut context.scheduled);
        self.common_text(how.callback);
        self.context.cause = suspended.id;
        self.context.next.seq = suspended.id.seq.wrapping_add(2);
        self.count += 2;
        true
    }
}

impl<'a> Events<'a> {
    pub(super) fn step_that_gives_way(&mut self, elsewhere: bool) -> Result<EventKind<'a>, DecodeError> {
        let task = self.task()?;
        if elsewhere {
            self.context.line = self.events.small()?;
        }
        self.rest = Some(Rest {
            suspended: false,
            by_asyncio: self.event.by_asyncio,
            line: self.context.line,
            handle: self.object(|context| &mut context.scheduled)?,
            callback: self.events.small()?,
        });
        Ok(EventKind::TaskStep { task })
    }

    /// The next event of a step that gives way: each is what the one before it made happen.
    pub(super) fn read_rest(&mut self, rest: Rest) -> Result<(), DecodeError> {
        let (id, task) = (self.context.next, self.context.task);
        self.context.next.seq = id.seq.wrapping_add(1);
        self.context.cause = EventId { seq: id.seq.wrapping_sub(1), ..id };
        let event = &mut self.event;
        (event.id, event.cause, event.at_micros) = (id, Some(self.context.cause), self.context.at_micros);
        (event.line, event.task, event.by_asyncio) = (rest.line, Some(task), rest.by_asyncio);
        if rest.suspended {
            self.rest = None;
            event.kind = EventKind::HandleScheduled {
                handle: rest.handle,
                event_loop: self.context.event_loop,
                kind: HandleKind::TaskStep { task },
                callback: self.batch.text(rest.callback)?,
            };
            return self.check_end();
        }
        self.rest = Some(Rest { suspended: true, ..rest });
        event.kind = EventKind::TaskSuspended { task, awaiting: Awaiting::Nothing, wait: Wait::default() };
        if self.left == 0 { Err(TOO_LONG) } else { Ok(()) }
    }
}
