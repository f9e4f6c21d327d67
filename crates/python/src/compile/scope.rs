//! The symbol table: which names each function, class and comprehension binds, and where each name of
//! it lives. A first walk ([`build`]) collects the names, [`resolve`] then places them.

mod build;
mod resolve;

use ruff_text_size::TextRange;

use crate::compile::Map;
use crate::compile::future::Future;
use crate::few::sort_few;
use crate::symbol::Sym;

pub(super) use build::build;

/// What a scope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    /// A `def` or `lambda`.
    Function {
        is_async: bool,
    },
    Comprehension,
}

/// Where a name lives, seen from one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A local slot.
    Fast(u32),
    /// A local slot with a cell in it.
    Deref(u32),
    /// In a class body: its namespace, else the cell in a local slot.
    ClassDeref(u32),
    /// A global of the module, or a builtin.
    Global,
    /// In a class body: its namespace, else a global.
    Name,
}

/// What is known of a name in one scope.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Symbol {
    pub(super) parameter: bool,
    pub(super) assigned: bool,
    pub(super) used: bool,
    pub(super) global: bool,
    pub(super) nonlocal: bool,
    pub(super) annotated: bool,
    /// The variable of a comprehension's `for`.
    pub(super) iteration: bool,
    /// Where it was first declared `global` or `nonlocal`.
    pub(super) declared_at: TextRange,
}

impl Symbol {
    fn declare(&mut self, range: TextRange) {
        if !self.global && !self.nonlocal {
            self.declared_at = range;
        }
    }

    fn is_local(&self) -> bool {
        (self.parameter || self.assigned) && !self.global && !self.nonlocal
    }
}

/// A module, class, function or comprehension.
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<usize>,
    /// The class that private names are mangled for, without leading underscores.
    pub(super) class_name: Option<String>,
    /// Names in the order of their first appearance; parameters come first.
    names: Vec<(Sym, Symbol)>,
    index: Map<Sym, usize>,
    /// The function has a `yield`.
    pub(super) yields: bool,
    /// A comprehension with `async for` or `await`.
    pub(super) awaits: bool,
    /// Whether the first parameter is a positional one, which `super()` can use.
    has_positional: bool,
    /// For a comprehension: is it a generator expression?
    pub(super) is_generator_expression: bool,
    /// A generator with `return value`, and where: an error in asynchronous generators.
    pub(super) returns_value: Option<TextRange>,
    /// Locals that inner functions capture.
    cells: Vec<Sym>,
    /// Names captured from enclosing functions.
    free: Vec<Sym>,
    /// Names of the local slots: parameters, other locals, free variables.
    pub(super) slots: Vec<Sym>,
    slot_index: Map<Sym, u32>,
}

/// All scopes of a module; the module's own is number 0.
pub(super) struct Scopes {
    scopes: Vec<Scope>,
    by_range: Map<(u32, u32), usize>,
    pub(super) future: Future,
}

impl Scopes {
    /// The scope of the function, class or comprehension at `range`.
    pub(super) fn at(&self, range: TextRange) -> usize {
        self.by_range[&(range.start().into(), range.end().into())]
    }

    pub(super) fn get(&self, scope: usize) -> &Scope {
        &self.scopes[scope]
    }

    /// Where `name` lives, for code of `scope`.
    pub(super) fn place(&self, scope: usize, name: Sym) -> Place {
        let this = &self.scopes[scope];
        let symbol = this.symbol(name);
        let is_class = this.kind == ScopeKind::Class;
        if symbol.global {
            return Place::Global;
        }
        if is_class {
            if symbol.nonlocal {
                return Place::Deref(this.slot_index[&name]);
            }
            if !symbol.is_local() && this.free.contains(&name) {
                return Place::ClassDeref(this.slot_index[&name]);
            }
            return Place::Name;
        }
        match this.slot_index.get(&name) {
            Some(&slot) if this.cells.contains(&name) || this.free.contains(&name) => Place::Deref(slot),
            Some(&slot) => Place::Fast(slot),
            None => Place::Global,
        }
    }

    /// Whether any code uses the global variable `name`.
    pub(super) fn have_global(&self, name: Sym) -> bool {
        (0..self.scopes.len()).any(|scope| {
            self.scopes[scope].symbol(name).used
                && matches!(self.place(scope, name), Place::Global | Place::Name)
        })
    }

    /// The local slot whose cell holds `name` for the inner functions of `scope`.
    pub(super) fn closure_slot(&self, scope: usize, name: Sym) -> u32 {
        self.scopes[scope].slot_index[&name]
    }
}

impl Scope {
    fn new(kind: ScopeKind, parent: Option<usize>, class_name: Option<String>) -> Self {
        Scope {
            kind,
            parent,
            class_name,
            names: Vec::new(),
            index: Map::default(),
            yields: false,
            awaits: false,
            has_positional: false,
            is_generator_expression: false,
            returns_value: None,
            cells: Vec::new(),
            free: Vec::new(),
            slots: Vec::new(),
            slot_index: Map::default(),
        }
    }

    pub(super) fn symbol(&self, name: Sym) -> Symbol {
        self.index.get(&name).map_or_else(Symbol::default, |&at| self.names[at].1)
    }

    fn symbol_mut(&mut self, name: Sym) -> &mut Symbol {
        let at = *self.index.entry(name).or_insert_with(|| {
            self.names.push((name, Symbol::default()));
            self.names.len() - 1
        });
        &mut self.names[at].1
    }

    /// Whether this is a function, lambda or comprehension.
    pub(super) fn is_function(&self) -> bool {
        matches!(self.kind, ScopeKind::Function { .. } | ScopeKind::Comprehension)
    }

    /// Whether `await` may stand here.
    pub(super) fn is_async_function(&self) -> bool {
        matches!(self.kind, ScopeKind::Function { is_async: true })
    }

    /// Whether `name` was declared `global` here.
    pub(super) fn is_declared_global(&self, name: Sym) -> bool {
        self.symbol(name).global
    }

    /// The slots of locals that need a cell on entry.
    pub(super) fn cell_slots(&self) -> Vec<u32> {
        let mut slots: Vec<u32> = self.cells.iter().map(|name| self.slot_index[name]).collect();
        sort_few(&mut slots, |a, b| a < b);
        slots
    }

    /// Names captured from enclosing functions, in the order of their slots.
    pub(super) fn free(&self) -> &[Sym] {
        &self.free
    }

    /// The first positional parameter.
    pub(super) fn first_parameter(&self) -> Option<Sym> {
        self.names.first().filter(|_| self.has_positional).map(|&(name, _)| name)
    }

    /// Whether the class's methods refer to the class itself.
    pub(super) fn has_class_cell(&self) -> bool {
        self.kind == ScopeKind::Class && !self.cells.is_empty()
    }

    /// `name` as the class around rewrites private names.
    pub(super) fn mangle(&self, name: &str) -> Sym {
        mangled(self.class_name.as_deref().unwrap_or_default(), name)
    }
}

/// What a name is called in a class: a private one has the class's name in its own.
pub(crate) fn mangled(class: &str, name: &str) -> Sym {
    let class = class.trim_start_matches('_');
    if !class.is_empty() && name.starts_with("__") && !name.ends_with("__") && !name.contains('.') {
        Sym::new(&format!("_{class}{name}"))
    } else {
        Sym::new(name)
    }
}
