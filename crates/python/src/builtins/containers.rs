//! Operators of lists, tuples, dicts and sets.

use std::rc::Rc;

use super::list::extend::room_for_items;
use super::number::plain;
use super::pieces::then_give;
use super::set::methods::{change_by, operate_on};
use super::{dict, list};
use crate::Result;
use crate::bytecode::BinaryOp;
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::discard::discard_items;
use crate::object::{Dict, List, Type};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// `a op b`, or `a op= b` if `inplace`; `None` if no builtin container takes part.
///
/// # Errors
/// `TypeError`, `MemoryError`
pub(crate) fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value, inplace: bool) -> Result<Option<Flow>> {
    match (op, a, b) {
        (BinaryOp::Add, Value::List(x), _) if inplace => {
            let flow = list::methods::extend_then(vm, x, b, a.clone())?;
            Ok(Some(flow))
        }
        (BinaryOp::Add, Value::List(x), Value::List(y)) => {
            room_for_items(vm, Some(x.len() + y.len()))?;
            let items = [&x.items.borrow()[..], &y.items.borrow()[..]].concat();
            Ok(Some(Flow::Value(Value::list(items))))
        }
        (BinaryOp::Add, Value::Tuple(x), Value::Tuple(y)) => Ok(Some(Flow::Value(if x.is_empty() {
            b.clone()
        } else if y.is_empty() {
            a.clone()
        } else {
            room_for_items(vm, Some(x.len() + y.len()))?;
            Value::tuple([&x[..], &y[..]].concat())
        }))),
        (BinaryOp::Add, Value::List(_), _) => Err(concatenation(vm, "list", b)),
        (BinaryOp::Add, Value::Tuple(_), _) => Err(concatenation(vm, "tuple", b)),
        (
            BinaryOp::Mul,
            Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_),
            Value::Instance(_),
        ) => repeat_by_index(vm, a, b).map(Some),
        (
            BinaryOp::Mul,
            Value::Instance(_),
            Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_),
        ) => repeat_by_index(vm, b, a).map(Some),
        (BinaryOp::Mul, Value::List(_) | Value::Tuple(_), _) => multiply(vm, a, b, inplace),
        (BinaryOp::Mul, _, Value::List(_) | Value::Tuple(_)) => multiply(vm, b, a, false),
        (BinaryOp::Or, Value::Dict(x), _) if inplace => dict_update(vm, x, a, b).map(Some),
        (BinaryOp::Or, Value::Dict(x), Value::Dict(y))
            if dict::merge::is_long(x) || dict::merge::is_long(y) =>
        {
            let copy = tracked(Dict::default());
            let result = Value::Dict(copy.clone());
            Ok(Some(dict::merge::in_pieces(&copy, &[x, y], &result)))
        }
        (BinaryOp::Or, Value::Dict(x), Value::Dict(y)) => {
            let copy = tracked(Dict::new(x.table.borrow().clone()));
            let result = Value::Dict(copy.clone());
            let flow = dict::merge(vm, &copy, y, &result)?;
            Ok(Some(flow))
        }
        (_, Value::Set(x), Value::Set(_)) => {
            let operation = match op {
                BinaryOp::Or => 0,
                BinaryOp::And => 1,
                BinaryOp::Sub => 2,
                BinaryOp::Xor => 3,
                _ => return Ok(None),
            };
            let others = vec![b.clone()];
            Ok(Some(if inplace && !x.frozen {
                change_by(vm, operation, x, others, a.clone())?
            } else {
                operate_on(vm, operation, x, others)?
            }))
        }
        _ => Ok(None),
    }
}

fn concatenation(vm: &Vm, name: &str, other: &Value) -> crate::Raised {
    let class = vm.types.name_of(other);
    vm.type_error(format!("can only concatenate {name} (not \"{class}\") to {name}"))
}

/// `sequence * count` where `count` is an object that may have `__index__`.
fn repeat_by_index(vm: &Vm, sequence: &Value, count: &Value) -> Result<Flow> {
    let class = vm.types.borrow_of(count);
    if class.lookup(crate::symbol::sym::INDEX).is_none() {
        return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{}'", class.name)));
    }
    Ok(Flow::call(vm.prelude("_repeat_by_index"), Args::new([sequence.clone(), count.clone()])))
}

fn multiply(vm: &Vm, sequence: &Value, count: &Value, inplace: bool) -> Result<Option<Flow>> {
    let count = match plain(count) {
        Value::Int(count) => *count,
        Value::Bool(flag) => i64::from(*flag),
        Value::Big(_) => return Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
        _ => {
            let class = vm.types.name_of(count);
            return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{class}'")));
        }
    };
    Ok(Some(Flow::Value(match sequence {
        Value::List(list) => {
            let items = list::repeat(vm, &list.items.borrow(), count)?;
            if inplace {
                replace(list, items);
                sequence.clone()
            } else {
                Value::list(items)
            }
        }
        Value::Tuple(items) => Value::tuple(list::repeat(vm, items, count)?),
        _ => return Ok(None),
    })))
}

fn replace(list: &List, items: Vec<Value>) {
    let old = list.items.replace(items);
    discard_items(old);
}

/// `dict |= other`
fn dict_update(vm: &mut Vm, dict: &Rc<Dict>, value: &Value, other: &Value) -> Result<Flow> {
    if let Value::Dict(source) = other {
        return dict::merge(vm, dict, source, value);
    }
    let args =
        Args::new([Value::Dict(dict.clone()), other.clone(), Value::Dict(Rc::default()), value.clone()]);
    Ok(Flow::call(vm.prelude("_dict_fill"), args))
}

/// An operator's method; `REFLECTED` for those called on the right operand.
fn operator<const OP: usize, const REFLECTED: bool, const INPLACE: bool>(
    vm: &mut Vm,
    args: Args,
) -> Result<Flow> {
    let op = OPERATORS[OP];
    let [receiver, other] = args.method(vm, &op.methods().0.name())?;
    let (mine, theirs) = (plain(&receiver), plain(&other));
    let (a, b) = if REFLECTED { (theirs, mine) } else { (mine, theirs) };
    let supported = match (op, mine) {
        (BinaryOp::Mul, _) => matches!(theirs, Value::Int(_) | Value::Bool(_) | Value::Big(_)),
        (BinaryOp::Add, Value::List(_)) if INPLACE => true,
        (BinaryOp::Or, Value::Dict(_)) if INPLACE => true,
        _ => std::mem::discriminant(mine) == std::mem::discriminant(theirs),
    };
    if !supported {
        return Ok(Flow::Value(Value::NotImplemented));
    }
    if let (true, BinaryOp::Or, Value::Instance(_), Value::Dict(_)) = (INPLACE, op, &receiver, b) {
        // Here the result is not what is filled.
        let args = Args::new([a.clone(), b.clone(), Value::Dict(Rc::default()), receiver.clone()]);
        return Ok(Flow::call(vm.prelude("_dict_fill"), args));
    }
    match binary(vm, op, a, b, INPLACE)? {
        // An operator in place gives the object itself, not the list or dict inside it.
        Some(Flow::Value(_)) if INPLACE && !matches!(mine, Value::Tuple(_)) => Ok(Flow::Value(receiver)),
        Some(Flow::Call(call)) if INPLACE => {
            let (function, args) = *call;
            let args = Args::new([receiver, function, Value::tuple(args.pos.to_vec())]);
            Ok(Flow::call(vm.prelude("_in_place"), args))
        }
        Some(Flow::Frame(frame)) if INPLACE && !matches!(mine, Value::Tuple(_)) => {
            Ok(then_give(frame, receiver))
        }
        Some(flow) => Ok(flow),
        None => Ok(Flow::Value(Value::NotImplemented)),
    }
}

const OPERATORS: [BinaryOp; 6] =
    [BinaryOp::Add, BinaryOp::Mul, BinaryOp::Or, BinaryOp::And, BinaryOp::Sub, BinaryOp::Xor];

fn define<const OP: usize>(class: &Type, reflected: bool, inplace: bool) {
    let (name, reflected_name, inplace_name) = OPERATORS[OP].methods();
    define_one(class, name, operator::<OP, false, false>);
    if reflected {
        define_one(class, reflected_name, operator::<OP, true, false>);
    }
    if inplace {
        define_one(class, inplace_name, operator::<OP, false, true>);
    }
}

fn define_one(class: &Type, name: Sym, code: fn(&mut Vm, Args) -> Result<Flow>) {
    class.flow_method(static_name(name), code);
}

/// The names of the methods that are defined here.
fn static_name(name: Sym) -> &'static str {
    const NAMES: [&str; 17] = [
        "__add__", "__iadd__", "__mul__", "__rmul__", "__imul__", "__or__", "__ror__", "__ior__", "__and__",
        "__rand__", "__iand__", "__sub__", "__rsub__", "__isub__", "__xor__", "__rxor__", "__ixor__",
    ];
    let name = name.name();
    NAMES.into_iter().find(|known| **known == *name).unwrap_or("")
}

/// Defines the operators' methods.
pub(crate) fn install(vm: &Vm) {
    let types = &vm.types;
    define::<0>(&types.list, false, true);
    define::<1>(&types.list, true, true);
    define::<0>(&types.tuple, false, false);
    define::<1>(&types.tuple, true, false);
    define::<2>(&types.dict, true, true);
    for (class, mutable) in [(&types.set, true), (&types.frozenset, false)] {
        define::<2>(class, true, mutable);
        define::<3>(class, true, mutable);
        define::<4>(class, true, mutable);
        define::<5>(class, true, mutable);
    }
}
