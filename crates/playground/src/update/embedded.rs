//! What the page around asks for, and what it is told, when this is an example in another page.

use super::Update;
use super::effect::Effect;
use crate::message::{Ask, Example};
use crate::model::clock::Clock;
use crate::model::drafts::Drafts;
use crate::model::embed::{Embed, MOST_TOLD, View, Word};
use crate::model::lessons;
use crate::model::origin::Origin;

/// Why a program out of a link is not run.
const FROM_A_LINK: &str = "A link never runs by itself: the reader presses Run.";
/// Why a lesson is not opened.
const NO_LESSON: &str = "There is no lesson of that name.";

impl Update<'_> {
    pub(super) fn asked(&mut self, ask: Ask) {
        if self.model.embed.is_none() {
            return;
        }
        match ask {
            Ask::Load(given) => self.load(given),
            Ask::Run if self.model.embed.as_ref().is_some_and(|embed| embed.is_given) => self.start(),
            Ask::Run => self.tell(Word::Refused(FROM_A_LINK)),
            Ask::Pause(paused) => self.pause(paused),
            Ask::Step(step, way) => self.step(step, way),
            Ask::Stop => self.stop(),
            Ask::Theme(dark) => self.ask(Effect::UseTheme { dark }),
        }
    }

    fn load(&mut self, given: Example) {
        let Example { code, lesson, clock, view, mode, dark } = given;
        if let Some(clock) = clock.as_deref().and_then(Clock::from_name) {
            self.model.settings.clock = clock;
        }
        if let Some(dark) = dark {
            self.ask(Effect::UseTheme { dark });
        }
        let origin = match (lesson, code) {
            (Some(name), _) => match lessons::find(&name) {
                Some(lesson) => Origin::lesson(lesson),
                None => return self.tell(Word::Refused(NO_LESSON)),
            },
            (None, code) => Origin::linked(code.unwrap_or_default()),
        };
        let view = view.as_deref().and_then(View::from_name).unwrap_or_default();
        self.model.embed = Some(Embed { view, is_given: true, told: 0 });
        self.ask(Effect::LetEdit(mode.as_deref() != Some("read")));
        self.open(None, origin, Drafts::default());
    }

    /// Tells the page around something, if there is one.
    pub(super) fn tell(&mut self, word: Word) {
        if self.model.embed.is_some() {
            self.ask(Effect::Tell(word));
        }
    }

    /// Tells it what was printed and not told yet, up to what it is told of a run.
    pub(super) fn tell_output(&mut self) {
        let Some(embed) = &mut self.model.embed else { return };
        let mut run = self.model.run.borrow_mut();
        let Some(untold) = &mut run.untold else { return };
        for (stream, text) in std::mem::take(untold) {
            embed.told += text.len();
            if embed.told > MOST_TOLD {
                run.untold = None;
                break;
            }
            self.effects.push(Effect::Tell(Word::Output(stream, text)));
        }
    }
}
