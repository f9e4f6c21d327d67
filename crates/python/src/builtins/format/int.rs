//! `int.__format__`

use super::float;
use super::layout::{NumberText, pad, sign};
use super::spec::{Align, Spec};
use crate::Result;
use crate::builtins::fault::Fault;
use crate::builtins::number::repr::int_repr;
use crate::builtins::number::{Number, abs};
use crate::value::Value;

/// `format(number, spec)` of an `int`; `type_name` is for messages.
///
/// # Errors
/// `ValueError`, `OverflowError` in CPython's words.
pub fn format_int(number: &Value, spec: &str, type_name: &str) -> Result<String, Fault> {
    if spec.is_empty() {
        return int_repr(number);
    }
    let spec = Spec::parse(spec, Align::Right, type_name)?;
    let kind = spec.kind.unwrap_or('d');
    if matches!(kind, 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') {
        let number = Number::of(number).map_or(Ok(0.0), Number::to_float)?;
        return float::with_spec(number, &spec, type_name);
    }
    let prefix = match kind {
        'd' | 'n' | 'c' => "",
        'b' => "0b",
        'o' => "0o",
        'x' => "0x",
        'X' => "0X",
        _ => return Err(spec.unknown_code(type_name)),
    };
    if spec.precision.is_some() {
        return Err(Fault::value("Precision not allowed in integer format specifier"));
    }
    if spec.positive_zero {
        return Err(Fault::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if kind == 'c' {
        return character(number, &spec);
    }
    let text = NumberText {
        sign: sign(is_negative(number), spec.sign),
        prefix: if spec.alternate { prefix } else { "" },
        digits: digits(number, kind)?,
        rest: String::new(),
    };
    Ok(text.layout(&spec))
}

/// The digits of a number without its sign, as `d`, `b`, `o`, `x` or `X`.
///
/// # Errors
/// `ValueError` for too many decimal digits.
pub(super) fn digits(number: &Value, kind: char) -> Result<String, Fault> {
    let radix = match kind {
        'b' => 2,
        'o' => 8,
        'x' | 'X' => 16,
        _ => return int_repr(&abs(number).unwrap_or_default()),
    };
    let digits = match Number::of(number).and_then(Number::to_big) {
        Some(number) => number.magnitude().to_str_radix(radix),
        None => String::new(),
    };
    Ok(if kind == 'X' { digits.to_ascii_uppercase() } else { digits })
}

/// Whether a number is below zero.
pub(super) fn is_negative(number: &Value) -> bool {
    match Number::of(number) {
        Some(Number::Int(number)) => number < 0,
        Some(Number::Big(number)) => number.sign() == num_bigint::Sign::Minus,
        Some(Number::Float(number)) => number < 0.0,
        None => false,
    }
}

/// The character with this code point.
pub(super) fn to_char(number: &Value) -> Result<char, Fault> {
    let out_of_range = || Fault::overflow("%c arg not in range(0x110000)");
    let Some(Number::Int(code)) = Number::of(number) else { return Err(out_of_range()) };
    let code = u32::try_from(code).ok().filter(|code| *code < 0x11_0000).ok_or_else(out_of_range)?;
    char::from_u32(code).ok_or_else(|| Fault::lacking("lone surrogates in a str"))
}

fn character(number: &Value, spec: &Spec) -> Result<String, Fault> {
    if spec.sign.is_some() {
        return Err(Fault::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(Fault::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    if let Some(Number::Big(_)) = Number::of(number) {
        return Err(Fault::overflow("Python int too large to convert to C long"));
    }
    Ok(pad(to_char(number)?.encode_utf8(&mut [0; 4]), spec))
}
