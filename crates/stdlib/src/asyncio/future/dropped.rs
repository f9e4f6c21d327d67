//! Futures that are dropped too early: an exception that nobody retrieved, a task that is still pending.

use loopscope_python::object::generator::Dropped;
use loopscope_python::{Args, Flow, NativeFunction, Result, Value, Vm};

use super::{FutureData, Phase};
use crate::asyncio::event_loop::LoopData;
use loopscope_library::native;

impl Drop for FutureData {
    /// `Future.__del__` and `Task.__del__`: the exception handler is called, soon, with the future, which lives
    /// on for that long in a new object.
    fn drop(&mut self) {
        let unseen = self.log_traceback.get() && self.phase.get() == Phase::Finished;
        let pending = self.phase.get() == Phase::Pending
            && self.task.as_ref().is_some_and(|own| own.log_destroy_pending.get());
        if !unseen && !pending {
            return;
        }
        let Some(event_loop) = self.event_loop.take() else { return };
        let Some(classes) = event_loop.native::<LoopData>().and_then(|it| it.classes.get().cloned()) else {
            return;
        };
        let known = if self.task.is_some() { &classes.task } else { &classes.future };
        let class = self.own_class.get().unwrap_or(known);
        let revived = FutureData::default();
        revived.phase.set(self.phase.get());
        revived.exception.swap(&self.exception);
        revived.callbacks.swap(&self.callbacks);
        revived.id.set(self.id.get());
        let mut revived = revived;
        revived.task = self.task.take();
        if let Some(own) = &revived.task {
            own.log_destroy_pending.set(false);
        }
        *revived.event_loop.borrow_mut() = Some(event_loop.clone());
        let revived = native::new_instance(class, revived);
        let (name, code): (_, fn(&mut Vm, Args) -> Result<Flow>) = if unseen {
            ("future_dropped", |vm, args| report(vm, args, "future_dropped"))
        } else {
            ("task_dropped", |vm, args| report(vm, args, "task_dropped"))
        };
        let args = Args::new([Value::Instance(event_loop), Value::Instance(revived)]);
        let reporter = NativeFunction::flow(name, code);
        classes.graveyard.push(Dropped::Call(reporter, args));
    }
}

fn report(vm: &mut Vm, args: Args, name: &'static str) -> Result<Flow> {
    let helper = native::helper(vm, name)?;
    Ok(Flow::call(helper, args))
}
