//! Values that stand for themselves.

use super::expressions::Type;
use crate::fuzz::random::Random;

const INTEGERS: [&str; 18] = [
    "0", "1", "2", "3", "5", "7", "10", "-1", "-2", "-7", "255", "1000003", "-10**20", "2**63", "True",
    "False", "0x1f", "1_000",
];
const FLOATS: [&str; 16] = [
    "0.0",
    "-0.0",
    "0.5",
    "1.5",
    "-2.5",
    "3.14159",
    "1e-7",
    "1e16",
    "1e308",
    "1e22",
    "123456.789",
    "0.1",
    "2.675",
    "float('inf')",
    "float('nan')",
    "-1e-320",
];
const TEXTS: [&str; 20] = [
    "''",
    "'a'",
    "'abc'",
    "'Hello World'",
    "'éß'",
    "'12'",
    "' x '",
    "'a,b,,c'",
    "'ab\\ncd\\n'",
    "\"it's\"",
    "'-7'",
    "'0x1F'",
    "'ABC'",
    "'\\t\\x00'",
    "'日本'",
    "'aXbXc'",
    "'nan'",
    "'{}'",
    "'%s'",
    "'1e3'",
];
const BYTES: [&str; 8] =
    ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'12 34'", "b\"it's\"", "b'aBc,d'", "b'\\xc3\\xa9'"];
const TRUTHS: [&str; 2] = ["True", "False"];
const ANYTHING: [&str; 12] = [
    "None",
    "...",
    "NotImplemented",
    "int",
    "str",
    "len",
    "object()",
    "range(5)",
    "range(10, 0, -3)",
    "slice(1, 5)",
    "frozenset({1, 2})",
    "bytearray(b'xy')",
];

/// Exceptions that programs raise.
pub(super) const EXCEPTIONS: [&str; 8] = [
    "ValueError",
    "KeyError",
    "TypeError",
    "IndexError",
    "ZeroDivisionError",
    "RuntimeError",
    "LookupError",
    "OSError",
];

/// A value of this type, without operations.
pub(super) fn leaf(random: &mut Random, kind: Type) -> String {
    match kind {
        Type::Integer => random.pick(&INTEGERS).to_owned(),
        Type::Float => random.pick(&FLOATS).to_owned(),
        Type::Text => random.pick(&TEXTS).to_owned(),
        Type::Bytes => random.pick(&BYTES).to_owned(),
        Type::Truth => random.pick(&TRUTHS).to_owned(),
        Type::Anything => random.pick(&ANYTHING).to_owned(),
        Type::List => format!("[{}]", leaves(random, Type::Integer, 4)),
        Type::Tuple => match random.below(4) {
            0 => "()".to_owned(),
            1 => format!("({},)", leaf(random, Type::Text)),
            _ => format!("({}, {})", leaf(random, Type::Integer), leaf(random, Type::Text)),
        },
        Type::Dict => {
            let pairs: Vec<String> = (0..random.below(4))
                .map(|_| {
                    let key = if random.chance(60) { Type::Text } else { Type::Integer };
                    format!("{}: {}", leaf(random, key), leaf(random, Type::Integer))
                })
                .collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Type::Set => {
            if random.chance(15) {
                "set()".to_owned()
            } else {
                format!("{{{}, {}}}", small(random), leaves(random, Type::Integer, 4))
            }
        }
    }
}

/// Up to so many leaves, separated by commas.
fn leaves(random: &mut Random, kind: Type, most: usize) -> String {
    let leaves: Vec<String> = (0..random.below(most + 1)).map(|_| leaf(random, kind)).collect();
    leaves.join(", ")
}

/// A small integer, as an index or a count.
pub(super) fn small(random: &mut Random) -> String {
    random.pick(&["0", "1", "2", "3", "4", "-1", "-2", "-3", "6"]).to_owned()
}

/// What stands in the brackets of a slice.
pub(super) fn slice(random: &mut Random) -> String {
    let mut part = |percent| if random.chance(percent) { small(random) } else { String::new() };
    let (start, stop, step) = (part(60), part(60), part(40));
    if step.is_empty() { format!("{start}:{stop}") } else { format!("{start}:{stop}:{step}") }
}
