//! Properties of characters.

use crate::tables::{of, tables};

/// What characters of a kind have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Properties {
    /// The general category.
    pub category: &'static str,
    /// The bidirectional class, or nothing.
    pub bidirectional: &'static str,
    /// The canonical combining class.
    pub combining: u8,
    /// The east Asian width.
    pub east_asian_width: &'static str,
    /// Whether it is mirrored in bidirectional text.
    pub mirrored: bool,
}

/// The number that a character stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Of a decimal digit.
    pub decimal: Option<u8>,
    /// Of any digit.
    pub digit: Option<u8>,
    /// Of any character.
    pub value: f64,
}

impl Properties {
    pub(crate) fn read(line: &'static str) -> Option<Properties> {
        let words: Vec<&str> = line.split(' ').collect();
        let [category, bidirectional, combining, east_asian_width, mirrored] = words.try_into().ok()?;
        Some(Properties {
            category,
            bidirectional: bidirectional.trim_start_matches('-'),
            combining: combining.parse().ok()?,
            east_asian_width,
            mirrored: mirrored == "1",
        })
    }
}

/// The properties of a character.
pub fn properties(character: char) -> Option<Properties> {
    let tables = tables()?;
    let run = tables.runs.partition_point(|(first, _)| *first <= u32::from(character)).checked_sub(1)?;
    tables.kinds.get(tables.runs[run].1).copied()
}

/// The number that a character stands for, if it stands for one.
pub fn number(character: char) -> Option<Number> {
    let words: Vec<&str> = of(&tables()?.numbers, character)?.split(' ').collect();
    let [decimal, digit, value] = words.try_into().ok()?;
    Some(Number { decimal: decimal.parse().ok(), digit: digit.parse().ok(), value: value.parse().ok()? })
}
