//! Copying long dicts into another in pieces.

use std::rc::Rc;

use super::{Place, place_hashed};
use crate::Result;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::object::Dict;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// Dicts with more keys are copied in pieces.
const LONG: usize = 1 << 15;
/// So many keys are copied in one step.
const AT_ONCE: usize = work::PIECE * 2;

/// Whether a dict is to be copied in pieces.
#[inline]
pub(crate) fn is_long(dict: &Dict) -> bool {
    dict.table.borrow().len() > LONG
}

/// Sets all of `sources`, one after the other, in `target`, then gives `result`.
pub(crate) fn in_pieces(target: &Rc<Dict>, sources: &[&Rc<Dict>], result: &Value) -> Flow {
    let more = sources.iter().map(|source| source.table.borrow().len()).sum();
    target.table.borrow_mut().reserve(more);
    Flow::Frame(Box::new(Merge {
        target: target.clone(),
        sources: sources.iter().rev().map(|&source| source.clone()).collect(),
        at: 0,
        added: 0,
        result: result.clone(),
    }))
}

struct Merge {
    target: Rc<Dict>,
    /// What is left to copy, the next one last.
    sources: Vec<Rc<Dict>>,
    /// Where to go on in it.
    at: usize,
    /// How many keys were added without looking for them.
    added: usize,
    result: Value,
}

impl Merge {
    fn step(&mut self, vm: &mut Vm) -> NativeStep {
        for _ in 0..AT_ONCE {
            let Some(source) = self.sources.last() else {
                return NativeStep::Return(std::mem::take(&mut self.result));
            };
            let entry = {
                let table = source.table.borrow();
                let position = table.next_position(self.at);
                position.and_then(|at| table.entry(at).cloned().map(|entry| (at, entry)))
            };
            let Some((at, entry)) = entry else {
                self.sources.pop();
                self.at = 0;
                // Keys of a second dict may be there.
                self.added = usize::MAX;
                continue;
            };
            self.at = at + 1;
            let mut table = self.target.table.borrow_mut();
            if table.len() == self.added {
                table.push(entry.hash, entry.key, entry.value);
                self.added += 1;
                continue;
            }
            match place_hashed(vm, &table, entry.hash, &entry.key) {
                Place::At(at) => {
                    let old = table.replace(at, entry.value);
                    drop(table);
                    drop(old);
                }
                Place::Absent(hash) => table.push(hash, entry.key, entry.value),
                Place::Unknown => {
                    let args = Args::new([Value::Dict(self.target.clone()), Value::Dict(source.clone())]);
                    self.sources.pop();
                    self.at = 0;
                    self.added = usize::MAX;
                    return NativeStep::call(vm.prelude("_dict_merge"), args);
                }
            }
        }
        NativeStep::Again
    }
}

impl NativeFrame for Merge {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => Err(raised),
            _ => {
                let step = self.step(vm);
                work::items(AT_ONCE);
                Ok(step)
            }
        }
    }
}
