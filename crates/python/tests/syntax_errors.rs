//! What CPython 3.11 says of bad source, in `syntax_errors.txt` (see `record_syntax_errors.py`).

use std::rc::Rc;

use loopscope_python::Module;
use loopscope_python::compile::{Options, SyntaxError, SyntaxErrorKind, compile_module};

/// The error as CPython's interpreter prints it.
fn printed(error: &SyntaxError) -> String {
    let text = error.text.trim_start_matches([' ', '\t', '\x0c']);
    let stripped = (error.text.len() - text.len()) as i64;
    let mut lines = format!("  File \"case.py\", line {}\n    {text}\n", error.line);
    let length = text.len() as i64;
    let start = (i64::from(error.column) - 1 - stripped).min(length);
    if error.column > 0 && start >= 0 {
        let end = match error.end_column {
            0 => start + 1,
            _ if error.end_line > error.line => length,
            end => i64::from(end) - 1 - stripped,
        };
        let carets = (end - start).max(1) as usize;
        lines += &format!("    {}{}\n", " ".repeat(start as usize), "^".repeat(carets));
    }
    let kind = match error.kind {
        SyntaxErrorKind::Syntax => "SyntaxError",
        SyntaxErrorKind::Indentation => "IndentationError",
        SyntaxErrorKind::Tab => "TabError",
    };
    lines + &format!("{kind}: {}\n", error.message)
}

#[test]
fn bad_source_is_refused_in_the_words_of_cpython() {
    let records = include_str!("syntax_errors.txt");
    let options = Options::of_program("case.py".into());
    let mut wrong = Vec::new();
    for record in records.split("===\n").filter(|record| !record.is_empty()) {
        let (source, expected) = record.split_once("\n---\n").expect("a record has two parts");
        let module = Rc::new(Module::new("__main__", None));
        let source = format!("{source}\n");
        let actual =
            compile_module(&source, &options, &module).err().as_ref().map(printed).unwrap_or_default();
        let is_known = actual.contains("Loopscope does not have");
        if actual != expected && !is_known {
            wrong.push(format!("{source}CPython:\n{expected}Loopscope:\n{actual}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n\n{}", wrong.len(), wrong.join("\n"));
}
