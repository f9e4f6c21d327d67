//! `loopscope explain`: a run as a list, or why one thing in it happened.

use std::collections::HashMap;
use std::io::{self, Write};

use loopscope_files::Lines;
use loopscope_isolate::recorded::Recorded;
use loopscope_isolate::{Owner, Stack};
use loopscope_story::Lanes;
use loopscope_story::causes::task_of;
use loopscope_story::explain::{Iterations, explain, is_told, iteration_of, ready_since};
use loopscope_story::frames::{Frame, Frames};
use loopscope_story::tree::{Item, Node, await_tree};
use loopscope_story::words::{
    RowWords, event_words, frame_words, line_words, not_yet_words, reason, row_words, time_words, world_words,
};
use loopscope_story::world::World;
use loopscope_story::worlds::Worlds;
use loopscope_trace::codec::{self, Batch, DecodeError};
use loopscope_trace::{Event, EventId, EventKind, Moment, Recording, ThreadId};

use crate::args::What;

/// A run that is told.
struct Run {
    recording: Recording,
    lanes: Lanes,
    /// What was printed: a recording leaves that out.
    texts: HashMap<EventId, String>,
}

/// Writes what is asked for of a run: of its events, as batches one after the other, with where the program's lines are, and of what is seen when it is run again.
///
/// # Errors
///
/// A message for the user: there is no such event or line, or nobody reads.
pub(crate) fn write(
    events: &[u8],
    lines: Lines,
    recorded: Option<Recorded>,
    what: What,
) -> Result<(), String> {
    let run = Run::read(events, lines).map_err(|error| format!("can't read the recording: {error}"))?;
    let mut out = io::stdout().lock();
    let written = match what {
        What::Run { all } => run.list(&mut out, all),
        What::Event(number) => {
            if run.recording.at(Moment(number)).is_none() {
                let last = run.recording.len().saturating_sub(1);
                return Err(format!("there is no event {number}: the last one is {last}"));
            }
            let moment = Moment(number);
            run.why(&mut out, moment)
                .and_then(|()| run.neighbours(&mut out, moment))
                .and_then(|()| writeln!(out))
                .and_then(|()| run.state(&mut out, moment, recorded))
        }
        What::Line(line) => {
            let line = match &line.file {
                Some(name) => run.lanes.lines.line_of(name, line.line),
                None => Some(line.line),
            };
            let found = line.map_or_else(Vec::new, |line| run.at_line(line));
            if found.is_empty() {
                let words = line.map_or("that line".to_owned(), |line| line_words(&run.lanes.lines, line));
                return Err(format!("nothing was recorded at {words}"));
            }
            found.into_iter().enumerate().try_for_each(|(index, moment)| {
                if index > 0 {
                    writeln!(out)?;
                }
                run.why(&mut out, moment)
            })
        }
    };
    match written {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| format!("can't write: {error}")),
    }
}

impl Run {
    fn read(events: &[u8], lines: Lines) -> Result<Run, DecodeError> {
        let (mut recording, mut lanes, mut texts) = (Recording::default(), Lanes::default(), HashMap::new());
        for batch in codec::batches(events) {
            for event in Batch::new(batch?)?.events() {
                let event = event?;
                if let EventKind::Output { text, .. } = event.kind {
                    texts.insert(event.id, text.to_owned());
                }
            }
        }
        lanes.lines = lines;
        recording.add(events, &mut |event| lanes.push(event))?;
        lanes.end();
        Ok(Run { recording, lanes, texts })
    }

    fn words(&self, event: &Event<'_>) -> String {
        let mut event = *event;
        if let EventKind::Output { stream, .. } = event.kind {
            let text = self.texts.get(&event.id).map_or("", String::as_str);
            event.kind = EventKind::Output { stream, text };
        }
        event_words(&self.recording, &self.lanes, &event)
    }

    /// The whole run, a line for each event, with what made it happen.
    fn list(&self, out: &mut impl Write, all: bool) -> io::Result<()> {
        let mut iterations = Iterations::default();
        // Said before the first thing in it that is told.
        let mut begun: Option<(u32, ThreadId)> = None;
        let mut last: Option<Event<'_>> = None;
        for (number, event) in self.recording.events().enumerate() {
            if let Some(count) = iterations.push(&event) {
                begun = Some((count, event.id.thread));
            }
            // A line's end is an event of its own.
            let is_empty = self.texts.get(&event.id).is_some_and(|text| text.trim().is_empty());
            if !all && (!is_told(&event) || is_empty || is_same_call(last.as_ref(), &event)) {
                continue;
            }
            last = Some(event);
            if let Some((count, thread)) = begun.take_if(|(_, thread)| *thread == event.id.thread) {
                let thread = self.lanes.thread_name(thread).unwrap_or_default();
                writeln!(out, "-- iteration {count} of the loop of {thread}")?;
            }
            let verb = match event.kind {
                EventKind::TaskStep { .. } | EventKind::Unblocked => "woken",
                EventKind::HandleRun { .. } => "run",
                _ => "",
            };
            let reason = Some(verb)
                .filter(|verb| !verb.is_empty())
                .and_then(|verb| reason(&self.recording, &self.lanes, event.id, verb));
            let reason = reason.map_or_else(String::new, |reason| format!("; {reason}"));
            self.line(out, number as u32, &event, &(self.words(&event) + &reason))?;
        }
        Ok(())
    }

    /// How one event came about.
    fn why(&self, out: &mut impl Write, moment: Moment) -> io::Result<()> {
        let Some(event) = self.recording.at(moment) else { return Ok(()) };
        for (index, step) in explain(&self.recording, &self.lanes, event.id).iter().enumerate() {
            if index > 0 {
                write!(out, "because ")?;
            }
            let text = match self.recording.at(step.moment) {
                Some(event) => self.words(&event),
                None => step.text.clone(),
            };
            writeln!(out, "#{} at {}: {text}", step.moment.0, time_words(step.at_micros))?;
        }
        Ok(())
    }

    /// The state of the program at a moment, with the calls that all were in.
    fn state(&self, out: &mut impl Write, moment: Moment, recorded: Option<Recorded>) -> io::Result<()> {
        let mut worlds = Worlds::default();
        let world = worlds.at(&self.recording, moment);
        let task = self.recording.at(moment).and_then(|event| task_of(&event));
        let steps = task.map(|task| not_yet_words(&self.recording, &self.lanes, world, task));
        for (index, step) in steps.iter().flatten().enumerate() {
            let because = if index == 0 { "not yet: " } else { "because " };
            writeln!(out, "{because}{} (#{})", step.text, step.moment.0)?;
        }
        if steps.is_some_and(|steps| !steps.is_empty()) {
            writeln!(out)?;
        }
        let stacks = self.stacks(moment, recorded);
        let mut frames = Frames::default();
        for stack in stacks.iter().flatten() {
            let whose = match stack.owner {
                Owner::Thread { thread, .. } => Item::Thread(thread),
                Owner::Task { task, .. } => Item::Task(task),
            };
            let calls = &mut stack.calls.iter().map(|call| (call.function.as_str(), call.line));
            frames.add(whose, stack.left_out, calls);
        }
        self.tree(out, world, &frames, &await_tree(world), 0)?;
        writeln!(out)?;
        for list in world_words(&self.recording, &self.lanes, world) {
            writeln!(out, "{}: {}", list.heading, list.items.join(", "))?;
        }
        match stacks {
            Some(stacks) => stacks.iter().try_for_each(|stack| variables(out, stack)),
            None => writeln!(
                out,
                "\nThe calls are not known: what the program was given was not kept until there."
            ),
        }
    }

    /// The calls that all were in at a moment; `None` if they can't be had.
    fn stacks(&self, moment: Moment, recorded: Option<Recorded>) -> Option<Vec<Stack>> {
        let event = self.recording.at(moment)?;
        let Some(recorded) = recorded else { return Some(Vec::new()) };
        let mut again = recorded.again();
        again.stand_at(event.id).unwrap_or(false).then(|| again.isolate().stacks(event.task))
    }

    fn tree(
        &self,
        out: &mut impl Write,
        world: &World,
        frames: &Frames,
        nodes: &[Node],
        depth: usize,
    ) -> io::Result<()> {
        for node in nodes {
            let RowWords { name, state, more, .. } =
                row_words(&self.recording, &self.lanes, world, node.item);
            let colon = if state.is_empty() { "" } else { ": " };
            let indent = "  ".repeat(depth);
            writeln!(out, "{indent}{name}{colon}{state}{more}")?;
            let words = |frame: &Frame| frame_words(&self.lanes.lines, &frame.function, frame.line);
            let (outermost, left_out, innermost) = frames.of(node.item);
            let mut calls: Vec<String> = outermost.iter().map(words).collect();
            if left_out > 0 {
                calls.push(format!("{left_out} more"));
            }
            calls.extend(innermost.iter().map(words));
            if !calls.is_empty() {
                writeln!(out, "{indent}    in {}", calls.join(" / "))?;
            }
            self.tree(out, world, frames, &node.children, depth + 1)?;
        }
        Ok(())
    }

    /// What ran before and after a run in the same iteration.
    fn neighbours(&self, out: &mut impl Write, moment: Moment) -> io::Result<()> {
        let runs = iteration_of(&self.recording, moment);
        let Some(at) = runs.iter().position(|run| *run == moment) else { return Ok(()) };
        if let Some(ready) = ready_since(&self.recording, moment) {
            writeln!(out, "it was ready since #{}", ready.0)?;
        }
        for (which, runs) in [("before", &runs[..at]), ("after", &runs[at + 1..])] {
            for run in runs {
                let Some(event) = self.recording.at(*run).filter(is_told) else { continue };
                write!(out, "{which} it in the same iteration: #{} {}", run.0, self.words(&event))?;
                match ready_since(&self.recording, *run) {
                    Some(ready) => writeln!(out, ", ready since #{}", ready.0)?,
                    None => writeln!(out)?,
                }
            }
        }
        Ok(())
    }

    fn at_line(&self, line: u32) -> Vec<Moment> {
        let found =
            (0..).zip(self.recording.events()).filter(|(_, event)| event.line == line && is_told(event));
        found.map(|(number, _)| Moment(number)).collect()
    }

    fn line(&self, out: &mut impl Write, number: u32, event: &Event<'_>, words: &str) -> io::Result<()> {
        let time = time_words(event.at_micros);
        writeln!(out, "{number:>5}  {time:>9}  {}", words.replace('\n', "\n                   "))
    }
}

/// The variables of the calls of a thread or task, if there are any.
fn variables(out: &mut impl Write, stack: &Stack) -> io::Result<()> {
    let name = match &stack.owner {
        Owner::Thread { name, .. } | Owner::Task { name, .. } => name,
    };
    let mut calls = stack.calls.iter().filter(|call| !call.variables.is_empty()).peekable();
    if calls.peek().is_some() {
        writeln!(out, "\n{name}")?;
    }
    for call in calls {
        writeln!(out, "  in {}", call.function)?;
        for variable in &call.variables {
            writeln!(out, "    {} = {}", variable.name, variable.text)?;
        }
    }
    Ok(())
}

/// Whether an event is told with the one before: a call that several waited for ends the wait of each.
fn is_same_call(last: Option<&Event<'_>>, event: &Event<'_>) -> bool {
    let call = |event: &Event<'_>| match event.kind {
        EventKind::FutureDone { by, .. } if !by.is_empty() => Some((by.to_owned(), event.line, event.task)),
        _ => None,
    };
    call(event).is_some() && last.and_then(call) == call(event)
}
