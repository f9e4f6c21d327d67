//! From what is wrong with a source to what CPython 3.11 says about it.
//!
//! The parser's own words are only heard where [`grammar`] has nothing to say.

mod escapes;
mod grammar;
mod numbers;
pub(super) mod tokens;

use ruff_python_ast::Mod;
use ruff_python_parser::{Mode, Parsed};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::SyntaxError;
use super::fault::{Fault, Mark, Outcome, fault};
use super::limits;
use super::lines::Lines;
use tokens::Tokens;

/// Refuses source that must not get to the parser, and splits the rest into tokens.
pub(super) fn check_source(lines: &Lines<'_>) -> Outcome<Tokens> {
    if let Some(at) = lines.source().find('\0') {
        let range = TextRange::empty(TextSize::new(at as u32));
        return fault(range, "source code cannot contain null bytes");
    }
    let tokens = tokens::tokenize(lines.source());
    limits::check(lines.source(), &tokens.tokens)?;
    Ok(tokens)
}

/// Refuses what CPython's grammar refuses. The parser itself forgives some of it.
pub(super) fn check_grammar(tokens: &Tokens, lines: &Lines<'_>, mode: Mode) -> Outcome {
    grammar::diagnose(lines.source(), tokens, mode).map_or(Ok(()), Err)
}

/// Refuses what the parser refuses, in its words.
pub(super) fn check_parsed(parsed: &Parsed<Mod>) -> Outcome {
    if let Some(error) = parsed.errors().first() {
        return fault(error.location, error.error.to_string());
    }
    match parsed.unsupported_syntax_errors().first() {
        Some(error) => fault(error.range(), error.to_string()),
        None => Ok(()),
    }
}

/// A fault in lines and columns.
pub(super) fn tell(lines: &Lines<'_>, fault: Box<Fault>) -> SyntaxError {
    if let Some(text) = &fault.text {
        return told_in(&Lines::new(text), &fault);
    }
    told_in(lines, &fault)
}

fn told_in(lines: &Lines<'_>, fault: &Fault) -> SyntaxError {
    let (line, column) = lines.location(fault.range.start());
    let (end_line, end_column) = lines.location(fault.range.end());
    let text = lines.text(line);
    let in_characters = text.get(..column as usize).map_or(column, |before| before.chars().count() as u32);
    let (column, end_column) = match fault.mark {
        Mark::Range => (column + 1, end_column + 1),
        Mark::Byte => (column + 1, 0),
        Mark::Character => (in_characters + 1, 0),
        Mark::Nothing => (0, 0),
    };
    SyntaxError {
        kind: fault.kind,
        message: fault.message.clone(),
        line: line + fault.line_offset,
        column,
        end_line: if end_column == 0 { line } else { end_line } + fault.line_offset,
        end_column,
        text: text.to_owned(),
    }
}
