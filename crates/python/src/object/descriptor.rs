//! `property`, `staticmethod`, `classmethod`, and attributes in Rust.

use crate::Result;
use crate::object::discard::let_go_value;
use crate::value::Value;
use crate::vm::Vm;

/// What a class's attribute does when it is looked up on an instance.
pub enum Descriptor {
    /// `property(get, set, delete, doc)`; `None` where there is none.
    Property {
        /// Getter.
        get: Value,
        /// Setter.
        set: Value,
        /// Deleter.
        delete: Value,
        /// `__doc__`
        doc: Value,
    },
    /// `staticmethod(function)`
    StaticMethod(Value),
    /// `classmethod(function)`
    ClassMethod(Value),
    /// An attribute of a class written in Rust.
    Native {
        /// The attribute's name.
        name: &'static str,
        /// Reads it from the instance.
        get: fn(&mut Vm, &Value) -> Result<Value>,
        /// Writes it, unless it is read-only.
        set: Option<fn(&mut Vm, &Value, Value) -> Result<()>>,
    },
    /// A variable of a class with `__slots__`: lives in the instance's attributes.
    Slot(crate::Sym),
}

impl Drop for Descriptor {
    fn drop(&mut self) {
        match self {
            Descriptor::Property { get, set, delete, doc } => {
                [get, set, delete, doc].into_iter().for_each(let_go_value);
            }
            Descriptor::StaticMethod(function) | Descriptor::ClassMethod(function) => let_go_value(function),
            Descriptor::Native { .. } | Descriptor::Slot(_) => {}
        }
    }
}
