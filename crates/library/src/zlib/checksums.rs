//! Checksums: Adler-32 (RFC 1950) and CRC-32 (RFC 1952).

/// The largest prime below 2**16.
const PRIME: u32 = 65_521;
/// After so many bytes the sums may not fit any more.
const AT_ONCE: usize = 5_552;
const POLYNOMIAL: u32 = 0xedb8_8320;

/// An Adler-32 sum.
#[derive(Clone)]
pub(super) struct Adler(u32);

/// A CRC-32 sum.
#[derive(Clone, Default)]
pub(super) struct Crc(u32);

impl Default for Adler {
    fn default() -> Adler {
        Adler(1)
    }
}

impl Adler {
    pub(super) fn after(sum: u32) -> Adler {
        Adler(sum)
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        let (mut low, mut high) = (self.0 & 0xffff, self.0 >> 16);
        for bytes in bytes.chunks(AT_ONCE) {
            for byte in bytes {
                low += u32::from(*byte);
                high += low;
            }
            (low, high) = (low % PRIME, high % PRIME);
        }
        self.0 = high << 16 | low;
    }

    pub(super) fn sum(&self) -> u32 {
        self.0
    }
}

impl Crc {
    pub(super) fn after(sum: u32) -> Crc {
        Crc(sum)
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        const TABLE: [u32; 16] = table();
        let step = |sum: u32, bits: u32| TABLE[((sum ^ bits) & 15) as usize] ^ sum >> 4;
        self.0 = !bytes
            .iter()
            .map(|byte| u32::from(*byte))
            .fold(!self.0, |sum, byte| step(step(sum, byte), byte >> 4));
    }

    pub(super) fn sum(&self) -> u32 {
        self.0
    }
}

/// What four bits come to.
const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut at = 0;
    while at < 16 {
        let mut sum = at as u32;
        let mut bit = 0;
        while bit < 4 {
            sum = if sum & 1 == 1 { sum >> 1 ^ POLYNOMIAL } else { sum >> 1 };
            bit += 1;
        }
        table[at] = sum;
        at += 1;
    }
    table
}
