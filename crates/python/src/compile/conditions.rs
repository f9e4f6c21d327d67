//! Truth: conditional jumps without intermediate booleans, `and`, `or`, comparisons.

use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Number, Operator, UnaryOp};
use ruff_text_size::Ranged;

use super::compiler::Compiler;
use super::fault::Outcome;
use super::unit::{ConstKey, Label};
use crate::bytecode::{CompareOp, Op};

impl<'a> Compiler<'a> {
    /// Evaluates `test` and jumps if its truth is `sense`.
    pub(super) fn jump_if(&mut self, test: &'a Expr, sense: bool, target: Label) -> Outcome {
        self.nested(test.range(), |compiler| compiler.jump_if_inner(test, sense, target))
    }

    fn jump_if_inner(&mut self, test: &'a Expr, sense: bool, target: Label) -> Outcome {
        let range = test.range();
        let outcome = self.jump_if_kind(test, sense, target);
        if test.is_compare_expr() {
            self.compared = Some(range);
        }
        outcome
    }

    fn jump_if_kind(&mut self, test: &'a Expr, sense: bool, target: Label) -> Outcome {
        let range = test.range();
        match test {
            Expr::UnaryOp(ast::ExprUnaryOp { op: UnaryOp::Not, operand, .. }) => {
                return self.jump_if(operand, !sense, target);
            }
            Expr::BoolOp(it) => return self.jump_if_bool_op(it, sense, target),
            Expr::If(it) => {
                let orelse = self.label();
                let end = self.label();
                self.jump_if(&it.test, false, orelse)?;
                self.jump_if(&it.body, sense, target)?;
                self.jump(Op::Jump, end, range);
                self.bind(orelse);
                self.jump_if(&it.orelse, sense, target)?;
                self.bind(end);
                return Ok(());
            }
            Expr::Compare(it) if it.ops.len() == 1 => {
                if let (CmpOp::Is | CmpOp::IsNot, Expr::NoneLiteral(_)) = (it.ops[0], &it.comparators[0]) {
                    self.warn_of_identity(it);
                    self.expression(&it.left)?;
                    let op = if (it.ops[0] == CmpOp::Is) == sense {
                        Op::PopJumpIfNone
                    } else {
                        Op::PopJumpIfNotNone
                    };
                    self.jump(op, target, range);
                    return Ok(());
                }
            }
            Expr::Compare(it) => return self.jump_if_chain(it, sense, target),
            _ => {}
        }
        match constant_truth(test) {
            Some(truth) if truth == sense => self.jump(Op::Jump, target, range),
            Some(_) => {}
            None => {
                self.expression(test)?;
                self.jump(if sense { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }, target, range);
            }
        }
        Ok(())
    }

    fn jump_if_bool_op(&mut self, test: &'a ast::ExprBoolOp, sense: bool, target: Label) -> Outcome {
        let Some((last, init)) = test.values.split_last() else { return Ok(()) };
        // `or` is decided by the first true value, `and` by the first false one.
        let decisive = test.op == BoolOp::Or;
        if decisive == sense {
            return test.values.iter().try_for_each(|value| self.jump_if(value, sense, target));
        }
        let end = self.label();
        for value in init {
            self.jump_if(value, decisive, end)?;
        }
        self.jump_if(last, sense, target)?;
        self.bind(end);
        Ok(())
    }

    /// `a < b < c` as a condition.
    fn jump_if_chain(&mut self, test: &'a ast::ExprCompare, sense: bool, target: Label) -> Outcome {
        let range = test.range;
        let cleanup = self.label();
        let end = self.label();
        self.chain_start(test, |compiler| compiler.jump(Op::PopJumpIfFalse, cleanup, range))?;
        self.jump(if sense { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }, target, range);
        self.jump(Op::Jump, end, range);
        self.bind(cleanup);
        self.emit(Op::Pop, range);
        if !sense {
            self.jump(Op::Jump, target, range);
        }
        self.bind(end);
        Ok(())
    }

    /// Evaluates a chain of comparisons up to the last; after each but the last, `unless` jumps away if it
    /// was false, with the right operand left on the stack.
    fn chain_start(&mut self, chain: &'a ast::ExprCompare, mut unless: impl FnMut(&mut Self)) -> Outcome {
        self.warn_of_identity(chain);
        self.expression(&chain.left)?;
        let count = chain.ops.len();
        for (at, (&op, right)) in chain.ops.iter().zip(&chain.comparators).enumerate() {
            self.comparator(op, right)?;
            if at + 1 < count {
                self.emit(Op::Dup, chain.range);
                self.emit(Op::Rot3, chain.range);
            }
            self.emit(comparison(op), chain.range);
            if at + 1 < count {
                unless(self);
            }
        }
        Ok(())
    }

    /// The right operand; a literal list after `in` need not be made each time.
    fn comparator(&mut self, op: CmpOp, right: &'a Expr) -> Outcome {
        if let (CmpOp::In | CmpOp::NotIn, Expr::List(list)) = (op, right)
            && let Some(key) = self.constant_tuple(&list.elts)
        {
            self.constant(&key, list.range);
            return Ok(());
        }
        self.expression(right)
    }

    pub(super) fn compare(&mut self, expression: &'a ast::ExprCompare) -> Outcome {
        let range = expression.range;
        if expression.ops.len() == 1 {
            return self.chain_start(expression, |_| {});
        }
        let cleanup = self.label();
        let end = self.label();
        self.chain_start(expression, |compiler| compiler.jump(Op::JumpIfFalseOrPop, cleanup, range))?;
        self.jump(Op::Jump, end, range);
        self.bind(cleanup);
        self.emit(Op::Swap(1), range);
        self.emit(Op::Pop, range);
        self.bind(end);
        Ok(())
    }

    /// `and` and `or` as values.
    pub(super) fn bool_op(&mut self, expression: &'a ast::ExprBoolOp) -> Outcome {
        let end = self.label();
        let op = if expression.op == BoolOp::Or { Op::JumpIfTrueOrPop } else { Op::JumpIfFalseOrPop };
        for (at, value) in expression.values.iter().enumerate() {
            self.expression(value)?;
            if at + 1 < expression.values.len() {
                self.jump(op, end, expression.range);
            }
        }
        self.bind(end);
        Ok(())
    }

    /// `body if test else orelse`
    pub(super) fn conditional(&mut self, expression: &'a ast::ExprIf) -> Outcome {
        let orelse = self.label();
        let end = self.label();
        self.jump_if(&expression.test, false, orelse)?;
        self.expression(&expression.body)?;
        self.jump(Op::Jump, end, expression.range);
        self.bind(orelse);
        self.expression(&expression.orelse)?;
        self.bind(end);
        Ok(())
    }

    /// The constant that a literal stands for: numbers, strings, bytes, singletons, tuples of these.
    pub(super) fn literal(&self, expression: &Expr) -> Option<ConstKey> {
        Some(match expression {
            Expr::NoneLiteral(_) => ConstKey::None,
            Expr::EllipsisLiteral(_) => ConstKey::Ellipsis,
            Expr::BooleanLiteral(it) => ConstKey::Bool(it.value),
            Expr::StringLiteral(it) => ConstKey::Str(it.value.to_str().into()),
            Expr::BytesLiteral(it) => ConstKey::Bytes(it.value.bytes().collect()),
            Expr::NumberLiteral(it) => number(&it.value)?,
            Expr::UnaryOp(it) if it.op == UnaryOp::USub => negated(self.literal(&it.operand)?)?,
            Expr::BinOp(it) if it.op == Operator::Pow => {
                power(self.literal(&it.left)?, self.literal(&it.right)?)?
            }
            Expr::Tuple(it) => self.constant_tuple(&it.elts)?,
            _ => return None,
        })
    }

    /// The tuple of the items, if all are constant.
    pub(super) fn constant_tuple<'i>(&self, items: impl IntoIterator<Item = &'i Expr>) -> Option<ConstKey> {
        items.into_iter().map(|item| self.literal(item)).collect::<Option<Vec<_>>>().map(ConstKey::Tuple)
    }
}

/// The truth of a test that is known before it runs.
pub(super) fn constant_truth(test: &Expr) -> Option<bool> {
    match test {
        Expr::BooleanLiteral(it) => Some(it.value),
        Expr::NoneLiteral(_) => Some(false),
        Expr::EllipsisLiteral(_) => Some(true),
        Expr::StringLiteral(it) => Some(!it.value.is_empty()),
        Expr::BytesLiteral(it) => Some(!it.value.is_empty()),
        Expr::NumberLiteral(it) => match &it.value {
            Number::Int(number) => Some(number.as_u64() != Some(0)),
            Number::Float(number) => Some(*number != 0.0),
            Number::Complex { .. } => None,
        },
        Expr::Name(name) if name.id.as_str() == "__debug__" => Some(true),
        Expr::UnaryOp(it) if it.op == UnaryOp::Not => constant_truth(&it.operand).map(|truth| !truth),
        _ => None,
    }
}

fn comparison(op: CmpOp) -> Op {
    match op {
        CmpOp::Eq => Op::Compare(CompareOp::Eq),
        CmpOp::NotEq => Op::Compare(CompareOp::Ne),
        CmpOp::Lt => Op::Compare(CompareOp::Lt),
        CmpOp::LtE => Op::Compare(CompareOp::Le),
        CmpOp::Gt => Op::Compare(CompareOp::Gt),
        CmpOp::GtE => Op::Compare(CompareOp::Ge),
        CmpOp::Is => Op::Is,
        CmpOp::IsNot => Op::IsNot,
        CmpOp::In => Op::In,
        CmpOp::NotIn => Op::NotIn,
    }
}

fn number(number: &Number) -> Option<ConstKey> {
    Some(match number {
        Number::Int(number) => match number.as_u64().map(i64::try_from) {
            Some(Ok(small)) => ConstKey::Int(small),
            _ => ConstKey::Big(number.to_string()),
        },
        Number::Float(number) => ConstKey::Float(number.to_bits()),
        Number::Complex { .. } => return None,
    })
}

/// What CPython's compiler makes of a power, if it does: of no more than 128 bits (`safe_power` in `Python/ast_opt.c`).
fn power(base: ConstKey, exponent: ConstKey) -> Option<ConstKey> {
    const MAX_BITS: u32 = 128;
    let (ConstKey::Int(base), ConstKey::Int(exponent)) = (base, exponent) else { return None };
    let exponent = u32::try_from(exponent).ok()?;
    let bits = i64::BITS - base.unsigned_abs().leading_zeros();
    if bits != 0 && exponent > MAX_BITS / bits {
        return None;
    }
    let power = num_bigint::BigInt::from(base).pow(exponent);
    Some(i64::try_from(&power).map_or_else(|_| ConstKey::Big(power.to_string()), ConstKey::Int))
}

fn negated(key: ConstKey) -> Option<ConstKey> {
    Some(match key {
        ConstKey::Int(number) => ConstKey::Int(-number),
        ConstKey::Float(bits) => ConstKey::Float((-f64::from_bits(bits)).to_bits()),
        ConstKey::Big(digits) if !digits.starts_with('-') => ConstKey::Big(format!("-{digits}")),
        _ => return None,
    })
}
