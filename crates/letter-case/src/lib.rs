//! Upper and lower case. The standard library's tables take 12 kB of the compressed engine, and every browser
//! has them; so no crate of the engine calls `to_lowercase` or `to_uppercase` of `char` or `str`.

use std::array;
use std::iter::Take;

/// What one character becomes: up to three.
pub type Letters = Take<array::IntoIter<char, 3>>;

/// The text in lower case. That of a sigma depends on the text around it.
pub fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { host::lower(text) }
}

/// The text in upper case.
pub fn upper(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { host::upper(text) }
}

/// A character in lower case.
pub fn lower_of(c: char) -> Letters {
    if c.is_ascii() { letters([c.to_ascii_lowercase()].into_iter()) } else { with_text(c, host::lower) }
}

/// A character in upper case.
pub fn upper_of(c: char) -> Letters {
    if c.is_ascii() { letters([c.to_ascii_uppercase()].into_iter()) } else { with_text(c, host::upper) }
}

fn with_text(c: char, change: fn(&str) -> String) -> Letters {
    letters(change(c.encode_utf8(&mut [0; 4])).chars())
}

fn letters(some: impl Iterator<Item = char>) -> Letters {
    let mut all = ['\0'; 3];
    let mut count = 0;
    for (place, c) in all.iter_mut().zip(some) {
        *place = c;
        count += 1;
    }
    all.into_iter().take(count)
}

#[cfg(target_family = "wasm")]
mod host {
    use js_sys::JsString;

    pub(crate) fn lower(text: &str) -> String {
        JsString::from(text).to_lower_case().into()
    }

    pub(crate) fn upper(text: &str) -> String {
        JsString::from(text).to_upper_case().into()
    }
}

#[cfg(not(target_family = "wasm"))]
#[expect(clippy::disallowed_methods)]
mod host {
    pub(crate) fn lower(text: &str) -> String {
        text.to_lowercase()
    }

    pub(crate) fn upper(text: &str) -> String {
        text.to_uppercase()
    }
}

#[cfg(test)]
mod tests {
    use super::{lower, lower_of, upper, upper_of};

    #[test]
    fn a_letter_becomes_several() {
        assert!(upper_of('ß').eq("SS".chars()));
        assert!(upper_of('ΐ').eq(['\u{399}', '\u{308}', '\u{301}']));
        assert!(lower_of('İ').eq("i\u{307}".chars()));
        assert!(lower_of('K').eq(['k']));
        assert!(upper_of('語').eq(['語']));
    }

    #[test]
    #[expect(clippy::disallowed_methods)]
    fn every_character_is_as_in_the_standard_library() {
        for c in '\0'..=char::MAX {
            assert!(lower_of(c).eq(c.to_lowercase()), "{c:?}");
            assert!(upper_of(c).eq(c.to_uppercase()), "{c:?}");
        }
    }

    #[test]
    fn a_sigma_at_the_end_is_another() {
        assert_eq!(lower("ΟΔΟΣ Σ"), "οδος σ");
        assert_eq!(upper("οδος"), "ΟΔΟΣ");
    }
}
