//! `str`

use std::cell::{Cell, OnceCell};

use crate::symbol::Sym;
use crate::work;

/// Of a text that is not ASCII it is kept where each code point of so many begins.
const STRIDE: usize = 32;

/// A `str`: UTF-8, indexed by code point. Lone surrogates can't be represented.
#[derive(Debug)]
pub struct PyStr {
    text: String,
    /// Number of code points.
    chars: usize,
    /// Cached hash; 0 is not computed yet.
    hash: Cell<i64>,
    /// The symbol of this text, once it was asked for.
    symbol: Cell<Option<Sym>>,
    /// Where code points begin, once somebody has asked for one far inside a text that is not ASCII.
    offsets: OnceCell<Box<[u32]>>,
}

impl PyStr {
    /// Copies `text`.
    pub fn new(text: &str) -> Self {
        PyStr::from(text.to_owned())
    }

    /// The text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `len(s)`: the number of code points.
    #[inline]
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// Whether every code point is one byte, so that indices are byte offsets.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.chars == self.text.len()
    }

    /// The code point at `index`, which counts code points from 0.
    #[inline]
    pub fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            self.text.as_bytes().get(index).map(|&byte| byte as char)
        } else {
            self.text[self.byte_offset(index)..].chars().next()
        }
    }

    /// The byte offset of code point `index` (the text's length if it is past the end).
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.text.len());
        }
        if index >= self.chars {
            return self.text.len();
        }
        let known = if index < STRIDE { 0 } else { self.offsets()[index / STRIDE] as usize };
        let left = index % STRIDE;
        work::chars(left);
        known + self.text[known..].char_indices().nth(left).map_or(0, |(offset, _)| offset)
    }

    fn offsets(&self) -> &[u32] {
        self.offsets.get_or_init(|| {
            work::chars(self.chars);
            self.text.char_indices().step_by(STRIDE).map(|(offset, _)| offset as u32).collect()
        })
    }

    /// The code points `start..end`.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        if start >= end {
            return "";
        }
        &self.text[self.byte_offset(start)..self.byte_offset(end)]
    }

    /// The text with another behind it.
    pub fn append(&mut self, other: &PyStr) {
        work::bytes(other.text.len());
        self.text.push_str(&other.text);
        self.chars += other.chars;
        self.hash.set(0);
        self.symbol.set(None);
        self.offsets.take();
    }

    /// The text as a name.
    pub fn symbol(&self) -> Sym {
        self.symbol.get().unwrap_or_else(|| {
            let symbol = Sym::new(&self.text);
            self.symbol.set(Some(symbol));
            symbol
        })
    }

    /// The hash: FNV-1a over the bytes, without a seed (CPython's is seeded, so no program may rely on it).
    pub fn hash(&self) -> i64 {
        if self.hash.get() == 0 {
            let hash = hash_bytes(self.text.as_bytes());
            self.hash.set(if hash == 0 { 1 } else { hash });
        }
        self.hash.get()
    }
}

impl From<String> for PyStr {
    fn from(mut text: String) -> Self {
        work::bytes(text.len());
        text.shrink_to_fit();
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        PyStr { text, chars, hash: Cell::new(0), symbol: Cell::new(None), offsets: OnceCell::new() }
    }
}

/// A hash of bytes without a seed, for `str` and `bytes`.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    work::chars(bytes.len());
    if bytes.is_empty() {
        return 0;
    }
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash as i64
}

#[cfg(test)]
mod tests {
    use super::PyStr;

    #[test]
    fn code_points_are_found_by_their_numbers_in_any_text() {
        for text in ["", "plain text", "é", &"añb€c😀".repeat(50), &("x".repeat(100) + "é")] {
            let chars: Vec<char> = text.chars().collect();
            let text = PyStr::new(text);
            for index in (0..chars.len() + 2).rev() {
                assert_eq!(text.char_at(index), chars.get(index).copied());
                let rest: String = chars[index.min(chars.len())..].iter().collect();
                assert_eq!(text.slice(index, chars.len()), rest);
            }
        }
    }

    #[test]
    fn a_text_that_grows_forgets_what_was_known_of_it() {
        let mut text = PyStr::new(&"é".repeat(40));
        assert_eq!(text.char_at(39), Some('é'));
        let hash = text.hash();
        text.append(&PyStr::new(&"ab".repeat(40)));
        assert_eq!((text.chars(), text.char_at(119)), (120, Some('b')));
        assert_ne!(text.hash(), hash);
        assert_eq!(text.hash(), PyStr::new(text.as_str()).hash());
    }
}
