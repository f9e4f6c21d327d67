//! Futures that are dropped too early: an exception that nobody retrieved, a task that is still pending.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::object::generator::Dropped;
use loopscope_python::{Args, Flow, NativeFunction, Result, Value, Vm};

use super::{FutureData, Phase};
use crate::asyncio::event_loop::LoopData;
use loopscope_library::native;

/// What a future has to say when it ends.
#[derive(Clone, Copy)]
enum Complaint {
    /// Nobody has looked at its exception.
    NeverRetrieved,
    /// It is a task that is pending.
    Pending,
}

impl Complaint {
    /// The function that calls the exception handler.
    fn helper(self) -> &'static str {
        match self {
            Complaint::NeverRetrieved => "future_dropped",
            Complaint::Pending => "task_dropped",
        }
    }
}

impl FutureData {
    fn complaint(&self) -> Option<Complaint> {
        match self.phase.get() {
            Phase::Finished if self.log_traceback.get() => Some(Complaint::NeverRetrieved),
            Phase::Pending if self.task.as_ref().is_some_and(|own| own.log_destroy_pending.get()) => {
                Some(Complaint::Pending)
            }
            _ => None,
        }
    }

    /// From now on it has nothing to say.
    fn is_heard(&self) {
        self.log_traceback.set(false);
        self.task.iter().for_each(|own| own.log_destroy_pending.set(false));
    }

    /// Whether it has something to say when it ends.
    pub(in crate::asyncio) fn has_last_word(&self) -> bool {
        self.complaint().is_some()
    }
}

/// What is called when a future ends with others, in a cycle.
pub(in crate::asyncio) fn last_word(vm: &Vm, future: &Rc<Instance>) -> Option<(Value, Args)> {
    let data: &FutureData = future.native()?;
    let complaint = data.complaint()?;
    let event_loop = data.event_loop.borrow().clone()?;
    let helper = native::helper(vm, complaint.helper()).ok()?;
    data.is_heard();
    Some((helper, Args::new([Value::Instance(event_loop), Value::Instance(future.clone())])))
}

impl Drop for FutureData {
    /// `Future.__del__` and `Task.__del__`: the exception handler is called, soon, with the future, which lives
    /// on for that long in a new object.
    fn drop(&mut self) {
        let Some(complaint) = self.complaint() else { return };
        let Some(event_loop) = self.event_loop.take() else { return };
        let Some(classes) = event_loop.native::<LoopData>().and_then(|it| it.classes.get().cloned()) else {
            return;
        };
        let known = match (&self.task, self.gather.get_mut()) {
            (Some(_), _) => &classes.task,
            (None, Some(_)) => &classes.gathering_future,
            (None, None) => &classes.future,
        };
        let class = self.own_class.get().unwrap_or(known);
        let mut revived = FutureData::default();
        revived.phase.set(self.phase.get());
        revived.exception.swap(&self.exception);
        revived.callbacks.swap(&self.callbacks);
        revived.id.set(self.id.get());
        revived.task = self.task.take();
        revived.source = std::mem::take(&mut self.source);
        revived.is_heard();
        *revived.event_loop.borrow_mut() = Some(event_loop.clone());
        let revived = native::new_instance(class, revived);
        let code: fn(&mut Vm, Args) -> Result<Flow> = match complaint {
            Complaint::NeverRetrieved => |vm, args| report(vm, args, Complaint::NeverRetrieved),
            Complaint::Pending => |vm, args| report(vm, args, Complaint::Pending),
        };
        let args = Args::new([Value::Instance(event_loop), Value::Instance(revived)]);
        let reporter = NativeFunction::flow(complaint.helper(), code);
        classes.graveyard.push(Dropped::Call(reporter, args));
    }
}

fn report(vm: &mut Vm, args: Args, complaint: Complaint) -> Result<Flow> {
    let helper = native::helper(vm, complaint.helper())?;
    Ok(Flow::call(helper, args))
}
