//! `bytes.hex()` and `bytes.fromhex()`

use super::arguments::receiver;
use crate::Result;
use crate::builtins::string::arguments::{integer, text_argument};
use crate::builtins::subscript::length_of;
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

pub(super) fn install(class: &Type) {
    class.method("hex", hex);
    class.class_method("fromhex", fromhex);
}

/// `bytes.hex(sep, bytes_per_sep=1)`
fn hex(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let separator = args.take(1, "sep");
    let group = match args.take(2, "bytes_per_sep") {
        Some(group) => integer(vm, &group)?,
        None => 1,
    };
    if args.pos.len() > 3 {
        let given = args.pos.len() - 1;
        return Err(vm.type_error(format!("hex() takes at most 2 arguments ({given} given)")));
    }
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for hex()")));
    }
    let this = receiver(vm, &args.take(0, "self").unwrap_or_default(), "hex")?;
    let bytes = this.as_slice();
    let separator = match &separator {
        None => None,
        Some(separator) => Some(separator_char(vm, separator)?),
    };
    let size = group.unsigned_abs() as usize;
    let mut text = String::with_capacity(bytes.len() * 3);
    for (at, &byte) in bytes.iter().enumerate() {
        // Groups are counted from the right, unless the size is negative.
        let position = if group < 0 { at } else { bytes.len() - at };
        if let Some(separator) = separator
            && at > 0
            && size > 0
            && position % size == 0
        {
            text.push(separator);
        }
        text.push(DIGITS[usize::from(byte >> 4)] as char);
        text.push(DIGITS[usize::from(byte & 15)] as char);
    }
    Ok(Value::string(text))
}

fn separator_char(vm: &Vm, separator: &Value) -> Result<char> {
    let bytes = match (separator.as_str(), separator) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (_, Value::Bytes(bytes)) => bytes.as_slice().to_vec(),
        _ => match length_of(vm, separator) {
            Some(1) => return Err(vm.type_error("sep must be str or bytes.")),
            Some(_) => return Err(vm.value_error("sep must be length 1.")),
            None => {
                let given = vm.types.name_of(separator);
                return Err(vm.type_error(format!("object of type '{given}' has no len()")));
            }
        },
    };
    match bytes[..] {
        [byte] if byte.is_ascii() => Ok(byte as char),
        [_] => Err(vm.value_error("sep must be ASCII.")),
        _ => Err(vm.value_error("sep must be length 1.")),
    }
}

fn fromhex(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [class, text] = args.method(vm, "bytes.fromhex")?;
    let text = text_argument(vm, &text, "fromhex() argument")?;
    let text = text.as_str();
    let invalid =
        |at: usize| vm.value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}"));
    // Before anything else the text is looked at for such characters.
    if let Some(at) = text.chars().position(|c| !c.is_ascii()) {
        return Err(invalid(at));
    }
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut chars = text.chars().enumerate();
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_whitespace() || c == '\x0b' {
            continue;
        }
        let high = c.to_digit(16).ok_or_else(|| invalid(at))?;
        let low = chars.next().and_then(|(_, c)| c.to_digit(16)).ok_or_else(|| invalid(at + 1))?;
        bytes.push((high << 4 | low) as u8);
    }
    match class {
        Value::Type(class) if class.heap => {
            Ok(Flow::call(Value::Type(class), Args::new([Value::bytes(bytes)])))
        }
        _ => Ok(Value::bytes(bytes).into()),
    }
}
