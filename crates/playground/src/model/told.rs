//! What is told of a moment: who awaits whom, what the program's queues hold, and what has to happen yet.

use loopscope_files::Lines;
use loopscope_picture::Spot;
use loopscope_story::explain::Step;
use loopscope_story::lanes::{Lane, LaneKind};
use loopscope_story::tree::{Item, Node, await_tree};
use loopscope_story::words::{
    Listed, RowWords, event_words, not_yet_words, row_words, time_words, world_words,
};
use loopscope_story::world::{ThreadState, World};
use loopscope_story::worlds::Worlds;
use loopscope_trace::Moment;

use crate::model::run::Run;

/// A tree of so many rows is shown whole, but for the tasks that have ended.
const WHOLE_ROWS: usize = 60;
/// In larger ones a task with more rows below it is folded.
const FOLDED_ROWS: usize = 12;

/// The state of the program right after an event.
pub(crate) struct Told {
    /// What happened there, and when.
    pub(crate) text: String,
    /// Why the chosen task does not go on yet.
    pub(crate) not_yet: Vec<Step>,
    /// Who awaits whom.
    pub(crate) tree: Vec<Row>,
    /// What the queues hold.
    pub(crate) lists: Vec<Listed>,
    /// In which files the program's lines are.
    pub(crate) lines: Lines,
}

/// A row of the tree with what is below it.
pub(crate) struct Row {
    /// Whose calls belong to it, if it is about a thread or task that can be in some.
    pub(crate) whose: Option<Item>,
    pub(crate) words: RowWords,
    pub(crate) folded: bool,
    pub(crate) children: Vec<Row>,
}

/// What is told once is the same as long as it is kept.
impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Told {
    /// What is told of a moment, with what has to happen yet for the task of a segment.
    pub(crate) fn at(run: &Run, worlds: &mut Worlds, moment: Moment, spot: Option<Spot>) -> Told {
        let event = run.recording.at(moment);
        let world = worlds.at(&run.recording, moment);
        let task = match spot.and_then(|spot| run.lanes.get(spot.lane)).map(Lane::kind) {
            Some(LaneKind::Task { task, .. }) => Some(*task),
            _ => None,
        };
        let not_yet = task.map(|task| not_yet_words(&run.recording, &run.lanes, world, task));
        let nodes = await_tree(world);
        let is_whole = nodes.iter().map(Node::rows).sum::<usize>() <= WHOLE_ROWS;
        Told {
            text: event.map_or_else(String::new, |event| {
                let words = event_words(&run.recording, &run.lanes, &event);
                format!("After #{} at {}: {words}", moment.0, time_words(event.at_micros))
            }),
            not_yet: not_yet.unwrap_or_default(),
            tree: nodes.iter().map(|node| row(run, world, node, is_whole)).collect(),
            lists: world_words(&run.recording, &run.lanes, world),
            lines: run.lanes.lines.clone(),
        }
    }
}

fn row(run: &Run, world: &World, node: &Node, is_whole: bool) -> Row {
    let folded = match node.item {
        Item::Ended(_) => true,
        Item::Task(_) => !is_whole && node.rows() > FOLDED_ROWS,
        _ => false,
    };
    let lives = match node.item {
        Item::Thread(thread) => {
            let state = world.threads.get(usize::from(thread));
            matches!(state, Some(ThreadState::Running | ThreadState::Blocked(_)))
        }
        Item::Task(task) => world.tasks.get(task).is_some_and(|task| !task.is_over()),
        _ => false,
    };
    let words = row_words(&run.recording, &run.lanes, world, node.item);
    Row {
        whose: Some(node.item).filter(|_| lives),
        words,
        folded,
        children: node.children.iter().map(|node| row(run, world, node, is_whole)).collect(),
    }
}
