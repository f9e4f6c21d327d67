//! `list.sort` and `sorted`: stable, and comparing in the order in which CPython compares short lists.

use super::receiver;
use crate::Result;
use crate::builtins::compare::native;
use crate::builtins::iterators::collect;
use crate::bytecode::CompareOp;
use crate::native::{Args, Flow};
use crate::value::Value;
use crate::vm::Vm;

/// Runs up to this length are sorted by binary insertion.
const RUN: usize = 64;

/// `list.sort(*, key=None, reverse=False)`
pub(super) fn sort(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (key, reverse) = options(vm, &mut args, "sort")?;
    if args.pos.len() > 1 {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    let [list] = args.method(vm, "sort")?;
    let list = receiver(vm, &list, "sort")?;
    if key.is_none() {
        let items = list.items.take();
        let sorted = sort_values(vm, items.clone(), reverse);
        match sorted {
            Ok(Some(sorted)) => {
                list.items.replace(sorted);
                return Ok(Flow::Value(Value::None));
            }
            other => {
                list.items.replace(items);
                other?;
            }
        }
    }
    Ok(Flow::Call(vm.prelude("_list_sort"), Args::new([Value::List(list), key, Value::Bool(reverse)])))
}

/// `sorted(iterable, /, *, key=None, reverse=False)`
pub(crate) fn sorted(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (key, reverse) = options(vm, &mut args, "sort")?;
    if args.pos.len() != 1 {
        return Err(vm.type_error(format!("sorted expected 1 argument, got {}", args.pos.len())));
    }
    let [iterable] = args.exactly(vm, "sorted")?;
    if key.is_none()
        && let Some(items) = collect(vm, &iterable)?
    {
        return match sort_values(vm, items.clone(), reverse)? {
            Some(sorted) => Ok(Flow::Value(Value::list(sorted))),
            None => {
                let args = Args::new([Value::list(items), key, Value::Bool(reverse)]);
                Ok(Flow::Call(vm.prelude("_sorted"), args))
            }
        };
    }
    Ok(Flow::Call(vm.prelude("_sorted"), Args::new([iterable, key, Value::Bool(reverse)])))
}

fn options(vm: &Vm, args: &mut Args, name: &str) -> Result<(Value, bool)> {
    let key = args.take_kw("key").unwrap_or(Value::None);
    let reverse = args.take_kw("reverse").unwrap_or(Value::Bool(false));
    if let Some((keyword, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{keyword}' is an invalid keyword argument for {name}()")));
    }
    let reverse = match &reverse {
        Value::Bool(reverse) => *reverse,
        Value::Int(number) => *number != 0,
        other => {
            let class = &vm.types.borrow_of(other).name;
            return Err(vm.type_error(format!("'{class}' object cannot be interpreted as an integer")));
        }
    };
    Ok((key, reverse))
}

/// `_sort_by_keys(keys, values, reverse)`: the values in the order of their keys, for prelude code;
/// `None` if comparing keys needs Python code.
pub(crate) fn sort_by_keys(vm: &mut Vm, args: Args) -> Result<Value> {
    let [keys, values, reverse] = args.exactly(vm, "_sort_by_keys")?;
    let (Value::List(keys), Value::List(values)) = (keys, values) else { return Ok(Value::None) };
    let (keys, values) = (keys.items.borrow().clone(), values.items.borrow().clone());
    let reverse = matches!(reverse, Value::Bool(true));
    let Some(order) = order(vm, &keys, reverse)? else { return Ok(Value::None) };
    Ok(Value::list(order.into_iter().map(|at| values[at].clone()).collect()))
}

/// The values sorted; `None` if comparing them needs Python code.
fn sort_values(vm: &Vm, mut values: Vec<Value>, reverse: bool) -> Result<Option<Vec<Value>>> {
    if values.iter().all(|value| matches!(value, Value::Int(_))) {
        let number = |value: &Value| if let Value::Int(number) = value { *number } else { 0 };
        values.sort_unstable_by_key(number);
        if reverse {
            values.reverse();
        }
        return Ok(Some(values));
    }
    let Some(order) = order(vm, &values, reverse)? else { return Ok(None) };
    Ok(Some(order.into_iter().map(|at| values[at].clone()).collect()))
}

/// The positions of `keys` in their order; `None` if comparing them needs Python code.
fn order(vm: &Vm, keys: &[Value], reverse: bool) -> Result<Option<Vec<usize>>> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    if keys.iter().all(|key| matches!(key, Value::Str(_))) {
        let text = |at: usize| if let Value::Str(text) = &keys[at] { text.as_str() } else { "" };
        order.sort_by(|&a, &b| {
            let ordering = text(a).cmp(text(b));
            if reverse { ordering.reverse() } else { ordering }
        });
        return Ok(Some(order));
    }
    // Sorting the reversed list and reversing the result keeps equal keys in their order.
    if reverse {
        order.reverse();
    }
    let mut less = |a: usize, b: usize| native(vm, CompareOp::Lt, &keys[a], &keys[b]);
    if !merge_sort(&mut order, &mut less)? {
        return Ok(None);
    }
    if reverse {
        order.reverse();
    }
    Ok(Some(order))
}

type Less<'a> = dyn FnMut(usize, usize) -> Result<Option<bool>> + 'a;

/// Sorts; `false` if `less` could not tell.
fn merge_sort(order: &mut [usize], less: &mut Less<'_>) -> Result<bool> {
    if order.len() <= RUN {
        return insertion_sort(order, less);
    }
    let middle = order.len() / 2;
    if !merge_sort(&mut order[..middle], less)? || !merge_sort(&mut order[middle..], less)? {
        return Ok(false);
    }
    let (left, right) = (order[..middle].to_vec(), order[middle..].to_vec());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    for slot in order {
        let take_right = match (left.peek(), right.peek()) {
            (Some(&a), Some(&b)) => match less(b, a)? {
                Some(result) => result,
                None => return Ok(false),
            },
            (None, _) => true,
            _ => false,
        };
        let next = if take_right { right.next() } else { left.next() };
        *slot = next.unwrap_or_default();
    }
    Ok(true)
}

/// Finds the run in the beginning, reverses it if it falls, and inserts the rest.
fn insertion_sort(order: &mut [usize], less: &mut Less<'_>) -> Result<bool> {
    let Some(mut sorted) = leading_run(order, less)? else { return Ok(false) };
    while sorted < order.len() {
        let pivot = order[sorted];
        let (mut low, mut high) = (0, sorted);
        while low < high {
            let middle = low + (high - low) / 2;
            match less(pivot, order[middle])? {
                Some(true) => high = middle,
                Some(false) => low = middle + 1,
                None => return Ok(false),
            }
        }
        order[low..=sorted].rotate_right(1);
        sorted += 1;
    }
    Ok(true)
}

fn leading_run(order: &mut [usize], less: &mut Less<'_>) -> Result<Option<usize>> {
    if order.len() < 2 {
        return Ok(Some(order.len()));
    }
    let Some(falling) = less(order[1], order[0])? else { return Ok(None) };
    let mut end = 2;
    while end < order.len() {
        match less(order[end], order[end - 1])? {
            Some(falls) if falls == falling => end += 1,
            Some(_) => break,
            None => return Ok(None),
        }
    }
    if falling {
        order[..end].reverse();
    }
    Ok(Some(end))
}
