//! Loops, and the ways out of them and of other blocks.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

use super::compiler::Compiler;
use super::conditions::constant_truth;
use super::fault::{Outcome, fault};
use super::unit::{Block, BlockKind, Label};
use crate::bytecode::Op;

impl<'a> Compiler<'a> {
    pub(super) fn while_loop(&mut self, statement: &'a ast::StmtWhile) -> Outcome {
        let again = self.label();
        let exhausted = self.label();
        let end = self.label();
        self.bind(again);
        match constant_truth(&statement.test) {
            Some(true) => {}
            Some(false) => self.jump(Op::Jump, exhausted, statement.test.range()),
            None => self.jump_if(&statement.test, false, exhausted)?,
        }
        self.unit().push_block(BlockKind::While { again, end }, None);
        self.body(&statement.body)?;
        self.unit().pop_block();
        self.jump(Op::JumpBack, again, statement.range);
        self.bind(exhausted);
        self.body(&statement.orelse)?;
        self.bind(end);
        Ok(())
    }

    pub(super) fn for_loop(&mut self, statement: &'a ast::StmtFor) -> Outcome {
        let again = self.label();
        let exhausted = self.label();
        let end = self.label();
        self.iterable(&statement.iter)?;
        self.emit(Op::GetIter, statement.range);
        self.bind(again);
        self.jump(Op::ForIter, exhausted, statement.range);
        self.unit().push_block(BlockKind::For { again, end, position: statement.range }, None);
        self.store(&statement.target)?;
        self.body(&statement.body)?;
        self.unit().pop_block();
        self.again(again, statement.range);
        self.bind(exhausted);
        self.body(&statement.orelse)?;
        self.bind(end);
        Ok(())
    }

    pub(super) fn async_for_loop(&mut self, statement: &'a ast::StmtFor) -> Outcome {
        if !self.scope().is_async_function() {
            return fault(statement.range, "'async for' outside async function");
        }
        let again = self.label();
        let exhausted = self.label();
        let end = self.label();
        let range = statement.range;
        self.expression(&statement.iter)?;
        self.emit(Op::GetAiter, range);
        self.bind(again);
        let raised = self.fetch_async(range);
        self.unit().push_block(BlockKind::For { again, end, position: statement.range }, None);
        self.store(&statement.target)?;
        self.body(&statement.body)?;
        self.unit().pop_block();
        self.again(again, statement.range);
        self.bind(raised);
        self.jump(Op::EndAsyncFor, exhausted, range);
        self.bind(exhausted);
        self.body(&statement.orelse)?;
        self.bind(end);
        Ok(())
    }

    /// Emits the jump back to where a `for` takes its next item: there the statement begins anew.
    fn again(&mut self, again: Label, position: TextRange) {
        self.begins(TextRange::empty(position.start()));
        self.jump(Op::JumpBack, again, position);
    }

    /// Emits the await of an asynchronous iterator's next item; the handler to bind before the loop's end.
    pub(super) fn fetch_async(&mut self, range: TextRange) -> Label {
        let raised = self.label();
        self.unit().push_block(BlockKind::Guard, Some(raised));
        self.emit(Op::GetAnext, range);
        self.await_top(range);
        self.unit().pop_block();
        raised
    }

    /// Emits the await of the value on the stack.
    pub(super) fn await_top(&mut self, range: TextRange) {
        self.emit(Op::GetAwaitable, range);
        self.emit(Op::LoadNone, range);
        self.emit(Op::YieldFrom, range);
    }

    pub(super) fn break_loop(&mut self, range: TextRange) -> Outcome {
        let suspended = self.unwind(is_loop, false, range)?;
        let Some(loop_kind) = self.innermost_loop() else { return fault(range, "'break' outside loop") };
        match loop_kind {
            BlockKind::For { end, .. } => {
                self.emit(Op::Pop, range);
                self.jump(Op::Jump, end, range);
            }
            BlockKind::While { end, .. } => self.jump(Op::Jump, end, range),
            _ => {}
        }
        self.unit().restore(suspended);
        Ok(())
    }

    pub(super) fn continue_loop(&mut self, range: TextRange) -> Outcome {
        let suspended = self.unwind(is_loop, false, range)?;
        match self.innermost_loop() {
            Some(BlockKind::For { again, position, .. }) => {
                self.begins(TextRange::empty(position.start()));
                self.jump(Op::JumpBack, again, range);
            }
            Some(BlockKind::While { again, .. }) => self.jump(Op::JumpBack, again, range),
            _ => return fault(range, "'continue' not properly in loop"),
        }
        self.unit().restore(suspended);
        Ok(())
    }

    fn innermost_loop(&mut self) -> Option<BlockKind<'a>> {
        self.unit().blocks.last().map(|block| block.kind.clone())
    }

    /// Emits what leaving the blocks takes, from the innermost to the one where `stop` says so. The blocks
    /// are suspended: [`super::unit::Unit::restore`] them after the jump. With `keep`, the value on top of
    /// the stack survives.
    pub(super) fn unwind(
        &mut self,
        stop: fn(&BlockKind<'_>) -> bool,
        keep: bool,
        range: TextRange,
    ) -> Outcome<Vec<Block<'a>>> {
        let mut suspended = Vec::new();
        while self.unit().blocks.last().is_some_and(|block| !stop(&block.kind)) {
            let Some(block) = self.unit().suspend_block() else { break };
            self.unwind_block(&block.kind, keep, range)?;
            suspended.push(block);
        }
        Ok(suspended)
    }

    fn unwind_block(&mut self, kind: &BlockKind<'a>, keep: bool, range: TextRange) -> Outcome {
        match kind {
            BlockKind::While { .. } | BlockKind::Guard => {}
            BlockKind::For { .. } | BlockKind::Value => {
                self.below(keep, range);
                self.emit(Op::Pop, range);
            }
            BlockKind::Finally(body) => {
                if keep {
                    self.unit().push_block(BlockKind::Value, None);
                }
                self.body(body)?;
                if keep {
                    self.unit().pop_block();
                }
            }
            BlockKind::FinallyHandler => {
                self.below(keep, range);
                self.emit(Op::Pop, range);
                self.below(keep, range);
                self.emit(Op::PopExcept, range);
            }
            BlockKind::With { position, is_async } => {
                self.below(keep, *position);
                self.exit_normally(*is_async, *position);
            }
            BlockKind::Except { name, position } => {
                if let Some(name) = *name {
                    self.unbind(name, *position)?;
                }
                self.below(keep, *position);
                self.emit(Op::PopExcept, *position);
            }
            BlockKind::ExceptStar => {
                return fault(range, "'break', 'continue' and 'return' cannot appear in an except* block");
            }
        }
        Ok(())
    }

    fn below(&mut self, keep: bool, range: TextRange) {
        if keep {
            self.emit(Op::Swap(1), range);
        }
    }
}

fn is_loop(kind: &BlockKind<'_>) -> bool {
    matches!(kind, BlockKind::While { .. } | BlockKind::For { .. })
}
