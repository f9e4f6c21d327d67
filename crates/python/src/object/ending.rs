//! What is left to be said when an object ends: `__del__`, and the callbacks of weak references.
//!
//! An object ends when its last reference is dropped, in the midst of whatever the machine does; Python code can run between two instructions
//! only. So the object's content moves to another one, which the [`Graveyard`] keeps until the machine has called `__del__` with it.
//!
//! Source: <https://docs.python.org/3.11/reference/datamodel.html#object.__del__>, PEP 442, and
//! <https://docs.python.org/3.11/library/weakref.html>.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::{Rc, Weak};

use crate::native::Args;
use crate::object::cycles::tracked;
use crate::object::generator::{Dropped, Graveyard};
use crate::object::{Function, Generator, Instance, Method, Module, NativeFunction, Set, Type};
use crate::symbol::FxHasher;
use crate::value::Value;
use crate::work;

/// What is to be done when an object ends, as bits.
#[derive(Default)]
pub(crate) struct Ending(Cell<u8>);

impl Ending {
    /// Its `__del__` has been called, which happens once.
    pub(crate) const FINALIZED: u8 = 1;
    /// There may be weak references to it.
    pub(crate) const WATCHED: u8 = 2;

    /// With these bits.
    pub(crate) fn new(bits: u8) -> Self {
        Ending(Cell::new(bits))
    }

    #[inline]
    pub(crate) fn is_silent(&self) -> bool {
        self.0.get() == 0
    }

    pub(crate) fn has(&self, bit: u8) -> bool {
        self.0.get() & bit != 0
    }

    pub(crate) fn add(&self, bit: u8) {
        self.0.set(self.0.get() | bit);
    }
}

/// Weak references to objects that tell of their end, by the object's address.
pub(crate) type Watchers = RefCell<HashMap<usize, Vec<Weak<Instance>>, BuildHasherDefault<FxHasher>>>;

/// An object that a weak reference refers to.
enum Referent {
    Instance(Weak<Instance>),
    Generator(Weak<Generator>),
    Function(Weak<Function>),
    Native(Weak<NativeFunction>),
    Method(Weak<Method>),
    Type(Weak<Type>),
    Set(Weak<Set>),
    Module(Weak<Module>),
}

/// What a `weakref.ref` holds.
#[derive(Default)]
pub struct WeakRef {
    referent: RefCell<Option<Referent>>,
    /// What is called with the reference when the object ends.
    callback: RefCell<Option<Value>>,
    /// The object's hash, once it was asked for: the reference keeps it.
    pub hash: RefCell<Option<Value>>,
}

impl WeakRef {
    /// A reference to `object`, with a callback for its end; `None` if there can't be weak references to such objects.
    ///
    /// The end of functions, classes, sets, methods and modules is not told.
    pub fn to(object: &Value, callback: Option<Value>) -> Option<WeakRef> {
        let referent = match object {
            Value::Instance(instance) => Referent::Instance(Rc::downgrade(instance)),
            Value::Generator(generator) => Referent::Generator(Rc::downgrade(generator)),
            Value::Function(function) => Referent::Function(Rc::downgrade(function)),
            Value::Native(function) => Referent::Native(Rc::downgrade(function)),
            Value::Method(method) => Referent::Method(Rc::downgrade(method)),
            Value::Type(class) => Referent::Type(Rc::downgrade(class)),
            Value::Set(set) => Referent::Set(Rc::downgrade(set)),
            Value::Module(module) => Referent::Module(Rc::downgrade(module)),
            _ => return None,
        };
        let (referent, callback) = (RefCell::new(Some(referent)), RefCell::new(callback));
        Some(WeakRef { referent, callback, hash: RefCell::default() })
    }

    /// The object; `None` if it has ended.
    pub fn get(&self) -> Option<Value> {
        Some(match self.referent.borrow().as_ref()? {
            Referent::Instance(instance) => Value::Instance(instance.upgrade()?),
            Referent::Generator(generator) => Value::Generator(generator.upgrade()?),
            Referent::Function(function) => Value::Function(function.upgrade()?),
            Referent::Native(function) => Value::Native(function.upgrade()?),
            Referent::Method(method) => Value::Method(method.upgrade()?),
            Referent::Type(class) => Value::Type(class.upgrade()?),
            Referent::Set(set) => Value::Set(set.upgrade()?),
            Referent::Module(module) => Value::Module(module.upgrade()?),
        })
    }

    /// `__callback__`
    pub fn callback(&self) -> Option<Value> {
        self.callback.borrow().clone()
    }
}

/// From now on the end of `object` is told to `reference`, which is a `weakref.ref` to it.
pub fn watch(graveyard: &Graveyard, object: &Value, reference: &Rc<Instance>) {
    let (Some(address), Some(ending)) = (object.address(), ending(object)) else { return };
    let mut watchers = graveyard.watchers.borrow_mut();
    let of_object = watchers.entry(address).or_default();
    // At its address there may have been another one.
    let is_watched = ending.has(Ending::WATCHED);
    of_object.retain(|reference| is_watched && reference.strong_count() > 0);
    ending.add(Ending::WATCHED);
    of_object.push(Rc::downgrade(reference));
}

/// The weak references that are told of an object's end, the oldest first.
pub fn watchers(graveyard: &Graveyard, object: &Value) -> Vec<Rc<Instance>> {
    let watchers = graveyard.watchers.borrow();
    let watched = ending(object).filter(|ending| ending.has(Ending::WATCHED));
    let of_object = watched.and(object.address()).and_then(|address| watchers.get(&address));
    of_object.into_iter().flatten().filter_map(Weak::upgrade).collect()
}

/// Empties the weak references to an object that ends with others; those that do not end with it and are called back, the youngest
/// first.
pub(crate) fn sever(
    graveyard: &Graveyard,
    object: &Value,
    ends: &dyn Fn(usize) -> bool,
) -> Vec<(Value, Rc<Instance>)> {
    let references = watchers(graveyard, object);
    object.address().map(|address| graveyard.watchers.borrow_mut().remove(&address));
    let references = references.into_iter().rev();
    references
        .filter_map(|reference| {
            let known = reference.native::<WeakRef>()?;
            drop(known.referent.take());
            if ends(Rc::as_ptr(&reference).addr()) {
                return None;
            }
            let callback = known.callback.take()?;
            Some((callback, reference))
        })
        .collect()
}

fn ending(object: &Value) -> Option<&Ending> {
    match object {
        Value::Instance(instance) => Some(&instance.ending),
        Value::Generator(generator) => Some(&generator.ending),
        _ => None,
    }
}

/// Has the weak references to an object that ends told of it, the youngest first.
#[cold]
pub(crate) fn tell_watchers(address: usize, ending: &Ending) {
    if !ending.has(Ending::WATCHED) {
        return;
    }
    work::with_graveyard(|graveyard| {
        let watchers = graveyard.watchers.borrow_mut().remove(&address);
        for reference in watchers.into_iter().flatten().rev().filter_map(|reference| reference.upgrade()) {
            let callback = reference.native::<WeakRef>().and_then(|reference| reference.callback.take());
            if let Some(callback) = callback {
                let told = Args::new([callback, Value::Instance(reference)]);
                graveyard.push(Dropped::Callback(told));
            }
        }
    });
}

impl Instance {
    /// It ends.
    #[cold]
    pub(super) fn say_last_words(&mut self) {
        let address = std::ptr::from_ref(self).addr();
        if self.class.finalizes.get() && !self.ending.has(Ending::FINALIZED) {
            work::with_graveyard(|graveyard| {
                let again = tracked(Instance {
                    class: self.class.clone(),
                    attrs: RefCell::new(std::mem::take(self.attrs.get_mut())),
                    payload: std::mem::take(&mut self.payload),
                    ending: Ending::new(Ending::FINALIZED),
                });
                graveyard.push(Dropped::Finalize(again, address));
            });
        }
        tell_watchers(address, &self.ending);
    }
}
