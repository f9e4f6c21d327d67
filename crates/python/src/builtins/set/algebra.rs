//! Union, intersection and difference of set tables, in the steps in which CPython does them, because the
//! order of the result shows them. `None` always means that Python code must go on.

use super::{Source, find};
use crate::Result;
use crate::builtins::hash::hash;
use crate::object::SetTable;
use crate::value::Value;
use crate::vm::Vm;

/// Hashes and items of a source, in its order.
fn hashed(vm: &mut Vm, source: &Source) -> Result<Option<Vec<(i64, Value)>>> {
    Ok(Some(match source {
        Source::Set(set) => set.table.borrow().iter().map(|(hash, item)| (hash, item.clone())).collect(),
        Source::Dict(dict) => {
            dict.table.borrow().iter().map(|entry| (entry.hash, entry.key.clone())).collect()
        }
        Source::Items(items) => {
            let mut hashed = Vec::with_capacity(items.len());
            for item in items {
                match hash(vm, item)? {
                    Some(hash) => hashed.push((hash, item.clone())),
                    None => return Ok(None),
                }
            }
            hashed
        }
        Source::Long(_) => return Ok(None),
    }))
}

fn add(vm: &Vm, table: &mut SetTable, hash: i64, item: Value) -> Option<()> {
    if find(vm, table, hash, &item)?.is_none() {
        table.push(hash, item);
    }
    Some(())
}

/// Adds all items.
///
/// # Errors
/// `TypeError` if an item can't be hashed; those before it were added.
pub(crate) fn update(vm: &mut Vm, table: &mut SetTable, source: &Source) -> Result<Option<()>> {
    match source {
        Source::Set(set) => {
            let other = set.table.borrow();
            if other.is_empty() {
                return Ok(Some(()));
            }
            table.reserve(other.len());
            if table.is_copied_by_merge(&other) {
                *table = other.clone();
                return Ok(Some(()));
            }
        }
        Source::Dict(dict) => table.reserve(dict.table.borrow().len()),
        Source::Items(items) => {
            for item in items {
                let Some(hash) = hash(vm, item)? else { return Ok(None) };
                if add(vm, table, hash, item.clone()).is_none() {
                    return Ok(None);
                }
            }
            return Ok(Some(()));
        }
        Source::Long(_) => return Ok(None),
    }
    let Some(items) = hashed(vm, source)? else { return Ok(None) };
    Ok(items.into_iter().try_for_each(|(hash, item)| add(vm, table, hash, item)))
}

/// A copy, as `set.copy()` makes it.
///
/// # Errors
/// None.
pub(crate) fn copy(vm: &mut Vm, source: &Source) -> Result<Option<SetTable>> {
    let mut table = SetTable::default();
    Ok(update(vm, &mut table, source)?.map(|()| table))
}

/// The items that are in both.
///
/// # Errors
/// `TypeError` if an item can't be hashed.
pub(crate) fn intersection(vm: &mut Vm, table: &SetTable, source: &Source) -> Result<Option<SetTable>> {
    let mut result = SetTable::default();
    if let Source::Set(other) = source {
        let other = other.table.borrow();
        let (small, large) = if other.len() > table.len() { (table, &*other) } else { (&*other, table) };
        for (hash, item) in small.iter() {
            match find(vm, large, hash, item) {
                Some(Some(_)) if add(vm, &mut result, hash, item.clone()).is_some() => {}
                Some(None) => {}
                _ => return Ok(None),
            }
        }
        return Ok(Some(result));
    }
    let Some(items) = hashed(vm, source)? else { return Ok(None) };
    for (hash, item) in items {
        match find(vm, table, hash, &item) {
            Some(Some(_)) if add(vm, &mut result, hash, item).is_some() => {}
            Some(None) => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(result))
}

/// The items that are not in the source.
///
/// # Errors
/// `TypeError` if an item can't be hashed.
pub(crate) fn difference(vm: &mut Vm, table: &SetTable, source: &Source) -> Result<Option<SetTable>> {
    let size = match source {
        Source::Set(other) => other.table.borrow().len(),
        Source::Dict(other) => other.table.borrow().len(),
        Source::Items(_) | Source::Long(_) => 0,
    };
    if matches!(source, Source::Items(_)) || table.len() >> 2 > size {
        let mut result = SetTable::default();
        let items: Vec<(i64, Value)> = table.iter().map(|(hash, item)| (hash, item.clone())).collect();
        result.reserve(items.len());
        if result.is_copied_by_merge(table) {
            result = table.clone();
        } else {
            items.into_iter().for_each(|(hash, item)| result.push(hash, item));
        }
        return Ok(remove(vm, &mut result, source)?.map(|()| result));
    }
    let mut result = SetTable::default();
    for (hash, item) in table.iter() {
        let found = match source {
            Source::Set(other) => find(vm, &other.table.borrow(), hash, item).map(|found| found.is_some()),
            Source::Dict(other) => {
                let place = crate::builtins::dict::place_hashed(vm, &other.table.borrow(), hash, item);
                match place {
                    crate::builtins::dict::Place::At(_) => Some(true),
                    crate::builtins::dict::Place::Absent(_) => Some(false),
                    crate::builtins::dict::Place::Unknown => None,
                }
            }
            Source::Items(_) | Source::Long(_) => None,
        };
        match found {
            Some(false) => result.push(hash, item.clone()),
            Some(true) => {}
            None => return Ok(None),
        }
    }
    Ok(Some(result))
}

/// Removes all items of the source.
///
/// # Errors
/// `TypeError` if an item can't be hashed.
pub(crate) fn remove(vm: &mut Vm, table: &mut SetTable, source: &Source) -> Result<Option<()>> {
    let Some(items) = hashed(vm, source)? else { return Ok(None) };
    for (hash, item) in items {
        match find(vm, table, hash, &item) {
            Some(Some(at)) => drop(table.remove(at)),
            Some(None) => {}
            None => return Ok(None),
        }
    }
    table.sweep();
    Ok(Some(()))
}

/// Removes the items of the source that are there, adds those that aren't.
///
/// # Errors
/// `TypeError` if an item can't be hashed.
pub(crate) fn toggle(vm: &mut Vm, table: &mut SetTable, source: &Source) -> Result<Option<()>> {
    let mut distinct = SetTable::default();
    let items = match source {
        Source::Items(_) => {
            if update(vm, &mut distinct, source)?.is_none() {
                return Ok(None);
            }
            Some(distinct.iter().map(|(hash, item)| (hash, item.clone())).collect())
        }
        _ => hashed(vm, source)?,
    };
    let Some(items) = items else { return Ok(None) };
    for (hash, item) in items {
        match find(vm, table, hash, &item) {
            Some(Some(at)) => drop(table.remove(at)),
            Some(None) => table.push(hash, item),
            None => return Ok(None),
        }
    }
    Ok(Some(()))
}
