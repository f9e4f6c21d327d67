//! The methods of event loops that are written in Rust; `asyncio/loops.py` adds the others.

use std::rc::{Rc, Weak};

use loopscope_python::bytecode::CodeKind;
use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, Result, Type, Value, Vm};
use loopscope_trace::EventKind;

use super::{Call, LoopData, call, check_closed, iteration, own_ways};
use crate::asyncio::{future, handle, policy, record, run, task};
use crate::context::Context;
use crate::islands;
use crate::state::State;
use loopscope_library::native;

/// Defines a method for which the loop has to be in this heap.
macro_rules! at_home {
    ($class:ident, $name:literal, $native:expr) => {
        $class.flow_method($name, |vm, args| islands::from_outside::at_home(vm, args, $native))
    };
}

/// Defines the methods.
pub fn define(class: &Type) {
    class.method("__init__", |vm, args| {
        let event_loop = this(vm, &args)?.0.clone();
        super::begin(vm, &event_loop);
        own_ways::look(vm, &event_loop);
        Ok(Value::None)
    });
    class.flow_method("__setattr__", own_ways::set_attribute);
    class.method("_next_when", iteration::next_when);
    class.flow_method("_begin_iteration", iteration::begin);
    class.flow_method("_select", iteration::select);
    class.flow_method("_run_next", run::run_next);
    class.flow_method("_run_once", |vm, args| own_ways::hand_over_method(vm, "run_once", args));
    class.flow_method("__getattr__", |vm, args| own_ways::hand_over_method(vm, "loop_attribute", args));
    class.method("_handles", |vm, args| {
        let (event_loop, data) = this(vm, &args)?;
        let core = data.core.borrow();
        let ready = core.ready().map(|ready| run::shown(vm, event_loop, ready)).collect();
        let timers = core.timers().into_iter().map(|(_, timer)| Value::Instance(timer.0.clone())).collect();
        Ok(Value::tuple(vec![Value::list(ready), Value::list(timers)]))
    });
    class.attribute("_stopping", |vm, this| Ok(of_value(vm, this)?.stopping.get().into()), None);
    class.attribute("_debug", |vm, this| Ok(of_value(vm, this)?.debug.get().into()), None);
    class.attribute("_task_factory", |vm, this| Ok(of_value(vm, this)?.task_factory.borrow().clone()), None);
    class.flow_method("call_soon_threadsafe", |vm, args| {
        schedule(vm, &args, "call_soon_threadsafe", Call::SoonThreadsafe)
    });
    class.method("time", |vm, _| Ok(Value::Float(super::time(vm))));
    at_home!(class, "call_soon", |vm, args| schedule(vm, &args, "call_soon", Call::Soon));
    at_home!(class, "call_later", |vm, args| timer(vm, &args, "call_later"));
    at_home!(class, "call_at", |vm, args| timer(vm, &args, "call_at"));
    at_home!(class, "run_forever", run::run_forever);
    at_home!(class, "run_until_complete", run::run_until_complete);
    at_home!(class, "stop", stop);
    at_home!(class, "close", close);
    class.flow_method("is_running", |vm, args| ask(vm, &args, 0));
    class.flow_method("is_closed", |vm, args| ask(vm, &args, 1));
    class.flow_method("get_debug", |vm, args| ask(vm, &args, 2));
    at_home!(class, "set_debug", |vm, args| {
        let (_, data) = this(vm, &args)?;
        data.debug.set(args.pos.get(1).is_some_and(native::truth));
        let event_loop = this(vm, &args)?.0.clone();
        own_ways::look(vm, &event_loop);
        Ok(Value::None.into())
    });
    at_home!(class, "create_future", |vm, args| {
        let (event_loop, _) = this(vm, &args)?;
        Ok(Value::Instance(future::create(vm, &event_loop.clone())).into())
    });
    at_home!(class, "create_task", create_task);
    at_home!(class, "get_exception_handler", |vm, args| {
        let (_, data) = this(vm, &args)?;
        Ok(data.exception_handler.borrow().clone().into())
    });
    at_home!(class, "_set_exception_handler", |vm, args| {
        let (_, data) = this(vm, &args)?;
        let old = data.exception_handler.replace(args.pos.get(1).cloned().unwrap_or(Value::None));
        drop(old);
        Ok(Value::None.into())
    });
    at_home!(class, "_set_task_factory", |vm, args| {
        let (event_loop, data) = this(vm, &args)?;
        let old = data.task_factory.replace(args.pos.get(1).cloned().unwrap_or(Value::None));
        drop(old);
        own_ways::look(vm, &event_loop.clone());
        Ok(Value::None.into())
    });
    at_home!(class, "_check_closed", |vm, args| {
        check_closed(vm, this(vm, &args)?.1)?;
        Ok(Value::None.into())
    });
    at_home!(class, "_take_asyncgens", |vm, args| {
        let generators = this(vm, &args)?.1.async_generators.take();
        Ok(Value::list(generators.iter().filter_map(Weak::upgrade).map(Value::Generator).collect()).into())
    });
    class.attribute(
        "_default_executor",
        |vm, this| {
            let (_, data): (_, &LoopData) = native::instance(vm, Some(this), "BaseEventLoop")?;
            let executor = data.executor.borrow().clone();
            Ok(if executor.is_defined() { executor } else { Value::None })
        },
        Some(|vm, this, value| {
            let (_, data): (_, &LoopData) = native::instance(vm, Some(this), "BaseEventLoop")?;
            drop(data.executor.replace(value));
            Ok(())
        }),
    );
}

fn of_value<'v>(vm: &Vm, value: &'v Value) -> Result<&'v LoopData> {
    Ok(super::data(super::of(vm, value)?))
}

fn this<'v>(vm: &Vm, args: &'v Args) -> Result<(&'v Rc<Instance>, &'v LoopData)> {
    native::instance(vm, args.pos.first(), "BaseEventLoop")
}

/// What [`LoopData::answer`] gives, wherever the loop is.
fn ask(vm: &mut Vm, args: &Args, asked: i64) -> Result<Flow> {
    let (event_loop, data) = this(vm, args)?;
    match islands::from_outside::question(vm, event_loop, asked) {
        Some(flow) => Ok(flow),
        None => Ok(Value::Bool(data.answer(asked)).into()),
    }
}

fn context(vm: &Vm, args: &Args) -> Result<Option<Context>> {
    let given = args.kw.iter().find(|(name, _)| *name == native::sym("context"));
    match given.map(|(_, value)| value) {
        None | Some(Value::None) => Ok(None),
        Some(value) => task::given_context(value)
            .map(Some)
            .ok_or_else(|| vm.type_error("context must be a contextvars.Context")),
    }
}

fn schedule(vm: &mut Vm, args: &Args, name: &'static str, kind: Call) -> Result<Flow> {
    let context = context(vm, args)?;
    let (event_loop, data) = this(vm, args)?;
    let [_, callback, given @ ..] = &*args.pos else {
        return Err(vm.type_error(format!(
            "BaseEventLoop.{name}() missing 1 required positional argument: 'callback'"
        )));
    };
    if let Some(flow) = refused(vm, data, callback, name)? {
        return Ok(flow);
    }
    let handle = call(vm, event_loop, callback.clone(), given.iter().cloned().collect(), context, kind)?;
    Ok(Value::Instance(handle).into())
}

fn timer(vm: &mut Vm, args: &Args, name: &'static str) -> Result<Flow> {
    let context = context(vm, args)?;
    let (event_loop, data) = this(vm, args)?;
    let [_, delay, callback, given @ ..] = &*args.pos else {
        let missing = match (args.pos.len(), name) {
            (2, _) => "1 required positional argument: 'callback'",
            (_, "call_later") => "2 required positional arguments: 'delay' and 'callback'",
            _ => "2 required positional arguments: 'when' and 'callback'",
        };
        return Err(vm.type_error(format!("BaseEventLoop.{name}() missing {missing}")));
    };
    if name == "call_later" && data.own_ways.get().iterates {
        let args = Args { pos: args.pos.clone(), kw: args.kw.clone() };
        return own_ways::hand_over_method(vm, name, args);
    }
    if delay.is_none() {
        let what = if name == "call_later" { "delay must not be None" } else { "when cannot be None" };
        return Err(vm.type_error(what));
    }
    let mut when = match native::seconds(vm, delay) {
        Err(raised) if name == "call_later" && raised.is(&vm.exceptions.type_error) => {
            let class = vm.type_of(delay).name.clone();
            let message = format!("unsupported operand type(s) for +: 'float' and '{class}'");
            return Err(vm.type_error(message));
        }
        when => when?,
    };
    if name == "call_later" {
        when += super::time(vm);
    }
    if let Some(flow) = refused(vm, data, callback, name)? {
        return Ok(flow);
    }
    let given = given.iter().cloned().collect();
    let handle = call(vm, event_loop, callback.clone(), given, context, Call::At(when))?;
    if name == "call_at" {
        handle::data(&handle).is_whole.set(matches!(delay, Value::Int(_)));
    }
    Ok(Value::Instance(handle).into())
}

/// In debug mode, as CPython: a call that refuses what is not a callback. Without it CPython only
/// finds that out when it calls it.
fn refused(vm: &Vm, data: &LoopData, callback: &Value, name: &str) -> Result<Option<Flow>> {
    let plain = |function: &Value| match function {
        Value::Function(function) => function.code.kind != CodeKind::Coroutine,
        _ => true,
    };
    let looks_well = match callback {
        Value::Function(_) => plain(callback),
        Value::Method(method) => plain(&method.function),
        Value::Native(_) | Value::Type(_) => true,
        _ => vm.types.borrow_of(callback).lookup(native::sym("__call__")).is_some(),
    };
    if !data.debug.get() || looks_well {
        return Ok(None);
    }
    let (helper, args) = own_ways::hand_over(vm, "check_callback", [callback.clone(), Value::str(name)])?;
    Ok(Some(Flow::call(helper, args)))
}

fn stop(vm: &mut Vm, args: Args) -> Result<Flow> {
    let cause = State::peek(vm).recorder.cause;
    this(vm, &args)?.1.stop(cause);
    Ok(Value::None.into())
}

fn close(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (_, data) = this(vm, &args)?;
    if data.running.get() {
        return Err(vm.runtime_error("Cannot close a running event loop"));
    }
    if data.closed.replace(true) {
        return Ok(Value::None.into());
    }
    if record::enabled(vm) {
        record::event(vm, EventKind::LoopClosed { event_loop: data.id.get() });
    }
    let queued = data.core.borrow_mut().clear();
    drop(queued);
    crate::signals::forget_loop(vm, &args.pos[0]);
    let executor = data.executor.take();
    match vm.bind_method(&executor, native::sym("shutdown")) {
        Some(shutdown) if executor.is_defined() => {
            let args = Args { kw: vec![(native::sym("wait"), Value::Bool(false))], ..Args::none() };
            Ok(Flow::call(shutdown, args))
        }
        _ => Ok(Value::None.into()),
    }
}

fn create_task(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (event_loop, data) = this(vm, &args)?;
    if !data.task_factory.borrow().is_none() {
        return own_ways::hand_over_method(vm, "create_task", args);
    }
    let event_loop = event_loop.clone();
    let name = args.take_kw("name");
    let context = args.take_kw("context");
    let [_, coroutine] = native::named(vm, "BaseEventLoop.create_task", args, ["self", "coro"], 2)?;
    new_task(vm, &event_loop, coroutine, name, context)
}

/// `create_task` of a loop or of the module.
pub(in crate::asyncio) fn new_task(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    coroutine: Value,
    name: Option<Value>,
    context: Option<Value>,
) -> Result<Flow> {
    if !task::is_coroutine(vm, &coroutine) {
        let hint = task::repr_hint(vm, &coroutine);
        return Err(vm.type_error(format!("a coroutine was expected, got {hint}")));
    }
    let context = context.and_then(|value| task::given_context(&value));
    let (name, converted) = match name {
        Some(Value::Int(number)) => (Some(Value::string(number.to_string())), true),
        name => (name, false),
    };
    let task = task::create(vm, event_loop, coroutine, name.clone(), context)?;
    match name {
        // Any other object becomes a name through `str()`, which may be Python code.
        Some(name) if !converted && !name.is_none() && name.as_str().is_none() => {
            let helper = native::helper(vm, "name_task")?;
            Ok(Flow::call(helper, Args::new([Value::Instance(task), name])))
        }
        _ => Ok(Value::Instance(task).into()),
    }
}

/// Makes `event_loop` the running one of this thread, or none.
pub(in crate::asyncio) fn set_running(vm: &mut Vm, event_loop: Option<Rc<Instance>>) {
    policy::set_async_generator_hooks(vm, event_loop.as_ref());
    State::of(vm).current.running_loop = event_loop;
}
