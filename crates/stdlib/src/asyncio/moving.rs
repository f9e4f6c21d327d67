//! A loop that was made in one thread and runs in another moves there: its queues cross as data.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Result, Value, Vm};
use loopscope_trace::ThreadId;

use super::event_loop::{self, Ready};
use super::future::{self, Callback, FutureData};
use super::handle::{self, HandleData};
use super::task;
use crate::exchange;
use crate::native;
use crate::portable::decode::decode_all;
use crate::portable::{Luggage, ObjectRef, Portable, PortableCallback, decode, encode};
use crate::state::State;

/// Takes a loop that does not run apart, for `to`; here remains a proxy.
///
/// # Errors
/// `RuntimeError` if it is running, or if something in its queues can't be shared: then it stays.
pub fn pack(vm: &mut Vm, event_loop: &Rc<Instance>, to: ThreadId) -> Result<Luggage> {
    let data = event_loop::data(event_loop);
    event_loop::check_closed(vm, event_loop)?;
    if data.running.get() {
        return Err(vm.runtime_error("This event loop is already running"));
    }
    let (ready, timers) = data.core.borrow_mut().clear();
    let mut packed_ready = Vec::new();
    let mut moved = Vec::new();
    let mut failed = None;
    for entry in &ready {
        match pack_entry(vm, entry, &mut moved) {
            Ok(packed) => packed_ready.push(packed),
            Err(raised) => failed = Some(raised),
        }
    }
    let mut packed_timers = Vec::new();
    for (_, entry) in &timers {
        match pack_entry(vm, entry, &mut moved) {
            Ok(packed) => packed_timers.push((when(entry), packed)),
            Err(raised) => failed = Some(raised),
        }
    }
    if let Some(raised) = failed {
        let mut core = data.core.borrow_mut();
        ready.into_iter().for_each(|entry| core.call_soon(entry));
        timers.into_iter().for_each(|(deadline, entry)| core.call_at(deadline, entry));
        return Err(raised);
    }
    let exception_handler = data.exception_handler.borrow().clone();
    let exception_handler = encode(vm, &exception_handler)?;
    let Some((id, _)) = exchange::share(vm, event_loop) else {
        return Err(vm.runtime_error("not a loop"));
    };
    moved.push(event_loop.clone());
    for instance in moved {
        become_proxy(vm, &instance, to);
    }
    Ok(Luggage {
        event_loop: id,
        ready: packed_ready,
        timers: packed_timers,
        debug: data.debug.get(),
        stopping: data.stopping.replace(false),
        exception_handler,
    })
}

fn become_proxy(vm: &mut Vm, instance: &Rc<Instance>, to: ThreadId) {
    let Some((id, _)) = exchange::share(vm, instance) else { return };
    if let Some(link) = exchange::link(instance) {
        link.set(id, Some(to));
    }
    let shared = &mut State::of(vm).shared;
    shared.proxies.insert(id, Rc::downgrade(instance));
    shared.homed.remove(&id);
}

fn when(entry: &Ready) -> f64 {
    match entry {
        Ready::Handle(instance) => handle::data(instance).when.get().unwrap_or_default(),
        _ => 0.0,
    }
}

fn pack_entry(vm: &mut Vm, entry: &Ready, moved: &mut Vec<Rc<Instance>>) -> Result<PortableCallback> {
    match entry {
        Ready::Handle(instance) => {
            let data = handle::data(instance);
            let callback = data.callback.borrow().clone();
            let callback = encode(vm, &callback)?;
            let arguments = data.args.borrow().clone();
            let args = arguments.iter().map(|value| encode(vm, value)).collect::<Result<_>>()?;
            let handle = name(vm, instance);
            moved.push(instance.clone());
            Ok(PortableCallback::Handle { handle, callback, args, cancelled: data.cancelled.get() })
        }
        Ready::Step { task: instance, throw: None, .. } => {
            let data = future::data(instance);
            let own = task::task_data(data);
            let coroutine = own.coroutine.borrow().clone();
            let coroutine = encode(vm, &coroutine)?;
            task::set_name_from(own);
            let task_name = own.name.borrow().as_str().unwrap_or_default().to_owned();
            let mut callbacks = Vec::new();
            for callback in data.callbacks.borrow().iter() {
                match callback {
                    Callback::Call(function, _) => callbacks.push(encode(vm, function)?),
                    _ => {
                        return Err(
                            vm.runtime_error("a task that another awaits can't move to another thread yet")
                        );
                    }
                }
            }
            let task = name(vm, instance);
            moved.push(instance.clone());
            Ok(PortableCallback::Task { task, coroutine, name: task_name, callbacks })
        }
        _ => Err(vm.runtime_error("a task that has started can't move to another thread")),
    }
}

fn name(vm: &mut Vm, instance: &Rc<Instance>) -> ObjectRef {
    exchange::share(vm, instance).map_or(ObjectRef { thread: 0, index: 0 }, |(id, _)| id)
}

/// Unpacks a loop that this thread asked for: its proxy becomes the loop.
///
/// # Errors
/// As [`decode`].
pub fn take_over(vm: &mut Vm, event_loop: &Rc<Instance>, luggage: Luggage) -> Result<()> {
    come_home(vm, event_loop, luggage.event_loop);
    let data = event_loop::data(event_loop);
    event_loop::begin(vm, event_loop);
    data.debug.set(luggage.debug);
    data.stopping.set(luggage.stopping);
    *data.exception_handler.borrow_mut() = decode(vm, luggage.exception_handler)?;
    for packed in luggage.ready {
        let entry = unpack_entry(vm, event_loop, packed, None)?;
        data.core.borrow_mut().call_soon(entry);
    }
    for (when, packed) in luggage.timers {
        let entry = unpack_entry(vm, event_loop, packed, Some(when))?;
        data.core.borrow_mut().call_at(native::deadline(when), entry);
    }
    Ok(())
}

/// From now on the object lives in this thread.
fn come_home(vm: &mut Vm, instance: &Rc<Instance>, id: ObjectRef) {
    if let Some(link) = exchange::link(instance) {
        link.set(id, None);
    }
    State::of(vm).shared.homed.insert(id, Value::Instance(instance.clone()));
}

/// The object that this thread knows by a name, else a new one.
fn known_or(vm: &mut Vm, id: ObjectRef, make: impl FnOnce(&mut Vm) -> Rc<Instance>) -> Rc<Instance> {
    let known = State::peek(vm).shared.proxies.get(&id).and_then(std::rc::Weak::upgrade);
    let instance = known.unwrap_or_else(|| make(vm));
    come_home(vm, &instance, id);
    instance
}

fn unpack_entry(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    packed: PortableCallback,
    when: Option<f64>,
) -> Result<Ready> {
    let classes = super::classes(vm);
    match packed {
        PortableCallback::Handle { handle, callback, args, cancelled } => {
            let class = if when.is_some() { &classes.timer_handle } else { &classes.handle };
            let instance = known_or(vm, handle, |_| native::new_instance(class, HandleData::default()));
            let data = handle::data(&instance);
            *data.event_loop.borrow_mut() = Some(event_loop.clone());
            data.cancelled.set(cancelled);
            data.when.set(when);
            data.scheduled.set(when.is_some());
            let callback = decode(vm, callback)?;
            if super::record::enabled(vm) {
                let kind = match when {
                    Some(when) => loopscope_trace::HandleKind::At { deadline_micros: native::micros(when) },
                    None => loopscope_trace::HandleKind::SoonThreadsafe,
                };
                let id = event_loop::data(event_loop).id.get();
                let name = super::record::callable_name(&callback);
                data.stamp.set(super::record::scheduled(vm, id, kind, &name));
            }
            *data.callback.borrow_mut() = callback;
            *data.args.borrow_mut() = decode_all(vm, args)?;
            Ok(Ready::Handle(instance))
        }
        PortableCallback::Task { task: id, coroutine, name, callbacks } => {
            let instance = known_or(vm, id, |_| native::new_instance(&classes.task, FutureData::of_task()));
            let data = future::data(&instance);
            let own = task::task_data(data);
            *data.event_loop.borrow_mut() = Some(event_loop.clone());
            *own.coroutine.borrow_mut() = decode(vm, coroutine)?;
            *own.name.borrow_mut() = Value::string(name);
            for callback in decode_all(vm, callbacks)? {
                let context = State::peek(vm).context.copy();
                data.callbacks.borrow_mut().push(Callback::Call(callback, context));
            }
            event_loop::data(event_loop).register(&instance);
            let stamp = task::record_moved(vm, &instance, event_loop);
            Ok(Ready::Step { task: instance, throw: None, stamp })
        }
    }
}

/// A loop comes back to where it was made: the thread that ran it has ended.
pub fn unpack(vm: &mut Vm, luggage: Luggage) {
    let known = State::peek(vm).shared.proxies.get(&luggage.event_loop).and_then(std::rc::Weak::upgrade);
    let Some(event_loop) = known else { return };
    // What can't be understood here was meant for the thread that is gone.
    let _ = take_over(vm, &event_loop, luggage);
}

/// Sends the loops that came from other threads back to them: this thread ends.
pub fn send_home(vm: &mut Vm) {
    let own = State::peek(vm).thread();
    let shared = &State::peek(vm).shared;
    let foreign: Vec<(ObjectRef, Rc<Instance>)> = shared
        .homed
        .iter()
        .filter_map(|(id, value)| match value {
            Value::Instance(instance)
                if id.thread != own && instance.native::<event_loop::LoopData>().is_some() =>
            {
                Some((*id, instance.clone()))
            }
            _ => None,
        })
        .collect();
    for (id, event_loop) in foreign {
        let data = event_loop::data(&event_loop);
        if data.closed.get() {
            continue;
        }
        let luggage = pack(vm, &event_loop, id.thread).unwrap_or_else(|_| {
            // A suspended task ends with its thread.
            drop(data.core.borrow_mut().clear());
            become_proxy(vm, &event_loop, id.thread);
            Luggage {
                event_loop: id,
                ready: Vec::new(),
                timers: Vec::new(),
                debug: data.debug.get(),
                stopping: false,
                exception_handler: Portable::None,
            }
        });
        let message = crate::remote::Message::LoopReturned(Box::new(luggage));
        State::of(vm).send_message(id.thread, message, "");
    }
}
