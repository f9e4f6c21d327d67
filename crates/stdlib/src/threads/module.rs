//! The natives of `_thread`.

use std::rc::Rc;

use loopscope_python::{Args, Module, NativeFunction, Raised, Result, Type, Value, Vm};
use loopscope_trace::EventKind;

use super::{as_instance, ident, local, lock, of_ident, record_uncaught, start};
use crate::asyncio::record;
use crate::islands;
use crate::state::State;
use loopscope_library::native;

/// Fills the module, before its Python part runs.
///
/// # Errors
/// None.
pub fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let lock_class =
        native::class_in_c("_thread", "lock", &object, || native::payload(lock::Lock::default()));
    let rlock_class = native::class_in_c("_thread", "RLock", &object, || native::payload(lock::reentrant()));
    for class in [&lock_class, &rlock_class] {
        class.is_closed.set(true);
    }
    lock_class.is_final.set(true);
    lock::define(&lock_class, &rlock_class);
    native::publish(module, &lock_class);
    native::publish(module, &rlock_class);
    vm.slots.of::<LockClass>().0 = Some(lock_class.clone());
    module.define("LockType", Value::Type(lock_class));
    module.define("TIMEOUT_MAX", Value::Float(lock::TIMEOUT_MAX));
    module.define("error", Value::Type(vm.exceptions.runtime_error.clone()));
    for function in [
        NativeFunction::new("get_ident", |vm, _| Ok(Value::Int(ident(State::peek(vm).thread())))),
        NativeFunction::new("get_native_id", |vm, _| Ok(Value::Int(ident(State::peek(vm).thread()) >> 12))),
        NativeFunction::new("_main_ident", |_, _| Ok(Value::Int(ident(0)))),
        NativeFunction::new("_count", |vm, _| Ok(State::peek(vm).scheduler.others().into())),
        NativeFunction::new("allocate_lock", |vm, _| new_lock(vm, None)),
        NativeFunction::new("_named_lock", |vm, args| {
            let [what] = args.exactly(vm, "_named_lock")?;
            new_lock(vm, what.as_str())
        }),
        NativeFunction::new("_set_sentinel", |vm, args| {
            let sentinel = new_lock(vm, args.pos.first().and_then(Value::as_str))?;
            if let Some(instance) = as_instance(&sentinel).cloned() {
                lock::ends_with(&instance, State::peek(vm).thread());
                State::of(vm).current.sentinels.push(instance);
            }
            Ok(sentinel)
        }),
        NativeFunction::new("_start_fiber", |vm, args| {
            let mut pos = args.pos.into_iter();
            let name = pos.next().unwrap_or_default();
            let callee = pos.next().unwrap_or_default();
            let id = start(vm, name.as_str().unwrap_or_default(), callee, Args::new(pos))?;
            Ok(Value::Int(ident(id)))
        }),
        NativeFunction::new("_uncaught", |vm, args| {
            if let Some(Value::Instance(exception)) = args.pos.first()
                && exception.exception().is_some()
            {
                record_uncaught(vm, &Raised(exception.clone()));
            }
            Ok(Value::None)
        }),
        NativeFunction::new("_set_name", |vm, args| {
            let [thread, name] = args.exactly(vm, "_set_name")?;
            let Value::Int(thread) = thread else { return Ok(Value::None) };
            let name: Rc<str> = name.as_str().unwrap_or_default().into();
            let Some(id) = of_ident(thread) else { return Ok(Value::None) };
            let Some(thread) = State::of(vm).of_thread(id) else { return Ok(Value::None) };
            if thread.name != name {
                thread.name = name.clone();
                record::event(vm, EventKind::ThreadNamed { thread: id, name: &name });
            }
            Ok(Value::None)
        }),
        NativeFunction::flow("_elsewhere", islands::elsewhere),
        NativeFunction::new("_arrived", |vm, _| {
            islands::home::arrived(vm);
            Ok(Value::None)
        }),
        NativeFunction::new("_make_local", local::make),
        NativeFunction::new("_enter_local", local::enter),
        NativeFunction::new("_leave_local", local::leave),
        NativeFunction::new("exit", |vm, _| Err(vm.raise(&vm.exceptions.system_exit, Vec::new()))),
        NativeFunction::new("exit_thread", |vm, _| Err(vm.raise(&vm.exceptions.system_exit, Vec::new()))),
        NativeFunction::flow("interrupt_main", |vm, args| {
            let number = args.pos.first().cloned().unwrap_or(Value::Int(crate::signals::SIGINT));
            let number = crate::signals::signal_number(vm, &number)?;
            Ok(crate::signals::raise(vm, number))
        }),
    ] {
        if let Value::Native(native) = &function {
            module.define(native.name, function.clone());
        }
    }
    Ok(())
}

/// The class of the locks that are made here.
#[derive(Default)]
struct LockClass(Option<Rc<Type>>);

fn new_lock(vm: &Vm, what: Option<&str>) -> Result<Value> {
    match vm.slots.peek() {
        Some(LockClass(Some(class))) => Ok(Value::Instance(lock::create(class, what))),
        _ => Err(vm.runtime_error("_thread is not imported")),
    }
}
