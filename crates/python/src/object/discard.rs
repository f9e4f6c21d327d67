//! Dropping what is deep or large: a linked list of 100,000 nodes must not overflow Rust's stack when its head
//! goes, and a list of a million lists must not hold the page up.
//!
//! Whatever can hold any object gives what it holds to [`discard`] or [`let_go`] when it is dropped: these count how
//! deep in each other such drops are. While a machine runs, one drop drops so many values and puts the others aside;
//! the machine goes on with them between two instructions.

use std::cell::{Cell, RefCell};

use crate::value::Value;
use crate::work;

/// Containers nested deeper than this are put aside and dropped by the outermost drop.
const MAX_DEPTH: u32 = 50;
/// So many values one drop may drop at once.
const AT_ONCE: usize = 10_000;
/// So many values are dropped before it is looked how many the drops inside of them have dropped.
const BATCH: usize = 64;
/// Containers of more items than this are dropped by [`discard`], whatever is in them.
pub(crate) const LARGE: usize = 4_096;
/// So many values are dropped for one unit of work.
const PER_UNIT: usize = 2;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// How many values the outermost drop may still drop.
    static LEFT: Cell<usize> = const { Cell::new(AT_ONCE) };
    /// Whether something was put aside since it was last looked.
    static WAITS: Cell<bool> = const { Cell::new(false) };
    static ASIDE: RefCell<Vec<Box<dyn Waiting>>> = const { RefCell::new(Vec::new()) };
}

/// What waits to be dropped.
trait Waiting {
    /// Drops at most so many values; how many these were.
    fn drop_batch(&mut self, most: usize) -> usize;
}

/// Whether dropping the value may drop other objects.
#[inline]
pub(crate) fn is_container(value: &Value) -> bool {
    use Value::*;
    !matches!(
        value,
        Undefined
            | None
            | NotImplemented
            | Ellipsis
            | Bool(_)
            | Int(_)
            | Float(_)
            | Big(_)
            | Str(_)
            | Bytes(_)
            | Range(_)
            | Code(_)
    )
}

/// Drops the items of a list or tuple, the last first, as CPython does: they may have last words.
#[inline]
pub(crate) fn discard_items(items: Vec<Value>) {
    if items.len() > LARGE || items.iter().any(is_container) {
        discard(items.into_iter().rev());
    }
}

/// Drops the variables of a frame, the first first.
#[inline]
pub(crate) fn discard_variables(variables: Vec<Value>) {
    if variables.iter().any(is_container) {
        discard(variables.into_iter());
    }
}

/// Drops what is in a container that is being dropped.
pub(crate) fn discard<I: Iterator + 'static>(values: I) {
    let depth = DEPTH.get();
    let mut values = values;
    if depth >= MAX_DEPTH {
        put_aside(Box::new(values));
        return;
    }
    DEPTH.set(depth + 1);
    if depth == 0 {
        LEFT.set(AT_ONCE);
    }
    if !drop_some(&mut values) {
        put_aside(Box::new(values));
    }
    if depth == 0 {
        drop_aside();
    }
    DEPTH.set(depth);
}

/// Drops what an object that is being dropped holds, which is few.
#[inline]
pub(crate) fn let_go<T: 'static>(held: T) {
    let depth = DEPTH.get();
    if depth >= MAX_DEPTH {
        put_aside(Box::new(std::iter::once(held)));
        return;
    }
    DEPTH.set(depth + 1);
    drop(held);
    if depth == 0 && WAITS.get() {
        LEFT.set(AT_ONCE);
        drop_aside();
    }
    DEPTH.set(depth);
}

/// [`let_go`] for a value in its place.
#[inline]
pub(crate) fn let_go_value(held: &mut Value) {
    if is_container(held) {
        let_go(std::mem::take(held));
    }
}

/// Its end drops all that was put aside: what is left when a machine goes.
pub(crate) struct SweptAtEnd;

impl Drop for SweptAtEnd {
    fn drop(&mut self) {
        while sweep() {}
    }
}

/// Goes on dropping what was put aside; whether some is left.
pub(crate) fn sweep() -> bool {
    if DEPTH.get() == 0 && ASIDE.with_borrow(|aside| !aside.is_empty()) {
        DEPTH.set(1);
        LEFT.set(AT_ONCE);
        drop_aside();
        DEPTH.set(0);
    }
    ASIDE.with_borrow(|aside| !aside.is_empty())
}

impl<I: Iterator> Waiting for I {
    fn drop_batch(&mut self, most: usize) -> usize {
        self.take(most).count()
    }
}

/// Drops as much as the outermost drop may; whether that was all.
fn drop_some(values: &mut dyn Waiting) -> bool {
    loop {
        let left = LEFT.get();
        if left == 0 {
            if work::is_running() {
                return false;
            }
            LEFT.set(AT_ONCE);
            continue;
        }
        let batch = left.min(BATCH);
        LEFT.set(left - batch);
        let dropped = values.drop_batch(batch);
        if dropped < batch {
            LEFT.set(LEFT.get() + batch - dropped);
            return true;
        }
    }
}

#[cold]
fn put_aside(values: Box<dyn Waiting>) {
    WAITS.set(true);
    // For what led here.
    LEFT.set(LEFT.get().saturating_sub(MAX_DEPTH as usize));
    // Without the thread's storage, at its very end, the values are dropped here after all.
    let _ = ASIDE.try_with(|aside| aside.borrow_mut().push(values));
}

/// Drops what was put aside, as far as the outermost drop may.
fn drop_aside() {
    WAITS.set(false);
    while let Some(mut values) = ASIDE.try_with(|aside| aside.borrow_mut().pop()).ok().flatten() {
        if !drop_some(&mut *values) {
            put_aside(values);
            work::garbage_waits();
            break;
        }
    }
    work::charge((AT_ONCE.saturating_sub(LEFT.get()) / PER_UNIT) as u64);
}
