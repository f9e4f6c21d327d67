//! What Unicode says of characters: names, properties, decompositions, as CPython 3.11's `unicodedata` has them.
//!
//! It stands in for the `unicode_names2` crate, of which the parser calls [`character`] for `"\N{BULLET}"`: that one's table would be half of the engine's size. The tables
//! here are data that says of itself that it may come later (a mark before it, `build.rs`), and does for programs that need it; until then all is unknown.
//! `tables.py` makes them of CPython's own.

#![forbid(unsafe_code)]

mod hangul;
mod names;
mod normal;
mod properties;
mod tables;

pub use names::{character, lookup, name};
pub use normal::{Form, decomposition, normalize};
pub use properties::{Number, Properties, number, properties};

/// The version of Unicode.
pub const VERSION: &str = "14.0.0";

/// How many bytes it takes to walk through all names.
pub const NAMES_BYTES: usize = 400_000;

/// Whether the tables have come.
pub fn is_here() -> bool {
    tables::tables().is_some()
}
