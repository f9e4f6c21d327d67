//! The natives of the module `signal`; `python/signal.py` adds the enumerations.

use std::rc::Rc;

use loopscope_python::{Args, Module, NativeFunction, Result, Type, Value, Vm};

use super::Signals;
use crate::asyncio::event_loop::own_ways;
use crate::state::State;

/// Fills the module.
///
/// # Errors
/// None.
pub fn init(_vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    module.define("_signal", NativeFunction::new("_signal", set_handler));
    module.define(
        "_getsignal",
        NativeFunction::new("_getsignal", |vm, args| {
            let [number] = args.exactly(vm, "getsignal")?;
            let number = signal_number(vm, &number)?;
            Ok(vm.slots.of::<Signals>().handlers.get(&number).cloned().unwrap_or(Value::None))
        }),
    );
    module.define(
        "default_int_handler",
        NativeFunction::new("default_int_handler", |vm, _| {
            Err(vm.raise(&vm.exceptions.keyboard_interrupt, Vec::new()))
        }),
    );
    module.define(
        "raise_signal",
        NativeFunction::flow("raise_signal", |vm, args| {
            let [number] = args.exactly(vm, "raise_signal")?;
            let number = signal_number(vm, &number)?;
            Ok(super::raise(vm, number))
        }),
    );
    Ok(())
}

pub(crate) fn signal_number(vm: &Vm, value: &Value) -> Result<i64> {
    let number = match value {
        Value::Int(number) => Some(*number),
        Value::Instance(instance) => match instance.payload() {
            loopscope_python::Payload::Value(Value::Int(number)) => Some(*number),
            _ => None,
        },
        _ => None,
    };
    match number {
        Some(number) if (1..65).contains(&number) => Ok(number),
        Some(_) => Err(vm.value_error("signal number out of range")),
        None => {
            let name = vm.type_of(value).name.clone();
            Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

/// `_signal(number, handler)`: sets a handler, a callable or `SIG_DFL` and `SIG_IGN` as numbers; the old one or `None`.
fn set_handler(vm: &mut Vm, args: Args) -> Result<Value> {
    let [number, handler] = args.exactly(vm, "signal")?;
    let number = signal_number(vm, &number)?;
    if State::peek(vm).thread() != 0 {
        return Err(vm.value_error("signal only works in main thread of the main interpreter"));
    }
    Ok(vm.slots.of::<Signals>().handlers.insert(number, handler).unwrap_or(Value::None))
}

/// What `add_signal_handler` of `own_ways.py` ends with, and `remove_signal_handler` of event loops.
pub fn define_loop_methods(class: &Type) {
    class.flow_method("add_signal_handler", |vm, args| {
        own_ways::hand_over_method(vm, "add_signal_handler", args)
    });
    class.method("_add_signal_handler", |vm, args| {
        let mut pos = args.pos.into_iter();
        let (Some(event_loop), Some(number), Some(callback)) = (pos.next(), pos.next(), pos.next()) else {
            return Err(vm.type_error("add_signal_handler() takes a signal and a callback"));
        };
        let number = signal_number(vm, &number)?;
        if State::peek(vm).thread() != 0 {
            return Err(vm.runtime_error("set_wakeup_fd only works in main thread of the main interpreter"));
        }
        let handler = (event_loop, callback, pos.collect());
        vm.slots.of::<Signals>().loop_handlers.insert(number, handler);
        Ok(Value::None)
    });
    class.method("remove_signal_handler", |vm, args| {
        let number = args.pos.get(1).cloned().unwrap_or(Value::None);
        let number = signal_number(vm, &number)?;
        let removed = vm.slots.of::<Signals>().loop_handlers.remove(&number).is_some();
        if removed {
            vm.slots.of::<Signals>().handlers.remove(&number);
        }
        Ok(removed.into())
    });
}
