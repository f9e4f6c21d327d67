//! Links: what the part of an address behind `#` says. The grammar, its history and its promises are in `docs/links.md`.
//!
//! ```text
//! #lesson=02_together                     a lesson
//! #code=print%28%22hi%22%29               a percent-encoded program, easily written by hand
//! #z=KyjKzCvRUM_IVNcEAA                   a compressed one, as Share makes it
//! #clock=virtual&at=12.7.it+prints&z=…    fields go before the program
//! ```
//!
//! Every form that was ever published is read for ever: `tests/corpus.txt` has a link of each. What compresses is whoever reads
//! or writes links: a browser has that built in.

mod at;
mod base64;
mod fields;
mod lines;
mod percent;
mod problem;

pub use at::At;
pub use fields::Fields;
pub use lines::Lines;
pub use problem::{Problem, Why};

/// A linked program may not be larger than this many bytes.
pub const PROGRAM_LIMIT: usize = 1 << 20;

/// A link to a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// All that the link says besides, also what nobody here understands.
    pub fields: Fields,
    /// Where the program is.
    pub program: Program,
}

/// Where a link's program is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// It is this one.
    Text(String),
    /// It is this one, compressed: raw DEFLATE (RFC 1951).
    Packed(Vec<u8>),
    /// It is that of the lesson with this name.
    Lesson(String),
}

impl Link {
    /// Reads the part of an address behind `#`, with or without that; `None` if it names no program.
    ///
    /// # Errors
    /// What is wrong with its program. What is wrong with a field is known to whoever asks for that.
    pub fn read(fragment: &str) -> Result<Option<Link>, Problem> {
        let mut rest = Some(fragment.strip_prefix('#').unwrap_or(fragment));
        let (mut fields, mut program) = (Fields::default(), None);
        while let Some(text) = rest {
            // A program that was written by hand may hold a `&` that was not encoded: it is all that follows.
            if let Some(code) = text.strip_prefix("code=").filter(|_| program.is_none()) {
                program = Some(Program::Text(percent::decode(code).map_err(|why| why.of("code"))?));
                break;
            }
            let (piece, after) = text.split_once('&').map_or((text, None), |(it, after)| (it, Some(after)));
            rest = after;
            match piece.split_once('=') {
                // Of two programs the first one counts.
                Some(("code" | "z" | "lesson", _)) if program.is_some() => {}
                Some(("z", packed)) => {
                    let bytes = base64::decode(packed).ok_or_else(|| Why::NotBase64.of("z"))?;
                    program = Some(Program::Packed(bytes));
                }
                Some(("lesson", name)) => {
                    program = Some(Program::Lesson(percent::decode(name).map_err(|why| why.of("lesson"))?));
                }
                Some((name, value)) => fields.add(name, value),
                None => {}
            }
        }
        match program {
            Some(Program::Text(text)) if text.chars().count() > PROGRAM_LIMIT => {
                Err(Why::TooLarge.of("code"))
            }
            program => Ok(program.map(|program| Link { fields, program })),
        }
    }

    /// The part of an address behind `#`, without that. The program comes last: so older copies of the page find it.
    pub fn write(&self) -> String {
        let mut text = self.fields.write();
        match &self.program {
            Program::Text(program) => {
                text.push_str("code=");
                percent::encode(program, &mut text);
            }
            Program::Packed(bytes) => {
                text.push_str("z=");
                text.push_str(&base64::encode(bytes));
            }
            Program::Lesson(name) => {
                text.push_str("lesson=");
                percent::encode(name, &mut text);
            }
        }
        text
    }
}
