//! The methods of `set` and `frozenset`.

use std::rc::Rc;

use super::fill::fill_in_pieces;
use super::{Source, algebra, change, contains, find, source, walk};
use crate::Result;
use crate::builtins::equal::is_subset;
use crate::builtins::hash::hash;
use crate::builtins::iterators::stored;
use crate::builtins::number::plain;
use crate::builtins::pieces::Items;
use crate::builtins::subscript::length_of;
use crate::native::{Args, Flow, Misfit};
use crate::object::cycles::tracked;
use crate::object::{Instance, Payload, Set, SetTable, Type};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;

/// The set that a method was called on.
fn receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<Set>> {
    match plain(value) {
        Value::Set(set) => Ok(set.clone()),
        _ => {
            let class = vm.types.name_of(value);
            Err(vm.type_error(format!(
                "descriptor '{method}' for 'set' objects doesn't apply to a '{class}' object"
            )))
        }
    }
}

fn new<const FROZEN: bool>(vm: &mut Vm, args: Args) -> Result<Flow> {
    let own = if FROZEN { vm.types.frozenset.clone() } else { vm.types.set.clone() };
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", own.name)));
    }
    if args.pos.len() > 2 {
        let given = args.pos.len() - 1;
        return Err(vm.type_error(format!("{} expected at most 1 argument, got {given}", own.name)));
    }
    let mut pos = args.pos.into_iter();
    let class = match pos.next() {
        Some(Value::Type(class)) => class,
        _ => own.clone(),
    };
    let iterable = pos.next();
    let exact = Rc::ptr_eq(&class, &own);
    if exact
        && FROZEN
        && let Some(Value::Set(set)) = &iterable
        && set.frozen
    {
        return Ok(Flow::Value(Value::Set(set.clone())));
    }
    let set = Rc::new(Set::new(FROZEN, SetTable::default()));
    let result = if exact {
        Value::Set(set.clone())
    } else {
        Value::Instance(tracked(Instance::new(class, Payload::Value(Value::Set(set.clone())))))
    };
    match iterable {
        Some(iterable) => fill(vm, set, iterable, result),
        None => Ok(Flow::Value(result)),
    }
}

fn init(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target, iterable] = args.optional(vm, "set", 1)?;
    let set = receiver(vm, &target, "__init__")?;
    let old = set.table.take();
    drop(old);
    if iterable.is_defined() { fill(vm, set, iterable, Value::None) } else { Ok(Flow::Value(Value::None)) }
}

fn fill(vm: &mut Vm, set: Rc<Set>, iterable: Value, result: Value) -> Result<Flow> {
    if let Some(flow) = fill_in_pieces(vm, &set, &iterable, &result) {
        return Ok(flow);
    }
    let iterable = stored(vm, iterable)?;
    if let Some(source) = source(vm, &iterable)? {
        if source.is_long() {
            let args = Args::new([Value::Set(set.clone()), iterable, result.clone()]);
            return Ok(walk::fill(&set, source, result, (vm.prelude("_set_fill"), args)));
        }
        if change(vm, &set, &source, algebra::update)? {
            return Ok(Flow::Value(result));
        }
    }
    Ok(Flow::call(vm.prelude("_set_fill"), Args::new([Value::Set(set), iterable, result])))
}

fn add(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target, item] = args.method(vm, "set.add")?;
    let set = receiver(vm, &target, "add")?;
    super::add(vm, &Value::Set(set), item)
}

fn discard(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target, item] = args.method(vm, "set.discard")?;
    let set = receiver(vm, &target, "discard")?;
    match take(vm, &set, &item)? {
        Some(_) => Ok(Flow::Value(Value::None)),
        None => Ok(Flow::call(vm.prelude("_set_discard"), Args::new([Value::Set(set), item]))),
    }
}

fn remove(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target, item] = args.method(vm, "set.remove")?;
    let set = receiver(vm, &target, "remove")?;
    match take(vm, &set, &item)? {
        Some(true) => Ok(Flow::Value(Value::None)),
        Some(false) => Err(vm.key_error(item)),
        None => Ok(Flow::call(vm.prelude("_set_remove"), Args::new([Value::Set(set), item]))),
    }
}

/// Removes `item`: whether it was there; `None` if Python code must do it.
fn take(vm: &mut Vm, set: &Set, item: &Value) -> Result<Option<bool>> {
    let Some(hash) = hash(vm, item)? else { return Ok(None) };
    let found = find(vm, &set.table.borrow(), hash, item);
    Ok(found.map(|at| match at {
        Some(at) => {
            let removed = set.table.borrow_mut().remove(at);
            removed.is_some()
        }
        None => false,
    }))
}

fn pop(vm: &mut Vm, args: Args) -> Result<Value> {
    let [target] = args.method(vm, "set.pop")?;
    let popped = receiver(vm, &target, "pop")?.table.borrow_mut().pop();
    popped.ok_or_else(|| vm.key_error(Value::str("pop from an empty set")))
}

fn clear(vm: &mut Vm, args: Args) -> Result<Value> {
    let [target] = args.method(vm, "set.clear")?;
    let old = receiver(vm, &target, "clear")?.table.take();
    drop(old);
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target] = args.method(vm, "set.copy")?;
    let set = receiver(vm, &target, "copy")?;
    let frozen = set.frozen;
    if frozen && matches!(target, Value::Set(_)) {
        return Ok(Flow::Value(target));
    }
    let copy = Rc::new(Set::new(frozen, SetTable::default()));
    fill(vm, copy.clone(), Value::Set(set), Value::Set(copy))
}

/// What an operation computes from a set and another iterable; `None` if Python code must go on.
type Operation = fn(&mut Vm, &SetTable, &Source) -> Result<Option<SetTable>>;

fn union_of(vm: &mut Vm, table: &SetTable, source: &Source) -> Result<Option<SetTable>> {
    let mut result = SetTable::default();
    result.reserve(table.len());
    if result.is_copied_by_merge(table) {
        result = table.clone();
    } else {
        table.iter().for_each(|(hash, item)| result.push(hash, item.clone()));
    }
    Ok(algebra::update(vm, &mut result, source)?.map(|()| result))
}

fn symmetric_difference_of(vm: &mut Vm, table: &SetTable, source: &Source) -> Result<Option<SetTable>> {
    let Some(mut result) = algebra::copy(vm, source)? else { return Ok(None) };
    let own = Source::Set(Rc::new(Set::new(true, table.clone())));
    Ok(algebra::toggle(vm, &mut result, &own)?.map(|()| result))
}

const OPERATIONS: [(&str, &str, Operation); 4] = [
    ("union", "_set_union", union_of),
    ("intersection", "_set_intersection", algebra::intersection),
    ("difference", "_set_difference", algebra::difference),
    ("symmetric_difference", "_set_symmetric_difference", symmetric_difference_of),
];

/// A method that makes a new set from this one and others.
fn operate<const OPERATION: usize>(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (name, _, _) = OPERATIONS[OPERATION];
    args.without_keywords(vm, name)?;
    if OPERATION == 3 && args.pos.len() != 2 {
        let given = args.pos.len().saturating_sub(1);
        return Err(vm.misfit(Misfit::Count { takes: 1, given }, name));
    }
    let target = args.pos.first().cloned().unwrap_or_default();
    let set = receiver(vm, &target, name)?;
    let others: Vec<Value> = args.pos.into_iter().skip(1).collect();
    operate_on(vm, OPERATION, &set, others)
}

/// Applies an operation by its number.
pub(crate) fn operate_on(vm: &mut Vm, operation: usize, set: &Rc<Set>, others: Vec<Value>) -> Result<Flow> {
    let others = others.into_iter().map(|other| stored(vm, other)).collect::<Result<Vec<Value>>>()?;
    if let Some(flow) = operate_in_pieces(vm, operation, set, &others)? {
        return Ok(flow);
    }
    let keeps_itself = operation < 2;
    let (_, fallback, operation) = OPERATIONS[operation];
    let mut current: Option<SetTable> = None;
    let mut complete = true;
    for other in &others {
        let Some(source) = source(vm, other)? else {
            complete = false;
            break;
        };
        let result = match &current {
            Some(table) => operation(vm, table, &source)?,
            None if keeps_itself && source.is(set) => algebra::copy(vm, &source)?,
            None => operation(vm, &set.table.borrow().clone(), &source)?,
        };
        match result {
            Some(table) => current = Some(table),
            None => {
                complete = false;
                break;
            }
        }
    }
    if complete {
        let table = match current {
            Some(table) => table,
            None => algebra::copy(vm, &Source::Set(set.clone()))?.unwrap_or_default(),
        };
        return Ok(Flow::Value(Value::Set(Rc::new(Set::new(set.frozen, table)))));
    }
    let result = Value::Set(Rc::new(Set::new(set.frozen, SetTable::default())));
    let args = Args::new([result, Value::Set(set.clone()), Value::tuple(others)]);
    Ok(Flow::call(vm.prelude(fallback), args))
}

/// The same in pieces; `None` if the sets are small.
fn operate_in_pieces(vm: &mut Vm, operation: usize, set: &Rc<Set>, others: &[Value]) -> Result<Option<Flow>> {
    let Some(sources) = long_sources(vm, set, others)? else { return Ok(None) };
    let target = walk::empty(set.frozen);
    let result = Value::Set(target.clone());
    let Some(phases) = walk::operation(operation, set, sources, &target) else { return Ok(None) };
    let args = [Value::Set(walk::empty(set.frozen)), Value::Set(set.clone()), Value::tuple(others.to_vec())];
    let fallback = (vm.prelude(OPERATIONS[operation].1), Args::new(args));
    Ok(Some(walk::run(phases, [result, Value::None], fallback)))
}

/// What the others have, if that and the set are so much that it must be done in pieces.
fn long_sources(vm: &mut Vm, set: &Set, others: &[Value]) -> Result<Option<Vec<Source>>> {
    let lengths = others.iter().filter_map(|other| length_of(vm, plain(other)));
    if !walk::is_long(set, lengths.sum()) {
        return Ok(None);
    }
    let mut sources = Vec::with_capacity(others.len());
    for other in others {
        if !matches!(plain(other), Value::Set(_) | Value::Dict(_) | Value::Iter(_))
            && let Some(items) = Items::of(vm, other)
        {
            sources.push(Source::Long(items));
            continue;
        }
        match source(vm, other)? {
            Some(source) => sources.push(source),
            None => return Ok(None),
        }
    }
    Ok(Some(sources))
}

/// A method that changes this set.
fn operate_in_place<const OPERATION: usize>(vm: &mut Vm, args: Args) -> Result<Flow> {
    args.without_keywords(vm, OPERATIONS[OPERATION].0)?;
    let target = args.pos.first().cloned().unwrap_or_default();
    let set = receiver(vm, &target, OPERATIONS[OPERATION].0)?;
    let others: Vec<Value> = args.pos.into_iter().skip(1).collect();
    if OPERATION == 3 && others.len() != 1 {
        let misfit = Misfit::Count { takes: 1, given: others.len() };
        return Err(vm.misfit(misfit, "set.symmetric_difference_update"));
    }
    change_by(vm, OPERATION, &set, others, Value::None)
}

/// Changes `set` by an operation's number, then gives `result`.
pub(crate) fn change_by(
    vm: &mut Vm,
    operation: usize,
    set: &Rc<Set>,
    others: Vec<Value>,
    result: Value,
) -> Result<Flow> {
    let others = others.into_iter().map(|other| stored(vm, other)).collect::<Result<Vec<Value>>>()?;
    let by_python = |vm: &Vm, others: Vec<Value>, result: Value| {
        let function = vm.prelude(OPERATIONS[operation].1);
        let args = Args::new([function, Value::Set(set.clone()), Value::tuple(others), result]);
        (vm.prelude("_set_change"), args)
    };
    if let Some(sources) = long_sources(vm, set, &others)?
        && let Some(phases) = walk::change(operation, set, sources)
    {
        let fallback = by_python(vm, others, result.clone());
        return Ok(walk::run(phases, [result, Value::None], fallback));
    }
    let mut complete = true;
    for other in &others {
        complete = match source(vm, other)? {
            Some(source) => match operation {
                0 if source.is(set) => true,
                0 => change(vm, set, &source, algebra::update)?,
                1 if source.is(set) => change(vm, set, &source, |vm, table, source| {
                    Ok(algebra::copy(vm, source)?.map(|copy| *table = copy))
                })?,
                1 => change(vm, set, &source, |vm, table, source| {
                    Ok(algebra::intersection(vm, table, source)?.map(|result| *table = result))
                })?,
                2 => change(vm, set, &source, algebra::remove)?,
                _ => change(vm, set, &source, algebra::toggle)?,
            },
            None => false,
        };
        if !complete {
            break;
        }
    }
    if complete {
        return Ok(Flow::Value(result));
    }
    let (callee, args) = by_python(vm, others, result);
    Ok(Flow::call(callee, args))
}

/// Whether no item is in both; `None` if Python code must tell.
fn are_disjoint(vm: &Vm, a: &SetTable, b: &SetTable) -> Option<bool> {
    let (small, large) = if a.len() > b.len() { (b, a) } else { (a, b) };
    for (hash, item) in small.iter() {
        if find(vm, large, hash, item)?.is_some() {
            return Some(false);
        }
    }
    Some(true)
}

/// `issubset`, `issuperset` and `isdisjoint`.
fn relate<const RELATION: u8>(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (name, fallback) = match RELATION {
        0 => ("issubset", "_set_issubset"),
        1 => ("issuperset", "_set_issuperset"),
        _ => ("isdisjoint", "_set_isdisjoint"),
    };
    let [target, other] = args.method(vm, &format!("set.{name}"))?;
    let set = receiver(vm, &target, name)?;
    let other = stored(vm, other)?;
    let others = [other];
    if let Some(sources) = long_sources(vm, &set, &others)? {
        let [other] = others;
        let fallback = (vm.prelude(fallback), Args::new([Value::Set(set.clone()), other]));
        return Ok(walk::relation(RELATION, &set, sources, fallback));
    }
    let [other] = others;
    let result = match source(vm, &other)? {
        Some(source) => {
            let other = match source {
                Source::Set(other) => Some(other),
                source => algebra::copy(vm, &source)?.map(|table| Rc::new(Set::new(true, table))),
            };
            match other {
                Some(other) => match RELATION {
                    0 => is_subset(vm, &set, &other),
                    1 => is_subset(vm, &other, &set),
                    _ => are_disjoint(vm, &set.table.borrow(), &other.table.borrow()),
                },
                None => None,
            }
        }
        None => None,
    };
    match result {
        Some(result) => Ok(Flow::Value(Value::Bool(result))),
        None => Ok(Flow::call(vm.prelude(fallback), Args::new([Value::Set(set), other]))),
    }
}

fn contains_method(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [target, item] = args.method(vm, "__contains__")?;
    let set = receiver(vm, &target, "__contains__")?;
    match contains(vm, &set, &item)? {
        Some(found) => Ok(Flow::Value(Value::Bool(found))),
        None => Ok(Flow::call(vm.prelude("_set_contains"), Args::new([Value::Set(set), item]))),
    }
}

/// Defines the methods.
pub(crate) fn install(vm: &Vm) {
    let (set, frozenset) = (&vm.types.set, &vm.types.frozenset);
    for class in [set, frozenset] {
        shared(class);
    }
    set.static_method("__new__", new::<false>);
    frozenset.static_method("__new__", new::<true>);
    set.flow_method("__init__", init);
    set.flow_method("add", add);
    set.flow_method("discard", discard);
    set.flow_method("remove", remove);
    set.method("pop", pop);
    set.method("clear", clear);
    set.flow_method("update", operate_in_place::<0>);
    set.flow_method("intersection_update", operate_in_place::<1>);
    set.flow_method("difference_update", operate_in_place::<2>);
    set.flow_method("symmetric_difference_update", operate_in_place::<3>);
    set.define(sym::HASH, Value::None);
}

fn shared(class: &Type) {
    class.flow_method("copy", copy);
    class.flow_method("union", operate::<0>);
    class.flow_method("intersection", operate::<1>);
    class.flow_method("difference", operate::<2>);
    class.flow_method("symmetric_difference", operate::<3>);
    class.flow_method("issubset", relate::<0>);
    class.flow_method("issuperset", relate::<1>);
    class.flow_method("isdisjoint", relate::<2>);
    class.flow_method("__contains__", contains_method);
}
