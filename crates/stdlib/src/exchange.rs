//! Objects that threads share: who knows them by what, and how a method of one is called from afar.

mod answering;
mod asking;
mod chaining;

use std::cell::Cell as StdCell;
use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Cell, NativeFunction, Result, Type, Value, Vm};
use loopscope_trace::ThreadId;

use crate::asyncio::event_loop::LoopData;
use crate::asyncio::future::FutureData;
use crate::asyncio::handle::HandleData;
use crate::context::VariableData;
use crate::portable::{Handle, Luggage, ObjectRef, decode};
use crate::remote::Ticket;
use crate::state::State;
use crate::sync::Primitive;

pub use answering::{Relay, answer, relay_native, reply, withdraw};
pub use asking::{
    Remote, forward, forward_wait, local_future_for, notify, take_over, take_reply, taken_over,
};
pub use chaining::{call_done_callback_elsewhere, run_coroutine_threadsafe, wrap_future};
pub(crate) use chaining::{cancel_soon, set_state};

/// What every shared object begins with: the name by which other threads know it, and where it lives.
#[derive(Default)]
pub struct Link {
    id: StdCell<Option<ObjectRef>>,
    /// The thread where it lives, if that is another one: then this is a proxy.
    home: StdCell<Option<ThreadId>>,
}

impl Link {
    /// Whether the object lives in another thread.
    #[inline]
    pub fn is_remote(&self) -> bool {
        self.home.get().is_some()
    }

    /// The object's name, once it has one.
    pub fn id(&self) -> Option<ObjectRef> {
        self.id.get()
    }

    /// The thread where it lives, if that is another one.
    pub fn home(&self) -> Option<ThreadId> {
        self.home.get()
    }

    /// Makes the object a proxy of the one with this name in `home`, or the object itself.
    pub fn set(&self, id: ObjectRef, home: Option<ThreadId>) {
        self.id.set(Some(id));
        self.home.set(home);
    }
}

/// The link of an object that threads can share; `None` for any other.
pub fn link(instance: &Instance) -> Option<&Link> {
    if let Some(data) = instance.native::<FutureData>() {
        return Some(&data.link);
    }
    if let Some(data) = instance.native::<Primitive>() {
        return Some(&data.link);
    }
    if let Some(data) = instance.native::<LoopData>() {
        return Some(&data.link);
    }
    if let Some(data) = instance.native::<HandleData>() {
        return Some(&data.link);
    }
    instance.native::<VariableData>().map(|data| &data.link)
}

/// Gives a shared object a name, and says where it lives; `None` if it isn't one that threads share.
pub fn share(vm: &mut Vm, instance: &Rc<Instance>) -> Option<(ObjectRef, ThreadId)> {
    let link = link(instance)?;
    let state = State::of(vm);
    let thread = state.thread();
    let id = match link.id() {
        Some(id) => id,
        None => {
            let id = state.shared.new_ref(thread);
            link.set(id, None);
            state.shared.homed.insert(id, Value::Instance(instance.clone()));
            id
        }
    };
    Some((id, link.home().unwrap_or(thread)))
}

/// What travels with a handle: what is known about the object without asking.
pub fn info(vm: &mut Vm, instance: &Rc<Instance>) -> Vec<Value> {
    if let Some(data) = instance.native::<FutureData>() {
        return vec![data.event_loop.borrow().clone().map_or(Value::None, Value::Instance)];
    }
    if let Some(data) = instance.native::<HandleData>() {
        return vec![data.event_loop.borrow().clone().map_or(Value::None, Value::Instance)];
    }
    if let Some(data) = instance.native::<VariableData>() {
        let part = |value: Option<&Value>| value.cloned().unwrap_or_default();
        return vec![part(data.name.get()), part(data.default.get())];
    }
    instance.native::<Primitive>().map(|primitive| primitive.info(vm)).unwrap_or_default()
}

/// The object of a handle: itself if it lives here, else its proxy.
///
/// # Errors
/// As [`decode`].
pub fn receive(vm: &mut Vm, handle: Handle) -> Result<Value> {
    let shared = &State::of(vm).shared;
    if let Some(value) = shared.homed.get(&handle.id) {
        return Ok(value.clone());
    }
    if let Some(proxy) = shared.proxies.get(&handle.id).and_then(std::rc::Weak::upgrade) {
        return Ok(Value::Instance(proxy));
    }
    let Value::Type(class) = decode(vm, handle.class)? else {
        return Err(vm.runtime_error("a shared object has no class"));
    };
    let loopscope_python::object::Layout::Native(make) = class.layout else {
        return Err(vm.runtime_error("a shared object is not native"));
    };
    let proxy = Rc::new(Instance::new(class, make()));
    let is_variable = proxy.native::<VariableData>().is_some();
    if let Some(link) = link(&proxy) {
        // A context variable lives everywhere: its values are those of the thread.
        link.set(handle.id, (!is_variable).then_some(handle.home));
    }
    State::of(vm).shared.proxies.insert(handle.id, Rc::downgrade(&proxy));
    if is_variable {
        State::of(vm).shared.homed.insert(handle.id, Value::Instance(proxy.clone()));
    }
    let info = crate::portable::decode::decode_all(vm, handle.info)?;
    take_info(&proxy, info);
    Ok(Value::Instance(proxy))
}

fn take_info(proxy: &Rc<Instance>, info: Vec<Value>) {
    let event_loop = || match info.first() {
        Some(Value::Instance(event_loop)) => Some(event_loop.clone()),
        _ => None,
    };
    if let Some(data) = proxy.native::<FutureData>() {
        *data.event_loop.borrow_mut() = event_loop();
    } else if let Some(data) = proxy.native::<HandleData>() {
        *data.event_loop.borrow_mut() = event_loop();
    } else if let Some(data) = proxy.native::<VariableData>() {
        let mut info = info.into_iter();
        let _ = data.name.set(info.next().unwrap_or_default());
        if let Some(default) = info.next().filter(Value::is_defined) {
            let _ = data.default.set(default);
        }
    } else if let Some(primitive) = proxy.native::<Primitive>() {
        primitive.take_info(info);
    }
}

/// The name by which threads know a class that is written in Python.
pub fn class_ref(vm: &mut Vm, class: &Rc<Type>) -> ObjectRef {
    let address = Rc::as_ptr(class) as usize;
    let state = State::of(vm);
    if let Some(id) = state.shared.class_refs.get(&address) {
        return *id;
    }
    let thread = state.thread();
    let id = state.shared.new_ref(thread);
    know_class(vm, id, class);
    id
}

/// Remembers a class by the name that threads know it by.
pub fn know_class(vm: &mut Vm, id: ObjectRef, class: &Rc<Type>) {
    class.shared.set(1);
    let shared = &mut State::of(vm).shared;
    shared.class_refs.insert(Rc::as_ptr(class) as usize, id);
    shared.classes.insert(id, class.clone());
}

/// The name by which threads know a variable of an inner function.
pub fn cell_ref(vm: &mut Vm, cell: &Rc<Cell>) -> ObjectRef {
    let state = State::of(vm);
    match cell.shared.get() {
        0 => {
            let thread = state.thread();
            let id = state.shared.new_ref(thread);
            state.shared.cell_refs.push(id);
            cell.shared.set(state.shared.cell_refs.len() as u32);
            state.shared.cells.insert(id, cell.clone());
            id
        }
        number => state.shared.cell_refs[number as usize - 1],
    }
}

/// Keeps a loop that arrived until its frame takes it; the value says where.
pub fn stow(vm: &mut Vm, luggage: Luggage) -> Value {
    let state = State::of(vm);
    state.luggage.push(luggage);
    Value::Int(state.luggage.len() as i64 - 1)
}

/// A native that is made at run time around a value and can cross, by its name.
pub fn bound_native(name: &str, bound: Value) -> Option<Value> {
    if let Some((_, make)) = crate::library::BOUND.iter().find(|(known, _)| *known == name) {
        return Some(make(bound));
    }
    let (name, code) = chaining::BOUND.iter().find(|(known, _)| *known == name)?;
    Some(NativeFunction::bound(name, bound, *code))
}

/// Whoever waits for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// The thread.
    pub thread: ThreadId,
    /// The number of its wait; 0 if it doesn't.
    pub ticket: Ticket,
}
