//! Where in the sources a panic happened, as rustc writes it into a module's data.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use super::{DATA_SECTION, END, HEADER_BYTES, I32_CONST, Reader};

/// `core::panic::Location`: where the file's name is, its length, the line and the column, each a number of four bytes.
const LOCATION_BYTES: usize = 16;
const MOST_LINES: u32 = 200_000;
const MOST_COLUMNS: u32 = 1_000;
const LONGEST_NAME: u32 = 300;

/// The module without the places of its panics: thousands of lines and columns, which hardly compress, and names of files, with folders of the
/// machine that built it. A recording of a run that died tells more: it dies again in any other build, which knows the place.
///
/// # Errors
///
/// When `wasm` is no module whose data lies at fixed places.
pub(crate) fn forget_places(wasm: &[u8]) -> Result<Vec<u8>> {
    let memory = Memory::read(wasm)?;
    let mut bytes = wasm.to_vec();
    let mut nowhere = None;
    for (&address, &at) in &memory.places {
        let Some([name, length, line, column]) = memory.numbers(address, at, wasm) else { continue };
        let is_location = (1..MOST_LINES).contains(&line) && (1..MOST_COLUMNS).contains(&column);
        let Some(start) = memory.at(name).filter(|_| is_location && length < LONGEST_NAME) else { continue };
        let name_at = start..start + length as usize;
        if !wasm.get(name_at.clone()).is_some_and(|text| text.ends_with(b".rs") && text.is_ascii()) {
            continue;
        }
        // No name, but somewhere.
        let kept = [*nowhere.get_or_insert(name), 0, 0, 0];
        let kept: Vec<u8> = kept.into_iter().flat_map(u32::to_le_bytes).collect();
        bytes[at..at + LOCATION_BYTES].copy_from_slice(&kept);
        bytes[name_at].fill(0);
    }
    Ok(bytes)
}

/// What the data section puts where.
struct Memory {
    /// Where each aligned number of four bytes is in the module, by its address.
    places: BTreeMap<u32, usize>,
    /// Where segments begin: address, place in the module, length.
    segments: Vec<(u32, usize, usize)>,
}

impl Memory {
    fn read(wasm: &[u8]) -> Result<Memory> {
        let mut memory = Memory { places: BTreeMap::new(), segments: Vec::new() };
        let mut reader = Reader { bytes: wasm, at: HEADER_BYTES };
        while reader.at < wasm.len() {
            let id = reader.byte()?;
            let content = reader.sized()?;
            if id != DATA_SECTION {
                continue;
            }
            let begin = reader.at - content.len();
            let mut section = Reader { bytes: content, at: 0 };
            for _ in 0..section.unsigned()? {
                ensure!(
                    section.unsigned()? == 0 && section.byte()? == I32_CONST,
                    "data without a fixed place"
                );
                // Addresses are small: as a signed number each is itself.
                let address = section.unsigned()? as u32;
                ensure!(section.byte()? == END, "data without a fixed place");
                let length = section.sized()?.len();
                memory.segments.push((address, begin + section.at - length, length));
            }
        }
        for &(address, at, length) in &memory.segments {
            let first = address.next_multiple_of(4) - address;
            let numbers = (first as usize..length).step_by(4);
            memory.places.extend(numbers.map(|offset| (address + offset as u32, at + offset)));
        }
        Ok(memory)
    }

    /// Where an address is in the module.
    fn at(&self, address: u32) -> Option<usize> {
        let after = self.segments.partition_point(|(begin, ..)| *begin <= address);
        let (begin, at, length) = self.segments[..after].last()?;
        let offset = (address - begin) as usize;
        (offset < *length).then_some(at + offset)
    }

    /// Four numbers of one segment.
    fn numbers(&self, address: u32, at: usize, wasm: &[u8]) -> Option<[u32; 4]> {
        self.at(address + LOCATION_BYTES as u32 - 1).filter(|last| *last == at + LOCATION_BYTES - 1)?;
        let number = |index: usize| {
            let bytes = wasm.get(at + 4 * index..at + 4 * index + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?))
        };
        Some([number(0)?, number(1)?, number(2)?, number(3)?])
    }
}

#[cfg(test)]
mod tests {
    use super::forget_places;

    /// A module with one segment at address 1024.
    fn module(data: &[u8]) -> Vec<u8> {
        let segment = [&[1, 0, 0x41, 0x80, 0x08, 0x0b, data.len() as u8][..], data].concat();
        [b"\0asm\x01\0\0\0\x0b", &[segment.len() as u8][..], &segment].concat()
    }

    fn numbers(numbers: [u32; 4]) -> Vec<u8> {
        numbers.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    #[test]
    fn places_of_panics_go_and_the_rest_stays() {
        let files = b"crates/a/src/b.rscrates/c.rs";
        let gone = [0; 28];
        let rest =
            [numbers([1024, 16, 12, 34]), numbers([1024, 17, 0, 34]), numbers([9, 17, 12, 34])].concat();
        let before = [&files[..], &numbers([1041, 11, 1, 2]), &numbers([1024, 17, 12, 34]), &rest].concat();
        let after = [&gone[..], &numbers([1041, 0, 0, 0]), &numbers([1041, 0, 0, 0]), &rest].concat();
        assert_eq!(forget_places(&module(&before)).unwrap(), module(&after));
    }
}
