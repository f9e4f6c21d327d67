//! Assignments in all forms, and what scopes make of them.

use super::expressions::{Scope, Type, expression};
use super::leaves::{slice, small};
use crate::fuzz::writer::Writer;

/// Assignments within a function that shows what its variables are.
pub(super) fn statements(writer: &mut Writer) {
    let name = writer.name("assign");
    let scope = Scope::default()
        .with("i", Type::Integer)
        .with("items", Type::List)
        .with("text", Type::Text)
        .with("table", Type::Dict)
        .with("some", Type::Set);
    writer.line("outer = 1");
    writer.block(&format!("def {name}():"), |writer| {
        if writer.random.chance(40) {
            writer.line("global outer");
        }
        writer.line("i, items, text, table, some = 3, [5, 3, 8, 1], 'abc', {'a': 1, 2: 'b'}, {1, 2, 9}");
        for _ in 0..writer.random.between(4, 12) {
            writer.block("try:", |writer| assignment(writer, &scope));
            writer.block("except Exception as error:", |writer| {
                writer.line("print('!', type(error).__name__, error)");
            });
        }
        writer.line("return i, items, text, table, some");
    });
    writer.line(&format!("show({name})"));
    writer.line("show(lambda: outer)");
}

fn assignment(writer: &mut Writer, scope: &Scope) {
    let random = &mut writer.random;
    let kind = random.pick(&Type::ALL);
    let value = expression(random, scope, kind, 1);
    let list = expression(random, scope, Type::List, 1);
    let number = expression(random, scope, Type::Integer, 1);
    let line = match random.below(20) {
        0 => {
            let targets = random.pick(&[
                "i, *items = V",
                "*items, i = V",
                "i, (text, *some) = V, L",
                "[i, text] = V",
                "i, *_, text = V",
                "(i), = V",
                "i = outer = V",
            ]);
            targets.replace('V', &value).replace('L', &list)
        }
        1 => format!("items[{}] = {value}", slice(random)),
        2 => format!("items[{}] = {value}", small(random)),
        3 => format!("del items[{}]", slice(random)),
        4 => format!("del {}", random.pick(&["items[0]", "table['a']", "table[5]", "i", "text[0]", "some"])),
        5 => format!("i {} {number}", random.pick(&["+=", "-=", "*=", "//=", "%=", "|=", "<<=", "/="])),
        6 => format!("items {} {value}", random.pick(&["+=", "*=", "-="])),
        7 => format!("text {} {value}", random.pick(&["+=", "*=", "%="])),
        8 => format!("some {} {value}", random.pick(&["|=", "&=", "-=", "^="])),
        9 => format!("table {} {value}", random.pick(&["|=", "+="])),
        10 => format!("table[{value}] = {number}"),
        11 => format!("outer = {number}\nprint(outer)"),
        12 => format!(
            "items.{}",
            random.pick(&[
                "append(4)",
                "extend('xy')",
                "insert(1, 7)",
                "pop()",
                "pop(9)",
                "remove(3)",
                "sort()",
                "sort(key=str)",
                "reverse()",
                "clear()",
                "index(8)"
            ])
        ),
        13 => format!("for i, text in {value}: print(i, text)"),
        14 => format!("print([j for j in {list} if (i := j)], i)"),
        15 => format!("print([(lambda: j)() for j in {list}], [f() for f in [lambda: k for k in range(3)]])"),
        16 => format!("print(*{value}, sep='/')"),
        17 => format!("print({value}, {list}, end=';\\n')"),
        18 => format!("items[0], items[{}] = {value}, {number}", small(random)),
        _ => format!("print({{**table, 'k': {value}}}, [*{value}])"),
    };
    writer.line(&line);
}
