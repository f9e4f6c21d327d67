//! `bytes`

pub mod arguments;
pub mod construct;
pub mod hex;
pub mod search;
pub mod shape;
pub mod split;
pub mod translate;

use std::fmt::Write;
use std::rc::Rc;

use super::fault::{Fault, room_for};
use super::number::{Number, plain};
use super::string::arguments::not_an_integer;
use super::string::{codec, repetitions};
use crate::Result;
use crate::native::Args;
use crate::object::{Bytes, Type};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::types::Types;
use arguments::receiver;

/// Defines the methods of `bytes`.
pub(crate) fn install(types: &Types) {
    let class: &Type = &types.bytes;
    construct::install(class);
    hex::install(class);
    search::install(class);
    shape::install(class);
    split::install(class);
    translate::install(class);
    class.method("decode", |vm, args| {
        let (this, encoding, errors) = codec::arguments(vm, args, "decode")?;
        codec::decode(vm, &receiver(vm, &this, "decode")?, &encoding, &errors)
    });
    class.method("__repr__", repr);
}

/// `repr(bytes)`
pub fn repr_bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut text = String::with_capacity(bytes.len() + 3);
    text.push('b');
    text.push(quote);
    for &byte in bytes {
        match byte {
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            b'\\' => text.push_str("\\\\"),
            _ if byte as char == quote => {
                text.push('\\');
                text.push(quote);
            }
            b' '..=b'~' => text.push(byte as char),
            _ => {
                // Writing into a String can't fail.
                let _ = write!(text, "\\x{byte:02x}");
            }
        }
    }
    text.push(quote);
    text
}

/// `a + b`
pub(crate) fn concat(a: &Rc<Bytes>, b: &Rc<Bytes>) -> Result<Value, Fault> {
    let (first, second) = (a.as_slice(), b.as_slice());
    room_for(first.len().checked_add(second.len()))?;
    Ok(Value::bytes([first, second].concat()))
}

/// `bytes * count`
pub(crate) fn repeat(bytes: &Rc<Bytes>, count: Number) -> Result<Value, Fault> {
    let count = repetitions(bytes.as_slice().len(), count)?;
    Ok(if count == 1 { Value::Bytes(bytes.clone()) } else { Value::bytes(bytes.as_slice().repeat(count)) })
}

/// The bytes that integers stand for.
///
/// # Errors
/// `TypeError` for other items, `ValueError` for integers that are no bytes.
pub(crate) fn from_items(vm: &Vm, items: &[Value]) -> Result<Vec<u8>> {
    let byte = |item: &Value| match Number::of(item) {
        Some(Number::Int(byte)) => {
            u8::try_from(byte).map_err(|_| vm.value_error("bytes must be in range(0, 256)"))
        }
        Some(Number::Big(_)) => Err(vm.value_error("bytes must be in range(0, 256)")),
        _ => Err(not_an_integer(vm, item)),
    };
    items.iter().map(byte).collect()
}

fn repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.method(vm, "__repr__")?;
    match plain(&this) {
        Value::Bytes(bytes) => Ok(Value::string(repr_bytes(bytes.as_slice()))),
        _ => Err(arguments::wrong_receiver(vm, &this, "__repr__")),
    }
}
