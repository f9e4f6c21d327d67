//! Natives that work in pieces, so that a turn can end between two of them.

use std::rc::Rc;

use super::iterators::iterate;
use super::number::plain;
use super::subscript::length_of;
use crate::Result;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::object::{Iter, IterStep};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// What one piece of the work came to.
pub enum Piece {
    /// There is more to do.
    More,
    /// The native's result.
    Done(Value),
    /// This call's result is the native's: where Python code must go on.
    Call(Value, Args),
}

/// Calls `step` until it is done. Each step charges what it does, about [`work::PIECE`] units.
pub fn in_pieces(step: impl FnMut(&mut Vm) -> Result<Piece> + 'static) -> Flow {
    Flow::Frame(Box::new(Pieces { step, called: false }))
}

/// So many items are made, or looked at, in one step.
pub(crate) const AT_ONCE: usize = work::PIECE * 2;
/// Iterables of more items are gone through in pieces.
const LONG: usize = 1 << 15;

/// A list of what `next` gives until it gives `None`, from the end if `reversed`.
pub(crate) fn list_of(mut next: impl FnMut() -> Option<Value> + 'static, reversed: bool) -> Flow {
    let mut items = Vec::new();
    in_pieces(move |_| {
        work::charge(work::PIECE as u64);
        for _ in 0..AT_ONCE {
            match next() {
                Some(item) => items.push(item),
                None => {
                    if reversed {
                        items.reverse();
                    }
                    return Ok(Piece::Done(Value::list(std::mem::take(&mut items))));
                }
            }
        }
        Ok(Piece::More)
    })
}

/// A walk through a long iterable that needs no Python code.
pub(crate) struct Items {
    iter: Rc<Iter>,
}

impl Items {
    /// A walk through `iterable`; `None` if it is short, endless or needs Python code.
    pub(crate) fn of(vm: &Vm, iterable: &Value) -> Option<Items> {
        let known = match iterable {
            Value::Iter(_) => None,
            Value::Str(_) | Value::Bytes(_) | Value::Range(_) => length_of(vm, iterable),
            Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Set(_) | Value::Instance(_) => {
                length_of(vm, plain(iterable))
            }
            _ => return None,
        };
        if known.is_some_and(|length| length <= LONG) {
            return None;
        }
        let Some(Value::Iter(iter)) = iterate(vm, iterable) else { return None };
        let fits =
            iter.state.try_borrow().is_ok_and(|state| state.size_hint() > LONG && !state.needs_python());
        fits.then_some(Items { iter })
    }

    /// The next item.
    ///
    /// # Errors
    /// What the iteration raises.
    #[inline]
    pub(crate) fn next(&self, vm: &mut Vm) -> Result<Option<Value>> {
        Ok(match self.iter.state.borrow_mut().next(vm, Value::None)? {
            IterStep::Yield(item) => Some(item),
            _ => None,
        })
    }

    /// A list of `item` and all after it, for Python code to go on with.
    ///
    /// # Errors
    /// What the iteration raises.
    pub(crate) fn rest(&self, vm: &mut Vm, item: Value) -> Result<Value> {
        let mut rest = vec![item];
        while let Some(item) = self.next(vm)? {
            rest.push(item);
        }
        Ok(Value::list(rest))
    }
}

struct Pieces<F> {
    step: F,
    called: bool,
}

impl<F: FnMut(&mut Vm) -> Result<Piece>> NativeFrame for Pieces<F> {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(value) if self.called => return Ok(NativeStep::Return(value)),
            _ => {}
        }
        Ok(match (self.step)(vm)? {
            Piece::More => NativeStep::Again,
            Piece::Done(value) => NativeStep::Return(value),
            Piece::Call(callee, args) => {
                self.called = true;
                NativeStep::call(callee, args)
            }
        })
    }
}

/// Runs a frame and gives `result` instead of the frame's own.
pub(crate) fn then_give(frame: Box<dyn NativeFrame>, result: Value) -> Flow {
    Flow::Frame(Box::new(ThenGive { frame, result }))
}

struct ThenGive {
    frame: Box<dyn NativeFrame>,
    result: Value,
}

impl NativeFrame for ThenGive {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        Ok(match self.frame.resume(vm, input)? {
            NativeStep::Return(_) => NativeStep::Return(std::mem::take(&mut self.result)),
            step => step,
        })
    }

    fn may_switch(&self) -> bool {
        self.frame.may_switch()
    }
}
