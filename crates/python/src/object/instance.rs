//! Instances of classes, and exceptions.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::bytecode::Position;
use crate::object::cycles::ended;
use crate::object::discard::let_go;
use crate::object::ending::Ending;
use crate::object::{SymMap, Type};
use crate::symbol::Sym;
use crate::value::{Raised, Value};

/// An instance.
pub struct Instance {
    /// `type(self)`
    pub class: Rc<Type>,
    /// `__dict__`
    pub attrs: RefCell<SymMap>,
    pub(super) payload: Payload,
    pub(crate) ending: Ending,
}

impl Drop for Instance {
    #[inline]
    fn drop(&mut self) {
        ended();
        if self.class.finalizes.get() || !self.ending.is_silent() {
            self.say_last_words();
        }
        if !matches!(self.payload, Payload::None) {
            let_go(std::mem::take(&mut self.payload));
        }
    }
}

/// What an instance holds besides its attributes.
#[derive(Default)]
pub enum Payload {
    /// Nothing.
    #[default]
    None,
    /// An exception's state.
    Exception(Box<ExceptionData>),
    /// The value of an instance of a subclass of a builtin type (`class Stack(list)`).
    Value(Value),
    /// The state of an instance of a class written in Rust.
    Native(Box<dyn Any>),
}

/// An exception's state.
#[derive(Default)]
pub struct ExceptionData {
    /// `args`, a tuple's items.
    pub args: RefCell<Vec<Value>>,
    /// `__cause__`
    pub cause: RefCell<Option<Raised>>,
    /// `__context__`
    pub context: RefCell<Option<Raised>>,
    /// `__suppress_context__`
    pub suppress_context: Cell<bool>,
    /// Where it passed, innermost first.
    pub traceback: RefCell<Vec<TraceEntry>>,
    /// How many of these there were when it was last caught.
    pub caught_at: Cell<usize>,
    /// Whether it passed frames of the library, which are not among these.
    pub passed_library: Cell<bool>,
    /// `__traceback__` as a program last saw it, and how many entries it had then.
    pub traceback_object: RefCell<Option<(usize, Value)>>,
    /// What "Did you mean" looks at: for an `AttributeError` the object, for a `NameError` a tuple of the
    /// names in scope, and the name that was not found.
    pub sought: RefCell<Option<(Value, Sym)>>,
}

/// One frame that an exception passed.
#[derive(Clone, Debug)]
pub struct TraceEntry {
    /// The file's name.
    pub filename: Rc<str>,
    /// The file's text.
    pub source: Rc<str>,
    /// The function's name.
    pub name: Rc<str>,
    /// Where in it.
    pub position: Position,
}

impl Instance {
    /// An instance of `class` holding `payload`, without attributes.
    pub fn new(class: Rc<Type>, payload: Payload) -> Self {
        Instance { class, attrs: RefCell::default(), payload, ending: Ending::default() }
    }

    /// What it holds besides its attributes.
    #[inline]
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The state of an instance of a class written in Rust, if it is of type `T`.
    #[inline]
    pub fn native<T: Any>(&self) -> Option<&T> {
        match &self.payload {
            Payload::Native(state) => state.downcast_ref(),
            _ => None,
        }
    }

    /// The exception's state, if this is one.
    #[inline]
    pub fn exception(&self) -> Option<&ExceptionData> {
        match &self.payload {
            Payload::Exception(data) => Some(data),
            _ => None,
        }
    }
}

impl Raised {
    /// Somebody catches it: the frames that it passed are its own from now on.
    pub(crate) fn note_caught(&self) {
        let data = self.data();
        data.caught_at.set(data.traceback.borrow().len());
    }

    /// How many frames it passed.
    pub fn traceback_length(&self) -> usize {
        self.data().traceback.borrow().len()
    }

    /// Forgets the frames that it passed after so many.
    pub fn shorten_traceback(&self, length: usize) {
        let data = self.data();
        if length < self.traceback_length() {
            data.traceback_object.take();
        }
        data.traceback.borrow_mut().truncate(length);
        data.caught_at.set(data.caught_at.get().min(length));
    }

    /// The exception's state.
    pub fn data(&self) -> &ExceptionData {
        self.0.exception().expect("what is raised is an exception")
    }

    /// Whether it is an instance of `class`.
    pub fn is(&self, class: &Type) -> bool {
        self.0.class.is_subtype(class)
    }
}
