//! Raising the builtin exceptions from Rust.

use std::rc::Rc;

use crate::object::cycles::tracked;
use crate::object::{ExceptionData, Instance, Payload, Type};
use crate::value::{Raised, Value};
use crate::vm::Vm;

macro_rules! raisers {
    ($($method:ident)*) => {
        impl Vm {
            $(
                /// The builtin exception of this name with a message.
                pub fn $method(&self, message: impl Into<String>) -> Raised {
                    raise(&self.exceptions.$method, vec![Value::string(message.into())])
                }
            )*
        }
    };
}

raisers! {
    type_error value_error attribute_error name_error runtime_error index_error zero_division_error
    overflow_error import_error module_not_found_error not_implemented_error memory_error assertion_error
    unbound_local_error recursion_error lookup_error timeout_error os_error
}

impl Vm {
    /// `KeyError(key)`
    pub fn key_error(&self, key: Value) -> Raised {
        raise(&self.exceptions.key_error, vec![key])
    }

    /// `StopIteration(value)`, without argument for `None`.
    pub fn stop_iteration(&self, value: Value) -> Raised {
        raise(&self.exceptions.stop_iteration, if value.is_none() { vec![] } else { vec![value] })
    }

    /// An exception of any class with `args`, without calling its `__init__`.
    pub fn raise(&self, class: &Rc<Type>, args: Vec<Value>) -> Raised {
        raise(class, args)
    }
}

/// An exception of `class` with `args`.
pub fn raise(class: &Rc<Type>, args: Vec<Value>) -> Raised {
    let data = ExceptionData { args: args.into(), ..ExceptionData::default() };
    Raised(tracked(Instance::new(class.clone(), Payload::Exception(Box::new(data)))))
}

impl Vm {
    /// The `SyntaxError` for a source that does not compile, with CPython's `args`.
    pub fn syntax_error(&self, error: &crate::compile::SyntaxError, filename: &str) -> Raised {
        use crate::compile::SyntaxErrorKind;
        let class = match error.kind {
            SyntaxErrorKind::Syntax => &self.exceptions.syntax_error,
            SyntaxErrorKind::Indentation => &self.exceptions.indentation_error,
            SyntaxErrorKind::Tab => &self.exceptions.tab_error,
        };
        let number = |number: u32| Value::Int(i64::from(number));
        let details = Value::tuple(vec![
            Value::str(filename),
            number(error.line),
            number(error.column),
            Value::str(&error.text),
            number(error.end_line),
            number(error.end_column),
        ]);
        raise(class, vec![Value::string(error.message.clone()), details])
    }
}
