//! Functions, native functions, bound methods, cells and `super()`.

use std::cell::RefCell;
use std::rc::Rc;

use crate::Result;
use crate::bytecode::Code;
use crate::native::{Args, Flow};
use crate::object::cycles::ended;
use crate::object::discard::{discard_items, let_go, let_go_value};
use crate::object::{Instance, Module, SymMap, Type};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// A function written in Python.
pub struct Function {
    /// What it runs.
    pub code: Rc<Code>,
    /// Its globals.
    pub module: Rc<Module>,
    /// Defaults of the last positional parameters.
    pub defaults: RefCell<Vec<Value>>,
    /// Defaults of keyword-only parameters.
    pub kw_defaults: RefCell<Vec<(Sym, Value)>>,
    /// The cells of its free variables, in the order of the code's last locals.
    pub closure: Vec<Rc<Cell>>,
    /// `__dict__`, and `__name__`, `__qualname__`, `__doc__`, `__module__`, `__annotations__` where they
    /// were set.
    pub attrs: RefCell<SymMap>,
}

impl Function {
    /// One like it.
    pub(crate) fn copied(&self) -> Function {
        let mut attrs = SymMap::default();
        for (name, value) in self.attrs.borrow().iter() {
            attrs.insert(name, value.clone());
        }
        Function {
            code: self.code.clone(),
            module: self.module.clone(),
            defaults: self.defaults.clone(),
            kw_defaults: self.kw_defaults.clone(),
            closure: self.closure.clone(),
            attrs: RefCell::new(attrs),
        }
    }

    /// Whether a call with `count` positional arguments needs nothing else but the parameters' defaults.
    #[inline]
    pub fn takes(&self, count: usize) -> bool {
        let params = &self.code.params;
        let positional = params.positional as usize;
        !params.varargs
            && !params.kwargs
            && count <= positional
            && positional - count <= self.defaults.borrow().len()
            && params.keyword_only as usize == self.kw_defaults.borrow().len()
    }
}

/// A variable shared by a function and its inner functions.
#[derive(Default)]
pub struct Cell {
    /// Its value, or [`Value::Undefined`].
    pub value: RefCell<Value>,
}

/// What a native function runs.
#[derive(Clone, Copy)]
pub enum NativeCode {
    /// Returns its result.
    Value(fn(&mut Vm, Args) -> Result<Value>),
    /// May also call Python code, or block.
    Flow(fn(&mut Vm, Args) -> Result<Flow>),
}

/// A function written in Rust.
pub struct NativeFunction {
    /// `__name__`
    pub name: &'static str,
    /// What it runs.
    pub code: NativeCode,
    /// Whether it is a method: looked up on an instance it is bound to it (the first argument).
    pub is_method: bool,
    /// A value that belongs to this function, for natives made at run time; else `Undefined`. The code
    /// gets it as first argument.
    pub bound: Value,
    /// The class, or module but `builtins`, that it was defined in; may be empty.
    pub owner: Rc<str>,
}

impl NativeFunction {
    /// What it runs, if that gives its result and needs nothing but the arguments.
    #[inline]
    pub(crate) fn plain(&self) -> Option<fn(&mut Vm, Args) -> Result<Value>> {
        match self.code {
            NativeCode::Value(code) if !self.bound.is_defined() => Some(code),
            _ => None,
        }
    }
}

/// A function bound to its first argument.
pub struct Method {
    /// The function.
    pub function: Value,
    /// Its first argument.
    pub receiver: Value,
}

/// `super()`: attributes of `receiver` as the classes after `after` in its class's order define them.
pub struct Super {
    /// The class after which to look.
    pub after: Rc<Type>,
    /// The class whose order to follow.
    pub class: Rc<Type>,
    /// What methods are bound to: an instance or a class.
    pub receiver: Value,
}

impl Cell {
    /// A cell holding `value`.
    pub fn new(value: Value) -> Self {
        Cell { value: RefCell::new(value) }
    }
}

impl Function {
    /// `__name__`
    pub fn name(&self) -> Rc<str> {
        self.text_attr(crate::symbol::sym::NAME).unwrap_or_else(|| self.code.name.clone())
    }

    /// `__qualname__`
    pub fn qualname(&self) -> Rc<str> {
        self.own_qualname().unwrap_or_else(|| self.code.qualname.clone())
    }

    /// `__qualname__`, if it was set to another one than the code's.
    pub fn own_qualname(&self) -> Option<Rc<str>> {
        self.text_attr(crate::symbol::sym::QUALNAME)
    }

    fn text_attr(&self, name: Sym) -> Option<Rc<str>> {
        self.attrs.borrow().get(name).and_then(Value::as_str).map(Rc::from)
    }
}

impl NativeFunction {
    /// A native function that returns its result.
    #[allow(clippy::new_ret_no_self)]
    pub fn new(name: &'static str, code: fn(&mut Vm, Args) -> Result<Value>) -> Value {
        Self::build(name, NativeCode::Value(code), false, Value::Undefined)
    }

    /// A native function that may also call Python code, or block.
    pub fn flow(name: &'static str, code: fn(&mut Vm, Args) -> Result<Flow>) -> Value {
        Self::build(name, NativeCode::Flow(code), false, Value::Undefined)
    }

    /// A native function made at run time around a value, which its code gets as first argument.
    pub fn bound(name: &'static str, bound: Value, code: fn(&mut Vm, Args) -> Result<Flow>) -> Value {
        Self::build(name, NativeCode::Flow(code), false, bound)
    }

    /// A native method, with all that can be said about it.
    pub fn build(name: &'static str, code: NativeCode, is_method: bool, bound: Value) -> Value {
        Value::Native(Rc::new(NativeFunction { name, code, is_method, bound, owner: "".into() }))
    }
}

impl Method {
    /// Binds `function` to an instance.
    pub fn bind(function: Value, receiver: Rc<Instance>) -> Value {
        Value::Method(Rc::new(Method { function, receiver: Value::Instance(receiver) }))
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        discard_items(std::mem::take(self.defaults.get_mut()));
        let kw_defaults = self.kw_defaults.get_mut();
        if !kw_defaults.is_empty() {
            let_go(std::mem::take(kw_defaults));
        }
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        ended();
        let_go_value(self.value.get_mut());
    }
}

impl Drop for NativeFunction {
    fn drop(&mut self) {
        let_go_value(&mut self.bound);
    }
}

impl Drop for Method {
    fn drop(&mut self) {
        let_go_value(&mut self.function);
        let_go_value(&mut self.receiver);
    }
}

impl Drop for Super {
    fn drop(&mut self) {
        let_go_value(&mut self.receiver);
    }
}
