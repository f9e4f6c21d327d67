//! Just enough of WebAssembly's binary format to name functions by the place that they should have, and to leave out where
//! panics happen, and to shorten names.

mod likeness;
mod locations;
mod names;

use anyhow::{Context, Result, ensure};

pub(crate) use locations::forget_places;
pub(crate) use names::shorten_names;

/// The magic number and the version.
const HEADER_BYTES: usize = 8;
const CUSTOM_SECTION: u8 = 0;
const IMPORT_SECTION: u8 = 2;
const CODE_SECTION: u8 = 10;
/// In the section `name`: the names of functions.
const FUNCTION_NAMES: u8 = 1;

/// The module with each function named by its place in an order that puts like beside like, so that
/// sorting functions by name makes a module that compresses better.
///
/// # Errors
///
/// When `wasm` is no module that binaryen wrote.
pub(crate) fn name_by_likeness(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    let mut named = wasm.get(..HEADER_BYTES).context("no WebAssembly")?.to_vec();
    let mut reader = Reader { bytes: wasm, at: HEADER_BYTES };
    while reader.at < wasm.len() {
        let start = reader.at;
        let id = reader.byte()?;
        let content = reader.sized()?;
        let mut section = Reader { bytes: content, at: 0 };
        match id {
            CUSTOM_SECTION if section.sized()? == b"name" => continue,
            IMPORT_SECTION => imported = section.imported_functions()?,
            CODE_SECTION => bodies = section.bodies()?,
            _ => {}
        }
        named.extend_from_slice(&wasm[start..reader.at]);
    }
    let order = likeness::order(&bodies);
    named.extend(name_section(imported, &order));
    Ok(named)
}

/// A custom section that names every function of the module's own by its place in `order`.
fn name_section(imported: usize, order: &[usize]) -> Vec<u8> {
    let mut places = vec![0; order.len()];
    for (place, &function) in order.iter().enumerate() {
        places[function] = place;
    }
    let mut names = unsigned(places.len());
    for (function, place) in places.iter().enumerate() {
        names.extend(unsigned(imported + function));
        names.extend(sized(format!("{place:08}").as_bytes()));
    }
    let mut content = sized(b"name");
    content.push(FUNCTION_NAMES);
    content.extend(sized(&names));
    let mut section = vec![CUSTOM_SECTION];
    section.extend(sized(&content));
    section
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

    /// In the code section: what each function is, from its locals on.
    fn bodies(&mut self) -> Result<Vec<&'a [u8]>> {
        (0..self.unsigned()?).map(|_| self.sized()).collect()
    }

    /// In the import section, which must import functions only: how many.
    fn imported_functions(&mut self) -> Result<usize> {
        let count = self.unsigned()?;
        for _ in 0..count {
            let (_module, _name) = (self.sized()?, self.sized()?);
            ensure!(self.byte()? == 0, "an import is no function");
            let _type = self.unsigned()?;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reader, name_by_likeness, unsigned};

    #[test]
    fn numbers_are_read_as_written() {
        for number in [0, 1, 127, 128, 300, 16_384, 4_000_000_000] {
            let bytes = unsigned(number);
            assert_eq!(Reader { bytes: &bytes, at: 0 }.unsigned().unwrap(), number);
        }
    }

    #[test]
    fn functions_get_names_and_keep_the_rest() {
        let header = b"\0asm\x01\0\0\0";
        // One import `a.b` of type 0; two functions of three and two bytes.
        let sections = b"\x02\x07\x01\x01a\x01b\x00\x00\x0a\x08\x02\x03\x00\x01\x0b\x02\x00\x0b";
        let names = b"\x00\x1c\x04name\x01\x15\x02\x01\x0800000000\x02\x0800000001";
        let old_names = b"\x00\x0a\x04name\x00\x03old";
        let wasm = [&header[..], sections, old_names].concat();
        let expected = [&header[..], sections, names].concat();
        assert_eq!(name_by_likeness(&wasm).unwrap(), expected);
    }

    #[test]
    fn what_ends_too_early_is_an_error() {
        assert!(name_by_likeness(b"").is_err());
        assert!(name_by_likeness(b"\0asm\x01\0\0\0\x0a\x08\x02").is_err());
    }
}
