//! The end of objects that only hold each other: `gc.collect()`.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use crate::Result;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resume, Resumed};
use crate::object::GeneratorState;
use crate::object::cycles;
use crate::object::ending::{self, Ending};
use crate::symbol::FxHasher;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::Then;

/// Ends the objects that only hold each other, and gives how many they were.
pub fn collection() -> Flow {
    collection_from(Vec::new(), Vec::new())
}

/// The same, which begins to look at some objects before and after those that are noted.
pub fn collection_from(first: Vec<Value>, last: Vec<Value>) -> Flow {
    Flow::Frame(Box::new(Collection { garbage: Vec::new(), stage: Stage::Look { first, last } }))
}

/// In CPython's order: all weak references are empty, then those that are not garbage themselves are called back, then all objects have
/// their last words, and what nobody has taken hold of since lets go of all that it holds.
struct Collection {
    garbage: Vec<Value>,
    stage: Stage,
}

enum Stage {
    Look { first: Vec<Value>, last: Vec<Value> },
    Tell(std::vec::IntoIter<Args>),
    LastWords(usize),
}

impl NativeFrame for Collection {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match (&self.stage, input) {
            (Stage::LastWords(next), closed) => {
                if let Some(Value::Generator(generator)) = self.garbage.get(next.wrapping_sub(1))
                    && let Some(step) = vm.close_unheeded(generator, closed)
                {
                    return Ok(step);
                }
            }
            (_, Resumed::Raised(raised)) => return Err(raised),
            _ => {}
        }
        if let Stage::Look { first, last } = &mut self.stage {
            let mut objects = cycles::objects();
            objects.append(last);
            self.garbage = cycles::garbage(std::mem::take(first), objects);
            self.stage = Stage::Tell(self.empty_references(vm).into_iter());
        }
        if let Stage::Tell(callbacks) = &mut self.stage {
            if let Some(told) = callbacks.next() {
                return Ok(NativeStep::call(vm.prelude("_last_word"), told));
            }
            self.stage = Stage::LastWords(0);
        }
        if let Stage::LastWords(next) = &mut self.stage {
            while let Some(object) = self.garbage.get(*next) {
                *next += 1;
                if let Some(step) = last_word(vm, object) {
                    return Ok(step);
                }
            }
        }
        // What the last words have made is not looked at: it keeps alive what it holds.
        let garbage = cycles::garbage_among(std::mem::take(&mut self.garbage));
        let count = cycles::count(&garbage);
        garbage.iter().for_each(cycles::clear);
        drop(garbage);
        cycles::looked();
        Ok(NativeStep::Return(count.into()))
    }
}

impl Collection {
    /// Empties the weak references to garbage. Gives the calls that tell of it.
    fn empty_references(&self, vm: &Vm) -> Vec<Args> {
        let addresses: HashSet<usize, BuildHasherDefault<FxHasher>> =
            self.garbage.iter().filter_map(Value::address).collect();
        let is_garbage = |address| addresses.contains(&address);
        let told = self.garbage.iter().flat_map(|object| ending::sever(&vm.graveyard, object, &is_garbage));
        told.map(|(callback, reference)| Args::new([callback, Value::Instance(reference)])).collect()
    }
}

/// Lets an object that is garbage have its last word, if it has one.
fn last_word(vm: &Vm, object: &Value) -> Option<NativeStep> {
    match object {
        Value::Instance(instance)
            if instance.class.finalizes.get() && !instance.ending.has(Ending::FINALIZED) =>
        {
            instance.ending.add(Ending::FINALIZED);
            Some(NativeStep::call(vm.prelude("_last_word"), Args::new([object.clone()])))
        }
        Value::Instance(instance) => {
            let (callee, told) = (instance.class.holder()?.last_word)(vm, instance)?;
            Some(NativeStep::call(callee, told))
        }
        Value::Generator(generator) if generator.state.get() == GeneratorState::Suspended => {
            match generator.finalizer() {
                Some(finalizer) if finalizer.is_none() => None,
                Some(finalizer) => {
                    let told = Args::new([finalizer.clone(), object.clone()]);
                    Some(NativeStep::call(vm.prelude("_last_word"), told))
                }
                // Also one without `finally`: what it awaits is closed with it.
                None => Some(NativeStep::Resume(generator.clone(), Resume::Close)),
            }
        }
        _ => None,
    }
}

impl Vm {
    /// Looks for garbage when there are many more objects than when that was done last.
    pub(crate) fn collect_if_due(&mut self) {
        if cycles::is_due()
            && let Err(raised) = self.follow(collection(), Then::Ignore)
        {
            self.leave(Then::Ignore, false, raised);
        }
    }
}
