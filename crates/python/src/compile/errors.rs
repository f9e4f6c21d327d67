//! From what the parser says about bad source to what CPython 3.11 says about it.

use ruff_python_ast::{Mod, Stmt};
use ruff_python_parser::Parsed;

use super::SyntaxError;
use super::fault::{Fault, Outcome, fault};
use super::lines::Lines;

/// Refuses source that must not get to the parser.
pub(super) fn check_source(_lines: &Lines<'_>) -> Outcome {
    Ok(())
}

/// The first error that the parser found.
pub(super) fn check_parsed(parsed: &Parsed<Mod>, _lines: &Lines<'_>) -> Outcome {
    if let Some(error) = parsed.errors().first() {
        return fault(error.location, error.error.to_string());
    }
    Ok(())
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
    let (line, column) = lines.location(fault.range.start());
    let (end_line, end_column) = lines.location(fault.range.end());
    let characters = |line: u32, bytes: u32| {
        lines.text(line).get(..bytes as usize).map_or(bytes, |text| text.chars().count() as u32) + 1
    };
    SyntaxError {
        kind: fault.kind,
        message: fault.message,
        line,
        column: characters(line, column),
        end_line: if fault.open { line } else { end_line },
        end_column: if fault.open { 0 } else { characters(end_line, end_column) },
        text: lines.text(line).to_owned(),
    }
}
