//! Where the program in the editor comes from.

use loopscope_link::{Fields, Link, Problem, Program};

use crate::model::drafts::Drafts;
use crate::model::lessons::LESSONS;

/// An address, and what it leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Origin {
    /// The address's part behind `#`, without that.
    pub(crate) address: String,
    /// What drafts of it are kept under: the same for all links to the same program.
    pub(crate) name: String,
    /// The program as it was there.
    pub(crate) program: String,
    /// The lesson that it is, or was made of.
    pub(crate) lesson: Option<usize>,
    /// What the link says besides.
    pub(crate) fields: Fields,
    /// The address names no program; this is what the page shows then.
    pub(crate) is_default: bool,
}

/// What an address leads to.
pub(crate) struct Linked {
    pub(crate) origin: Origin,
    /// What the reader made of it when they were here before.
    pub(crate) kept: Option<String>,
    pub(crate) drafts: Drafts,
    /// What of the link can't be read, though its program can.
    pub(crate) problem: Option<Problem>,
}

/// The field that names an opened file in an address. It leads to a program only where it was opened.
const FILE: &str = "file";

impl Origin {
    /// A lesson by its number.
    pub(crate) fn lesson(number: usize) -> Origin {
        let lesson = &LESSONS[number];
        let program = Program::Lesson(lesson.name.to_owned());
        let address = Link { fields: Fields::default(), program }.write();
        Origin {
            name: address.clone(),
            address,
            program: lesson.program.to_owned(),
            lesson: Some(number),
            ..Origin::default()
        }
    }

    /// The page at an address that names no program: the first lesson.
    pub(crate) fn first(address: &str) -> Origin {
        Origin { address: address.to_owned(), name: String::new(), is_default: true, ..Origin::lesson(0) }
    }

    /// A file that was opened.
    pub(crate) fn file(name: &str, program: String) -> Origin {
        let mut fields = Fields::default();
        fields.set(FILE, Some(name));
        Origin::kept(&format!("{FILE}={}", fields.get(FILE).unwrap_or_default()), program)
    }

    /// What was opened at an address that names no program, but under which one is kept.
    pub(crate) fn kept(address: &str, program: String) -> Origin {
        Origin { address: address.to_owned(), name: address.to_owned(), program, ..Origin::default() }
    }

    /// A program in a link.
    pub(crate) fn linked(program: String) -> Origin {
        Origin { name: format!("program={:x}", digest(&program)), program, ..Origin::default() }
    }

    /// The program as its address brings it back, if it does.
    pub(crate) fn original(&self) -> Option<&str> {
        let is_file = self.name.strip_prefix(FILE).is_some_and(|rest| rest.starts_with('='));
        Some(self.program.as_str()).filter(|_| !is_file)
    }
}

/// A number that hardly another text has (FNV-1a).
fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_have_the_names_of_programs() {
        assert_eq!(Origin::lesson(1).name, "lesson=02_together");
        assert_eq!((Origin::first("").name, Origin::first("timeline").name), (String::new(), String::new()));
        assert_eq!(Origin::linked("a".to_owned()).name, "program=af63dc4c8601ec8c");
        assert_ne!(Origin::linked("a".to_owned()).name, Origin::linked("b".to_owned()).name);
    }

    #[test]
    fn a_file_is_what_is_kept_of_it() {
        let file = Origin::file("a & b=#.py", "text".to_owned());
        assert_eq!((file.name.as_str(), file.original()), ("file=a%20%26%20b%3D%23.py", None));
        assert_eq!(Origin::linked("text".to_owned()).original(), Some("text"));
        assert!(Link::read(&file.address).is_ok_and(|link| link.is_none()));
    }
}
