//! `heapq`: how items rise and sink in heaps of what natives can compare. The rest is in `heapq.py`.

use std::rc::Rc;

use loopscope_python::builtins::compare::native;
use loopscope_python::bytecode::CompareOp;
use loopscope_python::{Args, Module, NativeFunction, Result, Value, Vm, work};

/// Fills the module.
///
/// # Errors
/// None.
pub(crate) fn init(_vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    module.define("_rise", NativeFunction::new("_rise", rise));
    module.define("_sink", NativeFunction::new("_sink", sink));
    Ok(())
}

/// `_rise(heap, start, at)`: moves the item at `at` up, not above `start`. `False` if Python code must compare: nothing has moved
/// then.
fn rise(vm: &mut Vm, args: Args) -> Result<Value> {
    let [heap, start, at] = args.exactly(vm, "_rise")?;
    let (Value::List(heap), &Value::Int(start), &Value::Int(at)) = (&heap, &start, &at) else {
        return Ok(Value::Bool(false));
    };
    let items = heap.items.borrow();
    let (start, at) = (start as usize, at as usize);
    let mut path = vec![at];
    let mut place = at;
    while place > start {
        place = (place - 1) >> 1;
        match is_less(vm, &items, at, place)? {
            Some(true) => path.push(place),
            Some(false) => break,
            None => return Ok(Value::Bool(false)),
        }
    }
    drop(items);
    carry(&mut heap.items.borrow_mut(), &path);
    Ok(Value::Bool(true))
}

/// `_sink(heap, at)`: moves the item at `at` down to where it belongs. `False` as `_rise()`.
fn sink(vm: &mut Vm, args: Args) -> Result<Value> {
    let [heap, at] = args.exactly(vm, "_sink")?;
    let (Value::List(heap), &Value::Int(at)) = (&heap, &at) else { return Ok(Value::Bool(false)) };
    let items = heap.items.borrow();
    let at = at as usize;
    // To the bottom first, as the last item of a heap mostly belongs there, then back up.
    let mut path = vec![at];
    let mut child = 2 * at + 1;
    while child < items.len() {
        if child + 1 < items.len() {
            match is_less(vm, &items, child, child + 1)? {
                Some(true) => {}
                Some(false) => child += 1,
                None => return Ok(Value::Bool(false)),
            }
        }
        path.push(child);
        child = 2 * child + 1;
    }
    while let [_, .., last] = path[..] {
        match is_less(vm, &items, at, last)? {
            Some(true) => path.pop(),
            Some(false) => break,
            None => return Ok(Value::Bool(false)),
        };
    }
    drop(items);
    carry(&mut heap.items.borrow_mut(), &path);
    Ok(Value::Bool(true))
}

fn is_less(vm: &Vm, items: &[Value], a: usize, b: usize) -> Result<Option<bool>> {
    work::charge(1);
    match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => native(vm, CompareOp::Lt, a, b),
        _ => Ok(None),
    }
}

/// Carries the first item of a path to its end; all others move one place back.
fn carry(items: &mut [Value], path: &[usize]) {
    for step in path.windows(2) {
        items.swap(step[0], step[1]);
    }
}
