//! `str.encode()` and `bytes.decode()`

use std::fmt::Write;
use std::rc::Rc;

use super::arguments::{receiver, text_argument};
use crate::Result;
use crate::native::Args;
use crate::object::{Bytes, PyStr, Type};
use crate::value::{Raised, Value};
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.method("encode", |vm, args| {
        let (this, encoding, errors) = arguments(vm, args, "encode")?;
        let this = receiver(vm, &this, "encode")?;
        encode(vm, &this, &encoding, &errors)
    });
}

/// The encodings that there are.
#[derive(Clone, Copy, PartialEq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

/// The arguments `(self, encoding='utf-8', errors='strict')`.
///
/// # Errors
/// `TypeError` in CPython's words.
pub(crate) fn arguments(vm: &Vm, mut args: Args, method: &str) -> Result<(Value, String, String)> {
    let given = args.pos.len().saturating_sub(1) + args.kw.len();
    if given > 2 {
        return Err(vm.type_error(format!("{method}() takes at most 2 arguments ({given} given)")));
    }
    let (encoding, errors) = (args.take(1, "encoding"), args.take(2, "errors"));
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for {method}()")));
    }
    let encoding = option(vm, encoding, method, "encoding", "utf-8")?;
    let errors = option(vm, errors, method, "errors", "strict")?;
    Ok((args.take(0, "self").unwrap_or_default(), encoding, errors))
}

/// The text of an optional argument.
///
/// # Errors
/// `TypeError` if it isn't one.
pub(crate) fn option(
    vm: &Vm,
    value: Option<Value>,
    function: &str,
    name: &str,
    default: &str,
) -> Result<String> {
    match &value {
        None => Ok(default.to_owned()),
        Some(value) => {
            let text = text_argument(vm, value, &format!("{function}() argument '{name}'"))?;
            Ok(text.as_str().to_owned())
        }
    }
}

/// `text.encode(encoding, errors)`
///
/// # Errors
/// `LookupError`, `UnicodeEncodeError`
pub(crate) fn encode(vm: &Vm, text: &Rc<PyStr>, encoding: &str, errors: &str) -> Result<Value> {
    let codec = find(vm, encoding)?;
    let (limit, name, reason) = match codec {
        Encoding::Utf8 => return Ok(Value::bytes(text.as_str().as_bytes().to_vec())),
        Encoding::Ascii => (0x80, "ascii", "ordinal not in range(128)"),
        Encoding::Latin1 => (0x100, "latin-1", "ordinal not in range(256)"),
    };
    let mut bytes = Vec::with_capacity(text.as_str().len());
    for (at, c) in text.as_str().chars().enumerate() {
        let code = c as u32;
        if code < limit {
            bytes.push(code as u8);
            continue;
        }
        match errors {
            "strict" => {
                let refused = text.as_str().chars().skip(at).take_while(|&c| c as u32 >= limit).count();
                let object = Value::Str(text.clone());
                let args = error_args(name, object, at, at + refused, reason);
                return Err(vm.raise(&vm.exceptions.unicode_encode_error, args));
            }
            "ignore" => {}
            "replace" => bytes.push(b'?'),
            "xmlcharrefreplace" => bytes.extend(format!("&#{code};").into_bytes()),
            "backslashreplace" => bytes.extend(super::repr::escape_non_ascii(&c.to_string()).into_bytes()),
            _ => return Err(unknown_handler(vm, errors)),
        }
    }
    Ok(Value::bytes(bytes))
}

/// `bytes.decode(encoding, errors)`
///
/// # Errors
/// `LookupError`, `UnicodeDecodeError`
pub(crate) fn decode(vm: &Vm, bytes: &Rc<Bytes>, encoding: &str, errors: &str) -> Result<Value> {
    if bytes.as_slice().is_empty() {
        return Ok(Value::str(""));
    }
    let codec = find(vm, encoding)?;
    let mut rest = bytes.as_slice();
    let mut text = String::with_capacity(rest.len());
    if codec == Encoding::Latin1 {
        text.extend(rest.iter().map(|&byte| byte as char));
        return Ok(Value::string(text));
    }
    while !rest.is_empty() {
        let (valid, wrong) = match codec {
            Encoding::Utf8 => valid_utf8(rest),
            _ => valid_ascii(rest),
        };
        text.push_str(valid);
        let Some(wrong) = wrong else { break };
        let start = bytes.as_slice().len() - rest.len() + valid.len();
        let bad = &rest[valid.len()..valid.len() + wrong.length];
        match errors {
            "strict" => {
                let name = if codec == Encoding::Utf8 { "utf-8" } else { "ascii" };
                let object = Value::Bytes(bytes.clone());
                let args = error_args(name, object, start, start + wrong.length, wrong.reason);
                return Err(vm.raise(&vm.exceptions.unicode_decode_error, args));
            }
            "ignore" => {}
            "replace" => text.push('\u{fffd}'),
            "backslashreplace" => {
                for byte in bad {
                    // Writing into a String can't fail.
                    let _ = write!(text, "\\x{byte:02x}");
                }
            }
            _ => return Err(unknown_handler(vm, errors)),
        }
        rest = &rest[valid.len() + wrong.length..];
    }
    Ok(Value::string(text))
}

/// Bytes that are no text.
struct Wrong {
    length: usize,
    reason: &'static str,
}

/// The text up to the first wrong bytes.
fn valid_utf8(bytes: &[u8]) -> (&str, Option<Wrong>) {
    let Err(error) = std::str::from_utf8(bytes) else {
        return (std::str::from_utf8(bytes).unwrap_or_default(), None);
    };
    let end = error.valid_up_to();
    let valid = std::str::from_utf8(&bytes[..end]).unwrap_or_default();
    let wrong = match error.error_len() {
        None => Wrong { length: bytes.len() - end, reason: "unexpected end of data" },
        Some(length) if matches!(bytes[end], 0x80..=0xc1 | 0xf5..) => {
            Wrong { length, reason: "invalid start byte" }
        }
        Some(length) => Wrong { length, reason: "invalid continuation byte" },
    };
    (valid, Some(wrong))
}

fn valid_ascii(bytes: &[u8]) -> (&str, Option<Wrong>) {
    let end = bytes.iter().position(|byte| !byte.is_ascii());
    let valid = std::str::from_utf8(&bytes[..end.unwrap_or(bytes.len())]).unwrap_or_default();
    (valid, end.map(|_| Wrong { length: 1, reason: "ordinal not in range(128)" }))
}

fn find(vm: &Vm, encoding: &str) -> Result<Encoding> {
    let normal = encoding.to_ascii_lowercase().replace(['-', ' '], "_");
    match &*normal {
        "utf_8" | "utf8" | "u8" | "utf" | "cp65001" => Ok(Encoding::Utf8),
        "ascii" | "us_ascii" | "646" => Ok(Encoding::Ascii),
        "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "8859" | "cp819" => {
            Ok(Encoding::Latin1)
        }
        _ if is_known(&normal) => Err(vm.lookup_error(format!("Loopscope lacks the encoding {encoding}"))),
        _ => Err(vm.lookup_error(format!("unknown encoding: {encoding}"))),
    }
}

/// Whether CPython has the encoding, as far as programs commonly use it.
fn is_known(encoding: &str) -> bool {
    let families = ["utf_16", "utf16", "utf_32", "utf32", "utf_7", "utf_8_sig", "cp", "iso8859", "iso_8859"];
    let others = ["idna", "punycode", "big5", "gbk", "gb2312", "gb18030", "shift_jis", "euc_jp", "koi8_r"];
    families.iter().chain(&others).any(|family| encoding.starts_with(family))
}

fn unknown_handler(vm: &Vm, errors: &str) -> Raised {
    vm.lookup_error(format!("unknown error handler name '{errors}'"))
}

fn error_args(encoding: &str, object: Value, start: usize, end: usize, reason: &str) -> Vec<Value> {
    vec![Value::str(encoding), object, Value::from(start), Value::from(end), Value::str(reason)]
}
