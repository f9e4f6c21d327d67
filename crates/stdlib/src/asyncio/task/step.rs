//! Steps of a task as callbacks, for loops that have a `call_soon` of their own.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{
    Args, Flow, NativeFrame, NativeFunction, NativeStep, Raised, Result, Resumed, Value, Vm,
};

use super::{AfterStep, Step, task_data};
use crate::asyncio::event_loop::{self, LoopData};
use crate::asyncio::future::{self, FutureData, as_future};
use crate::asyncio::record::{self, Stamp};
use crate::context::{self, Context};
use crate::state::State;
use loopscope_library::native;

const STEPPER: &str = "TaskStepMethWrapper";
const WAKER: &str = "task_wakeup";

/// The variables of a task that does not run, from now on those of a `contextvars.Context`.
pub(in crate::asyncio) fn context_as_object(vm: &mut Vm, task: &Rc<Instance>) -> Context {
    let own = task_data(future::data(task));
    let context = own.context.borrow().clone();
    // Nobody has variables where nobody has imported what makes them.
    let Ok(Value::Instance(object)) = context::new_context_object(vm, context.clone()) else {
        return context;
    };
    own.context.replace(Context::entered(&object));
    Context::entered(&object)
}

/// `Task.__step`, bound: takes the exception that it throws, if it throws one.
pub(in crate::asyncio) fn stepper(task: &Rc<Instance>) -> Value {
    NativeFunction::bound(STEPPER, Value::Instance(task.clone()), |vm, args| {
        let throw = match args.pos.get(1) {
            Some(Value::Instance(raised)) if raised.exception().is_some() => Some(Raised(raised.clone())),
            _ => None,
        };
        step(vm, &args, throw)
    })
}

/// `Task.__wakeup`, bound: takes the future that is done.
pub(in crate::asyncio) fn waker(task: &Rc<Instance>) -> Value {
    NativeFunction::bound(WAKER, Value::Instance(task.clone()), |vm, args| {
        let [Value::Instance(_), awaited] = &args.pos[..] else { return step(vm, &args, None) };
        match as_future(awaited) {
            Some((awaited, _)) => {
                let throw = super::thrown_by(vm, awaited);
                step(vm, &args, throw)
            }
            None => {
                let (helper, args) = event_loop::hand_over(vm, "wake_up", args.pos)?;
                Ok(Flow::call(helper, args))
            }
        }
    })
}

/// The task of a [`stepper`].
pub(in crate::asyncio) fn of_stepper(callback: &Value) -> Option<&Rc<Instance>> {
    of_bound(callback, STEPPER)
}

/// The task of a [`waker`].
pub(in crate::asyncio) fn of_waker(callback: &Value) -> Option<&Rc<Instance>> {
    of_bound(callback, WAKER)
}

fn of_bound<'v>(callback: &'v Value, name: &str) -> Option<&'v Rc<Instance>> {
    match callback {
        Value::Native(function) if function.name == name => as_future(&function.bound).map(|(task, _)| task),
        _ => None,
    }
}

/// What was recorded of the step that was given to the loop's own `call_soon`, else that it comes of what happens now.
pub(in crate::asyncio) fn given_stamp(vm: &Vm, task: &Rc<Instance>) -> Stamp {
    let own = task_data(future::data(task));
    let given = own.given.take();
    if given.event().is_some() {
        return given;
    }
    Stamp::because_of(State::peek(vm).recorder.cause, own.line.get())
}

fn step(vm: &mut Vm, args: &Args, throw: Option<Raised>) -> Result<Flow> {
    let (task, _): (_, &FutureData) = native::instance(vm, args.pos.first(), "_asyncio.Task")?;
    Ok(Flow::Frame(Box::new(StepFrame::new(vm, task, throw))))
}

/// Lets a new task run at once, within what makes it, until it awaits something.
pub(super) fn start_eagerly(vm: &mut Vm, task: &Rc<Instance>, event_loop: &Rc<Instance>) -> Flow {
    let data = future::data(task);
    if let Some(its) = event_loop.native::<LoopData>() {
        its.register(task);
        if record::enabled(vm) {
            let created = record::created_to_run(vm, data, its.id.get());
            task_data(data).given.set(created);
        }
    }
    Flow::Frame(Box::new(StepFrame::new(vm, task, None)))
}

struct StepFrame {
    doing: Doing,
    /// What runs around it.
    outer: Option<Outer>,
}

/// What runs where a step begins that no loop takes from its queue, which goes on after it.
struct Outer {
    task: Option<Rc<Instance>>,
    place: record::Place,
}

impl StepFrame {
    fn new(vm: &Vm, task: &Rc<Instance>, throw: Option<Raised>) -> StepFrame {
        let outer = State::peek(vm).current.current_task.clone();
        let outer = outer.map(|task| Outer { task: Some(task), place: record::place(vm) });
        StepFrame { doing: Doing::Entering(task.clone(), throw), outer }
    }

    /// The step is over.
    fn go_back(&mut self, vm: &mut Vm) {
        if let Some(Outer { task, place }) = self.outer.take() {
            State::of(vm).current.current_task = task;
            record::go_back(vm, place);
        }
    }
}

enum Doing {
    Entering(Rc<Instance>, Option<Raised>),
    Stepping(Step),
    /// A helper says which exception the task gets for what it yielded.
    Judging(Rc<Instance>),
    Over,
}

impl NativeFrame for StepFrame {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match std::mem::replace(&mut self.doing, Doing::Over) {
            Doing::Entering(task, throw) => {
                if future::data(&task).is_done() {
                    return Err(future::invalid_state(vm, &task));
                }
                let stamp = given_stamp(vm, &task);
                let (step, native_step) = Step::begin(vm, task, throw, stamp);
                self.doing = Doing::Stepping(step);
                return Ok(native_step);
            }
            Doing::Stepping(step) => {
                let finished = step.finish(vm, input);
                self.go_back(vm);
                if let AfterStep::AskHelper(ask) = finished? {
                    let (helper, args, task) = *ask;
                    self.doing = Doing::Judging(task);
                    return Ok(NativeStep::call(helper, args));
                }
            }
            Doing::Judging(task) => super::judged(vm, &task, input)?,
            Doing::Over => {}
        }
        Ok(NativeStep::Return(Value::None))
    }
}
