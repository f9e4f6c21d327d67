//! What is to be seen of a program that stands still: calls, variables, and what is in them.

use loopscope_python::symbol::Sym;
use loopscope_python::vm::look::{Key, shortened};
use loopscope_python::{Exit, Value, Vm, work};
use loopscope_stdlib::State;
use loopscope_stdlib::look::{self, Owner};
use loopscope_stdlib::truth::{self, Truth};
use loopscope_trace::{EventId, ObjectId, ThreadId};

use super::{Isolate, Phase};

/// Of so many threads and tasks the calls are given.
const MOST_STACKS: usize = 200;
/// So many calls of one thread or task are given.
const MOST_CALLS: usize = 100;
/// So many variables of a call are given.
const MOST_VARIABLES: usize = 300;
/// So many variables are given of all calls but those of the thread or task where the program stands.
const MOST_IN_ALL: usize = 20_000;

/// The calls of a thread or task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// Whose they are.
    pub owner: Owner,
    /// How many of the outermost ones are left out.
    pub left_out: usize,
    /// The others, the outermost first.
    pub calls: Vec<Call>,
}

/// A call under way, or a suspended coroutine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `__qualname__` of the function, or `<module>`.
    pub function: String,
    /// The line at which it is, from 1.
    pub line: u32,
    /// Its variables.
    pub variables: Vec<Variable>,
}

/// A variable, an attribute or an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name, index or key.
    pub name: String,
    /// Its value, shortened.
    pub text: String,
    /// What [`Isolate::parts_of`] wants to know what is in it, if something is.
    pub number: Option<u32>,
}

impl Isolate {
    /// When an event has been recorded, the program stands still.
    pub fn stand_at(&mut self, event: EventId) {
        State::of(&mut self.vm).recorder.stand_at(event, work::use_up);
    }

    /// Goes on with the turn in which it stood, as if it had not, until that is over or it stands again; whether it stood in one.
    pub(crate) fn go_on(&mut self) -> bool {
        State::of(&mut self.vm).recorder.go_on();
        if self.left <= 0 {
            return false;
        }
        // What was shown is not kept alive.
        self.shown.clear();
        if let Some((exit, share, left)) = self.halted.take() {
            let (exit, left) = match exit {
                Exit::Yielded => (self.vm.run_further(left), self.vm.budget_left()),
                exit => (exit, left),
            };
            self.ran(exit, share, left);
        }
        self.run();
        self.rest();
        true
    }

    /// The calls of a task or, without one, of a thread, the outermost first: which ones they are.
    pub(crate) fn calls_of(&mut self, thread: ThreadId, task: Option<ObjectId>) -> Vec<Key> {
        look::keys_of(&mut self.vm, &mut |owner| match owner {
            Owner::Thread { thread: its, .. } => task.is_none() && *its == thread,
            Owner::Task { task: its, .. } => task == Some(*its),
        })
    }

    /// Whether it does.
    pub fn stands(&self) -> bool {
        State::peek(&self.vm).recorder.stands()
    }

    /// What is really there, for those who check what is derived from a recording.
    pub fn truth(&self) -> Truth {
        let mut truth = truth::truth(&self.vm);
        if let Phase::Ended { .. } = self.phase {
            truth.end();
        }
        truth
    }

    /// How many events of each thread there are, that of the one that runs last. Those that have ended are left out.
    pub fn reached(&self) -> Vec<(ThreadId, u32)> {
        let state = State::peek(&self.vm);
        let parked = state.scheduler.all_parked();
        let mut reached: Vec<_> = parked.map(|parked| (parked.state.id, parked.place.next_seq())).collect();
        reached.push((state.current.id, state.recorder.next_seq()));
        reached
    }

    /// The calls of all threads and of the tasks of their loops, with their variables: not all if they are very many, but always those
    /// of `task` or, without one, of the thread that runs.
    pub fn stacks(&mut self, task: Option<ObjectId>) -> Vec<Stack> {
        self.shown.clear();
        let here = State::peek(&self.vm).recorder.thread();
        let is_here = |owner: &Owner| match owner {
            Owner::Thread { thread, .. } => task.is_none() && *thread == here,
            Owner::Task { task: its, .. } => task == Some(*its),
        };
        let (mut count, mut room) = (0, MOST_IN_ALL);
        let stacks = look::look_at(&self.vm, &mut |owner| {
            count += usize::from(!is_here(owner));
            is_here(owner) || count <= MOST_STACKS
        });
        let mut seen = Vec::new();
        for look::Stack { owner, looks } in stacks {
            let left_out = looks.len().saturating_sub(MOST_CALLS);
            let mut calls = Vec::new();
            for look in &looks[left_out..] {
                let variables = match is_here(&owner) {
                    true => look.variables(MOST_VARIABLES),
                    false => look.variables(room.min(MOST_VARIABLES)),
                };
                if !is_here(&owner) {
                    room -= variables.len();
                }
                calls.push((shortened(look.function()), look.line, variables));
            }
            seen.push((owner, left_out, calls));
        }
        let call = |isolate: &mut Isolate, (function, line, variables): (_, _, Vec<(Sym, Value)>)| {
            let named = variables.into_iter();
            let variables = named.map(|(name, value)| isolate.variable(&name.name(), value));
            Call { variables: variables.collect(), function, line }
        };
        let stack = |(owner, left_out, calls): (_, _, Vec<_>)| {
            let calls = calls.into_iter().map(|it| call(self, it)).collect();
            Stack { owner, left_out, calls }
        };
        seen.into_iter().map(stack).collect()
    }

    /// What is in a variable that was shown: the attributes of an object, the items of a container. Empty if there is no such
    /// variable.
    pub fn parts_of(&mut self, number: u32) -> Vec<Variable> {
        let Some(value) = self.shown.get(number as usize) else { return Vec::new() };
        let value = look::items_of(value).unwrap_or_else(|| value.clone());
        let parts = self.vm.parts(&value, look::text_of);
        parts.into_iter().map(|(name, value)| self.variable(&name, value)).collect()
    }

    fn variable(&mut self, name: &str, value: Value) -> Variable {
        let text = self.vm.glance(&value, look::text_of);
        let has_parts = look::items_of(&value).map_or_else(|| Vm::has_parts(&value), |it| Vm::has_parts(&it));
        let number = has_parts.then_some(self.shown.len() as u32);
        if number.is_some() {
            self.shown.push(value);
        }
        Variable { name: shortened(name), text, number }
    }
}
