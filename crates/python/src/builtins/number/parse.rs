//! What `int()` and `float()` make of text.

use num_bigint::BigInt;

use super::big::MAX_BITS;
use super::repr::MAX_DIGITS;
use crate::builtins::string::chars;
use crate::value::Value;

/// Why a text is not an `int`.
#[derive(Debug, PartialEq, Eq)]
pub enum NotAnInt {
    /// It isn't written as one.
    Invalid,
    /// It has this many digits, more than [`MAX_DIGITS`].
    TooManyDigits(usize),
    /// It has more than [`MAX_BITS`].
    TooLarge,
}

/// An `int` written in `base` (2 to 36; 0 takes it from the prefix), with blanks around, a sign, a prefix
/// and underscores between digits.
///
/// # Errors
/// Not an `int`, or too long.
pub fn parse_int(text: &str, base: u32) -> Result<Value, NotAnInt> {
    let text = chars::to_ascii_digits(text.trim_matches(chars::is_space));
    let (negative, unsigned) = split_sign(&text);
    let (base, digits) = split_prefix(unsigned, base).ok_or(NotAnInt::Invalid)?;
    let digits = without_underscores(digits).ok_or(NotAnInt::Invalid)?;
    if !digits.bytes().all(|byte| (byte as char).is_digit(base)) {
        return Err(NotAnInt::Invalid);
    }
    if digits.len() > MAX_DIGITS && !base.is_power_of_two() {
        return Err(NotAnInt::TooManyDigits(digits.len()));
    }
    if digits.len() as u64 * u64::from(base.ilog2()) > MAX_BITS {
        return Err(NotAnInt::TooLarge);
    }
    let magnitude = match i64::from_str_radix(&digits, base) {
        Ok(small) => return Ok(Value::Int(if negative { -small } else { small })),
        Err(_) => BigInt::parse_bytes(digits.as_bytes(), base).ok_or(NotAnInt::Invalid)?,
    };
    Ok(Value::big(if negative { -magnitude } else { magnitude }))
}

/// The number of a literal, maybe with a sign, a prefix and underscores.
pub fn parse_literal(text: &str) -> Option<BigInt> {
    let (negative, unsigned) = split_sign(text);
    let (base, digits) = split_prefix(unsigned, 0)?;
    let magnitude = BigInt::parse_bytes(digits.as_bytes(), base)?;
    Some(if negative { -magnitude } else { magnitude })
}

/// A `float` with blanks around, and underscores between digits.
pub fn parse_float(text: &str) -> Option<f64> {
    let text = chars::to_ascii_digits(text.trim_matches(chars::is_space));
    let (negative, unsigned) = split_sign(&text);
    let number = match unsigned.bytes().next()? {
        b'0'..=b'9' | b'.' => parse_decimal(unsigned)?,
        _ if unsigned.eq_ignore_ascii_case("nan") => f64::NAN,
        _ if unsigned.eq_ignore_ascii_case("inf") => f64::INFINITY,
        _ if unsigned.eq_ignore_ascii_case("infinity") => f64::INFINITY,
        _ => return None,
    };
    Some(if negative { -number } else { number })
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// The base and the digits; `None` if the number begins as no number in base 0 may.
fn split_prefix(text: &str, base: u32) -> Option<(u32, &str)> {
    let prefix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    if prefix != 0 && (base == prefix || base == 0) {
        let digits = &text[2..];
        return Some((prefix, digits.strip_prefix('_').unwrap_or(digits)));
    }
    if base != 0 {
        return Some((base, text));
    }
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'_'));
    (!text.starts_with('0') || is_zero).then_some((10, text))
}

/// The digits of a number; `None` if there are none or an underscore isn't between two.
fn without_underscores(digits: &str) -> Option<String> {
    if digits.is_empty() || digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") {
        return None;
    }
    Some(digits.replace('_', ""))
}

fn parse_decimal(text: &str) -> Option<f64> {
    if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'_' | b'e' | b'E' | b'+' | b'-')) {
        return None;
    }
    if !text.contains('_') {
        return text.parse().ok();
    }
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let misplaced = |at: usize| !is_digit(at.checked_sub(1)) || !is_digit(Some(at + 1));
    if (0..bytes.len()).any(|at| bytes[at] == b'_' && misplaced(at)) {
        return None;
    }
    text.replace('_', "").parse().ok()
}
