//! The methods of `Task`.

use std::rc::Rc;

use loopscope_python::object::{GeneratorKind, Instance};
use loopscope_python::{Args, Flow, Result, Type, Value, Vm};
use loopscope_trace::EventKind;

use super::{TaskData, task_data};
use crate::asyncio::event_loop::LoopData;
use crate::asyncio::future::FutureData;
use crate::asyncio::{self, event_loop, record};
use crate::context::{self, Context, ContextData};
use crate::islands;
use loopscope_library::native;

/// Defines the methods of `Task`, beyond those of `Future`.
pub fn define(class: &Type) {
    class.flow_method("__init__", |vm, args| islands::from_outside::with_loop_at_home(vm, args, init));
    class.method("set_result", |vm, _| Err(vm.runtime_error("Task does not support set_result operation")));
    class.method("set_exception", |vm, _| {
        Err(vm.runtime_error("Task does not support set_exception operation"))
    });
    class.flow_method("get_name", |vm, args| {
        let (_, data) = this(vm, &args)?;
        let own = task_data(data);
        set_name_from(own);
        Ok(own.name.borrow().clone().into())
    });
    class.flow_method("set_name", |vm, args| {
        let (_, data) = this(vm, &args)?;
        let name = args.pos.get(1).cloned().unwrap_or(Value::None);
        *task_data(data).name.borrow_mut() = match name {
            Value::Int(number) => Value::string(number.to_string()),
            Value::Str(_) => name,
            // Any other object becomes a name through `str()`, which may be Python code.
            _ => {
                return event_loop::hand_over_method(vm, "set_name", args);
            }
        };
        if record::enabled(vm) {
            let (task, name) = (data.object_id(vm), name_text(task_data(data)));
            record::event(vm, EventKind::TaskNamed { task, name: &name });
        }
        Ok(Value::None.into())
    });
    class.method("get_coro", |vm, args| Ok(or_none(&own(vm, &args)?.coroutine.borrow())));
    class.method("get_context", |vm, args| {
        let context = own(vm, &args)?.context.borrow().clone();
        context::new_context_object(vm, context)
    });
    class.method("cancelling", |vm, args| Ok(own(vm, &args)?.cancel_requests.get().into()));
    class.method("uncancel", uncancel);
    class.attribute("_coro", |vm, this| Ok(or_none(&own_of(vm, this)?.coroutine.borrow())), None);
    class.attribute(
        "_fut_waiter",
        |vm, this| Ok(own_of(vm, this)?.waiting_for.borrow().clone().map_or(Value::None, Value::Instance)),
        None,
    );
    class.attribute(
        "_log_destroy_pending",
        |vm, this| Ok(own_of(vm, this)?.log_destroy_pending.get().into()),
        Some(|vm, this, value| {
            own_of(vm, this)?.log_destroy_pending.set(native::truth(&value));
            Ok(())
        }),
    );
    class.attribute(
        "_must_cancel",
        |vm, this| Ok(own_of(vm, this)?.must_cancel.get().into()),
        Some(|vm, this, value| {
            own_of(vm, this)?.must_cancel.set(native::truth(&value));
            Ok(())
        }),
    );
    class.flow_method("get_stack", |vm, args| event_loop::hand_over_method(vm, "get_stack", args));
    class.flow_method("print_stack", |vm, args| event_loop::hand_over_method(vm, "print_stack", args));
    class.method("_waker", |vm, args| Ok(super::waker(this(vm, &args)?.0)));
    class.flow_method("_step", |vm, args| {
        let (task, _) = this(vm, &args)?;
        let pos = args.pos.iter().skip(1).cloned();
        Ok(Flow::call(super::stepper(task), Args::new(pos)))
    });
    class.attribute(
        "_context",
        |vm, this| {
            let context = own_of(vm, this)?.context.borrow().clone();
            context::new_context_object(vm, context)
        },
        None,
    );
}

/// Writes out the name of a task that was numbered.
pub fn set_name_from(own: &TaskData) {
    let text = name_text(own);
    let mut name = own.name.borrow_mut();
    if let Value::Int(_) = *name {
        *name = Value::string(text);
    }
}

/// The name as text, for the recording.
pub(crate) fn name_text(own: &TaskData) -> String {
    match &*own.name.borrow() {
        Value::Int(number) => format!("Task-{number}"),
        name => name.as_str().unwrap_or_default().to_owned(),
    }
}

/// `task.uncancel()`
fn uncancel(vm: &mut Vm, args: Args) -> Result<Value> {
    let (_, data) = this(vm, &args)?;
    let requests = &task_data(data).cancel_requests;
    let left = (requests.get() - 1).max(0);
    if requests.replace(left) > left && left == 0 && record::enabled(vm) {
        record::uncancelled(vm, data);
    }
    Ok(left.into())
}

fn or_none(value: &Value) -> Value {
    if value.is_defined() { value.clone() } else { Value::None }
}

fn this<'v>(vm: &Vm, args: &'v Args) -> Result<(&'v Rc<Instance>, &'v FutureData)> {
    native::instance(vm, args.pos.first(), "_asyncio.Task")
}

fn own<'v>(vm: &Vm, args: &'v Args) -> Result<&'v TaskData> {
    Ok(task_data(this(vm, args)?.1))
}

fn own_of<'v>(vm: &Vm, value: &'v Value) -> Result<&'v TaskData> {
    let (_, data): (_, &FutureData) = native::instance(vm, Some(value), "_asyncio.Task")?;
    Ok(task_data(data))
}

fn init(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let is_eager = args.take_kw("eager_start").is_some_and(|value| native::truth(&value));
    let name = args.take_kw("name");
    let context = args.take_kw("context");
    let given_loop = args.take_kw("loop").filter(|value| !value.is_none());
    let [receiver, coroutine] = native::named(vm, "Task", args, ["self", "coro"], 2)?;
    if !is_coroutine(vm, &coroutine) {
        let helper = repr_hint(vm, &coroutine);
        return Err(vm.type_error(format!("a coroutine was expected, got {helper}")));
    }
    let event_loop = match given_loop {
        Some(Value::Instance(given)) => given,
        Some(given) => event_loop::of(vm, &given)?.clone(),
        None => asyncio::policy::get_event_loop(vm)?,
    };
    let (task, data): (_, &FutureData) = native::instance(vm, Some(&receiver), "_asyncio.Task")?;
    if task.class.heap {
        let _ = data.own_class.set(task.class.clone());
    }
    let context = context.and_then(|value| given_context(&value));
    super::begin(vm, task, &event_loop, coroutine, name, context)?;
    if is_eager && event_loop.native::<LoopData>().is_some_and(|data| data.running.get()) {
        return Ok(super::step::start_eagerly(vm, task, &event_loop));
    }
    super::schedule_first(vm, task, &event_loop)?;
    Ok(Value::None.into())
}

/// The context that `context=` gives.
pub(crate) fn given_context(value: &Value) -> Option<Context> {
    match value {
        Value::Instance(object) if object.native::<ContextData>().is_some() => Some(Context::entered(object)),
        _ => None,
    }
}

/// `asyncio.iscoroutine`: a coroutine, or, as long ago, a generator.
pub(crate) fn is_coroutine(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Generator(generator) => generator.kind != GeneratorKind::AsyncGenerator,
        Value::AsyncStep(_) => true,
        Value::Instance(instance) => {
            let has = |name: &str| vm.type_of(value).lookup(native::sym(name)).is_some();
            instance.class.heap && has("__await__") && has("send") && has("throw")
        }
        _ => false,
    }
}

/// How messages name a value that should have been a coroutine.
pub(crate) fn repr_hint(vm: &Vm, value: &Value) -> String {
    match value {
        Value::None => "None".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Str(text) => format!("'{}'", text.as_str()),
        Value::Function(function) => {
            format!("<function {} at 0x{:012x}>", function.qualname(), value.address().unwrap_or(0))
        }
        Value::Native(function) => format!("<built-in function {}>", function.name),
        Value::Type(class) => format!("<class '{}'>", class.full_name()),
        other => {
            format!("<{} object at 0x{:012x}>", vm.type_of(other).full_name(), other.address().unwrap_or(0))
        }
    }
}
