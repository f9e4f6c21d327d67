//! `list`

pub(crate) mod extend;
mod merge;
pub mod methods;
pub mod sort;

use std::rc::Rc;

use super::iterators::collect;
use super::number::plain;
use super::slice::resolve;
use crate::Result;
use crate::builtins::number::convert::saturating_size;
use crate::native::{Args, Flow};
use crate::object::discard::discard_items;
use crate::object::{List, Slice};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// Appends all items of `iterable` to `list`, which is a [`Value::List`]: `[*a]`, and `f(*a)` for `callee`.
///
/// # Errors
/// `TypeError` if it isn't iterable.
pub fn extend(vm: &mut Vm, list: &Value, iterable: Value, callee: Option<&Value>) -> Result<Flow> {
    if let Value::List(target) = list
        && !extend::is_long(vm, &iterable)
        && let Some(items) = collect(vm, &iterable)?
    {
        work::items(items.len());
        target.items.borrow_mut().extend(items);
        return Ok(Flow::Value(Value::None));
    }
    let class = vm.types.borrow_of(&iterable);
    let iterable_class = class.lookup(sym::ITER).is_some_and(|found| !found.is_none());
    if !iterable_class && class.lookup(sym::GETITEM).is_none() {
        let class = class.name.clone();
        let what = match (callee, list) {
            (Some(callee), Value::List(target)) if target.is_empty() => {
                format!("{} argument", super::dict::callee_name(vm, callee))
            }
            _ => "Value".to_owned(),
        };
        return Err(vm.type_error(format!("{what} after * must be an iterable, not {class}")));
    }
    if let Value::List(target) = list
        && let Some(flow) = extend::in_pieces(vm, target, &iterable, &Value::None)?
    {
        return Ok(flow);
    }
    Ok(Flow::call(vm.prelude("_list_extend"), Args::new([list.clone(), iterable])))
}

/// `list[slice] = value`; `false` if Python code must do it.
///
/// # Errors
/// `TypeError`, `ValueError`
pub fn store_slice(vm: &mut Vm, list: &Rc<List>, slice: &Slice, value: &Value) -> Result<bool> {
    let Some(span) = resolve(vm, slice, list.len())? else { return Ok(false) };
    let Some(items) = collect(vm, value)? else {
        let class = vm.types.borrow_of(value);
        if class.lookup(sym::ITER).is_some() || class.lookup(sym::GETITEM).is_some() {
            return Ok(false);
        }
        return Err(vm.type_error(if span.step == 1 {
            "can only assign an iterable"
        } else {
            "must assign iterable to extended slice"
        }));
    };
    if span.step == 1 {
        let start = span.start as usize;
        moved(list.len() - start);
        work::items(span.count + items.len());
        let removed: Vec<Value> = list.items.borrow_mut().splice(start..start + span.count, items).collect();
        discard_items(removed);
        return Ok(true);
    }
    if items.len() != span.count {
        return Err(vm.value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            span.count
        )));
    }
    work::items(span.count);
    let mut replaced = items;
    let mut target = list.items.borrow_mut();
    for (at, item) in span.indices().zip(&mut replaced) {
        std::mem::swap(&mut target[at], item);
    }
    drop(target);
    Ok(true)
}

/// `del list[slice]`; `false` if Python code must do it.
///
/// # Errors
/// `TypeError`, `ValueError`
pub fn delete_slice(vm: &mut Vm, list: &Rc<List>, slice: &Slice) -> Result<bool> {
    let Some(span) = resolve(vm, slice, list.len())? else { return Ok(false) };
    let mut items = list.items.borrow_mut();
    work::items(items.len());
    let removed: Vec<Value> = if span.step == 1 {
        items.drain(span.start as usize..span.start as usize + span.count).collect()
    } else {
        let mut selected = vec![false; items.len()];
        span.indices().for_each(|at| selected[at] = true);
        let mut selected = selected.into_iter();
        items.extract_if(.., |_| selected.next().unwrap_or(false)).collect()
    };
    drop(items);
    discard_items(removed);
    Ok(true)
}

/// `items * count`
///
/// # Errors
/// `MemoryError`
pub(crate) fn repeat(vm: &Vm, items: &[Value], count: i64) -> Result<Vec<Value>> {
    let count = saturating_size(count);
    let length = items.len().checked_mul(count);
    extend::room_for_items(vm, length)?;
    let length = length.unwrap_or_default();
    work::items(length);
    Ok(items.iter().cloned().cycle().take(length).collect())
}

/// Counts that so many items of a list made place for one.
#[inline]
pub(crate) fn moved(items: usize) {
    work::bytes(items.saturating_mul(16));
}

/// The list that a method was called on.
pub(crate) fn receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<List>> {
    match plain(value) {
        Value::List(list) => Ok(list.clone()),
        _ => {
            let class = vm.types.name_of(value);
            Err(vm.type_error(format!(
                "descriptor '{method}' for 'list' objects doesn't apply to a '{class}' object"
            )))
        }
    }
}
