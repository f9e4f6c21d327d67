//! `slice`, and what it selects.

use std::rc::Rc;

use super::number::plain;
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::Slice;
use crate::symbol::sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;

/// The items that a slice selects of a sequence of some length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first index; -1 or the length if there is none.
    pub start: i64,
    /// Where it ends, exclusively.
    pub stop: i64,
    /// Not 0.
    pub step: i64,
    /// How many items there are.
    pub count: usize,
}

impl Span {
    /// What `start:stop:step` selects of `length` items; absent parts are `None`. `step` is not 0.
    pub fn new(start: Option<i64>, stop: Option<i64>, step: i64, length: usize) -> Span {
        let length = length as i64;
        let step = step.max(-i64::MAX);
        let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let clip = |index: i64| {
            let index = if index < 0 { index.saturating_add(length) } else { index };
            index.clamp(lowest, highest)
        };
        let (first, last) = if step < 0 { (highest, lowest) } else { (lowest, highest) };
        let (start, stop) = (start.map_or(first, clip), stop.map_or(last, clip));
        let count = if step < 0 {
            if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
        } else if start < stop {
            (stop - start - 1) / step + 1
        } else {
            0
        };
        Span { start, stop, step, count: count as usize }
    }

    /// The indices in order.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |at| (self.start + at * self.step) as usize)
    }

    /// The selected items.
    pub fn select<T: Clone>(self, items: &[T]) -> Vec<T> {
        if self.step == 1 {
            return items[self.start as usize..self.start as usize + self.count].to_vec();
        }
        self.indices().map(|at| items[at].clone()).collect()
    }
}

/// A part of an index that is to be an `int`.
pub enum Index {
    /// It is one; beyond 64 bits, the nearest that fits.
    Int(i64),
    /// It has `__index__`, which must be called.
    Python,
    /// It isn't one.
    Other,
}

impl Index {
    /// What `value` is as an index.
    #[inline]
    pub fn of(vm: &Vm, value: &Value) -> Index {
        match plain(value) {
            Value::Int(index) => Index::Int(*index),
            Value::Bool(flag) => Index::Int(i64::from(*flag)),
            Value::Big(number) => {
                let negative = number.sign() == num_bigint::Sign::Minus;
                Index::Int(if negative { i64::MIN } else { i64::MAX })
            }
            Value::Instance(_) if vm.types.borrow_of(value).lookup(sym::INDEX).is_some() => Index::Python,
            _ => Index::Other,
        }
    }
}

/// What a slice selects of `length` items; `None` if Python code must be asked for its parts.
///
/// # Errors
/// `ValueError` for step 0, `TypeError` for parts that are no indices.
pub fn resolve(vm: &Vm, slice: &Slice, length: usize) -> Result<Option<Span>> {
    let (Some(start), Some(stop), Some(step)) =
        (part(vm, &slice.start)?, part(vm, &slice.stop)?, part(vm, &slice.step)?)
    else {
        return Ok(None);
    };
    match step {
        Some(0) => Err(vm.value_error("slice step cannot be zero")),
        step => Ok(Some(Span::new(start, stop, step.unwrap_or(1), length))),
    }
}

/// A part of a slice: `Some(None)` if absent, `None` if Python code must be asked.
fn part(vm: &Vm, value: &Value) -> Result<Option<Option<i64>>> {
    if value.is_none() {
        return Ok(Some(None));
    }
    match Index::of(vm, value) {
        Index::Int(index) => Ok(Some(Some(index))),
        Index::Python => Ok(None),
        Index::Other => {
            Err(vm.type_error("slice indices must be integers or None or have an __index__ method"))
        }
    }
}

/// `TypeError` for a value that is not an integer.
pub fn not_an_integer(vm: &Vm, value: &Value) -> Raised {
    let class = vm.types.name_of(value);
    vm.type_error(format!("'{class}' object cannot be interpreted as an integer"))
}

fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("slice() takes no keyword arguments"));
    }
    let given = args.pos.len() - 1;
    if given == 0 || given > 3 {
        let (what, limit) = if given == 0 { ("least", 1) } else { ("most", 3) };
        let plural = if limit == 1 { "" } else { "s" };
        return Err(vm.type_error(format!("slice expected at {what} {limit} argument{plural}, got {given}")));
    }
    let mut parts = args.pos.into_iter().skip(1);
    let mut next = || parts.next().unwrap_or(Value::None);
    let slice = match given {
        1 => Slice { start: Value::None, stop: next(), step: Value::None },
        _ => Slice { start: next(), stop: next(), step: next() },
    };
    Ok(Flow::Value(Value::Slice(Rc::new(slice))))
}

fn indices(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [slice, length] = args.method(vm, "indices")?;
    let Value::Slice(parts) = plain(&slice) else { return Err(vm.type_error("indices() requires a slice")) };
    let Index::Int(count) = Index::of(vm, &length) else { return Err(not_an_integer(vm, &length)) };
    if count < 0 {
        return Err(vm.value_error("length should not be negative"));
    }
    match resolve(vm, parts, count as usize)? {
        Some(span) => {
            let items = [span.start, span.stop, span.step].into_iter().map(Value::Int).collect();
            Ok(Flow::Value(Value::tuple(items)))
        }
        None => Ok(Flow::call(vm.prelude("_slice_indices"), Args::new([slice, length]))),
    }
}

/// Defines the methods of `slice`.
pub(crate) fn install(vm: &Vm) {
    let class = &vm.types.slice;
    class.static_method("__new__", new);
    class.flow_method("indices", indices);
    class.attribute("start", |vm, slice| read(vm, slice, |slice| &slice.start), None);
    class.attribute("stop", |vm, slice| read(vm, slice, |slice| &slice.stop), None);
    class.attribute("step", |vm, slice| read(vm, slice, |slice| &slice.step), None);
}

fn read(vm: &Vm, value: &Value, part: fn(&Slice) -> &Value) -> Result<Value> {
    match value {
        Value::Slice(slice) => Ok(part(slice).clone()),
        _ => Err(vm.type_error("descriptor requires a 'slice' object")),
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    fn span(start: Option<i64>, stop: Option<i64>, step: i64, length: usize) -> (i64, i64, i64, usize) {
        let span = Span::new(start, stop, step, length);
        (span.start, span.stop, span.step, span.count)
    }

    /// `slice(…).indices(length)`, and `len(range(…))` of it, recorded with CPython 3.11.
    #[test]
    fn selects_what_cpython_selects() {
        assert_eq!(span(None, None, 1, 5), (0, 5, 1, 5));
        assert_eq!(span(None, None, -1, 5), (4, -1, -1, 5));
        assert_eq!(span(Some(-3), None, 1, 5), (2, 5, 1, 3));
        assert_eq!(span(Some(-30), Some(30), 2, 5), (0, 5, 2, 3));
        assert_eq!(span(Some(30), Some(-30), -2, 5), (4, -1, -2, 3));
        assert_eq!(span(Some(3), Some(1), 1, 5), (3, 1, 1, 0));
        assert_eq!(span(Some(1), Some(3), -1, 5), (1, 3, -1, 0));
        assert_eq!(span(None, None, i64::MIN, 5), (4, -1, -i64::MAX, 1));
        assert_eq!(span(Some(i64::MIN), Some(i64::MAX), i64::MAX, 2), (0, 2, i64::MAX, 1));
        assert_eq!(span(None, None, -1, 0), (-1, -1, -1, 0));
    }
}
