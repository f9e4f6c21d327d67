//! What a Python variable holds: 16 bytes, without allocation for `None`, booleans, small integers and floats.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::bytecode::Code;
use crate::object::cycles::tracked;
use crate::object::{
    AsyncStep, Bytes, Cell, Descriptor, Dict, Function, Generator, Instance, Iter, List, Method, Module,
    NativeFunction, PyStr, Range, Set, Slice, Super, Tuple, Type,
};

/// A Python object, or a reference to one. The tag takes a word, so that a copy is of two words: with a byte for
/// it, compilers copy the other 15 in pieces that overlap.
#[derive(Clone, Default)]
#[repr(u64)]
pub enum Value {
    /// No value at all: an unbound variable, or the missing half of a method call. Programs never see it.
    #[default]
    Undefined,
    /// `None`
    None,
    /// `NotImplemented`
    NotImplemented,
    /// `...`
    Ellipsis,
    /// `bool`
    Bool(bool),
    /// An `int` that fits 64 bits. Every `int` that fits is in this form.
    Int(i64),
    /// `float`
    Float(f64),
    /// An `int` beyond 64 bits.
    Big(Rc<BigInt>),
    /// `str`
    Str(Rc<PyStr>),
    /// `bytes`
    Bytes(Rc<Bytes>),
    /// `tuple`
    Tuple(Rc<Tuple>),
    /// `list`
    List(Rc<List>),
    /// `dict`
    Dict(Rc<Dict>),
    /// `set` or `frozenset`
    Set(Rc<Set>),
    /// `range`
    Range(Rc<Range>),
    /// `slice`
    Slice(Rc<Slice>),
    /// A function written in Python.
    Function(Rc<Function>),
    /// A function written in Rust.
    Native(Rc<NativeFunction>),
    /// A function bound to its first argument.
    Method(Rc<Method>),
    /// `property`, `staticmethod`, `classmethod` or an attribute in Rust.
    Descriptor(Rc<Descriptor>),
    /// A class.
    Type(Rc<Type>),
    /// An instance of a class written in Python, of a native class, or an exception.
    Instance(Rc<Instance>),
    /// A generator, coroutine or asynchronous generator.
    Generator(Rc<Generator>),
    /// An iterator written in Rust.
    Iter(Rc<Iter>),
    /// What `asend`, `athrow`, `aclose` and `__anext__` of an asynchronous generator return.
    AsyncStep(Rc<AsyncStep>),
    /// A module.
    Module(Rc<Module>),
    /// `super()`
    Super(Rc<Super>),
    /// A variable shared by a function and its inner functions. Programs never see it.
    Cell(Rc<Cell>),
    /// A code object.
    Code(Rc<Code>),
}

/// A Python exception on its way up: an instance whose payload is an `ExceptionData`.
#[derive(Clone)]
pub struct Raised(pub Rc<Instance>);

impl Value {
    /// A `str`.
    pub fn str(text: &str) -> Value {
        Value::Str(Rc::new(PyStr::new(text)))
    }

    /// A `str` from an owned string.
    pub fn string(text: String) -> Value {
        Value::Str(Rc::new(PyStr::from(text)))
    }

    /// A `tuple`.
    pub fn tuple(items: Vec<Value>) -> Value {
        Value::Tuple(Rc::new(Tuple::new(items)))
    }

    /// A `list`.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(tracked(List::new(items)))
    }

    /// An `int` in its canonical form.
    pub fn big(number: BigInt) -> Value {
        match i64::try_from(&number) {
            Ok(small) => Value::Int(small),
            Err(_) => Value::Big(Rc::new(number)),
        }
    }

    /// `bytes`.
    pub fn bytes(bytes: Vec<u8>) -> Value {
        Value::Bytes(Rc::new(Bytes::new(bytes)))
    }

    /// Whether this is a value and not [`Value::Undefined`].
    pub fn is_defined(&self) -> bool {
        !matches!(self, Value::Undefined)
    }

    /// Whether this is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// Whether this, found as special method `name` of a class, is another one than the natives have there by default.
    pub(crate) fn has_own_way(&self, name: crate::Sym) -> bool {
        !matches!(self, Value::Native(native) if native.name == &*name.name())
    }

    /// Python's `is`. Small values are identical when equal in type and value.
    pub fn is(&self, other: &Value) -> bool {
        use Value::*;
        match (self, other) {
            (Undefined, Undefined)
            | (None, None)
            | (NotImplemented, NotImplemented)
            | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (Tuple(a), Tuple(b)) if a.is_empty() && b.is_empty() => true,
            _ => match (self.address(), other.address()) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            },
        }
    }

    /// Where the object lives, for `id()` and identity; `None` for values without an allocation.
    pub fn address(&self) -> Option<usize> {
        use Value::*;
        fn at<T>(rc: &Rc<T>) -> Option<usize> {
            Some(Rc::as_ptr(rc).cast::<u8>() as usize)
        }
        match self {
            Undefined | None | NotImplemented | Ellipsis | Bool(_) | Int(_) | Float(_) => Option::None,
            Big(rc) => at(rc),
            Str(rc) => at(rc),
            Bytes(rc) => at(rc),
            Tuple(rc) => at(rc),
            List(rc) => at(rc),
            Dict(rc) => at(rc),
            Set(rc) => at(rc),
            Range(rc) => at(rc),
            Slice(rc) => at(rc),
            Function(rc) => at(rc),
            Native(rc) => at(rc),
            Method(rc) => at(rc),
            Descriptor(rc) => at(rc),
            Type(rc) => at(rc),
            Instance(rc) => at(rc),
            Generator(rc) => at(rc),
            Iter(rc) => at(rc),
            AsyncStep(rc) => at(rc),
            Module(rc) => at(rc),
            Super(rc) => at(rc),
            Cell(rc) => at(rc),
            Code(rc) => at(rc),
        }
    }

    /// How many references there are to the object; 1 for values without an allocation.
    pub(crate) fn references(&self) -> usize {
        use Value::*;
        match self {
            Undefined | None | NotImplemented | Ellipsis | Bool(_) | Int(_) | Float(_) => 1,
            Big(rc) => Rc::strong_count(rc),
            Str(rc) => Rc::strong_count(rc),
            Bytes(rc) => Rc::strong_count(rc),
            Tuple(rc) => Rc::strong_count(rc),
            List(rc) => Rc::strong_count(rc),
            Dict(rc) => Rc::strong_count(rc),
            Set(rc) => Rc::strong_count(rc),
            Range(rc) => Rc::strong_count(rc),
            Slice(rc) => Rc::strong_count(rc),
            Function(rc) => Rc::strong_count(rc),
            Native(rc) => Rc::strong_count(rc),
            Method(rc) => Rc::strong_count(rc),
            Descriptor(rc) => Rc::strong_count(rc),
            Type(rc) => Rc::strong_count(rc),
            Instance(rc) => Rc::strong_count(rc),
            Generator(rc) => Rc::strong_count(rc),
            Iter(rc) => Rc::strong_count(rc),
            AsyncStep(rc) => Rc::strong_count(rc),
            Module(rc) => Rc::strong_count(rc),
            Super(rc) => Rc::strong_count(rc),
            Cell(rc) => Rc::strong_count(rc),
            Code(rc) => Rc::strong_count(rc),
        }
    }

    /// The text, if this is a `str`.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text.as_str()),
            Value::Instance(instance) => match instance.payload() {
                crate::object::Payload::Value(Value::Str(text)) => Some(text.as_str()),
                _ => None,
            },
            _ => None,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Value::Int(value as i64)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Float(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::str(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::string(value)
    }
}

impl From<Raised> for Value {
    fn from(raised: Raised) -> Self {
        Value::Instance(raised.0)
    }
}
