//! `format()`, `str.format()` and `%`.

pub mod float;
pub mod int;
pub mod layout;
pub mod percent;
pub mod spec;
pub mod template;
pub mod text;

use crate::Result;
use crate::builtins::fault::{Fault, OrRaise, type_name};
use crate::builtins::number::{self, plain, repr::int_repr};
use crate::builtins::string::arguments::text_argument;
use crate::builtins::{repr, string};
use crate::native::{Args, Flow};
use crate::value::Value;
use crate::vm::Vm;

pub use float::format_float;
pub use int::format_int;
pub use text::format_str;

/// `format(value, spec)`; `None` if the value's class may define `__format__` or `__str__` in Python.
///
/// # Errors
/// `ValueError` and `TypeError` in CPython's words.
pub fn format_value(vm: &mut Vm, value: &Value, spec: &str) -> Result<Option<String>> {
    let text = match value {
        Value::Str(text) => format_str(text.as_str(), spec, "str"),
        Value::Int(_) | Value::Big(_) => format_int(value, spec, "int"),
        Value::Float(number) => format_float(*number, spec, "float"),
        Value::Bool(flag) if spec.is_empty() => Ok(bool_repr(*flag).to_owned()),
        Value::Bool(_) => format_int(value, spec, "bool"),
        Value::Instance(_) => return Ok(None),
        _ if spec.is_empty() => return Ok(repr::brief_str(vm, value)),
        _ => Err(unsupported_spec(vm, value)),
    };
    text.map(Some).or_raise(vm)
}

/// `__format__` of `str`, `int` and `float`.
pub(crate) fn method(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, spec] = args.method(vm, "__format__")?;
    let spec = text_argument(vm, &spec, "__format__() argument")?;
    if spec.as_str().is_empty() && matches!(this, Value::Instance(_)) {
        // A subclass may have a `__str__` or `__repr__` of its own.
        return Ok(Flow::call(Value::Type(vm.types.str.clone()), Args::new([this])));
    }
    let type_name = type_name(&vm.types, &this);
    let text = match plain(&this) {
        Value::Bool(flag) if spec.as_str().is_empty() => Ok(bool_repr(*flag).to_owned()),
        Value::Str(text) => format_str(text.as_str(), spec.as_str(), &type_name),
        Value::Float(number) => format_float(*number, spec.as_str(), &type_name),
        number @ (Value::Int(_) | Value::Big(_) | Value::Bool(_)) => {
            format_int(number, spec.as_str(), &type_name)
        }
        _ => Err(Fault::type_error(format!(
            "descriptor '__format__' requires a 'str' or a number but received a '{type_name}'"
        ))),
    };
    Ok(Value::string(text.or_raise(vm)?).into())
}

/// `object.__format__` refuses every specification but the empty one.
pub(crate) fn unsupported_spec(vm: &Vm, value: &Value) -> Fault {
    let type_name = type_name(&vm.types, value);
    Fault::type_error(format!("unsupported format string passed to {type_name}.__format__"))
}

/// `True` or `False`.
pub(crate) fn bool_repr(flag: bool) -> &'static str {
    if flag { "True" } else { "False" }
}

/// What values are as text where no Python code is needed for it.
pub(crate) struct NativeText;

impl NativeText {
    /// `str(value)` for kind `s`, `repr(value)` for `r`, `ascii(value)` for `a`; `None` if that needs Python code.
    ///
    /// # Errors
    /// `ValueError` for an `int` with too many digits.
    pub(crate) fn of(vm: &mut Vm, kind: char, value: &Value) -> Result<Option<String>> {
        if let Value::Big(_) = number::plain(value) {
            return int_repr(value).map(Some).or_raise(vm);
        }
        Ok(match kind {
            's' => repr::brief_str(vm, value),
            'r' => repr::brief_repr(vm, value),
            _ => repr::brief_repr(vm, value).map(|text| string::repr::escape_non_ascii(&text)),
        })
    }
}

#[cfg(test)]
mod tests;
