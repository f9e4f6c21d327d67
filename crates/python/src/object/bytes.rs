//! `bytes`

use crate::work;

/// A `bytes` object.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Bytes {
    bytes: Box<[u8]>,
}

impl Bytes {
    /// Wraps `bytes`.
    pub fn new(bytes: Vec<u8>) -> Self {
        work::bytes(bytes.len());
        Bytes { bytes: bytes.into_boxed_slice() }
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes
    }
}
