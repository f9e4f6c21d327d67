//! `str.format()`

pub mod parse;

use super::{NativeText, format_str, format_value};
use crate::Result;
use crate::builtins::fault::{Fault, OrRaise, room_for};
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Dict, DictTable, PyStr};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;
use parse::{Field, First, Piece, Step, parse};
use std::rc::Rc;

/// `template.format(*positional, **keywords)`
///
/// # Errors
/// `ValueError`, `IndexError`, `KeyError` in CPython's words, and what formatting raises.
pub(crate) fn format(vm: &mut Vm, template: &str, args: Args) -> Result<Flow> {
    let (pieces, fault) = parse(template);
    let text = format_natively(vm, &pieces, &args)?;
    let raised = fault.map(|fault| fault.raise(vm));
    match (text, &raised) {
        (Some(_), Some(raised)) => return Err(raised.clone()),
        (Some(text), None) => return Ok(Value::string(text).into()),
        (None, _) => {}
    }
    let mut keywords = DictTable::default();
    for (name, value) in args.kw {
        let name = PyStr::new(&name.name());
        keywords.push(name.hash(), Value::Str(Rc::new(name)), value);
    }
    let keywords = Value::Dict(tracked(Dict::new(keywords)));
    let positional = Value::tuple(args.pos.into_vec());
    let fault = raised.map_or(Value::None, |raised| Value::Instance(raised.0));
    Ok(Flow::call(vm.prelude("_format_pieces"), Args::new([to_python(&pieces), positional, keywords, fault])))
}

/// `template.format_map(mapping)`
///
/// # Errors
/// `ValueError` in CPython's words, and what looking up and formatting raises.
pub(crate) fn format_map(vm: &mut Vm, template: &str, mapping: Value) -> Result<Flow> {
    let (pieces, fault) = parse(template);
    if let Some(fault) = fault {
        return Err(fault.raise(vm));
    }
    if uses_positions(&pieces) {
        return Err(vm.value_error("Format string contains positional fields"));
    }
    let args = Args::new([to_python(&pieces), Value::tuple(Vec::new()), mapping]);
    Ok(Flow::call(vm.prelude("_format_pieces"), args))
}

/// The text, or `None` if Python code has to run for it.
fn format_natively(vm: &mut Vm, pieces: &[Piece], args: &Args) -> Result<Option<String>> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(literal) => text.push_str(literal),
            Piece::Field(field) => match format_field(vm, field, args)? {
                Some(formatted) => {
                    room_for(text.len().checked_add(formatted.len())).or_raise(vm)?;
                    text.push_str(&formatted);
                }
                None => return Ok(None),
            },
        }
    }
    Ok(Some(text))
}

fn format_field(vm: &mut Vm, field: &Field, args: &Args) -> Result<Option<String>> {
    if !field.path.is_empty() {
        return Ok(None);
    }
    let value = argument(&field.first, args).or_raise(vm)?;
    let Some(spec) = format_natively(vm, &field.spec, args)? else { return Ok(None) };
    match field.conversion {
        Some(kind) => match NativeText::of(vm, kind, value)? {
            Some(text) => format_str(&text, &spec, "str").map(Some).or_raise(vm),
            None => Ok(None),
        },
        None => format_value(vm, value, &spec),
    }
}

fn argument<'a>(first: &First, args: &'a Args) -> Result<&'a Value, Fault> {
    match first {
        First::Position(at) => args.pos.get(*at).ok_or_else(|| {
            Fault::index(format!("Replacement index {at} out of range for positional args tuple"))
        }),
        First::Name(name) => {
            let sym = Sym::new(name);
            let found = args.kw.iter().find(|(key, _)| *key == sym);
            found.map(|(_, value)| value).ok_or_else(|| Fault::key(name.clone()))
        }
    }
}

fn uses_positions(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Text(_) => false,
        Piece::Field(field) => matches!(field.first, First::Position(_)) || uses_positions(&field.spec),
    })
}

/// The pieces as the prelude's `_format_pieces` takes them: a `str`, or a tuple
/// `(first, [(is_attribute, key)], conversion, pieces of the specification)`.
fn to_python(pieces: &[Piece]) -> Value {
    let step = |step: &Step| match step {
        Step::Attribute(name) => Value::tuple(vec![Value::Bool(true), Value::str(name)]),
        Step::Key(key) => Value::tuple(vec![Value::Bool(false), Value::str(key)]),
        Step::Index(index) => Value::tuple(vec![Value::Bool(false), Value::from(*index)]),
    };
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => Value::str(text),
        Piece::Field(field) => {
            let first = match &field.first {
                First::Position(at) => Value::from(*at),
                First::Name(name) => Value::str(name),
            };
            let conversion = field.conversion.map_or(Value::None, |c| Value::str(c.encode_utf8(&mut [0; 4])));
            let path = Value::list(field.path.iter().map(step).collect());
            Value::tuple(vec![first, path, conversion, to_python(&field.spec)])
        }
    };
    Value::list(pieces.iter().map(piece).collect())
}
