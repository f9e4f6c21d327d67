//! From what is wrong with a source to what CPython 3.11 says about it.
//!
//! Whether source is right, the parser knows. If it is not, [`grammar`] says what CPython would say.

mod escapes;
mod grammar;
mod numbers;
mod tokens;

use ruff_python_ast::Mod;
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::SyntaxError;
use super::fault::{Fault, Mark, Outcome, fault};
use super::lines::Lines;

/// Refuses source that must not get to the parser.
pub(super) fn check_source(lines: &Lines<'_>) -> Outcome {
    if let Some(at) = lines.source().find('\0') {
        let range = TextRange::empty(TextSize::new(at as u32));
        return fault(range, "source code cannot contain null bytes");
    }
    Ok(())
}

/// The first error in source that the parser refused.
pub(super) fn check_parsed(parsed: &Parsed<Mod>, lines: &Lines<'_>) -> Outcome {
    let unsupported = parsed.unsupported_syntax_errors().first();
    let (range, message) = match (parsed.errors().first(), unsupported) {
        (Some(error), _) => (error.location, error.error.to_string()),
        (None, Some(error)) => (error.range(), error.to_string()),
        (None, None) if lines.source().contains('\t') && tokens::tokenize(lines.source()).error.is_some() => {
            // The parser is less strict about tabs in indentation.
            (TextRange::default(), String::new())
        }
        (None, None) => return Ok(()),
    };
    match grammar::diagnose(lines.source()) {
        Some(fault) => Err(fault),
        None => fault(range, message),
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
