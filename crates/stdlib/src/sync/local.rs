//! `threading.local`: attributes that every thread has of its own.

use loopscope_python::{Type, Value};

use super::{Body, data, this};

/// The marker of such an object; its attributes are those of the instance, which every thread has its own of.
#[derive(Default)]
pub struct Local;

/// Defines the class: a proxy in another thread is simply another instance.
pub fn define(class: &Type) {
    class.method("__init__", |vm, args| {
        *data(&this(vm, &args)?).body.borrow_mut() = Body::Local(Local);
        Ok(Value::None)
    });
}
