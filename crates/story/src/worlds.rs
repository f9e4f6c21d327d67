//! The states of a program at any moments of its run, found without beginning at its first event each time.

use loopscope_trace::{Moment, Recording};

use crate::world::World;

/// How many events at least there are between two states that are kept.
const CLOSEST: u32 = 2_048;
/// How many states are kept at most, besides the last one.
const MOST_KEPT: usize = 32;
/// Each is as large as the program had tasks and callbacks: so many of these are kept at most, but for [`LEAST_KEPT`] states.
const MOST_THINGS: usize = 200_000;
const LEAST_KEPT: usize = 4;

/// Finds states. It belongs to one recording, which may grow.
#[derive(Debug)]
pub struct Worlds {
    /// How many events there are between two of those that are kept.
    stride: u32,
    /// States, each with how many events it has taken in; in their order, the first after one stride.
    kept: Vec<(u32, World)>,
    /// The one that was asked for last.
    last: (u32, World),
}

impl Default for Worlds {
    fn default() -> Self {
        Worlds { stride: CLOSEST, kept: Vec::new(), last: (0, World::default()) }
    }
}

impl Worlds {
    /// The state right after the event at a moment.
    pub fn at(&mut self, recording: &Recording, moment: Moment) -> &World {
        let wanted = moment.0.saturating_add(1);
        let before = self.kept.partition_point(|(taken, _)| *taken <= wanted);
        let nearest = before.checked_sub(1).map(|at| &self.kept[at]);
        if self.last.0 > wanted || nearest.is_some_and(|(taken, _)| *taken > self.last.0) {
            self.last = nearest.cloned().unwrap_or_default();
        }
        recording.find_from(Moment(self.last.0), &mut |at, event| {
            if at > moment {
                return true;
            }
            self.last.1.push(event, at);
            self.last.0 = at.0 + 1;
            let last_kept = self.kept.last().map_or(0, |(taken, _)| *taken);
            if self.last.0 - last_kept.min(self.last.0) >= self.stride {
                self.keep();
            }
            false
        });
        &self.last.1
    }

    /// Keeps the last state. If there are too many then, every second one remains.
    fn keep(&mut self) {
        self.kept.push(self.last.clone());
        let world = &self.last.1;
        let queued = world.loops.iter().map(|(_, it)| it.ready.len() + it.timers.len());
        let things = (world.tasks.len() + queued.sum::<usize>()).max(1);
        while self.kept.len() > (MOST_THINGS / things).clamp(LEAST_KEPT, MOST_KEPT) {
            let mut number = 0;
            self.kept.retain(|_| {
                number += 1;
                number % 2 == 0
            });
            self.stride *= 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use loopscope_trace::{EventKind, ObjectId, Recorder};

    use super::*;

    #[test]
    fn states_are_the_same_whatever_was_asked_for_before() {
        let event_loop = ObjectId { heap: 0, index: 1 };
        let count = CLOSEST * MOST_KEPT as u32 * 3;
        let (mut recording, mut recorder) = (Recording::default(), Recorder::new(0, true, count));
        recorder.record(EventKind::LoopRunning { event_loop });
        for _ in 1..count {
            recorder.record(EventKind::Iteration { event_loop, ready: 1 });
        }
        let bytes = recorder.take().expect("something was recorded");
        recording.add(&bytes, &mut |_| {}).expect("it was just written");
        let mut worlds = Worlds::default();
        // The number of the iteration is that of the event.
        for at in [0, 5, 4, count - 1, 4, 3_000, 2_047, 2_048, 2_049, 100_000, 99_999, count - 1, count - 2] {
            let world = worlds.at(&recording, Moment(at));
            assert_eq!(world.loops.get(event_loop).map(|it| it.iteration), Some(at));
            assert!(worlds.kept.len() <= MOST_KEPT);
        }
        assert!(worlds.kept.len() > MOST_KEPT / 4);
    }

    #[test]
    fn few_states_of_many_tasks_are_kept() {
        let object = |index| ObjectId { heap: 0, index };
        let count = 80_000;
        let (mut recording, mut recorder) = (Recording::default(), Recorder::new(0, true, count));
        for index in 1..=count {
            let (created, event_loop) = (object(index), object(1));
            recorder.record(EventKind::TaskCreated { created, name: "", coroutine: "", event_loop });
        }
        let bytes = recorder.take().expect("something was recorded");
        recording.add(&bytes, &mut |_| {}).expect("it was just written");
        let mut worlds = Worlds::default();
        for at in [count - 1, 10_000, 50_000] {
            assert_eq!(worlds.at(&recording, Moment(at)).tasks.len(), at as usize + 1);
        }
        let tasks: usize = worlds.kept.iter().map(|(_, world)| world.tasks.len()).sum();
        assert!(tasks <= MOST_THINGS, "{tasks}");
        assert!(worlds.kept.len() >= 2);
    }
}
