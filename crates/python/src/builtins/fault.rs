//! Exceptions of computations that know no VM.

use std::borrow::Cow;
use std::rc::Rc;

use crate::Result;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::types::Types;

/// The most bytes that one `str` or `bytes` may have: sixteen mebibytes.
pub const MAX_TEXT_BYTES: usize = 1 << 24;

/// How much longer than a template its parsed pieces are taken to be, for [`room_for`].
pub const PIECE_FACTOR: usize = 8;

/// The exception that a computation ends with, before a [`Vm`] makes an object of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    kind: Kind,
    message: Cow<'static, str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Type,
    Value,
    Index,
    Key,
    BytesKey,
    ZeroDivision,
    Overflow,
    /// `OverflowError(34, message)`: the C library's `ERANGE`.
    Range,
    Memory,
    NotImplemented,
    Complex,
}

impl Fault {
    /// `TypeError`
    pub fn type_error(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault { kind: Kind::Type, message: message.into() }
    }

    /// `ValueError`
    pub fn value(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault { kind: Kind::Value, message: message.into() }
    }

    /// `IndexError`
    pub fn index(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault { kind: Kind::Index, message: message.into() }
    }

    /// `KeyError(key)`
    pub fn key(key: impl Into<Cow<'static, str>>) -> Fault {
        Fault { kind: Kind::Key, message: key.into() }
    }

    /// `KeyError(key)` for a key of `bytes`, each as the character of its number.
    pub fn bytes_key(key: &str) -> Fault {
        Fault { kind: Kind::BytesKey, message: key.to_owned().into() }
    }

    /// `ZeroDivisionError`
    pub fn zero_division(message: &'static str) -> Fault {
        Fault { kind: Kind::ZeroDivision, message: message.into() }
    }

    /// `OverflowError`
    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Fault {
        Fault { kind: Kind::Overflow, message: message.into() }
    }

    /// `OverflowError(34, 'Numerical result out of range')`
    pub fn out_of_range() -> Fault {
        Fault { kind: Kind::Range, message: "Numerical result out of range".into() }
    }

    /// `MemoryError` that says what is limited.
    pub fn memory(limit: impl Into<Cow<'static, str>>) -> Fault {
        Fault { kind: Kind::Memory, message: limit.into() }
    }

    /// `NotImplementedError` that says what Loopscope lacks.
    pub fn lacking(what: &'static str) -> Fault {
        Fault { kind: Kind::NotImplemented, message: format!("Loopscope lacks {what}").into() }
    }

    /// What real numbers come to is complex; the exception where these are not asked for it.
    pub fn complex() -> Fault {
        let message = "Loopscope has no complex result of this method: write base ** exponent";
        Fault { kind: Kind::Complex, message: message.into() }
    }

    /// Whether it is [`Fault::complex`].
    pub fn is_complex(&self) -> bool {
        self.kind == Kind::Complex
    }

    /// The message.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The exception object.
    pub fn raise(self, vm: &Vm) -> Raised {
        let message = self.message.into_owned();
        match self.kind {
            Kind::Type => vm.type_error(message),
            Kind::Value => vm.value_error(message),
            Kind::Index => vm.index_error(message),
            Kind::Key => vm.key_error(Value::string(message)),
            Kind::BytesKey => vm.key_error(Value::bytes(message.chars().map(|c| c as u8).collect())),
            Kind::ZeroDivision => vm.zero_division_error(message),
            Kind::Overflow => vm.overflow_error(message),
            Kind::Range => {
                let args = vec![Value::Int(34), Value::string(message)];
                vm.raise(&vm.exceptions.overflow_error, args)
            }
            Kind::Memory => vm.memory_error(message),
            Kind::NotImplemented | Kind::Complex => vm.not_implemented_error(message),
        }
    }
}

/// Turns the error of a computation into a Python exception.
pub trait OrRaise<T> {
    /// The value, or the exception.
    ///
    /// # Errors
    /// The fault as an exception.
    fn or_raise(self, vm: &Vm) -> Result<T>;
}

impl<T> OrRaise<T> for Result<T, Fault> {
    fn or_raise(self, vm: &Vm) -> Result<T> {
        self.map_err(|fault| fault.raise(vm))
    }
}

/// Checks that a text of `bytes` bytes may be made.
///
/// # Errors
/// `MemoryError` if it is too large.
pub fn room_for(bytes: Option<usize>) -> Result<(), Fault> {
    match bytes {
        Some(bytes) if bytes <= MAX_TEXT_BYTES => Ok(()),
        _ => Err(Fault::memory(format!("Loopscope limits a str or bytes to {MAX_TEXT_BYTES} bytes"))),
    }
}

/// `type(value).__name__`, for messages.
pub fn type_name(types: &Types, value: &Value) -> Rc<str> {
    types.name_of(value)
}
