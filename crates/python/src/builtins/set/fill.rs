//! Adding many items to a set in pieces.

use std::rc::Rc;

use super::find;
use crate::Result;
use crate::builtins::hash::hash;
use crate::builtins::pieces::{AT_ONCE, Items, Piece, in_pieces};
use crate::native::{Args, Flow};
use crate::object::Set;
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
    Some(in_pieces(move |vm| {
        work::items(AT_ONCE);
        for _ in 0..AT_ONCE {
            let Some(item) = items.next(vm)? else { return Ok(Piece::Done(std::mem::take(&mut result))) };
            if !add(vm, &set, &item)? {
                let rest = items.rest(vm, item)?;
                let args = [Value::Set(set.clone()), rest, std::mem::take(&mut result)];
                return Ok(Piece::Call(vm.prelude("_set_fill"), Args::new(args)));
            }
        }
        Ok(Piece::More)
    }))
}

/// Adds an item; `false` if Python code must do it.
fn add(vm: &mut Vm, set: &Set, item: &Value) -> Result<bool> {
    let Some(hash) = hash(vm, item)? else { return Ok(false) };
    let found = find(vm, &set.table.borrow(), hash, item);
    if let Some(None) = found {
        set.table.borrow_mut().push(hash, item.clone());
    }
    Ok(found.is_some())
}
