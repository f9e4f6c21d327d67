//! The threads, and the tasks of their loops, with the calls that each is in: what a debugger shows of a program that stands
//! still.

mod text;

use std::rc::{Rc, Weak};

pub use text::{items_of, text_of};

use loopscope_python::object::{Generator, Instance};
use loopscope_python::vm::look::{Key, Look, look_at_coroutine, shortened};
use loopscope_python::{Value, Vm};
use loopscope_trace::{ObjectId, ThreadId};

use crate::asyncio::event_loop;
use crate::asyncio::future;
use crate::asyncio::task::{name_text, task_data};
use crate::state::{State, ThreadState};

/// Whose calls they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A thread, without what its loop runs.
    Thread {
        /// Its number.
        thread: ThreadId,
        /// Its name.
        name: String,
    },
    /// A task that is not done.
    Task {
        /// What the recording calls it.
        task: ObjectId,
        /// Its name.
        name: String,
    },
}

/// The calls of a thread or task.
pub struct Stack<'v> {
    /// Whose they are.
    pub owner: Owner,
    /// The outermost first.
    pub looks: Vec<Look<'v>>,
}

/// The stacks of all threads, in the order of their numbers, each followed by those of its loop's tasks in the order in which they
/// were made; then those of the tasks of loops that don't run. Only those that `wanted` wants.
pub fn look_at<'v>(vm: &'v Vm, wanted: &mut dyn FnMut(&Owner) -> bool) -> Vec<Stack<'v>> {
    let state = State::peek(vm);
    let mut threads: Vec<(&ThreadState, Vec<Look<'v>>)> =
        state.scheduler.all_parked().map(|parked| (&parked.state, parked.fiber.look_at_stack())).collect();
    let at = threads.partition_point(|(thread, _)| thread.id < state.current.id);
    threads.insert(at, (&state.current, vm.look_at_stack()));
    let mut stacks = Vec::new();
    let mut idle: Vec<Rc<Instance>> = state.loops.iter().filter_map(Weak::upgrade).collect();
    for (thread, mut looks) in threads {
        let mut running = Vec::new();
        if thread.current_task.is_some() {
            let first = looks.iter().position(|look| look.depth >= thread.loop_depth);
            running = looks.split_off(first.unwrap_or(looks.len()));
        }
        let owner = Owner::Thread { thread: thread.id, name: shortened(&thread.name) };
        if wanted(&owner) {
            stacks.push(Stack { owner, looks });
        }
        if let Some(its) = &thread.running_loop {
            idle.retain(|other| !Rc::ptr_eq(other, its));
            add_tasks(&mut stacks, wanted, its, thread.current_task.as_ref(), running);
        }
    }
    for event_loop in &idle {
        add_tasks(&mut stacks, wanted, event_loop, None, Vec::new());
    }
    stacks
}

/// The calls of a thread or task, the outermost first: which ones they are, so that they can be told from others of the same functions.
pub fn keys_of(vm: &mut Vm, wanted: &mut dyn FnMut(&Owner) -> bool) -> Vec<Key> {
    vm.tell_calls_apart();
    State::of(vm).scheduler.all_parked_mut().for_each(|parked| parked.fiber.tell_calls_apart());
    let stacks = look_at(vm, wanted);
    stacks.iter().flat_map(|stack| &stack.looks).map(Look::key).collect()
}

/// Adds the stacks of a loop's tasks; that of the one that runs is known.
fn add_tasks<'v>(
    stacks: &mut Vec<Stack<'v>>,
    wanted: &mut dyn FnMut(&Owner) -> bool,
    event_loop: &Rc<Instance>,
    current: Option<&Rc<Instance>>,
    mut running: Vec<Look<'v>>,
) {
    for task in event_loop::data(event_loop).pending_tasks() {
        let data = future::data(&task);
        let own = task_data(data);
        let owner = Owner::Task { task: data.id.get(), name: shortened(&name_text(own)) };
        if own.by_asyncio.get() || !wanted(&owner) {
            continue;
        }
        let looks = match current.is_some_and(|current| Rc::ptr_eq(current, &task)) && !running.is_empty() {
            true => std::mem::take(&mut running),
            // Of one whose step is about to begin, too.
            false => coroutine_of(&task).map(look_at_coroutine).unwrap_or_default(),
        };
        stacks.push(Stack { owner, looks });
    }
}

fn coroutine_of(task: &Rc<Instance>) -> Option<Rc<Generator>> {
    match &*task_data(future::data(task)).coroutine.borrow() {
        Value::Generator(coroutine) => Some(coroutine.clone()),
        _ => None,
    }
}
