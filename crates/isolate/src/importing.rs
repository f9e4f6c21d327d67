//! Modules of the library that one thread imports, all threads import: what they tell each other may come
//! from there. Messages wait until the import is over.

use std::collections::VecDeque;

use loopscope_python::{Sym, Vm};
use loopscope_stdlib::{State, threads};

use crate::wire::Message;

/// What an isolate imports for others, and what it has told them.
#[derive(Debug, Default)]
pub(crate) struct Importing {
    /// How many modules the other threads know of.
    told: usize,
    /// Messages that came after the news of a module that is being imported.
    held: VecDeque<Message>,
}

impl Importing {
    /// The modules of this thread, if it imported one since the last call.
    pub(crate) fn news(&mut self, vm: &Vm) -> Option<Vec<String>> {
        if vm.modules.len() <= self.told {
            return None;
        }
        self.told = vm.modules.len();
        Some(vm.modules.keys().map(|name| name.name().to_string()).collect())
    }

    /// Imports what is missing here: at once if nothing runs, else between two instructions.
    pub(crate) fn import(&mut self, vm: &mut Vm, names: Vec<String>, nothing_runs: bool) {
        let missing: Vec<String> =
            names.into_iter().filter(|name| !vm.modules.contains_key(&Sym::new(name))).collect();
        if missing.is_empty() {
            return;
        }
        if nothing_runs {
            // What can't be imported is missed by whoever needs it.
            let _ = threads::import(vm, &missing);
        } else {
            threads::import_soon(vm, missing);
        }
        self.told = self.told.max(vm.modules.len());
    }

    /// Keeps a message while an import is under way; gives back what needn't wait.
    pub(crate) fn hold(&mut self, vm: &Vm, message: Message) -> Option<Message> {
        if self.held.is_empty() && !State::peek(vm).importing {
            return Some(message);
        }
        self.held.push_back(message);
        None
    }

    /// The next message that waited, if the import is over.
    pub(crate) fn release(&mut self, vm: &Vm) -> Option<Message> {
        if State::peek(vm).importing { None } else { self.held.pop_front() }
    }
}
