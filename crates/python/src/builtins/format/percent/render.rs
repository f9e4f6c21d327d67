//! One conversion of a `%` template.

use std::iter::repeat_n;

use crate::Result;
use crate::builtins::fault::{Fault, room_for, type_name};
use crate::builtins::format::float::{Style, unsigned};
use crate::builtins::format::int::{digits, is_negative, to_char};
use crate::builtins::format::text::truncate;
use crate::builtins::number::{Number, convert, plain};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::types::Types;

/// What stands between `%` and the next piece of text.
#[derive(Default)]
pub(crate) struct Conversion {
    /// The letter.
    pub kind: char,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// Least number of code points.
    pub width: usize,
    /// The number after the point.
    pub precision: Option<usize>,
}

/// A number's parts.
struct Parts {
    is_negative: bool,
    prefix: &'static str,
    digits: String,
}

/// Whether only Python code can turn `value` into what the conversion needs.
pub(crate) fn needs_python(kind: char, value: &Value) -> bool {
    let Value::Instance(instance) = value else { return false };
    let has = |name| instance.class.lookup(name).is_some();
    if Number::of(value).is_some() {
        return false;
    }
    match kind {
        'd' | 'i' | 'u' => has(sym::INT) || has(sym::INDEX),
        'o' | 'x' | 'X' => has(sym::INDEX),
        'c' => has(sym::INDEX) && value.as_str().is_none(),
        _ => has(sym::FLOAT) || has(sym::INDEX),
    }
}

/// The conversion of a value: for `s`, `b`, `r` and `a` of the text that was made of it, else of a number.
///
/// # Errors
/// `TypeError`, `OverflowError` in CPython's words.
pub(crate) fn render(types: &Types, conversion: &Conversion, value: &Value) -> Result<String, Fault> {
    room_for(Some(conversion.width))?;
    room_for(conversion.precision.or(Some(0)))?;
    match conversion.kind {
        's' | 'b' | 'r' | 'a' => {
            let text = value.as_str().unwrap_or_default();
            Ok(conversion.pad_text(truncate(text, conversion.precision)))
        }
        'c' => Ok(conversion.pad_text(character(value)?.encode_utf8(&mut [0; 4]))),
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => Ok(conversion.pad_number(&integer(types, conversion, value)?)),
        _ => Ok(conversion.pad_number(&float(types, conversion, value)?)),
    }
}

impl Conversion {
    fn pad_text(&self, text: &str) -> String {
        let fill = self.width.saturating_sub(text.chars().count());
        let (before, after) = if self.left { (0, fill) } else { (fill, 0) };
        repeat_n(' ', before).chain(text.chars()).chain(repeat_n(' ', after)).collect()
    }

    fn pad_number(&self, parts: &Parts) -> String {
        let sign = match () {
            _ if parts.is_negative => "-",
            _ if self.plus => "+",
            _ if self.space => " ",
            _ => "",
        };
        let used = sign.len() + parts.prefix.len() + parts.digits.len();
        let fill = self.width.saturating_sub(used);
        let (before, zeros, after) = match () {
            _ if self.left => (0, 0, fill),
            _ if self.zero => (0, fill, 0),
            _ => (fill, 0, 0),
        };
        let mut text = String::with_capacity(used + fill);
        text.extend(repeat_n(' ', before));
        text.push_str(sign);
        text.push_str(parts.prefix);
        text.extend(repeat_n('0', zeros));
        text.push_str(&parts.digits);
        text.extend(repeat_n(' ', after));
        text
    }
}

fn integer(types: &Types, conversion: &Conversion, value: &Value) -> Result<Parts, Fault> {
    let kind = conversion.kind;
    let is_decimal = matches!(kind, 'd' | 'i' | 'u');
    let number = match Number::of(value) {
        Some(Number::Float(number)) if is_decimal => convert::float_to_int(number)?,
        Some(Number::Int(_) | Number::Big(_)) => plain(value).clone(),
        _ => {
            let wanted = if is_decimal { "a real number" } else { "an integer" };
            let type_name = type_name(types, value);
            return Err(Fault::type_error(format!("%{kind} format: {wanted} is required, not {type_name}")));
        }
    };
    let digits = digits(&number, kind)?;
    let zeros = conversion.precision.unwrap_or(0).saturating_sub(digits.len());
    let prefix = match kind {
        'o' => "0o",
        'x' => "0x",
        'X' => "0X",
        _ => "",
    };
    Ok(Parts {
        is_negative: is_negative(&number),
        prefix: if conversion.alternate { prefix } else { "" },
        digits: repeat_n('0', zeros).chain(digits.chars()).collect(),
    })
}

fn float(types: &Types, conversion: &Conversion, value: &Value) -> Result<Parts, Fault> {
    let Some(number) = Number::of(value) else {
        return Err(Fault::type_error(format!("must be real number, not {}", type_name(types, value))));
    };
    let number = number.to_float()?;
    let style = match conversion.kind {
        'e' | 'E' => Style::Scientific,
        'f' | 'F' => Style::Fixed,
        _ => Style::General { keep_point: false },
    };
    let mut digits = unsigned(number, style, conversion.precision.unwrap_or(6), conversion.alternate);
    if conversion.kind.is_ascii_uppercase() {
        digits.make_ascii_uppercase();
    }
    Ok(Parts { is_negative: number.is_sign_negative() && !number.is_nan(), prefix: "", digits })
}

fn character(value: &Value) -> Result<char, Fault> {
    let wrong = || Fault::type_error("%c requires int or char");
    if let Some(text) = value.as_str() {
        let mut chars = text.chars();
        return match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(c),
            _ => Err(wrong()),
        };
    }
    match Number::of(value) {
        Some(Number::Int(_) | Number::Big(_)) => to_char(value),
        _ => Err(wrong()),
    }
}
