//! Who awaits whom at moments of real runs, and why who waits does not go on yet.

#[path = "support/golden.rs"]
mod golden;
mod support;

use std::fmt::Write;

use loopscope_isolate::{Again, Config, Owner};
use loopscope_story::Lanes;
use loopscope_story::frames::{Frame, Frames};
use loopscope_story::tree::{Item, Node, await_tree};
use loopscope_story::words::{event_words, frame_words, not_yet_words, row_words};
use loopscope_story::world::World;
use loopscope_story::worlds::Worlds;
use loopscope_trace::{Moment, ObjectId, Recording};

struct Told {
    recording: Recording,
    lanes: Lanes,
}

fn run(source: &str) -> Told {
    let run = support::run(source);
    let (mut recording, mut lanes) = (Recording::default(), Lanes::default());
    recording.add(&run.batches, &mut |event| lanes.push(event)).expect("it was just written");
    Told { recording, lanes }
}

impl Told {
    /// The last moment at which what happens begins with a text.
    fn last(&self, text: &str) -> Moment {
        let words = |at: &Moment| {
            let event = self.recording.at(*at).expect("it is there");
            event_words(&self.recording, &self.lanes, &event)
        };
        let found = (0..self.recording.len() as u32).rev().map(Moment).find(|at| words(at).starts_with(text));
        found.unwrap_or_else(|| panic!("{text} happens"))
    }

    /// The tree after an event, a row a line.
    fn tree(&self, at: Moment) -> String {
        let mut worlds = Worlds::default();
        let world = worlds.at(&self.recording, at);
        let mut text = String::new();
        self.write(&mut text, world, &Frames::default(), &await_tree(world), 0);
        text
    }

    /// The tree after an event, with the calls that all are in.
    fn tree_with_calls(&self, at: Moment, source: &str, inputs: &[u8]) -> String {
        let event = self.recording.at(at).expect("it is there");
        let mut again = Again::new(Config::new(0), support::program(source), inputs.to_vec());
        assert_eq!(again.stand_at(event.id), Ok(true));
        let mut frames = Frames::default();
        for stack in again.isolate().stacks(event.task) {
            let whose = match stack.owner {
                Owner::Thread { thread, .. } => Item::Thread(thread),
                Owner::Task { task, .. } => Item::Task(task),
            };
            frames.add(
                whose,
                stack.left_out,
                &mut stack.calls.iter().map(|call| (call.function.as_str(), call.line)),
            );
        }
        let mut worlds = Worlds::default();
        let world = worlds.at(&self.recording, at);
        let mut text = String::new();
        self.write(&mut text, world, &frames, &await_tree(world), 0);
        text
    }

    /// Why a task does not go on after an event, a step a line.
    fn not_yet(&self, at: Moment, name: &str) -> Vec<String> {
        let mut worlds = Worlds::default();
        let world = worlds.at(&self.recording, at);
        let is_named = |task: &ObjectId| self.lanes.task_name(*task).as_deref() == Some(name);
        let task = world.tasks.iter().map(|(task, _)| task).find(is_named).expect("there is such a task");
        let steps = not_yet_words(&self.recording, &self.lanes, world, task);
        steps.into_iter().map(|step| step.text).collect()
    }

    fn write(&self, text: &mut String, world: &World, frames: &Frames, nodes: &[Node], depth: usize) {
        for node in nodes {
            let words = row_words(&self.recording, &self.lanes, world, node.item);
            let indent = "  ".repeat(depth);
            writeln!(text, "{indent}{}{}|{}{}", words.sign, words.name, words.state, words.more)
                .expect("it is text");
            let (outermost, left_out, innermost) = frames.of(node.item);
            let mut calls: Vec<&Frame> = outermost.iter().collect();
            calls.extend(innermost);
            for (at, frame) in calls.into_iter().enumerate() {
                if at == outermost.len() {
                    writeln!(text, "{indent}    {left_out} more").expect("it is text");
                }
                let words = frame_words(&self.lanes.lines, &frame.function, frame.line);
                writeln!(text, "{indent}    in {words}").expect("it is text");
            }
            self.write(text, world, frames, &node.children, depth + 1);
        }
    }
}

fn tasks(nodes: &[Node]) -> Vec<ObjectId> {
    let mut found = Vec::new();
    for node in nodes {
        if let Item::Task(task) = node.item {
            found.push(task);
        }
        found.extend(tasks(&node.children));
    }
    found
}

#[test]
fn every_task_is_in_the_tree_once() {
    for (name, recording, _) in golden::recordings() {
        let mut worlds = Worlds::default();
        for at in 0..recording.len() as u32 {
            let world = worlds.at(&recording, Moment(at));
            let mut found = tasks(&await_tree(world));
            found.sort_unstable();
            let expected: Vec<ObjectId> = world.tasks.iter().map(|(task, _)| task).collect();
            assert_eq!(found, expected, "{name} after #{at}");
        }
    }
}

#[test]
fn a_diamond_of_forty_tasks_is_told_in_few_rows() {
    let told = run("\
import asyncio

async def node(below):
    if not below:
        await asyncio.sleep(1)
    for task in below:
        await task

async def main():
    layer = []
    for _ in range(20):
        layer = [asyncio.create_task(node(layer)) for _ in range(2)]
    await asyncio.gather(*layer)

asyncio.run(main())
");
    let at = told.last("the event loop of MainThread waits");
    let mut worlds = Worlds::default();
    let nodes = await_tree(worlds.at(&told.recording, at));
    let rows: usize = nodes.iter().map(Node::rows).sum();
    assert_eq!(tasks(&nodes).len(), 41);
    assert!(rows < 200, "{rows}");
    let text = told.tree(at);
    assert!(text.contains("Task-38, shown above or below|"), "{text}");
}

#[test]
fn a_task_is_below_the_one_that_awaits_it_and_says_who_has_what_it_waits_for() {
    let told = run("\
import asyncio

async def hold(lock, name):
    async with lock:
        await asyncio.sleep(0.1)

async def outer(lock):
    inner = asyncio.create_task(hold(lock, 'inner'), name='inner')
    await inner

async def main():
    lock = asyncio.Lock()
    first = asyncio.create_task(hold(lock, 'first'), name='first')
    await asyncio.sleep(0)
    second = asyncio.create_task(outer(lock), name='second')
    third = asyncio.create_task(hold(lock, 'third'), name='third')
    await asyncio.sleep(0.01)
    await second

asyncio.run(main())
");
    assert_eq!(
        told.tree(told.last("Task-1 waits for second")),
        "\
▶MainThread|running
  event loop, iteration 6|
    …Task-1 of main|waiting for second, since 0.010 s
      …second of outer|waiting for inner, since 0.000 s
        …inner of hold|waiting for Lock `lock`, held by first, number 2 in its queue, since 0.000 s
      …first of hold|waiting for sleep of 100.0 ms (until 0.100 s), since 0.000 s
      …third of hold|waiting for Lock `lock`, held by first, first in its queue, since 0.000 s
"
    );
    // Held by another by then, and nearer.
    let later = told.tree(told.last("third waits for sleep"));
    assert!(
        later.contains("…inner of hold|waiting for Lock `lock`, held by third, first in its queue"),
        "{later}"
    );
    assert!(later.contains("\n    1 task has ended|\n      ✓first of hold|done at 0.100 s\n"), "{later}");
}

#[test]
fn states_are_told_apart() {
    let told = run("\
import asyncio, time

async def fail():
    raise ValueError('no')

async def slow():
    try:
        await asyncio.sleep(9)
    finally:
        await asyncio.sleep(1)

async def block():
    time.sleep(0.5)

async def main():
    failed = asyncio.create_task(fail(), name='failed')
    slow_one = asyncio.create_task(slow(), name='slow')
    gone = asyncio.create_task(asyncio.sleep(9), name='gone')
    await asyncio.sleep(0.1)
    slow_one.cancel()
    gone.cancel()
    await asyncio.sleep(0.1)
    blocking = asyncio.create_task(block(), name='blocking')
    ready = asyncio.create_task(asyncio.sleep(0), name='ready')
    await asyncio.sleep(0)

asyncio.run(main())
");
    let text = told.tree(told.last("MainThread is blocked in time.sleep"));
    for row in [
        "■MainThread|blocked in time.sleep\n",
        "⊗slow of slow|cancelling, waiting for sleep of 1.000 s (until 1.100 s), since 0.100 s\n",
        "■blocking of block|blocked in time.sleep, since 0.200 s\n",
        "▷ready of sleep|ready, first in the queue, since 0.200 s\n",
        "▷Task-1 of main|ready, number 2 in the queue, since 0.200 s\n",
        "    2 tasks have ended|\n",
        "✗failed of fail|failed at 0.000 s: ValueError: no\n",
        "⊘gone of sleep|cancelled at 0.100 s\n",
    ] {
        assert!(text.contains(row), "{row} is missing in\n{text}");
    }
}

#[test]
fn tasks_that_await_each_other_in_a_circle_are_shown() {
    let told = run("\
import asyncio

async def wait(others):
    await asyncio.sleep(0)
    await others[0]

async def main():
    first, second = [], []
    first.append(asyncio.create_task(wait(second), name='one'))
    second.append(asyncio.create_task(wait(first), name='two'))
    await asyncio.wait(first, timeout=2)

asyncio.new_event_loop().run_until_complete(main())
");
    let text = told.tree(told.last("the event loop of MainThread waits"));
    assert!(text.contains("one of wait|waiting for two"), "{text}");
    assert!(text.contains("two of wait|waiting for one"), "{text}");
}

#[test]
fn threads_have_their_own_loops() {
    let told = run("\
import asyncio, threading

async def work():
    await asyncio.sleep(1)

def other():
    asyncio.run(work())

thread = threading.Thread(target=other, name='House')
thread.start()
threading.Event().wait(0.5)
thread.join()
");
    let text = told.tree(told.last("MainThread is blocked in House.join"));
    assert_eq!(
        text,
        "\
■MainThread|blocked in House.join
…House|waiting for something to do (next timer at 1.000 s)
  event loop, iteration 1|
    …Task-1 of work|waiting for sleep of 1.000 s (until 1.000 s), since 0.000 s
"
    );
}

#[test]
fn a_task_that_waits_says_what_has_to_happen_first_and_who_is_before_it() {
    let told = run("\
import asyncio

async def hold(lock):
    async with lock:
        await asyncio.sleep(0.1)

async def outer(task):
    await task

async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(hold(lock), name=f'worker-{n}') for n in range(4)]
    last = asyncio.create_task(outer(tasks[3]), name='outer')
    await last

asyncio.run(main())
");
    let at = told.last("worker-1 waits for sleep");
    assert_eq!(
        told.not_yet(at, "outer"),
        [
            "outer of outer: waiting for worker-3, since 0.000 s",
            "worker-3 of hold: waiting for Lock `lock`, held by worker-1, number 2 in its queue, since 0.000 s; \
             before it: worker-2",
            "worker-1 of hold: waiting for sleep of 100.0 ms (until 0.200 s), since 0.100 s",
        ]
    );
    let first = told.last("worker-0 runs at line 3");
    assert_eq!(
        told.not_yet(first, "worker-2"),
        ["worker-2 of hold: ready, number 2 in the queue, since 0.000 s; now runs: worker-0; \
          before it in the queue: worker-1"]
    );
    assert_eq!(told.not_yet(first, "worker-0"), [""; 0]);
}

#[test]
fn tasks_that_wait_for_each_other_are_told_so() {
    let told = run("\
import asyncio

async def both(first, second):
    async with first:
        await asyncio.sleep(0.1)
        async with second:
            pass

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.wait(
        [asyncio.create_task(both(a, b), name='one'), asyncio.create_task(both(b, a), name='two')], timeout=1)

asyncio.run(main())
");
    let steps = told.not_yet(told.last("two waits for Lock"), "one");
    assert_eq!(
        steps,
        [
            "one of both: waiting for Lock `second`, held by two, first in its queue, since 0.100 s",
            "two of both: waiting for Lock `second`, held by one, first in its queue, since 0.100 s; \
             they wait for each other",
        ]
    );
}

#[test]
fn many_closed_loops_take_few_rows() {
    let told = run("\
import asyncio

async def nothing():
    pass

for _ in range(100):
    asyncio.run(nothing())
");
    let mut worlds = Worlds::default();
    let last = Moment(told.recording.len() as u32 - 1);
    let nodes = await_tree(worlds.at(&told.recording, last));
    let rows: usize = nodes.iter().map(Node::rows).sum();
    assert!(rows < 80, "{rows}");
}

#[test]
fn a_row_has_the_calls_down_to_what_is_awaited() {
    let source = "\
import asyncio

async def get(lock):
    async with lock:
        await asyncio.sleep(0.1)

async def fetch(lock):
    return await get(lock)

async def deep(n, lock):
    await (deep(n - 1, lock) if n else fetch(lock))

def start():
    asyncio.run(main())

async def main():
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(fetch(lock), name='first')
        group.create_task(fetch(lock), name='second')
        group.create_task(deep(20, lock), name='third')

start()
";
    let run = support::run(source);
    let told = self::run(source);
    let at = told.last("third waits for Lock");
    assert_eq!(
        told.tree_with_calls(at, source, &run.inputs),
        "\
▶MainThread|running
    in <module>, line 23
    in start, line 14
  event loop, iteration 2|
    …Task-1 of main|waiting for TaskGroup `group` (3 children), since 0.000 s
        in main, line 18
      …first of fetch|waiting for sleep of 100.0 ms (until 0.100 s), since 0.000 s
          in fetch, line 8
          in get, line 5
      …second of fetch|waiting for Lock `lock`, held by first, first in its queue, since 0.000 s
          in fetch, line 8
          in get, line 4
      …third of deep|waiting for Lock `lock`, held by first, number 2 in its queue, since 0.000 s
          in deep, line 11
          in deep, line 11
          in deep, line 11
          in deep, line 11
          11 more
          in deep, line 11
          in deep, line 11
          in deep, line 11
          in deep, line 11
          in deep, line 11
          in deep, line 11
          in fetch, line 8
          in get, line 4
"
    );
}
