//! What `globals()` and `locals()` see: the innermost frame of the program.

use std::rc::Rc;

use crate::bytecode::CodeKind;
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::{Frame, PythonFrame};

impl Vm {
    fn innermost(&self) -> Option<&PythonFrame> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Python(frame) if !frame.function.code.internal => Some(frame),
            _ => None,
        })
    }

    /// The module whose code runs.
    pub fn running_module(&self) -> Option<Rc<Module>> {
        self.innermost().map(|frame| frame.function.module.clone())
    }

    /// Whether a module's own code runs, not that of a function or class.
    pub fn runs_module(&self) -> bool {
        self.innermost().is_some_and(|frame| frame.function.code.kind == CodeKind::Module)
    }

    /// The bound variables of the innermost function, class body or module.
    pub fn visible_variables(&self) -> Vec<(Sym, Value)> {
        let Some(frame) = self.innermost() else { return Vec::new() };
        if let Some(namespace) = frame.namespace() {
            return namespace.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
        }
        if frame.function.code.kind == CodeKind::Module {
            return frame.function.module.entries();
        }
        let value = |slot: usize| match &self.stack[frame.base() + slot] {
            Value::Cell(cell) => cell.value.borrow().clone(),
            other => other.clone(),
        };
        let locals = frame.function.code.locals.iter().enumerate();
        locals.map(|(slot, name)| (*name, value(slot))).filter(|(_, value)| value.is_defined()).collect()
    }
}
