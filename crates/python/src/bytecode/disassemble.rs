//! Code as text, for tests and for looking at.

use std::fmt::Write;

use crate::bytecode::{Code, Op};
use crate::value::Value;

/// The instructions of `code` and of the code objects in it, one per line: its number, its source columns,
/// the instruction with its operand resolved; then the exception handlers.
pub fn disassemble(code: &Code) -> String {
    let mut text = String::new();
    write_code(&mut text, code);
    text
}

fn write_code(text: &mut String, code: &Code) {
    let Code { qualname, kind, index, .. } = code;
    line(text, &format!("{index} {kind:?} {qualname}"));
    for (at, (&op, position)) in code.ops.iter().zip(&code.positions).enumerate() {
        let place =
            format!("{}:{}-{}:{}", position.line, position.column, position.end_line, position.end_column);
        line(text, &format!("{at:4} {place:12} {}", instruction(code, op)));
    }
    for handler in &code.handlers {
        let [start, end, target, depth] = [handler.start, handler.end, handler.target, handler.depth];
        line(text, &format!("     {start}..{end} -> {target}, depth {depth}"));
    }
    for constant in &code.consts {
        if let Value::Code(inner) = constant {
            write_code(text, inner);
        }
    }
}

fn instruction(code: &Code, op: Op) -> String {
    let named = |slot: u32| code.locals.get(slot as usize).map_or("?".into(), |name| name.name());
    match op {
        Op::LoadConst(index) => format!("LoadConst {}", constant(&code.consts[index as usize])),
        Op::LoadFast(slot) => format!("LoadFast {}", named(slot)),
        Op::StoreFast(slot) => format!("StoreFast {}", named(slot)),
        Op::DeleteFast(slot) => format!("DeleteFast {}", named(slot)),
        Op::MakeCell(slot) => format!("MakeCell {}", named(slot)),
        Op::LoadDeref(slot) => format!("LoadDeref {}", named(slot)),
        Op::StoreDeref(slot) => format!("StoreDeref {}", named(slot)),
        Op::LoadClosure(slot) => format!("LoadClosure {}", named(slot)),
        other => format!("{other:?}"),
    }
}

fn constant(value: &Value) -> String {
    match value {
        Value::Bool(value) => format!("{value}"),
        Value::Int(value) => format!("{value}"),
        Value::Float(value) => format!("{value:?}"),
        Value::Str(_) => format!("{:?}", value.as_str().unwrap_or_default()),
        Value::Code(code) => format!("<code {}>", code.qualname),
        Value::Ellipsis => "...".into(),
        Value::None => "None".into(),
        _ => "<constant>".into(),
    }
}

fn line(text: &mut String, line: &str) {
    // writing to a String can't fail
    let _ = writeln!(text, "{line}");
}
