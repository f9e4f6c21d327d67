//! `match` statements with random patterns, tried with random subjects.

use super::expressions::{Scope, Type, expression};
use super::leaves::leaf;
use crate::fuzz::writer::Writer;

/// A function that matches, and calls of it.
pub(super) fn patterns(writer: &mut Writer) {
    let name = writer.name("match");
    writer.line("class Point:\n    __match_args__ = ('x', 'y')\n    def __init__(self, x, y):\n        self.x, self.y = x, y");
    writer.block(&format!("def {name}(subject):"), |writer| {
        writer.block("match subject:", |writer| {
            for case in 0..writer.random.between(2, 6) {
                let mut names = Vec::new();
                let pattern = pattern(writer, 2, &mut names);
                // What captures all without a condition has to be the last case.
                let irrefutable = names.first() == Some(&pattern) || pattern == "_";
                let guard = if irrefutable || writer.random.chance(20) { " if subject" } else { "" };
                writer.block(&format!("case {pattern}{guard}:"), |writer| {
                    let shown = names.iter().map(|name| format!(", {name}")).collect::<String>();
                    writer.line(
                        &format!("return ({case}{shown})")
                            .replace(&format!("({case})"), &format!("({case},)")),
                    );
                });
            }
        });
    });
    for _ in 0..writer.random.between(4, 10) {
        let kind = writer.random.pick(&Type::ALL);
        let subject = match writer.random.below(6) {
            0 => "Point(1, 'a')".to_owned(),
            1 => "{'a': 1, 'b': [2, 3]}".to_owned(),
            2 => "[1, [2, 3], 4]".to_owned(),
            3 => "('a', 1)".to_owned(),
            _ => expression(&mut writer.random, &Scope::default(), kind, 1),
        };
        writer.line(&format!("show(lambda: {name}({subject}))"));
    }
}

fn pattern(writer: &mut Writer, depth: usize, names: &mut Vec<String>) -> String {
    let choice = writer.random.below(if depth == 0 { 5 } else { 11 });
    match choice {
        0 => "_".to_owned(),
        1 => capture(writer, names),
        2 => writer.random.pick(&["None", "True", "1", "-1", "'a'", "b'a'", "0.5", "'abc'", "2"]).to_owned(),
        3 => writer
            .random
            .pick(&["int()", "str()", "list()", "dict()", "float()", "bool()", "tuple()", "bytes()"])
            .to_owned(),
        4 => {
            let kind = writer.random.pick(&["int", "str", "list", "float"]);
            format!("{kind}({})", capture(writer, names))
        }
        5 | 6 => {
            let parts = writer.random.below(4);
            let star = writer.random.chance(40).then(|| writer.random.below(parts + 1));
            let mut items: Vec<String> = (0..parts).map(|_| pattern(writer, depth - 1, names)).collect();
            if let Some(star) = star {
                let rest = if writer.random.chance(30) { "_".to_owned() } else { capture(writer, names) };
                items.insert(star, format!("*{rest}"));
            }
            format!("[{}]", items.join(", "))
        }
        7 => {
            let mut items = Vec::new();
            for key in ["'a'", "'b'", "1"] {
                if writer.random.chance(40) {
                    items.push(format!("{key}: {}", pattern(writer, depth - 1, names)));
                }
            }
            if writer.random.chance(30) {
                items.push(format!("**{}", capture(writer, names)));
            }
            format!("{{{}}}", items.join(", "))
        }
        8 => {
            let (one, other) = (pattern(writer, depth - 1, names), pattern(writer, depth - 1, names));
            writer
                .random
                .pick(&["Point(A, B)", "Point(x=A, y=B)", "Point(A, y=B)", "Point(B, z=A)"])
                .replace('A', &one)
                .replace('B', &other)
        }
        9 => {
            let inner = pattern(writer, depth - 1, names);
            let name = capture(writer, names);
            if inner == "_" || inner.contains(" as ") || names.contains(&inner) {
                name
            } else {
                format!("({inner} as {name})")
            }
        }
        _ => {
            let (one, other) = (leaf_pattern(writer), leaf_pattern(writer));
            format!("({one} | {other} | int())")
        }
    }
}

fn leaf_pattern(writer: &mut Writer) -> String {
    let kind = writer.random.pick(&[Type::Text, Type::Bytes, Type::Truth]);
    leaf(&mut writer.random, kind)
}

fn capture(writer: &mut Writer, names: &mut Vec<String>) -> String {
    let name = writer.name("c");
    names.push(name.clone());
    name
}
