//! Functions and generators of nested statements: loops, `try`, `with`, conditions, and the ways out of them.

use super::expressions::{Scope, Type, expression};
use super::leaves::EXCEPTIONS;
use crate::fuzz::writer::Writer;

/// How deep statements are in one another at most.
const DEPTH: usize = 4;

/// Where a statement stands.
#[derive(Clone)]
struct Place {
    depth: usize,
    in_loop: bool,
    generator: bool,
    /// A clause that handles an exception.
    handling: bool,
    scope: Scope,
    /// Generators that may be delegated to.
    others: Vec<String>,
}

/// A function or two, called in several ways.
pub(super) fn functions(writer: &mut Writer) {
    for _ in 0..writer.random.between(1, 2) {
        let name = function(writer, false, &[]);
        for _ in 0..writer.random.between(2, 4) {
            let arguments = writer.random.pick(&[
                "1",
                "2, 3",
                "0",
                "x=5",
                "4, 5, 6",
                "-1, k=2",
                "",
                "1, z=2",
                "*[3, 4]",
                "**{'x': 2, 'k': 0}",
            ]);
            writer.line(&format!("show(lambda: {name}({arguments}))"));
        }
    }
}

/// Generators, driven by `send`, `throw` and `close`.
pub(super) fn generators(writer: &mut Writer) {
    let mut names = Vec::new();
    for _ in 0..writer.random.between(1, 2) {
        let name = function(writer, true, &names);
        names.push(name);
    }
    for name in &names {
        let instance = writer.name("g");
        writer.line(&format!("show(lambda: list({name}(2)))"));
        writer.line(&format!("{instance} = {name}(1, 3)"));
        for _ in 0..writer.random.between(2, 6) {
            let exception = writer.random.pick(&EXCEPTIONS);
            let step = match writer.random.below(8) {
                0..=2 => format!("next({instance})"),
                3 | 4 => format!("{instance}.send({})", writer.random.pick(&["None", "1", "7"])),
                5 => format!("{instance}.throw({exception}('thrown'))"),
                6 => format!("next({instance}, 'end')"),
                _ => format!(
                    "{instance}.{}",
                    writer.random.pick(&[
                        "close()",
                        "throw(GeneratorExit)",
                        "gi_running",
                        "throw(StopIteration(5))"
                    ])
                ),
            };
            writer.line(&format!("show(lambda: {step})"));
        }
        if writer.random.chance(50) {
            writer.line(&format!("del {instance}"));
        }
    }
}

fn function(writer: &mut Writer, generator: bool, others: &[String]) -> String {
    let name = writer.name("f");
    if !generator && writer.random.chance(20) {
        writer.line("@traced");
    }
    let parameters = writer.random.pick(&["x, y=2, *, k=1", "x, /, y=3, k=2", "x, *y, k=4", "x, y=1, **k"]);
    let mut scope = Scope::default().with("x", Type::Integer).with("n", Type::Integer);
    if !parameters.contains("*y") {
        scope = scope.with("y", Type::Integer);
    }
    if !parameters.contains("**k") {
        scope = scope.with("k", Type::Integer);
    }
    let place =
        Place { depth: 0, in_loop: false, generator, handling: false, scope, others: others.to_vec() };
    writer.block(&format!("def {name}({parameters}):"), |writer| {
        writer.line("n = 0");
        statements(writer, &place);
        if generator && others.is_empty() {
            writer.line("yield n");
        }
        writer.line("return n");
    });
    name
}

fn statements(writer: &mut Writer, place: &Place) {
    let most = if place.depth == 0 { 5 } else { 3 };
    for _ in 0..writer.random.between(1, most) {
        statement(writer, place);
    }
}

fn statement(writer: &mut Writer, place: &Place) {
    if place.depth < DEPTH && writer.random.chance(55) {
        compound(writer, place);
    } else {
        simple(writer, place);
    }
}

fn simple(writer: &mut Writer, place: &Place) {
    let label = writer.name("at ");
    let kind = writer.random.pick(&Type::ALL);
    let value = expression(&mut writer.random, &place.scope, kind, 1);
    let number = expression(&mut writer.random, &place.scope, Type::Integer, 1);
    let exception = writer.random.pick(&EXCEPTIONS);
    match writer.random.below(12) {
        0..=2 => writer.line(&format!("print('{label}', n, {value})")),
        3 => writer.line(&format!("n += {number}")),
        4 => writer.line(&format!("n = {number}")),
        5 if place.in_loop => writer.one_of(&["break", "continue"]),
        5 | 6 if place.generator => {
            let delegate = place.others.last().filter(|_| writer.random.chance(40));
            match delegate {
                Some(other) => writer.line(&format!("print('{label}', (yield from {other}(n)))")),
                None => writer.line(&format!("print('{label}', (yield {value}))")),
            }
        }
        7 => writer.line(&format!("raise {exception}('{label}', n)")),
        8 if place.handling => {
            let tail = writer.random.pick(&["", " from error", " from None"]);
            writer.line(&format!("raise {exception}('{label}'){tail}"));
        }
        9 if place.handling => writer.line("raise"),
        10 => writer.line(&format!("return ('{label}', n)")),
        11 => writer.line(&format!("assert {value}, '{label}'")),
        _ => writer.line(&format!("print('{label}', (lambda: n)())")),
    }
}

fn compound(writer: &mut Writer, place: &Place) {
    let inner = Place { depth: place.depth + 1, ..place.clone() };
    let truth = expression(&mut writer.random, &place.scope, Type::Truth, 1);
    match writer.random.below(9) {
        0 | 1 => {
            writer.block(&format!("if {truth}:"), |writer| statements(writer, &inner));
            if writer.random.chance(40) {
                writer.block("else:", |writer| statements(writer, &inner));
            }
        }
        2 | 3 => {
            let variable = writer.name("i");
            let count = writer.random.between(1, 3);
            let inside =
                Place { in_loop: true, scope: inner.scope.with(&variable, Type::Integer), ..inner.clone() };
            writer.block(&format!("for {variable} in range({count}):"), |writer| statements(writer, &inside));
            if writer.random.chance(30) {
                writer.block("else:", |writer| statements(writer, &inner));
            }
        }
        4 => {
            let variable = writer.name("w");
            let inside = Place { in_loop: true, ..inner.clone() };
            writer.line(&format!("{variable} = 3"));
            writer.block(&format!("while {variable} > 0:"), |writer| {
                writer.line(&format!("{variable} -= 1"));
                statements(writer, &inside);
            });
            if writer.random.chance(30) {
                writer.block("else:", |writer| statements(writer, &inner));
            }
        }
        5..=7 => attempt(writer, &inner),
        _ => {
            let swallows =
                writer.random.pick(&["", ", LookupError", ", (ValueError, TypeError)", ", Exception"]);
            let name = writer.name("m");
            writer.block(&format!("with entered('{name}'{swallows}) as e:"), |writer| {
                statements(writer, &inner)
            });
        }
    }
}

fn attempt(writer: &mut Writer, place: &Place) {
    writer.block("try:", |writer| statements(writer, place));
    let handlers = writer.random.below(3);
    let handling = Place { handling: true, ..place.clone() };
    for _ in 0..handlers {
        let caught = match writer.random.below(3) {
            0 => "LookupError".to_owned(),
            1 => writer.random.pick(&EXCEPTIONS).to_owned(),
            _ => "(ValueError, ArithmeticError)".to_owned(),
        };
        writer.block(&format!("except {caught} as error:"), |writer| {
            writer.line("print('caught', repr(error), repr(error.__context__))");
            statements(writer, &handling);
        });
    }
    if handlers > 0 && writer.random.chance(30) {
        writer.block("else:", |writer| statements(writer, place));
    }
    if handlers == 0 || writer.random.chance(40) {
        // What leaves a `finally` clause by `return` or `break` swallows what was under way.
        writer.block("finally:", |writer| statements(writer, place));
    }
}
