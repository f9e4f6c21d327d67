//! `__repr__` of long containers, in pieces.

use super::{LONG, Writer};
use crate::builtins::number::plain;
use crate::builtins::pieces::{self, AT_ONCE, Piece};
use crate::native::{Args, Flow};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// How many items a container has that can be written in pieces.
pub(super) fn length(value: &Value) -> Option<usize> {
    match value {
        Value::List(list) => Some(list.len()),
        Value::Tuple(items) => Some(items.len()),
        Value::Dict(dict) => Some(dict.table.borrow().len()),
        Value::Set(set) => Some(set.table.borrow().len()),
        Value::Instance(_) => {
            let view = crate::builtins::dict::views::view(value)?;
            Some(view.dict.table.borrow().len())
        }
        _ => None,
    }
}

/// `value.__repr__()`; `None` if it is short.
pub(super) fn in_pieces(vm: &Vm, value: &Value) -> Option<Flow> {
    let inner = plain(value);
    let (function, open, close) = match inner {
        Value::List(_) => ("_list_repr", "[".to_owned(), "]"),
        Value::Tuple(_) => ("_tuple_repr", "(".to_owned(), ")"),
        Value::Dict(_) => ("_dict_repr", "{".to_owned(), "}"),
        // Instances of subclasses of sets are written with their class.
        Value::Set(set) if matches!(value, Value::Set(_)) => {
            let (open, close) = if set.frozen { ("frozenset({", "})") } else { ("{", "}") };
            ("_set_repr", open.to_owned(), close)
        }
        _ => return None,
    };
    if length(inner).is_none_or(|length| length <= LONG) {
        return None;
    }
    let function = vm.prelude(function);
    let (value, mut at, mut text) = (inner.clone(), 0, open);
    let address = value.address().unwrap_or_default();
    Some(pieces::in_pieces(move |vm| {
        for _ in 0..AT_ONCE / 2 {
            let Some((next, key, item)) = entry(&value, at) else {
                text.push_str(close);
                return Ok(Piece::Done(Value::string(std::mem::take(&mut text))));
            };
            if at > 0 {
                text.push_str(", ");
            }
            at = next;
            let mut writer = Writer { vm, out: &mut text, open: vec![address], most: LONG };
            let written = match key {
                Some(key) => writer.write(&key).and_then(|()| {
                    writer.out.push_str(": ");
                    writer.write(&item)
                }),
                None => writer.write(&item),
            };
            if written.is_none() {
                return Ok(Piece::Call(function.clone(), Args::new([value.clone()])));
            }
        }
        work::charge(work::PIECE as u64);
        Ok(Piece::More)
    }))
}

/// The item at a position, behind its key in a dict, with the next position.
fn entry(container: &Value, at: usize) -> Option<(usize, Option<Value>, Value)> {
    match container {
        Value::List(list) => list.items.borrow().get(at).map(|item| (at + 1, None, item.clone())),
        Value::Tuple(items) => items.get(at).map(|item| (at + 1, None, item.clone())),
        Value::Set(set) => {
            let table = set.table.borrow();
            table.next_key(at).map(|(at, _, item)| (at + 1, None, item.clone()))
        }
        Value::Dict(dict) => {
            let table = dict.table.borrow();
            let at = table.next_position(at)?;
            table.entry(at).map(|entry| (at + 1, Some(entry.key.clone()), entry.value.clone()))
        }
        _ => None,
    }
}
