//! The virtual machine of one Python thread.

pub mod errors;
pub mod exceptions;
pub mod types;

use std::any::Any;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::native::Resumed;
use crate::object::generator::Graveyard;
use crate::object::{Module, Type};
use crate::symbol::Sym;
use crate::value::{Raised, Value};
use exceptions::Exceptions;
use types::Types;

/// Why [`Vm::run`] returned.
pub enum Exit {
    /// The budget is used up: call [`Vm::run`] again.
    Yielded,
    /// The thread blocks; the native that blocked has left word of it in [`Vm::extension`]. Goes on
    /// after [`Vm::unblock`].
    Blocked,
    /// The outermost call returned, or an exception left it.
    Finished(Result<Value, Raised>),
}

/// The interpreter of one Python thread: its frames, its modules, its classes.
pub struct Vm {
    /// The builtin classes.
    pub types: Types,
    /// The builtin exception classes.
    pub exceptions: Exceptions,
    /// The module `builtins`.
    pub builtins: Rc<Module>,
    /// `sys.modules`
    pub modules: BTreeMap<Sym, Value>,
    /// What the native modules keep for this thread; they downcast it.
    pub extension: Box<dyn Any>,
    /// Shared with every generator.
    pub graveyard: Rc<Graveyard>,
}

impl Vm {
    /// `type(value)`
    pub fn type_of(&self, value: &Value) -> Rc<Type> {
        self.types.of(value)
    }

    /// Whether `value` is an instance of `class` (no `__instancecheck__`).
    pub fn is_instance(&self, value: &Value, class: &Type) -> bool {
        self.type_of(value).is_subtype(class)
    }

    /// Ends a block with a result or an exception, after [`Exit::Blocked`].
    pub fn unblock(&mut self, _result: Resumed) {
        todo!()
    }

    /// A function of our library in Python (`src/prelude/*.py`), for natives that go over to Python code.
    pub fn prelude(&self, _name: &str) -> Value {
        todo!()
    }
}
