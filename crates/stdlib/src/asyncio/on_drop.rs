//! `__del__` for the library's own objects: a call that is made when an object and its attributes are dropped.

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_python::object::generator::{Dropped, Graveyard};
use loopscope_python::{Args, NativeFunction, Payload, Result, Value, Vm};

use loopscope_library::native;

/// A call to be made, unless it is cancelled.
#[derive(Default)]
struct OnDrop {
    call: RefCell<Option<(Rc<Graveyard>, Value, Args)>>,
}

impl Drop for OnDrop {
    fn drop(&mut self) {
        if let Some((graveyard, function, args)) = self.call.take() {
            graveyard.push(Dropped::Call(function, args));
        }
    }
}

/// `on_drop(function, *args)`: an object whose end calls `function(*args)`, but for `cancel()`.
pub(super) fn function(vm: &Vm) -> Value {
    let make: fn() -> Payload = || native::payload(OnDrop::default());
    let class = native::class("_asyncio", "on_drop", &vm.types.object, make);
    class.method("cancel", |vm, args| {
        let (_, this): (_, &OnDrop) = native::instance(vm, args.pos.first(), "on_drop")?;
        drop(this.call.take());
        Ok(Value::None)
    });
    NativeFunction::bound("on_drop", Value::Type(class), |vm, args| watch(vm, args).map(Into::into))
}

fn watch(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut pos = args.pos.into_iter();
    let (Some(Value::Type(class)), Some(function)) = (pos.next(), pos.next()) else {
        return Err(vm.type_error("on_drop() takes a function"));
    };
    let call = RefCell::new(Some((vm.graveyard.clone(), function, Args::new(pos))));
    Ok(Value::Instance(native::new_instance(&class, OnDrop { call })))
}
