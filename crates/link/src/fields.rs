//! What a link says besides its program: names with values.

use crate::{At, Lines, Problem, Why, percent};

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
    /// What was typed when the program asked.
    pub const ANSWERS: &str = "answers";
    /// The lesson that the program was made of.
    pub const OF: &str = "of";
    /// What an example shows beside the program: `console`, `timeline` or `both`.
    pub const VIEW: &str = "view";
    /// What a reader can do with an example: `edit`, `read` or `trace`.
    pub const MODE: &str = "mode";
    /// Whether an example is `light` or `dark`.
    pub const THEME: &str = "theme";
    /// The lines that an example shows at first.
    pub const LINES: &str = "lines";
    /// Those that it does not show at first.
    pub const HIDE_LINES: &str = "hide-lines";
    /// What a message may say of an example.
    pub const OF_EXAMPLES: [&str; 8] = [
        Fields::CLOCK,
        Fields::SEED,
        Fields::AT,
        Fields::VIEW,
        Fields::MODE,
        Fields::THEME,
        Fields::LINES,
        Fields::HIDE_LINES,
    ];

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

    /// Gives a field a value that is written as links have it.
    pub fn take(&mut self, name: &str, written: &str) {
        self.set(name, None);
        self.add(name, &written.replace('&', "%26"));
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

    /// What was typed when the program asked, line by line.
    ///
    /// # Errors
    /// If it is not percent-encoded.
    pub fn answers(&self) -> Result<Vec<String>, Problem> {
        let read = |value| percent::decode(value).map_err(|why| why.of(Fields::ANSWERS));
        let lines = self.get(Fields::ANSWERS).map(read).transpose()?;
        Ok(lines.map_or_else(Vec::new, |lines| lines.split('\n').map(str::to_owned).collect()))
    }

    /// Says what was typed; nothing is not said.
    pub fn set_answers(&mut self, lines: &[String]) {
        self.set(Fields::ANSWERS, (!lines.is_empty()).then(|| lines.join("\n")).as_deref());
    }

    /// What is wrong with the seed, the moment or the answers, if something is.
    pub fn problem(&self) -> Option<Problem> {
        self.seed().err().or(self.at().err()).or(self.answers().err())
    }

    /// The lines, from 1, that are not shown at first, of a program of so many: first and last of each run of them.
    ///
    /// # Errors
    /// If what names lines does not.
    pub fn hidden_lines(&self, count: u32) -> Result<Vec<(u32, u32)>, Problem> {
        let read = |value| Lines::read(&percent::decode(value)?);
        let lines = |name| self.get(name).map(|value| read(value).map_err(|why| why.of(name))).transpose();
        let (shown, hidden) = (lines(Fields::LINES)?, lines(Fields::HIDE_LINES)?);
        let is_hidden = |line: &u32| {
            let is_outside = shown.as_ref().is_some_and(|shown| !shown.has(*line));
            is_outside || hidden.as_ref().is_some_and(|hidden| hidden.has(*line))
        };
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for line in (1..=count).filter(is_hidden) {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == line => *last = line,
                _ => runs.push((line, line)),
            }
        }
        Ok(runs)
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
