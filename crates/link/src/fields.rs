//! What a link says besides its program: names with values.

use crate::{At, Problem, Why, percent};

/// Fields in their order. Those that nobody understands are kept, and written again: a newer page may have made the link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// How fast time passes: `real`, `x10` or `virtual`.
    pub const CLOCK: &str = "clock";
    /// Where `random` begins.
    pub const SEED: &str = "seed";
    /// The moment that the link points at.
    pub const AT: &str = "at";
    /// The lesson that the program was made of.
    pub const OF: &str = "of";

    /// The value of a field: of several with one name, the last one's.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Gives a field a value, or takes it away.
    pub fn set(&mut self, name: &str, value: Option<&str>) {
        self.0.retain(|(other, _)| other != name);
        if let Some(value) = value {
            let mut written = String::new();
            percent::encode(value, &mut written);
            self.add(name, &written);
        }
    }

    /// Where `random` begins, if the link says so.
    ///
    /// # Errors
    /// If it is not a number below 2³².
    pub fn seed(&self) -> Result<Option<u32>, Problem> {
        let number = |value: &str| value.parse().map_err(|_| Why::NotANumber.of(Fields::SEED));
        self.get(Fields::SEED).map(number).transpose()
    }

    /// The moment that the link points at, if it does.
    ///
    /// # Errors
    /// If it is not written as one.
    pub fn at(&self) -> Result<Option<At>, Problem> {
        let read = |value: &str| At::read(value).map_err(|why| why.of(Fields::AT));
        self.get(Fields::AT).map(read).transpose()
    }

    /// Points at a moment, or at none.
    pub fn set_at(&mut self, at: Option<&At>) {
        self.set(Fields::AT, None);
        if let Some(at) = at {
            self.add(Fields::AT, &at.write());
        }
    }

    /// The names and values, as the link has them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// As they stand before a program.
    pub(crate) fn write(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            for piece in [name, "=", value, "&"] {
                text.push_str(piece);
            }
        }
        text
    }
}
