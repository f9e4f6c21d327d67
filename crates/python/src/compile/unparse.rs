//! Annotations as text, for `from __future__ import annotations`.

use ruff_python_ast::Expr;
use ruff_text_size::Ranged;

/// The source of an expression.
pub(super) fn unparse(expression: &Expr, source: &str) -> String {
    source[expression.range()].split_whitespace().collect::<Vec<_>>().join(" ")
}
