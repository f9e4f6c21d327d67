//! Classes.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::object::{Payload, SymMap};
use crate::symbol::Sym;
use crate::value::Value;

/// How instances of a class are represented. Inherited; `type.__new__` refuses bases whose layouts conflict.
#[derive(Clone, Copy)]
pub enum Layout {
    /// [`Value::Instance`] with [`Payload::None`].
    Object,
    /// [`Value::Instance`] with [`Payload::Exception`].
    Exception,
    /// The class itself is represented by a variant of [`Value`] (`int`, `list`, …); instances of its
    /// subclasses by [`Value::Instance`] with [`Payload::Value`]. Made by the class's native `__new__`.
    Value,
    /// [`Value::Instance`] with [`Payload::Native`], made empty by this function before `__init__` fills it.
    Native(fn() -> Payload),
}

/// A class.
pub struct Type {
    /// `__name__`
    pub name: Rc<str>,
    /// `__qualname__`
    pub qualname: Rc<str>,
    /// `__module__`
    pub module: Rc<str>,
    /// `__bases__`
    pub bases: Vec<Rc<Type>>,
    /// `__mro__` without the class itself.
    pub mro: Vec<Rc<Type>>,
    /// `__dict__`: what the class itself defines.
    pub dict: RefCell<SymMap>,
    /// How instances are represented.
    pub layout: Layout,
    /// `type(cls)` where that isn't `type`.
    pub metaclass: Option<Rc<Type>>,
    /// Whether the class is part of the implementation: its attributes can't be set.
    pub builtin: bool,
    /// Whether the class was written in Python or derives from one that was.
    pub heap: bool,
    /// The number by which other threads know this class, once it crossed; 0 before.
    pub shared: Cell<u32>,
    /// Classes written in Python that have this one among their bases.
    pub subclasses: RefCell<Vec<Weak<Type>>>,
    /// What lookups found lately.
    pub cache: LookupCache,
}

/// What lookups of a class found lately, by name: `Undefined` where there is nothing.
#[derive(Default)]
pub struct LookupCache {
    lines: RefCell<Vec<(Sym, Value)>>,
    epoch: Cell<u64>,
}

/// How many names a class's cache holds; a power of two.
const CACHE_LINES: usize = 64;

thread_local! {
    /// Counts the changes of classes: what was cached in an earlier epoch is forgotten.
    static EPOCH: Cell<u64> = const { Cell::new(1) };
}

impl Type {
    /// What the class or a base defines as `name`, in method resolution order.
    #[inline]
    pub fn lookup(&self, name: Sym) -> Option<Value> {
        let epoch = EPOCH.get();
        if self.cache.epoch.get() == epoch {
            let lines = self.cache.lines.borrow();
            let (cached, value) = &lines[name.0 as usize % CACHE_LINES];
            if *cached == name {
                return value.is_defined().then(|| value.clone());
            }
        }
        self.lookup_uncached(name, epoch)
    }

    fn lookup_uncached(&self, name: Sym, epoch: u64) -> Option<Value> {
        let own = self.dict.borrow().get(name).cloned();
        let found = own.or_else(|| self.mro.iter().find_map(|base| base.dict.borrow().get(name).cloned()));
        let mut lines = self.cache.lines.borrow_mut();
        if self.cache.epoch.replace(epoch) != epoch || lines.is_empty() {
            lines.clear();
            lines.resize(CACHE_LINES, (Sym(u32::MAX), Value::Undefined));
        }
        lines[name.0 as usize % CACHE_LINES] = (name, found.clone().unwrap_or_default());
        found
    }

    /// Like [`Type::lookup`], with the class that defines it.
    pub fn lookup_with_owner(self: &Rc<Self>, name: Sym) -> Option<(Rc<Type>, Value)> {
        std::iter::once(self)
            .chain(&self.mro)
            .find_map(|class| class.dict.borrow().get(name).map(|value| (class.clone(), value.clone())))
    }

    /// Whether this class is `other` or derives from it.
    pub fn is_subtype(&self, other: &Type) -> bool {
        std::ptr::eq(self, other) || self.mro.iter().any(|base| std::ptr::eq(&**base, other))
    }

    /// Sets what the class defines as `name`.
    pub fn define(&self, name: Sym, value: Value) {
        EPOCH.set(EPOCH.get() + 1);
        self.dict.borrow_mut().insert(name, value);
    }

    /// Removes what the class defines as `name`.
    pub fn undefine(&self, name: Sym) -> Option<Value> {
        EPOCH.set(EPOCH.get() + 1);
        self.dict.borrow_mut().remove(name)
    }

    /// The name as messages and `repr` show it: with the module unless that is `builtins`.
    pub fn full_name(&self) -> String {
        if &*self.module == "builtins" {
            self.qualname.to_string()
        } else {
            format!("{}.{}", self.module, self.qualname)
        }
    }
}
