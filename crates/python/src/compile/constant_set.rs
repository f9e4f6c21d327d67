//! Set displays of numbers, in CPython's order.

use ruff_python_ast::Expr;

use super::compiler::Compiler;
use super::unit::ConstKey;
use crate::builtins::hash::{hash_float, hash_int};
use crate::object::SetTable;
use crate::value::Value;

/// CPython builds shorter ones at run time.
const SHORTEST: usize = 3;

impl Compiler<'_> {
    /// The constant from which CPython's compiler has such a display updated, if it is one of numbers: the order of other keys
    /// differs from run to run. It makes that constant twice (`merge_consts_recursive` in `Python/compile.c`), the second time in the
    /// order of the first.
    pub(super) fn constant_set(&self, items: &[Expr]) -> Option<ConstKey> {
        if items.len() < SHORTEST || self.options.internal {
            return None;
        }
        let mut table = SetTable::default();
        for item in items {
            let value = number(&self.literal(item)?)?;
            let hash = hash_number(&value);
            if table.find(hash, |other| as_float(other) == as_float(&value)).is_none() {
                table.push(hash, value);
            }
        }
        let keys = table.iter().map(|(_, value)| match value {
            Value::Bool(value) => ConstKey::Bool(*value),
            Value::Int(value) => ConstKey::Int(*value),
            other => ConstKey::Float(as_float(other).to_bits()),
        });
        Some(ConstKey::Set(keys.collect()))
    }
}

/// The table of a constant, of the keys in the order in which they are added.
pub(super) fn table_of(keys: impl IntoIterator<Item = Value>) -> SetTable {
    let mut table = SetTable::default();
    keys.into_iter().for_each(|key| table.push(hash_number(&key), key));
    table
}

fn number(key: &ConstKey) -> Option<Value> {
    match key {
        ConstKey::Bool(value) => Some(Value::Bool(*value)),
        // All of these are different floats, too.
        ConstKey::Int(value) if value.unsigned_abs() < 1 << 53 => Some(Value::Int(*value)),
        ConstKey::Float(bits) => {
            Some(Value::Float(f64::from_bits(*bits))).filter(|it| !as_float(it).is_nan())
        }
        _ => None,
    }
}

fn hash_number(value: &Value) -> i64 {
    match value {
        Value::Float(number) => hash_float(*number),
        other => hash_int(as_float(other) as i64),
    }
}

fn as_float(value: &Value) -> f64 {
    match value {
        Value::Bool(value) => f64::from(u8::from(*value)),
        Value::Int(value) => *value as f64,
        Value::Float(value) => *value,
        _ => f64::NAN,
    }
}
