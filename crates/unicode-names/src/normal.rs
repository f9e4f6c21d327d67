//! Normalization forms (Unicode Standard Annex 15).

use crate::hangul;
use crate::properties::properties;
use crate::tables::{Tables, hex, of, tables};

/// A normalization form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Decomposed.
    Nfd,
    /// Composed.
    Nfc,
    /// Decomposed, without differences of compatibility.
    Nfkd,
    /// Composed, likewise.
    Nfkc,
}

impl Form {
    /// The form of a name such as `NFC`.
    pub fn named(name: &str) -> Option<Form> {
        Some(match name {
            "NFD" => Form::Nfd,
            "NFC" => Form::Nfc,
            "NFKD" => Form::Nfkd,
            "NFKC" => Form::Nfkc,
            _ => return None,
        })
    }
}

/// What a character is decomposed into, as `unicodedata.decomposition` tells it; nothing if it isn't.
pub fn decomposition(character: char) -> &'static str {
    tables().and_then(|tables| of(&tables.decompositions, character)).unwrap_or_default()
}

/// A text in a normalization form.
pub fn normalize(form: Form, text: &str) -> String {
    let Some(tables) = tables().filter(|_| !text.is_ascii()) else { return text.to_owned() };
    let mut characters = Vec::with_capacity(text.len());
    for character in text.chars() {
        decompose(tables, character, matches!(form, Form::Nfkd | Form::Nfkc), &mut characters);
    }
    let mut marked: Vec<(u8, char)> = characters.into_iter().map(|it| (combining(it), it)).collect();
    for marks in marked.chunk_by_mut(|(a, _), (b, _)| *a != 0 && *b != 0) {
        marks.sort_by_key(|(class, _)| *class);
    }
    if matches!(form, Form::Nfc | Form::Nfkc) {
        marked = composed(tables, marked);
    }
    marked.into_iter().map(|(_, it)| it).collect()
}

fn combining(character: char) -> u8 {
    if character.is_ascii() { 0 } else { properties(character).map_or(0, |it| it.combining) }
}

/// The characters in a decomposition; none if it is one of compatibility and `is_compatible` is false.
pub(crate) fn decomposed(text: &'static str, is_compatible: bool) -> Option<impl Iterator<Item = char>> {
    let is_canonical = !text.starts_with('<');
    let numbers = text.split(' ').skip(usize::from(!is_canonical));
    (is_canonical || is_compatible).then(|| numbers.filter_map(|digits| char::from_u32(hex(digits))))
}

fn decompose(tables: &Tables, character: char, is_compatible: bool, into: &mut Vec<char>) {
    if let Some(parts) = hangul::decomposed(character) {
        into.extend(parts);
        return;
    }
    match of(&tables.decompositions, character).and_then(|text| decomposed(text, is_compatible)) {
        Some(parts) => parts.for_each(|part| decompose(tables, part, is_compatible, into)),
        None => into.push(character),
    }
}

/// Composes what is decomposed and in order.
fn composed(tables: &Tables, marked: Vec<(u8, char)>) -> Vec<(u8, char)> {
    let mut all: Vec<(u8, char)> = Vec::with_capacity(marked.len());
    // The last character that others may be composed with.
    let mut starter: Option<usize> = None;
    for (class, character) in marked {
        if let Some(at) = starter {
            let before = all.last().map_or(0, |(before, _)| *before);
            let is_reached = all.len() == at + 1 || (before != 0 && before < class);
            if is_reached && let Some(one) = pair(tables, all[at].1, character) {
                all[at].1 = one;
                continue;
            }
        }
        if class == 0 {
            starter = Some(all.len());
        }
        all.push((class, character));
    }
    all
}

fn pair(tables: &Tables, first: char, second: char) -> Option<char> {
    if let Some(syllable) = hangul::composed(first, second) {
        return Some(syllable);
    }
    let at = tables.compositions.binary_search_by_key(&[first, second], |(pair, _)| *pair).ok()?;
    Some(tables.compositions[at].1)
}
