//! What the page around asks for, and what it is told, when this is an example in another page.

use loopscope_link::{Fields, PROGRAM_LIMIT};
use loopscope_story::steps::{Step, Way, destination};
use loopscope_trace::Moment;

use super::Update;
use super::effect::Effect;
use crate::message::{Ask, Example};
use crate::model::Notice;
use crate::model::clock::Clock;
use crate::model::drafts::Drafts;
use crate::model::embed::{Embed, MOST_TOLD, Mode, Refusal, Word};
use crate::model::lessons;
use crate::model::origin::{Linked, Origin};
use crate::model::phase::Phase;

/// What an exit status says of a program that was stopped.
const STOPPED: i32 = 130;

impl Update<'_> {
    pub(super) fn asked(&mut self, ask: Ask) {
        let Some(embed) = &self.model.embed else { return };
        let is_given = embed.is_given;
        match ask {
            Ask::Load(given) => self.load(given),
            Ask::Run { .. } | Ask::RunTo if !is_given => self.tell(Word::Refused(Refusal::FromALink)),
            Ask::Run { is_unasked } => self.run_given(is_unasked),
            Ask::RunTo if self.model.aim.is_some() => self.run_to_aim(),
            Ask::RunTo => self.tell(Word::Refused(Refusal::NoMoment)),
            Ask::Pause(paused) => self.pause(paused),
            Ask::Step(step, way) => self.step(step, way),
            Ask::Stop => self.stop(),
            Ask::Seen(seen) => self.seen(seen),
            Ask::Theme(dark) => self.ask(Effect::UseTheme { dark }),
        }
    }

    fn load(&mut self, given: Example) {
        let Example { code, lesson, fields, dark } = given;
        if code.as_ref().is_some_and(|code| code.len() > PROGRAM_LIMIT) {
            return self.tell(Word::Refused(Refusal::TooLarge));
        }
        if let Some(dark) = dark {
            self.ask(Effect::UseTheme { dark });
        }
        let origin = match (lesson, code) {
            (Some(name), _) => match lessons::find(&name) {
                Some(lesson) => Origin::lesson(lesson),
                None => return self.tell(Word::Refused(Refusal::NoLesson)),
            },
            (None, code) => Origin::linked(code.unwrap_or_default()),
        };
        let problem = fields.problem();
        if let Some(embed) = &mut self.model.embed {
            embed.is_given = true;
        }
        self.show_linked(Linked {
            origin: Origin { fields, ..origin },
            kept: None,
            drafts: Drafts::default(),
            problem,
        });
    }

    /// Shows an example as its fields want it: what is seen of it, and what can be done with it.
    pub(super) fn show_example(&mut self) {
        let Some(Embed { is_given, is_unseen, .. }) = self.model.embed else { return };
        let fields = &self.model.origin.fields;
        let embed = Embed { is_unseen, ..Embed::of(fields, is_given) };
        let theme = fields.get(Fields::THEME).and_then(|theme| match theme {
            "dark" => Some(true),
            "light" => Some(false),
            _ => None,
        });
        let count = self.model.text.lines().count() as u32;
        let hidden = fields.hidden_lines(count);
        if embed.mode == Mode::Trace && fields.get(Fields::CLOCK).is_none() {
            self.model.settings.clock = Clock::Virtual;
        }
        self.ask(Effect::LetEdit(embed.mode == Mode::Edit));
        self.model.embed = Some(embed);
        if let Some(dark) = theme {
            self.ask(Effect::UseTheme { dark });
        }
        match hidden {
            // Of a program of which nothing is left to see, all is seen.
            Ok(runs) if runs.first() == Some(&(1, count)) => {}
            Ok(runs) if runs.is_empty() => {}
            Ok(runs) => self.ask(Effect::Fold(runs)),
            Err(problem) => self.report(format!("This example is damaged: {problem}.")),
        }
    }

    /// Runs a program for the page around. One that the reader did not ask for runs in virtual time, and may do less.
    fn run_given(&mut self, is_unasked: bool) {
        let clock = self.model.settings.clock;
        if is_unasked {
            self.model.settings.clock = Clock::Virtual;
        }
        self.start();
        self.model.settings.clock = clock;
        if let Some(embed) = &mut self.model.embed {
            embed.is_unasked = is_unasked;
        }
    }

    /// It came into sight, or went out of it.
    fn seen(&mut self, seen: bool) {
        if let Some(embed) = &mut self.model.embed {
            embed.is_unseen = !seen;
        }
        self.rest();
    }

    /// What nobody sees does not run, but stands still until it is seen.
    pub(super) fn rest(&mut self) {
        let runs = self.model.phase == Phase::Running;
        let Some(embed) = &mut self.model.embed else { return };
        let (rested, unseen) = (embed.rests, embed.is_unseen);
        embed.rests = unseen && (runs || rested);
        if unseen && runs || !unseen && rested {
            self.pause(unseen);
        }
    }

    /// The example's run has ended.
    pub(super) fn example_ended(&mut self, exit_status: i32) {
        let Some(embed) = &self.model.embed else { return };
        if embed.is_unasked && exit_status == STOPPED && self.model.stops == 0 {
            self.model.notice = Some(Notice::Unasked);
        } else if embed.mode == Mode::Trace && self.model.cursor.at.moment.is_none() {
            self.go_to_first_line();
        }
    }

    /// To where the program's first line does something.
    fn go_to_first_line(&mut self) {
        let run = self.model.run.borrow();
        let next = |from| destination(&run.recording, from, Step::Event, Way::Forward);
        let mut moments = std::iter::successors(next(None), |moment| next(Some(*moment)));
        let has_line = |moment: &Moment| run.recording.at(*moment).is_some_and(|event| event.line > 0);
        let first = moments.find(has_line);
        drop(run);
        if let Some(moment) = first {
            self.go_to(moment);
        }
    }

    /// Tells the page around something, if there is one.
    pub(super) fn tell(&mut self, word: Word) {
        if self.model.embed.is_some() {
            self.ask(Effect::Tell(word));
        }
    }

    /// Tells it where the reader stands.
    pub(super) fn tell_event(&mut self) {
        if self.model.embed.is_some()
            && let Some(at) = self.model.stands_at()
        {
            self.tell(Word::Event(at));
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
