//! Why a task does not go on yet.

use loopscope_trace::{ObjectId, Recording};

use super::task_name;
use super::tree::row_words;
use super::world::queued_words;
use crate::explain::Step;
use crate::lanes::Lanes;
use crate::not_yet::{Before, Obstacle, not_yet};
use crate::tree::Item;
use crate::world::World;

/// So many of those before a task are named.
const MOST_NAMED: usize = 8;

/// Why a task that is ready or waits does not go on, step by step; each leads to where the task in it began to wait.
pub fn not_yet_words(recording: &Recording, lanes: &Lanes, world: &World, task: ObjectId) -> Vec<Step> {
    let told = |obstacle: &Obstacle<'_>| {
        let moment = world.tasks.get(obstacle.task)?.since;
        let at_micros = recording.at(moment)?.at_micros;
        let words = row_words(recording, lanes, world, Item::Task(obstacle.task));
        let mut text = format!("{}: {}{}", words.name, words.state, words.more);
        match &obstacle.before {
            Before::Nobody => {}
            Before::InLine(tasks) => {
                listed(&mut text, "before it", &mut tasks.iter().map(|task| task_name(lanes, *task)));
            }
            Before::InQueue(running, queue) => {
                let running = running.map(|task| task_name(lanes, task));
                listed(&mut text, "now runs", &mut running.into_iter());
                let mut queue = queue.iter().map(|queued| queued_words(recording, lanes, queued));
                listed(&mut text, "before it in the queue", &mut queue);
            }
        }
        if obstacle.is_circle {
            text += "; they wait for each other";
        }
        Some(Step { moment, at_micros, text })
    };
    not_yet(world, task).iter().filter_map(told).collect()
}

fn listed(text: &mut String, what: &str, names: &mut dyn ExactSizeIterator<Item = String>) {
    let count = names.len();
    for (number, name) in names.take(MOST_NAMED).enumerate() {
        *text += &if number == 0 { format!("; {what}: {name}") } else { format!(", {name}") };
    }
    if count > MOST_NAMED {
        *text += &format!(" and {} more", count - MOST_NAMED);
    }
}
