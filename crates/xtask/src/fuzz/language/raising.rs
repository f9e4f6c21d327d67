//! An exception that nobody catches: the traceback with its carets, chains, notes and groups.

use super::expressions::{Scope, Type, expression};
use super::leaves::EXCEPTIONS;
use crate::fuzz::writer::Writer;

/// Ends the program with an exception out of some functions, mostly.
pub(super) fn uncaught(writer: &mut Writer) {
    let mut callee = String::new();
    for depth in 0..writer.random.between(1, 3) {
        let name = writer.name("deep");
        writer.block(&format!("def {name}(x=1, y=0):"), |writer| {
            if depth == 0 {
                fails(writer);
            } else {
                passes_on(writer, &callee);
            }
        });
        callee = name;
    }
    match writer.random.below(4) {
        0 => writer.block("class Body:", |writer| writer.line(&format!("made = {callee}()"))),
        1 => writer.line(&format!("print([{callee}() for x in range(2)])")),
        2 => writer.line(&format!("{callee}(\n    2,\n    0,\n)")),
        _ => writer.line(&format!("{callee}()")),
    }
}

fn fails(writer: &mut Writer) {
    let exception = writer.random.pick(&EXCEPTIONS);
    match writer.random.below(8) {
        0 => writer.line("return x + (x / y) * 2"),
        1 => writer.line("return {'a': [1, 2]}['a'][x + 4].real"),
        2 => writer.line("return x.nope(1,\n    y)"),
        3 => writer.line(&format!("raise {exception}('text', x)")),
        4 => {
            writer.line(&format!(
                "error = {exception}('noted')\nerror.add_note('first\\nsecond')\nraise error"
            ));
        }
        5 => writer.line(&format!(
            "raise ExceptionGroup('group', [{exception}('one'), ExceptionGroup('inner', [KeyError('k')])])"
        )),
        6 => writer.line("return len(x, y)"),
        _ => {
            let kind = writer.random.pick(&Type::ALL);
            let scope = Scope::default().with("x", Type::Integer).with("y", Type::Integer);
            let value = expression(&mut writer.random, &scope, kind, 3);
            writer.line(&format!("result = {value}\nassert not result, 'asserted'\nreturn result"));
        }
    }
}

fn passes_on(writer: &mut Writer, callee: &str) {
    let exception = writer.random.pick(&EXCEPTIONS);
    match writer.random.below(6) {
        0 => {
            writer.block("try:", |writer| writer.line(&format!("return {callee}(x, y)")));
            writer.block("except Exception as error:", |writer| {
                let tail = writer.random.pick(&["", " from error", " from None"]);
                writer.line(&format!("raise {exception}('chained'){tail}"));
            });
        }
        1 => {
            writer.block("try:", |writer| writer.line(&format!("return {callee}(y=y)")));
            writer.block("finally:", |writer| writer.line("print('finally', x)"));
        }
        2 => writer
            .block("with entered('deep', KeyError):", |writer| writer.line(&format!("return {callee}()"))),
        3 => writer.line(&format!("return [value for value in map({callee}, [x])]")),
        4 => writer.line(&format!("return sorted([2, 1], key={callee})")),
        _ => writer.line(&format!("return 1 + {callee}(x) + 1")),
    }
}
