//! Assignment and `del`, for every kind of target.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::{Access, Compiler};
use super::expressions::binary_op;
use super::fault::{Outcome, fault};
use crate::bytecode::Op;

impl<'a> Compiler<'a> {
    pub(super) fn assign(&mut self, statement: &'a ast::StmtAssign) -> Outcome {
        if let [target] = &statement.targets[..]
            && self.exchange(target, &statement.value)?
        {
            return Ok(());
        }
        self.expression(&statement.value)?;
        for (at, target) in statement.targets.iter().enumerate() {
            if at + 1 < statement.targets.len() {
                self.emit(Op::Dup, statement.range);
            }
            self.store(target)?;
        }
        Ok(())
    }

    /// `a, b = x, y` without making a tuple. Whether it was of that form.
    fn exchange(&mut self, target: &'a Expr, value: &'a Expr) -> Outcome<bool> {
        let (Some(targets), Expr::Tuple(values)) = (sequence(target), value) else { return Ok(false) };
        let count = targets.len();
        let starred = targets.iter().chain(&values.elts).any(Expr::is_starred_expr);
        if starred || count != values.elts.len() || !(2..=3).contains(&count) || self.literal(value).is_some()
        {
            return Ok(false);
        }
        self.expressions(&values.elts)?;
        self.emit(Op::Swap(count as u32 - 1), value.range());
        targets.iter().try_for_each(|target| self.store(target))?;
        Ok(true)
    }

    /// Emits `value ->` into a target.
    pub(super) fn store(&mut self, target: &'a Expr) -> Outcome {
        self.nested(target.range(), |compiler| compiler.store_inner(target))
    }

    fn store_inner(&mut self, target: &'a Expr) -> Outcome {
        let range = target.range();
        match target {
            Expr::Name(name) => self.variable(&name.id, Access::Store, range),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                self.check_debug(attribute, "assign to")?;
                let position = self.attribute_position(attribute, range);
                let name = self.attribute_name(attribute);
                self.unit().emit(Op::StoreAttr(name), position);
                Ok(())
            }
            Expr::Subscript(subscript) => {
                self.subscript_operands(subscript)?;
                self.emit(Op::StoreSubscr, range);
                Ok(())
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, range),
            Expr::List(list) => self.unpack(&list.elts, range),
            Expr::Starred(_) => fault(range, "starred assignment target must be in a list or tuple"),
            _ => fault(range, "cannot assign to expression"),
        }
    }

    fn check_debug(&self, attribute: &ast::ExprAttribute, verb: &str) -> Outcome {
        if attribute.attr.as_str() == "__debug__" {
            return fault(attribute.range, format!("cannot {verb} __debug__"));
        }
        Ok(())
    }

    fn unpack(&mut self, targets: &'a [Expr], range: TextRange) -> Outcome {
        let star = targets.iter().position(Expr::is_starred_expr);
        match star {
            None => self.emit(Op::UnpackSequence(targets.len() as u32), range),
            Some(before) => {
                let after = targets.len() - before - 1;
                if targets[before + 1..].iter().any(Expr::is_starred_expr) {
                    return fault(range, "multiple starred expressions in assignment");
                }
                let (Ok(before), Ok(after)) = (u8::try_from(before), u8::try_from(after)) else {
                    return fault(range, "too many expressions in star-unpacking assignment");
                };
                self.emit(Op::UnpackStar { before, after }, range);
            }
        }
        for target in targets {
            match target {
                Expr::Starred(starred) => self.store(&starred.value)?,
                _ => self.store(target)?,
            }
        }
        Ok(())
    }

    pub(super) fn augmented_assign(&mut self, statement: &'a ast::StmtAugAssign) -> Outcome {
        let range = statement.range;
        let op = Op::Inplace(binary_op(statement.op));
        match &*statement.target {
            Expr::Name(name) => {
                self.variable(&name.id, Access::Load, name.range)?;
                self.expression(&statement.value)?;
                self.emit(op, range);
                self.variable(&name.id, Access::Store, range)
            }
            Expr::Attribute(attribute) => {
                let position = self.attribute_position(attribute, attribute.range);
                let name = self.attribute_name(attribute);
                self.check_debug(attribute, "assign to")?;
                self.expression(&attribute.value)?;
                self.emit(Op::Dup, attribute.range);
                self.unit().emit(Op::LoadAttr(name), position);
                self.expression(&statement.value)?;
                self.emit(op, range);
                self.emit(Op::Swap(1), range);
                self.unit().emit(Op::StoreAttr(name), position);
                Ok(())
            }
            Expr::Subscript(subscript) => {
                self.subscript_operands(subscript)?;
                self.emit(Op::Dup2, subscript.range);
                self.emit(Op::LoadSubscr, subscript.range);
                self.expression(&statement.value)?;
                self.emit(op, range);
                self.emit(Op::Rot3, range);
                self.emit(Op::StoreSubscr, subscript.range);
                Ok(())
            }
            other => fault(other.range(), "illegal expression for augmented assignment"),
        }
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Outcome {
        let range = target.range();
        match target {
            Expr::Name(name) => self.variable(&name.id, Access::Delete, range),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value)?;
                self.check_debug(attribute, "delete")?;
                let position = self.attribute_position(attribute, range);
                let name = self.attribute_name(attribute);
                self.unit().emit(Op::DeleteAttr(name), position);
                Ok(())
            }
            Expr::Subscript(subscript) => {
                self.subscript_operands(subscript)?;
                self.emit(Op::DeleteSubscr, range);
                Ok(())
            }
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|target| self.delete(target)),
            Expr::List(list) => list.elts.iter().try_for_each(|target| self.delete(target)),
            _ => fault(range, "cannot delete expression"),
        }
    }
}

fn sequence(target: &Expr) -> Option<&[Expr]> {
    match target {
        Expr::Tuple(tuple) => Some(&tuple.elts),
        Expr::List(list) => Some(&list.elts),
        _ => None,
    }
}
