//! `threading`: a Python thread is an isolate of its own; this is how one starts and ends.
//!
//! ```text
//!   starting thread                          host             new thread
//!   Thread.start() ─WantThreadId──────────────▶
//!       (blocked)  ◀────────thread_id_given────
//!                  ─StartThread───────────────▶ ──enter──▶ imports, then run()
//!       (blocked)  ◀──────────────Reply───────────────────
//!   join() … (blocked) ◀──────────_finished───────────────  run() has returned
//! ```

pub mod module;
pub mod registry;
pub mod thread;

mod excepthook;
mod life;

use std::rc::Rc;

use loopscope_python::few::sort_few;
use loopscope_python::object::Instance;
use loopscope_python::vm::Exit;
use loopscope_python::{
    Args, Flow, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Sym, Type, Value, Vm,
};

pub use registry::Registry;
pub use thread::ThreadBody;

use crate::portable::decode;
use crate::remote::StartThread;
use crate::state::State;

/// Prepares an isolate for a thread: imports what the starting thread had imported. Gives the call that runs
/// the thread, for [`Vm::start`].
///
/// # Errors
/// What an import raises: `thread.start()` raises it in the starting thread, too.
pub fn enter(vm: &mut Vm, start: StartThread) -> Result<(Value, Args)> {
    if let Err(raised) = prepare(vm, &start) {
        life::give_up(vm, start, &raised);
        return Err(raised);
    }
    let state = State::of(vm);
    state.counters.names.learn(start.names);
    state.recorder.cause = start.cause;
    state.starting = Some(Box::new(start));
    Ok((life::native(), Args::none()))
}

fn prepare(vm: &mut Vm, start: &StartThread) -> Result<()> {
    import(vm, &start.modules)?;
    if let Some(hook) = start.excepthook.clone() {
        let hook = decode(vm, hook)?;
        excepthook::set(vm, hook);
    }
    Ok(())
}

/// Imports modules while nothing else runs.
///
/// # Errors
/// What an import raises.
pub fn import(vm: &mut Vm, names: &[String]) -> Result<()> {
    const SLICE: u32 = 100_000;
    let Some((import, args)) = import_call(vm, names) else { return Ok(()) };
    vm.start(import, args)?;
    loop {
        match vm.run(SLICE) {
            Exit::Finished(result) => return result.map(drop),
            Exit::Yielded => {}
            Exit::Blocked => return Err(vm.import_error("a module of the library blocks")),
        }
    }
}

/// Imports modules between two instructions; [`State::importing`] says whether that is under way.
pub fn import_soon(vm: &mut Vm, names: Vec<String>) {
    State::of(vm).importing = true;
    let names = Value::tuple(names.iter().map(|name| Value::str(name)).collect());
    let import = NativeFunction::flow("_import_soon", |_, args| {
        Ok(Flow::Frame(Box::new(ImportingSoon { names: args.pos.first().cloned() })))
    });
    vm.inject(import, Args::new([names]));
}

/// Imports modules for another thread; what fails is missed by whoever needs it.
struct ImportingSoon {
    names: Option<Value>,
}

impl NativeFrame for ImportingSoon {
    fn resume(&mut self, vm: &mut Vm, _: Resumed) -> Result<NativeStep> {
        if let Some(Value::Tuple(names)) = self.names.take() {
            let names: Vec<String> = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            if let Some((import, args)) = import_call(vm, &names) {
                return Ok(NativeStep::Call(import, args));
            }
        }
        State::of(vm).importing = false;
        Ok(NativeStep::Return(Value::None))
    }
}

/// The call that imports what is missing of these modules.
fn import_call(vm: &Vm, names: &[String]) -> Option<(Value, Args)> {
    let is_there = |name: &&String| vm.modules.contains_key(&Sym::new(name));
    let mut missing: Vec<&String> = names.iter().filter(|name| !is_there(name)).collect();
    // A package comes before what is in it.
    let depth = |name: &str| name.matches('.').count();
    sort_few(&mut missing, |a, b| depth(a) < depth(b));
    let last = Value::str(missing.last()?);
    let pieces = missing.iter().map(|name| Value::str(name)).collect();
    Some((vm.prelude("_import_pieces"), Args::new([Value::tuple(pieces), last])))
}

/// The thread has ended: sends the loops that it ran back to where they were made.
pub fn leave(vm: &mut Vm) {
    crate::asyncio::moving::send_home(vm);
}

/// What runs after the main program: the exit functions of executors, then it joins the other threads.
pub fn shutdown(_vm: &mut Vm) -> (Value, Args) {
    (registry::shutdown_native(), Args::none())
}

/// The host's answer to [`crate::remote::Outgoing::WantThreadId`]; `None` if there are too many threads.
pub fn thread_id_given(vm: &mut Vm, thread: Option<loopscope_trace::ThreadId>) {
    let Some(ticket) = State::of(vm).wants_thread.pop_front() else { return };
    let outcome = match thread {
        Some(thread) => Ok(Value::Int(i64::from(thread))),
        None => Err(vm.runtime_error("can't start new thread")),
    };
    State::of(vm).complete(ticket, outcome);
}

/// `threading.current_thread()`
pub fn current(vm: &mut Vm) -> Rc<Instance> {
    if let Some(Value::Instance(current)) = &State::peek(vm).current_thread {
        return current.clone();
    }
    let class = module::classes(vm).thread.clone();
    let number = State::peek(vm).thread();
    let body = ThreadBody::running("MainThread", number);
    let instance = thread::instance(&class, body);
    State::of(vm).current_thread = Some(Value::Instance(instance.clone()));
    instance
}

/// `threading.current_thread().name`
pub fn current_name(vm: &mut Vm) -> String {
    let current = current(vm);
    thread::body(&current, |body| body.name.as_str().unwrap_or_default().to_owned()).unwrap_or_default()
}

/// The class `concurrent.futures.Future`
pub fn concurrent_class(vm: &mut Vm) -> Rc<Type> {
    module::classes(vm).future.clone()
}
