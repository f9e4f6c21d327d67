//! Expressions.

use ruff_python_ast::{self as ast, Expr, Number, Operator, UnaryOp};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::compiler::{Access, Compiler};
use super::fault::{Outcome, fault};
use super::on_demand::COMPLEX;
use super::unit::ConstKey;
use crate::bytecode::{BinaryOp, Op, UnaryOp as OpUnary};
use crate::symbol::Sym;

impl<'a> Compiler<'a> {
    pub(super) fn expressions(&mut self, expressions: impl IntoIterator<Item = &'a Expr>) -> Outcome {
        expressions.into_iter().try_for_each(|expression| self.expression(expression))
    }

    /// Emits `-> value`.
    pub(super) fn expression(&mut self, expression: &'a Expr) -> Outcome {
        self.nested(expression.range(), |compiler| compiler.expression_inner(expression))
    }

    fn expression_inner(&mut self, expression: &'a Expr) -> Outcome {
        let range = expression.range();
        if let Some(key) = self.literal(expression) {
            self.constant(&key, range);
            return Ok(());
        }
        match expression {
            Expr::Name(it) => self.variable(&it.id, Access::Load, range),
            Expr::Named(it) => {
                self.expression(&it.value)?;
                self.emit(Op::Dup, range);
                self.store(&it.target)
            }
            Expr::BoolOp(it) => self.bool_op(it),
            Expr::BinOp(it) => self.binary(it),
            Expr::UnaryOp(it) => {
                self.expression(&it.operand)?;
                self.emit(unary(it.op), range);
                Ok(())
            }
            Expr::Compare(it) => self.compare(it),
            Expr::If(it) => self.conditional(it),
            Expr::Lambda(it) => self.lambda(it),
            Expr::Call(it) => self.call(it),
            Expr::Attribute(it) => self.attribute(it),
            Expr::Subscript(it) => {
                self.warn_of_subscript(it);
                self.subscript_operands(it)?;
                self.emit(Op::LoadSubscr, range);
                Ok(())
            }
            Expr::Slice(it) => self.slice(it),
            Expr::Tuple(it) => self.tuple(it),
            Expr::List(it) => self.list(it),
            Expr::Set(it) => self.set(it),
            Expr::Dict(it) => self.dict(it),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.comprehension(expression, range)
            }
            Expr::FString(it) => self.f_string(it),
            Expr::Await(it) => self.await_expression(it),
            Expr::Yield(it) => self.yield_expression(it),
            Expr::YieldFrom(it) => self.yield_from(it),
            Expr::Starred(_) => fault(range, "can't use starred expression here"),
            Expr::NumberLiteral(it) => {
                let Number::Complex { imag, .. } = it.value else {
                    unreachable!("a real number is constant")
                };
                self.on_demand(COMPLEX, range);
                self.emit(Op::LoadMethod(Sym::new("imaginary")), range);
                self.constant(&ConstKey::Float(imag.to_bits()), range);
                self.emit(Op::CallMethod(1), range);
                Ok(())
            }
            Expr::TString(_) | Expr::IpyEscapeCommand(_) => fault(range, "invalid syntax"),
            Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_) => unreachable!("a literal is constant"),
        }
    }

    fn binary(&mut self, expression: &'a ast::ExprBinOp) -> Outcome {
        // Long sums lean to the left: no recursion along them.
        let mut spine = vec![expression];
        let mut first = &*expression.left;
        while let Expr::BinOp(inner) = first {
            spine.push(inner);
            first = &inner.left;
        }
        self.expression(first)?;
        for operation in spine.into_iter().rev() {
            self.expression(&operation.right)?;
            self.note_operator(operation);
            self.emit(Op::Binary(binary_op(operation.op)), operation.range);
        }
        Ok(())
    }

    /// Remembers which columns of a binary operation a traceback marks: the operator.
    fn note_operator(&mut self, operation: &ast::ExprBinOp) {
        let (start, end) = (operation.left.end(), operation.right.start());
        let (line, column) = self.lines.location(start);
        if line != self.lines.line(operation.range.start()) || line != self.lines.line(operation.range.end())
        {
            return;
        }
        let between = self.lines.source()[TextRange::new(start, end)].as_bytes();
        let is_space = |at: usize| matches!(between.get(at), Some(b' ' | b'\t' | b'\x0c'));
        let operator = (0..between.len()).find(|&at| !is_space(at) && between[at] != b')');
        let Some(at) = operator else { return };
        let width = if at + 1 < between.len() && !is_space(at + 1) { 2 } else { 1 };
        let first = column + at as u32;
        self.anchors.insert(operation.range, (first, first + width));
    }

    fn attribute(&mut self, expression: &'a ast::ExprAttribute) -> Outcome {
        self.expression(&expression.value)?;
        let position = self.attribute_position(expression, expression.range);
        let name = self.attribute_name(expression);
        self.unit().emit(Op::LoadAttr(name), position);
        Ok(())
    }

    pub(super) fn attribute_name(&self, expression: &ast::ExprAttribute) -> Sym {
        self.scope().mangle(&expression.attr)
    }

    /// `range`, but from the attribute's name on if that is on a later line, as CPython has it.
    pub(super) fn attribute_position(
        &self,
        attribute: &ast::ExprAttribute,
        range: TextRange,
    ) -> crate::bytecode::Position {
        let mut position = self.position(range);
        let (end_line, end_column) = self.lines.location(attribute.range.end());
        if position.line != end_line {
            position.line = end_line;
            position.column = end_column.saturating_sub(attribute.attr.as_str().chars().count() as u32);
            position.anchor = (0, 0);
        }
        position
    }

    /// Emits `-> object index`, and remembers the brackets for tracebacks.
    pub(super) fn subscript_operands(&mut self, expression: &'a ast::ExprSubscript) -> Outcome {
        self.expression(&expression.value)?;
        self.expression(&expression.slice)?;
        let range = expression.range;
        let (line, _) = self.lines.location(range.start());
        let (end_line, end_column) = self.lines.location(range.end());
        let after_value = expression.value.end();
        let bracket = self.lines.source()[TextRange::new(after_value, range.end())].find('[');
        if let (true, Some(at)) = (line == end_line, bracket) {
            let (_, column) = self.lines.location(after_value + TextSize::new(at as u32));
            self.anchors.insert(range, (column, end_column));
        }
        Ok(())
    }

    fn slice(&mut self, slice: &'a ast::ExprSlice) -> Outcome {
        for bound in [&slice.lower, &slice.upper] {
            match bound {
                Some(bound) => self.expression(bound)?,
                None => self.emit(Op::LoadNone, slice.range),
            }
        }
        if let Some(step) = &slice.step {
            self.expression(step)?;
        }
        self.emit(Op::BuildSlice(if slice.step.is_some() { 3 } else { 2 }), slice.range);
        Ok(())
    }

    fn tuple(&mut self, tuple: &'a ast::ExprTuple) -> Outcome {
        if self.starred_items(&tuple.elts, tuple.range)? {
            self.emit(Op::ListToTuple, tuple.range);
        } else {
            self.emit(Op::BuildTuple(tuple.elts.len() as u32), tuple.range);
        }
        Ok(())
    }

    fn list(&mut self, list: &'a ast::ExprList) -> Outcome {
        if list.elts.len() > 2
            && let Some(key) = self.constant_tuple(&list.elts)
        {
            self.emit(Op::BuildList(0), list.range);
            self.constant(&key, list.range);
            self.emit(Op::ListExtend, list.range);
            return Ok(());
        }
        if !self.starred_items(&list.elts, list.range)? {
            self.emit(Op::BuildList(list.elts.len() as u32), list.range);
        }
        Ok(())
    }

    /// Emits the items as they are; or, if one is starred, a list of them. Whether it is a list.
    pub(super) fn starred_items(&mut self, items: &'a [Expr], range: TextRange) -> Outcome<bool> {
        let first_star = items.iter().position(Expr::is_starred_expr);
        let Some(first_star) = first_star else {
            self.expressions(items)?;
            return Ok(false);
        };
        self.expressions(&items[..first_star])?;
        self.emit(Op::BuildList(first_star as u32), range);
        for item in &items[first_star..] {
            if let Expr::Starred(starred) = item {
                self.expression(&starred.value)?;
                self.emit(Op::ListExtend, range);
            } else {
                self.expression(item)?;
                self.emit(Op::ListAppend(1), range);
            }
        }
        Ok(true)
    }

    fn set(&mut self, set: &'a ast::ExprSet) -> Outcome {
        if let Some(constant) = self.constant_set(&set.elts) {
            self.emit(Op::BuildSet(0), set.range);
            self.constant(&constant, set.range);
            self.emit(Op::SetUpdate, set.range);
            return Ok(());
        }
        let plain = set.elts.iter().take_while(|item| !item.is_starred_expr()).count();
        self.expressions(&set.elts[..plain])?;
        self.emit(Op::BuildSet(plain as u32), set.range);
        for item in &set.elts[plain..] {
            if let Expr::Starred(starred) = item {
                self.expression(&starred.value)?;
                self.emit(Op::SetUpdate, set.range);
            } else {
                self.expression(item)?;
                self.emit(Op::SetAdd(1), set.range);
            }
        }
        Ok(())
    }

    fn dict(&mut self, dict: &'a ast::ExprDict) -> Outcome {
        let plain = dict.items.iter().take_while(|item| item.key.is_some()).count();
        for item in &dict.items[..plain] {
            self.expressions(item.key.iter().chain([&item.value]))?;
        }
        self.emit(Op::BuildMap(plain as u32), dict.range);
        for item in &dict.items[plain..] {
            self.expressions(item.key.iter().chain([&item.value]))?;
            let op = if item.key.is_some() { Op::MapAdd(1) } else { Op::DictUpdate };
            self.emit(op, dict.range);
        }
        Ok(())
    }

    fn await_expression(&mut self, expression: &'a ast::ExprAwait) -> Outcome {
        let range = expression.range;
        if !self.scope().is_function() {
            return fault(range, "'await' outside function");
        }
        if !self.scope().is_async_function() && !self.is_comprehension() {
            return fault(range, "'await' outside async function");
        }
        self.expression(&expression.value)?;
        self.await_top(range);
        Ok(())
    }

    fn yield_expression(&mut self, expression: &'a ast::ExprYield) -> Outcome {
        if !self.scope().is_function() {
            return fault(expression.range, "'yield' outside function");
        }
        match &expression.value {
            Some(value) => self.expression(value)?,
            None => self.emit(Op::LoadNone, expression.range),
        }
        let is_async = self.scope().is_async_function();
        self.emit(if is_async { Op::AsyncYield } else { Op::Yield }, expression.range);
        Ok(())
    }

    fn yield_from(&mut self, expression: &'a ast::ExprYieldFrom) -> Outcome {
        if !self.scope().is_function() {
            return fault(expression.range, "'yield' outside function");
        }
        if self.scope().is_async_function() {
            return fault(expression.range, "'yield from' inside async function");
        }
        self.expression(&expression.value)?;
        self.emit(Op::GetYieldFromIter, expression.range);
        self.emit(Op::LoadNone, expression.range);
        self.emit(Op::YieldFrom, expression.range);
        Ok(())
    }
}

pub(super) fn binary_op(operator: Operator) -> BinaryOp {
    match operator {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::TrueDiv,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

fn unary(operator: UnaryOp) -> Op {
    match operator {
        UnaryOp::Invert => Op::Unary(OpUnary::Invert),
        UnaryOp::Not => Op::Not,
        UnaryOp::UAdd => Op::Unary(OpUnary::Pos),
        UnaryOp::USub => Op::Unary(OpUnary::Neg),
    }
}
