//! Annotations as text, for `from __future__ import annotations`.

use ruff_python_ast::{Expr, Operator};
use ruff_text_size::Ranged;

/// The text of an annotation as CPython's `ast` would write it. What annotations rarely hold stays as it is
/// in the source, with single spaces.
pub(super) fn unparse(expression: &Expr, source: &str) -> String {
    let mut text = String::new();
    match write(&mut text, expression, source) {
        Some(()) => text,
        None => source[expression.range()].split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn write(text: &mut String, expression: &Expr, source: &str) -> Option<()> {
    match expression {
        Expr::Name(it) => text.push_str(&it.id),
        Expr::NoneLiteral(_) => text.push_str("None"),
        Expr::EllipsisLiteral(_) => text.push_str("..."),
        Expr::BooleanLiteral(it) => text.push_str(if it.value { "True" } else { "False" }),
        Expr::NumberLiteral(_) => text.push_str(&source[expression.range()]),
        Expr::StringLiteral(it) => quote(text, it.value.to_str())?,
        Expr::Attribute(it) => {
            write_operand(text, &it.value, source)?;
            text.push('.');
            text.push_str(&it.attr);
        }
        Expr::Subscript(it) => {
            write_operand(text, &it.value, source)?;
            text.push('[');
            match &*it.slice {
                Expr::Tuple(tuple) if !tuple.elts.is_empty() => write_items(text, &tuple.elts, source)?,
                index => write(text, index, source)?,
            }
            text.push(']');
        }
        Expr::List(it) => {
            text.push('[');
            write_items(text, &it.elts, source)?;
            text.push(']');
        }
        Expr::Tuple(it) => {
            text.push('(');
            write_items(text, &it.elts, source)?;
            text.push_str(if it.elts.len() == 1 { ",)" } else { ")" });
        }
        Expr::Call(it) if it.arguments.keywords.is_empty() => {
            write_operand(text, &it.func, source)?;
            text.push('(');
            write_items(text, &it.arguments.args, source)?;
            text.push(')');
        }
        Expr::BinOp(it) if it.op == Operator::BitOr => {
            match &*it.left {
                left @ Expr::BinOp(inner) if inner.op == Operator::BitOr => write(text, left, source)?,
                left => write_operand(text, left, source)?,
            }
            text.push_str(" | ");
            write_operand(text, &it.right, source)?;
        }
        Expr::Starred(it) => {
            text.push('*');
            write_operand(text, &it.value, source)?;
        }
        _ => return None,
    }
    Some(())
}

/// An expression that needs no parentheses wherever it stands.
fn write_operand(text: &mut String, expression: &Expr, source: &str) -> Option<()> {
    match expression {
        Expr::BinOp(_) | Expr::Starred(_) | Expr::NumberLiteral(_) => None,
        _ => write(text, expression, source),
    }
}

fn write_items(text: &mut String, items: &[Expr], source: &str) -> Option<()> {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        write(text, item, source)?;
    }
    Some(())
}

/// A plain string as `repr` shows it.
fn quote(text: &mut String, string: &str) -> Option<()> {
    if string.contains('\\') || string.chars().any(char::is_control) {
        return None;
    }
    let quote = match (string.contains('\''), string.contains('"')) {
        (false, _) => '\'',
        (true, false) => '"',
        (true, true) => return None,
    };
    text.push(quote);
    text.push_str(string);
    text.push(quote);
    Some(())
}
