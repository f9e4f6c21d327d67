//! Iterators over the builtin types.

pub mod combined;

use std::rc::Rc;

use super::number::plain;
use super::string;
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::{
    Bytes, Dict, GeneratorKind, Iter, IterStep, List, NativeIterator, Payload, Quick, Range, RangeIter, Set,
    Tuple,
};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// More items than this are collected in pieces, or by Python code, which can be interrupted.
const MAX_AT_ONCE: usize = 1 << 20;

/// What an iterator over a dict gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DictPart {
    /// Keys.
    Keys,
    /// Values.
    Values,
    /// Pairs.
    Items,
}

/// `iter(value)` for values whose iterator is written in Rust; `None` for others.
pub fn iterate(_vm: &Vm, value: &Value) -> Option<Value> {
    native_iterator(value)
}

fn native_iterator(value: &Value) -> Option<Value> {
    match value {
        Value::List(list) => Some(Iter::value(ListIter { list: Some(list.clone()), next: 0 })),
        Value::Tuple(tuple) => Some(Iter::value(TupleIter { tuple: tuple.clone(), next: 0 })),
        Value::Range(range) => Some(range_iter(range, false)),
        Value::Dict(dict) => Some(dict_iter(dict, DictPart::Keys, false)),
        Value::Set(set) => Some(set_iter(set)),
        Value::Str(text) => Some(string::iterate(text)),
        Value::Bytes(bytes) => Some(Iter::value(BytesIter { bytes: bytes.clone(), next: 0 })),
        Value::Iter(_) => Some(value.clone()),
        Value::Instance(instance) => {
            if let Some(view) = super::dict::views::view(value) {
                return Some(dict_iter(&view.dict, view.part, false));
            }
            let Payload::Value(inner) = instance.payload() else { return None };
            let inherited = matches!(instance.class.lookup(sym::ITER), Some(Value::Native(_)));
            if inherited { native_iterator(inner) } else { None }
        }
        _ => None,
    }
}

/// `iter(value)` where that needs no Python code: also generators, whose items do.
pub fn iterator_of(vm: &Vm, value: &Value) -> Option<Value> {
    match value {
        Value::Generator(generator) if generator.kind == GeneratorKind::Generator => Some(value.clone()),
        _ => iterate(vm, value),
    }
}

/// All items of `value`, if neither the iteration nor an endless iterator needs Python code; else `None`,
/// and nothing was consumed.
///
/// # Errors
/// What the iteration raises.
pub fn collect(vm: &mut Vm, value: &Value) -> Result<Option<Vec<Value>>> {
    match value {
        Value::List(list) => {
            work::items(list.len());
            return Ok(Some(list.items.borrow().clone()));
        }
        Value::Tuple(items) => {
            work::items(items.len());
            return Ok(Some(items.to_vec()));
        }
        _ => {}
    }
    let Some(Value::Iter(iter)) = iterate(vm, value) else { return Ok(None) };
    let mut iterator = iter.state.borrow_mut();
    let count = iterator.size_hint();
    let endless = count == 0 && matches!(value, Value::Iter(_));
    if iterator.needs_python() || endless || count > MAX_AT_ONCE {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(count);
    while let IterStep::Yield(item) = iterator.next(vm, Value::None)? {
        items.push(item);
    }
    work::items(2 * items.len());
    Ok(Some(items))
}

/// The items of a native iterator as a list, and any other value as it is: for code that may have to begin
/// again, with Python code.
///
/// # Errors
/// What the iteration raises.
pub(crate) fn stored(vm: &mut Vm, value: Value) -> Result<Value> {
    if let Value::Iter(_) = value
        && let Some(items) = collect(vm, &value)?
    {
        return Ok(Value::list(items));
    }
    Ok(value)
}

/// An iterator over a dict, from the end if `reversed`.
pub fn dict_iter(dict: &Rc<Dict>, part: DictPart, reversed: bool) -> Value {
    let table = dict.table.borrow();
    let at = if reversed { table.end_position() } else { 0 };
    let length = table.len();
    drop(table);
    Iter::value(DictIter { dict: Some(dict.clone()), part, reversed, at, length, left: length })
}

/// An iterator over a range, from the end if `reversed`.
pub fn range_iter(range: &Range, reversed: bool) -> Value {
    let left = range.len();
    Iter::range(if reversed {
        let next = if left == 0 { 0 } else { range.at(left - 1) };
        RangeIter { next, step: range.step.wrapping_neg(), left }
    } else {
        RangeIter { next: range.start, step: range.step, left }
    })
}

fn set_iter(set: &Rc<Set>) -> Value {
    let length = set.table.borrow().len();
    Iter::value(SetIter { set: Some(set.clone()), at: 0, length, left: length })
}

/// `reversed(value)` for the builtin sequences and dicts.
pub fn reverse(value: &Value) -> Option<Value> {
    match value {
        Value::List(list) => Some(Iter::value(ListReverse { left: list.len(), list: Some(list.clone()) })),
        Value::Range(range) => Some(range_iter(range, true)),
        Value::Dict(dict) => Some(dict_iter(dict, DictPart::Keys, true)),
        Value::Tuple(items) => {
            work::items(items.len());
            let mut items = items.to_vec();
            items.reverse();
            Some(Iter::value(Items { items: items.into_iter() }))
        }
        Value::Bytes(bytes) => {
            work::items(bytes.as_slice().len());
            let items: Vec<Value> =
                bytes.as_slice().iter().rev().map(|&byte| Value::Int(byte.into())).collect();
            Some(Iter::value(Items { items: items.into_iter() }))
        }
        Value::Str(text) => {
            work::items(4 * text.chars());
            let items: Vec<Value> =
                text.as_str().chars().rev().map(|c| Value::string(c.to_string())).collect();
            Some(Iter::value(Items { items: items.into_iter() }))
        }
        _ => super::dict::views::view(value).map(|view| dict_iter(&view.dict, view.part, true)),
    }
}

struct ListIter {
    list: Option<Rc<List>>,
    next: usize,
}

impl NativeIterator for ListIter {
    fn type_name(&self) -> &'static str {
        "list_iterator"
    }

    fn quick(&mut self) -> Quick {
        let item = match &self.list {
            Some(list) => list.items.borrow().get(self.next).cloned(),
            None => None,
        };
        self.next += 1;
        if item.is_none() {
            self.list = None;
        }
        item.into()
    }

    fn size_hint(&self) -> usize {
        self.list.as_ref().map_or(0, |list| list.len().saturating_sub(self.next))
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        if let Some(list) = &self.list {
            see(&Value::List(list.clone()));
        }
    }
}

struct ListReverse {
    list: Option<Rc<List>>,
    left: usize,
}

impl NativeIterator for ListReverse {
    fn type_name(&self) -> &'static str {
        "list_reverseiterator"
    }

    fn quick(&mut self) -> Quick {
        let item = match &self.list {
            Some(list) if self.left > 0 => list.items.borrow().get(self.left - 1).cloned(),
            _ => None,
        };
        match item {
            Some(_) => self.left -= 1,
            None => self.list = None,
        }
        item.into()
    }

    fn size_hint(&self) -> usize {
        if self.list.is_some() { self.left } else { 0 }
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        if let Some(list) = &self.list {
            see(&Value::List(list.clone()));
        }
    }
}

struct TupleIter {
    tuple: Rc<Tuple>,
    next: usize,
}

impl NativeIterator for TupleIter {
    fn type_name(&self) -> &'static str {
        "tuple_iterator"
    }

    fn quick(&mut self) -> Quick {
        let item = self.tuple.get(self.next).cloned();
        self.next += usize::from(item.is_some());
        item.into()
    }

    fn size_hint(&self) -> usize {
        self.tuple.len() - self.next
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        see(&Value::Tuple(self.tuple.clone()));
    }
}

/// Items taken out beforehand.
struct Items {
    items: std::vec::IntoIter<Value>,
}

impl NativeIterator for Items {
    fn type_name(&self) -> &'static str {
        "reversed"
    }

    fn quick(&mut self) -> Quick {
        self.items.next().into()
    }

    fn size_hint(&self) -> usize {
        self.items.len()
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        self.items.as_slice().iter().for_each(see);
    }
}

struct BytesIter {
    bytes: Rc<Bytes>,
    next: usize,
}

impl NativeIterator for BytesIter {
    fn type_name(&self) -> &'static str {
        "bytes_iterator"
    }

    fn quick(&mut self) -> Quick {
        let item = self.bytes.as_slice().get(self.next).map(|&byte| Value::Int(i64::from(byte)));
        self.next += usize::from(item.is_some());
        item.into()
    }

    fn size_hint(&self) -> usize {
        self.bytes.as_slice().len() - self.next
    }
}

struct DictIter {
    dict: Option<Rc<Dict>>,
    part: DictPart,
    reversed: bool,
    /// The position to look at next; for `reversed`, one more.
    at: usize,
    /// How many keys the dict had in the beginning.
    length: usize,
    left: usize,
}

impl NativeIterator for DictIter {
    fn type_name(&self) -> &'static str {
        match (self.part, self.reversed) {
            (DictPart::Keys, false) => "dict_keyiterator",
            (DictPart::Values, false) => "dict_valueiterator",
            (DictPart::Items, false) => "dict_itemiterator",
            (DictPart::Keys, true) => "dict_reversekeyiterator",
            (DictPart::Values, true) => "dict_reversevalueiterator",
            (DictPart::Items, true) => "dict_reverseitemiterator",
        }
    }

    fn quick(&mut self) -> Quick {
        let Some(dict) = &self.dict else { return Quick::End };
        let table = dict.table.borrow();
        if table.len() != self.length {
            return Quick::Ask;
        }
        let found =
            if self.reversed { table.previous_position(self.at) } else { table.next_position(self.at) };
        let Some(entry) = found.and_then(|at| table.entry(at)) else {
            drop(table);
            self.dict = None;
            return Quick::End;
        };
        if self.left == 0 {
            return Quick::Ask;
        }
        let item = match self.part {
            DictPart::Keys => entry.key.clone(),
            DictPart::Values => entry.value.clone(),
            DictPart::Items => Value::tuple(vec![entry.key.clone(), entry.value.clone()]),
        };
        self.left -= 1;
        let at = found.unwrap_or_default();
        self.at = if self.reversed { at } else { at + 1 };
        Quick::Item(item)
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        self.quick().step().unwrap_or_else(|| {
            let length = self.dict.as_ref().map_or(0, |dict| dict.table.borrow().len());
            if length == self.length {
                return Err(vm.runtime_error("dictionary keys changed during iteration"));
            }
            self.length = usize::MAX;
            Err(vm.runtime_error("dictionary changed size during iteration"))
        })
    }

    fn size_hint(&self) -> usize {
        if self.dict.is_some() { self.left } else { 0 }
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        if let Some(dict) = &self.dict {
            see(&Value::Dict(dict.clone()));
        }
    }
}

struct SetIter {
    set: Option<Rc<Set>>,
    at: usize,
    /// How many items the set had in the beginning.
    length: usize,
    left: usize,
}

impl NativeIterator for SetIter {
    fn type_name(&self) -> &'static str {
        "set_iterator"
    }

    fn quick(&mut self) -> Quick {
        let Some(set) = &self.set else { return Quick::End };
        let table = set.table.borrow();
        if table.len() != self.length {
            return Quick::Ask;
        }
        let found = table.next_position(self.at);
        let Some(item) = found.and_then(|at| table.key(at)).cloned() else {
            drop(table);
            self.set = None;
            return Quick::End;
        };
        self.left = self.left.saturating_sub(1);
        self.at = found.unwrap_or_default() + 1;
        Quick::Item(item)
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        self.quick().step().unwrap_or_else(|| {
            self.length = usize::MAX;
            Err(vm.runtime_error("Set changed size during iteration"))
        })
    }

    fn size_hint(&self) -> usize {
        if self.set.is_some() { self.left } else { 0 }
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        if let Some(set) = &self.set {
            see(&Value::Set(set.clone()));
        }
    }
}

/// `next(iterator)` as the result of a native function: its end is a `StopIteration`.
///
/// # Errors
/// What the iterator raises.
pub fn advance(vm: &mut Vm, iter: &Iter) -> Result<Flow> {
    let Ok(mut state) = iter.state.try_borrow_mut() else {
        return Err(vm.value_error("iterator already executing"));
    };
    match state.next(vm, Value::None)? {
        IterStep::Yield(item) => Ok(Flow::Value(item)),
        IterStep::Return(value) => Err(vm.stop_iteration(value)),
        IterStep::Flow(flow) => Ok(flow),
    }
}

/// Defines `__iter__` of the builtin types, and the methods of iterators.
pub(crate) fn install(vm: &Vm) {
    let types = &vm.types;
    for class in
        [&types.list, &types.tuple, &types.range, &types.dict, &types.set, &types.frozenset, &types.bytes]
            .into_iter()
            .chain([&types.str, &types.iterator, &types.dict_keys, &types.dict_values, &types.dict_items])
            .chain([&types.map, &types.filter, &types.zip, &types.enumerate, &types.reversed])
    {
        class.method("__iter__", |vm, args| {
            let [value] = args.method(vm, "__iter__")?;
            Ok(iterate(vm, plain(&value)).unwrap_or(value))
        });
    }
    for class in [&types.list, &types.range, &types.dict] {
        class.method("__reversed__", reversed_method);
    }
    for class in [&types.dict_keys, &types.dict_values, &types.dict_items] {
        class.method("__reversed__", reversed_method);
    }
    for class in [&types.iterator, &types.map, &types.filter, &types.zip, &types.enumerate, &types.reversed] {
        class.flow_method("__next__", |vm, args| {
            let [iterator] = args.method(vm, "__next__")?;
            match &iterator {
                Value::Iter(iter) => advance(vm, iter),
                _ => Err(vm.type_error("descriptor '__next__' requires an iterator")),
            }
        });
    }
    types.iterator.method("__length_hint__", |vm, args| {
        let [iterator] = args.method(vm, "__length_hint__")?;
        Ok(match &iterator {
            Value::Iter(iter) => Value::from(iter.state.borrow().size_hint()),
            _ => Value::NotImplemented,
        })
    });
}

fn reversed_method(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.method(vm, "__reversed__")?;
    Ok(reverse(plain(&value)).unwrap_or(value))
}
