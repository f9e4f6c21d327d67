//! `translate()` and `maketrans()`

use std::cmp::Ordering;
use std::rc::Rc;

use super::arguments::{receiver, text_argument};
use crate::Result;
use crate::builtins::fault::{OrRaise, room_for};
use crate::builtins::hash::hash;
use crate::builtins::number::compare::order;
use crate::builtins::number::{Number, plain};
use crate::builtins::pieces::{AT_ONCE, Piece, in_pieces};
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Dict, DictTable, PyStr, Type};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

pub(super) fn install(class: &Type) {
    class.flow_method("translate", translate);
    class.static_method("maketrans", maketrans);
}

fn translate(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, table] = args.method(vm, "str.translate")?;
    let this = receiver(vm, &this, "translate")?;
    let Value::Dict(table) = &table else {
        return Ok(Flow::call(vm.prelude("_translate"), Args::new([Value::Str(this), table])));
    };
    let mut result = String::with_capacity(this.as_str().len());
    if this.as_str().len() <= AT_ONCE {
        translate_some(vm, table, this.as_str(), &mut result)?;
        return Ok(Value::string(result).into());
    }
    let (table, mut at) = (table.clone(), 0);
    Ok(in_pieces(move |vm| {
        let rest = &this.as_str()[at..];
        let end = rest.char_indices().nth(AT_ONCE).map_or(rest.len(), |(end, _)| end);
        translate_some(vm, &table, &rest[..end], &mut result)?;
        at += end;
        room_for(Some(result.len())).or_raise(vm)?;
        Ok(if end == rest.len() {
            Piece::Done(Value::string(std::mem::take(&mut result)))
        } else {
            Piece::More
        })
    }))
}

fn translate_some(vm: &mut Vm, table: &Dict, text: &str, result: &mut String) -> Result<()> {
    work::items(4 * text.len());
    for c in text.chars() {
        match lookup(vm, table, c)? {
            None => result.push(c),
            Some(Value::None) => {}
            Some(to) => push_mapped(vm, result, &to)?,
        }
    }
    Ok(())
}

fn lookup(vm: &mut Vm, table: &Dict, c: char) -> Result<Option<Value>> {
    let code = i64::from(c as u32);
    let Some(hash) = hash(vm, &Value::Int(code))? else { return Ok(None) };
    let table = table.table.borrow();
    let is_code = |key: &Value| {
        Number::of(key).is_some_and(|key| order(key, Number::Int(code)) == Some(Ordering::Equal))
    };
    Ok(table.find(hash, is_code).and_then(|at| table.entry(at)).map(|entry| entry.value.clone()))
}

fn push_mapped(vm: &Vm, result: &mut String, to: &Value) -> Result<()> {
    if let Some(text) = to.as_str() {
        result.push_str(text);
        return Ok(());
    }
    let Some(code @ (Number::Int(_) | Number::Big(_))) = Number::of(to) else {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    };
    let code = match code {
        Number::Int(code) => u32::try_from(code).ok(),
        _ => None,
    };
    match code.and_then(char::from_u32) {
        Some(c) => result.push(c),
        None => return Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
    Ok(())
}

fn maketrans(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("str.maketrans() takes no keyword arguments"));
    }
    let given = args.pos.len();
    work::items(args.pos.iter().filter_map(Value::as_str).map(|text| 4 * text.len()).sum());
    let mut items = args.pos.into_iter();
    let [from, to, delete]: [Value; 3] = std::array::from_fn(|_| items.next().unwrap_or_default());
    let table = match given {
        0 => return Err(vm.type_error("maketrans expected at least 1 argument, got 0")),
        1 => from_dict(vm, &from)?,
        2 | 3 => from_texts(vm, &from, &to, &delete)?,
        _ => return Err(vm.type_error(format!("maketrans expected at most 3 arguments, got {given}"))),
    };
    Ok(Value::Dict(tracked(Dict::new(table))).into())
}

fn from_dict(vm: &mut Vm, given: &Value) -> Result<DictTable> {
    let Value::Dict(given) = plain(given) else {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    };
    let entries = given.entries();
    let mut table = DictTable::default();
    for (key, value) in entries {
        let key = match (key.as_str(), Number::of(&key)) {
            (Some(text), _) => {
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => Value::Int(i64::from(c as u32)),
                    _ => return Err(vm.value_error("string keys in translate table must be of length 1")),
                }
            }
            (None, Some(Number::Int(_) | Number::Big(_))) => key,
            _ => return Err(vm.type_error("keys in translate table must be strings or integers")),
        };
        set(vm, &mut table, key, value)?;
    }
    Ok(table)
}

fn from_texts(vm: &mut Vm, from: &Value, to: &Value, delete: &Value) -> Result<DictTable> {
    let to = text_argument(vm, to, "maketrans() argument 2")?;
    let delete = match delete {
        Value::Undefined => Rc::new(PyStr::new("")),
        delete => text_argument(vm, delete, "maketrans() argument 3")?,
    };
    let Value::Str(from) = plain(from) else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    if from.chars() != to.chars() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    let code = |c: char| Value::Int(i64::from(c as u32));
    let mut table = DictTable::default();
    for (from, to) in from.as_str().chars().zip(to.as_str().chars()) {
        set(vm, &mut table, code(from), code(to))?;
    }
    for c in delete.as_str().chars() {
        set(vm, &mut table, code(c), Value::None)?;
    }
    Ok(table)
}

/// Sets an integer key.
fn set(vm: &mut Vm, table: &mut DictTable, key: Value, value: Value) -> Result<()> {
    let Some(hash) = hash(vm, &key)? else { return Ok(()) };
    let is_key = |other: &Value| match (Number::of(other), Number::of(&key)) {
        (Some(a), Some(b)) => order(a, b) == Some(Ordering::Equal),
        _ => false,
    };
    match table.find(hash, is_key) {
        Some(at) => {
            table.replace(at, value);
        }
        None => table.push(hash, key, value),
    }
    Ok(())
}
