//! `from __future__ import …`

use ruff_python_ast::Stmt;
use ruff_text_size::{Ranged, TextSize};

use super::fault::{Fault, Mark, Outcome};

/// What there is to import; all but the last are always on.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// What a module's imports from `__future__` say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Future {
    /// Annotations are kept as text.
    pub(super) annotations: bool,
    /// Where these imports end: further down there must not be any.
    pub(super) end: TextSize,
}

/// Reads the imports at the top of a module.
pub(super) fn future(body: &[Stmt]) -> Outcome<Future> {
    let mut future = Future::default();
    for (at, statement) in body.iter().enumerate() {
        match statement {
            Stmt::ImportFrom(import)
                if import.level == 0
                    && import.module.as_ref().is_some_and(|module| module.as_str() == "__future__") =>
            {
                for alias in &import.names {
                    let name = alias.name.as_str();
                    if !FEATURES.contains(&name) {
                        let message = match name {
                            "braces" => "not a chance".to_owned(),
                            _ => format!("future feature {name} is not defined"),
                        };
                        return Err(Box::new(Fault {
                            mark: Mark::Byte,
                            ..*Fault::new(import.range, message)
                        }));
                    }
                    future.annotations |= name == "annotations";
                }
                future.end = statement.end();
            }
            Stmt::Expr(expression) if at == 0 && expression.value.is_string_literal_expr() => {}
            _ => break,
        }
    }
    Ok(future)
}
