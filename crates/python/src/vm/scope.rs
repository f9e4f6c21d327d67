//! What `globals()` and `locals()` see: the innermost frame of the program.

use std::cell::RefCell;
use std::rc::Rc;

use crate::builtins::object::namespace::dict_of;
use crate::object::cycles::tracked;
use crate::object::{Dict, Function, Generator, Module, SymMap};
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
        self.innermost()
            .is_some_and(|frame| frame.function.code.kind.is_outermost() && frame.namespace().is_none())
    }

    /// The variables of the innermost class body, or a copy of those of the innermost function or module.
    pub fn visible_namespace(&self) -> Rc<RefCell<SymMap>> {
        match self.innermost().and_then(|frame| frame.namespace()) {
            Some(namespace) => namespace.clone(),
            None => Rc::new(RefCell::new(self.visible_variables().into_iter().collect())),
        }
    }

    /// The variables of the innermost class body, if that is what runs.
    pub(crate) fn class_namespace(&self) -> Option<Rc<RefCell<SymMap>>> {
        self.innermost()?.namespace().cloned()
    }

    /// `locals()` in a function: one dict for each of its calls, brought up to date. What else was put there stays.
    #[cold]
    pub(crate) fn locals_of_call(&mut self) -> Rc<Dict> {
        let variables = self.visible_variables();
        let innermost = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Python(frame) if !frame.function.code.internal => Some(frame),
            _ => None,
        });
        let Some(frame) = innermost else { return tracked(dict_of(variables)) };
        let code = frame.function.code.clone();
        let dict = frame.locals().get_or_insert_with(|| tracked(Dict::default())).clone();
        let is_bound = |name: &Sym| variables.iter().any(|(bound, _)| bound == name);
        let unbound = code.locals.iter().filter(|name| !is_bound(name)).map(|name| (*name, Value::Undefined));
        for (name, value) in unbound.chain(variables.iter().cloned()) {
            let old = dict.table.borrow_mut().set_name(&name.name(), value);
            drop(old);
        }
        dict
    }

    /// The bound variables of the innermost function, class body or module.
    pub fn visible_variables(&self) -> Vec<(Sym, Value)> {
        self.innermost().map(|frame| self.variables_of(frame)).unwrap_or_default()
    }

    /// The functions of the program that run now, with their bound variables, the innermost last.
    pub(crate) fn calls_in_sight(&self) -> Vec<(Rc<Function>, Vec<(Sym, Value)>)> {
        let calls = self.frames.iter().filter_map(|frame| match frame {
            Frame::Python(frame) if !frame.function.code.internal => {
                Some((frame.function.clone(), self.variables_of(frame)))
            }
            _ => None,
        });
        calls.collect()
    }

    /// How many of [`Vm::calls_in_sight`] are further in than that of a generator, if it runs and is among them.
    pub(crate) fn depth_of(&self, generator: &Generator) -> Option<usize> {
        let mut calls = self.frames.iter().rev().filter_map(|frame| match frame {
            Frame::Python(frame) if !frame.function.code.internal => Some(frame),
            _ => None,
        });
        calls.position(|frame| frame.generator.as_ref().is_some_and(|it| std::ptr::eq(&**it, generator)))
    }

    fn variables_of(&self, frame: &PythonFrame) -> Vec<(Sym, Value)> {
        if let Some(namespace) = frame.namespace() {
            return namespace.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
        }
        if frame.function.code.kind.is_outermost() {
            return frame.function.module.entries();
        }
        frame.function.code.bound(&self.stack[frame.base()..])
    }
}
