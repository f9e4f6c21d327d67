//! The part of the `unicode-normalization` crate that the parser calls: names in programs are compared
//! in normal form KC. Its tables take 60 kB of the compressed engine, and every browser has them.

use std::vec::IntoIter;

/// Text that can be normalised.
pub trait UnicodeNormalization {
    /// The characters of the text in normal form KC.
    fn nfkc(self) -> IntoIter<char>;
}

impl UnicodeNormalization for &str {
    fn nfkc(self) -> IntoIter<char> {
        normalised(self).chars().collect::<Vec<_>>().into_iter()
    }
}

#[cfg(target_family = "wasm")]
fn normalised(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

#[cfg(not(target_family = "wasm"))]
fn normalised(text: &str) -> String {
    icu_normalizer::ComposingNormalizer::new_nfkc().normalize(text).into_owned()
}
