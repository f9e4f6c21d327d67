use std::cell::Cell;
use std::rc::Rc;

use super::*;

#[derive(Clone, Debug)]
struct Named(&'static str, Rc<Cell<bool>>);

type Loop = EventLoop<Named>;

impl Handle for Named {
    fn is_cancelled(&self) -> bool {
        self.1.get()
    }
}

fn named(name: &'static str) -> Named {
    Named(name, Rc::default())
}

/// Runs one iteration at `now`; `then` is told of every handle and may schedule more.
fn iterate(event_loop: &mut Loop, now: i64, mut then: impl FnMut(&mut Loop, &str)) -> Vec<&'static str> {
    event_loop.wait();
    event_loop.begin_iteration(now);
    let mut ran = Vec::new();
    while let Some(handle) = event_loop.next_in_batch() {
        ran.push(handle.0);
        then(event_loop, handle.0);
    }
    ran
}

#[test]
fn callbacks_run_in_the_order_of_call_soon() {
    let mut event_loop = Loop::new();
    for name in ["a", "b", "c"] {
        event_loop.call_soon(named(name));
    }
    assert_eq!(iterate(&mut event_loop, 0, |_, _| ()), ["a", "b", "c"]);
    assert_eq!(event_loop.wait(), Wait::Forever);
}

#[test]
fn what_a_callback_schedules_runs_in_the_next_batch() {
    let mut event_loop = Loop::new();
    event_loop.call_soon(named("first"));
    event_loop.call_soon(named("second"));
    let ran = iterate(&mut event_loop, 0, |event_loop, name| {
        if name == "first" {
            event_loop.call_soon(named("nested"));
        }
    });
    assert_eq!(ran, ["first", "second"]);
    assert_eq!(event_loop.wait(), Wait::No);
    assert_eq!(iterate(&mut event_loop, 0, |_, _| ()), ["nested"]);
}

#[test]
fn due_timers_come_after_what_is_ready_and_before_what_the_batch_schedules() {
    let mut event_loop = Loop::new();
    event_loop.call_at(10, named("timer"));
    event_loop.call_soon(named("soon"));
    let ran = iterate(&mut event_loop, 10, |event_loop, name| {
        if name == "soon" {
            event_loop.call_soon(named("nested"));
        }
    });
    assert_eq!(ran, ["soon", "timer"]);
    assert_eq!(iterate(&mut event_loop, 10, |_, _| ()), ["nested"]);
}

#[test]
fn timers_run_by_deadline_and_ties_in_the_order_of_the_calls() {
    let mut event_loop = Loop::new();
    for (deadline, name) in [(30, "c"), (10, "a1"), (20, "b"), (10, "a2"), (10, "a3")] {
        event_loop.call_at(deadline, named(name));
    }
    assert_eq!(event_loop.wait(), Wait::Until(10));
    assert_eq!(iterate(&mut event_loop, 9, |_, _| ()), [""; 0]);
    assert_eq!(iterate(&mut event_loop, 25, |_, _| ()), ["a1", "a2", "a3", "b"]);
    assert_eq!(event_loop.wait(), Wait::Until(30));
}

#[test]
fn cancelled_handles_do_not_run() {
    let mut event_loop = Loop::new();
    let (soon, timer) = (named("soon"), named("timer"));
    event_loop.call_soon(soon.clone());
    event_loop.call_at(5, timer.clone());
    event_loop.call_at(7, named("late"));
    soon.1.set(true);
    timer.1.set(true);
    event_loop.timer_cancelled();
    assert_eq!(iterate(&mut event_loop, 0, |_, _| ()), [""; 0]);
    assert_eq!(event_loop.wait(), Wait::Until(7));
}

#[test]
fn a_callback_cancels_a_later_one_of_its_batch() {
    let mut event_loop = Loop::new();
    let second = named("second");
    event_loop.call_soon(named("first"));
    event_loop.call_soon(second.clone());
    event_loop.call_soon(named("third"));
    assert_eq!(iterate(&mut event_loop, 0, |_, _| second.1.set(true)), ["first", "third"]);
}

#[test]
fn many_cancelled_timers_are_dropped_at_once() {
    let mut event_loop = Loop::new();
    let cancelled = Named("cancelled", Rc::new(Cell::new(true)));
    event_loop.call_at(1_000, named("kept"));
    for deadline in 0..200 {
        event_loop.call_at(2_000 + deadline, cancelled.clone());
        event_loop.timer_cancelled();
    }
    event_loop.wait();
    let (_, timers) = event_loop.clear();
    assert_eq!(timers.iter().map(|(_, handle)| handle.0).collect::<Vec<_>>(), ["kept"]);
}

#[test]
fn an_abandoned_batch_goes_on_in_the_next_iteration() {
    let mut event_loop = Loop::new();
    event_loop.call_soon(named("raises"));
    event_loop.call_soon(named("left over"));
    event_loop.begin_iteration(0);
    assert_eq!(event_loop.next_in_batch().map(|handle| handle.0), Some("raises"));
    event_loop.abandon_batch();
    event_loop.call_soon(named("new"));
    assert_eq!(iterate(&mut event_loop, 0, |_, _| ()), ["left over", "new"]);
}
