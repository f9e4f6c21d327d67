//! Operators: numbers and native types at once, the rest by methods (`protocol`).

use std::rc::Rc;

use crate::Result;
use crate::builtins::fault::OrRaise;
use crate::builtins::{self, string};
use crate::bytecode::{BinaryOp, CompareOp, Op, UnaryOp};
use crate::native::{Args, Flow};
use crate::object::{Function, Payload, PyStr};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::Then;

impl Vm {
    /// `a op b`, or `a op= b`.
    ///
    /// # Errors
    /// `TypeError` and what the operation raises.
    pub(crate) fn binary(&mut self, op: BinaryOp, a: Value, b: Value, inplace: bool) -> Result<Flow> {
        let python = matches!(a, Value::Instance(_)) || matches!(b, Value::Instance(_));
        if !python && let Some(flow) = self.native_binary(op, &a, &b, inplace)? {
            return Ok(flow);
        }
        Ok(self.binary_by_methods(op, a, b, inplace))
    }

    /// `a + b` of texts in the frame on top, whose `function` and locals (from `base`) these are; and the next instruction, if that
    /// gives the sum to the variable that has `a`: the variable lets go of it, so that a text that nobody else has grows in place.
    ///
    /// # Errors
    /// `MemoryError`
    pub(super) fn add_texts(
        &mut self,
        function: &Function,
        base: usize,
        a: Rc<PyStr>,
        b: &Rc<PyStr>,
    ) -> Result<()> {
        string::room_for_both(&a, b).or_raise(self)?;
        let next = function.code.ops[self.top_python().pc()];
        let has_a = |variable: &Value| matches!(variable, Value::Str(text) if Rc::ptr_eq(text, &a));
        match next {
            Op::StoreFast(slot) if has_a(&self.stack[base + slot as usize]) => {
                self.stack[base + slot as usize] = Value::Undefined;
                self.stack[base + slot as usize] = Value::Str(string::append(a, b));
                self.step_into_next();
            }
            Op::StoreGlobal(slot) if has_a(&function.module.load(slot)) => {
                function.module.store(slot, Value::Undefined);
                function.module.store(slot, Value::Str(string::append(a, b)));
                self.step_into_next();
            }
            _ => self.stack.push(Value::Str(string::append(a, b))),
        }
        Ok(())
    }

    /// `a op b` for operands that need no Python code; `None` if they do, or don't support it.
    ///
    /// # Errors
    /// What the operation raises.
    pub fn native_binary(
        &mut self,
        op: BinaryOp,
        a: &Value,
        b: &Value,
        inplace: bool,
    ) -> Result<Option<Flow>> {
        if let Some(flow) = builtins::number::operation(self, op, a, b)? {
            return Ok(Some(flow));
        }
        if let Some(flow) = builtins::string::binary(self, op, a, b)? {
            return Ok(Some(flow));
        }
        builtins::containers::binary(self, op, a, b, inplace)
    }

    /// `op a`
    ///
    /// # Errors
    /// `TypeError` and what the operation raises.
    pub(crate) fn unary(&mut self, op: UnaryOp, a: Value) -> Result<Flow> {
        let plain = match &a {
            Value::Instance(instance) => match instance.payload() {
                Payload::Value(inner) => inner.clone(),
                _ => Value::Undefined,
            },
            _ => a.clone(),
        };
        let (method, symbol) = match op {
            UnaryOp::Neg => (sym::NEG, "-"),
            UnaryOp::Pos => (sym::POS, "+"),
            UnaryOp::Invert => (sym::INVERT, "~"),
        };
        let class = self.type_of(&a);
        if class.heap
            && let Some(function) = class.lookup(method)
        {
            return Ok(Flow::call(function, Args::new([a])));
        }
        if plain.is_defined()
            && let Some(value) = builtins::number::unary(op, &plain)
        {
            return Ok(Flow::Value(value));
        }
        if let Some(function) = class.lookup(method) {
            return Ok(Flow::call(function, Args::new([a])));
        }
        Err(self.type_error(format!("bad operand type for unary {symbol}: '{}'", class.name)))
    }

    /// `a op b` for a comparison.
    ///
    /// # Errors
    /// `TypeError` and what the operation raises.
    pub(crate) fn compare(&mut self, op: CompareOp, a: Value, b: Value) -> Result<Flow> {
        if let Some(result) = builtins::compare::native(self, op, &a, &b)? {
            return Ok(Flow::Value(Value::Bool(result)));
        }
        Ok(self.compare_by_methods(op, a, b))
    }

    /// Whether `value` is true, if no Python code is needed to tell.
    #[inline]
    pub fn truth(&self, value: &Value) -> Option<bool> {
        Some(match value {
            Value::Bool(value) => *value,
            Value::None | Value::Undefined => false,
            Value::Int(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Str(text) => text.chars() != 0,
            Value::Bytes(bytes) => !bytes.as_slice().is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::List(list) => !list.is_empty(),
            Value::Dict(dict) => !dict.table.borrow().is_empty(),
            Value::Set(set) => !set.table.borrow().is_empty(),
            Value::Range(range) => !range.is_empty(),
            Value::Instance(instance) => return self.truth_of_instance(instance),
            Value::NotImplemented => return None,
            Value::Type(class) => {
                return if class.metaclass.is_some() && self.types.borrow_of(value).lookup(sym::BOOL).is_some()
                {
                    None
                } else {
                    Some(true)
                };
            }
            _ => true,
        })
    }

    fn truth_of_instance(&self, instance: &Rc<crate::object::Instance>) -> Option<bool> {
        let class = &instance.class;
        let user = |name| class.lookup(name).is_some_and(|found| !matches!(found, Value::Native(_)));
        if user(sym::BOOL) || user(sym::LEN) {
            return None;
        }
        if let Payload::Value(inner) = instance.payload() {
            return self.truth(inner);
        }
        if class.lookup(sym::BOOL).is_some() || class.lookup(sym::LEN).is_some() { None } else { Some(true) }
    }

    /// Calls `__bool__` or `__len__` of `value`, which is off the stack; a `bool` comes onto it.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn ask_truth(&mut self, value: Value) -> Result<()> {
        if let Value::NotImplemented = value {
            let warns = self.prelude("_truth_of_not_implemented");
            return self.call(warns, Args::none(), Then::Truth);
        }
        let class = self.type_of(&value);
        if let Some(function) = class.special(sym::BOOL) {
            return self.call(function, Args::new([value]), Then::Truth);
        }
        match class.special(sym::LEN) {
            Some(function) => self.call(function, Args::new([value]), Then::TruthOfLength),
            None => {
                self.stack.push(Value::Bool(true));
                Ok(())
            }
        }
    }

    /// Like [`Vm::ask_truth`], for `and` and `or`.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn ask_branch(&mut self, value: Value, on: bool, target: u32) -> Result<()> {
        if let Value::NotImplemented = value {
            let warns = self.prelude("_truth_of_not_implemented");
            return self.call(warns, Args::none(), Then::Branch { on, target, length: false });
        }
        let class = self.type_of(&value);
        let (function, length) = match class.special(sym::BOOL) {
            Some(function) => (Some(function), false),
            None => (class.special(sym::LEN), true),
        };
        let then = Then::Branch { on, target, length };
        match function {
            Some(function) => self.call(function, Args::new([value]), then),
            None => self.deliver_return(then, Value::Bool(true), false),
        }
    }

    /// `iter(value)`
    ///
    /// # Errors
    /// `TypeError`
    pub fn get_iter(&mut self, value: Value) -> Result<Flow> {
        match &value {
            Value::Iter(_) => return Ok(Flow::Value(value)),
            Value::Generator(generator) if generator.kind == crate::object::GeneratorKind::Generator => {
                return Ok(Flow::Value(value));
            }
            Value::Instance(_) | Value::Type(_) => {}
            _ => {
                if let Some(iter) = builtins::iterators::iterate(self, &value) {
                    return Ok(Flow::Value(iter));
                }
            }
        }
        let class = self.type_of(&value);
        match class.special(sym::ITER) {
            Some(Value::None) => {}
            Some(function @ Value::Native(_)) => return Ok(Flow::call(function, Args::new([value]))),
            Some(function) => return Ok(Flow::call(self.prelude("_iter"), Args::new([function, value]))),
            None => {
                if class.lookup(sym::GETITEM).is_some() && !matches!(value, Value::Type(_)) {
                    return Ok(Flow::call(self.prelude("_iter_by_index"), Args::new([value])));
                }
            }
        }
        Err(self.type_error(format!("'{}' object is not iterable", class.name)))
    }

    /// `container[index]`
    ///
    /// # Errors
    /// `TypeError`, `IndexError`, `KeyError`
    #[inline]
    pub fn subscript(&mut self, container: Value, index: Value) -> Result<Flow> {
        if !matches!(container, Value::Instance(_) | Value::Type(_))
            && let Some(value) = builtins::subscript::load(self, &container, &index)?
        {
            return Ok(Flow::Value(value));
        }
        if let Value::Type(class) = &container
            && class.metaclass.as_ref().is_none_or(|metaclass| metaclass.lookup(sym::GETITEM).is_none())
        {
            return match class.lookup(sym::CLASS_GETITEM) {
                Some(Value::Descriptor(descriptor)) => match &*descriptor {
                    crate::object::Descriptor::ClassMethod(function) => {
                        Ok(Flow::call(function.clone(), Args::new([container.clone(), index])))
                    }
                    _ => Err(self.not_subscriptable(&container)),
                },
                Some(function) => Ok(Flow::call(function, Args::new([container.clone(), index]))),
                None => Err(self.not_subscriptable(&container)),
            };
        }
        match self.types.borrow_of(&container).special(sym::GETITEM) {
            Some(function) => Ok(Flow::call(function, Args::new([container, index]))),
            None => Err(self.not_subscriptable(&container)),
        }
    }

    fn not_subscriptable(&self, container: &Value) -> crate::Raised {
        match container {
            Value::Type(class) => self.type_error(format!("type '{}' is not subscriptable", class.name)),
            _ => {
                let class = self.types.name_of(container);
                self.type_error(format!("'{class}' object is not subscriptable"))
            }
        }
    }

    /// `container[index] = value`
    ///
    /// # Errors
    /// `TypeError`, `IndexError`
    #[inline]
    pub fn store_subscript(&mut self, container: Value, index: Value, value: Value) -> Result<Flow> {
        if !matches!(container, Value::Instance(_))
            && builtins::subscript::store(self, &container, &index, &value)?
        {
            return Ok(Flow::Value(Value::None));
        }
        match self.types.borrow_of(&container).special(sym::SETITEM) {
            Some(function) => Ok(Flow::call(function, Args::new([container, index, value]))),
            None => {
                let class = self.types.borrow_of(&container);
                if class.lookup(sym::DELITEM).is_some() {
                    return Err(self.raise(&self.exceptions.attribute_error, vec![Value::str("__setitem__")]));
                }
                let class = self.types.name_of(&container);
                Err(self.type_error(format!("'{class}' object does not support item assignment")))
            }
        }
    }

    /// `del container[index]`
    ///
    /// # Errors
    /// `TypeError`, `IndexError`, `KeyError`
    pub fn delete_subscript(&mut self, container: Value, index: Value) -> Result<Flow> {
        if !matches!(container, Value::Instance(_)) && builtins::subscript::delete(self, &container, &index)?
        {
            return Ok(Flow::Value(Value::None));
        }
        match self.types.borrow_of(&container).special(sym::DELITEM) {
            Some(function) => Ok(Flow::call(function, Args::new([container, index]))),
            None => {
                let class = self.types.borrow_of(&container);
                if class.lookup(sym::SETITEM).is_some() {
                    return Err(self.raise(&self.exceptions.attribute_error, vec![Value::str("__delitem__")]));
                }
                let is_sequence = class.heap || class.lookup(sym::LEN).is_some();
                let not = if is_sequence
                    && matches!(
                        builtins::number::plain(&index),
                        Value::Int(_) | Value::Bool(_) | Value::Big(_)
                    ) {
                    "doesn't"
                } else {
                    "does not"
                };
                let class = self.types.name_of(&container);
                Err(self.type_error(format!("'{class}' object {not} support item deletion")))
            }
        }
    }

    /// `item in container`
    ///
    /// # Errors
    /// `TypeError`
    pub(crate) fn contains(&mut self, container: Value, item: Value, negate: bool) -> Result<Flow> {
        if let Some(found) = builtins::subscript::contains(self, &container, &item)? {
            return Ok(Flow::Value(Value::Bool(found != negate)));
        }
        let function = self.prelude(if negate { "_not_contains" } else { "_contains" });
        Ok(Flow::call(function, Args::new([container, item])))
    }
}
