//! The module `_asyncio`: what the Python part of `asyncio` builds on.

use std::rc::Rc;

use loopscope_python::object::{GeneratorState, Instance, Iter, IterStep, NativeIterator};
use loopscope_python::{Args, Flow, Module, NativeFunction, Result, Sym, Value, Vm};

use super::future::{self, as_future};
use super::{event_loop, gather, policy, record, task, wait};
use crate::islands;
use crate::state::State;
use loopscope_library::native;

/// Makes the module.
///
/// # Errors
/// None.
pub fn make(vm: &mut Vm) -> Result<Rc<Module>> {
    let module = vm.new_module("_asyncio");
    let classes = super::classes(vm);
    for (name, class) in [
        ("Future", &classes.future),
        ("Task", &classes.task),
        ("_GatheringFuture", &classes.gathering_future),
        ("Handle", &classes.handle),
        ("TimerHandle", &classes.timer_handle),
        ("EventLoop", &classes.event_loop),
        ("CancelledError", &classes.cancelled_error),
        ("InvalidStateError", &classes.invalid_state_error),
        ("FetchError", &crate::fetch::error_class(vm)),
    ] {
        module.define(name, Value::Type(class.clone()));
    }
    let once = native::class("_asyncio", "_YieldOnce", &vm.types.object, || native::payload(()));
    once.method("__await__", |_, _| Ok(Iter::value(YieldOnce(false))));
    let once = Value::Instance(native::new_instance(&once, ()));
    // One object for all: what it awaits keeps the state.
    module.define(
        "yield_once",
        NativeFunction::bound("yield_once", once, |_, args| Ok(args.pos[0].clone().into())),
    );
    module.define("has_yielded", super::shortcuts::has_yielded());
    module.define("format_exception", vm.prelude("_format_exception"));
    for function in [
        super::on_drop::function(vm),
        NativeFunction::new("coroutine_line", coroutine_line),
        NativeFunction::new("_coroutines", |vm, args| {
            let [coroutine] = args.exactly(vm, "_coroutines")?;
            Ok(Value::list(record::coroutines(&coroutine).map(Value::Generator).collect()))
        }),
        NativeFunction::new("new_event_loop", |vm, _| Ok(Value::Instance(event_loop::create(vm)))),
        NativeFunction::new("get_running_loop", |vm, _| match &State::peek(vm).current.running_loop {
            Some(running) => Ok(Value::Instance(running.clone())),
            None => Err(vm.runtime_error("no running event loop")),
        }),
        NativeFunction::new("_get_running_loop", |vm, _| {
            Ok(State::peek(vm).current.running_loop.clone().map_or(Value::None, Value::Instance))
        }),
        NativeFunction::new("get_event_loop", |vm, _| policy::get_event_loop(vm).map(Value::Instance)),
        NativeFunction::new("_no_attribute", |vm, args| {
            let [object, name] = args.exactly(vm, "_no_attribute")?;
            match (&object, name.as_str()) {
                (Value::Module(module), Some(name)) => {
                    Err(vm.no_module_attr(&object, module, native::sym(name)))
                }
                _ => Err(vm.type_error("a module and a name are needed")),
            }
        }),
        NativeFunction::new("_lacks_event_loop", |vm, _| Ok(policy::lacks_loop(vm).into())),
        NativeFunction::new("_set_running_loop", |vm, args| {
            let [given] = args.exactly(vm, "_set_running_loop")?;
            let chosen = if given.is_none() { None } else { Some(event_loop::of(vm, &given)?.clone()) };
            event_loop::set_running(vm, chosen);
            Ok(Value::None)
        }),
        NativeFunction::new("_thread_event_loop", |vm, _| policy::thread_loop(vm).map(Value::Instance)),
        NativeFunction::new("set_event_loop", policy::set_event_loop),
        NativeFunction::flow("create_task", create_task),
        NativeFunction::flow("current_task", current_task),
        NativeFunction::new("_submit", islands::calls::submit),
        NativeFunction::new("_cancel_submitted", islands::calls::cancel_submitted),
        NativeFunction::new("_register_submitted", islands::calls::register),
        NativeFunction::new("wind_up", |vm, args| {
            let begins = args.pos.first().is_some_and(native::truth);
            let state = State::of(vm);
            (state.current.winding_up, state.recorder.by_asyncio) = (begins, begins);
            Ok(Value::None)
        }),
        NativeFunction::new("shortcut", super::shortcuts::shortcut),
        NativeFunction::new("waits", wait::waits),
        NativeFunction::new("limit", wait::limit),
        NativeFunction::new("current_task_number", wait::current_task_number),
        NativeFunction::flow("_tell_home", islands::guest::tell_home),
        NativeFunction::new("_all_tasks_list", |vm, args| Ok(Value::list(all_tasks(vm, args)?))),
        NativeFunction::flow("all_tasks", |vm, args| {
            if let Some(flow) = of_foreign_loop(vm, &args, "all_tasks")? {
                return Ok(flow);
            }
            let tasks = Value::list(all_tasks(vm, args)?);
            Ok(Flow::call(Value::Type(vm.types.set.clone()), Args::new([tasks])))
        }),
        NativeFunction::flow("gather", gather::gather),
        NativeFunction::flow("isfuture", |vm, args| {
            let [value] = args.exactly(vm, "isfuture")?;
            if !may_be_duck(&value) {
                return Ok(Value::Bool(future::is_future(&value)).into());
            }
            let (helper, args) = event_loop::hand_over(vm, "isfuture", [value])?;
            Ok(Flow::call(helper, args))
        }),
        NativeFunction::new("iscoroutine", |vm, args| {
            let [value] = args.exactly(vm, "iscoroutine")?;
            Ok(task::is_coroutine(vm, &value).into())
        }),
        NativeFunction::flow("ensure_future", |vm, args| {
            islands::from_outside::with_loop_at_home(vm, args, ensure_future)
        }),
        NativeFunction::new("_set_result_unless_cancelled", |vm, args| {
            let [given, result] = args.exactly(vm, "_set_result_unless_cancelled")?;
            let Some((future, data)) = as_future(&given) else { return Err(vm.type_error("not a future")) };
            if data.phase.get() != future::Phase::Cancelled {
                future::set_result(vm, future, data, result)?;
            }
            Ok(Value::None)
        }),
        NativeFunction::new("fetch", crate::fetch::fetch),
        NativeFunction::new("adopt", adopt),
        NativeFunction::new("register_helper", |vm, args| {
            let [name, function] = args.exactly(vm, "register_helper")?;
            let known = HELPERS.iter().find(|known| name.as_str() == Some(known));
            let known = known.ok_or_else(|| vm.value_error("natives don't call this helper"))?;
            native::give_helper(vm, known, function);
            Ok(Value::None)
        }),
    ] {
        if let Value::Native(native) = &function {
            module.define(native.name, function.clone());
        }
    }
    Ok(module)
}

/// The functions in Python that natives call.
const HELPERS: &[&str] = &[
    "bad_yield",
    "callback_raised",
    "complete",
    "complete_from",
    "submitted",
    "ensure_future",
    "name_task",
    "future_dropped",
    "task_dropped",
    "print_thread_exception",
    "make_executor",
    "in_own_way",
    "refuse",
];

/// `adopt(cls, name, function)`: a method of a native class in Python.
fn adopt(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, name, function] = args.exactly(vm, "adopt")?;
    let (Value::Type(class), Some(name)) = (&class, name.as_str()) else {
        return Err(vm.type_error("adopt() takes a class, a name and a function"));
    };
    class.define(Sym::new(name), function);
    Ok(Value::None)
}

/// `coroutine_line(coro)`: the line at which a coroutine is, `None` if it has ended or isn't one of ours.
fn coroutine_line(vm: &mut Vm, args: Args) -> Result<Value> {
    let [coroutine] = args.exactly(vm, "coroutine_line")?;
    let Value::Generator(generator) = &coroutine else { return Ok(Value::None) };
    let code = &generator.function.code;
    Ok(match generator.state.get() {
        GeneratorState::Closed => Value::None,
        GeneratorState::Running => Value::Int(i64::from(vm.line_in(generator).unwrap_or(code.first_line))),
        GeneratorState::Created => Value::Int(i64::from(code.first_line)),
        _ => Value::Int(i64::from(code.line_at(generator.frame.borrow().pc))),
    })
}

fn create_task(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let name = args.take_kw("name");
    let context = args.take_kw("context");
    let [coroutine] = native::named(vm, "create_task", args, ["coro"], 1)?;
    let Some(running) = State::peek(vm).current.running_loop.clone() else {
        return Err(vm.runtime_error("no running event loop"));
    };
    if event_loop::data(&running).own_ways.get().makes_tasks {
        let given = [
            Value::Instance(running),
            coroutine,
            name.unwrap_or(Value::None),
            context.unwrap_or(Value::None),
        ];
        let (helper, args) = event_loop::hand_over(vm, "create_task_of", given)?;
        return Ok(Flow::call(helper, args));
    }
    if name.as_ref().is_some_and(|name| !name.is_none()) {
        // CPython names the task after it was made, so that a number is used up.
        State::of(vm).numbers.task_name += 1;
    }
    event_loop::new_task(vm, &running, coroutine, name, context)
}

/// The loop of an optional argument, else the running one.
fn given_or_running(vm: &mut Vm, args: &mut Args) -> Result<Rc<Instance>> {
    match args.take(0, "loop") {
        Some(given) if !given.is_none() => Ok(event_loop::of(vm, &given)?.clone()),
        _ => State::peek(vm)
            .current
            .running_loop
            .clone()
            .ok_or_else(|| vm.runtime_error("no running event loop")),
    }
}

/// The answer about a loop of another kind.
fn of_foreign_loop(vm: &Vm, args: &Args, asked: &str) -> Result<Option<Flow>> {
    let named = args.kw.iter().find(|(name, _)| *name == native::sym("loop")).map(|(_, value)| value);
    match args.pos.first().or(named) {
        Some(Value::Instance(given)) if given.native::<event_loop::LoopData>().is_none() => {
            let (helper, args) = event_loop::hand_over(vm, asked, [Value::Instance(given.clone())])?;
            Ok(Some(Flow::call(helper, args)))
        }
        _ => Ok(None),
    }
}

fn current_task(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    if let Some(flow) = of_foreign_loop(vm, &args, "current_task")? {
        return Ok(flow);
    }
    if args.pos.first().is_some_and(|given| !given.is_none() && !matches!(given, Value::Instance(_))) {
        // Nothing is the current task of what is no loop.
        return Ok(Value::None.into());
    }
    let event_loop = given_or_running(vm, &mut args)?;
    let runs_it = event_loop::data(&event_loop).thread.get();
    let thread = runs_it.and_then(|thread| State::of(vm).of_thread(thread));
    let task = thread.and_then(|thread| thread.current_task.clone());
    Ok(task.map_or(Value::None, Value::Instance).into())
}

fn all_tasks(vm: &mut Vm, mut args: Args) -> Result<Vec<Value>> {
    let event_loop = given_or_running(vm, &mut args)?;
    Ok(event_loop::data(&event_loop).pending_tasks().into_iter().map(Value::Instance).collect())
}

fn ensure_future(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let given_loop = args.take_kw("loop").filter(|value| !value.is_none());
    let [awaitable] = native::named(vm, "ensure_future", args, ["coro_or_future"], 1)?;
    if let Some((_, data)) = as_future(&awaitable) {
        let is_its = |given: &Value| {
            data.event_loop.borrow().clone().is_some_and(|its| given.is(&Value::Instance(its)))
        };
        if given_loop.is_some_and(|given| !is_its(&given)) {
            let message =
                "The future belongs to a different loop than the one specified as the loop argument";
            return Err(vm.value_error(message));
        }
        return Ok(awaitable.into());
    }
    if !task::is_coroutine(vm, &awaitable) {
        return ask_to_ensure(vm, awaitable, given_loop);
    }
    let event_loop = match &given_loop {
        Some(Value::Instance(given)) => given.clone(),
        Some(given) => event_loop::of(vm, given)?.clone(),
        None => policy::get_event_loop(vm)?,
    };
    if event_loop.native::<event_loop::LoopData>().is_none_or(|data| data.own_ways.get().makes_tasks) {
        return ask_to_ensure(vm, awaitable, Some(Value::Instance(event_loop)));
    }
    task::create(vm, &event_loop, awaitable, None, None).map(|task| Value::Instance(task).into())
}

/// Whether an object of the program's own class could say of itself that it is a future.
fn may_be_duck(value: &Value) -> bool {
    let Value::Instance(instance) = value else { return false };
    let has = |name: &str| instance.class.lookup(native::sym(name));
    instance.class.heap
        && instance.native::<future::FutureData>().is_none()
        && (has("_asyncio_future_blocking").is_some()
            || matches!(has("__class__"), Some(Value::Descriptor(_))))
}

fn ask_to_ensure(vm: &mut Vm, awaitable: Value, event_loop: Option<Value>) -> Result<Flow> {
    let helper = native::helper(vm, "ensure_future")?;
    let kw = event_loop.map(|value| (native::sym("loop"), value)).into_iter().collect();
    Ok(Flow::call(helper, Args { pos: [awaitable].into_iter().collect(), kw }))
}

/// An awaitable that yields `None` once: `asyncio.sleep(0)`.
pub(super) struct YieldOnce(pub(super) bool);

impl NativeIterator for YieldOnce {
    fn type_name(&self) -> &'static str {
        "generator"
    }

    fn next(&mut self, _vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        if self.0 {
            return Ok(IterStep::Return(Value::None));
        }
        self.0 = true;
        Ok(IterStep::Yield(Value::None))
    }
}
