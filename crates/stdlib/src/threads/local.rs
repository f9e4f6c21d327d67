//! `_thread._local`: attributes that every thread has of its own.
//!
//! The attributes of the thread that used the object last are in the instance, those of the others here; the class
//! itself is in Python (`python/_thread.py`) and enters before each access.

use std::rc::{Rc, Weak};

use loopscope_python::object::{Instance, SymMap};
use loopscope_python::{Args, Result, SortedMap, Value, Vm};
use loopscope_trace::ThreadId;

use super::as_instance;
use crate::state::State;

/// All such objects, by address: the weak reference keeps an address from being used again.
#[derive(Default)]
struct Locals {
    objects: SortedMap<usize, Local>,
}

struct Local {
    instance: Weak<Instance>,
    /// Whose attributes are in the instance.
    inside: ThreadId,
    others: SortedMap<ThreadId, SymMap>,
    /// What `__init__` is called with in each thread: a tuple and a dict.
    arguments: Value,
}

fn address(instance: &Rc<Instance>) -> usize {
    Rc::as_ptr(instance) as usize
}

/// `_make_local(object, arguments)`: `object` is one from now on.
pub(super) fn make(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object, arguments] = args.exactly(vm, "_make_local")?;
    let Some(instance) = as_instance(&object) else { return Ok(Value::None) };
    let inside = State::peek(vm).current.id;
    let objects = &mut vm.slots.of::<Locals>().objects;
    objects.retain(|_, local| local.instance.strong_count() > 0);
    let local = Local { instance: Rc::downgrade(instance), inside, others: SortedMap::default(), arguments };
    objects.insert(address(instance), local);
    Ok(Value::None)
}

/// `_enter_local(object)`: its attributes are those of the thread that runs. Gives the arguments for `__init__` if the
/// thread has none yet, else `None`.
pub(super) fn enter(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object] = args.exactly(vm, "_enter_local")?;
    let Some(instance) = as_instance(&object) else { return Ok(Value::None) };
    let thread = State::peek(vm).current.id;
    let Some(local) = vm.slots.of::<Locals>().objects.get_mut(&address(instance)) else {
        return Ok(Value::None);
    };
    if local.inside == thread {
        return Ok(Value::None);
    }
    let own = local.others.remove(&thread);
    let is_new = own.is_none();
    let left = instance.attrs.replace(own.unwrap_or_default());
    local.others.insert(std::mem::replace(&mut local.inside, thread), left);
    Ok(if is_new { local.arguments.clone() } else { Value::None })
}

/// `_leave_local(object)`: the thread that runs has no attributes in it, for making them failed.
pub(super) fn leave(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object] = args.exactly(vm, "_leave_local")?;
    let Some(instance) = as_instance(&object) else { return Ok(Value::None) };
    let thread = State::peek(vm).current.id;
    let Some(local) = vm.slots.of::<Locals>().objects.get_mut(&address(instance)) else {
        return Ok(Value::None);
    };
    let dropped = if local.inside == thread {
        local.inside = ThreadId::MAX;
        Some(instance.attrs.take())
    } else {
        local.others.remove(&thread)
    };
    // After the borrows: what was dropped may have a last word.
    drop(dropped);
    Ok(Value::None)
}

/// A thread has ended, and with it its attributes.
pub(super) fn forget_thread(vm: &mut Vm, thread: ThreadId) {
    let mut dropped = Vec::new();
    for (_, local) in vm.slots.of::<Locals>().objects.iter_mut() {
        if local.inside == thread {
            if let Some(instance) = local.instance.upgrade() {
                dropped.push(instance.attrs.take());
            }
            // Nobody's: the next thread that comes gets its own.
            local.inside = ThreadId::MAX;
        } else if let Some(attributes) = local.others.remove(&thread) {
            dropped.push(attributes);
        }
    }
    // After the borrows: what was dropped may have a last word.
    drop(dropped);
}
