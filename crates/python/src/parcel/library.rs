//! The library's things by name: every heap has its own, which are the same.

use std::rc::Rc;

use super::{BadParcel, ByAddress, Facts};
use crate::object::Module;
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

/// Where the library's things are found.
#[derive(Default)]
pub(super) struct Paths {
    numbers: ByAddress,
    /// The things, so that nothing else gets their addresses.
    things: Vec<Value>,
    /// So many modules were there.
    modules: usize,
    /// The module, an attribute of it, and an attribute of that.
    paths: Vec<(Sym, Sym, Option<Sym>)>,
}

/// All that the modules of the library have, and what their classes have. Made again when there are more modules.
pub(super) fn paths(vm: &Vm, facts: &Facts) -> Rc<Paths> {
    let mut known = facts.library.borrow_mut();
    if known.modules != vm.modules.len() {
        *known = Rc::new(all_paths(vm, facts));
    }
    known.clone()
}

fn all_paths(vm: &Vm, facts: &Facts) -> Paths {
    let mut modules: Vec<(Sym, &Rc<Module>)> = vm
        .modules
        .iter()
        .filter_map(|(name, module)| match module {
            Value::Module(module) if !Rc::ptr_eq(module, &facts.main) => Some((*name, module)),
            _ => None,
        })
        .collect();
    // Public names first.
    let rank = |name: &str| (name.starts_with('_'), name.matches('.').count(), name.len());
    modules.sort_by(|(a, _), (b, _)| {
        let (a, b) = (a.name(), b.name());
        rank(&a).cmp(&rank(&b)).then_with(|| a.cmp(&b))
    });
    let mut paths = Paths { modules: vm.modules.len(), ..Paths::default() };
    for (name, module) in &modules {
        for (attribute, value) in module.entries() {
            paths.note(&value, (*name, attribute, None));
        }
    }
    for (name, module) in &modules {
        for (attribute, value) in module.entries() {
            let Value::Type(class) = &value else { continue };
            for (member, value) in class.dict.borrow().iter() {
                paths.note(value, (*name, attribute, Some(member)));
            }
        }
    }
    paths
}

impl Paths {
    fn note(&mut self, value: &Value, path: (Sym, Sym, Option<Sym>)) {
        let is_thing = matches!(
            value,
            Value::Function(_)
                | Value::Native(_)
                | Value::Type(_)
                | Value::Instance(_)
                | Value::Descriptor(_)
        );
        if let Some(address) = value.address().filter(|_| is_thing) {
            let next = self.paths.len() as i64;
            if *self.numbers.entry(address).or_insert(next) == next {
                self.paths.push(path);
                self.things.push(value.clone());
            }
        }
    }

    /// The module and the names of attributes from there.
    pub(super) fn get(&self, value: &Value) -> Option<(Sym, Vec<Sym>)> {
        let number = *self.numbers.get(&value.address()?)?;
        let (module, first, second) = self.paths[number as usize];
        Some((module, std::iter::once(first).chain(second).collect()))
    }
}

/// What is found there.
pub(super) fn find(vm: &Vm, module: &str, path: &[Sym]) -> Result<Value, BadParcel> {
    let Some(Value::Module(module)) = vm.modules.get(&Sym::new(module)) else { return Err(BadParcel) };
    let (first, rest) = path.split_first().ok_or(BadParcel)?;
    let mut found = module.get(*first).ok_or(BadParcel)?;
    for name in rest {
        let Value::Type(class) = &found else { return Err(BadParcel) };
        let member = class.dict.borrow().get(*name).cloned();
        found = member.ok_or(BadParcel)?;
    }
    Ok(found)
}

/// Whether a class is one of the library's, or of the builtins.
pub(super) fn is_ours(class: &crate::object::Type) -> bool {
    class.builtin
        || !class.heap
        || class.dict.borrow().get(sym::MODULE).is_none_or(|module| module.as_str() != Some("__main__"))
}
