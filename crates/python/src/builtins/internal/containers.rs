//! Natives of the prelude's containers: tables by position, where Python code has compared the keys.

use std::rc::Rc;

use crate::Result;
use crate::builtins::functions::{conversions, print};
use crate::builtins::iterators::combined::{MAKERS, Named};
use crate::builtins::list::sort::sort_by_keys;
use crate::builtins::number::plain;
use crate::builtins::object::namespace::set_own;
use crate::builtins::{dict, hash};
use crate::native::{Args, Flow};
use crate::object::{Dict, Module, NativeFunction, Set};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// Publishes them in the prelude's module.
pub(super) fn install(prelude: &Rc<Module>) {
    let natives: [Named; 14] = [
        ("_dict_candidates", dict_candidates),
        ("_dict_value", dict_value),
        ("_dict_store", dict_store),
        ("_dict_remove", dict_remove),
        ("_set_candidates", set_candidates),
        ("_set_store", set_store),
        ("_set_take", set_take),
        ("_set_replace", set_replace),
        ("_combine_hashes", combine_hashes),
        ("_set_own", set_own_variable),
        ("_delete_own", delete_own_variable),
        ("_escape_non_ascii", conversions::escape_non_ascii),
        ("_write_out", print::write_out),
        ("_publish", publish),
    ];
    for (name, code) in natives.into_iter().chain(MAKERS) {
        prelude.set(Sym::new(name), NativeFunction::new(name, code));
    }
    prelude.set(Sym::new("_sort_by_keys"), NativeFunction::flow("_sort_by_keys", sort_by_keys));
    prelude.set(
        Sym::new("_merge_plain_keywords"),
        NativeFunction::flow("_merge_plain_keywords", merge_keywords),
    );
}

/// `_publish(name, value)`: a builtin that is written in Python.
fn publish(vm: &mut Vm, args: Args) -> Result<Value> {
    let [name, value] = args.exactly(vm, "_publish")?;
    vm.builtins.set(Sym::new(name.as_str().unwrap_or_default()), value);
    Ok(Value::None)
}

fn dict_argument(vm: &Vm, value: &Value) -> Result<Rc<Dict>> {
    match plain(value) {
        Value::Dict(dict) => Ok(dict.clone()),
        _ => Err(vm.type_error("a dict is needed")),
    }
}

fn set_argument(vm: &Vm, value: &Value) -> Result<Rc<Set>> {
    match plain(value) {
        Value::Set(set) => Ok(set.clone()),
        _ => Err(vm.type_error("a set is needed")),
    }
}

fn integer(value: &Value) -> i64 {
    if let Value::Int(number) = plain(value) { *number } else { 0 }
}

fn position(value: &Value) -> usize {
    usize::try_from(integer(value)).unwrap_or(usize::MAX)
}

/// Positions and keys of one hash.
fn dict_candidates(vm: &mut Vm, args: Args) -> Result<Value> {
    let [dict, hash] = args.exactly(vm, "_dict_candidates")?;
    let dict = dict_argument(vm, &dict)?;
    let table = dict.table.borrow();
    let pair = |at: usize| {
        let key = table.entry(at).map(|entry| entry.key.clone()).unwrap_or_default();
        Value::tuple(vec![Value::from(at), key])
    };
    Ok(Value::list(table.candidates(integer(&hash)).into_iter().map(pair).collect()))
}

fn dict_value(vm: &mut Vm, args: Args) -> Result<Value> {
    let [dict, at] = args.exactly(vm, "_dict_value")?;
    let dict = dict_argument(vm, &dict)?;
    let value = dict.table.borrow().entry(position(&at)).map(|entry| entry.value.clone());
    value.ok_or_else(|| vm.runtime_error("dictionary changed while its keys were compared"))
}

/// Sets the value at a position, or of a key that isn't there.
fn dict_store(vm: &mut Vm, args: Args) -> Result<Value> {
    let [dict, at, hash, key, value] = args.exactly(vm, "_dict_store")?;
    let dict = dict_argument(vm, &dict)?;
    let mut table = dict.table.borrow_mut();
    if integer(&at) < 0 {
        table.push(integer(&hash), key, value);
        return Ok(Value::None);
    }
    let old = table.replace(position(&at), value);
    drop(table);
    drop(old);
    Ok(Value::None)
}

fn dict_remove(vm: &mut Vm, args: Args) -> Result<Value> {
    let [dict, at] = args.exactly(vm, "_dict_remove")?;
    let removed = dict_argument(vm, &dict)?.table.borrow_mut().remove(position(&at));
    Ok(removed.map_or(Value::None, |entry| entry.value))
}

fn merge_keywords(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [dict, mapping, callee] = args.exactly(vm, "_merge_plain_keywords")?;
    dict::merge_keywords(vm, &dict, mapping, &callee)
}

fn set_candidates(vm: &mut Vm, args: Args) -> Result<Value> {
    let [set, hash] = args.exactly(vm, "_set_candidates")?;
    let set = set_argument(vm, &set)?;
    let table = set.table.borrow();
    let pair = |at: usize| Value::tuple(vec![Value::from(at), table.key(at).cloned().unwrap_or_default()]);
    Ok(Value::list(table.candidates(integer(&hash)).into_iter().map(pair).collect()))
}

fn set_store(vm: &mut Vm, args: Args) -> Result<Value> {
    let [set, hash, item] = args.exactly(vm, "_set_store")?;
    set_argument(vm, &set)?.table.borrow_mut().push(integer(&hash), item);
    Ok(Value::None)
}

fn set_take(vm: &mut Vm, args: Args) -> Result<Value> {
    let [set, at] = args.exactly(vm, "_set_take")?;
    let at = position(&at);
    let set = set_argument(vm, &set)?;
    let present = set.table.borrow().key(at).is_some();
    let removed = if present { set.table.borrow_mut().remove(at) } else { None };
    drop(removed);
    Ok(Value::None)
}

/// Gives a set the items of another.
fn set_replace(vm: &mut Vm, args: Args) -> Result<Value> {
    let [set, other] = args.exactly(vm, "_set_replace")?;
    let table = set_argument(vm, &other)?.table.borrow().clone();
    let old = set_argument(vm, &set)?.table.replace(table);
    drop(old);
    Ok(Value::None)
}

fn combine_hashes(vm: &mut Vm, args: Args) -> Result<Value> {
    let [hashes] = args.exactly(vm, "_combine_hashes")?;
    let Value::List(hashes) = &hashes else { return Ok(Value::Int(0)) };
    let hashes: Vec<i64> = hashes.items.borrow().iter().map(integer).collect();
    Ok(Value::Int(hash::combine(&hashes)))
}

fn set_own_variable(vm: &mut Vm, args: Args) -> Result<Value> {
    let [owner, name, value] = args.exactly(vm, "_set_own")?;
    set_own(vm, &owner, Sym::new(name.as_str().unwrap_or_default()), value)?;
    Ok(Value::None)
}

fn delete_own_variable(vm: &mut Vm, args: Args) -> Result<Value> {
    let [owner, name] = args.exactly(vm, "_delete_own")?;
    set_own(vm, &owner, Sym::new(name.as_str().unwrap_or_default()), Value::Undefined)?;
    Ok(Value::None)
}
