//! The methods of `dict`.

use std::rc::Rc;

use super::{Place, get, merge, place, plain_dict, remove, set, views};
use crate::Result;
use crate::builtins::iterators::{self, DictPart};
use crate::builtins::number::plain;
use crate::builtins::pieces::{AT_ONCE, Items, Piece, in_pieces};
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Dict, Instance, Payload, Type};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// The dict that a method was called on.
fn receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<Dict>> {
    match plain(value) {
        Value::Dict(dict) => Ok(dict.clone()),
        _ => {
            let class = vm.types.name_of(value);
            Err(vm.type_error(format!(
                "descriptor '{method}' for 'dict' objects doesn't apply to a '{class}' object"
            )))
        }
    }
}

fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let mut pos = args.pos.into_iter();
    let class = pos.next().unwrap_or_default();
    let dict = match class {
        Value::Type(class) if !Rc::ptr_eq(&class, &vm.types.dict) => {
            let payload = Payload::Value(Value::Dict(tracked(Dict::default())));
            return Ok(Flow::Value(Value::Instance(tracked(Instance::new(class, payload)))));
        }
        _ => Value::Dict(tracked(Dict::default())),
    };
    let rest = Args { pos: pos.collect(), kw: args.kw };
    fill(vm, dict.clone(), rest, "dict", dict)
}

fn init(vm: &mut Vm, args: Args) -> Result<Flow> {
    let mut pos = args.pos.into_iter();
    let target = pos.next().unwrap_or_default();
    fill(vm, target, Args { pos: pos.collect(), kw: args.kw }, "dict", Value::None)
}

fn update_method(vm: &mut Vm, args: Args) -> Result<Flow> {
    let mut pos = args.pos.into_iter();
    let target = pos.next().unwrap_or_default();
    fill(vm, target, Args { pos: pos.collect(), kw: args.kw }, "update", Value::None)
}

/// Sets what the arguments of `dict()` or `update()` say, then gives `result`.
fn fill(vm: &mut Vm, target: Value, args: Args, name: &str, result: Value) -> Result<Flow> {
    let dict = receiver(vm, &target, name)?;
    if args.pos.len() > 1 {
        return Err(vm.type_error(format!("{name} expected at most 1 argument, got {}", args.pos.len())));
    }
    let Some(source) = args.pos.into_iter().next() else {
        return set_keywords(vm, &dict, args.kw, result);
    };
    if args.kw.is_empty()
        && let Some(pairs) = Items::of(vm, &source)
        && !matches!(plain_dict(&source), Value::Dict(_))
        && vm.types.borrow_of(&source).lookup(sym::KEYS).is_none()
    {
        return Ok(pairs_in_pieces(dict, pairs, result));
    }
    let source = iterators::stored(vm, source)?;
    if let Value::Dict(source) = plain_dict(&source) {
        // One in pieces has its result too early for the keywords.
        if args.kw.is_empty() || !merge::is_long(&source) {
            match merge(vm, &dict, &source, &result)? {
                Flow::Value(_) => return set_keywords(vm, &dict, args.kw, result),
                pieces @ Flow::Frame(_) => return Ok(pieces),
                _ => {}
            }
        }
    } else if vm.types.borrow_of(&source).lookup(sym::KEYS).is_none()
        && let Some(pairs) = iterators::collect(vm, &source)?
        && set_pairs(vm, &dict, &pairs)?
    {
        return set_keywords(vm, &dict, args.kw, result);
    }
    let keywords = tracked(Dict::default());
    set_keywords(vm, &keywords, args.kw, Value::None)?;
    let args = Args::new([Value::Dict(dict), source, Value::Dict(keywords), result]);
    Ok(Flow::call(vm.prelude("_dict_fill"), args))
}

fn set_keywords(vm: &mut Vm, dict: &Dict, keywords: Vec<(crate::Sym, Value)>, result: Value) -> Result<Flow> {
    for (name, value) in keywords {
        set(vm, dict, &Value::str(&name.name()), &value)?;
    }
    Ok(Flow::Value(result))
}

/// Sets keys and values from pairs; `false` if Python code must do it, again from the first pair.
fn set_pairs(vm: &mut Vm, dict: &Dict, pairs: &[Value]) -> Result<bool> {
    for (at, pair) in pairs.iter().enumerate() {
        if !set_pair(vm, dict, pair, at)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Sets a key and its value; `false` if Python code must do it.
fn set_pair(vm: &mut Vm, dict: &Dict, pair: &Value, at: usize) -> Result<bool> {
    if let Value::Tuple(items) = pair
        && let [key, value] = &items[..]
    {
        return set(vm, dict, key, value);
    }
    if matches!(pair, Value::Instance(_) | Value::Generator(_) | Value::Iter(_)) {
        return Ok(false);
    }
    let Some(items) = iterators::collect(vm, pair)? else {
        if iterators::iterate(vm, pair).is_some() {
            return Ok(false);
        }
        return Err(
            vm.type_error(format!("cannot convert dictionary update sequence element #{at} to a sequence"))
        );
    };
    let [key, value] = &items[..] else {
        return Err(vm.value_error(format!(
            "dictionary update sequence element #{at} has length {}; 2 is required",
            items.len()
        )));
    };
    set(vm, dict, key, value)
}

fn get_method(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target, key, default] = args.optional(vm, "get", 2)?;
    let dict = receiver(vm, &target, "get")?;
    let default = if default.is_defined() { default } else { Value::None };
    match get(vm, &dict, &key)? {
        Some(found) => Ok(Flow::Value(found.unwrap_or(default))),
        None => Ok(Flow::call(vm.prelude("_dict_get"), Args::new([Value::Dict(dict), key, default]))),
    }
}

fn setdefault(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target, key, default] = args.optional(vm, "setdefault", 2)?;
    let dict = receiver(vm, &target, "setdefault")?;
    let default = if default.is_defined() { default } else { Value::None };
    match place(vm, &dict, &key)? {
        Place::At(at) => {
            let value = dict.table.borrow().entry(at).map(|entry| entry.value.clone());
            Ok(Flow::Value(value.unwrap_or_default()))
        }
        Place::Absent(hash) => {
            dict.table.borrow_mut().push(hash, key, default.clone());
            Ok(Flow::Value(default))
        }
        Place::Unknown => {
            Ok(Flow::call(vm.prelude("_dict_setdefault"), Args::new([Value::Dict(dict), key, default])))
        }
    }
}

fn pop(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target, key, default] = args.optional(vm, "pop", 2)?;
    let dict = receiver(vm, &target, "pop")?;
    match remove(vm, &dict, &key)? {
        Some(Some(value)) => Ok(Flow::Value(value)),
        Some(None) if default.is_defined() => Ok(Flow::Value(default)),
        Some(None) => Err(vm.key_error(key)),
        None => {
            let args = [Value::Dict(dict), key, default].into_iter().filter(Value::is_defined);
            Ok(Flow::call(vm.prelude("_dict_pop"), Args::new(args)))
        }
    }
}

fn popitem(vm: &mut Vm, args: Args) -> Result<Value> {
    let [target] = args.method(vm, "popitem")?;
    let dict = receiver(vm, &target, "popitem")?;
    let mut table = dict.table.borrow_mut();
    let last = table.previous_position(table.end_position());
    match last.and_then(|at| table.remove(at)) {
        Some(entry) => Ok(Value::tuple(vec![entry.key, entry.value])),
        None => Err(vm.key_error(Value::str("popitem(): dictionary is empty"))),
    }
}

fn clear(vm: &mut Vm, args: Args) -> Result<Value> {
    let [target] = args.method(vm, "clear")?;
    let old = receiver(vm, &target, "clear")?.table.borrow_mut().clear();
    drop(old);
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target] = args.method(vm, "copy")?;
    let dict = receiver(vm, &target, "copy")?;
    let copy = tracked(Dict::default());
    let result = Value::Dict(copy.clone());
    merge(vm, &copy, &dict, &result)
}

fn part<const PART: u8>(vm: &mut Vm, args: Args) -> Result<Value> {
    let (part, name) = match PART {
        0 => (DictPart::Keys, "keys"),
        1 => (DictPart::Values, "values"),
        _ => (DictPart::Items, "items"),
    };
    let [target] = args.method(vm, name)?;
    let dict = receiver(vm, &target, name)?;
    Ok(views::new(vm, &dict, part))
}

fn fromkeys(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [class, keys, value] = args.optional(vm, "fromkeys", 2)?;
    let value = if value.is_defined() { value } else { Value::None };
    let plain_class = matches!(&class, Value::Type(class) if Rc::ptr_eq(class, &vm.types.dict));
    if plain_class && let Some(items) = Items::of(vm, &keys) {
        return Ok(keys_in_pieces(class, items, value));
    }
    if plain_class && let Some(keys) = iterators::collect(vm, &keys)? {
        let dict = tracked(Dict::default());
        let mut complete = true;
        for key in &keys {
            complete = complete && set(vm, &dict, key, &value)?;
        }
        if complete {
            return Ok(Flow::Value(Value::Dict(dict)));
        }
    }
    Ok(Flow::call(vm.prelude("_dict_fromkeys"), Args::new([class, keys, value])))
}

/// `dict.fromkeys()` of many keys.
fn keys_in_pieces(class: Value, keys: Items, value: Value) -> Flow {
    let dict = tracked(Dict::default());
    in_pieces(move |vm| {
        work::items(AT_ONCE);
        for _ in 0..AT_ONCE {
            let Some(key) = keys.next(vm)? else { return Ok(Piece::Done(Value::Dict(dict.clone()))) };
            if !set(vm, &dict, &key, &value)? {
                let done = dict.entries().into_iter().map(|(key, _)| key);
                let rest = keys.rest(vm, key)?;
                let Value::List(rest) = rest else { return Ok(Piece::More) };
                rest.items.borrow_mut().splice(0..0, done);
                let args = [class.clone(), Value::List(rest), value.clone()];
                return Ok(Piece::Call(vm.prelude("_dict_fromkeys"), Args::new(args)));
            }
        }
        Ok(Piece::More)
    })
}

/// Sets many keys and values from pairs, then gives `result`.
fn pairs_in_pieces(dict: Rc<Dict>, pairs: Items, result: Value) -> Flow {
    let mut at = 0;
    in_pieces(move |vm| {
        work::items(AT_ONCE);
        for _ in 0..AT_ONCE {
            let Some(pair) = pairs.next(vm)? else { return Ok(Piece::Done(result.clone())) };
            if !set_pair(vm, &dict, &pair, at)? {
                let rest = pairs.rest(vm, pair)?;
                let args = [Value::Dict(dict.clone()), rest, Value::Dict(Rc::default()), result.clone()];
                return Ok(Piece::Call(vm.prelude("_dict_fill"), Args::new(args)));
            }
            at += 1;
        }
        Ok(Piece::More)
    })
}

/// Defines the methods.
pub(crate) fn install(vm: &Vm) {
    let class: &Rc<Type> = &vm.types.dict;
    class.static_method("__new__", new);
    class.flow_method("__init__", init);
    class.flow_method("update", update_method);
    class.flow_method("get", get_method);
    class.flow_method("setdefault", setdefault);
    class.flow_method("pop", pop);
    class.method("popitem", popitem);
    class.method("clear", clear);
    class.flow_method("copy", copy);
    class.method("keys", part::<0>);
    class.method("values", part::<1>);
    class.method("items", part::<2>);
    class.class_method("fromkeys", fromkeys);
    class.define(sym::HASH, Value::None);
}
