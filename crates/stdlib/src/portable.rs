//! Values on their way to another Python thread: plain data, without references into an isolate.
//!
//! Immutable values travel by value, functions by the number of their code (every isolate compiles the same
//! source), classes written in Python by definition, and objects that threads share
//! (loops, futures, locks, queues, …) as handles: they stay where they were made.

pub mod decode;
pub mod encode;

use loopscope_trace::ThreadId;
use serde::{Deserialize, Serialize};

pub use decode::decode;
pub use encode::{encode, encode_or_placeholder};

/// An object that threads share: the thread that made it and its number among those it shares, from 1.
/// Also names classes, cells and context variables that have crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ObjectRef {
    /// The thread that made it.
    pub thread: ThreadId,
    /// Its number there.
    pub index: u32,
}

/// A Python value as plain data.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Portable {
    /// An unbound variable or a missing argument.
    Undefined,
    /// `None`
    None,
    /// `NotImplemented`
    NotImplemented,
    /// `...`
    Ellipsis,
    /// `bool`
    Bool(bool),
    /// `int` of 64 bits.
    Int(i64),
    /// `int` beyond 64 bits, in little-endian two's complement.
    Big(Vec<u8>),
    /// `float`
    Float(f64),
    /// `str`
    Str(String),
    /// `bytes`
    Bytes(Vec<u8>),
    /// `tuple`
    Tuple(Vec<Portable>),
    /// `frozenset`
    FrozenSet(Vec<Portable>),
    /// `range`: start, stop, step.
    Range(i64, i64, i64),
    /// `slice`: start, stop, step.
    Slice(Box<(Portable, Portable, Portable)>),
    /// A function written in Python.
    Function(Box<PortableFunction>),
    /// A native function, or any other object that a module of ours holds: module and qualified name.
    Global(String, String),
    /// A native function of [`crate::remote::bound_native`], with the value bound to it.
    Bound(String, Box<Portable>),
    /// A native function that a class holds.
    Attribute(Box<Portable>, String),
    /// A bound method: function and receiver.
    Method(Box<(Portable, Portable)>),
    /// A class written in Python, inside its own definition.
    Class(ObjectRef),
    /// A class written in Python; whoever knows it already takes only its number.
    ClassDefinition(Box<ClassDefinition>),
    /// A module that is imported under this name.
    Module(String),
    /// An exception.
    Exception(Box<PortableException>),
    /// An instance of a class written in Python that derives from an immutable builtin type
    /// (a named tuple, …), or of a flag's class: class, value, attributes.
    Instance(Box<(Portable, Portable, Vec<(String, Portable)>)>),
    /// A `functools.partial`.
    Partial(Box<PortablePartial>),
    /// A coroutine or generator that has not started: function and bound locals.
    Coroutine(Box<(Portable, Vec<Portable>)>),
    /// A variable shared with an inner function, and its value (none inside that value); whoever knows the
    /// variable already keeps the value that it has.
    Cell(ObjectRef, Option<Box<Portable>>),
    /// An object that threads share.
    Handle(Box<Handle>),
    /// A loop on its way to the thread that runs it.
    Luggage(Box<Luggage>),
    /// A value that can't cross yet; reading it in the other thread raises an error that says so.
    Unshareable(String),
}

/// A function written in Python.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PortableFunction {
    /// The module whose globals it uses.
    pub module: String,
    /// [`loopscope_python::Code::index`]
    pub code: u32,
    /// `__defaults__`
    pub defaults: Vec<Portable>,
    /// `__kwdefaults__`
    pub kw_defaults: Vec<(String, Portable)>,
    /// Its cells.
    pub closure: Vec<Portable>,
    /// Its attributes.
    pub attrs: Vec<(String, Portable)>,
}

/// A `functools.partial`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PortablePartial {
    /// Its class.
    pub class: Portable,
    /// `func`
    pub function: Portable,
    /// `args`
    pub args: Vec<Portable>,
    /// `keywords`
    pub keywords: Vec<(String, Portable)>,
}

/// A class written in Python.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClassDefinition {
    /// The class.
    pub id: ObjectRef,
    /// `__name__`
    pub name: String,
    /// `__qualname__`
    pub qualname: String,
    /// `__module__`
    pub module: String,
    /// `__bases__`
    pub bases: Vec<Portable>,
    /// `__mro__` without the class itself.
    pub mro: Vec<Portable>,
    /// `type(cls)`, if that isn't `type`.
    pub metaclass: Option<Portable>,
    /// What the class itself defines.
    pub dict: Vec<(String, PortableAttribute)>,
}

/// What a class defines.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum PortableAttribute {
    /// A value.
    Value(Portable),
    /// `property(get, set, delete, doc)`
    Property(Portable, Portable, Portable, Portable),
    /// `staticmethod(function)`
    StaticMethod(Portable),
    /// `classmethod(function)`
    ClassMethod(Portable),
    /// A variable of a class with `__slots__`.
    Slot(String),
    /// A member of an enumeration: the value that it is, if its class derives from one, and its attributes.
    Member(Option<Portable>, Vec<(String, Portable)>),
    /// A dict of the `enum` module's own.
    Table(Vec<(Portable, Portable)>),
    /// A list of the `enum` module's own.
    Names(Vec<Portable>),
}

/// An exception.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PortableException {
    /// Its class.
    pub class: Portable,
    /// `args`
    pub args: Vec<Portable>,
    /// `__dict__`
    pub attrs: Vec<(String, Portable)>,
    /// `__cause__`
    pub cause: Option<Box<PortableException>>,
    /// `__context__`
    pub context: Option<Box<PortableException>>,
    /// `__suppress_context__`
    pub suppress_context: bool,
    /// Where it passed, innermost first.
    pub traceback: Vec<PortableTraceEntry>,
}

/// One frame that an exception passed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PortableTraceEntry {
    /// The file's name.
    pub filename: String,
    /// The file's text, if the isolate at the other end may not have it.
    pub source: Option<String>,
    /// The function's name.
    pub name: String,
    /// Line, last line, column, last column.
    pub position: (u32, u32, u32, u32),
    /// [`loopscope_python::bytecode::Position::anchor`]
    pub anchor: (u32, u32),
}

/// An object that threads share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Handle {
    /// The object.
    pub id: ObjectRef,
    /// Its class.
    pub class: Portable,
    /// The thread where it lives.
    pub home: ThreadId,
    /// What is known about it without asking: a thread's name, a future's loop, a context variable's default.
    pub info: Vec<Portable>,
}

/// A loop on its way to the thread that runs it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Luggage {
    /// The loop.
    pub event_loop: ObjectRef,
    /// Callbacks in its ready queue, in order.
    pub ready: Vec<PortableCallback>,
    /// Timers by deadline, each with its deadline in seconds of the loop's clock.
    pub timers: Vec<(f64, PortableCallback)>,
    /// `loop.get_debug()`
    pub debug: bool,
    /// Whether `stop()` was called before it ran.
    pub stopping: bool,
    /// `loop.get_exception_handler()`
    pub exception_handler: Portable,
}

/// A callback in a loop that moves.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum PortableCallback {
    /// `call_soon`, `call_later` or `call_at`.
    Handle {
        /// The handle, for threads that hold it.
        handle: ObjectRef,
        /// The callback.
        callback: Portable,
        /// Its arguments.
        args: Vec<Portable>,
        /// Whether it was cancelled.
        cancelled: bool,
    },
    /// A task that has not started.
    Task {
        /// The task.
        task: ObjectRef,
        /// Its coroutine.
        coroutine: Portable,
        /// Its name.
        name: String,
        /// `add_done_callback`
        callbacks: Vec<Portable>,
    },
}
