//! Iterators written in Rust.

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

use crate::Result;
use crate::native::Flow;
use crate::object::discard::let_go;
use crate::value::{Raised, Value};
use crate::vm::Vm;

/// What a native iterator gives for `next()`.
pub enum IterStep {
    /// The next item.
    Yield(Value),
    /// The end, with the value of `StopIteration` (`None` for plain iterators).
    Return(Value),
    /// Only Python code can tell: the VM calls this and takes its result as the next item, a
    /// `StopIteration` out of it as the end. Not possible where Rust code drives the iterator.
    Flow(Flow),
}

/// What a native iterator has at hand for `for`.
pub enum Quick {
    /// The next item.
    Item(Value),
    /// The end.
    End,
    /// [`NativeIterator::next`] must tell.
    Ask,
}

impl Quick {
    /// What [`NativeIterator::next`] gives for it; `None` if it has to tell.
    pub fn step(self) -> Option<Result<IterStep>> {
        match self {
            Quick::Item(item) => Some(Ok(IterStep::Yield(item))),
            Quick::End => Some(Ok(IterStep::Return(Value::None))),
            Quick::Ask => None,
        }
    }
}

impl From<Option<Value>> for Quick {
    fn from(item: Option<Value>) -> Self {
        item.map_or(Quick::End, Quick::Item)
    }
}

/// An iterator written in Rust, whose items need no Python code to run.
pub trait NativeIterator {
    /// `type(self).__name__`, such as `list_iterator`.
    fn type_name(&self) -> &'static str;

    /// The next item. `sent` is what `send()` or an `await` passed, `None` for `next()`.
    ///
    /// # Errors
    /// A Python exception, such as `RuntimeError` if a dict changed its size.
    fn next(&mut self, _vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        let step = self.quick().step();
        step.unwrap_or_else(|| unreachable!("an iterator has its own `next` or its own `quick`"))
    }

    /// The next item if it is at hand, without the machine's help; then `next` needs no code of its own.
    fn quick(&mut self) -> Quick {
        Quick::Ask
    }

    /// An exception thrown into an `await` of this: by default it is raised where the `await` stands.
    ///
    /// # Errors
    /// The exception.
    fn throw(&mut self, _vm: &mut Vm, raised: Raised) -> Result<IterStep> {
        Err(raised)
    }

    /// At most how many items are left; 0 where that isn't known, and such iterators are never exhausted
    /// in one go: they may be endless.
    fn size_hint(&self) -> usize {
        0
    }

    /// Shows the values that it holds, once for each reference: one that is not shown is taken to be held from elsewhere.
    fn held(&self, _see: &mut dyn FnMut(&Value)) {}

    /// Whether [`NativeIterator::next`] may give [`IterStep::Flow`], so that Rust code can't drive it.
    fn needs_python(&self) -> bool {
        false
    }
}

/// A native iterator as an object.
pub struct Iter {
    /// The iterator.
    pub state: RefCell<IterState>,
}

/// What iterates. Most loops go over ranges: these need no call by way of a table.
pub enum IterState {
    /// `range_iterator`
    Range(RangeIter),
    /// Any other.
    Other(Box<dyn NativeIterator>),
}

/// `range_iterator`
pub struct RangeIter {
    /// The next item.
    pub next: i64,
    /// From an item to the next.
    pub step: i64,
    /// How many items are left.
    pub left: usize,
}

impl Iter {
    /// Wraps an iterator.
    pub fn value(iterator: impl NativeIterator + 'static) -> Value {
        Iter::of(IterState::Other(Box::new(iterator)))
    }

    /// An iterator over a range.
    pub fn range(range: RangeIter) -> Value {
        Iter::of(IterState::Range(range))
    }

    fn of(state: IterState) -> Value {
        Value::Iter(std::rc::Rc::new(Iter { state: RefCell::new(state) }))
    }
}

impl IterState {
    /// [`NativeIterator::quick`]
    #[inline]
    pub fn quick(&mut self) -> Quick {
        match self {
            IterState::Range(range) => range.quick(),
            IterState::Other(other) => other.quick(),
        }
    }
}

impl Deref for IterState {
    type Target = dyn NativeIterator;

    fn deref(&self) -> &Self::Target {
        match self {
            IterState::Range(range) => range,
            IterState::Other(other) => &**other,
        }
    }
}

impl DerefMut for IterState {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            IterState::Range(range) => range,
            IterState::Other(other) => &mut **other,
        }
    }
}

impl NativeIterator for RangeIter {
    fn type_name(&self) -> &'static str {
        "range_iterator"
    }

    #[inline]
    fn quick(&mut self) -> Quick {
        if self.left == 0 {
            return Quick::End;
        }
        let number = self.next;
        self.left -= 1;
        self.next = number.wrapping_add(self.step);
        Quick::Item(Value::Int(number))
    }

    fn size_hint(&self) -> usize {
        self.left
    }
}

impl Drop for Iter {
    fn drop(&mut self) {
        let state = self.state.get_mut();
        if matches!(state, IterState::Other(_)) {
            let exhausted = IterState::Range(RangeIter { next: 0, step: 0, left: 0 });
            let_go(std::mem::replace(state, exhausted));
        }
    }
}
