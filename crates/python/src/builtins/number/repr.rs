//! Numbers as text.

use std::fmt::Write;

use num_bigint::BigInt;

use crate::Result;
use crate::builtins::fault::Fault;
use crate::value::Value;

/// The most decimal digits that an `int` is converted to or from (`sys.get_int_max_str_digits()`).
pub const MAX_DIGITS: usize = 4300;

/// `repr()` of an `int` or `bool` as `int`.
///
/// # Errors
/// `ValueError` beyond [`MAX_DIGITS`].
pub fn int_repr(number: &Value) -> Result<String, Fault> {
    match super::plain(number) {
        Value::Int(number) => Ok(small_repr(*number)),
        Value::Bool(flag) => Ok(small_repr(i64::from(*flag))),
        Value::Big(number) => big_repr(number),
        _ => Ok(String::new()),
    }
}

/// `repr()` of a small `int`.
pub fn small_repr(number: i64) -> String {
    // Without the machinery of core::fmt: this is the hot path of most programs' output.
    let mut buffer = [0; 20];
    let mut at = buffer.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    String::from_utf8(buffer[at..].to_vec()).unwrap_or_default()
}

fn big_repr(number: &BigInt) -> Result<String, Fault> {
    let too_long = || {
        Fault::value(format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // Fewer than 10 bits make three digits: surely too long without counting exactly.
    if number.bits() > (MAX_DIGITS as u64 / 3 + 1) * 10 {
        return Err(too_long());
    }
    let text = number.to_string();
    if text.trim_start_matches('-').len() > MAX_DIGITS { Err(too_long()) } else { Ok(text) }
}

/// `repr()` of a `float`: the shortest digits that read back as the same number.
pub fn float_repr(number: f64) -> String {
    if !number.is_finite() {
        return non_finite(number).to_owned();
    }
    let decimal = Decimal::shortest(number);
    let mut text = String::with_capacity(24);
    if number.is_sign_negative() {
        text.push('-');
    }
    if (-4..16).contains(&decimal.exponent) {
        decimal.write_fixed(&mut text);
        if decimal.exponent + 1 >= decimal.digits.len() as i32 {
            text.push_str(".0");
        }
    } else {
        decimal.write_scientific(&mut text, 'e');
    }
    text
}

/// `inf`, `-inf` or `nan`.
pub(crate) fn non_finite(number: f64) -> &'static str {
    if number.is_nan() {
        "nan"
    } else if number > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}

/// A positive decimal number `d.ddd * 10**exponent`.
pub(crate) struct Decimal {
    /// At least one digit; the first is not 0 unless the number is.
    pub digits: String,
    /// The power of ten of the first digit.
    pub exponent: i32,
}

impl Decimal {
    /// The shortest digits that read back as `number` (its sign aside).
    pub(crate) fn shortest(number: f64) -> Decimal {
        /// Fewer digits can't lie halfway between two numbers that read back the same.
        const MAY_BE_A_TIE: usize = 15;
        let text = format!("{:e}", number.abs());
        let shortest = Decimal::split(&text);
        if shortest.digits.len() < MAY_BE_A_TIE {
            return shortest;
        }
        // Rust rounds such a tie up, CPython to the even digit.
        let rounded = format!("{:.*e}", shortest.digits.len() - 1, number.abs());
        if rounded != text && rounded.parse() == Ok(number.abs()) {
            Decimal::split(&rounded)
        } else {
            shortest
        }
    }

    /// `digits` correctly rounded digits of `number` (its sign aside).
    pub(crate) fn rounded(number: f64, digits: usize) -> Decimal {
        // A float has at most 767 significant digits: the rest is zeros.
        let exact = digits.clamp(1, 800);
        let mut decimal = Decimal::split(&format!("{:.*e}", exact - 1, number.abs()));
        decimal.digits.extend(std::iter::repeat_n('0', digits.saturating_sub(exact)));
        decimal
    }

    fn split(scientific: &str) -> Decimal {
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
        Decimal { digits: mantissa.replace('.', ""), exponent: exponent.parse().unwrap_or(0) }
    }

    /// Without an exponent and without a needless point.
    pub(crate) fn write_fixed(&self, text: &mut String) {
        let (digits, count) = (&self.digits, self.digits.len() as i32);
        if self.exponent < 0 {
            text.push_str("0.");
            text.extend(std::iter::repeat_n('0', (-self.exponent - 1) as usize));
            text.push_str(digits);
        } else if self.exponent + 1 >= count {
            text.push_str(digits);
            text.extend(std::iter::repeat_n('0', (self.exponent + 1 - count) as usize));
        } else {
            let (whole, fraction) = digits.split_at(self.exponent as usize + 1);
            text.push_str(whole);
            text.push('.');
            text.push_str(fraction);
        }
    }

    /// With an exponent of at least two digits.
    pub(crate) fn write_scientific(&self, text: &mut String, letter: char) {
        let (first, rest) = self.digits.split_at(1);
        text.push_str(first);
        if !rest.is_empty() {
            text.push('.');
            text.push_str(rest);
        }
        let sign = if self.exponent < 0 { '-' } else { '+' };
        // Writing into a String can't fail.
        let _ = write!(text, "{letter}{sign}{:02}", self.exponent.abs());
    }
}
