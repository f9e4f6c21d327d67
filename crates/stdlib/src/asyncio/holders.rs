//! What futures, tasks, handles and loops hold: the search for cycles looks through them.

use std::rc::Rc;

use loopscope_python::Value;
use loopscope_python::object::Instance;
use loopscope_python::object::cycles::Holder;

use super::Classes;
use super::event_loop::{LoopData, Ready};
use super::future::{Callback, FutureData};
use super::handle::HandleData;
use super::task::TaskData;

/// Lets the classes tell it; those derived from them do, too.
pub(super) fn install(classes: &Classes) {
    classes.future.holds.set(Some(Holder {
        see: |instance, see| with(instance, |data: &FutureData| see_future(data, see)),
        clear: |instance| with(instance, clear_future),
        last_word: super::future::last_word,
        parts: |instance| instance.native().map_or(0, parts_of_future),
    }));
    classes.handle.holds.set(Some(Holder {
        see: |instance, see| with(instance, |data: &HandleData| see_handle(data, see)),
        clear: |instance| with(instance, clear_handle),
        ..Holder::EMPTY
    }));
    classes.event_loop.holds.set(Some(Holder {
        see: |instance, see| with(instance, |data: &LoopData| see_loop(data, see)),
        clear: |instance| with(instance, clear_loop),
        ..Holder::EMPTY
    }));
}

fn with<T: 'static>(instance: &Instance, of: impl FnOnce(&T)) {
    if let Some(data) = instance.native() {
        of(data);
    }
}

fn object(instance: &Rc<Instance>) -> Value {
    Value::Instance(instance.clone())
}

fn see_future(data: &FutureData, see: &mut dyn FnMut(&Value)) {
    see(&data.result.borrow());
    data.exception.borrow().iter().for_each(|raised| see(&Value::from(raised.clone())));
    see(&data.cancel_message.borrow());
    data.event_loop.borrow().iter().for_each(|event_loop| see(&object(event_loop)));
    data.callbacks.borrow().iter().for_each(|callback| see_callback(callback, see));
    if let Some(own) = &data.task {
        see(&own.coroutine.borrow());
        see(&own.name.borrow());
        own.waiting_for.borrow().iter().for_each(|awaited| see(&object(awaited)));
        own.context.borrow().held(see);
    }
    if let Some(gather) = &*data.gather.borrow() {
        gather.children().iter().for_each(|child| see(&object(child)));
    }
}

fn see_callback(callback: &Callback, see: &mut dyn FnMut(&Value)) {
    match callback {
        Callback::Wakeup(future) | Callback::Gather(future) => see(&object(future)),
        Callback::StopLoop => {}
        Callback::Call(call) => {
            let (callback, context) = &**call;
            see(callback);
            context.held(see);
        }
    }
}

fn clear_future(data: &FutureData) {
    let before = (data.result.take(), data.exception.take(), data.cancel_message.take());
    drop((before, data.event_loop.take(), data.callbacks.take(), data.gather.take()));
    if let Some(own) = &data.task {
        let TaskData { coroutine, waiting_for, context, .. } = own;
        drop((coroutine.take(), waiting_for.take(), context.take()));
    }
}

/// A task has a context of its own, a future that of each callback, and a method of each task that it wakes.
fn parts_of_future(data: &FutureData) -> usize {
    usize::from(data.task.is_some()) + data.callbacks.borrow().len()
}

fn see_handle(data: &HandleData, see: &mut dyn FnMut(&Value)) {
    data.event_loop.get().into_iter().for_each(|event_loop| see(&object(event_loop)));
    see(&data.callback.borrow());
    data.args.borrow().iter().for_each(&mut *see);
    data.context.borrow().held(see);
}

fn clear_handle(data: &HandleData) {
    drop((data.callback.take(), data.args.take(), data.context.take()));
}

/// As CPython goes through the attributes of a loop, and through a list from its end.
fn see_loop(data: &LoopData, see: &mut dyn FnMut(&Value)) {
    let core = data.core.borrow();
    core.ready().for_each(|ready| see_ready(ready, see));
    core.timers().into_iter().rev().for_each(|(_, timer)| see(&object(&timer.0)));
    for value in [&data.task_factory, &data.exception_handler, &data.executor] {
        see(&value.borrow());
    }
}

fn see_ready(ready: &Ready, see: &mut dyn FnMut(&Value)) {
    match ready {
        Ready::Step { task, throw, .. } => {
            see(&object(task));
            throw.iter().for_each(|raised| see(&Value::from(raised.clone())));
        }
        Ready::Wakeup { task: one, future: other, .. }
        | Ready::ChildDone { outer: one, child: other, .. } => {
            [one, other].into_iter().for_each(|each| see(&object(each)));
        }
        Ready::Done { callback, future, .. } => {
            see_callback(callback, see);
            see(&object(future));
        }
        Ready::Handle(handle) => see(&object(handle)),
    }
}

fn clear_loop(data: &LoopData) {
    let queued = data.core.borrow_mut().clear();
    drop((queued, data.task_factory.take(), data.exception_handler.take(), data.executor.take()));
}
