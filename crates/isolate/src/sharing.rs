//! Variables that all threads of a program see: its globals, and those of functions with inner functions.
//!
//! Every isolate has a copy. What a thread assigns goes to all others before anything else that it says,
//! so whoever learns of an event by a message sees the assignments before it. Of two assignments that
//! know nothing of each other, the one with the greater [`Stamp`] counts in every thread.

use std::rc::Rc;

use loopscope_python::{Module, SortedMap, Sym, Value, Vm};
use loopscope_stdlib::State;
use loopscope_stdlib::portable::{ObjectRef, Portable, decode, encode_or_placeholder};

use crate::wire::{Assignment, Stamp, Variable};

/// What belongs to an isolate's own module and not to the program.
const OWN_NAMES: [&str; 8] = [
    "__name__",
    "__doc__",
    "__file__",
    "__builtins__",
    "__loader__",
    "__spec__",
    "__package__",
    "__cached__",
];

/// The shared variables of one isolate.
#[derive(Debug, Default)]
pub(crate) struct Sharing {
    /// The greatest time seen.
    time: u64,
    stamps: SortedMap<Variable, Stamp>,
}

impl Sharing {
    /// All globals of `main`, for a thread that starts; from now on, its assignments are noted.
    pub(crate) fn snapshot(&mut self, vm: &mut Vm, main: &Rc<Module>) -> Vec<Assignment> {
        main.shared.set(true);
        let globals = main.entries();
        let mut assignments = Vec::with_capacity(globals.len());
        for (name, value) in globals {
            let variable = Variable::Global(name.name().to_string());
            if is_shared(&variable) {
                let stamp = self.stamps.get(&variable).copied().unwrap_or_default();
                let value = encode_or_placeholder(vm, &value);
                assignments.push(Assignment { variable, value, stamp });
            }
        }
        assignments
    }

    /// What was assigned in this thread since the last call.
    pub(crate) fn take_assigned(&mut self, vm: &mut Vm, main: &Rc<Module>) -> Vec<Assignment> {
        if main.has_dirty().is_empty() && vm.dirty_cells.is_empty() {
            return Vec::new();
        }
        self.time += 1;
        let stamp = Stamp { time: self.time, thread: State::of(vm).thread() };
        let globals = main
            .take_dirty()
            .into_iter()
            .map(|slot| (Variable::Global(main.slot_name(slot).name().to_string()), main.own(slot)));
        let mut assigned: Vec<(Variable, Value)> = globals.collect();
        for cell in std::mem::take(&mut vm.dirty_cells) {
            let value = cell.value.borrow().clone();
            assigned.push((Variable::Cell(cell_ref(vm, cell.shared.get())), value));
        }
        assigned.retain(|(variable, _)| is_shared(variable));
        let assignments = assigned.into_iter().map(|(variable, value)| {
            self.stamps.insert(variable.clone(), stamp);
            let value =
                if value.is_defined() { encode_or_placeholder(vm, &value) } else { Portable::Undefined };
            Assignment { variable, value, stamp }
        });
        assignments.collect()
    }

    /// Takes in what another thread assigned.
    pub(crate) fn assign(&mut self, vm: &mut Vm, main: &Rc<Module>, assignments: Vec<Assignment>) {
        for Assignment { variable, value, stamp } in assignments {
            self.time = self.time.max(stamp.time);
            let known = self.stamps.get(&variable).copied().unwrap_or_default();
            if known > stamp {
                continue;
            }
            match &variable {
                Variable::Global(name) => assign_global(vm, main, name, value),
                Variable::Cell(cell) => assign_cell(vm, *cell, value),
            }
            self.stamps.insert(variable, stamp);
        }
    }
}

/// Sets a global without noting it, unless this thread assigned it and has not said so yet: that counts.
fn assign_global(vm: &mut Vm, main: &Module, name: &str, value: Portable) {
    let name = Sym::new(name);
    let slot = main.slot(name);
    if main.has_dirty().contains(&slot) {
        return;
    }
    main.shared.set(false);
    match value {
        Portable::Unshareable(type_name) => main.set_unshareable(name, &type_name),
        // A value that can't be understood here can't be used here either.
        value => drop(main.store(slot, decode(vm, value).unwrap_or_default())),
    }
    main.shared.set(true);
}

/// Sets a variable of a function, if a function that uses it has come to this thread.
fn assign_cell(vm: &mut Vm, cell: ObjectRef, value: Portable) {
    let Some(cell) = State::of(vm).shared.cells.get(&cell).cloned() else { return };
    match value {
        Portable::Unshareable(type_name) => cell.set_unshareable(&type_name),
        value => drop(cell.value.replace(decode(vm, value).unwrap_or_default())),
    }
}

fn is_shared(variable: &Variable) -> bool {
    !matches!(variable, Variable::Global(name) if OWN_NAMES.contains(&name.as_str()))
}

fn cell_ref(vm: &mut Vm, number: u32) -> ObjectRef {
    State::of(vm).shared.cell_refs[number as usize - 1]
}
