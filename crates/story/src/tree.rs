//! Who awaits whom at a moment: the threads, under each its loops, under these their tasks. Under a task are the one that it
//! awaits and those that it made, unless another one awaits them; what was shown already is only referred to.

use loopscope_trace::{ObjectId, ThreadId};

use crate::sorted::Sorted;
use crate::world::{Task, ThreadState, World};

/// So many tasks are shown at most, besides those that have ended.
const MOST_TASKS: usize = 150;
/// So many of those that have ended are shown.
const MOST_ENDED: usize = 40;
/// Of the loops that are closed so many are shown, the last ones.
const MOST_CLOSED: usize = 20;
/// What lies deeper is shown beside what it lies under.
const DEEPEST: usize = 24;

/// What a row of the tree is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Item {
    /// A thread.
    Thread(ThreadId),
    /// An event loop.
    Loop(ObjectId),
    /// A task.
    Task(ObjectId),
    /// A task that is shown elsewhere in the tree.
    Again(ObjectId),
    /// So many tasks that have ended.
    Ended(usize),
    /// So many that are left out.
    More(usize),
}

/// A row with what is below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is about.
    pub item: Item,
    /// What is below it.
    pub children: Vec<Node>,
}

struct Builder<'w> {
    tasks: Vec<(ObjectId, &'w Task)>,
    /// The places of the tasks of each loop.
    by_loop: Sorted<Vec<usize>>,
    /// Of each task by its place, those below it but for the one that it awaits.
    below: Vec<Vec<usize>>,
    /// Of each task, the one below which it is.
    above: Vec<Option<usize>>,
    shown: Vec<bool>,
    room: usize,
}

/// The threads with all that is below them, then the loops that no thread runs.
pub fn await_tree(world: &World) -> Vec<Node> {
    let mut builder = Builder::new(world);
    let closed = builder.by_loop.iter().map(|(id, _)| id).filter(|id| world.loops.get(*id).is_none());
    let mut closed: Vec<ObjectId> = closed.collect();
    closed.drain(..closed.len().saturating_sub(MOST_CLOSED));
    let open = world.loops.iter().map(|(id, it)| (it.thread, id));
    let all: Vec<(Option<ThreadId>, ObjectId)> =
        open.chain(closed.into_iter().map(|id| (None, id))).collect();
    let loops: Vec<(Option<ThreadId>, Node)> = all
        .into_iter()
        .map(|(thread, id)| (thread, Node { item: Item::Loop(id), children: builder.of_loop(id) }))
        .collect();
    let heard = (0..).zip(&world.threads).filter(|(_, state)| **state != ThreadState::Unheard);
    let threads = heard.map(|(thread, _)| {
        let of_thread = loops.iter().filter(|(of, _)| *of == Some(thread));
        Node { item: Item::Thread(thread), children: of_thread.map(|(_, node)| node.clone()).collect() }
    });
    let mut nodes: Vec<Node> = threads.collect();
    nodes.extend(loops.iter().filter(|(thread, _)| thread.is_none()).map(|(_, node)| node.clone()));
    nodes
}

impl<'w> Builder<'w> {
    fn new(world: &'w World) -> Self {
        let tasks: Vec<(ObjectId, &Task)> = world.tasks.iter().collect();
        let count = tasks.len();
        let mut by_loop: Sorted<Vec<usize>> = Sorted::default();
        for (place, (_, task)) in tasks.iter().enumerate() {
            by_loop.or_default(task.event_loop).push(place);
        }
        let mut builder = Builder {
            tasks,
            by_loop,
            below: vec![Vec::new(); count],
            above: vec![None; count],
            shown: vec![false; count],
            room: MOST_TASKS,
        };
        for place in 0..count {
            if let Some(awaited) = builder.awaited(place).filter(|awaited| builder.above[*awaited].is_none())
            {
                builder.above[awaited] = Some(place);
            }
        }
        for place in 0..count {
            if builder.above[place].is_none()
                && let Some(maker) = builder.live_sibling(place, builder.tasks[place].1.made_by)
            {
                builder.above[place] = Some(maker);
                builder.below[maker].push(place);
            }
        }
        builder
    }

    /// The task that one awaits.
    fn awaited(&self, place: usize) -> Option<usize> {
        let task = self.tasks[place].1;
        self.live_sibling(place, task.waits_since().and(task.awaits))
    }

    /// The place of another task of the same loop that has not ended.
    fn live_sibling(&self, place: usize, other: Option<ObjectId>) -> Option<usize> {
        let other = self.tasks.binary_search_by_key(&other?, |(id, _)| *id).ok()?;
        let (task, sibling) = (self.tasks[place].1, self.tasks[other].1);
        (other != place && !sibling.is_over() && task.event_loop == sibling.event_loop).then_some(other)
    }

    fn of_loop(&mut self, event_loop: ObjectId) -> Vec<Node> {
        let places = self.by_loop.get(event_loop).into_iter().flatten();
        let places: Vec<(usize, bool)> =
            places.map(|place| (*place, self.tasks[*place].1.is_over())).collect();
        let mut nodes = Vec::new();
        // First those that nobody awaits; then those that await each other in a circle, or lie too deep.
        for may_be_below in [false, true] {
            for &(place, is_over) in &places {
                let is_next = !is_over && !self.shown[place] && self.above[place].is_some() == may_be_below;
                if is_next && self.room > 0 {
                    nodes.push(self.node(place, 0));
                }
            }
        }
        let left = places.iter().filter(|(place, is_over)| !is_over && !self.shown[*place]).count();
        if left > 0 {
            nodes.push(Node { item: Item::More(left), children: Vec::new() });
        }
        let ended: Vec<usize> =
            places.iter().filter(|(_, is_over)| *is_over).map(|(place, _)| *place).collect();
        if !ended.is_empty() {
            let first = ended.iter().take(MOST_ENDED);
            let mut children: Vec<Node> = first.map(|place| self.leaf(*place)).collect();
            if ended.len() > MOST_ENDED {
                children.push(Node { item: Item::More(ended.len() - MOST_ENDED), children: Vec::new() });
            }
            nodes.push(Node { item: Item::Ended(ended.len()), children });
        }
        nodes
    }

    fn leaf(&self, place: usize) -> Node {
        Node { item: Item::Task(self.tasks[place].0), children: Vec::new() }
    }

    fn node(&mut self, place: usize, depth: usize) -> Node {
        self.shown[place] = true;
        self.room -= 1;
        let mut node = self.leaf(place);
        if depth == DEEPEST {
            return node;
        }
        if let Some(awaited) = self.awaited(place) {
            node.children.push(
                if self.above[awaited] == Some(place) && !self.shown[awaited] && self.room > 0 {
                    self.node(awaited, depth + 1)
                } else {
                    Node { item: Item::Again(self.tasks[awaited].0), children: Vec::new() }
                },
            );
        }
        for below in std::mem::take(&mut self.below[place]) {
            if self.room > 0 && !self.tasks[below].1.is_over() && !self.shown[below] {
                node.children.push(self.node(below, depth + 1));
            }
        }
        node
    }
}

impl Node {
    /// How many rows it has, with those below it.
    pub fn rows(&self) -> usize {
        1 + self.children.iter().map(Node::rows).sum::<usize>()
    }
}
