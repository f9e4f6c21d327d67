//! `asyncio.Handle` and `asyncio.TimerHandle`.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, Result, Type, Value, Vm};
use smallvec::SmallVec;

use super::event_loop::{self, LoopData};
use super::record::{self, Stamp};
use super::source::Source;
use super::task;
use crate::context::{self, Context};
use crate::islands;
use crate::state::State;
use loopscope_library::native;

/// What a callback is called with.
pub type Arguments = SmallVec<[Value; 2]>;

/// A callback in a loop's queue.
#[derive(Default)]
pub struct HandleData {
    /// Its loop.
    pub event_loop: OnceCell<Rc<Instance>>,
    /// The callback; `None` once cancelled.
    pub callback: RefCell<Value>,
    /// Its arguments.
    pub args: RefCell<Arguments>,
    /// The variables it sees.
    pub context: RefCell<Context>,
    /// Whether `cancel()` was called.
    pub cancelled: Cell<bool>,
    /// For a `TimerHandle`: when, in seconds of the loop's clock.
    pub when: Cell<Option<f64>>,
    /// Whether that was given as an `int`.
    pub is_whole: Cell<bool>,
    /// Whether it is among the loop's timers.
    pub scheduled: Cell<bool>,
    /// Whether it is a task's step that went through the loop's own `call_soon`.
    pub is_step: Cell<bool>,
    /// Where it was made, in a loop in debug mode.
    pub source: Source,
    /// Whether it began to run.
    pub ran: Cell<bool>,
    /// What was recorded.
    pub stamp: Stamp,
}

/// `handle.when()`
fn when(data: &HandleData) -> Value {
    match data.when.get() {
        Some(when) if data.is_whole.get() => Value::Int(when as i64),
        when => when.map_or(Value::None, Value::Float),
    }
}

/// The data of a handle.
#[inline]
pub fn data(handle: &Rc<Instance>) -> &HandleData {
    handle.native().expect("handles are made with HandleData")
}

/// A handle, which is not in any queue yet; with `when`, a `TimerHandle`.
pub(crate) fn create(
    vm: &Vm,
    event_loop: &Rc<Instance>,
    callback: Value,
    args: Arguments,
    context: Context,
    when: Option<f64>,
    stamp: Stamp,
) -> Rc<Instance> {
    let classes = super::classes(vm);
    let class = if when.is_some() { &classes.timer_handle } else { &classes.handle };
    let source = Source::default();
    source.note(vm, event_loop);
    native::new_instance(
        class,
        HandleData {
            event_loop: OnceCell::from(event_loop.clone()),
            callback: RefCell::new(callback),
            args: RefCell::new(args),
            context: RefCell::new(context),
            cancelled: Cell::new(false),
            when: Cell::new(when),
            is_whole: Cell::new(false),
            scheduled: Cell::new(when.is_some()),
            is_step: Cell::new(false),
            source,
            ran: Cell::new(false),
            stamp,
        },
    )
}

/// Defines the methods of both classes.
pub fn define(handle: &Type, timer: &Type) {
    handle.method("__init__", |vm, args| init(vm, args, false));
    timer.method("__init__", |vm, args| init(vm, args, true));
    handle.flow_method("_run", |vm, args| event_loop::hand_over_method(vm, "run_handle", args));
    handle.attribute(
        "_context",
        |vm, this| {
            let context = of(vm, Some(this))?.1.context.borrow().clone();
            context::new_context_object(vm, context)
        },
        None,
    );
    timer.attribute(
        "_scheduled",
        |vm, this| Ok(of(vm, Some(this))?.1.scheduled.get().into()),
        Some(|vm, this, value| {
            of(vm, Some(this))?.1.scheduled.set(native::truth(&value));
            Ok(())
        }),
    );
    handle.flow_method("cancel", cancel);
    handle.flow_method("cancelled", |vm, args| {
        let (_, data) = this(vm, &args)?;
        Ok(Value::Bool(data.cancelled.get()).into())
    });
    handle.attribute("_source", |vm, this| Ok(of(vm, Some(this))?.1.source.to_value()), None);
    handle.attribute("_cancelled", |vm, this| Ok(of(vm, Some(this))?.1.cancelled.get().into()), None);
    handle.attribute("_callback", |vm, this| Ok(of(vm, Some(this))?.1.callback.borrow().clone()), None);
    handle.attribute(
        "_args",
        |vm, this| {
            let data = of(vm, Some(this))?.1;
            Ok(if data.cancelled.get() { Value::None } else { Value::tuple(data.args.borrow().to_vec()) })
        },
        None,
    );
    handle.attribute("_loop", |vm, this| Ok(event_loop_value(of(vm, Some(this))?.1)), None);
    timer.flow_method("when", |vm, args| {
        let (_, data) = this(vm, &args)?;
        Ok(when(data).into())
    });
    timer.attribute("_when", |vm, this| Ok(when(of(vm, Some(this))?.1)), None);
}

/// `Handle(callback, args, loop, context=None)`, and `TimerHandle` with `when` before that.
fn init(vm: &mut Vm, args: Args, is_timer: bool) -> Result<Value> {
    let this = args.pos.first().cloned();
    let (_, data) = of(vm, this.as_ref())?;
    let [callback, given, event_loop, context] = if is_timer {
        let names = ["self", "when", "callback", "args", "loop", "context"];
        let [_, when, rest @ ..] = native::named(vm, "TimerHandle.__init__", args, names, 5)?;
        data.when.set(Some(native::seconds(vm, &when)?));
        data.is_whole.set(matches!(when, Value::Int(_)));
        rest
    } else {
        let names = ["self", "callback", "args", "loop", "context"];
        let [_, rest @ ..] = native::named(vm, "Handle.__init__", args, names, 4)?;
        rest
    };
    let given: Arguments = match &given {
        Value::Tuple(items) => items.iter().cloned().collect(),
        Value::List(items) => items.items.borrow().iter().cloned().collect(),
        _ => return Err(vm.type_error("the arguments of a handle are a tuple")),
    };
    let context = match task::given_context(&context) {
        Some(context) => context,
        None => State::of(vm).current.context.copy(),
    };
    if let Value::Instance(event_loop) = event_loop {
        data.source.note(vm, &event_loop);
        let _ = data.event_loop.set(event_loop);
    }
    let old = (data.callback.replace(callback), data.args.replace(given), data.context.replace(context));
    drop(old);
    Ok(Value::None)
}

fn event_loop_value(data: &HandleData) -> Value {
    data.event_loop.get().cloned().map_or(Value::None, Value::Instance)
}

fn of<'v>(vm: &Vm, value: Option<&'v Value>) -> Result<(&'v Rc<Instance>, &'v HandleData)> {
    native::instance(vm, value, "Handle")
}

fn this<'v>(vm: &Vm, args: &'v Args) -> Result<(&'v Rc<Instance>, &'v HandleData)> {
    of(vm, args.pos.first())
}

fn cancel(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (handle, _) = this(vm, &args)?;
    cancel_handle(vm, handle);
    Ok(Value::None.into())
}

/// `handle.cancel()`
pub(crate) fn cancel_handle(vm: &mut Vm, handle: &Rc<Instance>) {
    let data = data(handle);
    if data.cancelled.replace(true) {
        return;
    }
    islands::calls::handle_cancelled(vm, handle);
    let stamp = data.stamp;
    // One that has run can't be cancelled, though its method may be called.
    if record::enabled(vm)
        && !data.ran.get()
        && let Some(handle) = stamp.handle()
    {
        record::cancelled(vm, stamp, handle);
    }
    if data.scheduled.get()
        && let Some(event_loop) = data.event_loop.get().and_then(|it| it.native::<LoopData>())
    {
        event_loop.core.borrow_mut().timer_cancelled();
    }
    // Dropped after the borrows: destructors may run.
    let callback = data.callback.replace(Value::None);
    let args = data.args.take();
    drop((callback, args));
}
