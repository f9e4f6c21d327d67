//! Set displays of numbers, in CPython's order.

use ruff_python_ast::Expr;
use ruff_text_size::Ranged;

use super::compiler::Compiler;
use super::fault::Outcome;
use super::unit::ConstKey;
use crate::builtins::hash::hash_number;
use crate::builtins::number::compare::compare;
use crate::bytecode::CompareOp;
use crate::object::SetTable;
use crate::value::Value;

/// CPython builds shorter ones at run time.
const SHORTEST: usize = 3;

impl<'a> Compiler<'a> {
    /// The constant from which CPython's compiler has such a display updated, if it is one of numbers.
    pub(super) fn constant_set(&mut self, items: &[Expr]) -> Option<ConstKey> {
        if items.len() < SHORTEST { None } else { self.frozen(items) }
    }

    /// What is iterated: CPython's compiler makes a display of constants there the constant itself (`fold_iter` in `Python/ast_opt.c`).
    pub(super) fn iterable(&mut self, expression: &'a Expr) -> Outcome {
        let constant = expression.as_set_expr().and_then(|set| self.frozen(&set.elts));
        match constant {
            Some(constant) => {
                self.constant(&constant, expression.range());
                Ok(())
            }
            None => self.expression(expression),
        }
    }

    /// A constant of numbers: the order of other keys differs from run to run. CPython makes it twice (`merge_consts_recursive` in
    /// `Python/compile.c`), the second time in the order of the first.
    fn frozen(&mut self, items: &[Expr]) -> Option<ConstKey> {
        if self.options.internal {
            return None;
        }
        let keys = items.iter().map(|item| self.literal(item)).collect::<Option<Vec<ConstKey>>>()?;
        let mut table = SetTable::default();
        let mut values = Vec::with_capacity(keys.len());
        for key in &keys {
            let value = self.constant_value(key);
            let hash = hash_number(&value)?;
            if table.find(hash, |other| compare(CompareOp::Eq, other, &value) == Some(true)).is_none() {
                table.push(hash, value.clone());
            }
            values.push(value);
        }
        let key_of = |value: &Value| values.iter().position(|it| it.is(value)).map(|at| keys[at].clone());
        table.iter().map(|(_, value)| key_of(value)).collect::<Option<Vec<_>>>().map(ConstKey::Set)
    }
}

/// The table of a constant, of the keys in the order in which they are added.
pub(super) fn table_of(keys: impl IntoIterator<Item = Value>) -> SetTable {
    let mut table = SetTable::default();
    keys.into_iter().for_each(|key| table.push(hash_number(&key).unwrap_or_default(), key));
    table
}
