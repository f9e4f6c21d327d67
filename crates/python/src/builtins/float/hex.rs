//! `float.hex()` and `float.fromhex()`

use num_bigint::BigInt;

use super::number;
use crate::Result;
use crate::builtins::number::convert::divide;
use crate::builtins::number::repr::non_finite;
use crate::builtins::string::chars;
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.method("hex", |vm, args| {
        let [this] = args.method(vm, "float.hex")?;
        Ok(Value::string(hex(number(vm, &this, "hex")?)))
    });
    class.class_method("fromhex", fromhex);
}

/// `float.hex()`
fn hex(number: f64) -> String {
    if !number.is_finite() {
        return non_finite(number).to_owned();
    }
    let bits = number.to_bits();
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let fraction = bits & ((1 << 52) - 1);
    let exponent = (bits >> 52 & 0x7ff) as i32;
    match (exponent, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}

fn fromhex(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [class, text] = args.method(vm, "float.fromhex")?;
    let Some(text) = text.as_str() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let number = match parse(text.trim_matches(chars::is_space)) {
        Parsed::Number(number) => Value::Float(number),
        Parsed::TooLarge => {
            return Err(vm.overflow_error("hexadecimal value too large to represent as a float"));
        }
        Parsed::Invalid => return Err(vm.value_error("invalid hexadecimal floating-point string")),
    };
    match class {
        Value::Type(class) if class.heap => Ok(Flow::call(Value::Type(class), Args::new([number]))),
        _ => Ok(number.into()),
    }
}

enum Parsed {
    Number(f64),
    TooLarge,
    Invalid,
}

/// `[sign]['0x']digits['.'digits]['p'exponent]`, `inf` or `nan`.
fn parse(text: &str) -> Parsed {
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.strip_prefix(['+', '-']).unwrap_or(&lower);
    let sign = if lower.starts_with('-') { -1.0 } else { 1.0 };
    match unsigned {
        "inf" | "infinity" => return Parsed::Number(sign * f64::INFINITY),
        "nan" => return Parsed::Number(f64::NAN),
        _ => {}
    }
    let digits = unsigned.strip_prefix("0x").unwrap_or(unsigned);
    let (mantissa, exponent) = match digits.split_once('p') {
        Some((mantissa, exponent)) => match exponent.parse::<i64>() {
            Ok(exponent) => (mantissa, exponent),
            Err(_) => return Parsed::Invalid,
        },
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let joined = format!("{whole}{fraction}");
    let is_hex = |c: char| c.is_ascii_hexdigit();
    let Some(number) = BigInt::parse_bytes(joined.as_bytes(), 16).filter(|_| joined.chars().all(is_hex))
    else {
        return Parsed::Invalid;
    };
    let exponent = exponent.saturating_sub(4 * fraction.len() as i64);
    let top = exponent.saturating_add(number.bits() as i64);
    if number == BigInt::ZERO || top < -1100 {
        return Parsed::Number(sign * 0.0);
    }
    if top > 1100 {
        return Parsed::TooLarge;
    }
    let one = BigInt::from(1);
    let result = if exponent >= 0 {
        divide(&(number << exponent), &one)
    } else {
        divide(&number, &(one << -exponent))
    };
    result.map_or(Parsed::TooLarge, |number| Parsed::Number(sign * number))
}
