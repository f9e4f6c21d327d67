//! Who awaits whom at a moment: the threads, under each its loops, under these their tasks. Under a task are the one that it
//! awaits and those that it made, unless another one awaits them; what was shown already is only referred to.

use loopscope_trace::{ObjectId, ThreadId};

use crate::world::{Task, ThreadState, World};

/// So many tasks are shown at most, besides those that have ended.
const MOST_TASKS: usize = 150;
/// So many of those that have ended are shown.
const MOST_ENDED: usize = 40;
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
    let mut loops: Vec<(Option<ThreadId>, Node)> = Vec::new();
    let open = world.loops.iter().map(|(id, it)| (id, it.thread));
    let closed = world.tasks.iter().map(|(_, task)| (task.event_loop, None));
    for (id, thread) in open.chain(closed) {
        let node = Node { item: Item::Loop(id), children: Vec::new() };
        if !loops.iter().any(|(_, known)| known.item == node.item) {
            loops.push((thread, Node { children: builder.of_loop(id), ..node }));
        }
    }
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
        let mut builder = Builder {
            tasks,
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
        let of_loop = |(place, (_, task)): (usize, &(ObjectId, &Task))| {
            (task.event_loop == event_loop).then_some((place, task.is_over()))
        };
        let places: Vec<(usize, bool)> = self.tasks.iter().enumerate().filter_map(of_loop).collect();
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
