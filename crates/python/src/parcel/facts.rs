//! What a program's code can do to what its functions and classes are, found out once.

use std::cell::RefCell;
use std::rc::Rc;

use super::Obstacle;
use super::library::Paths;
use crate::bytecode::{Code, Op};
use crate::object::Module;
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

/// Names with which a program reaches more than can be told from its code: variables and attributes of others, all threads,
/// the identity of objects, their end.
const REACHING: &[&str] = &[
    "__bases__",
    "__builtins__",
    "__class__",
    "__closure__",
    "__code__",
    "__defaults__",
    "__del__",
    "__dict__",
    "__func__",
    "__getattr__",
    "__getattribute__",
    "__globals__",
    "__import__",
    "__kwdefaults__",
    "__main__",
    "__self__",
    "__setattr__",
    "__subclasses__",
    "__wrapped__",
    "_getframe",
    "all_tasks",
    "compile",
    "copyreg",
    "ctypes",
    "current_task",
    "delattr",
    "eval",
    "excepthook",
    "exec",
    "gc",
    "get_name",
    "get_task_factory",
    "get_type_hints",
    "globals",
    "id",
    "import_module",
    "importlib",
    "inspect",
    "locals",
    "main_thread",
    "mock",
    "modules",
    "object_hook",
    "redirect_stderr",
    "redirect_stdout",
    "run_in_executor",
    "set_event_loop_policy",
    "set_task_factory",
    "setattr",
    "setprofile",
    "setrecursionlimit",
    "settrace",
    "signal",
    "to_thread",
    "vars",
    "warnings",
    "weakref",
];

/// Special attributes that only say something about their object: nothing but code that names them looks at them.
const SAYING: &[&str] = &[
    "__annotations__",
    "__cause__",
    "__context__",
    "__doc__",
    "__module__",
    "__name__",
    "__notes__",
    "__qualname__",
    "__suppress_context__",
    "__traceback__",
    "__wrapped__",
];

/// Functions of the library that set attributes of what they are given.
const WRITERS: &[&str] = &[
    "cached_property",
    "dataclass",
    "runtime_checkable",
    "singledispatch",
    "total_ordering",
    "update_wrapper",
];

/// What is known of the program's code.
pub struct Facts {
    pub(super) main: Rc<Module>,
    /// Where the library's things are found.
    pub(super) library: RefCell<Rc<Paths>>,
    codes: Vec<Rc<Code>>,
    reaching: Option<Sym>,
    /// Attributes that are set through something else than `self`, with how the receiver is found.
    pub(super) attribute_stores: Vec<(Sym, Receiver)>,
    /// Where functions of the library are used that set attributes of the classes and functions they are given.
    writers: Vec<(Sym, u32, usize)>,
    /// Variables shared with inner functions that are assigned.
    pub(super) cell_stores: Vec<Sym>,
    /// Where globals are assigned, and in which code.
    global_stores: Vec<(Sym, u32, usize)>,
    /// The number of the module's own code.
    module: u32,
    /// Backward jumps of the module's own code: from, to.
    loops: Vec<(usize, usize)>,
    /// All names of attributes that the code reads.
    attributes_read: Vec<Sym>,
    /// With which global variable something is compared by `is`; `None` for something else than a constant.
    identities: Vec<Option<Sym>>,
    /// Whether classes of the library may be told of others that count as derived from them.
    uses_abc: bool,
    registers: bool,
}

/// How what has an attribute set is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Receiver {
    /// By a global name.
    Global(Sym),
    /// As an attribute of what a global name has.
    Through(Sym),
    /// It is a module.
    Module,
    /// In another way.
    Any,
}

impl Facts {
    /// The facts of a program, whose module has this code.
    pub fn of(code: &Rc<Code>, main: &Rc<Module>) -> Facts {
        let mut facts = Facts {
            main: main.clone(),
            library: RefCell::default(),
            codes: Vec::new(),
            reaching: None,
            attribute_stores: Vec::new(),
            writers: Vec::new(),
            cell_stores: Vec::new(),
            global_stores: Vec::new(),
            module: code.index,
            loops: Vec::new(),
            attributes_read: Vec::new(),
            identities: Vec::new(),
            uses_abc: false,
            registers: false,
        };
        let mut left = vec![code.clone()];
        while let Some(code) = left.pop() {
            left.extend(code.consts.iter().filter_map(|constant| match constant {
                Value::Code(inner) => Some(inner.clone()),
                _ => None,
            }));
            facts.look_at(&code);
            facts.codes.push(code);
        }
        facts
    }

    fn look_at(&mut self, code: &Code) {
        if self.reaching.is_none() {
            self.reaching = code.consts.iter().find_map(reaching_text);
        }
        for (at, op) in code.ops.iter().enumerate() {
            let used = match *op {
                Op::LoadGlobal(slot) => Some(self.main.slot_name(slot)),
                Op::LoadName { name } | Op::LoadAttr(name) | Op::LoadMethod(name) | Op::ImportFrom(name) => {
                    Some(name)
                }
                Op::ImportName { name, .. } => Some(name),
                Op::StoreAttr(name) | Op::DeleteAttr(name) if &*name.name() != "__wrapped__" => Some(name),
                Op::StoreName(name)
                    if matches!(
                        &*name.name(),
                        "__del__" | "__getattr__" | "__setattr__" | "__getattribute__"
                    ) =>
                {
                    Some(name)
                }
                _ => None,
            };
            if let Some(name) = used
                && self.reaching.is_none()
                && is_reaching(&name.name())
            {
                self.reaching = Some(name);
            }
            if let Some(name) = used
                && !matches!(op, Op::ImportFrom(_) | Op::ImportName { .. })
                && WRITERS.contains(&&*name.name())
            {
                self.writers.push((name, code.index, at));
            }
            match *op {
                Op::LoadAttr(name) | Op::LoadMethod(name) => {
                    self.registers |= &*name.name() == "register";
                    self.attributes_read.push(name);
                }
                Op::ImportName { name, .. } | Op::ImportFrom(name) => {
                    self.uses_abc |= matches!(&*name.name(), "abc" | "collections.abc" | "numbers");
                }
                Op::Is | Op::IsNot => self.identities.extend(self.compared(code, at)),
                Op::StoreGlobal(slot) | Op::DeleteGlobal(slot) => {
                    self.global_stores.push((self.main.slot_name(slot), code.index, at));
                }
                Op::ImportStar => self.reaching = self.reaching.or(Some(sym::ALL)),
                Op::StoreDeref(local) | Op::DeleteDeref(local) => {
                    self.cell_stores.extend(code.locals.get(local as usize));
                }
                Op::StoreAttr(name) | Op::DeleteAttr(name) => {
                    self.attribute_stores.extend(self.receiver(code, at).map(|receiver| (name, receiver)));
                }
                Op::JumpBack(target) if code.index == self.module => self.loops.push((at, target as usize)),
                _ => {}
            }
        }
    }

    /// How the receiver of the store at `at` is found; `None` for `self`.
    pub(super) fn receiver(&self, code: &Code, at: usize) -> Option<Receiver> {
        let end = match code.ops.get(at.wrapping_sub(1)) {
            // `self.name += value`: the receiver stands before the value, where the name is read.
            Some(Op::Swap(1)) => {
                let found = code.ops[..at].windows(2).rposition(|ops| match (ops, code.ops[at]) {
                    ([Op::Dup, Op::LoadAttr(read)], Op::StoreAttr(name)) => *read == name,
                    _ => false,
                });
                let Some(end) = found else { return Some(Receiver::Any) };
                end
            }
            _ => at,
        };
        let is_attribute = |op: &&Op| matches!(op, Op::LoadAttr(_));
        let through = code.ops[..end].iter().rev().take_while(is_attribute).count();
        let found = end.checked_sub(through + 1).and_then(|at| code.ops.get(at));
        match found {
            Some(Op::LoadFast(slot)) if is_imported(code, *slot) => Some(Receiver::Module),
            Some(Op::LoadFast(slot) | Op::LoadDeref(slot)) if through == 0 => {
                let is_own = *slot == 0 && matches!(found, Some(Op::LoadFast(_))) && is_method(code);
                if is_own { None } else { Some(Receiver::Any) }
            }
            Some(Op::LoadGlobal(slot)) => {
                let name = self.main.slot_name(*slot);
                Some(if through == 0 { Receiver::Global(name) } else { Receiver::Through(name) })
            }
            _ => Some(Receiver::Any),
        }
    }

    /// What the `is` at `at` compares with; nothing if that is a constant of which there is one.
    fn compared(&self, code: &Code, at: usize) -> Option<Option<Sym>> {
        match at.checked_sub(1).and_then(|at| code.ops.get(at)) {
            Some(Op::LoadNone) => None,
            Some(Op::LoadConst(number)) => match code.consts.get(*number as usize) {
                Some(Value::None | Value::Bool(_) | Value::Ellipsis | Value::NotImplemented) => None,
                _ => Some(None),
            },
            Some(Op::LoadGlobal(slot)) => Some(Some(self.main.slot_name(*slot))),
            _ => Some(None),
        }
    }

    /// Whether the program may tell a constant, such as a tuple, from another one that is equal.
    pub(super) fn compares_constants(&self, vm: &Vm, is_home: bool) -> bool {
        self.identities.iter().any(|name| {
            let Some(name) = name else { return true };
            match self.main.get(*name).or_else(|| vm.builtins.get(*name)) {
                Some(value) => !matches!(
                    value,
                    Value::None
                        | Value::Bool(_)
                        | Value::Ellipsis
                        | Value::NotImplemented
                        | Value::Type(_)
                        | Value::Function(_)
                        | Value::Native(_)
                        | Value::Instance(_)
                ),
                // What an island has not got, nothing in it can be.
                None => is_home,
            }
        })
    }

    /// Whether the code names an attribute to read it.
    pub(super) fn reads(&self, name: Sym) -> bool {
        self.attributes_read.contains(&name)
    }

    /// What keeps all of the program's threads at home.
    pub(super) fn obstacle(&self, vm: &Vm) -> Option<Obstacle> {
        if let Some(name) = self.reaching {
            return Some(Obstacle::Reaches { name: name.name().to_string() });
        }
        if self.uses_abc && self.registers {
            return Some(Obstacle::Reaches { name: "register".to_owned() });
        }
        for (name, receiver) in &self.attribute_stores {
            let text = name.name();
            // `print(x)` and `len(x)` look for these without naming them.
            let renames = SAYING.binary_search(&&*text).is_ok()
                && matches!(receiver, Receiver::Global(global)
                    if matches!(self.main.get(*global), None | Some(Value::Type(_) | Value::Function(_))));
            if renames || is_special(&text) {
                return Some(Obstacle::Written { name: text.to_string() });
            }
            let (patched, found) = match receiver {
                Receiver::Global(global) | Receiver::Through(global) => {
                    (self.is_of_library(vm, *global), format!("{global}."))
                }
                Receiver::Module => (true, String::new()),
                Receiver::Any => (self.is_in_module(vm, *name), String::new()),
            };
            if patched {
                return Some(Obstacle::Written { name: format!("{found}{name}") });
            }
        }
        None
    }

    /// Whether a module of the library has such an attribute, so that it may be the module that is patched.
    fn is_in_module(&self, vm: &Vm, name: Sym) -> bool {
        vm.modules.values().any(|module| match module {
            Value::Module(module) => {
                !Rc::ptr_eq(module, &self.main) && &*module.name != "builtins" && module.get(name).is_some()
            }
            _ => false,
        })
    }

    /// Whether a global variable has a module, or a class of the library.
    fn is_of_library(&self, vm: &Vm, global: Sym) -> bool {
        match self.main.get(global) {
            Some(Value::Module(_)) => true,
            Some(Value::Type(class)) => {
                !class.heap
                    || vm.modules.contains_key(&Sym::new(&class.module)) && &*class.module != "__main__"
            }
            _ => false,
        }
    }

    /// Whether a global variable may be assigned from now on.
    pub(super) fn may_be_set(&self, name: Sym, module_pc: Option<usize>) -> bool {
        let mut stores = self.global_stores.iter().filter(|(stored, ..)| *stored == name);
        stores.any(|&(_, code, at)| self.may_run(code, at, module_pc))
    }

    /// A function of the library that may yet set attributes of the program's classes and functions.
    pub(super) fn late_writer(&self, module_pc: Option<usize>) -> Option<Sym> {
        let late = self.writers.iter().find(|&&(_, code, at)| self.may_run(code, at, module_pc));
        late.map(|(name, ..)| *name)
    }

    /// Whether an instruction may run from now on.
    fn may_run(&self, code: u32, at: usize, module_pc: Option<usize>) -> bool {
        if code != self.module {
            return true;
        }
        let Some(pc) = module_pc else { return false };
        at >= pc || self.loops.iter().any(|&(from, to)| from >= pc && to <= at)
    }

    /// The text of a file of the program; empty for one of the library.
    pub(super) fn source_of(&self, filename: &str) -> Rc<str> {
        let own = self.codes.iter().find(|code| &*code.filename == filename);
        own.map_or_else(|| "".into(), |code| code.source.clone())
    }

    /// The number of a code of the program.
    pub(super) fn index_of(&self, code: &Rc<Code>) -> Option<u32> {
        self.codes.iter().find(|known| Rc::ptr_eq(known, code)).map(|code| code.index)
    }

    /// The code of a number.
    pub(super) fn code(&self, index: u32) -> Option<&Rc<Code>> {
        self.codes.iter().find(|code| code.index == index)
    }
}

/// A special name that reaches everything, among constants: code may look for an attribute by its text.
fn reaching_text(constant: &Value) -> Option<Sym> {
    match constant {
        // Compared with `__name__`.
        Value::Str(text) if text.as_str() != "__main__" && text.as_str().starts_with("__") => {
            is_reaching(text.as_str()).then(|| Sym::new(text.as_str()))
        }
        Value::Tuple(items) => items.iter().find_map(reaching_text),
        _ => None,
    }
}

/// Whether this is the code of a method whose first parameter is `self` and stays so.
fn is_method(code: &Code) -> bool {
    let is_in_class = code.qualname.rsplit('.').nth(1).is_some_and(|around| around != "<locals>");
    is_in_class
        && code.params.positional > 0
        && code.locals.first() == Some(&sym::SELF)
        && !code.ops.iter().any(|op| matches!(op, Op::StoreFast(0)))
}

/// Whether a module, or something from one, is assigned to a local variable.
fn is_imported(code: &Code, slot: u32) -> bool {
    code.ops.windows(2).any(
        |ops| matches!(ops, [Op::ImportName { .. } | Op::ImportFrom(_), Op::StoreFast(to)] if *to == slot),
    )
}

/// Whether an attribute is looked at by more than the code that names it.
fn is_special(name: &str) -> bool {
    let is_dunder = name.len() > 4 && name.starts_with("__") && name.ends_with("__");
    is_dunder && SAYING.binary_search(&name).is_err() || matches!(name, "stderr" | "stdin" | "stdout")
}

fn is_reaching(name: &str) -> bool {
    REACHING.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted() {
        assert!(super::REACHING.is_sorted());
        assert!(super::SAYING.is_sorted());
    }
}
