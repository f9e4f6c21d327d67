//! Appending the items of long iterators in pieces.

use std::rc::Rc;

use crate::Result;
use crate::builtins::iterators::iterate;
use crate::builtins::subscript::length_of;
use crate::native::{Flow, NativeFrame, NativeStep, Resumed};
use crate::object::{Iter, IterStep, List};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// What an item of a list or tuple takes, in bytes.
const ITEM_BYTES: usize = 16;

/// Iterators of more items are gone through in pieces.
const LONG: usize = 1 << 16;

/// Whether `iterable` is to be gone through in pieces: a long one that isn't just copied.
#[inline]
pub(super) fn is_long(vm: &Vm, iterable: &Value) -> bool {
    match iterable {
        Value::List(_) | Value::Tuple(_) => false,
        Value::Iter(iter) => iter.state.try_borrow().is_ok_and(|state| state.size_hint() > LONG),
        _ => length_of(vm, iterable).is_some_and(|length| length > LONG),
    }
}

/// Checks that so many items may be made at once.
///
/// # Errors
/// `MemoryError` beyond [`Vm::memory_limit`].
pub(crate) fn room_for_items(vm: &Vm, count: Option<usize>) -> Result<()> {
    match count.and_then(|count| count.checked_mul(ITEM_BYTES)) {
        Some(bytes) if bytes <= vm.memory_limit => Ok(()),
        _ => Err(vm.raise(&vm.exceptions.memory_error, vec![])),
    }
}

/// Appends all items of `iterable`, then gives `result`; `None` if Python code must iterate.
///
/// # Errors
/// `MemoryError` if there are more items than the memory can hold.
pub(super) fn in_pieces(
    vm: &mut Vm,
    list: &Rc<List>,
    iterable: &Value,
    result: &Value,
) -> Result<Option<Flow>> {
    let Some(Value::Iter(iter)) = iterate(vm, iterable) else { return Ok(None) };
    {
        let Ok(state) = iter.state.try_borrow() else { return Ok(None) };
        room_for_items(vm, Some(state.size_hint()))?;
        if state.needs_python() || state.size_hint() == 0 {
            return Ok(None);
        }
    }
    let extend = Extend { list: list.clone(), iter, result: result.clone() };
    Ok(Some(Flow::Frame(Box::new(extend))))
}

struct Extend {
    list: Rc<List>,
    iter: Rc<Iter>,
    result: Value,
}

impl NativeFrame for Extend {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Resumed::Raised(raised) = input {
            return Err(raised);
        }
        let mut state = self.iter.state.borrow_mut();
        let count = state.size_hint().clamp(1, work::PIECE_OF_ITEMS / 2);
        let mut items = Vec::with_capacity(count);
        let mut ended = false;
        for _ in 0..count {
            match state.next(vm, Value::None)? {
                IterStep::Yield(item) => items.push(item),
                _ => {
                    ended = true;
                    break;
                }
            }
        }
        drop(state);
        room_for_items(vm, Some(self.list.len() + items.len()))?;
        work::items(2 * items.len());
        self.list.items.borrow_mut().extend(items);
        Ok(if ended { NativeStep::Return(self.result.clone()) } else { NativeStep::Again })
    }
}
