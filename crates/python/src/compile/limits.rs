//! How deep a program's source may nest, so that no source overflows the native stack, which in a browser
//! is about 1 MB. CPython has limits of the same order.

use super::errors::tokens::{Token, TokenKind};
use super::fault::{Outcome, fault};

/// Expressions within expressions, statements within statements.
pub(super) const MAX_NESTING: usize = 400;

/// Brackets within brackets.
pub(super) const MAX_BRACKETS: usize = 100;

/// Indentations within indentations.
pub(super) const MAX_INDENTS: usize = 100;

/// Loops, `try` and `with` within one another. CPython's limit; the body of a `finally` is compiled once for
/// each way out, and so twice as often at each level.
pub(super) const MAX_BLOCKS: usize = 20;

/// Instructions of one code object.
pub(super) const MAX_INSTRUCTIONS: usize = 500_000;

/// Operands in one sum, product and the like: no rule recurses along them, but the tree does.
const MAX_OPERANDS: usize = 3000;

/// What the expression around a token nests by, one of these for each open bracket.
#[derive(Clone, Copy, Default)]
struct Level {
    nested: usize,
    operands: usize,
}

/// Refuses source that would nest too deeply for the parser.
pub(super) fn check(source: &str, tokens: &[Token]) -> Outcome {
    let mut levels = vec![Level::default()];
    let mut outer = Level::default();
    let mut is_operand = false;
    for token in tokens {
        let text = &source[token.start as usize..token.end as usize];
        let is_word = matches!(token.kind, TokenKind::Name | TokenKind::Operator);
        let level = levels.last_mut().expect("the outermost level stays");
        match text {
            _ if token.kind == TokenKind::Newline => levels = vec![Level::default()],
            _ if !is_word => is_operand = matches!(token.kind, TokenKind::Number | TokenKind::String),
            "," | ";" => {
                *level = Level::default();
                is_operand = false;
            }
            "(" | "[" | "{" => {
                level.nested += 1;
                outer.nested += level.nested;
                outer.operands += level.operands;
                levels.push(Level::default());
                is_operand = false;
            }
            ")" | "]" | "}" => {
                levels.pop();
                match levels.last() {
                    Some(level) => {
                        outer.nested = outer.nested.saturating_sub(level.nested);
                        outer.operands = outer.operands.saturating_sub(level.operands);
                    }
                    None => levels.push(Level::default()),
                }
                is_operand = true;
            }
            "not" | "lambda" | "await" | "yield" | "if" | "else" | "for" | "~" | "**" | "." => {
                level.nested += 1;
                is_operand = false;
            }
            _ if token.kind == TokenKind::Operator || matches!(text, "and" | "or" | "in" | "is") => {
                if is_operand {
                    level.operands += 1;
                } else {
                    level.nested += 1;
                }
                is_operand = false;
            }
            _ => is_operand = true,
        }
        if levels.len() == 1 {
            outer = Level::default();
        }
        let level = levels.last().copied().unwrap_or_default();
        if outer.nested + level.nested > MAX_NESTING || outer.operands + level.operands > MAX_OPERANDS {
            return fault(token.range(), "too many nested expressions");
        }
    }
    Ok(())
}
