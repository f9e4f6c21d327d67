//! What deflating writes: bits, the lowest first.

/// Bytes, and the bits that are no byte yet.
#[derive(Clone, Default)]
pub(super) struct Bits {
    pub(super) bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// The lowest `count` bits of a value, at most sixteen.
    pub(super) fn put(&mut self, value: u32, count: u32) {
        self.held |= u64::from(value) << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// What is left of a byte is 0.
    pub(super) fn align(&mut self) {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
    }
}
