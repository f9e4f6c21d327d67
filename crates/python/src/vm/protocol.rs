//! Operators on objects whose methods are written in Python: the protocol of the data model's chapter
//! "Emulating numeric types".

use std::rc::Rc;

use smallvec::SmallVec;

use crate::Result;
use crate::builtins::compare::unsupported;
use crate::bytecode::{BinaryOp, CompareOp};
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::object::Descriptor;
use crate::value::Value;
use crate::vm::Vm;

/// Methods are asked one after the other, until one does not say `NotImplemented`.
struct Asking {
    a: Value,
    b: Value,
    /// The methods that are still to be asked, the next one last; whether of the right operand, for the left.
    methods: SmallVec<[(Value, bool); 3]>,
    /// What no method said.
    otherwise: Otherwise,
}

/// What happens when no method knows the operation.
#[derive(Clone, Copy)]
enum Otherwise {
    /// That of the builtin types, in place or not.
    Builtin(BinaryOp, bool),
    /// Identity, or an error.
    Compare(CompareOp),
    /// It has happened: its result is to come.
    Done,
}

impl Vm {
    /// `a op b`, or `a op= b`, where methods have to be asked.
    pub(super) fn binary_by_methods(&mut self, op: BinaryOp, a: Value, b: Value, inplace: bool) -> Flow {
        let (name, reflected, in_place) = op.methods();
        let (left, right) = (self.type_of(&a), self.type_of(&b));
        let mut other = if Rc::ptr_eq(&left, &right) { None } else { right.lookup(reflected) };
        let mut methods = SmallVec::new();
        let goes_first = other.as_ref().is_some_and(|other| {
            right.is_subtype(&left) && left.lookup(reflected).is_none_or(|inherited| !other.is(&inherited))
        });
        if !goes_first {
            methods.extend(other.take().map(|other| (other, true)));
        }
        methods.extend(left.lookup(name).map(|method| (method, false)));
        methods.extend(other.map(|other| (other, true)));
        if inplace {
            methods.extend(left.lookup(in_place).map(|method| (method, false)));
        }
        Asking { a, b, methods, otherwise: Otherwise::Builtin(op, inplace) }.into()
    }

    /// `a op b` for a comparison where methods have to be asked.
    pub(super) fn compare_by_methods(&mut self, op: CompareOp, a: Value, b: Value) -> Flow {
        let (left, right) = (self.type_of(&a), self.type_of(&b));
        let mut methods = SmallVec::new();
        let other = right.lookup(op.reflected().method()).map(|other| (other, true));
        let method = left.lookup(op.method()).map(|method| (method, false));
        if !Rc::ptr_eq(&left, &right) && right.is_subtype(&left) {
            methods.extend(method);
            methods.extend(other);
        } else {
            methods.extend(other);
            methods.extend(method);
        }
        Asking { a, b, methods, otherwise: Otherwise::Compare(op) }.into()
    }
}

impl From<Asking> for Flow {
    fn from(asking: Asking) -> Flow {
        Flow::Frame(Box::new(asking))
    }
}

impl NativeFrame for Asking {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(value)
                if !matches!(value, Value::NotImplemented) || matches!(self.otherwise, Otherwise::Done) =>
            {
                return Ok(NativeStep::Return(value));
            }
            _ => {}
        }
        let (a, b) = (self.a.clone(), self.b.clone());
        if let Some((method, of_right)) = self.methods.pop() {
            let (object, other) = if of_right { (b, a) } else { (a, b) };
            return Ok(match method {
                Value::Function(_) | Value::Native(_) => NativeStep::call(method, Args::new([object, other])),
                Value::Descriptor(descriptor) => match &*descriptor {
                    Descriptor::StaticMethod(function) => {
                        NativeStep::call(function.clone(), Args::new([other]))
                    }
                    Descriptor::ClassMethod(function) => {
                        let class = Value::Type(vm.type_of(&object));
                        NativeStep::call(function.clone(), Args::new([class, other]))
                    }
                    _ => NativeStep::call(Value::Descriptor(descriptor), Args::new([object, other])),
                },
                // What is no function is not bound.
                method => NativeStep::call(method, Args::new([other])),
            });
        }
        match std::mem::replace(&mut self.otherwise, Otherwise::Done) {
            Otherwise::Builtin(op, inplace) => {
                let symbol = match inplace {
                    true => format!("{}=", op.symbol().trim_end_matches(" or pow()")),
                    false => op.symbol().into(),
                };
                let name = Value::str(&op.methods().0.name());
                let args = Args::new([a, b, name, Value::string(symbol), Value::Bool(inplace)]);
                Ok(NativeStep::call(vm.prelude("_native_binary"), args))
            }
            Otherwise::Compare(CompareOp::Eq) => Ok(NativeStep::Return(Value::Bool(a.is(&b)))),
            Otherwise::Compare(CompareOp::Ne) => Ok(NativeStep::Return(Value::Bool(!a.is(&b)))),
            Otherwise::Compare(op) => Err(unsupported(vm, op, &a, &b)),
            Otherwise::Done => Ok(NativeStep::Return(Value::NotImplemented)),
        }
    }
}
