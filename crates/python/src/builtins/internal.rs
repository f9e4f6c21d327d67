//! Natives that only the prelude's Python functions call.

mod containers;

use std::rc::Rc;

use crate::Result;
use crate::bytecode::BinaryOp;
use crate::native::{Args, Flow};
use crate::object::{Module, NativeFunction, Payload, Type};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::traceback::Numbers;

/// Publishes them in the prelude's module.
pub(crate) fn install(prelude: &Rc<Module>) {
    containers::install(prelude);
    prelude.set(Sym::new("_lookup"), NativeFunction::new("_lookup", lookup));
    prelude
        .set(Sym::new("_is_strict_subclass"), NativeFunction::new("_is_strict_subclass", is_strict_subclass));
    prelude.set(Sym::new("_native_binary"), NativeFunction::flow("_native_binary", native_binary));
    prelude.set(Sym::new("_own_attributes"), NativeFunction::new("_own_attributes", own_attributes));
    prelude.set(Sym::new("_import_one"), NativeFunction::flow("_import_one", import_one));
    prelude.set(Sym::new("_same_traceback"), NativeFunction::new("_same_traceback", same_traceback));
    prelude.set(Sym::new("_in_traceback"), NativeFunction::new("_in_traceback", in_traceback));
    prelude.set(Sym::new("_format_with_texts"), NativeFunction::new("_format_with_texts", format_with_texts));
}

/// `_lookup(cls, name)`: what the class or a base defines, unbound; `None` if nothing.
fn lookup(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, name] = args.exactly(vm, "_lookup")?;
    let Value::Type(class) = class else { return Ok(Value::None) };
    Ok(class.special(Sym::new(name.as_str().unwrap_or_default())).unwrap_or(Value::None))
}

fn is_strict_subclass(vm: &mut Vm, args: Args) -> Result<Value> {
    Ok(Value::Bool(match args.exactly(vm, "_is_strict_subclass")? {
        [Value::Type(class), Value::Type(base)] => !Rc::ptr_eq(&class, &base) && class.is_subtype(&base),
        _ => false,
    }))
}

/// `_native_binary(a, b, name, symbol, in_place)`: the operation of the builtin types that the operands
/// are instances of, or `TypeError`.
fn native_binary(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [a, b, name, symbol, in_place] = args.exactly(vm, "_native_binary")?;
    let (x, y) = (builtin_part(&a), builtin_part(&b));
    let op = operator(name.as_str().unwrap_or_default());
    let refused = op.is_some_and(|op| has_refused(vm, op, &a, &b, is_sequence(&x)));
    if let Some(BinaryOp::Add) = op
        && !refused
        && let Some(kind) = sequence_unlike(&x, &y)
        && !(kind == "list" && matches!(in_place, Value::Bool(true)))
    {
        let right = vm.types.name_of(&b);
        return Err(vm.type_error(match kind {
            "bytes" => format!("can't concat {right} to bytes"),
            _ => format!("can only concatenate {kind} (not \"{right}\") to {kind}"),
        }));
    }
    if let Some(op) = op
        && !refused
        && let Some(flow) = vm.native_binary(op, &x, &y, matches!(in_place, Value::Bool(true)))?
    {
        return Ok(flow);
    }
    let (left, right) = (vm.type_of(&a).name.clone(), vm.type_of(&b).name.clone());
    let symbol = symbol.as_str().unwrap_or_default();
    Err(vm.type_error(format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'")))
}

/// Whether what the builtin types do has been overridden by methods that do not know the operation: of the left operand and, unless that is a
/// sequence, of the right one, if that is not of the same class.
fn has_refused(vm: &Vm, op: BinaryOp, a: &Value, b: &Value, is_sequence: bool) -> bool {
    let (name, reflected, _) = op.methods();
    let (left, right) = (vm.type_of(a), vm.type_of(b));
    let overrides = |class: &Rc<Type>, name| matches!(class.lookup(name), Some(Value::Function(_)));
    let of_right =
        is_sequence || Rc::ptr_eq(&left, &right) || overrides(&right, name) || overrides(&right, reflected);
    overrides(&left, name) && of_right
}

/// Whether sums and products of it are its own: no other type knows them.
fn is_sequence(value: &Value) -> bool {
    matches!(value, Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_))
}

/// What kind of sequence the first is, if the second is none of that kind.
fn sequence_unlike(x: &Value, y: &Value) -> Option<&'static str> {
    match (x, y) {
        (Value::Str(_), Value::Str(_)) | (Value::Bytes(_), Value::Bytes(_)) => None,
        (Value::List(_), Value::List(_)) | (Value::Tuple(_), Value::Tuple(_)) => None,
        (Value::Str(_), _) => Some("str"),
        (Value::Bytes(_), _) => Some("bytes"),
        (Value::List(_), _) => Some("list"),
        (Value::Tuple(_), _) => Some("tuple"),
        _ => None,
    }
}

fn builtin_part(value: &Value) -> Value {
    match value {
        Value::Instance(instance) => match instance.payload() {
            Payload::Value(inner) => inner.clone(),
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

fn operator(name: &str) -> Option<BinaryOp> {
    use BinaryOp::*;
    let all = [Add, Sub, Mul, TrueDiv, FloorDiv, Mod, Pow, MatMul, And, Or, Xor, LShift, RShift];
    all.into_iter().find(|op| &*op.methods().0.name() == name)
}

/// `_own_attributes(cls)`: a list of the names and values that the class itself defines.
fn own_attributes(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class] = args.exactly(vm, "_own_attributes")?;
    let Value::Type(class) = class else { return Ok(Value::list(vec![])) };
    let dict = class.dict.borrow();
    Ok(Value::list(
        dict.iter()
            .map(|(name, value)| Value::tuple(vec![Value::str(&name.name()), value.clone()]))
            .collect(),
    ))
}

fn import_one(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [name] = args.exactly(vm, "_import_one")?;
    Ok(Flow::Import(name.as_str().unwrap_or_default().into()))
}

/// Whether one exception's traceback goes on from the other's: both were raised at the same place.
fn same_traceback(vm: &mut Vm, args: Args) -> Result<Value> {
    let [a, b] = args.exactly(vm, "_same_traceback")?;
    let (Some(a), Some(b)) = (vm.as_exception(&a), vm.as_exception(&b)) else {
        return Ok(Value::Bool(false));
    };
    let (a, b) = (a.data().traceback.borrow(), b.data().traceback.borrow());
    let same = match (a.first(), b.first()) {
        (Some(a), Some(b)) => a.position == b.position && a.name == b.name,
        _ => false,
    };
    Ok(Value::Bool(same))
}

/// `_in_traceback(exception)`: a list of the exceptions that its traceback may show.
fn in_traceback(vm: &mut Vm, args: Args) -> Result<Value> {
    let [exception] = args.exactly(vm, "_in_traceback")?;
    let (mut numbers, mut found) = (Numbers::default(), Vec::new());
    let mut waiting = Vec::from_iter(vm.as_exception(&exception));
    while let Some(raised) = waiting.pop() {
        if !numbers.add(&raised) {
            continue;
        }
        waiting.extend(raised.data().cause.borrow().clone());
        waiting.extend(raised.data().context.borrow().clone());
        waiting.extend(vm.group_members(&raised).unwrap_or_default());
        found.push(Value::Instance(raised.0));
    }
    Ok(Value::list(found))
}

/// `_format_with_texts(exception, exceptions, texts)`: the traceback, with `str()` of each exception given.
fn format_with_texts(vm: &mut Vm, args: Args) -> Result<Value> {
    let [exception, exceptions, texts] = args.exactly(vm, "_format_with_texts")?;
    let Some(raised) = vm.as_exception(&exception) else { return Err(vm.type_error("not an exception")) };
    let (Value::List(exceptions), Value::List(texts)) = (exceptions, texts) else {
        return Err(vm.type_error("two lists are needed"));
    };
    let mut numbers = Numbers::default();
    for exception in exceptions.items.borrow().iter().filter_map(|value| vm.as_exception(value)) {
        numbers.add(&exception);
    }
    let mut text = |_: &mut Vm, raised: &crate::Raised| {
        let (at, texts) = (numbers.of(raised), texts.items.borrow());
        at.and_then(|at| texts.get(at)).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    Ok(Value::string(vm.format_exception_with(&raised, &mut text)))
}
