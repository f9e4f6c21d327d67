//! `str.__format__`

use super::layout::pad;
use super::spec::{Align, Spec};
use crate::Result;
use crate::builtins::fault::Fault;

/// `format(text, spec)`; `type_name` is for messages.
///
/// # Errors
/// `ValueError` in CPython's words.
pub fn format_str(text: &str, spec: &str, type_name: &str) -> Result<String, Fault> {
    if spec.is_empty() {
        return Ok(text.to_owned());
    }
    let spec = Spec::parse(spec, Align::Left, type_name)?;
    if !matches!(spec.kind, None | Some('s')) {
        return Err(spec.unknown_code(type_name));
    }
    let refused = match spec.sign {
        Some(' ') => Some("Space not allowed in string format specifier"),
        Some(_) => Some("Sign not allowed in string format specifier"),
        None if spec.positive_zero => {
            Some("Negative zero coercion (z) not allowed in string format specifier")
        }
        None if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        None if spec.align == Align::AfterSign => {
            Some("'=' alignment not allowed in string format specifier")
        }
        None => None,
    };
    if let Some(message) = refused {
        return Err(Fault::value(message));
    }
    Ok(pad(truncate(text, spec.precision), &spec))
}

/// The first `precision` code points.
pub(super) fn truncate(text: &str, precision: Option<usize>) -> &str {
    match precision.and_then(|precision| text.char_indices().nth(precision)) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
