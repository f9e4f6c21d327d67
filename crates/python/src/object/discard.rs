//! Dropping deep structures without deep recursion: a linked list of 100,000 nodes must not overflow
//! Rust's stack when its head goes.

use std::cell::{Cell, RefCell};

use crate::value::Value;

/// Containers nested deeper than this are put aside and dropped by the outermost drop.
const MAX_DEPTH: u32 = 50;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static ASIDE: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
}

/// Whether dropping the value may drop a container.
#[inline]
pub(crate) fn is_container(value: &Value) -> bool {
    matches!(
        value,
        Value::List(_)
            | Value::Tuple(_)
            | Value::Dict(_)
            | Value::Instance(_)
            | Value::Cell(_)
            | Value::Method(_)
    )
}

/// Drops the values of a container that is being dropped.
pub(crate) fn discard(values: impl Iterator<Item = Value>) {
    let depth = DEPTH.try_with(Cell::get).unwrap_or(0);
    if depth >= MAX_DEPTH {
        // Without the thread's storage, at its very end, the values are dropped here after all.
        let _ = ASIDE.try_with(|aside| aside.borrow_mut().extend(values.filter(is_container)));
        return;
    }
    let _ = DEPTH.try_with(|level| level.set(depth + 1));
    values.for_each(drop);
    if depth == 0 {
        while let Some(value) = ASIDE.try_with(|aside| aside.borrow_mut().pop()).ok().flatten() {
            drop(value);
        }
    }
    let _ = DEPTH.try_with(|level| level.set(depth));
}
