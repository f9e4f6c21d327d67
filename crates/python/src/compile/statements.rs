//! Statements other than definitions, loops, `try` and `with`.

use ruff_python_ast::{self as ast, Alias, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::{Access, Compiler};
use super::conditions::constant_truth;
use super::fault::{Outcome, fault};
use super::limits::{MAX_BLOCKS, MAX_INSTRUCTIONS};
use super::unit::ConstKey;
use crate::bytecode::Op;
use crate::symbol::{Sym, sym};

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Outcome {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &'a Stmt) -> Outcome {
        let range = statement.range();
        if self.unit().blocks.len() > MAX_BLOCKS || self.unit().ops.len() > MAX_INSTRUCTIONS {
            return fault(range, "too many statically nested blocks");
        }
        let (statements, instructions) = (self.unit().statements.len(), self.unit().ops.len());
        // What a decorator stands before notes itself where its own line is, and the others have no code.
        if !matches!(
            statement,
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) | Stmt::Global(_) | Stmt::Nonlocal(_)
        ) {
            let end = match statement {
                Stmt::If(it) => it.test.end(),
                Stmt::While(it) => it.test.end(),
                Stmt::For(it) => it.iter.end(),
                Stmt::With(it) => it.items.last().map_or(range.start(), Ranged::end),
                Stmt::Match(it) => it.subject.end(),
                Stmt::Try(_) => range.start(),
                _ => range.end(),
            };
            self.begins_line(TextRange::new(range.start(), end));
        }
        self.nested(range, |compiler| compiler.statement_inner(statement))?;
        if self.unit().ops.len() == instructions {
            self.unit().statements.truncate(statements);
        }
        Ok(())
    }

    fn statement_inner(&mut self, statement: &'a Stmt) -> Outcome {
        let range = statement.range();
        match statement {
            Stmt::Expr(it) => self.expression_statement(it),
            Stmt::Assign(it) => self.assign(it),
            Stmt::AugAssign(it) => self.augmented_assign(it),
            Stmt::AnnAssign(it) => self.annotated_assign(it),
            Stmt::Delete(it) => it.targets.iter().try_for_each(|target| self.delete(target)),
            Stmt::Pass(_) => {
                self.emit(Op::Nop, range);
                Ok(())
            }
            Stmt::Return(it) => self.return_statement(it),
            Stmt::Raise(it) => self.raise(it),
            Stmt::Assert(it) => self.assert(it),
            Stmt::Global(_) | Stmt::Nonlocal(_) => Ok(()),
            Stmt::Import(it) => self.import(it),
            Stmt::ImportFrom(it) => self.import_from(it),
            Stmt::If(it) => self.if_statement(it),
            Stmt::While(it) => self.while_loop(it),
            Stmt::For(it) if it.is_async => self.async_for_loop(it),
            Stmt::For(it) => self.for_loop(it),
            Stmt::Break(_) => self.break_loop(range),
            Stmt::Continue(_) => self.continue_loop(range),
            Stmt::With(it) => self.with(it),
            Stmt::Try(it) => self.try_statement(it),
            Stmt::Match(it) => self.match_statement(it),
            Stmt::FunctionDef(it) => self.function_definition(it),
            Stmt::ClassDef(it) => self.class_definition(it),
            Stmt::TypeAlias(_) | Stmt::IpyEscapeCommand(_) => fault(range, "invalid syntax"),
        }
    }

    fn expression_statement(&mut self, statement: &'a ast::StmtExpr) -> Outcome {
        if self.literal(&statement.value).is_some() {
            self.emit(Op::Nop, statement.range);
            return Ok(());
        }
        self.expression(&statement.value)?;
        self.emit(Op::Pop, statement.range);
        Ok(())
    }

    fn return_statement(&mut self, statement: &'a ast::StmtReturn) -> Outcome {
        let range = statement.range;
        if !self.scope().is_function() {
            return fault(range, "'return' outside function");
        }
        let constant = match &statement.value {
            Some(value) => self.literal(value),
            None => Some(ConstKey::None),
        };
        if let Some(value) = statement.value.as_deref().filter(|_| constant.is_none()) {
            self.expression(value)?;
        }
        // CPython's compiler is then at the constant, and so are its complaints.
        let at = statement.value.as_deref().filter(|_| constant.is_some()).map_or(range, Ranged::range);
        let drops_frame_only = self.unit().blocks.iter().all(|block| block.kind.is_on_stack_only());
        let suspended = match drops_frame_only {
            true => Vec::new(),
            false => self.unwind(|_| false, constant.is_none(), at)?,
        };
        if let Some(key) = &constant {
            self.constant(key, range);
        }
        self.emit(Op::Return, range);
        self.unit().restore(suspended);
        Ok(())
    }

    fn raise(&mut self, statement: &'a ast::StmtRaise) -> Outcome {
        let parts = [&statement.exc, &statement.cause];
        let mut count = 0;
        for part in parts.into_iter().flatten() {
            self.expression(part)?;
            count += 1;
        }
        self.emit(Op::Raise(count), statement.range);
        Ok(())
    }

    fn assert(&mut self, statement: &'a ast::StmtAssert) -> Outcome {
        self.warn_of_assertion(&statement.test);
        let end = self.label();
        self.compared = None;
        self.jump_if(&statement.test, true, end)?;
        let range = self.compared.unwrap_or(statement.range);
        self.emit(Op::LoadAssertionError, range);
        if let Some(message) = &statement.msg {
            self.expression(message)?;
            self.emit(Op::Call(1), range);
        }
        self.emit(Op::Raise(1), range);
        self.bind(end);
        Ok(())
    }

    fn if_statement(&mut self, statement: &'a ast::StmtIf) -> Outcome {
        let end = self.label();
        let first = (Some(&*statement.test), &statement.body[..]);
        let clauses = statement.elif_else_clauses.iter().map(|it| (it.test.as_ref(), &it.body[..]));
        let mut clauses = std::iter::once(first).chain(clauses).peekable();
        while let Some((test, body)) = clauses.next() {
            let next = self.label();
            let mut last = clauses.peek().is_none();
            match test.map(|test| (test, constant_truth(test))) {
                Some((test, None)) => {
                    if test.range() != statement.test.range() {
                        self.begins(test.range());
                    }
                    self.jump_if(test, false, next)?;
                }
                Some((test, Some(false))) => self.jump(Op::Jump, next, test.range()),
                Some((_, Some(true))) | None => last |= test.is_none(),
            }
            self.body(body)?;
            if !last {
                let range = body.last().map_or(statement.range, Ranged::range);
                self.jump(Op::Jump, end, range);
            }
            self.bind(next);
        }
        self.bind(end);
        Ok(())
    }

    fn import(&mut self, statement: &'a ast::StmtImport) -> Outcome {
        let range = statement.range;
        for alias in &statement.names {
            self.emit(Op::LoadNone, range);
            self.emit(Op::ImportName { name: Sym::new(&alias.name), level: 0 }, range);
            match &alias.asname {
                Some(name) => {
                    for part in alias.name.split('.').skip(1) {
                        self.emit(Op::ImportFrom(Sym::new(part)), range);
                        self.emit(Op::Swap(1), range);
                        self.emit(Op::Pop, range);
                    }
                    self.variable(name, Access::Store, range)?;
                }
                None => {
                    let top = alias.name.split('.').next().unwrap_or_default();
                    self.variable(top, Access::Store, range)?;
                }
            }
        }
        Ok(())
    }

    fn import_from(&mut self, statement: &'a ast::StmtImportFrom) -> Outcome {
        let range = statement.range;
        let module = statement.module.as_ref().map_or("", |module| module.as_str());
        let is_future = module == "__future__" && statement.level == 0;
        if is_future && statement.range.start() >= self.scopes.future.end {
            return fault(range, "from __future__ imports must occur at the beginning of the file");
        }
        let names = statement.names.iter().map(|alias| ConstKey::Str(alias.name.as_str().into())).collect();
        self.constant(&ConstKey::Tuple(names), range);
        let level = statement.level.min(255) as u8;
        self.emit(Op::ImportName { name: Sym::new(module), level }, range);
        if let [Alias { name, .. }] = &statement.names[..]
            && name.as_str() == "*"
        {
            self.emit(Op::ImportStar, range);
            return Ok(());
        }
        for alias in &statement.names {
            self.emit(Op::ImportFrom(Sym::new(&alias.name)), range);
            self.variable(alias.asname.as_ref().unwrap_or(&alias.name), Access::Store, range)?;
        }
        self.emit(Op::Pop, range);
        Ok(())
    }

    fn annotated_assign(&mut self, statement: &'a ast::StmtAnnAssign) -> Outcome {
        let range = statement.range;
        if let Some(value) = &statement.value {
            self.expression(value)?;
            self.store(&statement.target)?;
        }
        let evaluates = self.is_module_level() || self.is_class_level();
        match &*statement.target {
            Expr::Name(name) if statement.simple => {
                if name.id.as_str() == "__debug__" {
                    return fault(name.range, "cannot assign to __debug__");
                }
                if evaluates {
                    self.annotation(&statement.annotation)?;
                    self.symbol(sym::ANNOTATIONS, Access::Load, range)?;
                    let id = self.scope().mangle(&name.id).name();
                    self.string(&id, range);
                    self.emit(Op::StoreSubscr, range);
                }
                return Ok(());
            }
            Expr::Attribute(attribute) if statement.value.is_none() => self.evaluate(&attribute.value)?,
            Expr::Subscript(subscript) if statement.value.is_none() => {
                self.evaluate(&subscript.value)?;
                self.evaluate(&subscript.slice)?;
            }
            _ => {}
        }
        if evaluates && !self.scopes.future.annotations {
            self.evaluate(&statement.annotation)?;
        }
        Ok(())
    }

    fn evaluate(&mut self, expression: &'a Expr) -> Outcome {
        self.expression(expression)?;
        self.emit(Op::Pop, expression.range());
        Ok(())
    }

    pub(super) fn load_nones(&mut self, count: u32, range: TextRange) {
        for _ in 0..count {
            self.emit(Op::LoadNone, range);
        }
    }
}
