//! `asyncio.gather`

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::symbol::FxHasher;
use loopscope_python::{
    Args, Flow, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Type, Value, Vm,
};

use super::event_loop;
use super::future::{self, Callback, FutureData, Phase, Reach, as_future};
use super::{policy, task};
use loopscope_library::native;

/// What the future of a `gather()` has besides.
pub struct Gather {
    /// The futures of its arguments; the same future may be there twice.
    children: Vec<Rc<Instance>>,
    finished: usize,
    /// How many callbacks will come: repeated arguments share one.
    expected: usize,
    return_exceptions: bool,
    cancel_requested: bool,
    /// Whether some are of the program's own classes, which tell in their own way what they came to.
    has_own_children: bool,
}

impl Gather {
    /// The futures of its arguments.
    pub(super) fn children(&self) -> &[Rc<Instance>] {
        &self.children
    }

    /// How many are done, of how many.
    pub fn progress(&self) -> (u32, u32) {
        (self.finished as u32, self.expected as u32)
    }
}

/// `asyncio.gather(*awaitables, return_exceptions=False)`, also with the `loop=` of long ago.
///
/// # Errors
/// `TypeError` for an argument that can't be awaited.
pub fn gather(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let return_exceptions = args.take_kw("return_exceptions").is_some_and(|value| native::truth(&value));
    let given_loop = args.take_kw("loop").filter(|value| !value.is_none());
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("gather() got an unexpected keyword argument '{name}'")));
    }
    let event_loop = match given_loop {
        Some(Value::Instance(given)) => Some(given),
        Some(value) => Some(event_loop::of(vm, &value)?.clone()),
        None => None,
    };
    let classes = super::classes(vm);
    let outer = native::new_instance(&classes.gathering_future, FutureData::default());
    *future::data(&outer).gather.borrow_mut() = Some(Box::new(Gather {
        children: Vec::with_capacity(args.pos.len()),
        finished: 0,
        expected: 0,
        return_exceptions,
        cancel_requested: false,
        has_own_children: false,
    }));
    let arguments = args.pos.into_vec();
    let firsts = HashMap::with_capacity_and_hasher(arguments.len(), BuildHasherDefault::default());
    Ok(Flow::Frame(Box::new(Gathering { arguments, at: 0, firsts, outer, event_loop, is_listening: false })))
}

/// `gather()` under way: it goes over to Python for arguments that are neither coroutines nor futures, and for the
/// `add_done_callback` of the program's own classes.
struct Gathering {
    arguments: Vec<Value>,
    at: usize,
    /// By the [`place`] of an argument, the number of the first child that it made.
    firsts: HashMap<usize, i64, BuildHasherDefault<FxHasher>>,
    outer: Rc<Instance>,
    event_loop: Option<Rc<Instance>>,
    /// Whether a child's own `add_done_callback` was called.
    is_listening: bool,
}

impl NativeFrame for Gathering {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let step = self.go_on(vm, input);
        if step.is_err() {
            // Its children run, but nobody will ever see what they come to.
            future::data(&self.outer).gather.take();
        }
        step
    }
}

impl Gathering {
    fn go_on(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(_) if std::mem::take(&mut self.is_listening) => {}
            Resumed::Returned(wrapped) => {
                let Some((child, data)) = as_future(&wrapped) else {
                    return Err(vm.type_error("An asyncio.Future, a coroutine or an awaitable is required"));
                };
                if let Some(step) = self.add(vm, child, data, true)? {
                    return Ok(step);
                }
            }
            _ => {}
        }
        while let Some(argument) = self.arguments.get(self.at).cloned() {
            if let Some(first) = place(&argument).and_then(|place| self.firsts.get(&place)) {
                let mut gather = future::data(&self.outer).gather.borrow_mut();
                if let Some(children) = gather.as_mut().map(|gather| &mut gather.children) {
                    children.push(children[*first as usize].clone());
                }
                self.at += 1;
            } else if let Some((child, data)) = as_future(&argument) {
                if let Some(step) = self.add(vm, child, data, false)? {
                    return Ok(step);
                }
            } else if task::is_coroutine(vm, &argument) && self.makes_tasks(vm)? {
                let event_loop = self.event_loop(vm)?;
                let child = task::create(vm, &event_loop, argument, None, None)?;
                if let Some(step) = self.add(vm, &child, future::data(&child), true)? {
                    return Ok(step);
                }
            } else {
                let helper = native::helper(vm, "ensure_future")?;
                let known = self.event_loop.clone().map(|it| (native::sym("loop"), Value::Instance(it)));
                let kw = known.into_iter().collect();
                return Ok(NativeStep::call(helper, Args { pos: [argument].into_iter().collect(), kw }));
            }
        }
        let event_loop = self.event_loop(vm)?;
        if self.arguments.is_empty() {
            // A plain one, as nothing is gathered.
            let done = future::create(vm, &event_loop);
            future::set_result(vm, &done, future::data(&done), Value::list(Vec::new()))?;
            return Ok(NativeStep::Return(Value::Instance(done)));
        }
        *future::data(&self.outer).event_loop.borrow_mut() = Some(event_loop);
        Ok(NativeStep::Return(Value::Instance(self.outer.clone())))
    }

    /// Takes the next argument's future as a child; gives the call of its own `add_done_callback`, if it has one.
    fn add(
        &mut self,
        vm: &mut Vm,
        child: &Rc<Instance>,
        data: &FutureData,
        is_wrapped: bool,
    ) -> Result<Option<NativeStep>> {
        let its = data.event_loop.borrow().clone();
        match (&self.event_loop, &its) {
            (Some(known), Some(its)) if !Rc::ptr_eq(known, its) => {
                let message =
                    "The future belongs to a different loop than the one specified as the loop argument";
                return Err(vm.value_error(message));
            }
            (Some(_), _) => {}
            (None, _) => self.event_loop = its,
        }
        if is_wrapped && let Some(own) = &data.task {
            own.log_destroy_pending.set(false);
        }
        if let Some(gather) = future::data(&self.outer).gather.borrow_mut().as_mut() {
            if let Some(place) = place(&self.arguments[self.at]) {
                self.firsts.insert(place, gather.children.len() as i64);
            }
            gather.children.push(child.clone());
            gather.expected += 1;
            gather.has_own_children |= event_loop::tells(vm, child);
        }
        self.at += 1;
        if let Some(add) = future::own_add_done_callback(vm, child) {
            self.is_listening = true;
            return Ok(Some(NativeStep::call(add, Args::new([callback(&self.outer)]))));
        }
        future::add_callback(vm, child, data, Callback::Gather(self.outer.clone()))?;
        Ok(None)
    }

    /// Whether the loop makes tasks as loops do.
    fn makes_tasks(&mut self, vm: &mut Vm) -> Result<bool> {
        let event_loop = self.event_loop(vm)?;
        let data = event_loop.native::<event_loop::LoopData>();
        Ok(data.is_some_and(|data| !data.own_ways.get().makes_tasks))
    }

    fn event_loop(&mut self, vm: &mut Vm) -> Result<Rc<Instance>> {
        if self.event_loop.is_none() {
            self.event_loop = Some(policy::get_event_loop(vm)?);
        }
        Ok(self.event_loop.clone().expect("just set"))
    }
}

/// Where an object is, in numbers of which the lower bits differ.
fn place(value: &Value) -> Option<usize> {
    value.address().map(|address| address >> 4)
}

/// [`child_done`] as a callback, for loops that have a `call_soon` of their own.
pub(super) fn callback(outer: &Rc<Instance>) -> Value {
    NativeFunction::bound("_done_callback", Value::Instance(outer.clone()), |vm, args| {
        if let [outer, child] = &args.pos[..]
            && let (Some((outer, _)), Some((child, _))) = (as_future(outer), as_future(child))
        {
            if has_own_children(outer) {
                let (helper, args) = event_loop::hand_over(vm, "child_done", args.pos)?;
                return Ok(Flow::call(helper, args));
            }
            child_done(vm, outer, child)?;
        }
        Ok(Value::None.into())
    })
}

/// Whether what children came to is asked in Python ([`count_child`]).
pub(super) fn has_own_children(outer: &Rc<Instance>) -> bool {
    future::data(outer).gather.borrow().as_ref().is_some_and(|gather| gather.has_own_children)
}

/// Defines what futures of `gather()` have besides.
pub(super) fn define(class: &Type) {
    class.method("_count_child", count_child);
    class.attribute(
        "_children",
        |vm, this| {
            let (_, data): (_, &FutureData) = native::instance(vm, Some(this), "_GatheringFuture")?;
            let gather = data.gather.borrow();
            let children = gather.iter().flat_map(|gather| gather.children()).cloned();
            Ok(Value::list(children.map(Value::Instance).collect()))
        },
        None,
    );
}

/// `_count_child()` of the future of a `gather()`: one more child is done. Gives the children if these are all, whether they are, and whether exceptions are
/// results, and cancellation was asked for; `None` if nobody waits for them any more.
fn count_child(vm: &mut Vm, args: Args) -> Result<Value> {
    let (_, data): (_, &FutureData) = native::instance(vm, args.pos.first(), "_GatheringFuture")?;
    Ok(match data.gather.borrow_mut().as_mut() {
        Some(gather) if !data.is_done() => {
            gather.finished += 1;
            let all = gather.finished >= gather.expected;
            let children = if all { std::mem::take(&mut gather.children) } else { Vec::new() };
            let children = children.into_iter().map(Value::Instance).collect();
            let facts = [all, gather.return_exceptions, gather.cancel_requested].map(Value::Bool);
            Value::tuple(std::iter::once(Value::list(children)).chain(facts).collect())
        }
        _ => Value::None,
    })
}

/// A child of a `gather()` is done.
///
/// # Errors
/// As [`future::set_result`].
pub fn child_done(vm: &mut Vm, outer: &Rc<Instance>, child: &Rc<Instance>) -> Result<()> {
    let outer_data = future::data(outer);
    let data = future::data(child);
    let mut gather = outer_data.gather.borrow_mut();
    let state = match gather.as_mut() {
        Some(state) if !outer_data.is_done() => state,
        _ => {
            if data.phase.get() != Phase::Cancelled {
                data.log_traceback.set(false);
            }
            return Ok(());
        }
    };
    state.finished += 1;
    if !state.return_exceptions {
        if data.phase.get() == Phase::Cancelled {
            drop(gather);
            let raised = future::take_cancelled_error(vm, data);
            return future::set_exception(vm, outer, raised);
        }
        let raised = data.exception.borrow().clone();
        if let Some(raised) = raised {
            drop(gather);
            data.log_traceback.set(false);
            return future::set_exception(vm, outer, raised);
        }
    }
    if state.finished < state.expected {
        return Ok(());
    }
    let cancel_requested = state.cancel_requested;
    let children = std::mem::take(&mut state.children);
    drop(gather);
    let results = children.iter().map(|child| outcome(vm, child)).collect();
    if cancel_requested && let Some(last) = children.last() {
        // Of the last one, however it ended, as CPython has it.
        let raised = future::take_cancelled_error(vm, future::data(last));
        return future::set_exception(vm, outer, raised);
    }
    future::set_result(vm, outer, outer_data, Value::list(results))
}

/// A child's place in the list of results.
fn outcome(vm: &Vm, child: &Rc<Instance>) -> Value {
    let data = future::data(child);
    if data.phase.get() == Phase::Cancelled {
        // A new one without the traceback of what was cancelled, as `gather` makes it.
        let message = data.cancel_message.borrow().clone();
        let text = if message.is_defined() && !message.is_none() { message } else { Value::str("") };
        return vm.raise(&super::classes(vm).cancelled_error, vec![text]).into();
    }
    data.log_traceback.set(false);
    match &*data.exception.borrow() {
        Some(raised) => raised.clone().into(),
        None => data.result.borrow().clone(),
    }
}

/// `_GatheringFuture.cancel`: cancels the children; the future itself is done when they are.
///
/// # Errors
/// As [`future::cancel`].
pub(super) fn cancel(vm: &mut Vm, outer: &Rc<Instance>, message: Value, reach: &mut Reach) -> Result<bool> {
    let data = future::data(outer);
    if data.is_done() {
        return Ok(false);
    }
    let children = data.gather.borrow().as_ref().map(|gather| gather.children.clone()).unwrap_or_default();
    let mut reached = false;
    for child in &children {
        reached |= future::cancel_awaited(vm, outer, child, message.clone(), reach)?;
    }
    if reached && let Some(gather) = data.gather.borrow_mut().as_mut() {
        gather.cancel_requested = true;
    }
    Ok(reached)
}
