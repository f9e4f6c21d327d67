//! The state that is shown of a moment is the truth: that which a live run that stops there has in its own objects.

#[path = "support/cases.rs"]
mod cases;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use loopscope_isolate::truth::{self, TaskDoes, ThreadDoes, Truth};
use loopscope_isolate::{Again, Config, Isolate};
use loopscope_story::tree::{Item, Node, await_tree};
use loopscope_story::world::{self, TaskState, ThreadState, World};
use loopscope_story::worlds::Worlds;
use loopscope_trace::{EventId, EventKind, Moment, ObjectId, Recording, Stream, WaitKind};
use support::{Run, drive, program, run};

/// At so many events of each program one looks.
const EVENTS: usize = 5;
/// At so many of each of the programs that wait for something of each kind.
const MORE_EVENTS: usize = 40;
/// The tree leaves out some of more tasks.
const MOST_TASKS: usize = 100;

/// A live run that stands, and what was recorded until then.
struct Live {
    isolate: Isolate,
    recording: Recording,
}

impl Live {
    /// Runs a program until it has recorded an event.
    fn until(source: &str, event: EventId) -> Live {
        let mut isolate = Isolate::for_program(Config::new(0), program(source));
        let has_happened =
            isolate.reached().iter().any(|(thread, next)| *thread == event.thread && event.seq < *next);
        isolate.stand_at(event);
        let mut run = Run::default();
        match has_happened {
            true => run.take_in(isolate.take_events()),
            false => run = drive(&mut isolate, &[]),
        }
        let mut recording = Recording::default();
        recording.add(&run.batches, &mut |_| {}).expect("it was just written");
        Live { isolate, recording }
    }

    /// The last event until now: a native may have recorded more than that at which the run is to stand.
    fn moment(&self) -> Moment {
        Moment(self.recording.len() as u32 - 1)
    }
}

/// How much was compared.
#[derive(Default)]
struct Seen {
    moments: usize,
    /// Of these, those at the very event that was wanted.
    exact: usize,
    ready: usize,
    timers: usize,
    awaits: usize,
    lines: usize,
    locks: usize,
    calls: usize,
}

impl Seen {
    fn add(&mut self, other: &Seen) {
        self.moments += other.moments;
        self.exact += other.exact;
        self.ready += other.ready;
        self.timers += other.timers;
        self.awaits += other.awaits;
        self.lines += other.lines;
        self.locks += other.locks;
        self.calls += other.calls;
    }

    fn look(&mut self, truth: &Truth) {
        self.moments += 1;
        for it in &truth.loops {
            self.ready += it.ready.len();
            self.timers += it.timers.len();
        }
        for task in &truth.tasks {
            self.awaits += usize::from(task.awaits.is_some());
            self.lines += usize::from(task.line.is_some());
            self.locks += usize::from(task.line.as_ref().is_some_and(|line| line.lock.is_some()));
        }
    }
}

/// What there is, a thing a line, as the heap has it.
fn as_it_is(truth: &Truth, steps: Option<ObjectId>) -> Vec<String> {
    let mut lines = Vec::new();
    for (thread, does) in &truth.threads {
        lines.push(format!("thread {thread}: {does:?}"));
    }
    for it in &truth.loops {
        let queued = |queued: &truth::Queued| match queued.step_of {
            Some(task) => format!("step of {}", name(task)),
            None => format!("{}{}", name(queued.handle.expect("it is recorded")), off(queued.cancelled)),
        };
        let ready: Vec<String> = it.ready.iter().map(queued).collect();
        let kept = it.timers.iter().filter(|(_, timer)| !timer.cancelled);
        let timers: Vec<String> = kept.map(|(at, timer)| format!("{} at {}", queued(timer), at)).collect();
        lines.push(format!("loop {} of {:?}: ready {ready:?}, timers {timers:?}", name(it.id), it.thread));
    }
    for task in truth.tasks.iter().filter(|task| !task.by_asyncio) {
        let mut line = format!("task {}: {:?}", name(task.id), task.does);
        if task.cancelling && !is_over(task.does) {
            line += ", cancelling";
        }
        if let Some(awaited) = task.awaits {
            line += &format!(", awaits {}", name(awaited));
        }
        if let Some(its) = &task.line {
            line += &format!(", after {:?}", its.before.iter().map(|task| name(*task)).collect::<Vec<_>>());
            if let Some((is_locked, holder)) = its.lock {
                line +=
                    &format!(", lock of {:?}", holder.filter(|it| is_locked && Some(*it) != steps).map(name));
            }
        }
        lines.push(line);
    }
    lines
}

/// The same, as it is derived.
fn as_it_is_shown(
    recording: &Recording,
    world: &World,
    truth: &Truth,
    steps: Option<ObjectId>,
) -> Vec<String> {
    let mut lines = Vec::new();
    for (thread, state) in (0..).zip(&world.threads) {
        let does = match state {
            ThreadState::Unheard | ThreadState::Over => continue,
            ThreadState::Starting => ThreadDoes::NotBegun,
            ThreadState::Running => ThreadDoes::Runs,
            ThreadState::Blocked(_) => ThreadDoes::Blocked,
        };
        lines.push(format!("thread {thread}: {does:?}"));
    }
    for (id, it) in world.loops.iter() {
        // One that is gone was not closed.
        if it.thread.is_none() && !truth.loops.iter().any(|loop_| loop_.id == id) {
            continue;
        }
        let queued = |queued: &world::Queued| match (queued.step_of, recording.at(queued.since)) {
            (Some(task), _) => format!("step of {}", name(task)),
            (None, Some(event)) => match event.kind {
                EventKind::HandleScheduled { handle, .. } => {
                    format!("{}{}", name(handle), off(queued.cancelled))
                }
                _ => "something".to_owned(),
            },
            (None, None) => "nothing".to_owned(),
        };
        let ready: Vec<String> = it.ready.iter().map(queued).collect();
        let kept = it.timers.iter().filter(|timer| !timer.cancelled);
        let timer = |timer: &world::Queued| {
            format!("{} at {}", queued(timer), timer.deadline_micros.unwrap_or_default())
        };
        let timers: Vec<String> = kept.map(timer).collect();
        lines.push(format!("loop {} of {:?}: ready {ready:?}, timers {timers:?}", name(id), it.thread));
    }
    for (id, task) in world.tasks.iter() {
        let does = match task.state {
            TaskState::Ready => TaskDoes::Ready,
            TaskState::Running => TaskDoes::Runs,
            TaskState::Blocked => TaskDoes::Blocks,
            TaskState::Waiting => TaskDoes::Waits,
            TaskState::Done => TaskDoes::Done,
            TaskState::Failed => TaskDoes::Failed,
            TaskState::Cancelled => TaskDoes::Cancelled,
            TaskState::Abandoned => TaskDoes::Abandoned,
        };
        let is = truth.tasks.iter().find(|it| it.id == id);
        // Of those that have ended not all are there any more.
        if is.is_none() && task.is_over() {
            continue;
        }
        let mut line = format!("task {}: {does:?}", name(id));
        if task.cancelling && !task.is_over() {
            line += ", cancelling";
        }
        if let Some(awaited) = task.awaits.filter(|_| task.waits_since().is_some()) {
            // Others are behind a future.
            if is.is_some_and(|is| is.awaits.is_some()) {
                line += &format!(", awaits {}", name(awaited));
            }
        }
        if task.waits_since().is_some() && is.is_some_and(|is| is.line.is_some()) {
            let before: Vec<String> = world.in_line_before(task).into_iter().map(name).collect();
            line += &format!(", after {before:?}");
            if let Some((WaitKind::Lock, lock)) = task.waits_for {
                // Who goes on because a lock was released has it from the beginning of its step.
                let holder = world.holders.get(lock).copied().filter(|holder| Some(*holder) != steps);
                line += &format!(", lock of {:?}", holder.map(name));
            }
        }
        lines.push(line);
    }
    lines
}

fn is_over(does: TaskDoes) -> bool {
    matches!(does, TaskDoes::Done | TaskDoes::Failed | TaskDoes::Cancelled | TaskDoes::Abandoned)
}

fn name(object: ObjectId) -> String {
    format!("{}.{}", object.heap, object.index)
}

fn off(cancelled: bool) -> &'static str {
    if cancelled { " off" } else { "" }
}

/// Numbers that differ from program to program.
fn numbers(name: &Path) -> impl FnMut(usize) -> usize {
    let mut number = 0xcbf2_9ce4_8422_2325u64;
    for byte in name.to_string_lossy().rsplit('/').take(2).flat_map(str::bytes) {
        number = (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    move |below| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (number >> 33) as usize % below
    }
}

/// What is wrong in the tree: each thing is in it once, and below a task is the one that it awaits.
fn wrong_in_tree(nodes: &[Node], truth: &Truth) -> Vec<String> {
    let mut wrong = Vec::new();
    let below = |items: &[Node]| items.iter().map(|node| node.item).collect::<Vec<_>>();
    for (thread, _) in &truth.threads {
        if nodes.iter().filter(|node| node.item == Item::Thread(*thread)).count() != 1 {
            wrong.push(format!("thread {thread}"));
        }
    }
    for it in &truth.loops {
        let holder = nodes.iter().find(|node| Some(node.item) == it.thread.map(Item::Thread));
        let beside = holder.map_or(nodes, |holder| &holder.children);
        if !below(beside).contains(&Item::Loop(it.id)) {
            wrong.push(format!("loop {}", name(it.id)));
        }
    }
    let mut found = Vec::new();
    let mut next: Vec<&Node> = nodes.iter().collect();
    while let Some(node) = next.pop() {
        next.extend(&node.children);
        if let Item::Task(task) = node.item {
            found.push((task, below(&node.children)));
        }
    }
    for task in truth.tasks.iter().filter(|task| !task.by_asyncio && !is_over(task.does)) {
        let mut rows = found.iter().filter(|(id, _)| *id == task.id);
        match (rows.next(), rows.next(), task.awaits) {
            (Some(_), None, None) => {}
            (Some((_, below)), None, Some(other)) => {
                if !below.contains(&Item::Task(other)) && !below.contains(&Item::Again(other)) {
                    wrong.push(format!("{} is not below {}", name(other), name(task.id)));
                }
            }
            _ => wrong.push(format!("task {}", name(task.id))),
        }
    }
    wrong
}

/// Looks at events of a program; what is wrong.
fn look_at(path: &Path, source: &str, events: usize, seen: &mut Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    let whole = run(source);
    let mut number = numbers(path);
    for _ in 0..events {
        let event = &whole.events[number(whole.events.len())];
        let mut live = Live::until(source, event.id);
        let (at, truth) = (live.moment(), live.isolate.truth());
        let last = live.recording.at(at).expect("something was recorded");
        let steps = match last.kind {
            EventKind::TaskStep { task } => Some(task),
            _ => None,
        };
        let mut worlds = Worlds::default();
        let world = worlds.at(&live.recording, at);
        let mut is = as_it_is(&truth, steps);
        let mut shown = as_it_is_shown(&live.recording, world, &truth, steps);
        is.sort();
        shown.sort();
        seen.look(&truth);
        seen.exact += usize::from(last.id == event.id);
        let place = format!("{} #{} ({last:?})", path.display(), at.0);
        if is != shown {
            let only = |these: &[String], those: &[String]| {
                these.iter().filter(|line| !those.contains(line)).cloned().collect::<Vec<_>>().join("\n    ")
            };
            let (is, shown) = (only(&is, &shown), only(&shown, &is));
            wrong.push(format!("{place}\n  it is\n    {is}\n  and shown is\n    {shown}"));
        }
        if truth.tasks.len() < MOST_TASKS {
            let in_tree = wrong_in_tree(&await_tree(world), &truth);
            wrong.extend(in_tree.into_iter().map(|what| format!("{place}: in the tree {what}")));
        }
        let mut again = Again::new(Config::new(0), program(source), whole.inputs.clone());
        assert_eq!(again.stand_at(event.id), Ok(true), "{place}");
        let (is, shown) = (live.isolate.stacks(event.task), again.isolate().stacks(event.task));
        seen.calls += is.iter().map(|stack| stack.calls.len()).sum::<usize>();
        if is != shown {
            wrong.push(format!("{place}: the calls are\n{is:#?}\n  and shown are\n{shown:#?}"));
        }
        live.isolate.dismantle();
        again.dismantle();
    }
    wrong
}

#[test]
fn what_is_shown_of_a_moment_is_the_truth() {
    let ends = |source: &str| !source.contains("interrupt-after") && !source.contains("127.0.0.1");
    let mut cases = cases::cases(ends);
    // Between a loop's own `call_soon` and the queue is the program; what is shown is in the queue already.
    let has_own_ways = |path: &Path| path.components().any(|part| part.as_os_str() == "own_ways");
    cases.retain(|(path, _)| !path.ends_with("10_stopping/program.py") && !has_own_ways(path));
    // No event says that a task that waits is let go of, by its program or with a cycle.
    let lets_go = |path: &Path| {
        ["unhandled/destroyed_when_forgotten.py", "tasks/cycles.py"].iter().any(|it| path.ends_with(it))
    };
    cases.retain(|(path, _)| !lets_go(path));
    let mut cases: Vec<_> = cases.into_iter().map(|(path, source)| (path, source, EVENTS)).collect();
    for file in fs::read_dir("tests/recordings").expect("it is there") {
        let path = file.expect("it can be read").path();
        // The first step of an eager task runs within another's, which is shown as running, too.
        let is_eager = path.ends_with("eager_tasks.py");
        if path.extension().is_some_and(|extension| extension == "py") && !is_eager {
            let source = fs::read_to_string(&path).expect("it can be read");
            cases.push((path, source, MORE_EVENTS));
        }
    }
    let (mut seen, mut wrong) = (Seen::default(), Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let look_at_some = |cases: &[(PathBuf, String, usize)]| {
        let mut seen = Seen::default();
        let look =
            |(path, source, events): &(PathBuf, String, usize)| look_at(path, source, *events, &mut seen);
        let wrong = cases.iter().flat_map(look);
        (wrong.collect::<Vec<_>>(), seen)
    };
    std::thread::scope(|scope| {
        let parts = cases.chunks(cases.len().div_ceil(workers));
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || look_at_some(part))).collect();
        for thread in threads {
            let (part, its) = thread.join().expect("it looked");
            wrong.extend(part);
            seen.add(&its);
        }
    });
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), seen.moments, wrong.join("\n"));
    let Seen { moments, exact, ready, timers, awaits, lines, locks, calls } = seen;
    let all = [moments, exact, ready, timers, awaits, lines, locks, calls];
    let enough = [3_500, 2_000, 700, 500, 40, 100, 40, 6_000];
    assert!(all.iter().zip(enough).all(|(count, enough)| *count >= enough), "{all:?} of {enough:?}");
}

/// A loop does not know the number of its iteration: the program counts them.
#[test]
fn iterations_are_counted_as_the_program_counts_them() {
    let source = "
import asyncio

async def main():
    count = 1
    def tick():
        nonlocal count
        count += 1
        if count < 30:
            loop.call_soon(tick)
    loop = asyncio.get_running_loop()
    loop.call_soon(tick)
    for delay in (0, 0, 0, 0.01, 0):
        print(count)
        await asyncio.sleep(delay)
        if delay:
            loop.call_soon(tick)
            count = 32
    print(count)

asyncio.run(main())
";
    let whole = run(source);
    let mut recording = Recording::default();
    recording.add(&whole.batches, &mut |_| {}).expect("it was just written");
    let mut shown = Vec::new();
    for event in &whole.events {
        let EventKind::Output { stream: Stream::Stdout, text } = event.kind else { continue };
        if let Ok(count) = text.trim().parse::<u32>() {
            let mut worlds = Worlds::default();
            let at = recording.moment_of(event.id).expect("it is there");
            let world = worlds.at(&recording, at);
            let iterations: Vec<u32> = world.loops.iter().map(|(_, it)| it.iteration).collect();
            shown.push((vec![count], iterations));
        }
    }
    assert!(shown.len() == 6 && shown.iter().all(|(count, shown)| count == shown), "{shown:?}");
}
