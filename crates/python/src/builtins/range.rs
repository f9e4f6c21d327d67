//! `range`

use std::rc::Rc;

use super::number::plain;
use super::slice::{Index, Span, not_an_integer};
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::Range;
use crate::value::Value;
use crate::vm::Vm;

/// The index of `number` in `range`, if it is there.
pub fn position(range: &Range, number: i64) -> Option<usize> {
    let (from_start, step) = (i128::from(number) - i128::from(range.start), i128::from(range.step));
    if from_start % step != 0 {
        return None;
    }
    usize::try_from(from_start / step).ok().filter(|&at| at < range.len())
}

/// The part of `range` that a slice selects.
pub fn slice(range: &Range, span: Span) -> Value {
    let at = |index: i64| range.start.saturating_add(range.step.saturating_mul(index));
    let part =
        Range { start: at(span.start), stop: at(span.stop), step: range.step.saturating_mul(span.step) };
    Value::Range(Rc::new(part))
}

fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("range() takes no keyword arguments"));
    }
    let given = args.pos.len() - 1;
    if given == 0 || given > 3 {
        let (what, plural, limit) = if given == 0 { ("least", "", 1) } else { ("most", "s", 3) };
        return Err(vm.type_error(format!("range expected at {what} {limit} argument{plural}, got {given}")));
    }
    let mut parts = [0, 0, 1];
    for (at, value) in args.pos[1..].iter().enumerate() {
        let at = if given == 1 { 1 } else { at };
        parts[at] = match Index::of(vm, value) {
            Index::Int(_) if matches!(plain(value), Value::Big(_)) => {
                return Err(vm.overflow_error("Loopscope's range() takes numbers of 64 bits only"));
            }
            Index::Int(number) => number,
            Index::Python => {
                return Ok(Flow::call(vm.prelude("_range"), Args::new(args.pos.into_iter().skip(1))));
            }
            Index::Other => return Err(not_an_integer(vm, value)),
        };
    }
    let [start, stop, step] = parts;
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(Flow::Value(Value::Range(Rc::new(Range { start, stop, step }))))
}

fn receiver(vm: &Vm, value: &Value) -> Result<Rc<Range>> {
    match value {
        Value::Range(range) => Ok(range.clone()),
        _ => Err(vm.type_error("descriptor requires a 'range' object")),
    }
}

/// The number that an item is, if it can be equal to one in a range.
fn number(item: &Value) -> Option<i64> {
    match plain(item) {
        Value::Int(number) => Some(*number),
        Value::Bool(flag) => Some(i64::from(*flag)),
        Value::Float(number) if number.trunc() == *number && number.abs() < 9e18 => Some(*number as i64),
        _ => None,
    }
}

fn index(vm: &mut Vm, args: Args) -> Result<Value> {
    let [range, item] = args.method(vm, "range.index")?;
    let range = receiver(vm, &range)?;
    match number(&item).and_then(|number| position(&range, number)) {
        Some(at) => Ok(Value::from(at)),
        None => Err(vm.value_error(match plain(&item) {
            Value::Int(number) => format!("{number} is not in range"),
            _ => "sequence.index(x): x not in sequence".to_owned(),
        })),
    }
}

fn count(vm: &mut Vm, args: Args) -> Result<Value> {
    let [range, item] = args.method(vm, "range.count")?;
    let range = receiver(vm, &range)?;
    let found = number(&item).and_then(|number| position(&range, number));
    Ok(Value::Int(i64::from(found.is_some())))
}

/// Defines the methods.
pub(crate) fn install(vm: &Vm) {
    let class = &vm.types.range;
    class.static_method("__new__", new);
    class.method("index", index);
    class.method("count", count);
    class.attribute("start", |vm, range| Ok(Value::Int(receiver(vm, range)?.start)), None);
    class.attribute("stop", |vm, range| Ok(Value::Int(receiver(vm, range)?.stop)), None);
    class.attribute("step", |vm, range| Ok(Value::Int(receiver(vm, range)?.step)), None);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_numbers_by_arithmetic() {
        let range = Range { start: 10, stop: -5, step: -3 };
        assert_eq!(position(&range, 10), Some(0));
        assert_eq!(position(&range, -2), Some(4));
        assert_eq!(position(&range, -5), None);
        assert_eq!(position(&range, 13), None);
        assert_eq!(position(&Range { start: i64::MIN, stop: i64::MAX, step: 1 }, i64::MAX), None);
    }

    /// `range(10, -5, -3)[1:4]`, recorded with CPython 3.11.
    #[test]
    fn slices_are_ranges() {
        let range = Range { start: 10, stop: -5, step: -3 };
        let Value::Range(part) = slice(&range, Span::new(Some(1), Some(4), 1, range.len())) else { panic!() };
        assert_eq!(*part, Range { start: 7, stop: -2, step: -3 });
        let Value::Range(all) = slice(&range, Span::new(None, None, -1, range.len())) else { panic!() };
        assert_eq!(*all, Range { start: -2, stop: 13, step: 3 });
    }
}
