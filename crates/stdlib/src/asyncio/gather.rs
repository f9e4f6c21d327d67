//! `asyncio.gather`

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Result, Resumed, Value, Vm};

use super::event_loop;
use super::future::{self, Callback, FutureData, Phase, as_future};
use super::{policy, task};
use crate::native;

/// What the future of a `gather()` has besides.
pub struct Gather {
    /// The futures of its arguments; the same future may be there twice.
    children: Vec<Rc<Instance>>,
    finished: usize,
    /// How many callbacks will come: repeated arguments share one.
    expected: usize,
    return_exceptions: bool,
    cancel_requested: bool,
}

impl Gather {
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
        Some(value) => Some(event_loop::of(vm, &value)?.clone()),
        None => None,
    };
    let arguments = args.pos.into_vec();
    Ok(Flow::Frame(Box::new(Gathering {
        arguments,
        at: 0,
        children: Vec::new(),
        event_loop,
        return_exceptions,
    })))
}

/// `gather()` under way: it goes over to Python for arguments that are neither coroutines nor futures.
struct Gathering {
    arguments: Vec<Value>,
    at: usize,
    children: Vec<Rc<Instance>>,
    event_loop: Option<Rc<Instance>>,
    return_exceptions: bool,
}

impl NativeFrame for Gathering {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(wrapped) => {
                self.arguments[self.at] = wrapped;
            }
            _ => {}
        }
        while self.at < self.arguments.len() {
            let argument = self.arguments[self.at].clone();
            if let Some((future, data)) = as_future(&argument) {
                if self.event_loop.is_none() {
                    self.event_loop = data.event_loop.borrow().clone();
                }
                self.children.push(future.clone());
            } else if task::is_coroutine(vm, &argument) {
                let event_loop = self.event_loop(vm)?;
                let repeated = self.arguments[..self.at].iter().position(|earlier| earlier.is(&argument));
                let child = match repeated {
                    Some(earlier) => self.children[earlier].clone(),
                    None => task::create(vm, &event_loop, argument, None, None)?,
                };
                self.children.push(child);
            } else {
                let helper = native::helper(vm, "ensure_future")?;
                return Ok(NativeStep::Call(helper, Args::new([argument])));
            }
            self.at += 1;
        }
        self.outer(vm).map(NativeStep::Return)
    }
}

impl Gathering {
    fn event_loop(&mut self, vm: &mut Vm) -> Result<Rc<Instance>> {
        if self.event_loop.is_none() {
            self.event_loop = Some(policy::get_event_loop(vm)?);
        }
        Ok(self.event_loop.clone().expect("just set"))
    }

    fn outer(&mut self, vm: &mut Vm) -> Result<Value> {
        let event_loop = self.event_loop(vm)?;
        if self.children.is_empty() {
            let outer = future::create(vm, &event_loop);
            future::set_result(vm, &outer, Value::list(Vec::new()))?;
            return Ok(Value::Instance(outer));
        }
        let class = super::classes(vm).gathering_future.clone();
        let data = FutureData::default();
        *data.event_loop.borrow_mut() = Some(event_loop);
        let outer = native::new_instance(&class, data);
        let mut seen = std::collections::HashSet::new();
        let first_of = |child: &Rc<Instance>| Rc::as_ptr(child) as usize;
        let fresh: Vec<usize> =
            (0..self.children.len()).filter(|&at| seen.insert(first_of(&self.children[at]))).collect();
        let children = std::mem::take(&mut self.children);
        *future::data(&outer).gather.borrow_mut() = Some(Box::new(Gather {
            children: children.clone(),
            finished: 0,
            expected: fresh.len(),
            return_exceptions: self.return_exceptions,
            cancel_requested: false,
        }));
        for at in fresh {
            let child = &children[at];
            if self.arguments.get(at).is_some_and(|argument| as_future(argument).is_none())
                && let Some(own) = &future::data(child).task
            {
                own.log_destroy_pending.set(false);
            }
            future::add_callback(vm, child, Callback::Gather(outer.clone(), at))?;
        }
        Ok(Value::Instance(outer))
    }
}

/// A child of a `gather()` is done.
///
/// # Errors
/// As [`future::set_result`].
pub fn child_done(vm: &mut Vm, outer: &Rc<Instance>, _child: usize, future: &Rc<Instance>) -> Result<()> {
    let outer_data = future::data(outer);
    let data = future::data(future);
    let mut gather = outer_data.gather.borrow_mut();
    let Some(state) = gather.as_mut() else { return Ok(()) };
    state.finished += 1;
    if outer_data.is_done() {
        if data.phase.get() != Phase::Cancelled {
            data.log_traceback.set(false);
        }
        return Ok(());
    }
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
    if cancel_requested {
        let raised = future::take_cancelled_error(vm, future::data(future));
        return future::set_exception(vm, outer, raised);
    }
    future::set_result(vm, outer, Value::list(results))
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
pub fn cancel(vm: &mut Vm, outer: &Rc<Instance>, message: Value) -> Result<bool> {
    let data = future::data(outer);
    if data.is_done() {
        return Ok(false);
    }
    let children = data.gather.borrow().as_ref().map(|gather| gather.children.clone()).unwrap_or_default();
    let mut reached = false;
    for child in &children {
        reached |= future::cancel(vm, child, message.clone())?;
    }
    if reached && let Some(gather) = data.gather.borrow_mut().as_mut() {
        gather.cancel_requested = true;
    }
    Ok(reached)
}
