//! The kinds of random programs.

use super::random::Random;
use super::writer::Writer;
use super::{asyncio, broken, language};

/// What a random program is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Tasks and what they wait for, in virtual time.
    Asyncio,
    /// The language and its builtins.
    Language,
    /// A source that was valid before something happened to it.
    Broken,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Kind; 3] = [Kind::Asyncio, Kind::Language, Kind::Broken];

    /// What the command line and directories call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Asyncio => "asyncio",
            Kind::Language => "language",
            Kind::Broken => "broken",
        }
    }

    /// The program that seed and number decide.
    pub(super) fn program(self, seed: u64, number: u64) -> String {
        let mut writer = Writer::new(Random::new(&[seed, number, self as u64]));
        match self {
            Kind::Asyncio => {
                asyncio::write(&mut writer);
                writer.finish()
            }
            Kind::Language => {
                language::write(&mut writer);
                writer.finish()
            }
            Kind::Broken => {
                let mut random = Random::new(&[seed, number, self as u64, 1]);
                if random.chance(50) {
                    asyncio::write(&mut writer);
                } else {
                    language::write(&mut writer);
                }
                broken::broken(&writer.finish(), &mut random)
            }
        }
    }
}
