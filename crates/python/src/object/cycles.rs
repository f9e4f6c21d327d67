//! Objects that hold each other: counting references never ends them, so that now and then they are looked for.
//!
//! A cycle has an instance, list, dict, generator or shared variable in it. Those that are made are counted, which is all that most programs pay;
//! when there are many, or the program asks for `gc`, those made from then on are also noted ([`Tracker`]). What can be
//! reached from them and is held by nothing else than each other is garbage ([`garbage`]): a reference that nobody here knows of only keeps an object alive.
//!
//! Numbers of objects decide when to look, which are the same on every machine.
//!
//! Source: <https://docs.python.org/3.11/library/gc.html>, PEP 442.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::{Rc, Weak};

use super::generator::{AsyncStart, SavedFrame};
use super::{Cell as Variable, Descriptor, Dict, Generator, GeneratorState, Instance, List, Payload, Slice};
use crate::native::Args;
use crate::symbol::FxHasher;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// So many objects there may be before any is noted.
const FEW: i64 = 200_000;
/// At least so many more noted objects there are from one look for garbage to the next.
const MORE: usize = 50_000;
/// What is left of [`FEW`] while objects are noted: never more than nothing.
const NOTING: i64 = i64::MIN / 2;

thread_local! {
    /// How many more objects there may be before they are noted.
    static LEFT: Cell<i64> = const { Cell::new(FEW) };
    static TRACKER: RefCell<Tracker> = const { RefCell::new(Tracker::new()) };
}

/// What a machine knows of objects that could be in cycles; the thread of the system has that of the machine that runs.
pub(crate) struct Tracker {
    left: i64,
    noted: Vec<Noted>,
    /// When so many are noted, those that have ended are forgotten.
    most: usize,
    /// When so many are left then, it is time to look for garbage.
    many: usize,
    /// Whether it is time to look for garbage.
    is_due: bool,
    enabled: bool,
}

impl Default for Tracker {
    fn default() -> Self {
        Tracker::new()
    }
}

/// An object that was noted.
enum Noted {
    Instance(Weak<Instance>),
    List(Weak<List>),
    Dict(Weak<Dict>),
    Variable(Weak<Variable>),
    Generator(Weak<Generator>),
}

/// What could be in a cycle.
pub trait Tracked: Sized {
    /// Notes it.
    fn note(object: &Rc<Self>);
}

macro_rules! tracked {
    ($($class:ident as $noted:ident)*) => {$(
        impl Tracked for $class {
            #[cold]
            fn note(object: &Rc<Self>) {
                note(Noted::$noted(Rc::downgrade(object)));
            }
        }
    )*};
}

tracked! { Instance as Instance List as List Dict as Dict Variable as Variable Generator as Generator }

/// A new object that could be in a cycle.
#[inline]
pub fn tracked<T: Tracked>(object: T) -> Rc<T> {
    let object = Rc::new(object);
    LEFT.set(LEFT.get() - 1);
    if LEFT.get() < 0 {
        T::note(&object);
    }
    object
}

/// One has ended.
#[inline]
pub(super) fn ended() {
    // At the very end of a thread of the system nothing is counted any more.
    let _ = LEFT.try_with(|left| left.set(left.get() + 1));
}

#[cold]
fn note(object: Noted) {
    LEFT.set(NOTING);
    TRACKER.with_borrow_mut(|tracker| {
        tracker.noted.push(object);
        if tracker.noted.len() >= tracker.most {
            tracker.forget();
            if tracker.enabled && tracker.noted.len() >= tracker.many {
                tracker.is_due = true;
                work::garbage_waits();
            }
        }
    });
}

impl Noted {
    fn is_there(&self) -> bool {
        match self {
            Noted::Instance(object) => object.strong_count() > 0,
            Noted::List(object) => object.strong_count() > 0,
            Noted::Dict(object) => object.strong_count() > 0,
            Noted::Variable(object) => object.strong_count() > 0,
            Noted::Generator(object) => object.strong_count() > 0,
        }
    }

    fn object(&self) -> Option<Value> {
        Some(match self {
            Noted::Instance(object) => Value::Instance(object.upgrade()?),
            Noted::List(object) => Value::List(object.upgrade()?),
            Noted::Dict(object) => Value::Dict(object.upgrade()?),
            Noted::Variable(object) => Value::Cell(object.upgrade()?),
            Noted::Generator(object) => Value::Generator(object.upgrade()?),
        })
    }
}

impl Tracker {
    const fn new() -> Self {
        let (most, many) = (MORE, MORE);
        Tracker { left: FEW, noted: Vec::new(), most, many, is_due: false, enabled: true }
    }

    /// Forgets the noted objects that have ended.
    fn forget(&mut self) {
        self.noted.retain(Noted::is_there);
        let left = self.noted.len();
        self.most = left + (left / 4).max(MORE / 2);
    }

    /// Exchanges what the thread of the system knows for this: where a machine's turn begins and where it ends.
    pub(crate) fn swap(&mut self) {
        TRACKER.with_borrow_mut(|current| {
            current.left = LEFT.get();
            std::mem::swap(current, self);
            LEFT.set(current.left);
        });
    }
}

/// All objects made from now on are noted.
pub fn note_all() {
    LEFT.set(NOTING);
}

/// Whether objects that are made now are noted.
pub fn notes() -> bool {
    LEFT.get() < 0
}

/// Whether it is looked for garbage without being asked to.
pub fn is_enabled() -> bool {
    TRACKER.with_borrow(|tracker| tracker.enabled)
}

/// Says whether it is.
pub fn enable(enabled: bool) {
    TRACKER.with_borrow_mut(|tracker| tracker.enabled = enabled);
}

/// The objects that were noted and are there, the oldest first.
pub fn objects() -> Vec<Value> {
    let objects: Vec<Value> =
        TRACKER.with_borrow(|tracker| tracker.noted.iter().filter_map(Noted::object).collect());
    work::items(objects.len());
    objects
}

/// It was looked for garbage: next time when there are many more objects.
pub(crate) fn looked() {
    TRACKER.with_borrow_mut(|tracker| {
        tracker.forget();
        let left = tracker.noted.len();
        tracker.many = left + left.max(MORE);
    });
}

/// Whether it is time to look for garbage; it is said once.
pub(crate) fn is_due() -> bool {
    TRACKER.with_borrow_mut(|tracker| std::mem::take(&mut tracker.is_due))
}

/// What an object holds.
pub fn held(object: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    for_each_held(object, &mut |held| match held {
        Value::Undefined => {}
        // What programs see of it.
        Value::Module(module) if module.is_of_dict() => found.push(Value::Dict(module.dict())),
        _ => found.push(held.clone()),
    });
    found
}

/// How an object of a class written in Rust tells what it holds.
#[derive(Clone, Copy)]
pub struct Holder {
    /// Shows each value that the object's payload holds, once for each reference.
    pub see: fn(&Instance, &mut dyn FnMut(&Value)),
    /// Lets go of them.
    pub clear: fn(&Instance),
    /// What is called when the object ends with others: its last word, which it says once.
    pub last_word: fn(&Vm, &Rc<Instance>) -> Option<(Value, Args)>,
    /// How many more objects CPython has for it.
    pub parts: fn(&Instance) -> usize,
}

impl Holder {
    /// Of an object that holds nothing and has nothing to say.
    pub const EMPTY: Holder = Holder { see: |_, _| {}, clear: |_| {}, last_word: |_, _| None, parts: |_| 0 };
}

/// What is found from some objects.
#[derive(Default)]
struct Graph {
    nodes: Vec<Node>,
    index: HashMap<usize, u32, BuildHasherDefault<FxHasher>>,
}

struct Node {
    object: Value,
    /// How many references to it were found.
    found: usize,
    is_alive: bool,
}

/// What of `objects` and of all that they reach only objects among these hold: what `first` reaches, as it is reached, then the others, the oldest first.
pub(crate) fn garbage(first: Vec<Value>, objects: Vec<Value>) -> Vec<Value> {
    let mut graph = Graph::default();
    graph.grow(first, true);
    graph.grow(objects, true);
    graph.garbage()
}

/// What of `objects` only these hold.
pub(crate) fn garbage_among(objects: Vec<Value>) -> Vec<Value> {
    let mut graph = Graph::default();
    graph.grow(objects, false);
    graph.garbage()
}

/// How many objects CPython counts in garbage: not those that its last words have ended.
pub(crate) fn count(garbage: &[Value]) -> usize {
    let mut graph = Graph::default();
    graph.grow(garbage.to_vec(), false);
    let mut left: Vec<usize> = (0..graph.nodes.len()).filter(|&at| graph.nodes[at].found == 0).collect();
    while let Some(at) = left.pop() {
        let object = std::mem::take(&mut graph.nodes[at].object);
        for_each_held(&object, &mut |held| {
            if let Some(at) = graph.known(held) {
                graph.nodes[at].found -= 1;
                if graph.nodes[at].found == 0 {
                    left.push(at);
                }
            }
        });
    }
    graph.nodes.iter().map(|node| counts(&node.object)).sum()
}

impl Graph {
    /// Adds `objects` and what is found `beyond` them, or else only how they hold each other.
    fn grow(&mut self, objects: Vec<Value>, beyond: bool) {
        let mut at = self.nodes.len();
        for object in &objects {
            self.node(object);
        }
        drop(objects);
        while let Some(node) = self.nodes.get(at) {
            let object = node.object.clone();
            for_each_held(&object, &mut |held| {
                let held = if beyond { self.node(held) } else { self.known(held) };
                if let Some(held) = held {
                    self.nodes[held].found += 1;
                }
            });
            at += 1;
        }
        work::items(8 * at);
    }

    fn garbage(mut self) -> Vec<Value> {
        self.mark();
        let garbage = self.nodes.into_iter().filter(|node| !node.is_alive);
        garbage.map(|node| node.object).collect()
    }

    fn known(&self, object: &Value) -> Option<usize> {
        self.index.get(&object.address()?).map(|&at| at as usize)
    }

    /// The number of an object that could be in a cycle.
    fn node(&mut self, object: &Value) -> Option<usize> {
        if !is_looked_at(object) {
            return None;
        }
        let next = self.nodes.len();
        let at = *self.index.entry(object.address()?).or_insert(next as u32) as usize;
        if at == next {
            self.nodes.push(Node { object: object.clone(), found: 0, is_alive: false });
        }
        Some(at)
    }

    /// Marks what is held from elsewhere, and all that this holds.
    fn mark(&mut self) {
        // One reference is the node's.
        let held = |node: &Node| node.object.references() > node.found + 1;
        let mut left: Vec<usize> = (0..self.nodes.len()).filter(|&at| held(&self.nodes[at])).collect();
        left.iter().for_each(|&at| self.nodes[at].is_alive = true);
        while let Some(at) = left.pop() {
            let object = self.nodes[at].object.clone();
            for_each_held(&object, &mut |held| {
                if let Some(held) = self.known(held)
                    && !std::mem::replace(&mut self.nodes[held].is_alive, true)
                {
                    left.push(held);
                }
            });
        }
    }
}

/// Whether an object could be in a cycle that is looked for. Classes, and modules but those of dicts, are where they are for good.
fn is_looked_at(object: &Value) -> bool {
    use Value::*;
    if let Module(module) = object {
        return module.is_of_dict();
    }
    matches!(
        object,
        Tuple(_)
            | List(_)
            | Dict(_)
            | Set(_)
            | Slice(_)
            | Function(_)
            | Native(_)
            | Method(_)
            | Descriptor(_)
            | Instance(_)
            | Generator(_)
            | Iter(_)
            | AsyncStep(_)
            | Super(_)
            | Cell(_)
    )
}

/// As how many objects CPython counts one that is garbage.
fn counts(object: &Value) -> usize {
    let holds = |object: &Value| {
        let mut holds = false;
        for_each_held(object, &mut |held| holds |= is_looked_at(held));
        holds
    };
    match object {
        // Tuples for what a function has of its outer one, and for its defaults.
        Value::Function(function) => {
            1 + usize::from(!function.closure.is_empty())
                + usize::from(!function.defaults.borrow().is_empty())
        }
        Value::Instance(instance) => {
            let has_dict =
                || usize::from(instance.attrs.borrow().iter().any(|(_, value)| is_looked_at(value)));
            match instance.payload() {
                Payload::None => 1,
                // It is the list or dict itself, which is among the objects here.
                Payload::Value(value) if is_looked_at(value) => 1 + has_dict() - counts(value),
                Payload::Native(_) => {
                    let parts = instance.class.holder().map_or(0, |holder| (holder.parts)(instance));
                    1 + has_dict() + parts
                }
                _ => 1 + has_dict(),
            }
        }
        Value::Dict(_) => usize::from(holds(object)),
        Value::Undefined | Value::Slice(_) | Value::Native(_) | Value::Descriptor(_) | Value::Module(_) => 0,
        _ => 1,
    }
}

/// Shows what an object holds, once for each reference.
fn for_each_held(object: &Value, see: &mut dyn FnMut(&Value)) {
    match object {
        Value::Tuple(items) => items.iter().for_each(see),
        Value::List(list) => list.items.borrow().iter().for_each(see),
        Value::Dict(dict) => {
            for entry in dict.table.borrow().iter() {
                see(&entry.key);
                see(&entry.value);
            }
        }
        Value::Set(set) => set.table.borrow().iter().for_each(|(_, key)| see(key)),
        Value::Slice(slice) => {
            let Slice { start, stop, step } = &**slice;
            [start, stop, step].into_iter().for_each(see);
        }
        Value::Function(function) => {
            function.defaults.borrow().iter().for_each(&mut *see);
            function.kw_defaults.borrow().iter().for_each(|(_, value)| see(value));
            function.closure.iter().for_each(|cell| see(&Value::Cell(cell.clone())));
            function.attrs.borrow().iter().for_each(|(_, value)| see(value));
            if function.module.is_of_dict() {
                see(&Value::Module(function.module.clone()));
            }
        }
        Value::Module(module) => module.held(see),
        Value::Native(native) => see(&native.bound),
        Value::Method(method) => [&method.function, &method.receiver].into_iter().for_each(see),
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property { get, set, delete, doc } => {
                [get, set, delete, doc].into_iter().for_each(see)
            }
            Descriptor::StaticMethod(function) | Descriptor::ClassMethod(function) => see(function),
            Descriptor::Native { .. } | Descriptor::Slot(_) => {}
        },
        Value::Instance(instance) => {
            instance.attrs.borrow().iter().for_each(|(_, value)| see(value));
            held_by_payload(instance, see);
        }
        Value::Generator(generator) => {
            see(&Value::Function(generator.function.clone()));
            if let Ok(frame) = generator.frame.try_borrow() {
                frame.values.iter().for_each(&mut *see);
                see(&frame.handling);
            }
            if let Some(extra) = generator.extra.get() {
                see(extra);
            }
        }
        Value::Iter(iter) => {
            if let Ok(state) = iter.state.try_borrow() {
                state.held(see);
            }
        }
        Value::AsyncStep(step) => {
            see(&Value::Generator(step.generator.clone()));
            match &*step.start.borrow() {
                Some(AsyncStart::Send(value)) => see(value),
                Some(AsyncStart::Throw(raised)) => see(&Value::from(raised.clone())),
                None => {}
            }
        }
        Value::Super(parts) => see(&parts.receiver),
        Value::Cell(cell) => see(&cell.value.borrow()),
        _ => {}
    }
}

fn held_by_payload(instance: &Instance, see: &mut dyn FnMut(&Value)) {
    match instance.payload() {
        Payload::None => {}
        Payload::Value(value) => see(value),
        Payload::Exception(data) => {
            data.args.borrow().iter().for_each(&mut *see);
            for raised in [&data.cause, &data.context] {
                if let Some(raised) = &*raised.borrow() {
                    see(&Value::from(raised.clone()));
                }
            }
            if let Some((_, traceback)) = &*data.traceback_object.borrow() {
                see(traceback);
            }
            if let Some((object, _)) = &*data.sought.borrow() {
                see(object);
            }
        }
        Payload::Native(_) => {
            if let Some(holder) = instance.class.holder() {
                (holder.see)(instance, see);
            }
        }
    }
}

/// Lets go of what an object that is garbage holds, as far as it can change.
pub(crate) fn clear(object: &Value) {
    match object {
        Value::List(list) => drop(list.items.take()),
        Value::Dict(dict) => {
            let old = dict.table.borrow_mut().clear();
            drop(old);
        }
        Value::Set(set) if !set.frozen => drop(set.table.take()),
        Value::Function(function) => {
            drop(function.defaults.take());
            drop(function.attrs.take());
        }
        Value::Instance(instance) => {
            drop(instance.attrs.take());
            match instance.payload() {
                Payload::Value(value) => clear(value),
                Payload::Exception(data) => {
                    drop(data.args.take());
                    drop(data.cause.take());
                    drop(data.context.take());
                    drop(data.traceback_object.take());
                }
                Payload::Native(_) => {
                    if let Some(holder) = instance.class.holder() {
                        (holder.clear)(instance);
                    }
                }
                Payload::None => {}
            }
        }
        Value::Generator(generator) if generator.state.get() == GeneratorState::Suspended => {
            generator.state.set(GeneratorState::Closed);
            drop(generator.frame.replace(SavedFrame::default()));
        }
        Value::Cell(cell) => drop(cell.value.take()),
        _ => {}
    }
}
