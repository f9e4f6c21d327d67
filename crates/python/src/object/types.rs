//! Classes.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use crate::Result;
use crate::native::{Args, Flow};
use crate::object::cycles::Holder;
use crate::object::discard::let_go;
use crate::object::{NativeFunction, Payload, SymMap};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

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
    /// What messages call it: `__name__`, and before it the module for a class that is written in C in CPython.
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
    /// Classes written in Python that have this one among their bases.
    pub subclasses: RefCell<Vec<Weak<Type>>>,
    /// Whether the class or a base has had a `__del__`.
    pub finalizes: Cell<bool>,
    /// For a class written in Rust: whether its objects take no attributes but the class's own.
    pub is_closed: Cell<bool>,
    /// For a class written in Rust: whether no class may be derived from it.
    pub is_final: Cell<bool>,
    /// What lookups found lately.
    pub cache: LookupCache,
    /// For a class written in Rust whose objects hold others: how they tell of them.
    pub holds: Cell<Option<Holder>>,
}

/// What lookups of a class found lately, by name: `Undefined` where there is nothing.
#[derive(Default)]
pub struct LookupCache {
    lines: RefCell<Vec<Line>>,
    access: Cell<(u64, Access)>,
}

/// What was found for a name, and in which epoch of the line.
#[derive(Clone)]
struct Line {
    name: Sym,
    found: Value,
    epoch: u64,
}

/// Whether the attributes of a class's instances are where the data model has them by default.
#[derive(Clone, Copy, Default)]
pub struct Access {
    /// Reading one runs no `__getattribute__` written in Python.
    pub reads: bool,
    /// Setting one runs no `__setattr__` written in Python.
    pub writes: bool,
    /// Any name may be set, not only those of `__slots__`.
    pub any_name: bool,
}

/// How many names a class's cache holds; a power of two.
const CACHE_LINES: usize = 64;

thread_local! {
    /// Counts the changes of classes, for each line of their caches: what was cached in an earlier epoch is forgotten. Many programs
    /// count in an attribute of a class; that must not make them forget everything.
    static EPOCHS: [Cell<u64>; CACHE_LINES] = const { [const { Cell::new(1) }; CACHE_LINES] };
    /// Counts those that may be of how attributes are reached.
    static ACCESS_EPOCH: Cell<u64> = const { Cell::new(1) };
}

fn line_of(name: Sym) -> usize {
    name.0 as usize % CACHE_LINES
}

/// What classes say of a name changes.
fn changed(name: Sym) {
    EPOCHS.with(|epochs| epochs[line_of(name)].set(epochs[line_of(name)].get() + 1));
    if matches!(name, sym::GETATTRIBUTE | sym::SETATTR | sym::SLOTS) {
        ACCESS_EPOCH.set(ACCESS_EPOCH.get() + 1);
    }
}

impl Type {
    /// What the class or a base defines as `name`, in method resolution order.
    #[inline]
    pub fn lookup(&self, name: Sym) -> Option<Value> {
        self.lookup_with(name, |found| found.is_defined().then(|| found.clone()))
    }

    /// Looks at what [`Type::lookup`] would give, `Undefined` for nothing. `look` must not use classes.
    #[inline]
    pub fn lookup_with<R>(&self, name: Sym, look: impl FnOnce(&Value) -> R) -> R {
        let epoch = EPOCHS.with(|epochs| epochs[line_of(name)].get());
        if let Some(line) = self.cache.lines.borrow().get(line_of(name))
            && line.name == name
            && line.epoch == epoch
        {
            return look(&line.found);
        }
        look(&self.lookup_uncached(name, epoch).unwrap_or_default())
    }

    /// Like [`Type::lookup`], for a method that an operation calls with the instance as first argument, whatever it is: what is
    /// neither a function nor a native is bound when it is called.
    pub(crate) fn special(&self, name: Sym) -> Option<Value> {
        match self.lookup(name) {
            Some(found) if !matches!(found, Value::Function(_) | Value::Native(_) | Value::None) => {
                Some(NativeFunction::bound("special", found, call_special))
            }
            found => found,
        }
    }

    /// How the attributes of instances may be reached.
    #[inline]
    pub fn access(&self) -> Access {
        let epoch = ACCESS_EPOCH.get();
        match self.cache.access.get() {
            (cached, access) if cached == epoch => access,
            _ => self.access_uncached(epoch),
        }
    }

    fn access_uncached(&self, epoch: u64) -> Access {
        let own = |name| self.heap && self.lookup(name).is_some_and(|found| found.has_own_way(name));
        // A class of the natives may have a `__setattr__` of its own, as threads have.
        let native = matches!(self.layout, Layout::Native(_));
        let access = Access {
            reads: !own(sym::GETATTRIBUTE),
            writes: self.heap && !native && !own(sym::SETATTR),
            any_name: self.instances_have_dict(),
        };
        self.cache.access.set((epoch, access));
        access
    }

    /// Whether instances of this class, written in Python, take any attribute: not if it and all its bases
    /// have `__slots__` without `__dict__`.
    pub fn instances_have_dict(&self) -> bool {
        let open = |class: &Type| class.dict.borrow().get(sym::SLOTS).is_none_or(names_dict);
        open(self) || self.mro.iter().any(|base| base.heap && open(base))
    }

    #[cold]
    fn lookup_uncached(&self, name: Sym, epoch: u64) -> Option<Value> {
        let own = self.dict.borrow().get(name).cloned();
        let found = own.or_else(|| self.mro.iter().find_map(|base| base.dict.borrow().get(name).cloned()));
        let nothing = Line { name, found: Value::Undefined, epoch: 0 };
        // What has a last word is not kept: it would have it late.
        let is_kept = found.as_ref().is_none_or(|found| {
            use Value::*;
            matches!(
                found,
                None | Bool(_)
                    | Int(_)
                    | Float(_)
                    | Str(_)
                    | Function(_)
                    | Native(_)
                    | Descriptor(_)
                    | Type(_)
            )
        });
        let line = if is_kept {
            Line { name, found: found.clone().unwrap_or_default(), epoch }
        } else {
            nothing.clone()
        };
        let mut lines = self.cache.lines.borrow_mut();
        if lines.is_empty() {
            lines.resize(CACHE_LINES, nothing);
        }
        let before = std::mem::replace(&mut lines[line_of(name)], line);
        drop(lines);
        drop(before);
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

    /// How its objects tell what they hold, if it derives from a class written in Rust that knows.
    pub(crate) fn holder(&self) -> Option<Holder> {
        self.holds.get().or_else(|| self.mro.iter().find_map(|base| base.holds.get()))
    }

    /// Sets what the class defines as `name`.
    pub fn define(&self, name: Sym, value: Value) {
        changed(name);
        if name == sym::DEL {
            self.begin_to_finalize();
        }
        self.dict.borrow_mut().insert(name, value);
    }

    fn begin_to_finalize(&self) {
        self.finalizes.set(true);
        let subclasses = self.subclasses.borrow().clone();
        subclasses.iter().filter_map(Weak::upgrade).for_each(|class| class.begin_to_finalize());
    }

    /// Removes what the class defines as `name`.
    pub fn undefine(&self, name: Sym) -> Option<Value> {
        changed(name);
        self.dict.borrow_mut().remove(name)
    }

    /// `__name__`
    pub fn short_name(&self) -> &str {
        let in_module = self.name.strip_prefix(&*self.module).and_then(|name| name.strip_prefix('.'));
        in_module.unwrap_or(&self.name)
    }

    /// What the program set as an attribute, if it is a `str`.
    pub(crate) fn set_text(&self, name: Sym) -> Option<Value> {
        let value = self.dict.borrow().get(name)?.clone();
        matches!(value, Value::Str(_)).then_some(value)
    }

    /// `__name__`, as messages have it: with what the program set there.
    pub(crate) fn shown_name(&self) -> Rc<str> {
        let set = self.set_text(sym::NAME);
        set.as_ref().and_then(Value::as_str).map_or_else(|| self.name.clone(), Rc::from)
    }

    /// The name as `repr` shows it: with the module unless that is `builtins`.
    pub fn full_name(&self) -> String {
        let (module, qualname) = (self.set_text(sym::MODULE), self.set_text(sym::QUALNAME));
        let qualname = qualname.as_ref().and_then(Value::as_str).unwrap_or(&self.qualname);
        match module.as_ref().and_then(Value::as_str).unwrap_or(&self.module) {
            "builtins" => qualname.to_owned(),
            module => format!("{module}.{qualname}"),
        }
    }
}

/// Whether `__dict__` is among the names of `__slots__`.
fn names_dict(slots: &Value) -> bool {
    let is_dict = |name: &Value| name.as_str() == Some("__dict__");
    match slots {
        Value::Tuple(names) => names.iter().any(is_dict),
        Value::List(names) => names.items.borrow().iter().any(is_dict),
        name => is_dict(name),
    }
}

/// Calls what a class has as special method, which is no function, for the instance that comes next.
fn call_special(vm: &mut Vm, args: Args) -> Result<Flow> {
    Ok(Flow::call(vm.prelude("_call_special"), args))
}

impl Drop for Type {
    fn drop(&mut self) {
        let_go((std::mem::take(&mut self.bases), std::mem::take(&mut self.mro)));
    }
}
