//! The methods of `Future`, and how it is awaited.

use std::rc::Rc;

use loopscope_python::object::{Instance, Iter, IterStep, NativeIterator};
use loopscope_python::{Args, Flow, Raised, Result, Type, Value, Vm};

use super::{Callback, FutureData, Phase, as_future, data};
use crate::asyncio::{self, event_loop};
use crate::context::{self, Context, ContextData};
use crate::islands;
use crate::state::State;
use loopscope_library::native;

/// Defines the methods of `Future`, which `Task` inherits.
pub fn define(class: &Type) {
    class.flow_method("__init__", |vm, args| {
        islands::from_outside::with_loop_at_home(vm, args, |vm, args| init(vm, args).map(Into::into))
    });
    class.flow_method("done", |vm, args| {
        takes_nothing(vm, &args, "done")?;
        let (_, data) = this(vm, &args)?;
        Ok(Value::Bool(data.is_done()).into())
    });
    class.flow_method("cancelled", |vm, args| {
        takes_nothing(vm, &args, "cancelled")?;
        let (_, data) = this(vm, &args)?;
        Ok(Value::Bool(data.phase.get() == Phase::Cancelled).into())
    });
    class.flow_method("result", |vm, args| {
        takes_nothing(vm, &args, "result")?;
        super::result(vm, this(vm, &args)?.0).map(Into::into)
    });
    class.flow_method("exception", exception);
    class.flow_method("set_result", set_result);
    class.flow_method("set_exception", set_exception);
    class.flow_method("cancel", cancel);
    class.flow_method("add_done_callback", add_done_callback);
    class.flow_method("remove_done_callback", remove_done_callback);
    class.method("_make_cancelled_error", |vm, args| {
        let (_, data) = this(vm, &args)?;
        Ok(super::take_cancelled_error(vm, data).into())
    });
    class.method("get_loop", |vm, args| {
        takes_nothing(vm, &args, "get_loop")?;
        Ok(Value::Instance(this(vm, &args)?.1.event_loop(vm)?))
    });
    class.method("__await__", iterate);
    class.method("__iter__", iterate);
    define_attributes(class);
}

fn define_attributes(class: &Type) {
    class.attribute("_loop", |vm, this| Ok(optional(of(vm, this)?.1.event_loop.borrow().clone())), None);
    class.attribute(
        "_state",
        |vm, this| {
            Ok(Value::str(match of(vm, this)?.1.phase.get() {
                Phase::Pending => "PENDING",
                Phase::Cancelled => "CANCELLED",
                Phase::Finished => "FINISHED",
            }))
        },
        None,
    );
    class.attribute("_result", |vm, this| Ok(or_none(of(vm, this)?.1.result.borrow().clone())), None);
    class.attribute(
        "_exception",
        |vm, this| {
            let data = of(vm, this)?.1;
            // A cancelled task has one too, which nobody sees there.
            let raised = data.exception.borrow().clone().filter(|_| data.phase.get() == Phase::Finished);
            Ok(raised.map_or(Value::None, Value::from))
        },
        None,
    );
    class.attribute(
        "_cancel_message",
        |vm, this| Ok(or_none(of(vm, this)?.1.cancel_message.borrow().clone())),
        Some(|vm, this, value| {
            let old = of(vm, this)?.1.cancel_message.replace(value);
            drop(old);
            Ok(())
        }),
    );
    class.attribute("_source", |vm, this| Ok(of(vm, this)?.1.source.to_value()), None);
    class.attribute("_shown_callbacks", |vm, this| Ok(callbacks(of(vm, this)?.1)), None);
    class.attribute(
        "_callbacks",
        |vm, this| {
            let (_, data) = of(vm, this)?;
            let callbacks = data.callbacks.borrow().clone();
            if callbacks.is_empty() {
                return Ok(Value::None);
            }
            let mut pairs = Vec::with_capacity(callbacks.len());
            for callback in callbacks {
                pairs.push(callback_and_context(vm, callback)?);
            }
            Ok(Value::list(pairs))
        },
        None,
    );
    class.attribute(
        "_asyncio_future_blocking",
        |vm, this| Ok(of(vm, this)?.1.blocking.get().into()),
        Some(|vm, this, value| {
            of(vm, this)?.1.blocking.set(native::truth(&value));
            Ok(())
        }),
    );
    class.attribute(
        "_log_traceback",
        |vm, this| Ok(of(vm, this)?.1.log_traceback.get().into()),
        Some(|vm, this, value| {
            if native::truth(&value) {
                return Err(vm.value_error("_log_traceback can only be set to False"));
            }
            of(vm, this)?.1.log_traceback.set(false);
            Ok(())
        }),
    );
}

/// How `repr` names what is no function of the program's.
fn own_name(callback: &Callback) -> &'static str {
    match callback {
        Callback::StopLoop => "_run_until_complete_cb()",
        Callback::Gather(..) => "gather.<locals>._done_callback()",
        Callback::Wakeup(_) | Callback::Call(_) => "Task.task_wakeup()",
    }
}

/// What `repr` shows of the callbacks: functions, or the names of our own.
fn callbacks(data: &FutureData) -> Value {
    let callbacks = data.callbacks.borrow();
    Value::list(
        callbacks
            .iter()
            .map(|callback| match callback {
                Callback::Call(call) => call.0.clone(),
                own => Value::str(own_name(own)),
            })
            .collect(),
    )
}

/// A callback and its variables, as a pair.
fn callback_and_context(vm: &mut Vm, callback: Callback) -> Result<Value> {
    let (function, context) = match callback {
        Callback::Call(call) => *call,
        Callback::Wakeup(task) => {
            let context = asyncio::task::task_data(data(&task)).context.borrow().clone();
            (asyncio::task::waker(&task), context)
        }
        // Our own, which nobody can call.
        other => {
            let shown = Value::str(own_name(&other));
            (shown, Context::default())
        }
    };
    Ok(Value::tuple(vec![function, context::new_context_object(vm, context)?]))
}

fn optional(instance: Option<Rc<Instance>>) -> Value {
    instance.map_or(Value::None, Value::Instance)
}

fn or_none(value: Value) -> Value {
    if value.is_defined() { value } else { Value::None }
}

fn of<'v>(vm: &Vm, value: &'v Value) -> Result<(&'v Rc<Instance>, &'v FutureData)> {
    native::instance(vm, Some(value), "_asyncio.Future")
}

fn this<'v>(vm: &Vm, args: &'v Args) -> Result<(&'v Rc<Instance>, &'v FutureData)> {
    native::instance(vm, args.pos.first(), "_asyncio.Future")
}

fn init(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let event_loop = args.take_kw("loop").filter(|value| !value.is_none());
    if args.pos.len() > 1 {
        return Err(vm.type_error("Future() takes no positional arguments"));
    }
    let [receiver] = args.method(vm, "__init__")?;
    let event_loop = match event_loop {
        Some(Value::Instance(given)) => given,
        Some(given) => event_loop::of(vm, &given)?.clone(),
        None => asyncio::policy::get_event_loop(vm)?,
    };
    let (future, data) = of(vm, &receiver)?;
    if future.class.heap {
        let _ = data.own_class.set(future.class.clone());
    }
    data.source.note(vm, &event_loop);
    *data.event_loop.borrow_mut() = Some(event_loop);
    Ok(Value::None)
}

fn exception(vm: &mut Vm, args: Args) -> Result<Flow> {
    takes_nothing(vm, &args, "exception")?;
    let (_, data) = this(vm, &args)?;
    match data.phase.get() {
        Phase::Pending => {
            Err(asyncio::raise(&asyncio::classes(vm).invalid_state_error, "Exception is not set."))
        }
        Phase::Cancelled => Err(super::take_cancelled_error(vm, data)),
        Phase::Finished => {
            data.log_traceback.set(false);
            Ok(data.exception.borrow().clone().map_or(Value::None, Value::from).into())
        }
    }
}

/// Refuses arguments besides the future.
#[inline]
fn takes_nothing(vm: &Vm, args: &Args, name: &str) -> Result<()> {
    if args.pos.len() < 2 && args.kw.is_empty() {
        return Ok(());
    }
    let class = if this(vm, args)?.1.task.is_some() { "Task" } else { "Future" };
    Err(vm.type_error(match args.pos.len() {
        0 | 1 => format!("{class}.{name}() takes no keyword arguments"),
        given => format!("{class}.{name}() takes no arguments ({} given)", given - 1),
    }))
}

/// The future that a method that changes it is called on.
fn initialized<'v>(vm: &Vm, args: &'v Args) -> Result<(&'v Rc<Instance>, &'v FutureData)> {
    let (future, data) = this(vm, args)?;
    if data.event_loop.borrow().is_none() {
        return Err(vm.runtime_error("Future object is not initialized."));
    }
    Ok((future, data))
}

fn set_result(vm: &mut Vm, args: Args) -> Result<Flow> {
    let future = initialized(vm, &args)?.0.clone();
    let [_, result] = args.method(vm, "Future.set_result")?;
    super::set_result(vm, &future, super::data(&future), result)?;
    Ok(Value::None.into())
}

fn set_exception(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (future, data) = initialized(vm, &args)?;
    if data.is_done() && args.pos.len() == 2 {
        return Err(super::invalid_state(vm, future));
    }
    let future = future.clone();
    let [_, exception] = args.method(vm, "Future.set_exception")?;
    match exception {
        Value::Instance(instance) if instance.exception().is_some() => {
            super::set_exception(vm, &future, Raised(instance))?;
        }
        Value::Type(class) if class.is_subtype(&vm.exceptions.base_exception) => {
            let raised = vm.raise(&class, Vec::new());
            super::set_exception(vm, &future, raised)?;
        }
        _ => return Err(vm.type_error("invalid exception object")),
    }
    Ok(Value::None.into())
}

fn cancel(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let future = initialized(vm, &args)?.0.clone();
    if args.pos.len() > 2 {
        let given = args.pos.len() - 1;
        return Err(vm.type_error(format!("cancel() takes at most 1 argument ({given} given)")));
    }
    let message = args.take(1, "msg").unwrap_or_default();
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for cancel()")));
    }
    super::cancel(vm, &future, message).map(|cancelled| Value::Bool(cancelled).into())
}

fn add_done_callback(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (future, data) = this(vm, &args)?;
    if data.event_loop.borrow().is_none() {
        return Err(vm.runtime_error("uninitialized Future object"));
    }
    let future = future.clone();
    let context = match args.take_kw("context") {
        Some(Value::Instance(object)) if object.native::<ContextData>().is_some() => {
            Context::entered(&object)
        }
        _ => State::of(vm).current.context.copy(),
    };
    let [_, callback] = args.method(vm, "add_done_callback")?;
    let callback = match asyncio::task::of_waker(&callback) {
        Some(task) => Callback::Wakeup(task.clone()),
        None => Callback::Call(Box::new((callback, context))),
    };
    super::add_callback(vm, &future, super::data(&future), callback)?;
    Ok(Value::None.into())
}

fn remove_done_callback(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (_, data) = initialized(vm, &args)?;
    let sought = args.pos.get(1).cloned().unwrap_or_default();
    let mut removed = Vec::new();
    data.callbacks.borrow_mut().retain(|callback| match callback {
        Callback::Call(call) if same_callback(&call.0, &sought) => {
            removed.push(call.0.clone());
            false
        }
        _ => true,
    });
    Ok(Value::Int(removed.len() as i64).into())
}

/// Whether two callbacks are equal: bound methods are by what they bind.
fn same_callback(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Method(a), Value::Method(b)) => a.function.is(&b.function) && a.receiver.is(&b.receiver),
        _ => a.is(b),
    }
}

fn iterate(vm: &mut Vm, args: Args) -> Result<Value> {
    let (future, _) = this(vm, &args)?;
    Ok(Iter::value(Await(future.clone())))
}

/// `await future` under way.
pub(in crate::asyncio) struct Await(pub(in crate::asyncio) Rc<Instance>);

impl NativeIterator for Await {
    fn type_name(&self) -> &'static str {
        "FutureIter"
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        let data = data(&self.0);
        if data.is_done() {
            return super::result(vm, &self.0).map(IterStep::Return);
        }
        if data.blocking.replace(true) {
            return Err(vm.runtime_error("await wasn't used with future"));
        }
        Ok(IterStep::Yield(Value::Instance(self.0.clone())))
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        see(&Value::Instance(self.0.clone()));
    }
}

/// Whether `value` is a future or a task.
pub(in crate::asyncio) fn is_future(value: &Value) -> bool {
    as_future(value).is_some()
}
