//! The statements that say whose a name is, and the other ways to bind one.

use ruff_python_ast::visitor::Visitor;
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::Builder;
use crate::compile::scope::ScopeKind;

impl Builder {
    /// `target := value` binds in the function around all comprehensions.
    pub(super) fn walrus_target(&mut self, target: &ast::ExprName, range: TextRange) {
        if self.iterable_depth > 0 {
            return self
                .fail(range, "assignment expression cannot be used in a comprehension iterable expression");
        }
        if self.scope().kind != ScopeKind::Comprehension {
            return self.bind(&target.id);
        }
        let name = self.scope().mangle(&target.id);
        let mut around = self.current;
        while self.scopes[around].kind == ScopeKind::Comprehension {
            if self.scopes[around].symbol(name).iteration {
                let message =
                    format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                return self.fail(target.range, message);
            }
            around = self.scopes[around].parent.unwrap_or_default();
        }
        let owner = &mut self.scopes[around];
        let is_global = match owner.kind {
            ScopeKind::Class => {
                let message = "assignment expression within a comprehension cannot be used in a class body";
                return self.fail(target.range, message);
            }
            ScopeKind::Module => true,
            _ => owner.symbol(name).global,
        };
        owner.symbol_mut(name).assigned = true;
        let symbol = self.scope().symbol_mut(name);
        symbol.assigned = true;
        symbol.declare(target.range);
        symbol.global |= is_global;
        symbol.nonlocal |= !is_global;
    }

    pub(super) fn declare_global(&mut self, statement: &ast::StmtGlobal) {
        for name in &statement.names {
            let scope = self.scope();
            let id = scope.mangle(name);
            let symbol = scope.symbol_mut(id);
            let complaint = if symbol.parameter {
                format!("name '{id}' is parameter and global")
            } else if symbol.used {
                format!("name '{id}' is used prior to global declaration")
            } else if symbol.annotated {
                format!("annotated name '{id}' can't be global")
            } else if symbol.assigned {
                format!("name '{id}' is assigned to before global declaration")
            } else {
                symbol.declare(statement.range);
                symbol.global = true;
                continue;
            };
            return self.fail(statement.range, complaint);
        }
    }

    pub(super) fn declare_nonlocal(&mut self, statement: &ast::StmtNonlocal) {
        if self.scope().kind == ScopeKind::Module {
            return self.fail(statement.range, "nonlocal declaration not allowed at module level");
        }
        for name in &statement.names {
            let scope = self.scope();
            let id = scope.mangle(name);
            let symbol = scope.symbol_mut(id);
            let complaint = if symbol.parameter {
                format!("name '{id}' is parameter and nonlocal")
            } else if symbol.used {
                format!("name '{id}' is used prior to nonlocal declaration")
            } else if symbol.annotated {
                format!("annotated name '{id}' can't be nonlocal")
            } else if symbol.assigned {
                format!("name '{id}' is assigned to before nonlocal declaration")
            } else {
                symbol.declare(statement.range);
                symbol.nonlocal = true;
                continue;
            };
            return self.fail(statement.range, complaint);
        }
    }

    pub(super) fn annotated(&mut self, statement: &ast::StmtAnnAssign) {
        if let Expr::Name(name) = &*statement.target {
            let is_module = self.scope().kind == ScopeKind::Module;
            let scope = self.scope();
            let id = scope.mangle(&name.id);
            let symbol = scope.symbol_mut(id);
            if statement.simple && (symbol.global || symbol.nonlocal) && !is_module {
                let what = if symbol.global { "global" } else { "nonlocal" };
                return self.fail(statement.range, format!("annotated name '{id}' can't be {what}"));
            }
            if statement.simple {
                symbol.annotated = true;
                symbol.assigned = true;
            } else if statement.value.is_some() {
                symbol.assigned = true;
            }
        } else {
            self.visit_expr(&statement.target);
        }
        self.visit_annotation(&statement.annotation);
        if let Some(value) = &statement.value {
            self.visit_expr(value);
        }
    }

    pub(super) fn import(&mut self, names: &[ast::Alias], is_from: bool) {
        for alias in names {
            if alias.name.as_str() == "*" {
                if self.scope().kind != ScopeKind::Module {
                    self.fail(alias.range, "import * only allowed at module level");
                }
                continue;
            }
            let bound = match &alias.asname {
                Some(name) => name.as_str(),
                None if is_from => &alias.name,
                None => alias.name.split('.').next().unwrap_or_default(),
            };
            self.bind(bound);
        }
    }
}
