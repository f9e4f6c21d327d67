//! Why a task does not go on yet: what has to happen first, and who is before it in which queue.

use loopscope_trace::{ObjectId, WaitKind};

use crate::explain::MOST_STEPS;
use crate::world::{Queued, Task, TaskState, World};

/// A task that does not run, though another waits for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Obstacle<'w> {
    /// The task.
    pub task: ObjectId,
    /// Who comes before it.
    pub before: Before<'w>,
    /// Whether it waits for one that was told of before: they wait for each other.
    pub is_circle: bool,
}

/// Who comes before a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Before<'w> {
    /// Nobody, or it is not known.
    Nobody,
    /// Those who wait for the same, in their order.
    InLine(Vec<ObjectId>),
    /// The task of its loop that runs, and what is before it in the loop's ready queue.
    InQueue(Option<ObjectId>, Vec<&'w Queued>),
}

/// Why a task that is ready or waits does not go on: first itself, then the task that it waits for, and so on; empty for
/// one that runs or has ended.
pub fn not_yet(world: &World, task: ObjectId) -> Vec<Obstacle<'_>> {
    let mut obstacles: Vec<Obstacle<'_>> = Vec::new();
    let mut next = Some(task);
    while let Some((id, task)) = next.and_then(|id| Some((id, world.tasks.get(id)?))) {
        if obstacles.len() == MOST_STEPS || task.is_over() {
            break;
        }
        // What runs is the last step, and none by itself.
        if !is_held(task) && obstacles.is_empty() {
            break;
        }
        next = world.waits_for_task(task);
        let is_circle =
            next.is_some_and(|next| next == id || obstacles.iter().any(|known| known.task == next));
        obstacles.push(Obstacle { task: id, before: before(world, id, task), is_circle });
        if is_circle {
            break;
        }
    }
    obstacles
}

fn is_held(task: &Task) -> bool {
    matches!(task.state, TaskState::Ready | TaskState::Waiting)
}

fn before<'w>(world: &'w World, id: ObjectId, task: &Task) -> Before<'w> {
    match (task.state, task.waits_for) {
        (TaskState::Ready, _) => {
            let Some(it) = world.loops.get(task.event_loop) else { return Before::Nobody };
            let running = world.tasks.iter().find(|(_, other)| {
                other.event_loop == task.event_loop
                    && matches!(other.state, TaskState::Running | TaskState::Blocked)
            });
            let ahead = it.ready.iter().take_while(|queued| queued.step_of != Some(id));
            Before::InQueue(running.map(|(id, _)| id), ahead.filter(|queued| !queued.cancelled).collect())
        }
        (TaskState::Waiting, Some((kind, _))) if goes_one_by_one(kind) => {
            Before::InLine(world.in_line_before(task))
        }
        _ => Before::Nobody,
    }
}

/// Whether those who wait for such a thing go on one after the other.
fn goes_one_by_one(kind: WaitKind) -> bool {
    use WaitKind::{Condition, Lock, QueueGet, QueuePut, Semaphore};
    matches!(kind, Lock | Semaphore | Condition | QueueGet | QueuePut)
}
