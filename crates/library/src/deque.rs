//! `collections.deque`: what is asked often. The rest is attached to the class by `collections.py`.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use loopscope_python::builtins::iterators::collect;
use loopscope_python::object::cycles::Holder;
use loopscope_python::object::{Instance, Iter, IterStep, NativeIterator};
use loopscope_python::{Args, Flow, Module, Raised, Result, Sym, Value, Vm};

use crate::native;

/// A `deque`.
#[derive(Default)]
struct Deque {
    items: RefCell<VecDeque<Value>>,
    maxlen: Cell<Option<usize>>,
    /// Counts changes, so that an iteration notices them.
    changes: Cell<u64>,
}

impl Deque {
    fn changed(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    fn push(&self, item: Value) {
        self.changed();
        let mut items = self.items.borrow_mut();
        items.push_back(item);
        // What falls out is dropped after the borrow: its end may run code.
        let dropped =
            if self.maxlen.get().is_some_and(|max| items.len() > max) { items.pop_front() } else { None };
        drop(items);
        drop(dropped);
    }

    fn push_left(&self, item: Value) {
        self.changed();
        let mut items = self.items.borrow_mut();
        items.push_front(item);
        let dropped =
            if self.maxlen.get().is_some_and(|max| items.len() > max) { items.pop_back() } else { None };
        drop(items);
        drop(dropped);
    }
}

/// The items of a `deque`, if it is one and not of a subclass.
pub fn items(value: &Value) -> Option<&RefCell<VecDeque<Value>>> {
    Some(&deque(value)?.items)
}

/// One of a class of a program's own may have methods of its own.
fn deque(value: &Value) -> Option<&Deque> {
    match value {
        Value::Instance(instance) if !instance.class.heap => instance.native(),
        _ => None,
    }
}

/// Appends an item to what should be a `deque`; whether it is one.
pub fn push(value: &Value, item: Value) -> bool {
    let deque = deque(value);
    deque.inspect(|deque| deque.push(item)).is_some()
}

/// Takes the first item of a `deque`.
pub fn pop_first(value: &Value) -> Option<Value> {
    let deque = deque(value)?;
    deque.changed();
    deque.items.borrow_mut().pop_front()
}

/// Takes this very object out of a `deque`; whether it was there.
pub fn remove(value: &Value, item: &Value) -> bool {
    let Some(deque) = deque(value) else { return false };
    let mut items = deque.items.borrow_mut();
    for at in 0..items.len() {
        if items[at].is(item) {
            let removed = items.remove(at);
            deque.changed();
            drop(items);
            drop(removed);
            return true;
        }
    }
    false
}

/// Fills the module `collections`.
///
/// # Errors
/// None.
pub(crate) fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let class = native::class_in_c("collections", "deque", &object, || native::payload(Deque::default()));
    class.is_closed.set(true);
    class.holds.set(Some(Holder {
        see: |instance, see| {
            if let Some(deque) = instance.native::<Deque>() {
                deque.items.borrow().iter().for_each(see);
            }
        },
        clear: |instance| {
            if let Some(deque) = instance.native::<Deque>() {
                drop(deque.items.take());
            }
        },
        ..Holder::EMPTY
    }));
    class.flow_method("__init__", construct);
    class.method("append", |vm, args| {
        let [this, item] = args.method(vm, "deque.append")?;
        of(vm, &this)?.1.push(item);
        Ok(Value::None)
    });
    class.method("appendleft", |vm, args| {
        let [this, item] = args.method(vm, "deque.appendleft")?;
        of(vm, &this)?.1.push_left(item);
        Ok(Value::None)
    });
    class.method("pop", |vm, args| {
        let [this] = args.method(vm, "deque.pop")?;
        let deque = of(vm, &this)?.1;
        deque.changed();
        let item = deque.items.borrow_mut().pop_back();
        item.ok_or_else(|| vm.index_error("pop from an empty deque"))
    });
    class.method("popleft", |vm, args| {
        let [this] = args.method(vm, "deque.popleft")?;
        let deque = of(vm, &this)?.1;
        deque.changed();
        let item = deque.items.borrow_mut().pop_front();
        item.ok_or_else(|| vm.index_error("pop from an empty deque"))
    });
    class.method("clear", |vm, args| {
        let [this] = args.method(vm, "deque.clear")?;
        let deque = of(vm, &this)?.1;
        deque.changed();
        drop(deque.items.take());
        Ok(Value::None)
    });
    class.method("reverse", |vm, args| {
        let [this] = args.method(vm, "deque.reverse")?;
        of(vm, &this)?.1.items.borrow_mut().make_contiguous().reverse();
        Ok(Value::None)
    });
    class.method("rotate", rotate);
    class.method("insert", insert);
    class.method("__len__", |vm, args| {
        let [this] = args.method(vm, "__len__")?;
        Ok(of(vm, &this)?.1.items.borrow().len().into())
    });
    class.method("__getitem__", |vm, args| {
        let [this, index] = args.method(vm, "__getitem__")?;
        let deque = of(vm, &this)?.1;
        let at = position(vm, deque, &index)?;
        Ok(deque.items.borrow()[at].clone())
    });
    class.method("__setitem__", |vm, args| {
        let [this, index, value] = args.method(vm, "__setitem__")?;
        let deque = of(vm, &this)?.1;
        let at = position(vm, deque, &index)?;
        let old = std::mem::replace(&mut deque.items.borrow_mut()[at], value);
        drop(old);
        Ok(Value::None)
    });
    class.method("__delitem__", |vm, args| {
        let [this, index] = args.method(vm, "__delitem__")?;
        let deque = of(vm, &this)?.1;
        let at = position(vm, deque, &index)?;
        deque.changed();
        let old = deque.items.borrow_mut().remove(at);
        drop(old);
        Ok(Value::None)
    });
    class.method("__iter__", |vm, args| {
        let [this] = args.method(vm, "__iter__")?;
        let (instance, deque) = of(vm, &this)?;
        let changes = deque.changes.get();
        Ok(Iter::value(DequeIter { deque: instance.clone(), at: 0, changes, reversed: false }))
    });
    class.method("__reversed__", |vm, args| {
        let [this] = args.method(vm, "__reversed__")?;
        let (instance, deque) = of(vm, &this)?;
        let changes = deque.changes.get();
        Ok(Iter::value(DequeIter { deque: instance.clone(), at: 0, changes, reversed: true }))
    });
    class.attribute(
        "maxlen",
        |vm, this| Ok(of(vm, this)?.1.maxlen.get().map_or(Value::None, Value::from)),
        None,
    );
    module.define("deque", Value::Type(class));
    Ok(())
}

fn of<'v>(vm: &Vm, value: &'v Value) -> Result<(&'v Rc<Instance>, &'v Deque)> {
    native::instance(vm, Some(value), "deque")
}

/// `deque(iterable=(), maxlen=None)`
fn construct(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, iterable, maxlen] = native::named(vm, "deque", args, ["self", "iterable", "maxlen"], 1)?;
    let deque = of(vm, &this)?.1;
    deque.maxlen.set(match maxlen {
        Value::Undefined | Value::None => None,
        Value::Int(max) if max >= 0 => Some(max as usize),
        Value::Int(_) => return Err(vm.value_error("maxlen must be non-negative")),
        Value::Big(_) => return Err(too_large_for_size(vm)),
        _ => return Err(vm.type_error("an integer is required")),
    });
    drop(deque.items.take());
    if !iterable.is_defined() {
        return Ok(Flow::Value(Value::None));
    }
    match collect(vm, &iterable)? {
        Some(items) => {
            items.into_iter().for_each(|item| deque.push(item));
            Ok(Flow::Value(Value::None))
        }
        None => {
            let extend = vm.bind_method(&this, Sym::new("extend")).unwrap_or_default();
            Ok(Flow::call(extend, Args::new([iterable])))
        }
    }
}

fn too_large_for_size(vm: &Vm) -> Raised {
    vm.overflow_error("Python int too large to convert to C ssize_t")
}

fn out_of_range(vm: &Vm) -> Raised {
    vm.index_error("deque index out of range")
}

fn position(vm: &Vm, deque: &Deque, index: &Value) -> Result<usize> {
    let length = deque.items.borrow().len() as i64;
    let index = match index {
        Value::Int(index) => *index,
        Value::Bool(index) => i64::from(*index),
        other => {
            let name = vm.type_of(other).name.clone();
            return Err(vm.type_error(format!("sequence index must be integer, not '{name}'")));
        }
    };
    let at = if index < 0 { index + length } else { index };
    if (0..length).contains(&at) { Ok(at as usize) } else { Err(out_of_range(vm)) }
}

fn rotate(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, count] = args.optional(vm, "rotate", 1)?;
    let count = match count {
        Value::Undefined => 1,
        Value::Int(count) => count,
        Value::Big(_) => return Err(too_large_for_size(vm)),
        other => {
            let name = vm.type_of(&other).name.clone();
            return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    let deque = of(vm, &this)?.1;
    deque.changed();
    let mut items = deque.items.borrow_mut();
    if !items.is_empty() {
        let by = count.rem_euclid(items.len() as i64) as usize;
        items.rotate_right(by);
    }
    Ok(Value::None)
}

fn insert(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, index, value] = args.method(vm, "insert")?;
    let deque = of(vm, &this)?.1;
    let length = deque.items.borrow().len();
    if deque.maxlen.get().is_some_and(|max| length >= max) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let Value::Int(index) = index else { return Err(vm.type_error("an integer is required")) };
    let at = if index < 0 { (index + length as i64).max(0) as usize } else { (index as usize).min(length) };
    deque.changed();
    deque.items.borrow_mut().insert(at, value);
    Ok(Value::None)
}

struct DequeIter {
    deque: Rc<Instance>,
    at: usize,
    changes: u64,
    reversed: bool,
}

impl NativeIterator for DequeIter {
    fn type_name(&self) -> &'static str {
        if self.reversed { "_collections._deque_reverse_iterator" } else { "_collections._deque_iterator" }
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        let Some(deque) = self.deque.native::<Deque>() else { return Ok(IterStep::Return(Value::None)) };
        if deque.changes.get() != self.changes {
            return Err(vm.runtime_error("deque mutated during iteration"));
        }
        let items = deque.items.borrow();
        let left = items.len().saturating_sub(self.at);
        if left == 0 {
            return Ok(IterStep::Return(Value::None));
        }
        let at = if self.reversed { left - 1 } else { self.at };
        self.at += 1;
        Ok(IterStep::Yield(items[at].clone()))
    }

    fn size_hint(&self) -> usize {
        self.deque.native::<Deque>().map_or(0, |deque| deque.items.borrow().len().saturating_sub(self.at))
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        see(&Value::Instance(self.deque.clone()));
    }
}
