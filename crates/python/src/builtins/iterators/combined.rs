//! `enumerate`, `zip`, `map`, `filter`, `reversed` and the iterators behind the other forms of `iter()`.
//!
//! Each takes its items in Rust where its inputs allow it, else it asks the VM to call a step of it that is
//! written in Python.

use std::rc::Rc;

use num_bigint::BigInt;

use super::{iterator_of, reverse};
use crate::Result;
use crate::builtins::number::plain;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::object::{Iter, IterStep, NativeCode, NativeIterator, Quick, Type};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;

/// `enumerate(iterable, start=0)`
struct Enumerate {
    iterator: Value,
    next: i64,
    /// What is to be added to `next`, beyond 64 bits.
    beyond: Option<Box<BigInt>>,
}

impl Enumerate {
    /// The next number.
    #[inline]
    fn count(&mut self) -> Value {
        let number = self.next;
        if self.beyond.is_some() || number == i64::MAX {
            return self.count_beyond();
        }
        self.next = number + 1;
        Value::Int(number)
    }

    #[cold]
    fn count_beyond(&mut self) -> Value {
        let number = BigInt::from(self.next) + self.beyond.take().map_or(BigInt::ZERO, |beyond| *beyond);
        self.next = 0;
        self.beyond = Some(Box::new(&number + 1));
        Value::big(number)
    }
}

impl NativeIterator for Enumerate {
    fn type_name(&self) -> &'static str {
        "enumerate"
    }

    fn quick(&mut self) -> Quick {
        let item = match quick(&self.iterator) {
            Quick::Item(item) => item,
            other => return other,
        };
        Quick::Item(Value::tuple(vec![self.count(), item]))
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        if !is_native(&self.iterator) {
            let args = Args::new([self.iterator.clone(), self.count()]);
            return Ok(IterStep::Flow(Flow::call(vm.prelude("_enumerate_step"), args)));
        }
        Ok(match pull(vm, &self.iterator)? {
            Some(item) => IterStep::Yield(Value::tuple(vec![self.count(), item])),
            None => IterStep::Return(Value::None),
        })
    }

    fn size_hint(&self) -> usize {
        hint(&self.iterator)
    }

    fn needs_python(&self) -> bool {
        !is_native(&self.iterator)
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        see(&self.iterator);
    }
}

/// `zip(*iterables, strict=False)`
struct Zip {
    iterators: Vec<Value>,
    strict: bool,
    /// Whether none of them needs Python code.
    is_native: bool,
    /// What the first iterators gave already for the next item.
    begun: Vec<Value>,
}

impl NativeIterator for Zip {
    fn type_name(&self) -> &'static str {
        "zip"
    }

    fn quick(&mut self) -> Quick {
        if self.strict || !self.is_native || self.iterators.is_empty() {
            return Quick::Ask;
        }
        let mut items = Vec::with_capacity(self.iterators.len());
        for iterator in &self.iterators {
            match quick(iterator) {
                Quick::Item(item) => items.push(item),
                Quick::End => return Quick::End,
                Quick::Ask => {
                    self.begun = items;
                    return Quick::Ask;
                }
            }
        }
        Quick::Item(Value::tuple(items))
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        if !self.is_native {
            let iterators = Value::tuple(self.iterators.clone());
            let step = vm.prelude(if self.strict { "_zip_strict_step" } else { "_zip_step" });
            return Ok(IterStep::Flow(Flow::call(step, Args::new([iterators]))));
        }
        let mut items = std::mem::take(&mut self.begun);
        items.reserve_exact(self.iterators.len() - items.len());
        for (at, iterator) in self.iterators.iter().enumerate().skip(items.len()) {
            match pull(vm, iterator)? {
                Some(item) => items.push(item),
                None if self.strict => return self.uneven(vm, at),
                None => return Ok(IterStep::Return(Value::None)),
            }
        }
        if items.is_empty() {
            return Ok(IterStep::Return(Value::None));
        }
        Ok(IterStep::Yield(Value::tuple(items)))
    }

    fn size_hint(&self) -> usize {
        self.iterators.iter().map(hint).min().unwrap_or(0)
    }

    fn needs_python(&self) -> bool {
        !self.is_native
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        self.iterators.iter().chain(&self.begun).for_each(see);
    }
}

impl Zip {
    /// The iterator at `ended` has no more items: whether the others have.
    fn uneven(&self, vm: &mut Vm, ended: usize) -> Result<IterStep> {
        if ended > 0 {
            return Err(length_error(vm, ended, "shorter"));
        }
        for (at, iterator) in self.iterators.iter().enumerate().skip(1) {
            if pull(vm, iterator)?.is_some() {
                return Err(length_error(vm, at, "longer"));
            }
        }
        Ok(IterStep::Return(Value::None))
    }
}

/// `ValueError` of a strict `zip` about its argument at `at`.
fn length_error(vm: &Vm, at: usize, what: &str) -> crate::Raised {
    let others = if at == 1 { "argument 1".to_owned() } else { format!("arguments 1-{at}") };
    vm.value_error(format!("zip() argument {} is {what} than {others}", at + 1))
}

/// `map(function, *iterables)`
struct Map {
    function: Value,
    iterators: Vec<Value>,
}

impl NativeIterator for Map {
    fn type_name(&self) -> &'static str {
        "map"
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        if !self.iterators.iter().all(is_native) {
            let args = Args::new([self.function.clone(), Value::tuple(self.iterators.clone())]);
            return Ok(IterStep::Flow(Flow::call(vm.prelude("_map_step"), args)));
        }
        let mut args = Args::none();
        for iterator in &self.iterators {
            match pull(vm, iterator)? {
                Some(item) => args.pos.push(item),
                None => return Ok(IterStep::Return(Value::None)),
            }
        }
        if let Value::Native(native) = &self.function
            && let NativeCode::Value(code) = native.code
            && !native.bound.is_defined()
        {
            let result = code(vm, args).map_err(|raised| vm.named(raised, native));
            return result.map(IterStep::Yield);
        }
        Ok(IterStep::Flow(Flow::call(self.function.clone(), args)))
    }

    fn size_hint(&self) -> usize {
        self.iterators.iter().map(hint).min().unwrap_or(0)
    }

    fn needs_python(&self) -> bool {
        let simple = matches!(&self.function, Value::Native(native)
            if matches!(native.code, NativeCode::Value(_)) && !native.bound.is_defined());
        !simple || !self.iterators.iter().all(is_native)
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        see(&self.function);
        self.iterators.iter().for_each(see);
    }
}

/// `filter(function, iterable)`
struct Filter {
    function: Value,
    iterator: Value,
}

impl NativeIterator for Filter {
    fn type_name(&self) -> &'static str {
        "filter"
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        if self.function.is_none() || !is_native(&self.iterator) {
            let args = Args::new([self.function.clone(), self.iterator.clone()]);
            return Ok(IterStep::Flow(Flow::call(vm.prelude("_filter_step"), args)));
        }
        let (function, iterator) = (self.function.clone(), self.iterator.clone());
        Ok(IterStep::Flow(Flow::Frame(Box::new(Filtering { function, iterator, item: Value::Undefined }))))
    }

    fn needs_python(&self) -> bool {
        true
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        [&self.function, &self.iterator].into_iter().for_each(see);
    }
}

/// Looks for the next item for which the function gives something true.
struct Filtering {
    function: Value,
    iterator: Value,
    item: Value,
}

impl NativeFrame for Filtering {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(answer) => match vm.truth(&answer) {
                Some(true) => return Ok(NativeStep::Return(std::mem::take(&mut self.item))),
                Some(false) => {}
                None => {
                    return Ok(vm.push_call(Value::Type(vm.types.bool.clone()), &[answer]));
                }
            },
            _ => {}
        }
        match pull(vm, &self.iterator)? {
            Some(item) => {
                self.item = item.clone();
                Ok(vm.push_call(self.function.clone(), &[item]))
            }
            None => Err(vm.stop_iteration(Value::None)),
        }
    }
}

/// `iter(function, sentinel)`
struct UntilSentinel {
    function: Value,
    sentinel: Value,
}

impl NativeIterator for UntilSentinel {
    fn type_name(&self) -> &'static str {
        "callable_iterator"
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        let args = Args::new([self.function.clone(), self.sentinel.clone()]);
        Ok(IterStep::Flow(Flow::call(vm.prelude("_call_until_step"), args)))
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        [&self.function, &self.sentinel].into_iter().for_each(see);
    }

    fn needs_python(&self) -> bool {
        true
    }
}

/// `iter()` of an object that has `__getitem__` only.
struct ByIndex {
    sequence: Value,
    next: i64,
}

impl NativeIterator for ByIndex {
    fn type_name(&self) -> &'static str {
        "iterator"
    }

    fn next(&mut self, vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        let args = Args::new([self.sequence.clone(), Value::Int(self.next)]);
        self.next += 1;
        Ok(IterStep::Flow(Flow::call(vm.prelude("_index_step"), args)))
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        see(&self.sequence);
    }

    fn needs_python(&self) -> bool {
        true
    }
}

/// `iter(function, sentinel)`
pub fn until_sentinel(function: Value, sentinel: Value) -> Value {
    Iter::value(UntilSentinel { function, sentinel })
}

/// Items of `sequence` by `__getitem__`, until an `IndexError`.
pub fn by_index(sequence: Value) -> Value {
    Iter::value(ByIndex { sequence, next: 0 })
}

/// The next item if that is at hand.
fn quick(iterator: &Value) -> Quick {
    match iterator {
        Value::Iter(iter) => iter.state.try_borrow_mut().map_or(Quick::Ask, |mut state| state.quick()),
        _ => Quick::Ask,
    }
}

/// The next item of a native iterator; `None` at its end.
fn pull(vm: &mut Vm, iterator: &Value) -> Result<Option<Value>> {
    let Value::Iter(iter) = iterator else { return Ok(None) };
    let Ok(mut state) = iter.state.try_borrow_mut() else {
        return Err(vm.value_error("iterator already executing"));
    };
    match state.next(vm, Value::None)? {
        IterStep::Yield(item) => Ok(Some(item)),
        _ => Ok(None),
    }
}

fn is_native(iterator: &Value) -> bool {
    matches!(iterator, Value::Iter(iter) if iter.state.try_borrow().is_ok_and(|state| !state.needs_python()))
}

fn hint(iterator: &Value) -> usize {
    match iterator {
        Value::Iter(iter) => iter.state.try_borrow().map_or(0, |state| state.size_hint()),
        _ => 0,
    }
}

/// Makes the combined iterator from its plain argument and its iterators.
type Make = fn(Value, Vec<Value>) -> Value;

fn make_enumerate(start: Value, mut iterators: Vec<Value>) -> Value {
    let (next, beyond) = match start {
        Value::Int(next) => (next, None),
        Value::Big(start) => (0, Some(Box::new((*start).clone()))),
        _ => (0, None),
    };
    Iter::value(Enumerate { iterator: iterators.pop().unwrap_or_default(), next, beyond })
}

fn make_zip(strict: Value, iterators: Vec<Value>) -> Value {
    let strict = matches!(strict, Value::Bool(true));
    let is_native = iterators.iter().all(is_native);
    Iter::value(Zip { iterators, strict, is_native, begun: Vec::new() })
}

fn make_map(function: Value, iterators: Vec<Value>) -> Value {
    Iter::value(Map { function, iterators })
}

fn make_filter(function: Value, mut iterators: Vec<Value>) -> Value {
    Iter::value(Filter { function, iterator: iterators.pop().unwrap_or_default() })
}

/// A function that prelude code calls by its name.
pub(crate) type Named = (&'static str, fn(&mut Vm, Args) -> Result<Value>);

/// The functions that prelude code makes combined iterators with, once it has the iterators.
pub(crate) const MAKERS: [Named; 4] = [
    ("_make_enumerate", |_, args| Ok(made(make_enumerate, args))),
    ("_make_zip", |_, args| Ok(made(make_zip, args))),
    ("_make_map", |_, args| Ok(made(make_map, args))),
    ("_make_filter", |_, args| Ok(made(make_filter, args))),
];

fn made(make: Make, args: Args) -> Value {
    let mut pos = args.pos.into_iter();
    let first = pos.next().unwrap_or_default();
    make(first, pos.collect())
}

fn combine(vm: &Vm, make: Make, maker: &str, first: Value, iterables: Vec<Value>) -> Flow {
    let iterators: Option<Vec<Value>> = iterables.iter().map(|iterable| iterator_of(vm, iterable)).collect();
    match iterators {
        Some(iterators) => Flow::Value(make(first, iterators)),
        None => {
            let args = Args::new([vm.prelude(maker), first, Value::tuple(iterables)]);
            Flow::call(vm.prelude("_combine"), args)
        }
    }
}

fn refuse_keywords(vm: &Vm, args: &Args, name: &str) -> Result<()> {
    if args.kw.is_empty() {
        return Ok(());
    }
    Err(vm.type_error(format!("{name}() takes no keyword arguments")))
}

fn new_enumerate(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let given = args.pos.len() - 1 + args.kw.len();
    let iterable = args.take(1, "iterable");
    let start = args.take(2, "start").unwrap_or(Value::Int(0));
    args.no_keywords_left(vm, "enumerate")?;
    let Some(iterable) = iterable else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    };
    if given > 2 {
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    let start = match plain(&start) {
        Value::Bool(flag) => Value::Int(i64::from(*flag)),
        start @ (Value::Int(_) | Value::Big(_)) => start.clone(),
        _ => {
            let class = vm.types.name_of(&start);
            return Err(vm.type_error(format!("'{class}' object cannot be interpreted as an integer")));
        }
    };
    Ok(combine(vm, make_enumerate, "_make_enumerate", start, vec![iterable]))
}

fn new_zip(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let strict = args.take_kw("strict").unwrap_or(Value::Bool(false));
    let strict = vm.truth(&strict).unwrap_or(true);
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for zip()")));
    }
    let iterables: Vec<Value> = args.pos.into_iter().skip(1).collect();
    Ok(combine(vm, make_zip, "_make_zip", Value::Bool(strict), iterables))
}

fn new_map(vm: &mut Vm, args: Args) -> Result<Flow> {
    refuse_keywords(vm, &args, "map")?;
    let mut pos = args.pos.into_iter().skip(1);
    let function = pos.next();
    let iterables: Vec<Value> = pos.collect();
    match function {
        Some(function) if !iterables.is_empty() => {
            Ok(combine(vm, make_map, "_make_map", function, iterables))
        }
        _ => Err(vm.type_error("map() must have at least two arguments.")),
    }
}

fn new_filter(vm: &mut Vm, args: Args) -> Result<Flow> {
    refuse_keywords(vm, &args, "filter")?;
    let given = args.pos.len() - 1;
    let mut pos = args.pos.into_iter().skip(1);
    match (pos.next(), pos.next()) {
        (Some(function), Some(iterable)) if given == 2 => {
            Ok(combine(vm, make_filter, "_make_filter", function, vec![iterable]))
        }
        _ => Err(vm.type_error(format!("filter expected 2 arguments, got {given}"))),
    }
}

fn new_reversed(vm: &mut Vm, args: Args) -> Result<Flow> {
    refuse_keywords(vm, &args, "reversed")?;
    let given = args.pos.len() - 1;
    let Some(sequence) = args.pos.into_iter().nth(1).filter(|_| given == 1) else {
        return Err(vm.type_error(format!("reversed expected 1 argument, got {given}")));
    };
    let class = vm.type_of(&sequence);
    let method = class.lookup(sym::REVERSED);
    let native = !class.heap || matches!(method, Some(Value::Native(_)));
    if native && let Some(iterator) = reverse(plain(&sequence)) {
        return Ok(Flow::Value(iterator));
    }
    match method {
        Some(Value::None) => {}
        Some(function) => return Ok(Flow::call(function, Args::new([sequence]))),
        None => {
            let is_sequence = class.lookup(sym::GETITEM).is_some();
            if is_sequence && class.lookup(sym::LEN).is_none() {
                return Err(vm.type_error(format!("object of type '{}' has no len()", class.name)));
            }
            if is_sequence && !matches!(plain(&sequence), Value::Set(_) | Value::Dict(_)) {
                return Ok(Flow::call(vm.prelude("_reversed_by_index"), Args::new([sequence])));
            }
        }
    }
    Err(vm.type_error(format!("'{}' object is not reversible", class.name)))
}

/// Defines the constructors.
pub(crate) fn install(vm: &Vm) {
    let types = &vm.types;
    let define =
        |class: &Rc<Type>, new: fn(&mut Vm, Args) -> Result<Flow>| class.static_method("__new__", new);
    define(&types.enumerate, new_enumerate);
    define(&types.zip, new_zip);
    define(&types.map, new_map);
    define(&types.filter, new_filter);
    define(&types.reversed, new_reversed);
}
