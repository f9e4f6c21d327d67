//! From what is wrong with a source to what CPython 3.11 says about it.
//!
//! Whether source is right, the parser knows. If it is not, [`grammar`] says what CPython would say.

mod grammar;
mod numbers;
mod tokens;

use ruff_python_ast::{Mod, Stmt};
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::SyntaxError;
use super::fault::{Fault, Outcome, fault};
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
        (None, None) => return Ok(()),
    };
    match grammar::diagnose(lines.source()) {
        Some(fault) => Err(fault),
        None => fault(range, message),
    }
}

/// Whether `from __future__ import annotations` is among the statements.
pub(super) fn future_annotations(body: &[Stmt]) -> Outcome<bool> {
    Ok(body.iter().any(|statement| match statement {
        Stmt::ImportFrom(import) => {
            import.level == 0
                && import.module.as_ref().is_some_and(|module| module.as_str() == "__future__")
                && import.names.iter().any(|alias| alias.name.as_str() == "annotations")
        }
        _ => false,
    }))
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
    let characters = |line: u32, bytes: u32| {
        let text = lines.text(line);
        text.get(..bytes as usize).map_or(bytes, |text| text.chars().count() as u32) + 1
    };
    SyntaxError {
        kind: fault.kind,
        message: fault.message.clone(),
        line: line + fault.line_offset,
        column: characters(line, column),
        end_line: if fault.open { line } else { end_line } + fault.line_offset,
        end_column: if fault.open { 0 } else { characters(end_line, end_column) },
        text: lines.text(line).to_owned(),
    }
}
