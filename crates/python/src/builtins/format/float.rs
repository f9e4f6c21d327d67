//! `float.__format__`

use super::layout::{NumberText, sign};
use super::spec::{Align, Spec};
use crate::Result;
use crate::builtins::fault::{Fault, room_for};
use crate::builtins::number::repr::{Decimal, float_repr, non_finite};

/// A float has at most this many digits after the point; more are zeros.
const MAX_PLACES: usize = 1074;

/// `format(number, spec)` of a `float`; `type_name` is for messages.
///
/// # Errors
/// `ValueError` in CPython's words.
pub fn format_float(number: f64, spec: &str, type_name: &str) -> Result<String, Fault> {
    if spec.is_empty() {
        return Ok(float_repr(number));
    }
    with_spec(number, &Spec::parse(spec, Align::Right, type_name)?, type_name)
}

/// [`format_float`] with a parsed specification.
pub(super) fn with_spec(number: f64, spec: &Spec, type_name: &str) -> Result<String, Fault> {
    let (style, precision) = match (spec.kind, spec.precision) {
        (None, None) => (Style::Shortest, 0),
        (None, Some(precision)) => (Style::General { keep_point: true }, precision),
        (Some('n' | 'g' | 'G'), precision) => (Style::General { keep_point: false }, precision.unwrap_or(6)),
        (Some('e' | 'E'), precision) => (Style::Scientific, precision.unwrap_or(6)),
        (Some('f' | 'F' | '%'), precision) => (Style::Fixed, precision.unwrap_or(6)),
        _ => return Err(spec.unknown_code(type_name)),
    };
    if i32::try_from(precision).is_err() {
        return Err(Fault::value("precision too big"));
    }
    room_for(Some(precision))?;
    let is_percentage = spec.kind == Some('%');
    let number = if is_percentage { number * 100.0 } else { number };
    let mut text = unsigned(number, style, precision, spec.alternate);
    if matches!(spec.kind, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    if is_percentage {
        text.push('%');
    }
    let negative = number.is_sign_negative() && !number.is_nan() && !(spec.positive_zero && is_zero(&text));
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.split_off(whole);
    Ok(NumberText { sign: sign(negative, spec.sign), prefix: "", digits: text, rest }.layout(spec))
}

/// How a float is written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Style {
    /// `e`
    Scientific,
    /// `f`
    Fixed,
    /// `g`, and without a letter: that one always has a digit after the point or an exponent.
    General {
        /// Without a letter.
        keep_point: bool,
    },
    /// As `repr()`.
    Shortest,
}

/// A number without its sign.
pub(super) fn unsigned(number: f64, style: Style, precision: usize, alternate: bool) -> String {
    if !number.is_finite() {
        return non_finite(number).trim_start_matches('-').to_owned();
    }
    let mut text = String::new();
    match style {
        Style::Fixed => {
            text = format!("{:.*}", precision.min(MAX_PLACES), number.abs());
            text.extend(std::iter::repeat_n('0', precision.saturating_sub(MAX_PLACES)));
        }
        Style::Scientific => Decimal::rounded(number, precision + 1).write_scientific(&mut text, 'e'),
        Style::General { keep_point } => general(&mut text, number, precision, alternate, keep_point),
        Style::Shortest => text = float_repr(number.abs()),
    }
    if alternate && !text.contains('.') {
        let point = text.find('e').unwrap_or(text.len());
        text.insert(point, '.');
    }
    text
}

fn general(text: &mut String, number: f64, precision: usize, alternate: bool, keep_point: bool) {
    let precision = precision.max(1);
    let mut decimal = Decimal::rounded(number, precision);
    if !alternate {
        let significant = decimal.digits.trim_end_matches('0').len().max(1);
        decimal.digits.truncate(significant);
    }
    let end = precision as i32 - i32::from(keep_point);
    if decimal.exponent < -4 || decimal.exponent >= end {
        decimal.write_scientific(text, 'e');
        return;
    }
    decimal.write_fixed(text);
    if keep_point && !text.contains('.') {
        text.push_str(".0");
    }
}

fn is_zero(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    !text.starts_with(['i', 'I', 'n', 'N']) && !mantissa.contains(|c| matches!(c, '1'..='9'))
}
