//! Just enough of WebAssembly's binary format to put functions beside their like, to split a module in two by what runs, to leave out where
//! panics happen, and to shorten names.

mod calls;
mod likeness;
mod locations;
mod marks;
mod module;
mod names;
mod split;

use anyhow::{Context, Result};

pub(crate) use locations::forget_places;
pub(crate) use marks::mark;
pub(crate) use names::shorten_names;
pub(crate) use split::{Parts, split};

use module::Module;

/// The magic number and the version.
const HEADER: [u8; 8] = *b"\0asm\x01\0\0\0";
const HEADER_BYTES: usize = HEADER.len();
const CUSTOM_SECTION: u8 = 0;
const IMPORT_SECTION: u8 = 2;
const EXPORT_SECTION: u8 = 7;
const CODE_SECTION: u8 = 10;
const DATA_SECTION: u8 = 11;
/// Among imports and exports: a function.
const FUNCTION: u8 = 0;
const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// The module with like functions side by side, so that it compresses better.
///
/// # Errors
///
/// When `wasm` is no module that binaryen wrote.
pub(crate) fn order(wasm: &[u8]) -> Result<Vec<u8>> {
    let all = vec![true; Module::read(wasm)?.bodies.len()];
    Ok(split(wasm, &all)?.first)
}

/// `bytes` with their number before them.
fn sized(bytes: &[u8]) -> Vec<u8> {
    let mut all = unsigned(bytes.len());
    all.extend_from_slice(bytes);
    all
}

/// A number as LEB128.
fn unsigned(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// A number that is not negative as LEB128 that may be negative.
fn signed(number: usize) -> Vec<u8> {
    let mut bytes = unsigned(number);
    if let Some(last) = bytes.last_mut().filter(|last| **last & 0x40 != 0) {
        *last |= 0x80;
        bytes.push(0);
    }
    bytes
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let byte = self.bytes.get(self.at).context("the module ends too early")?;
        self.at += 1;
        Ok(*byte)
    }

    /// A number in LEB128.
    fn unsigned(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Ok(number)
    }

    /// Bytes that follow their number.
    fn sized(&mut self) -> Result<&'a [u8]> {
        let count = self.unsigned()?;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let bytes = rest.get(..count).context("the module ends too early")?;
        self.at += count;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, order, signed, unsigned};

    #[test]
    fn numbers_are_read_as_written() {
        for number in [0, 1, 127, 128, 300, 16_384, 4_000_000_000] {
            let bytes = unsigned(number);
            assert_eq!(Reader { bytes: &bytes, at: 0 }.unsigned().unwrap(), number);
            let bytes = signed(number);
            assert_eq!(Reader { bytes: &bytes, at: 0 }.unsigned().unwrap(), number);
            assert!(bytes.last().is_some_and(|last| last & 0x40 == 0));
        }
    }

    #[test]
    fn what_ends_too_early_is_an_error() {
        assert!(order(b"").is_err());
        assert!(order(b"\0asm\x01\0\0\0\x0a\x08\x02").is_err());
    }
}
