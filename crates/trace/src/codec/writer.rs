//! Writes a batch, event by event.

use super::step::Step;
use super::texts::Texts;
use super::varint::{put, zigzag};
use super::{Context, HEADER_BYTES, head, tag};
use crate::event::{Awaiting, BlockedOn, Event, EventId, EventKind, HandleKind, ObjectId, Outcome, Stream};
use crate::wait::Wait;

/// So many bytes have room for any event without texts.
pub(super) const EVENT_BYTES: usize = 64;

/// The batch that is being written.
#[derive(Debug)]
pub(crate) struct Writer {
    first: EventId,
    pub(super) count: u32,
    /// Room for the header, then the events.
    pub(super) events: Vec<u8>,
    texts: Texts,
    output: Vec<u8>,
    pub(super) context: Context,
    /// The step that began last in this batch, if it may turn out to do nothing but give way.
    pub(super) step: Option<Step>,
}

impl Writer {
    /// Nothing is written yet.
    pub(crate) fn new() -> Self {
        let first = EventId { thread: 0, seq: 0 };
        Writer {
            first,
            count: 0,
            events: Vec::new(),
            texts: Texts::default(),
            output: Vec::new(),
            context: Context::new(first),
            step: None,
        }
    }

    /// Writes an event.
    #[inline]
    pub(crate) fn event(&mut self, event: &Event<'_>) {
        if self.count == 0 {
            self.begin(event.id);
        }
        self.count += 1;
        self.events.reserve(EVENT_BYTES);
        if event.id != self.context.next {
            self.go_to(event.id);
        }
        self.context.next.seq = event.id.seq.wrapping_add(1);
        self.fields(event);
    }

    /// The next event is not the one after the last: another thread runs, or some were recorded elsewhere.
    #[cold]
    fn go_to(&mut self, next: EventId) {
        if next == self.context.left {
            self.events.push(tag::BACK_TO_THREAD);
        } else {
            self.events.push(tag::TO_THREAD);
            self.number(next.thread);
            self.number(next.seq);
        }
        self.context.go_to(next);
    }

    /// The batch, if it has an event; another one begins.
    pub(crate) fn finish(&mut self) -> Option<Vec<u8>> {
        if self.count == 0 {
            return None;
        }
        let events = (self.events.len() - HEADER_BYTES) as u32;
        let text_bytes = self.texts.text_bytes() as u32;
        let mut header = [0; HEADER_BYTES];
        header[..2].copy_from_slice(&self.first.thread.to_le_bytes());
        let sizes =
            [self.first.seq, self.count, events, self.texts.len(), text_bytes, self.output.len() as u32];
        for (place, size) in header[2..].chunks_exact_mut(4).zip(sizes) {
            place.copy_from_slice(&size.to_le_bytes());
        }
        self.events[..HEADER_BYTES].copy_from_slice(&header);
        // The next batch is probably about as long.
        let room = self.events.len() + self.events.len() / 8;
        let mut batch = std::mem::replace(&mut self.events, Vec::with_capacity(room));
        self.texts.finish(&mut batch);
        batch.append(&mut self.output);
        (self.count, self.step) = (0, None);
        Some(batch)
    }

    #[cold]
    fn begin(&mut self, first: EventId) {
        self.first = first;
        self.context = Context::new(first);
        self.events.clear();
        self.events.resize(HEADER_BYTES, 0);
    }

    fn fields(&mut self, event: &Event<'_>) {
        match event.kind {
            EventKind::ThreadStarted { name } => {
                self.head(tag::THREAD_STARTED, event);
                self.text(name);
            }
            EventKind::ThreadStarting { thread, name } => {
                self.head(tag::THREAD_STARTING, event);
                self.number(thread);
                self.text(name);
            }
            EventKind::ThreadPlaced { away, why } => {
                self.head(if away { tag::THREAD_AWAY } else { tag::THREAD_AT_HOME }, event);
                self.text(why);
            }
            EventKind::ThreadEnded => self.head(tag::THREAD_ENDED, event),
            EventKind::ThreadWoken { thread, by } => {
                self.head(tag::THREAD_WOKEN, event);
                self.number(thread);
                self.common_text(by);
            }
            EventKind::LoopCreated { event_loop } => self.of_loop(tag::LOOP_CREATED, event, event_loop),
            EventKind::LoopRunning { event_loop } => self.of_loop(tag::LOOP_RUNNING, event, event_loop),
            EventKind::LoopStopped { event_loop } => self.of_loop(tag::LOOP_STOPPED, event, event_loop),
            EventKind::LoopClosed { event_loop } => self.of_loop(tag::LOOP_CLOSED, event, event_loop),
            EventKind::Iteration { event_loop, ready } => {
                self.of_loop(tag::ITERATION, event, event_loop);
                self.number(ready);
            }
            EventKind::HandleScheduled { handle, event_loop, kind, callback } => {
                self.head(scheduled_tag(kind), event);
                self.object(handle, |context| &mut context.scheduled);
                self.object(event_loop, |context| &mut context.event_loop);
                self.common_text(callback);
                match kind {
                    HandleKind::At { deadline_micros } => self.time(deadline_micros as u64),
                    HandleKind::TaskStep { task } => self.object_near(task, self.context.task),
                    HandleKind::Soon | HandleKind::SoonThreadsafe | HandleKind::DoneCallback => {}
                }
            }
            EventKind::HandleCancelled { handle } => {
                self.head(tag::HANDLE_CANCELLED, event);
                self.object_near(handle, self.context.run);
            }
            EventKind::HandleRun { handle } => {
                self.head(tag::HANDLE_RUN, event);
                self.object(handle, |context| &mut context.run);
            }
            EventKind::HandleDone { handle } => {
                self.head(tag::HANDLE_DONE, event);
                self.object_near(handle, self.context.run);
            }
            EventKind::TaskCreated { created, name, coroutine, event_loop } => {
                self.of_loop(tag::TASK_CREATED, event, event_loop);
                self.object(created, |context| &mut context.created);
                self.text(name);
                self.common_text(coroutine);
            }
            EventKind::TaskNamed { task, name } => {
                self.of_task(tag::TASK_NAMED, event, task);
                self.text(name);
            }
            EventKind::ThreadNamed { thread, name } => {
                self.head(tag::THREAD_NAMED, event);
                self.number(thread);
                self.text(name);
            }
            EventKind::TaskStep { task } => {
                let begin = self.events.len();
                self.of_task(tag::TASK_STEP, event, task);
                self.step = Step::of(event, task, begin..self.events.len());
            }
            EventKind::TaskSuspended { task, awaiting, wait }
                if awaiting != Awaiting::Nothing && wait != Wait::default() =>
            {
                self.of_task(tag::SUSPENDED_IN, event, task);
                self.wait(awaiting, &wait);
            }
            EventKind::TaskSuspended { task, awaiting, .. } => match awaiting {
                Awaiting::Nothing => self.of_task(tag::SUSPENDED, event, task),
                Awaiting::Task(awaited) => {
                    self.of_task(tag::SUSPENDED_FOR_TASK, event, task);
                    self.object_near(awaited, self.context.task);
                }
                Awaiting::Future(future) => {
                    self.of_task(tag::SUSPENDED_FOR_FUTURE, event, task);
                    self.object(future, |context| &mut context.future);
                }
            },
            EventKind::TaskCancelRequested { task, by } => {
                self.of_task(tag::TASK_CANCEL_REQUESTED, event, task);
                self.common_text(by);
            }
            EventKind::TaskUncancelled { task } => self.of_task(tag::TASK_UNCANCELLED, event, task),
            EventKind::TaskDone { task, outcome } => match outcome {
                Outcome::Result => self.of_task(tag::TASK_DONE, event, task),
                Outcome::Cancelled => self.of_task(tag::TASK_CANCELLED, event, task),
                Outcome::Exception(text) => {
                    self.of_task(tag::TASK_FAILED, event, task);
                    self.text(text);
                }
            },
            EventKind::FutureDone { future, outcome, by } => {
                self.head(future_tag(outcome), event);
                self.object(future, |context| &mut context.future);
                self.common_text(by);
                if let Outcome::Exception(text) = outcome {
                    self.text(text);
                }
            }
            EventKind::Blocked { on } => self.blocked(event, on),
            EventKind::Unblocked => self.head(tag::UNBLOCKED, event),
            EventKind::FetchStarted { request, method, url } => {
                self.head(tag::FETCH_STARTED, event);
                self.object_near(request, self.nothing());
                self.common_text(method);
                self.text(url);
            }
            EventKind::FetchDone { request, status } => {
                self.head(tag::FETCH_DONE, event);
                self.object_near(request, self.nothing());
                self.number(status);
            }
            EventKind::Output { stream, text } => {
                self.head(if stream == Stream::Stdout { tag::STDOUT } else { tag::STDERR }, event);
                put(&mut self.events, text.len() as u64);
                self.output.extend_from_slice(text.as_bytes());
            }
            EventKind::UncaughtException { message } => {
                self.head(tag::UNCAUGHT_EXCEPTION, event);
                self.text(message);
            }
            EventKind::Interrupted => self.head(tag::INTERRUPTED, event),
            EventKind::BreakpointHit => self.head(tag::BREAKPOINT_HIT, event),
            EventKind::RecordingFull => self.head(tag::RECORDING_FULL, event),
            EventKind::ProgramEnded { exit_status } => {
                self.head(tag::PROGRAM_ENDED, event);
                put(&mut self.events, zigzag(i64::from(exit_status)));
            }
        }
    }

    /// The tag, and what every event has.
    fn head(&mut self, tag: u8, event: &Event<'_>) {
        let Event { id, at_micros, cause, line, task, by_asyncio, .. } = *event;
        let context = &mut self.context;
        let moved = if at_micros == context.at_micros { 0 } else { head::MOVED };
        let caused = match cause {
            None => 0,
            Some(cause) if cause == context.cause => head::CAUSE_SAME,
            Some(cause) if cause.thread == id.thread => head::CAUSE_OWN,
            Some(_) => head::CAUSE_OTHER,
        };
        let lined = match line {
            0 => 0,
            line if line == context.line => head::LINE_SAME,
            _ => head::LINE_OTHER,
        };
        let tasked = match task {
            None => 0,
            Some(task) if task == context.task => head::TASK_SAME,
            Some(_) => head::TASK_OTHER,
        };
        let own = if by_asyncio { head::BY_ASYNCIO } else { 0 };
        self.events.push(tag);
        self.events.push(moved | caused | lined | tasked | own);
        if moved != 0 {
            put(&mut self.events, at_micros.wrapping_sub(context.at_micros));
            context.at_micros = at_micros;
        }
        if let Some(cause) = cause
            && caused != head::CAUSE_SAME
        {
            context.cause = cause;
            if caused == head::CAUSE_OWN {
                put(&mut self.events, u64::from(id.seq.wrapping_sub(cause.seq)));
            } else if cause.thread == context.left.thread {
                put(&mut self.events, 0);
                put(&mut self.events, u64::from(context.left.seq.wrapping_sub(cause.seq)));
            } else {
                put(&mut self.events, u64::from(cause.thread) + 1);
                put(&mut self.events, u64::from(cause.seq));
            }
        }
        if lined == head::LINE_OTHER {
            put(&mut self.events, u64::from(line));
            context.line = line;
        }
        if let Some(task) = task
            && tasked == head::TASK_OTHER
        {
            self.object(task, |context| &mut context.task);
        }
    }

    fn of_loop(&mut self, tag: u8, event: &Event<'_>, event_loop: ObjectId) {
        self.head(tag, event);
        self.object(event_loop, |context| &mut context.event_loop);
    }

    fn of_task(&mut self, tag: u8, event: &Event<'_>, task: ObjectId) {
        self.head(tag, event);
        self.object_near(task, self.context.task);
    }

    fn wait(&mut self, awaiting: Awaiting, wait: &Wait<'_>) {
        let Wait { kind, name, object, other, count, of, until_micros, limit_micros } = *wait;
        let known = [
            matches!(awaiting, Awaiting::Task(_)),
            !name.is_empty(),
            object.is_some(),
            other.is_some(),
            count > 0,
            of > 0,
            until_micros.is_some(),
            limit_micros.is_some(),
        ];
        let known = known.iter().rev().fold(0, |all, is_known| all << 1 | u8::from(*is_known));
        self.events.extend_from_slice(&[kind as u8, known]);
        match awaiting {
            Awaiting::Task(task) => self.far(task, self.context.task),
            Awaiting::Future(future) => {
                self.far(future, self.context.future);
                self.context.future = future;
            }
            Awaiting::Nothing => {}
        }
        if !name.is_empty() {
            self.common_text(name);
        }
        for (object, near) in [(object, self.nothing()), (other, self.context.task)] {
            if let Some(object) = object {
                self.far(object, near);
            }
        }
        for (number, is_time) in [
            (u64::from(count), false),
            (u64::from(of), false),
            (until_micros.unwrap_or_default(), until_micros.is_some()),
            (limit_micros.unwrap_or_default(), limit_micros.is_some()),
        ] {
            let moved = zigzag(number.wrapping_sub(self.context.at_micros) as i64);
            if is_time || number > 0 {
                self.far_number(if is_time { moved } else { number });
            }
        }
    }

    /// Like `object_near`, where it needs not be quick.
    #[inline(never)]
    fn far(&mut self, object: ObjectId, near: ObjectId) {
        self.object_near(object, near);
    }

    #[inline(never)]
    fn far_number(&mut self, number: u64) {
        put(&mut self.events, number);
    }

    fn blocked(&mut self, event: &Event<'_>, on: BlockedOn<'_>) {
        match on {
            BlockedOn::Sleep { until_micros } => {
                self.head(tag::BLOCKED_SLEEP, event);
                self.time(until_micros);
            }
            BlockedOn::Select { event_loop, until_micros: None } => {
                self.of_loop(tag::BLOCKED_SELECT, event, event_loop);
            }
            BlockedOn::Select { event_loop, until_micros: Some(until_micros) } => {
                self.of_loop(tag::BLOCKED_SELECT_UNTIL, event, event_loop);
                self.time(until_micros);
            }
            BlockedOn::Join { thread } => {
                self.head(tag::BLOCKED_JOIN, event);
                self.number(thread);
            }
            BlockedOn::Call { what, name, holder } => {
                self.head(tag::BLOCKED_CALL, event);
                self.common_text(what);
                self.common_text(name);
                self.number(holder.map_or(0, |thread| u32::from(thread) + 1));
            }
        }
    }

    /// An object near the last of its kind, which it becomes.
    #[inline]
    pub(super) fn object(&mut self, object: ObjectId, last: impl FnOnce(&mut Context) -> &mut ObjectId) {
        let near = std::mem::replace(last(&mut self.context), object);
        self.object_near(object, near);
    }

    #[inline]
    fn object_near(&mut self, object: ObjectId, near: ObjectId) {
        let difference = zigzag(i64::from(object.index) - i64::from(near.index));
        let elsewhere = object.heap != near.heap;
        put(&mut self.events, difference << 1 | u64::from(elsewhere));
        if elsewhere {
            self.number(object.heap);
        }
    }

    /// What an object is near to if nothing better is known.
    fn nothing(&self) -> ObjectId {
        ObjectId { heap: 0, index: 0 }
    }

    /// A time, near to that of the event.
    fn time(&mut self, at_micros: u64) {
        put(&mut self.events, zigzag(at_micros.wrapping_sub(self.context.at_micros) as i64));
    }

    pub(super) fn number(&mut self, number: impl Into<u64>) {
        put(&mut self.events, number.into());
    }

    fn text(&mut self, text: &str) {
        put(&mut self.events, text.len() as u64);
        self.events.extend_from_slice(text.as_bytes());
    }

    /// A text that probably comes again.
    pub(super) fn common_text(&mut self, text: &str) {
        let number = self.texts.number(text);
        put(&mut self.events, u64::from(number));
    }
}

fn scheduled_tag(kind: HandleKind) -> u8 {
    match kind {
        HandleKind::Soon => tag::SCHEDULED_SOON,
        HandleKind::SoonThreadsafe => tag::SCHEDULED_SOON_THREADSAFE,
        HandleKind::At { .. } => tag::SCHEDULED_AT,
        HandleKind::TaskStep { .. } => tag::SCHEDULED_STEP,
        HandleKind::DoneCallback => tag::SCHEDULED_DONE_CALLBACK,
    }
}

fn future_tag(outcome: Outcome<&str>) -> u8 {
    match outcome {
        Outcome::Result => tag::FUTURE_DONE,
        Outcome::Exception(_) => tag::FUTURE_FAILED,
        Outcome::Cancelled => tag::FUTURE_CANCELLED,
    }
}
