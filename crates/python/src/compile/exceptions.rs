//! `try` and `with`.

use ruff_python_ast::{self as ast, ExceptHandler, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::{Access, Compiler};
use super::fault::{Outcome, fault};
use super::unit::{BlockKind, Label};
use crate::bytecode::Op;
use crate::symbol::Sym;

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, statement: &'a ast::StmtTry) -> Outcome {
        if statement.finalbody.is_empty() {
            return self.try_except(statement);
        }
        let raised = self.label();
        let end = self.label();
        self.unit().push_block(BlockKind::Finally(&statement.finalbody), Some(raised));
        if statement.handlers.is_empty() {
            self.body(&statement.body)?;
        } else {
            self.try_except(statement)?;
        }
        self.unit().pop_block();
        self.body(&statement.finalbody)?;
        self.jump(Op::Jump, end, end_range(&statement.finalbody, statement.range));
        self.bind(raised);
        self.finally_handler(&statement.finalbody, statement.range)?;
        self.bind(end);
        Ok(())
    }

    /// The final body after an exception, which then goes on.
    fn finally_handler(&mut self, body: &'a [Stmt], range: TextRange) -> Outcome {
        if !self.unit().is_reachable() {
            return Ok(());
        }
        let cleanup = self.label();
        self.emit(Op::PushExcInfo, range);
        let depth = self.unit().depth() - 1;
        self.unit().push_block_keeping(BlockKind::FinallyHandler, Some(cleanup), depth);
        self.body(body)?;
        self.emit(Op::Reraise, range);
        self.unit().pop_block();
        self.cleanup(cleanup, range);
        Ok(())
    }

    /// An exception raised while one was handled: `previous exception`, goes on with the former restored.
    fn cleanup(&mut self, label: Label, range: TextRange) {
        self.bind(label);
        self.emit(Op::Swap(1), range);
        self.emit(Op::PopExcept, range);
        self.emit(Op::Reraise, range);
    }

    fn try_except(&mut self, statement: &'a ast::StmtTry) -> Outcome {
        let raised = self.label();
        let end = self.label();
        self.unit().push_block(BlockKind::Guard, Some(raised));
        self.body(&statement.body)?;
        self.unit().pop_block();
        self.body(&statement.orelse)?;
        self.jump(Op::Jump, end, statement.range);
        self.bind(raised);
        if statement.is_star {
            self.star_handlers(statement, end)?;
        } else {
            self.handlers(statement, end)?;
        }
        self.bind(end);
        Ok(())
    }

    fn handlers(&mut self, statement: &'a ast::StmtTry, end: Label) -> Outcome {
        let cleanup = self.label();
        self.emit(Op::PushExcInfo, statement.range);
        let depth = self.unit().depth().saturating_sub(1);
        self.unit().push_block_keeping(BlockKind::Guard, Some(cleanup), depth);
        for (at, handler) in statement.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(clause) = handler;
            let next = self.label();
            self.begins(header(clause));
            match &clause.type_ {
                Some(type_) => {
                    self.expression(type_)?;
                    self.emit(Op::CheckExcMatch, clause.range);
                    self.jump(Op::PopJumpIfFalse, next, clause.range);
                }
                None if at + 1 < statement.handlers.len() => {
                    return fault(clause.range, "default 'except:' must be last");
                }
                None => {}
            }
            self.handler(clause, end)?;
            self.bind(next);
        }
        self.emit(Op::Reraise, statement.range);
        self.unit().pop_block();
        self.cleanup(cleanup, statement.range);
        Ok(())
    }

    /// One `except`: `previous exception` on the stack.
    fn handler(&mut self, clause: &'a ast::ExceptHandlerExceptHandler, end: Label) -> Outcome {
        let position = clause.range;
        let name = clause.name.as_ref().map(|name| self.scope().mangle(name));
        let raised = name.map(|_| self.label());
        match name {
            Some(name) => self.symbol(name, Access::Store, position)?,
            None => self.emit(Op::Pop, position),
        }
        self.unit().push_block(BlockKind::Except { name, position }, raised);
        self.body(&clause.body)?;
        self.unit().pop_block();
        if let Some(name) = name {
            self.unbind(name, position)?;
        }
        self.emit(Op::PopExcept, position);
        self.jump(Op::Jump, end, position);
        if let (Some(name), Some(raised)) = (name, raised) {
            self.bind(raised);
            self.unbind(name, position)?;
            self.emit(Op::Reraise, position);
        }
        Ok(())
    }

    /// Emits what `except E as name` does to its name in the end.
    pub(super) fn unbind(&mut self, name: Sym, range: TextRange) -> Outcome {
        self.emit(Op::LoadNone, range);
        self.symbol(name, Access::Store, range)?;
        self.symbol(name, Access::Delete, range)
    }

    /// `except*`. The stack between handlers: `previous original list rest`, where the list collects what
    /// the handlers raise, and the rest of the group, if `None`, is handled.
    fn star_handlers(&mut self, statement: &'a ast::StmtTry, end: Label) -> Outcome {
        if !self.unit().is_reachable() {
            return Ok(());
        }
        let range = statement.range;
        let cleanup = self.label();
        self.emit(Op::PushExcInfo, range);
        let depth = self.unit().depth() - 1;
        self.unit().push_block_keeping(BlockKind::ExceptStar, Some(cleanup), depth);
        self.emit(Op::Dup, range);
        self.emit(Op::BuildList(0), range);
        self.emit(Op::Swap(1), range);
        for handler in &statement.handlers {
            let ExceptHandler::ExceptHandler(clause) = handler;
            self.star_handler(clause)?;
        }
        // previous original list rest: what is left is raised again, together with the new ones
        self.emit(Op::ListAppend(1), range);
        self.emit(Op::PrepReraiseStar, range);
        self.emit(Op::Dup, range);
        let reraise = self.label();
        self.jump(Op::PopJumpIfNotNone, reraise, range);
        self.emit(Op::Pop, range);
        self.emit(Op::PopExcept, range);
        self.jump(Op::Jump, end, range);
        self.bind(reraise);
        self.unit().pop_block();
        self.emit(Op::Swap(1), range);
        self.emit(Op::PopExcept, range);
        self.emit(Op::Reraise, range);
        self.cleanup(cleanup, range);
        Ok(())
    }

    /// One `except*`: `previous original list rest -> previous original list rest`.
    fn star_handler(&mut self, clause: &'a ast::ExceptHandlerExceptHandler) -> Outcome {
        let position = clause.range;
        let Some(type_) = &clause.type_ else {
            return fault(position, "expected one or more exception types");
        };
        let no_match = self.label();
        let next = self.label();
        let raised = self.label();
        self.begins(header(clause));
        self.expression(type_)?;
        self.emit(Op::CheckEgMatch, position);
        // previous original list rest match
        self.emit(Op::Dup, position);
        self.jump(Op::PopJumpIfNone, no_match, position);
        self.emit(Op::PushExcInfo, position);
        // previous original list rest group match: a `raise` in the body raises what matched
        let name = clause.name.as_ref().map(|name| self.scope().mangle(name));
        match name {
            Some(name) => self.symbol(name, Access::Store, position)?,
            None => self.emit(Op::Pop, position),
        }
        self.unit().push_block(BlockKind::ExceptStar, Some(raised));
        self.body(&clause.body)?;
        self.unit().pop_block();
        if let Some(name) = name {
            self.unbind(name, position)?;
        }
        self.emit(Op::PopExcept, position);
        self.jump(Op::Jump, next, position);
        self.bind(raised);
        // previous original list rest group exception
        if let Some(name) = name {
            self.unbind(name, position)?;
        }
        self.emit(Op::Swap(1), position);
        self.emit(Op::PopExcept, position);
        self.emit(Op::ListAppend(2), position);
        self.jump(Op::Jump, next, position);
        self.bind(no_match);
        self.emit(Op::Pop, position);
        self.bind(next);
        Ok(())
    }

    pub(super) fn with(&mut self, statement: &'a ast::StmtWith) -> Outcome {
        if statement.is_async && !self.scope().is_async_function() {
            return fault(statement.range, "'async with' outside async function");
        }
        self.with_items(statement, &statement.items)
    }

    fn with_items(&mut self, statement: &'a ast::StmtWith, items: &'a [ast::WithItem]) -> Outcome {
        let Some((item, rest)) = items.split_first() else { return self.body(&statement.body) };
        let position = statement.range;
        let is_async = statement.is_async;
        let raised = self.label();
        let end = self.label();
        self.expression(&item.context_expr)?;
        if is_async {
            self.emit(Op::BeforeAsyncWith, position);
            self.await_top(position);
        } else {
            self.emit(Op::BeforeWith, position);
        }
        let depth = self.unit().depth().saturating_sub(1);
        self.unit().push_block_keeping(BlockKind::With { position, is_async }, Some(raised), depth);
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.emit(Op::Pop, position),
        }
        self.nested(position, |compiler| compiler.with_items(statement, rest))?;
        self.unit().pop_block();
        self.exit_normally(is_async, position);
        self.jump(Op::Jump, end, position);
        self.bind(raised);
        self.exit_raising(is_async, position);
        self.bind(end);
        Ok(())
    }

    /// `exit ->`, called with three `None`.
    pub(super) fn exit_normally(&mut self, is_async: bool, range: TextRange) {
        self.load_nones(3, range);
        self.emit(Op::Call(3), range);
        if is_async {
            self.await_top(range);
        }
        self.emit(Op::Pop, range);
    }

    /// The handler of a `with`: `exit exception ->`, unless the exception goes on.
    fn exit_raising(&mut self, is_async: bool, range: TextRange) {
        if !self.unit().is_reachable() {
            return;
        }
        let cleanup = self.label();
        let suppressed = self.label();
        self.emit(Op::PushExcInfo, range);
        let depth = self.unit().depth() - 1;
        self.unit().push_block_keeping(BlockKind::Guard, Some(cleanup), depth);
        self.emit(Op::WithExceptStart, range);
        if is_async {
            self.await_top(range);
        }
        self.jump(Op::PopJumpIfTrue, suppressed, range);
        self.emit(Op::Reraise, range);
        self.unit().pop_block();
        self.cleanup(cleanup, range);
        self.bind(suppressed);
        self.emit(Op::Pop, range);
        self.emit(Op::PopExcept, range);
        self.emit(Op::Pop, range);
    }
}

fn end_range(body: &[Stmt], otherwise: TextRange) -> TextRange {
    body.last().map_or(otherwise, Ranged::range)
}

/// An `except` without its body.
fn header(clause: &ast::ExceptHandlerExceptHandler) -> TextRange {
    let start = clause.range.start();
    TextRange::new(start, clause.type_.as_ref().map_or(start, |type_| type_.end()))
}
