//! Case, properties, stripping and filling up: all for ASCII only.

use super::arguments::{bytes, no_more_arguments, receiver};
use crate::Result;
use crate::builtins::fault::{OrRaise, room_for, type_name};
use crate::builtins::number::convert::saturating_size;
use crate::builtins::number::plain;
use crate::builtins::string::arguments::{c_int, integer};
use crate::native::Args;
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.method("upper", |vm, args| map(vm, args, "upper", |bytes| bytes.to_ascii_uppercase()));
    class.method("lower", |vm, args| map(vm, args, "lower", |bytes| bytes.to_ascii_lowercase()));
    class.method("capitalize", |vm, args| {
        map(vm, args, "capitalize", |bytes| {
            let mut result = bytes.to_ascii_lowercase();
            if let Some(first) = result.first_mut() {
                first.make_ascii_uppercase();
            }
            result
        })
    });
    class.method("title", |vm, args| map(vm, args, "title", title));
    class.method("swapcase", |vm, args| map(vm, args, "swapcase", swapcase));
    class.method("isalpha", |vm, args| every(vm, args, "isalpha", u8::is_ascii_alphabetic));
    class.method("isalnum", |vm, args| every(vm, args, "isalnum", u8::is_ascii_alphanumeric));
    class.method("isdigit", |vm, args| every(vm, args, "isdigit", u8::is_ascii_digit));
    class.method("isspace", |vm, args| every(vm, args, "isspace", is_space));
    class.method("isascii", |vm, args| test(vm, args, "isascii", <[u8]>::is_ascii));
    class.method("islower", |vm, args| {
        test(vm, args, "islower", |bytes| {
            bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
        })
    });
    class.method("isupper", |vm, args| {
        test(vm, args, "isupper", |bytes| {
            bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
        })
    });
    class.method("istitle", |vm, args| {
        test(vm, args, "istitle", |bytes| bytes.iter().any(u8::is_ascii_alphabetic) && title(bytes) == bytes)
    });
    class.method("strip", |vm, args| strip(vm, args, "strip", true, true));
    class.method("lstrip", |vm, args| strip(vm, args, "lstrip", true, false));
    class.method("rstrip", |vm, args| strip(vm, args, "rstrip", false, true));
    class.method("ljust", |vm, args| justify(vm, args, "ljust", |fill, _| (0, fill)));
    class.method("rjust", |vm, args| justify(vm, args, "rjust", |fill, _| (fill, 0)));
    class.method("center", |vm, args| {
        justify(vm, args, "center", |fill, width| {
            let left = fill / 2 + (fill & width & 1);
            (left, fill - left)
        })
    });
    class.method("zfill", zfill);
    class.method("expandtabs", expandtabs);
}

/// Blanks, as `bytes.split()` and `bytes.strip()` see them.
pub(super) fn is_space(byte: &u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

fn map(vm: &Vm, args: Args, method: &str, change: fn(&[u8]) -> Vec<u8>) -> Result<Value> {
    let [this] = args.method(vm, &format!("bytes.{method}"))?;
    Ok(Value::bytes(change(receiver(vm, &this, method)?.as_slice())))
}

fn test(vm: &Vm, args: Args, method: &str, holds: fn(&[u8]) -> bool) -> Result<Value> {
    let [this] = args.method(vm, &format!("bytes.{method}"))?;
    Ok(Value::Bool(holds(receiver(vm, &this, method)?.as_slice())))
}

fn every(vm: &Vm, args: Args, method: &str, holds: fn(&u8) -> bool) -> Result<Value> {
    let [this] = args.method(vm, &format!("bytes.{method}"))?;
    let this = receiver(vm, &this, method)?;
    Ok(Value::Bool(!this.as_slice().is_empty() && this.as_slice().iter().all(holds)))
}

fn title(bytes: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    let change = |byte: &u8| {
        let changed = if in_word { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        in_word = byte.is_ascii_alphabetic();
        changed
    };
    bytes.iter().map(change).collect()
}

fn swapcase(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte }).collect()
}

fn strip(vm: &Vm, args: Args, method: &str, left: bool, right: bool) -> Result<Value> {
    let [this, unwanted] = args.optional(vm, method, 1)?;
    let this = receiver(vm, &this, method)?;
    let unwanted = match &unwanted {
        Value::Undefined | Value::None => None,
        unwanted => Some(bytes(vm, unwanted)?),
    };
    let mut goes_away = [false; 256];
    for byte in 0..=u8::MAX {
        goes_away[usize::from(byte)] = match &unwanted {
            Some(unwanted) => unwanted.as_slice().contains(&byte),
            None => is_space(&byte),
        };
    }
    let goes = |byte: &u8| goes_away[usize::from(*byte)];
    let mut rest = this.as_slice();
    while let (true, [first, tail @ ..]) = (left, rest)
        && goes(first)
    {
        rest = tail;
    }
    while let (true, [head @ .., last]) = (right, rest)
        && goes(last)
    {
        rest = head;
    }
    Ok(Value::bytes(rest.to_vec()))
}

fn justify(vm: &Vm, args: Args, method: &str, sides: fn(usize, usize) -> (usize, usize)) -> Result<Value> {
    let [this, width, fill] = args.optional(vm, method, 2)?;
    let this = receiver(vm, &this, method)?;
    let width = saturating_size(integer(vm, &width)?);
    let fill = match plain(&fill) {
        Value::Undefined => b' ',
        Value::Bytes(fill) if fill.as_slice().len() == 1 => fill.as_slice()[0],
        _ => {
            let given = type_name(&vm.types, &fill);
            let message = format!("{method}() argument 2 must be a byte string of length 1, not {given}");
            return Err(vm.type_error(message));
        }
    };
    let missing = width.saturating_sub(this.as_slice().len());
    room_for(Some(missing)).or_raise(vm)?;
    let (before, after) = sides(missing, width);
    let mut result = vec![fill; before];
    result.extend_from_slice(this.as_slice());
    result.resize(result.len() + after, fill);
    Ok(Value::bytes(result))
}

fn zfill(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, width] = args.method(vm, "bytes.zfill")?;
    let this = receiver(vm, &this, "zfill")?;
    let width = saturating_size(integer(vm, &width)?);
    let missing = width.saturating_sub(this.as_slice().len());
    room_for(Some(missing)).or_raise(vm)?;
    let sign = usize::from(matches!(this.as_slice().first(), Some(b'+' | b'-')));
    let (sign, digits) = this.as_slice().split_at(sign);
    Ok(Value::bytes([sign, &vec![b'0'; missing], digits].concat()))
}

fn expandtabs(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let size = args.take(1, "tabsize");
    no_more_arguments(vm, &args, "expandtabs", 1)?;
    let this = receiver(vm, &args.take(0, "self").unwrap_or_default(), "expandtabs")?;
    let size = match size {
        Some(size) => c_int(vm, &size)?.max(0) as usize,
        None => 8,
    };
    let mut result = Vec::with_capacity(this.as_slice().len());
    let mut column = 0;
    for &byte in this.as_slice() {
        match byte {
            b'\t' if size > 0 => {
                let blanks = size - column % size;
                room_for(result.len().checked_add(blanks)).or_raise(vm)?;
                result.resize(result.len() + blanks, b' ');
                column += blanks;
            }
            b'\t' => {}
            _ => {
                column = if matches!(byte, b'\n' | b'\r') { 0 } else { column + 1 };
                result.push(byte);
            }
        }
    }
    Ok(Value::bytes(result))
}
