//! `set` and `frozenset`

pub mod algebra;
mod fill;
pub mod methods;
pub(crate) mod walk;

use std::rc::Rc;

use super::equal::same;
use super::hash::hash;
use super::iterators::{collect, stored};
use super::number::plain;
use super::pieces::Items;
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::{Dict, Set, SetTable};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;

/// Items for a set operation, with hashes where they are known.
pub(crate) enum Source {
    /// Those of a set.
    Set(Rc<Set>),
    /// The keys of a dict.
    Dict(Rc<Dict>),
    /// Any others.
    Items(Vec<Value>),
    /// Many others, for operations in pieces.
    Long(Items),
}

/// Whether `item` is in `set`; `None` if Python code must tell. A set is looked up like its frozenset.
///
/// # Errors
/// `TypeError` if the item can't be hashed.
pub fn contains(vm: &mut Vm, set: &Set, item: &Value) -> Result<Option<bool>> {
    let hash = match plain(item) {
        Value::Set(inner) if !inner.frozen => {
            let frozen = Value::Set(Rc::new(Set::new(true, inner.table.borrow().clone())));
            hash(vm, &frozen)?
        }
        _ => hash(vm, item)?,
    };
    let Some(hash) = hash else { return Ok(None) };
    Ok(find(vm, &set.table.borrow(), hash, item).map(|found| found.is_some()))
}

/// The position of `item`: `Some(None)` if it isn't there, `None` if Python code must tell.
pub(crate) fn find(vm: &Vm, table: &SetTable, hash: i64, item: &Value) -> Option<Option<usize>> {
    let mut unknown = false;
    let found = table.find(hash, |other| {
        same(vm, other, item).unwrap_or_else(|| {
            unknown = true;
            true
        })
    });
    (!unknown).then_some(found)
}

/// Adds `item` to `set`, which is a [`Value::Set`].
///
/// # Errors
/// `TypeError` if the item can't be hashed.
pub fn add(vm: &mut Vm, set: &Value, item: Value) -> Result<Flow> {
    if let Value::Set(target) = set
        && let Some(hash) = hash(vm, &item)?
    {
        let found = find(vm, &target.table.borrow(), hash, &item);
        match found {
            Some(Some(_)) => return Ok(Flow::Value(Value::None)),
            Some(None) => {
                target.table.borrow_mut().push(hash, item);
                return Ok(Flow::Value(Value::None));
            }
            None => {}
        }
    }
    Ok(Flow::call(vm.prelude("_set_add"), Args::new([set.clone(), item])))
}

/// A set display.
///
/// # Errors
/// `TypeError` if an item can't be hashed.
pub fn build(vm: &mut Vm, items: Vec<Value>) -> Result<Flow> {
    let mut table = SetTable::default();
    if algebra::update(vm, &mut table, &Source::Items(items.clone()))?.is_none() {
        let set = Value::Set(Rc::new(Set::default()));
        return Ok(Flow::call(vm.prelude("_set_build"), Args::new([set, Value::tuple(items)])));
    }
    Ok(Flow::Value(Value::Set(Rc::new(Set::new(false, table)))))
}

/// Adds all items of `iterable` to `set`, which is a [`Value::Set`].
///
/// # Errors
/// `TypeError` if it isn't iterable, or an item can't be hashed.
pub fn update(vm: &mut Vm, set: &Value, iterable: Value) -> Result<Flow> {
    if let Value::Set(target) = set
        && let Some(flow) = fill::fill_in_pieces(vm, target, &iterable, &Value::None)
    {
        return Ok(flow);
    }
    let iterable = stored(vm, iterable)?;
    if let Value::Set(target) = set
        && let Some(source) = source(vm, &iterable)?
    {
        if source.is_long() {
            let fallback = (vm.prelude("_set_add_all"), Args::new([set.clone(), iterable]));
            return Ok(walk::fill(target, source, Value::None, fallback));
        }
        if change(vm, target, &source, algebra::update)? {
            return Ok(Flow::Value(Value::None));
        }
    }
    Ok(Flow::call(vm.prelude("_set_add_all"), Args::new([set.clone(), iterable])))
}

/// What changes a table; `None` if Python code must go on.
pub(crate) type Change = fn(&mut Vm, &mut SetTable, &Source) -> Result<Option<()>>;

/// Changes the table of `set`; `false` if Python code must go on.
pub(crate) fn change(vm: &mut Vm, set: &Rc<Set>, source: &Source, change: Change) -> Result<bool> {
    let copy;
    let source = match source {
        Source::Set(other) if Rc::ptr_eq(other, set) => {
            copy = Source::Set(Rc::new(Set::new(true, set.table.borrow().clone())));
            &copy
        }
        other => other,
    };
    let mut table = set.table.take();
    let changed = change(vm, &mut table, source);
    set.table.replace(table);
    Ok(changed?.is_some())
}

/// The items of any iterable; `None` if Python code must iterate.
///
/// # Errors
/// What the iteration raises.
pub(crate) fn source(vm: &mut Vm, value: &Value) -> Result<Option<Source>> {
    let overridden = matches!(value, Value::Instance(instance)
        if !matches!(instance.class.lookup(sym::ITER), Some(Value::Native(_))));
    if !overridden {
        match plain(value) {
            Value::Set(set) => return Ok(Some(Source::Set(set.clone()))),
            Value::Dict(dict) => return Ok(Some(Source::Dict(dict.clone()))),
            _ => {}
        }
    }
    Ok(collect(vm, value)?.map(Source::Items))
}
