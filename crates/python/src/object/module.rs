//! Modules: global variables in numbered slots.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::{Rc, Weak};

use crate::object::cycles::tracked;
use crate::object::discard::let_go;
use crate::object::{Dict, DictTable, PyStr};
use crate::symbol::{FxHasher, Sym};
use crate::value::Value;

/// A module. The compiler gives every global name of its code a slot, so that a global is read and
/// written by number. A slot knows the builtin of its name, which a read falls back to.
pub struct Module {
    /// `__name__`
    pub name: Rc<str>,
    slots: RefCell<Vec<Slot>>,
    numbers: RefCell<HashMap<Sym, u32, BuildHasherDefault<FxHasher>>>,
    builtins: Option<Rc<Module>>,
    /// The variables as `globals()` gives them, once that was asked for: what is set here is set there, and what is set there
    /// ([`DictTable`]) is set here.
    dict: OnceCell<Rc<Dict>>,
    /// Whether it was made for code that is executed with that dict, so that it may end.
    is_of_dict: bool,
    /// For a module of ours that stands for one of CPython's library: what that one has and ours lacks, with spaces
    /// between the names.
    pub lacks: Cell<&'static str>,
}

struct Slot {
    name: Sym,
    value: Value,
    builtin: Value,
}

impl Module {
    /// Whether CPython's module of this name has such an attribute, and ours lacks it.
    pub fn is_lacking(&self, name: &str) -> bool {
        self.lacks.get().split(' ').any(|lacked| lacked == name)
    }

    /// An empty module whose names fall back to those of `builtins`.
    pub fn new(name: &str, builtins: Option<Rc<Module>>) -> Self {
        Module {
            name: name.into(),
            slots: RefCell::default(),
            numbers: RefCell::default(),
            builtins,
            dict: OnceCell::new(),
            is_of_dict: false,
            lacks: Cell::new(""),
        }
    }

    /// The module whose variables are those of `dict`, for code that is executed with it.
    pub fn of_dict(dict: &Rc<Dict>, name: &str, builtins: Option<Rc<Module>>) -> Rc<Module> {
        let known = dict.table.borrow().module.as_ref().and_then(Weak::upgrade);
        known.unwrap_or_else(|| {
            let mut module = Module::new(name, builtins);
            module.is_of_dict = true;
            let module = Rc::new(module);
            for entry in dict.table.borrow().iter() {
                if let Some(name) = entry.key.as_str() {
                    module.mirror(Sym::new(name), entry.value.clone());
                }
            }
            dict.table.borrow_mut().module = Some(Rc::downgrade(&module));
            module.dict.get_or_init(|| dict.clone());
            module
        })
    }

    /// Its variables, as `globals()` gives them.
    pub fn dict(self: &Rc<Module>) -> Rc<Dict> {
        let made = self.dict.get_or_init(|| {
            let mut table = DictTable::default();
            for (name, value) in self.entries() {
                let key = PyStr::new(&name.name());
                table.push(key.hash(), Value::Str(Rc::new(key)), value);
            }
            table.module = Some(Rc::downgrade(self));
            tracked(Dict::new(table))
        });
        made.clone()
    }

    /// Whether this dict is its variables.
    pub(crate) fn has_dict(&self, dict: &Rc<Dict>) -> bool {
        self.dict.get().is_some_and(|known| Rc::ptr_eq(known, dict))
    }

    /// Whether it was made for code that is executed with a dict.
    pub(crate) fn is_of_dict(&self) -> bool {
        self.is_of_dict
    }

    /// Shows the variables of one that was made for a dict, and that dict.
    pub(super) fn held(&self, see: &mut dyn FnMut(&Value)) {
        if self.is_of_dict {
            self.slots.borrow().iter().for_each(|slot| see(&slot.value));
            self.dict.get().into_iter().for_each(|dict| see(&Value::Dict(dict.clone())));
        }
    }

    /// The slot of `name`, made if there is none.
    pub fn slot(&self, name: Sym) -> u32 {
        if let Some(&number) = self.numbers.borrow().get(&name) {
            return number;
        }
        let builtin = self.builtins.as_ref().and_then(|module| module.get(name)).unwrap_or_default();
        let mut slots = self.slots.borrow_mut();
        let number = slots.len() as u32;
        slots.push(Slot { name, value: Value::Undefined, builtin });
        self.numbers.borrow_mut().insert(name, number);
        number
    }

    /// The name of a slot.
    pub fn slot_name(&self, slot: u32) -> Sym {
        self.slots.borrow()[slot as usize].name
    }

    /// The value in a slot, or the builtin of its name, or `Undefined`.
    #[inline]
    pub fn load(&self, slot: u32) -> Value {
        let slots = self.slots.borrow();
        let slot = &slots[slot as usize];
        if slot.value.is_defined() { slot.value.clone() } else { slot.builtin.clone() }
    }

    /// Sets a slot; the old value, `Undefined` if it was unbound. `Undefined` unbinds.
    #[inline]
    pub fn store(&self, slot: u32, value: Value) -> Value {
        if self.dict.get().is_some() {
            return self.store_twice(slot, value);
        }
        self.store_here(slot, value)
    }

    #[inline]
    fn store_here(&self, slot: u32, value: Value) -> Value {
        let mut slots = self.slots.borrow_mut();
        std::mem::replace(&mut slots[slot as usize].value, value)
    }

    #[cold]
    fn store_twice(&self, slot: u32, value: Value) -> Value {
        let old = self.store_here(slot, value.clone());
        let Some(dict) = self.dict.get() else { return old };
        let name = self.slot_name(slot).name();
        let before = dict.table.borrow_mut().set_name(&name, value);
        drop(before);
        old
    }

    /// Its dict has another value for `name` now.
    pub(super) fn mirror(&self, name: Sym, value: Value) {
        let slot = self.slot(name);
        drop(self.store_here(slot, value));
    }

    /// What `name` falls back to is this from now on.
    pub fn set_builtin(&self, name: Sym, value: Value) {
        if let Some(&number) = self.numbers.borrow().get(&name) {
            self.slots.borrow_mut()[number as usize].builtin = value;
        }
    }

    /// The module's own attribute `name` (no builtins).
    pub fn get(&self, name: Sym) -> Option<Value> {
        let number = *self.numbers.borrow().get(&name)?;
        let slots = self.slots.borrow();
        let value = &slots[number as usize].value;
        value.is_defined().then(|| value.clone())
    }

    /// Sets the attribute `name`; `Undefined` unbinds.
    pub fn set(&self, name: Sym, value: Value) -> Value {
        let slot = self.slot(name);
        self.store(slot, value)
    }

    /// Sets an attribute by its text.
    pub fn define(&self, name: &str, value: impl Into<Value>) {
        let mut value = value.into();
        if let Value::Native(native) = &mut value
            && !self.is_builtins()
            && let Some(native) = Rc::get_mut(native)
        {
            native.owner = self.name.clone();
        }
        self.set(Sym::new(name), value);
    }

    fn is_builtins(&self) -> bool {
        self.builtins.is_none()
    }

    /// The bound names and values, in the order of their slots.
    pub fn entries(&self) -> Vec<(Sym, Value)> {
        let slots = self.slots.borrow();
        slots
            .iter()
            .filter(|slot| slot.value.is_defined())
            .map(|slot| (slot.name, slot.value.clone()))
            .collect()
    }

    /// The builtins that names fall back to.
    pub fn builtins(&self) -> Option<&Rc<Module>> {
        self.builtins.as_ref()
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        let_go(std::mem::take(self.slots.get_mut()));
    }
}
