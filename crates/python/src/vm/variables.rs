//! Variables: class namespaces, cells, and what an unbound one raises.

use std::rc::Rc;

use crate::Result;
use crate::bytecode::Code;
use crate::object::{Function, Module};
use crate::symbol::Sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::frame::Frame;

impl Vm {
    pub(crate) fn cell_value(&self, base: usize, slot: u32) -> Value {
        match &self.stack[base + slot as usize] {
            Value::Cell(cell) => cell.value.borrow().clone(),
            _ => Value::Undefined,
        }
    }

    pub(crate) fn store_cell(&mut self, base: usize, slot: u32, value: Value) -> Value {
        let Value::Cell(cell) = &self.stack[base + slot as usize] else { return Value::Undefined };
        cell.value.replace(value)
    }

    pub(crate) fn namespace_value(&mut self, name: Sym) -> Option<Value> {
        let namespace = self.top_python().namespace().cloned()?;

        namespace.borrow().get(name).cloned()
    }

    /// [`crate::bytecode::Op::LoadName`]
    ///
    /// # Errors
    /// `NameError`
    pub(crate) fn load_name(&mut self, function: &Function, name: Sym) -> Result<Value> {
        if let Some(value) = self.namespace_value(name) {
            return Ok(value);
        }
        let slot = function.module.slot(name);
        let value = function.module.load(slot);
        if value.is_defined() { Ok(value) } else { Err(self.undefined_global(&function.module, slot)) }
    }

    pub(crate) fn store_name(&mut self, name: Sym, value: Value) {
        if let Some(namespace) = self.top_python().namespace() {
            namespace.borrow_mut().insert(name, value);
        }
    }

    pub(crate) fn delete_name(&mut self, name: Sym) -> Result<()> {
        let namespace = self.top_python().namespace().cloned();
        match namespace.and_then(|namespace| namespace.borrow_mut().remove(name)) {
            Some(_) => Ok(()),
            None => Err(self.name_error(format!("name '{name}' is not defined"))),
        }
    }

    pub(crate) fn unbound_local(&self, code: &Code, slot: u32) -> Raised {
        let name = code.locals[slot as usize];
        self.unbound_local_error(format!(
            "cannot access local variable '{name}' where it is not associated with a value"
        ))
    }

    pub(crate) fn unbound_cell(&self, code: &Code, slot: u32) -> Raised {
        let name = code.locals[slot as usize];
        if (slot as usize) < code.free_start() {
            return self.unbound_local(code, slot);
        }
        let message = format!(
            "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
        );
        self.name_error(message)
    }

    pub(crate) fn undefined_global(&self, module: &Rc<Module>, slot: u32) -> Raised {
        let name = module.slot_name(slot);
        let error = self.name_error(format!("name '{name}' is not defined"));
        *error.data().sought.borrow_mut() = Some((self.names_in_scope(module), name));
        error
    }

    /// The names that a misspelt one may have meant: locals, globals, builtins.
    fn names_in_scope(&self, module: &Module) -> Value {
        let mut names = Vec::new();
        if let Some(Frame::Python(frame)) = self.frames.last() {
            let locals = frame.function.code.locals.iter().enumerate();
            names.extend(
                locals
                    .filter(|(slot, _)| self.stack[frame.base() + slot].is_defined())
                    .map(|(_, name)| *name),
            );
        }
        names.extend(module.entries().into_iter().map(|(name, _)| name));
        names.extend(self.builtins.entries().into_iter().map(|(name, _)| name));
        Value::tuple(names.into_iter().map(|name| Value::str(&name.name())).collect())
    }
}
