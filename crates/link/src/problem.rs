//! What is wrong with a link, and the words for it.

use std::fmt;

/// What is wrong, and with which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong with it.
    pub why: Why,
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A `%` is not followed by two hexadecimal digits.
    NotPercentEncoded,
    /// Its bytes are not UTF-8.
    NotText,
    /// It has characters or a length that base64url has not.
    NotBase64,
    /// It can't be decompressed: something is missing or changed.
    NotPacked,
    /// It has more bytes than [`crate::PROGRAM_LIMIT`].
    TooLarge,
    /// It should be a number.
    NotANumber,
    /// It should name lines, as `1-3,7`.
    NotLines,
    /// There is no lesson of this name.
    NoLesson(String),
}

impl Why {
    /// This is wrong with a field.
    pub fn of(self, field: &'static str) -> Problem {
        Problem { field, why: self }
    }
}

/// A part of a sentence: “its field “z” …”.
impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { field, why } = self;
        let words = match why {
            Why::NotPercentEncoded => "is not percent-encoded",
            Why::NotText => "is not text in UTF-8",
            Why::NotBase64 => "is not base64url",
            Why::NotPacked => "does not unpack: a part of it is missing or changed",
            Why::TooLarge => "holds a program of more than 1 MB",
            Why::NotANumber => "is not a number",
            Why::NotLines => "does not name lines, as in 1-3,7",
            Why::NoLesson(name) if is_name(name) => {
                return write!(out, "its field “{field}” names a lesson that does not exist: {name}");
            }
            // Whoever made the link could say anything in the page's name.
            Why::NoLesson(_) => "names a lesson that does not exist",
        };
        write!(out, "its field “{field}” {words}")
    }
}

/// Whether it could be a lesson's name.
fn is_name(name: &str) -> bool {
    name.len() <= 60 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
