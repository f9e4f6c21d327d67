//! Adding many items to a set in pieces.

use std::rc::Rc;

use super::find;
use crate::Result;
use crate::builtins::hash::hash;
use crate::builtins::pieces::{AT_ONCE, Items, Piece, in_pieces};
use crate::native::{Args, Flow};
use crate::object::{Moving, Set};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// Adds the items of an iterable to a set, then gives `result`; `None` if they are few, a set's or a dict's, or need
/// Python code.
pub(super) fn fill_in_pieces(vm: &Vm, set: &Rc<Set>, iterable: &Value, result: &Value) -> Option<Flow> {
    if matches!(crate::builtins::number::plain(iterable), Value::Set(_) | Value::Dict(_)) {
        return None;
    }
    let items = Items::of(vm, iterable)?;
    let (set, mut result) = (set.clone(), result.clone());
    // A new one, which nobody sees while it grows.
    let fresh = !result.is_none();
    let mut moving = None;
    Some(in_pieces(move |vm| {
        if !moved(&set, &mut moving) {
            return Ok(Piece::More);
        }
        work::items(AT_ONCE);
        for _ in 0..AT_ONCE {
            let Some(item) = items.next(vm)? else { return Ok(Piece::Done(std::mem::take(&mut result))) };
            if !add(vm, &set, &item, if fresh { Some(&mut moving) } else { None })? {
                let rest = items.rest(vm, item)?;
                let args = [Value::Set(set.clone()), rest, std::mem::take(&mut result)];
                return Ok(Piece::Call(vm.prelude("_set_fill"), Args::new(args)));
            }
            if moving.is_some() {
                break;
            }
        }
        Ok(Piece::More)
    }))
}

/// Moves some keys of a set that has grown to their places; whether all are there.
pub(super) fn moved(set: &Set, moving: &mut Option<Moving>) -> bool {
    let done = match moving {
        Some(moving) => moving.go_on(&mut set.table.borrow_mut(), AT_ONCE),
        None => true,
    };
    if done {
        *moving = None;
    }
    done
}

/// Adds an item, and lets the table grow in pieces if there is room for what must move; `false` if Python code must do
/// it.
fn add(vm: &mut Vm, set: &Set, item: &Value, moving: Option<&mut Option<Moving>>) -> Result<bool> {
    let Some(hash) = hash(vm, item)? else { return Ok(false) };
    let found = find(vm, &set.table.borrow(), hash, item);
    if let Some(None) = found {
        let mut table = set.table.borrow_mut();
        match moving {
            Some(moving) => *moving = table.push_and_grow(hash, item.clone()),
            None => table.push(hash, item.clone()),
        }
    }
    Ok(found.is_some())
}
