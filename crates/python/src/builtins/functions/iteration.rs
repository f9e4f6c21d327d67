//! Functions of iterables: `iter`, `next`, `len`, `sum`, `min`, `max`, `any`, `all`, `sorted`.

use super::{define, define_flow};
use crate::Result;
use crate::builtins::after::after;
use crate::builtins::compare::native;
use crate::builtins::iterators::combined::until_sentinel;
use crate::builtins::iterators::{advance, collect};
use crate::builtins::pieces::{AT_ONCE, Items, Piece, in_pieces};
use crate::builtins::{list, number, subscript};
use crate::bytecode::{BinaryOp, CompareOp};
use crate::native::{Args, Flow, Resume};
use crate::object::GeneratorKind;
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// `len(object)`
fn len(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object] = args.exactly(vm, "len")?;
    if !matches!(object, Value::Instance(_))
        && let Some(length) = subscript::length_of(vm, &object)
    {
        return Ok(Flow::Value(Value::from(length)));
    }
    match vm.types.borrow_of(&object).special(sym::LEN) {
        Some(function) => Ok(after(function, Args::new([object]), check_length)),
        None => {
            let class = vm.types.name_of(&object);
            Err(vm.type_error(format!("object of type '{class}' has no len()")))
        }
    }
}

fn check_length(vm: &mut Vm, length: Value) -> Result<Value> {
    match number::plain(&length) {
        Value::Int(length) if *length >= 0 => Ok(Value::Int(*length)),
        Value::Bool(flag) => Ok(Value::Int(i64::from(*flag))),
        Value::Int(_) => Err(vm.value_error("__len__() should return >= 0")),
        _ => {
            let class = vm.types.name_of(&length);
            Err(vm.type_error(format!("'{class}' object cannot be interpreted as an integer")))
        }
    }
}

/// `iter(object)` and `iter(function, sentinel)`
fn iter(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("iter() takes no keyword arguments"));
    }
    match &args.pos[..] {
        [object] => vm.get_iter(object.clone()),
        [function, sentinel] => {
            if !super::classes::is_callable(vm, function) {
                return Err(vm.type_error("iter(v, w): v must be callable"));
            }
            Ok(Flow::Value(until_sentinel(function.clone(), sentinel.clone())))
        }
        [] => Err(vm.type_error("iter expected at least 1 argument, got 0")),
        more => Err(vm.type_error(format!("iter expected at most 2 arguments, got {}", more.len()))),
    }
}

/// `next(iterator)` and `next(iterator, default)`
fn next(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("next() takes no keyword arguments"));
    }
    let (iterator, default) = match &args.pos[..] {
        [iterator] => (iterator, None),
        [iterator, default] => (iterator, Some(default)),
        [] => return Err(vm.type_error("next expected at least 1 argument, got 0")),
        more => return Err(vm.type_error(format!("next expected at most 2 arguments, got {}", more.len()))),
    };
    if let Some(default) = default {
        let native = match iterator {
            Value::Iter(iter) => iter.state.try_borrow().is_ok_and(|state| !state.needs_python()),
            _ => false,
        };
        if !native && is_iterator(vm, iterator) {
            return Ok(Flow::call(vm.prelude("_next_or"), Args::new([iterator.clone(), default.clone()])));
        }
        if let Value::Iter(iter) = iterator {
            return match advance(vm, iter) {
                Err(raised) if raised.is(&vm.exceptions.stop_iteration) => Ok(Flow::Value(default.clone())),
                other => other,
            };
        }
    }
    match iterator {
        Value::Iter(iter) => advance(vm, iter),
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => {
            Ok(Flow::Resume(generator.clone(), Resume::Send(Value::None)))
        }
        _ => match vm.types.borrow_of(iterator).special(sym::NEXT) {
            Some(function) => Ok(Flow::call(function, Args::new([iterator.clone()]))),
            None => {
                let class = vm.types.name_of(iterator);
                Err(vm.type_error(format!("'{class}' object is not an iterator")))
            }
        },
    }
}

fn is_iterator(vm: &Vm, value: &Value) -> bool {
    vm.types.borrow_of(value).lookup(sym::NEXT).is_some()
}

/// `sum(iterable, /, start=0)`
fn sum(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let given = args.pos.len();
    let start = args.take(1, "start").unwrap_or(Value::Int(0));
    if given == 0 {
        return Err(vm.type_error("sum() takes at least 1 positional argument (0 given)"));
    }
    if given > 2 {
        return Err(vm.type_error(format!("sum() takes at most 2 arguments ({given} given)")));
    }
    args.no_keywords_left(vm, "sum")?;
    let iterable = std::mem::take(&mut args.pos[0]);
    match &start {
        Value::Str(_) => return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]")),
        Value::Bytes(_) => return Err(vm.type_error("sum() can't sum bytes [use b''.join(seq) instead]")),
        _ => {}
    }
    if let Some(items) = Items::of(vm, &iterable) {
        return Ok(sum_in_pieces(items, start));
    }
    if let Some(items) = collect(vm, &iterable)? {
        work::items(2 * items.len());
        let mut total = start.clone();
        let mut rest = items.iter();
        for item in &mut rest {
            match number::binary(vm, BinaryOp::Add, &total, item)? {
                Some(sum) if !matches!(item, Value::Instance(_)) => total = sum,
                _ => {
                    let mut left = vec![item.clone()];
                    left.extend(rest.cloned());
                    return Ok(Flow::call(vm.prelude("_sum"), Args::new([Value::list(left), total])));
                }
            }
        }
        return Ok(Flow::Value(total));
    }
    Ok(Flow::call(vm.prelude("_sum"), Args::new([iterable, start])))
}

/// `sum()` of many items.
fn sum_in_pieces(items: Items, start: Value) -> Flow {
    let mut total = start;
    in_pieces(move |vm| {
        work::items(2 * AT_ONCE);
        for _ in 0..AT_ONCE {
            let Some(item) = items.next(vm)? else { return Ok(Piece::Done(std::mem::take(&mut total))) };
            match number::binary(vm, BinaryOp::Add, &total, &item)? {
                Some(sum) if !matches!(item, Value::Instance(_)) => total = sum,
                _ => {
                    let rest = items.rest(vm, item)?;
                    let args = Args::new([rest, std::mem::take(&mut total)]);
                    return Ok(Piece::Call(vm.prelude("_sum"), args));
                }
            }
        }
        Ok(Piece::More)
    })
}

/// `min(…)` and `max(…)`
fn extreme<const MAX: bool>(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let name = if MAX { "max" } else { "min" };
    if args.pos.is_empty() {
        return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    let key = args.take_kw("key").unwrap_or(Value::None);
    let default = args.take_kw("default");
    args.no_keywords_left(vm, name)?;
    let several = args.pos.len() > 1;
    if several && default.is_some() {
        return Err(vm.type_error(format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        )));
    }
    let iterable = match args.pos.len() {
        1 => std::mem::take(&mut args.pos[0]),
        _ => Value::tuple(args.pos.to_vec()),
    };
    if key.is_none()
        && let Some(items) = Items::of(vm, &iterable)
    {
        return Ok(extreme_in_pieces(items, if MAX { CompareOp::Gt } else { CompareOp::Lt }));
    }
    let items = if key.is_none() { collect(vm, &iterable)? } else { None };
    let iterable = match items {
        Some(items) => match native_extreme(vm, &items, if MAX { CompareOp::Gt } else { CompareOp::Lt })? {
            Some(Some(item)) => return Ok(Flow::Value(item)),
            Some(None) => {
                return match default {
                    Some(default) => Ok(Flow::Value(default)),
                    None => Err(vm.value_error(format!("{name}() arg is an empty sequence"))),
                };
            }
            None => Value::tuple(items),
        },
        None => iterable,
    };
    let function = vm.prelude(if MAX { "_max" } else { "_min" });
    let default = default.map_or(Value::tuple(vec![]), |default| Value::tuple(vec![default]));
    Ok(Flow::call(function, Args::new([iterable, key, default])))
}

/// `min()` and `max()` of many items.
fn extreme_in_pieces(items: Items, op: CompareOp) -> Flow {
    let mut best = Value::Undefined;
    in_pieces(move |vm| {
        work::items(2 * AT_ONCE);
        for _ in 0..AT_ONCE {
            let Some(item) = items.next(vm)? else { return Ok(Piece::Done(std::mem::take(&mut best))) };
            if !best.is_defined() {
                best = item;
                continue;
            }
            match native(vm, op, &item, &best)? {
                Some(true) => best = item,
                Some(false) => {}
                None => {
                    let rest = items.rest(vm, item)?;
                    if let Value::List(rest) = &rest {
                        rest.items.borrow_mut().insert(0, std::mem::take(&mut best));
                    }
                    let function = vm.prelude(if op == CompareOp::Gt { "_max" } else { "_min" });
                    return Ok(Piece::Call(function, Args::new([rest, Value::None, Value::tuple(vec![])])));
                }
            }
        }
        Ok(Piece::More)
    })
}

/// The item for which `item op other` holds against all before it: `Some(None)` if there are no items,
/// `None` if Python code must compare.
fn native_extreme(vm: &Vm, items: &[Value], op: CompareOp) -> Result<Option<Option<Value>>> {
    work::items(items.len());
    let mut best: Option<&Value> = None;
    for item in items {
        best = match best {
            None => Some(item),
            Some(other) => match native(vm, op, item, other)? {
                Some(true) => Some(item),
                Some(false) => Some(other),
                None => return Ok(None),
            },
        };
    }
    Ok(Some(best.cloned()))
}

/// `any(iterable)` and `all(iterable)`
fn quantify<const ANY: bool>(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterable] = args.exactly(vm, if ANY { "any" } else { "all" })?;
    let stored = matches!(iterable, Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Set(_));
    if stored && let Some(items) = Items::of(vm, &iterable) {
        return Ok(quantify_in_pieces(items, ANY));
    }
    if stored && let Some(items) = collect(vm, &iterable)? {
        work::items(items.len());
        let truths: Option<Vec<bool>> = items.iter().map(|item| vm.truth(item)).collect();
        if let Some(truths) = truths {
            let found = truths.into_iter().any(|truth| truth == ANY);
            return Ok(Flow::Value(Value::Bool(found == ANY)));
        }
    }
    Ok(Flow::call(vm.prelude(if ANY { "_any" } else { "_all" }), Args::new([iterable])))
}

/// `any()` and `all()` of many items.
fn quantify_in_pieces(items: Items, any: bool) -> Flow {
    in_pieces(move |vm| {
        work::items(AT_ONCE);
        for _ in 0..AT_ONCE {
            let Some(item) = items.next(vm)? else { return Ok(Piece::Done(Value::Bool(!any))) };
            match vm.truth(&item) {
                Some(truth) if truth == any => return Ok(Piece::Done(Value::Bool(any))),
                Some(_) => {}
                None => {
                    let rest = items.rest(vm, item)?;
                    let function = vm.prelude(if any { "_any" } else { "_all" });
                    return Ok(Piece::Call(function, Args::new([rest])));
                }
            }
        }
        Ok(Piece::More)
    })
}

/// `aiter(object)`
fn aiter(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object] = args.exactly(vm, "aiter")?;
    match vm.types.borrow_of(&object).special(sym::AITER) {
        Some(function) => Ok(Flow::call(function, Args::new([object]))),
        None => {
            let class = vm.types.name_of(&object);
            Err(vm.type_error(format!("'{class}' object is not an async iterable")))
        }
    }
}

/// `anext(iterator)` and `anext(iterator, default)`
fn anext(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterator, default] = args.between(vm, "anext", 1)?;
    let default = Some(default).filter(Value::is_defined);
    let Some(function) = vm.types.borrow_of(&iterator).special(sym::ANEXT) else {
        let class = vm.types.name_of(&iterator);
        return Err(vm.type_error(format!("'{class}' object is not an async iterator")));
    };
    match default {
        Some(default) => Ok(Flow::call(vm.prelude("_anext_or"), Args::new([iterator, default]))),
        None => Ok(Flow::call(function, Args::new([iterator]))),
    }
}

pub(super) fn install(vm: &Vm) {
    define_flow(vm, "len", len);
    define_flow(vm, "iter", iter);
    define_flow(vm, "next", next);
    define_flow(vm, "sum", sum);
    define_flow(vm, "min", extreme::<false>);
    define_flow(vm, "max", extreme::<true>);
    define_flow(vm, "any", quantify::<true>);
    define_flow(vm, "all", quantify::<false>);
    define_flow(vm, "sorted", list::sort::sorted);
    define_flow(vm, "aiter", aiter);
    define_flow(vm, "anext", anext);
    define(vm, "id", |vm, args| {
        let [object] = args.exactly(vm, "id")?;
        Ok(Value::Int(vm.id_of(&object)))
    });
}
