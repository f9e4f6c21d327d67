//! What compiles, but is most likely not meant.

use ruff_python_ast::{self as ast, CmpOp, Expr, Number};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::Compiler;

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    /// What it says.
    pub message: String,
    /// The line, from 1.
    pub line: u32,
}

impl Compiler<'_> {
    fn warn(&mut self, range: TextRange, message: String) {
        let warning = SyntaxWarning { message, line: self.lines.line(range.start()) };
        // The body of a `finally` comes here more than once.
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// `assert (test, "message")`
    pub(super) fn warn_of_assertion(&mut self, test: &Expr) {
        if matches!(test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
            let message = "assertion is always true, perhaps remove parentheses?".to_owned();
            self.warn(test.range(), message);
        }
    }

    /// `x is 5`
    pub(super) fn warn_of_identity(&mut self, comparison: &ast::ExprCompare) {
        let mut left = &*comparison.left;
        for (op, right) in comparison.ops.iter().zip(&comparison.comparators) {
            let is_literal = [left, right].into_iter().any(|operand| self.is_valued_literal(operand));
            let hint = match op {
                CmpOp::Is => "\"is\" with a literal. Did you mean \"==\"?",
                CmpOp::IsNot => "\"is not\" with a literal. Did you mean \"!=\"?",
                _ => "",
            };
            if is_literal && !hint.is_empty() {
                return self.warn(comparison.range, hint.to_owned());
            }
            left = right;
        }
    }

    /// Whether it is a literal that may be equal to another object without being it.
    fn is_valued_literal(&self, expression: &Expr) -> bool {
        expression.is_string_literal_expr()
            || expression.is_bytes_literal_expr()
            || expression.is_number_literal_expr()
            || matches!(expression, Expr::UnaryOp(_)) && type_name(expression).is_some()
            || expression.is_tuple_expr() && self.literal(expression).is_some()
    }

    /// `("a" "b")(c)`: a comma is missing before the parenthesis.
    pub(super) fn warn_of_call(&mut self, call: &ast::ExprCall) {
        if let Some(name) = type_name(&call.func).filter(|name| *name != "function") {
            let message = format!("'{name}' object is not callable; perhaps you missed a comma?");
            self.warn(call.range(), message);
        }
    }

    /// `1[a]`: a comma is missing before the bracket.
    pub(super) fn warn_of_subscript(&mut self, subscript: &ast::ExprSubscript) {
        let Some(name) = type_name(&subscript.value) else { return };
        if matches!(
            name,
            "NoneType" | "ellipsis" | "int" | "bool" | "float" | "set" | "generator" | "function"
        ) {
            let message = format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
            return self.warn(subscript.range, message);
        }
        let Some(index) = type_name(&subscript.slice) else { return };
        if matches!(name, "str" | "bytes" | "tuple" | "list") && !matches!(index, "int" | "bool") {
            let message = format!(
                "{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"
            );
            self.warn(subscript.range, message);
        }
    }
}

/// The type of a literal, also of one with a sign, or of a display.
fn type_name(expression: &Expr) -> Option<&'static str> {
    Some(match expression {
        Expr::UnaryOp(it) => match (it.op, type_name(&it.operand)?) {
            (ast::UnaryOp::Not, _) if it.operand.is_literal_expr() => "bool",
            (ast::UnaryOp::USub | ast::UnaryOp::UAdd, "float") => "float",
            (ast::UnaryOp::USub | ast::UnaryOp::UAdd | ast::UnaryOp::Invert, "int" | "bool") => "int",
            _ => return None,
        },
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NumberLiteral(number) => match number.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        _ => return None,
    })
}
