//! Values in texts: format specifications, f-strings and `%`.

use super::expressions::{Scope, Type, expression};
use crate::fuzz::random::Random;
use crate::fuzz::writer::Writer;

const FORMATTED: [Type; 5] = [Type::Integer, Type::Float, Type::Text, Type::Truth, Type::List];

/// Specifications, each with several values.
pub(super) fn formats(writer: &mut Writer) {
    let scope = Scope::default();
    for _ in 0..writer.random.between(4, 12) {
        let random = &mut writer.random;
        let line = match random.below(4) {
            0 => {
                let kind = random.pick(&FORMATTED);
                format!("format({}, {:?})", expression(random, &scope, kind, 1), specification(random))
            }
            1 => {
                let conversion = percent(random);
                let kind = random.pick(&FORMATTED);
                format!("'<{conversion}>' % ({},)", expression(random, &scope, kind, 1))
            }
            2 => {
                let (one, other) = (specification(random), specification(random));
                let (a, b) = (
                    expression(random, &scope, Type::Integer, 1),
                    expression(random, &scope, Type::Float, 1),
                );
                let template = random.pick(&[
                    "{0:S}|{1:T}",
                    "{:S}{:T}",
                    "{1:T}{0:S}{1!r}",
                    "{0!s:S}",
                    "{x:S}",
                    "{0:{1}}",
                    "{0[0]}",
                    "{{{0:S}}}",
                ]);
                format!("{:?}.format({a}, {b}, x={a})", template.replace('S', &one).replace('T', &other))
            }
            _ => formatted(random, &scope, 1),
        };
        writer.line(&format!("show(lambda: {line})"));
    }
}

/// An f-string with one or two fields.
pub(super) fn formatted(random: &mut Random, scope: &Scope, depth: usize) -> String {
    let mut text = String::from("f\"");
    for _ in 0..random.between(1, 2) {
        let kind = random.pick(&FORMATTED);
        let value = expression(random, scope, kind, depth);
        // Before 3.12 neither the string's own quotes nor a backslash may be in a field; nor may what ends it.
        let value = if value.contains(['"', '\\', '{', '!', ':', '=', '#']) { "7".to_owned() } else { value };
        let value = value.trim_start_matches('{');
        let conversion = random.pick(&["", "", "", "!r", "!s", "!a", "="]);
        let specification =
            if random.chance(60) { format!(":{}", specification(random)) } else { String::new() };
        text += &format!("<{{{value}{conversion}{specification}}}>");
    }
    text.push('"');
    text
}

/// A specification, mostly one that numbers take.
fn specification(random: &mut Random) -> String {
    let mut text = String::new();
    if random.chance(40) {
        if random.chance(50) {
            text.push_str(random.pick(&["*", "0", "é", "-"]));
        }
        text.push_str(random.pick(&["<", ">", "^", "="]));
    }
    if random.chance(25) {
        text.push_str(random.pick(&["+", "-", " "]));
    }
    if random.chance(15) {
        text.push('#');
    }
    if random.chance(20) {
        text.push('0');
    }
    if random.chance(60) {
        text.push_str(random.pick(&["1", "6", "10", "15"]));
    }
    if random.chance(20) {
        text.push_str(random.pick(&[",", "_"]));
    }
    if random.chance(35) {
        text.push_str(random.pick(&[".0", ".1", ".3", ".10"]));
    }
    if random.chance(60) {
        text.push_str(
            random.pick(&["d", "f", "e", "g", "x", "X", "o", "b", "s", "n", "%", "c", "E", "G", "F", "q"]),
        );
    }
    text
}

fn percent(random: &mut Random) -> String {
    let flags = random.pick(&["", "", "-", "+", "0", " ", "#", "-0"]);
    let width = random.pick(&["", "", "5", "12"]);
    let precision = random.pick(&["", "", ".0", ".2", ".8"]);
    let kind = random.pick(&["d", "i", "s", "r", "a", "f", "e", "g", "x", "X", "o", "c", "G", "%", "q"]);
    format!("%{flags}{width}{precision}{kind}")
}
