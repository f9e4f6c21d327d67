//! `str`

use std::cell::Cell;

use crate::symbol::Sym;
use crate::work;

/// A `str`: UTF-8, indexed by code point. Lone surrogates can't be represented.
#[derive(Debug)]
pub struct PyStr {
    text: Box<str>,
    /// Number of code points.
    chars: usize,
    /// Cached hash; 0 is not computed yet.
    hash: Cell<i64>,
    /// The symbol of this text, once it was asked for.
    symbol: Cell<Option<Sym>>,
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
    pub fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            self.text.as_bytes().get(index).map(|&byte| byte as char)
        } else {
            work::chars(index);
            self.text.chars().nth(index)
        }
    }

    /// The byte offset of code point `index` (the text's length if it is past the end).
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            index.min(self.text.len())
        } else {
            work::chars(index);
            self.text.char_indices().nth(index).map_or(self.text.len(), |(offset, _)| offset)
        }
    }

    /// The code points `start..end`.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        if start >= end {
            return "";
        }
        &self.text[self.byte_offset(start)..self.byte_offset(end)]
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
    fn from(text: String) -> Self {
        work::bytes(text.len());
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        PyStr { text: text.into_boxed_str(), chars, hash: Cell::new(0), symbol: Cell::new(None) }
    }
}

/// A hash of bytes without a seed, for `str` and `bytes`.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    work::chars(bytes.len());
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash as i64
}
