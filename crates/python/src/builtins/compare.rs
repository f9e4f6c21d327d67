//! Rich comparisons: in Rust where that is possible, and the comparison methods of the builtin types.

mod long;

use std::cmp::Ordering;

use super::equal::{LONG, Side, equal, is_subset, same, side};
use super::number::{self, plain};
use crate::Result;
use crate::bytecode::CompareOp;
use crate::native::{Args, Flow};
use crate::object::{Slice, Type};
use crate::symbol::sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::work;

/// Deeper sequences are left to Python code, whose recursion is limited.
const MAX_DEPTH: usize = 100;

/// `a op b`; `None` if Python code must tell.
///
/// # Errors
/// `TypeError` if the values have no order.
pub fn native(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> Result<Option<bool>> {
    native_within(vm, op, a, b, MAX_DEPTH)
}

fn native_within(vm: &Vm, op: CompareOp, a: &Value, b: &Value, depth: usize) -> Result<Option<bool>> {
    match op {
        CompareOp::Eq => Ok(equal(vm, a, b)),
        CompareOp::Ne => match (side(vm, a, sym::NE), side(vm, b, sym::NE)) {
            (Side::Method, _) | (_, Side::Method) => Ok(None),
            _ => Ok(equal(vm, a, b).map(|equal| !equal)),
        },
        _ => match (side(vm, a, op.method()), side(vm, b, op.reflected().method())) {
            (Side::Method, _) | (_, Side::Method) => Ok(None),
            (Side::Native(x), Side::Native(y)) => match order(vm, op, x, y, depth) {
                Outcome::Is(result) => Ok(Some(result)),
                Outcome::Python => Ok(None),
                Outcome::Items(x, y) => native_within(vm, op, &x, &y, depth.saturating_sub(1)),
                Outcome::Unsupported => Err(unsupported(vm, op, a, b)),
            },
            _ => Err(unsupported(vm, op, a, b)),
        },
    }
}

/// `TypeError` for values without an order.
pub fn unsupported(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> Raised {
    vm.type_error(format!(
        "'{}' not supported between instances of '{}' and '{}'",
        op.symbol(),
        vm.types.name_of(a),
        vm.types.name_of(b)
    ))
}

enum Outcome {
    Is(bool),
    /// These items decide.
    Items(Value, Value),
    Python,
    Unsupported,
}

fn order(vm: &Vm, op: CompareOp, a: &Value, b: &Value, depth: usize) -> Outcome {
    let by = |ordering: Ordering| Outcome::Is(number::compare::matches(op, Some(ordering)));
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => {
            work::bytes(a.as_str().len().min(b.as_str().len()));
            by(a.as_str().cmp(b.as_str()))
        }
        (Value::Bytes(a), Value::Bytes(b)) => {
            work::bytes(a.as_slice().len().min(b.as_slice().len()));
            by(a.as_slice().cmp(b.as_slice()))
        }
        (Value::Tuple(a), Value::Tuple(b)) => order_items(vm, op, a, b, depth),
        (Value::List(a), Value::List(b)) => order_items(vm, op, &a.items.borrow(), &b.items.borrow(), depth),
        (Value::Slice(a), Value::Slice(b)) => order_items(vm, op, &a.parts(), &b.parts(), depth),
        (Value::Set(x), Value::Set(y)) => {
            let longer = x.table.borrow().len().cmp(&y.table.borrow().len());
            let result = match op {
                CompareOp::Lt if longer != Ordering::Less => Some(false),
                CompareOp::Gt if longer != Ordering::Greater => Some(false),
                CompareOp::Lt | CompareOp::Le => is_subset(vm, x, y),
                _ => is_subset(vm, y, x),
            };
            result.map_or(Outcome::Python, Outcome::Is)
        }
        _ => number::compare(op, a, b).map_or(Outcome::Unsupported, Outcome::Is),
    }
}

fn order_items(vm: &Vm, op: CompareOp, a: &[Value], b: &[Value], depth: usize) -> Outcome {
    if depth == 0 || a.len().min(b.len()) > LONG {
        return Outcome::Python;
    }
    for (at, (a, b)) in a.iter().zip(b).enumerate() {
        let outcome = match same(vm, a, b) {
            Some(true) => continue,
            Some(false) => Outcome::Items(a.clone(), b.clone()),
            None => Outcome::Python,
        };
        work::items(at);
        return outcome;
    }
    work::items(a.len().min(b.len()));
    Outcome::Is(number::compare::matches(op, Some(a.len().cmp(&b.len()))))
}

/// Defines the comparison methods of `object` and the builtin types.
pub(crate) fn install(vm: &Vm) {
    let types = &vm.types;
    types.object.method("__eq__", |vm, args| {
        let [a, b] = args.method(vm, "__eq__")?;
        Ok(if a.is(&b) { Value::Bool(true) } else { Value::NotImplemented })
    });
    types.object.flow_method("__ne__", |vm, args| {
        let [a, b] = args.method(vm, "object.__ne__")?;
        Ok(Flow::call(vm.prelude("_not_equal"), Args::new([a, b])))
    });
    for name in ["__lt__", "__le__", "__gt__", "__ge__"] {
        types.object.method(name, |vm, args| {
            let [_, _] = args.method(vm, "object.__lt__")?;
            Ok(Value::NotImplemented)
        });
    }
    for class in [&types.int, &types.float, &types.str, &types.bytes, &types.tuple, &types.list, &types.set]
        .into_iter()
        .chain([&types.frozenset, &types.slice])
    {
        equality(class);
        class.flow_method("__lt__", method::<{ CompareOp::Lt as u8 }>);
        class.flow_method("__le__", method::<{ CompareOp::Le as u8 }>);
        class.flow_method("__gt__", method::<{ CompareOp::Gt as u8 }>);
        class.flow_method("__ge__", method::<{ CompareOp::Ge as u8 }>);
    }
    for class in [&types.dict, &types.range, &types.method] {
        equality(class);
    }
}

fn equality(class: &Type) {
    class.flow_method("__eq__", method::<{ CompareOp::Eq as u8 }>);
    class.flow_method("__ne__", method::<{ CompareOp::Ne as u8 }>);
}

const OPERATORS: [CompareOp; 6] =
    [CompareOp::Eq, CompareOp::Ne, CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge];

/// A comparison method of a builtin type: `NotImplemented` unless both are of its kind.
fn method<const OP: u8>(vm: &mut Vm, args: Args) -> Result<Flow> {
    let op = OPERATORS[OP as usize];
    let [a, b] = args.method(vm, &op.method().name())?;
    let (a, b) = (plain(&a), plain(&b));
    let alike = match (a, b) {
        (Value::Str(_), Value::Str(_))
        | (Value::Bytes(_), Value::Bytes(_))
        | (Value::Tuple(_), Value::Tuple(_))
        | (Value::List(_), Value::List(_))
        | (Value::Dict(_), Value::Dict(_))
        | (Value::Set(_), Value::Set(_))
        | (Value::Range(_), Value::Range(_))
        | (Value::Slice(_), Value::Slice(_))
        | (Value::Method(_), Value::Method(_)) => true,
        // A float knows how it compares with an int, and not the other way round.
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), Value::Float(_)) => false,
        _ => number::compare(op, a, b).is_some(),
    };
    if !alike {
        return Ok(Flow::Value(Value::NotImplemented));
    }
    if let Some(flow) = long::in_pieces(vm, op, a, b) {
        return Ok(flow);
    }
    match native(vm, op, a, b)? {
        Some(result) => Ok(Flow::Value(Value::Bool(result))),
        None => Ok(containers_by_python(vm, op, a, b)),
    }
}

/// `a op b` for containers of the same kind whose items need Python code.
fn containers_by_python(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> Flow {
    if let (Value::Slice(a), Value::Slice(b)) = (a, b) {
        let parts = |slice: &Slice| Value::tuple(slice.parts().to_vec());
        return containers_by_python(vm, op, &parts(a), &parts(b));
    }
    let (function, symbol) = match (a, op) {
        (Value::Dict(_), CompareOp::Eq) => ("_dicts_equal", Value::Undefined),
        (Value::Dict(_), _) => ("_dicts_differ", Value::Undefined),
        (Value::Set(_), _) => ("_sets_compare", Value::str(op.symbol())),
        _ => ("_sequences_compare", Value::str(op.symbol())),
    };
    let args = [a.clone(), b.clone(), symbol].into_iter().filter(Value::is_defined);
    Flow::call(vm.prelude(function), Args::new(args))
}
