//! Numbers in as few bytes as they need (LEB128).

use super::DecodeError;

const ENDS: DecodeError = DecodeError("a batch of events ends too early");

/// Writes a number.
#[inline]
pub fn put(bytes: &mut Vec<u8>, value: u64) {
    if value < 0x80 {
        bytes.push(value as u8);
    } else {
        put_long(bytes, value);
    }
}

#[inline(never)]
fn put_long(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// A signed number as an unsigned one that is small if it is near 0.
#[inline]
pub fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63) as u64
}

/// The inverse of [`zigzag`].
#[inline]
pub fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Reads numbers and texts one behind the other.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Reads `bytes` from `at` on.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Cursor { bytes, at }
    }

    /// Where it is.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether everything has been read.
    pub fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// The next byte.
    ///
    /// # Errors
    /// If there is none.
    #[inline]
    pub fn byte(&mut self) -> Result<u8, DecodeError> {
        let byte = *self.bytes.get(self.at).ok_or(ENDS)?;
        self.at += 1;
        Ok(byte)
    }

    /// The next number.
    ///
    /// # Errors
    /// If there is none, or it does not fit into 64 bits.
    #[inline]
    pub fn number(&mut self) -> Result<u64, DecodeError> {
        let first = self.byte()?;
        if first < 0x80 { Ok(u64::from(first)) } else { self.long_number(first) }
    }

    #[inline(never)]
    fn long_number(&mut self, first: u8) -> Result<u64, DecodeError> {
        let mut value = u64::from(first & 0x7F);
        for shift in (7..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(DecodeError("a number in a batch of events is too long"))
    }

    /// A number of a type that may have no room for it.
    ///
    /// # Errors
    /// If it has none.
    #[inline]
    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T, DecodeError> {
        let number = self.number()?;
        T::try_from(number).map_err(|_| DecodeError("a number in a batch of events is too large"))
    }

    /// The next bytes.
    ///
    /// # Errors
    /// If there are fewer.
    pub fn slice(&mut self, length: usize) -> Result<&'a [u8], DecodeError> {
        let end = self.at.checked_add(length).ok_or(ENDS)?;
        let slice = self.bytes.get(self.at..end).ok_or(ENDS)?;
        self.at = end;
        Ok(slice)
    }

    /// The next bytes as text.
    ///
    /// # Errors
    /// If there are fewer, or they are not UTF-8.
    pub fn text(&mut self, length: usize) -> Result<&'a str, DecodeError> {
        text(self.slice(length)?)
    }
}

/// Bytes as text.
///
/// # Errors
/// If they are not UTF-8.
pub fn text(bytes: &[u8]) -> Result<&str, DecodeError> {
    std::str::from_utf8(bytes).map_err(|_| DecodeError("a text in a batch of events is not text"))
}
