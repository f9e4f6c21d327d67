//! Steps over the recordings of the programs in `recordings/` and of the lessons: each leads to an event of its kind, and
//! one on and one back lead to where they began.

#[path = "support/golden.rs"]
mod golden;
mod support;

use loopscope_story::explain::is_told;
use loopscope_story::steps::{Step, Way, destination};
use loopscope_trace::{Event, EventKind, Moment, ObjectId, Recording};

const KINDS: [Step; 5] = [Step::Event, Step::Over, Step::Into, Step::Switch, Step::Iteration];

/// All that a step of a kind leads to, one after the other from a moment on.
fn walk(recording: &Recording, from: Option<Moment>, step: Step, way: Way) -> Vec<Moment> {
    let next = |at: &Moment| destination(recording, Some(*at), step, way);
    std::iter::successors(from, next).collect()
}

fn task_of(event: &Event<'_>) -> Option<ObjectId> {
    match event.kind {
        EventKind::TaskStep { task }
        | EventKind::TaskSuspended { task, .. }
        | EventKind::TaskDone { task, .. } => Some(task),
        _ => event.task,
    }
}

#[test]
fn a_step_on_and_a_step_back_lead_to_where_they_began() {
    let mut walked = [0; KINDS.len()];
    for (name, recording, _) in golden::recordings() {
        let (first, last) = (
            destination(&recording, None, Step::Event, Way::Forward),
            destination(&recording, None, Step::Event, Way::Back),
        );
        let told: Vec<Moment> = (0..recording.len() as u32)
            .map(Moment)
            .filter(|at| is_told(&recording.at(*at).unwrap()))
            .collect();
        assert_eq!(walk(&recording, first, Step::Event, Way::Forward), told, "{name}");
        let back: Vec<_> = walk(&recording, last, Step::Event, Way::Back).into_iter().rev().collect();
        assert_eq!(back, told, "{name}");

        let iteration =
            |event: &Event<'_>| matches!(event.kind, EventKind::Iteration { .. }) && !event.by_asyncio;
        assert_eq!(
            destination(&recording, None, Step::Iteration, Way::Forward),
            (0..recording.len() as u32).map(Moment).find(|at| iteration(&recording.at(*at).unwrap())),
            "{name}"
        );

        for (step, walked) in KINDS.into_iter().zip(&mut walked) {
            for from in &told {
                let Some(to) = destination(&recording, Some(*from), step, Way::Forward) else { continue };
                *walked += 1;
                assert!(to > *from, "{name}: {step:?} from #{} leads to #{}", from.0, to.0);
                let back = destination(&recording, Some(to), step, Way::Back);
                if let Some(back) = back {
                    assert!(back < to);
                    let again = destination(&recording, Some(back), step, Way::Forward);
                    assert_eq!(again, Some(to), "{name}: {step:?} back from #{} to #{}", to.0, back.0);
                }
                // A step from what is itself one's end.
                let next = destination(&recording, Some(to), step, Way::Forward);
                if let Some(next) = next.filter(|_| step != Step::Into) {
                    let back = destination(&recording, Some(next), step, Way::Back);
                    assert_eq!(back, Some(to), "{name}: {step:?} back from #{}", next.0);
                }
            }
        }
    }
    assert!(walked.iter().all(|count| *count > 300), "{walked:?}");
}

#[test]
fn each_step_ends_at_an_event_of_its_kind() {
    for (name, recording, _) in golden::recordings() {
        for (moment, from) in (0..).map(Moment).zip(recording.events()) {
            for (step, way) in KINDS.into_iter().flat_map(|step| [(step, Way::Forward), (step, Way::Back)]) {
                let Some(to) = destination(&recording, Some(moment), step, way) else { continue };
                let event = recording.at(to).expect("a step leads to an event");
                let is_run = matches!(
                    event.kind,
                    EventKind::TaskStep { .. }
                        | EventKind::HandleRun { .. }
                        | EventKind::ThreadStarted { .. }
                        | EventKind::Unblocked
                );
                let is_end = matches!(
                    event.kind,
                    EventKind::TaskDone { .. } | EventKind::ThreadEnded | EventKind::LoopStopped { .. }
                );
                let is_right = match (step, way) {
                    (Step::Event | Step::Line(_), _) => is_told(&event),
                    (Step::Over, _) => {
                        let same = task_of(&from) == task_of(&event)
                            && (task_of(&from).is_some() || from.id.thread == event.id.thread);
                        same && (is_run || is_end)
                    }
                    (Step::Into, Way::Forward) | (Step::Switch, _) => is_run && !event.by_asyncio,
                    (Step::Into, Way::Back) => is_told(&event),
                    (Step::Out, _) => false,
                    (Step::Iteration, _) => matches!(event.kind, EventKind::Iteration { .. }),
                };
                assert!(is_right, "{name}: {step:?} {way:?} from #{} leads to {event:?}", moment.0);
            }
        }
    }
}

#[test]
fn steps_at_a_line_lead_through_all_that_happened_there() {
    for (name, recording, _) in golden::recordings() {
        for line in 1..60 {
            let there = |at: &Moment| recording.at(*at).is_some_and(|it| is_told(&it) && it.line == line);
            let expected: Vec<Moment> = (1..recording.len() as u32).map(Moment).filter(there).collect();
            let walked = walk(&recording, Some(Moment(0)), Step::Line(line), Way::Forward);
            assert_eq!(walked[1..], expected, "{name}, line {line}");
        }
    }
}

/// The steps that a reader of this program would expect, each as the words of what happens there.
#[test]
fn steps_lead_where_a_debugger_would() {
    let source = "\
import asyncio

async def child(gate):
    await gate.wait()
    print('child')

async def main():
    gate = asyncio.Event()
    task = asyncio.create_task(child(gate))
    await asyncio.sleep(0.1)
    gate.set()
    await task

asyncio.run(main())
";
    let run = support::run(source);
    let mut recording = Recording::default();
    let mut lanes = loopscope_story::Lanes::default();
    recording.add(&run.batches, &mut |event| lanes.push(event)).expect("it was just written");
    let words = |at: Moment| {
        let event = recording.at(at).expect("it is there");
        loopscope_story::words::event_words(&recording, &lanes, &event)
    };
    let find = |text: &str| {
        let found = (0..recording.len() as u32).map(Moment).find(|at| words(*at).starts_with(text));
        found.unwrap_or_else(|| panic!("{text} happens"))
    };
    let step = |from: &str, step, way| destination(&recording, Some(find(from)), step, way).map(words);
    let told = |text: &str| Some(text.to_owned());
    let (on, back) = (Way::Forward, Way::Back);
    assert_eq!(step("Task-1 creates Task-2", Step::Into, on), told("Task-2 runs at line 3"));
    assert_eq!(
        step("Task-2 runs at line 3", Step::Into, back),
        told("Task-1 creates Task-2 of child at line 9")
    );
    assert_eq!(step("Task-1 waits for sleep", Step::Over, on), told("Task-1 runs at line 10"));
    assert_eq!(step("Task-1 runs at line 10", Step::Over, back), told("Task-1 runs at line 7"));
    assert_eq!(step("Task-1 calls Event.set", Step::Into, on), told("Task-2 runs at line 4"));
    assert_eq!(step("Task-2 runs at line 4", Step::Into, back), told("Task-1 calls Event.set at line 11"));
    // Nobody but the clock woke it.
    assert_eq!(step("Task-1 runs at line 10", Step::Into, back), None);
    assert_eq!(step("Task-1 runs at line 7", Step::Switch, on), told("Task-2 runs at line 3"));
    assert_eq!(step("Task-2 waits for", Step::Switch, on), told("Task-1 runs at line 10"));
    assert_eq!(step("Task-1 runs at line 10", Step::Switch, back), told("Task-2 runs at line 3"));
    assert_eq!(step("Task-2 prints", Step::Over, on), told("Task-2 ends at line 5: done"));
    assert_eq!(step("MainThread runs its event loop", Step::Into, on), told("Task-1 runs at line 7"));
}
