//! Programs about the language and its builtins.

mod classes;
mod expressions;
mod flow;
mod formats;
mod leaves;
mod patterns;
mod raising;
mod unpacking;

use super::writer::Writer;
pub(super) use expressions::{Scope, Type, expression};

const BEGINNING: &str = "\
import collections, contextlib, copy, dataclasses, enum, functools, itertools, math, operator, re, string

def show(make):
    try:
        value = make()
        print(type(value).__name__, repr(value))
    except Exception as error:
        print('!', type(error).__name__, error, repr(error.__context__), repr(error.__cause__))

@contextlib.contextmanager
def entered(name, swallows=()):
    print('enter', name)
    try:
        yield name
    except swallows as error:
        print('swallow', repr(error))
    finally:
        print('leave', name)

def traced(function):
    @functools.wraps(function)
    def call(*args, **named):
        print('call', function.__name__, args, named)
        return function(*args, **named)
    return call
";

/// Writes one program.
pub(super) fn write(writer: &mut Writer) {
    writer.line(BEGINNING);
    for _ in 0..writer.random.between(1, 3) {
        match writer.random.below(10) {
            0..=2 => shown(writer),
            3 | 4 => flow::functions(writer),
            5 => flow::generators(writer),
            6 => classes::classes(writer),
            7 => patterns::patterns(writer),
            8 => formats::formats(writer),
            _ => unpacking::statements(writer),
        }
    }
    if writer.random.chance(20) {
        raising::uncaught(writer);
    }
}

/// Expressions, each shown or the error that it raises.
fn shown(writer: &mut Writer) {
    for _ in 0..writer.random.between(5, 20) {
        let kind = writer.random.pick(&Type::ALL);
        let depth = writer.random.between(1, 3);
        let expression = expression(&mut writer.random, &Scope::default(), kind, depth);
        writer.line(&format!("show(lambda: {expression})"));
    }
}
