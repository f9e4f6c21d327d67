//! Second step of the symbol table: says of every name whose variable it is.

use super::{Scope, ScopeKind};
use crate::compile::fault::{Outcome, fault};
use crate::symbol::{Sym, sym};

/// Finds the owner of every name, marks cells and free variables, and numbers the local slots.
pub(super) fn resolve(scopes: &mut [Scope]) -> Outcome {
    for scope in 0..scopes.len() {
        for at in 0..scopes[scope].names.len() {
            let (name, symbol) = scopes[scope].names[at];
            if symbol.nonlocal && symbol.global {
                return fault(symbol.declared_at, format!("name '{name}' is nonlocal and global"));
            }
            if symbol.nonlocal {
                if !capture(scopes, scope, name) {
                    return fault(symbol.declared_at, format!("no binding for nonlocal '{name}' found"));
                }
            } else if !symbol.global && !symbol.is_local() && symbol.used {
                capture(scopes, scope, name);
            }
        }
    }
    scopes.iter_mut().for_each(number_slots);
    Ok(())
}

/// Looks for a function around `scope` that owns `name`. If there is one, its variable becomes a cell, and
/// a free variable of all scopes between.
fn capture(scopes: &mut [Scope], scope: usize, name: Sym) -> bool {
    let mut around = scopes[scope].parent;
    let mut between = vec![scope];
    while let Some(at) = around {
        let candidate = &scopes[at];
        let symbol = candidate.symbol(name);
        let owns = match candidate.kind {
            ScopeKind::Module => return false,
            ScopeKind::Class => name == sym::CLASS,
            ScopeKind::Function { .. } | ScopeKind::Comprehension if symbol.global => return false,
            ScopeKind::Function { .. } | ScopeKind::Comprehension => symbol.is_local(),
        };
        if owns {
            add(&mut scopes[at].cells, name);
            for at in between {
                add(&mut scopes[at].free, name);
            }
            return true;
        }
        between.push(at);
        around = candidate.parent;
    }
    false
}

fn number_slots(scope: &mut Scope) {
    scope.slots = match scope.kind {
        ScopeKind::Module => Vec::new(),
        ScopeKind::Class => scope.cells.clone(),
        ScopeKind::Function { .. } | ScopeKind::Comprehension => {
            let parameters = scope.names.iter().filter(|(_, symbol)| symbol.parameter);
            let locals = scope.names.iter().filter(|(_, symbol)| !symbol.parameter && symbol.is_local());
            parameters.chain(locals).map(|&(name, _)| name).collect()
        }
    };
    scope.slots.extend(&scope.free);
    for (slot, &name) in scope.slots.iter().enumerate() {
        scope.slot_index.insert(name, slot as u32);
    }
}

fn add(names: &mut Vec<Sym>, name: Sym) {
    if !names.contains(&name) {
        names.push(name);
    }
}
