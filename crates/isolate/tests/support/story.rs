//! A recording as text: one line for each event, in the order in which they happened.

use std::collections::HashMap;
use std::fmt::Write;

use loopscope_story::Lanes;
use loopscope_story::words::{outcome_words, sentence, wait_words};
use loopscope_trace::{
    BlockedOn, Event, EventId, EventKind, HandleKind, ObjectId, Outcome, Recording, ThreadId,
};

/// What events are told with: the names of what they speak of.
#[derive(Default)]
struct Names<'e> {
    threads: HashMap<ThreadId, &'e str>,
    tasks: HashMap<ObjectId, &'e str>,
    handles: HashMap<ObjectId, String>,
    numbers: HashMap<EventId, usize>,
}

/// More events of asyncio's own than these, one after the other, are told as one line.
const LONG: usize = 6;

/// The whole recording.
pub(crate) fn tell(events: &[Event<'_>]) -> String {
    let mut names = Names::default();
    let mut text = String::new();
    let mut folded_until = 0;
    for (number, event) in events.iter().enumerate() {
        names.learn(event, number);
        if number < folded_until {
            continue;
        }
        let own = events[number..].iter().take_while(|event| event.by_asyncio).count();
        if own > LONG {
            writeln!(text, "    {own} events of asyncio's own").expect("it is text");
            folded_until = number + own;
            continue;
        }
        let what = names.what(event);
        let who = names.who(event);
        let line = if event.line > 0 { format!(":{}", event.line) } else { String::new() };
        let time = event.at_micros as f64 / 1e6;
        let cause = match event.cause {
            None => "no cause".to_owned(),
            Some(cause) => match names.numbers.get(&cause) {
                Some(number) => {
                    let cause = &events[*number];
                    let line = if cause.line > 0 { format!(" :{}", cause.line) } else { String::new() };
                    format!("{number} {}{line}", names.what(cause))
                }
                None => "what comes later".to_owned(),
            },
        };
        let own = if event.by_asyncio { " (asyncio)" } else { "" };
        writeln!(text, "{number:>3} {time:.3} {who}{line} {what}{own} <- {cause}").expect("it is text");
    }
    text
}

/// What the page says of each thread and task, sentence by sentence.
pub(crate) fn sentences(batches: &[u8]) -> String {
    let (mut recording, mut lanes) = (Recording::default(), Lanes::default());
    recording.add(batches, &mut |event| lanes.push(event)).expect("it was just written");
    for event in recording.events() {
        assert_eq!(recording.get(event.id), Some(event), "each event is found by its name");
    }
    let mut text = String::new();
    for (lane, _) in lanes.order().filter(|(lane, _)| lanes.get(*lane).is_some_and(|lane| !lane.is_loop())) {
        for segment in (0..).map_while(|segment| sentence(&recording, &lanes, lane, segment)) {
            writeln!(text, "{segment}").expect("it is text");
        }
    }
    text
}

impl<'e> Names<'e> {
    fn learn(&mut self, event: &Event<'e>, number: usize) {
        self.numbers.insert(event.id, number);
        match event.kind {
            EventKind::ThreadStarting { thread, name } => {
                self.threads.insert(thread, name);
            }
            EventKind::ThreadStarted { name } => {
                self.threads.insert(event.id.thread, name);
            }
            EventKind::TaskNamed { task, name } => {
                self.tasks.insert(task, name);
            }
            EventKind::ThreadNamed { thread, name } => {
                self.threads.insert(thread, name);
            }
            EventKind::TaskCreated { created, name, .. } => {
                self.tasks.insert(created, name);
            }
            EventKind::HandleScheduled { handle, kind, callback, .. } => {
                let name = match kind {
                    HandleKind::TaskStep { task } => format!("step of {}", self.task(task)),
                    _ => format!("`{callback}`"),
                };
                self.handles.insert(handle, name);
            }
            _ => {}
        }
    }

    fn who(&self, event: &Event<'_>) -> String {
        let thread = self.thread(event.id.thread);
        match event.task {
            Some(task) => format!("{thread}/{}", self.task(task)),
            None => thread.to_owned(),
        }
    }

    fn thread(&self, thread: ThreadId) -> &'e str {
        self.threads.get(&thread).copied().unwrap_or("a thread")
    }

    fn task(&self, task: ObjectId) -> &'e str {
        self.tasks.get(&task).copied().unwrap_or("a task")
    }

    fn handle(&self, handle: ObjectId) -> &str {
        self.handles.get(&handle).map_or("a handle", String::as_str)
    }

    fn what(&self, event: &Event<'_>) -> String {
        let seconds = |micros: u64| format!("{:.3}", micros as f64 / 1e6);
        match event.kind {
            EventKind::ThreadStarted { .. } => "begins".to_owned(),
            EventKind::ThreadWoken { thread, by } => {
                format!("wakes {}{}", self.thread(thread), calling(by))
            }
            EventKind::ThreadStarting { name, .. } => format!("starts {name}"),
            EventKind::ThreadPlaced { away: true, .. } => "is placed in a worker".to_owned(),
            EventKind::ThreadPlaced { why, .. } => format!("is placed at home: {why}"),
            EventKind::ThreadEnded => "ends".to_owned(),
            EventKind::LoopCreated { event_loop } => format!("makes loop {}", event_loop.index),
            EventKind::LoopRunning { event_loop } => format!("runs loop {}", event_loop.index),
            EventKind::LoopStopped { event_loop } => format!("loop {} stops", event_loop.index),
            EventKind::LoopClosed { event_loop } => format!("closes loop {}", event_loop.index),
            EventKind::Iteration { ready, .. } => format!("iteration of {ready}"),
            EventKind::HandleScheduled { handle, kind, .. } => {
                let handle = self.handle(handle);
                match kind {
                    HandleKind::At { deadline_micros } => {
                        format!("sets timer {handle} for {}", seconds(deadline_micros.max(0) as u64))
                    }
                    HandleKind::SoonThreadsafe => format!("schedules {handle} threadsafe"),
                    HandleKind::DoneCallback => format!("schedules done-callback {handle}"),
                    HandleKind::Soon | HandleKind::TaskStep { .. } => format!("schedules {handle}"),
                }
            }
            EventKind::HandleCancelled { handle } => format!("cancels handle {}", self.handle(handle)),
            EventKind::HandleRun { handle } => format!("runs {}", self.handle(handle)),
            EventKind::HandleDone { handle } => format!("has run {}", self.handle(handle)),
            EventKind::TaskCreated { name, coroutine, .. } => format!("makes {name} of {coroutine}"),
            EventKind::TaskNamed { name, .. } => format!("names a task {name}"),
            EventKind::ThreadNamed { name, .. } => format!("names a thread {name}"),
            EventKind::TaskStep { task } => format!("{} steps", self.task(task)),
            EventKind::TaskSuspended { task, awaiting, wait } => {
                let name = |task| self.task(task).to_owned();
                let wait = wait_words(awaiting, &wait, event.at_micros, &name);
                format!("{} waits for {wait}", self.task(task))
            }
            EventKind::TaskCancelRequested { task, by } => {
                format!("cancels {}{}", self.task(task), calling(by))
            }
            EventKind::TaskUncancelled { task } => format!("{} is to stop no more", self.task(task)),
            EventKind::TaskDone { task, outcome } => {
                format!("{} ends: {}", self.task(task), self.outcome(outcome))
            }
            EventKind::FutureDone { future, outcome, by } => {
                format!("future {} is done: {}{}", future.index, self.outcome(outcome), calling(by))
            }
            EventKind::Blocked { on } => match on {
                BlockedOn::Sleep { until_micros } => {
                    format!("blocks: time.sleep until {}", seconds(until_micros))
                }
                BlockedOn::Select { until_micros: None, .. } => "blocks: select".to_owned(),
                BlockedOn::Select { until_micros: Some(until), .. } => {
                    format!("blocks: select until {}", seconds(until))
                }
                BlockedOn::Join { thread } => format!("blocks: {}.join", self.thread(thread)),
                BlockedOn::Call { what, name, holder } => {
                    let holder =
                        holder.map_or(String::new(), |thread| format!(" held by {}", self.thread(thread)));
                    format!("blocks: {what} {name}{holder}")
                }
            },
            EventKind::Unblocked => "goes on".to_owned(),
            EventKind::FetchStarted { method, url, .. } => format!("asks {method} {url}"),
            EventKind::FetchDone { status, .. } => format!("gets the answer {status}"),
            EventKind::Output { stream, text } => format!("writes {stream:?} {text:?}"),
            EventKind::UncaughtException { message } => format!("fails: {message}"),
            EventKind::BreakpointHit => "stands at a breakpoint".to_owned(),
            EventKind::Interrupted => "is interrupted".to_owned(),
            EventKind::RecordingFull => "the recording is full".to_owned(),
            EventKind::ProgramEnded { exit_status } => format!("the program ends: {exit_status}"),
        }
    }

    fn outcome(&self, outcome: Outcome<&str>) -> String {
        match outcome {
            Outcome::Exception(text) => format!("failed, {text}"),
            other => outcome_words(&other).to_owned(),
        }
    }
}

fn calling(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!(" by {by}") }
}
