//! Where functions call others.

use std::ops::Range;

use anyhow::{Result, bail};

use super::Reader;

/// The instruction that calls a function by its number.
pub(super) const CALL: u8 = 0x10;
/// The instruction that calls what is in a slot of a table.
pub(super) const CALL_INDIRECT: u8 = 0x11;

/// A call of a function by its number.
pub(super) struct Call {
    /// The bytes of the instruction.
    pub(super) at: Range<usize>,
    pub(super) function: usize,
}

/// The calls in a function, in their order.
///
/// # Errors
///
/// When there is an instruction that rustc does not make.
pub(super) fn calls(body: &[u8]) -> Result<Vec<Call>> {
    let mut reader = Reader { bytes: body, at: after_locals(body)? };
    let mut calls = Vec::new();
    while reader.at < body.len() {
        let start = reader.at;
        if reader.byte()? == CALL {
            let function = reader.unsigned()?;
            calls.push(Call { at: start..reader.at, function });
        } else {
            reader.at = start;
            reader.skip_instruction()?;
        }
    }
    Ok(calls)
}

/// Where the instructions of a function begin.
pub(super) fn after_locals(body: &[u8]) -> Result<usize> {
    let mut reader = Reader { bytes: body, at: 0 };
    for _ in 0..reader.unsigned()? {
        let (_count, _type) = (reader.unsigned()?, reader.byte()?);
    }
    Ok(reader.at)
}

impl Reader<'_> {
    fn skip_instruction(&mut self) -> Result<()> {
        match self.byte()? {
            // Blocks have a type, and others an index, label or type: a number each.
            0x02..=0x04 | 0x0c | 0x0d | 0x20..=0x26 | 0x3f | 0x40 | 0xd0 => self.skip_numbers(1),
            // Tables of labels.
            0x0e => {
                let labels = self.unsigned()?;
                self.skip_numbers(labels + 1)
            }
            // A type and a table; loads and stores: alignment and offset.
            CALL_INDIRECT | 0x28..=0x3e => self.skip_numbers(2),
            0x1c => {
                let types = self.unsigned()?;
                self.skip_numbers(types)
            }
            // Constants.
            0x41 | 0x42 => self.skip_numbers(1),
            0x43 => self.skip_bytes(4),
            0x44 => self.skip_bytes(8),
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => Ok(()),
            0xfc => match self.unsigned()? {
                // Conversions that saturate.
                0..=7 => Ok(()),
                // Of memories and tables: what is filled, grown or measured is one, what is copied and where to are two.
                11 | 15..=17 => self.skip_numbers(1),
                10 | 14 => self.skip_numbers(2),
                other => bail!("an instruction that is not known: 0xfc {other}"),
            },
            other => bail!("an instruction that is not known: {other:#x}"),
        }
    }

    /// Numbers in LEB128, which may have up to ten bytes.
    fn skip_numbers(&mut self, count: usize) -> Result<()> {
        for _ in 0..count {
            while self.byte()? >= 0x80 {}
        }
        Ok(())
    }

    fn skip_bytes(&mut self, count: usize) -> Result<()> {
        for _ in 0..count {
            self.byte()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::calls;

    #[test]
    fn calls_are_found_among_what_looks_like_them() {
        let body = [
            &[1, 2, 0x7f][..],               // two locals
            &[0x41, 0x10, 0x42, 0x90, 0x10], // constants
            &[0x10, 0x81, 0x01],             // call 129
            &[0x44, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10],
            &[0x0e, 0x01, 0x10, 0x10], // br_table
            &[0x11, 0x10, 0x00],       // call_indirect
            &[0xfc, 0x0a, 0x00, 0x00, 0x28, 0x02, 0x10],
            &[0x10, 0x03, 0x0b], // call 3
        ]
        .concat();
        let found: Vec<_> = calls(&body).unwrap().into_iter().map(|it| (it.at, it.function)).collect();
        assert_eq!(found, [(8..11, 129), (34..36, 3)]);
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        assert!(calls(&[0, 0xfd, 0x0b]).is_err());
        assert!(calls(&[0, 0x10]).is_err());
    }
}
