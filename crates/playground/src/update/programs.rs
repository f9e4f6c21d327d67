//! Which program is in the editor: from the address, from the lessons, from the reader.

use loopscope_files::Lines;
use loopscope_link::{Link, Problem, Program};

use super::Update;
use super::effect::Effect;
use crate::message::Given;
use crate::model::Notice;
use crate::model::drafts::Drafts;
use crate::model::embed::{Mode, Word};
use crate::model::lessons::is_still;
use crate::model::origin::{Linked, Origin};
use crate::model::phase::Phase;
use crate::model::settings::Settings;
use crate::model::tabs::Tab;

impl Update<'_> {
    /// Opens a lesson, which the reader chose: as if they had followed a link to it, but what runs ends without a question.
    pub(super) fn choose_lesson(&mut self, lesson: usize) {
        self.forget_run();
        self.model.phase = Phase::Idle;
        self.ask(Effect::Name(Origin::lesson(lesson).address));
        self.ask(Effect::ReadAddress);
    }

    pub(super) fn opened(&mut self, opened: Result<Linked, Problem>) {
        match opened {
            // An address that names no program is as good as none, but takes no program away.
            Ok(Linked { origin: Origin { is_default: true, ref address, .. }, .. })
                if !address.is_empty() && !self.model.text.is_empty() => {}
            Ok(linked) if self.model.phase.is_on() => {
                self.model.notice = Some(Notice::Asks);
                self.model.asked = Some(linked);
            }
            Ok(linked) => self.open_linked(linked),
            // A link that can't be read takes nothing away.
            Err(problem) => {
                if self.model.text.is_empty() {
                    self.open(None, Origin::default(), Drafts::default());
                }
                self.report(format!(
                    "This link can’t be opened: {problem}. It was cut off or changed on its way; ask for it again."
                ));
            }
        }
    }

    /// Opens the link for which a program that runs is to end, or leaves it.
    pub(super) fn answered(&mut self, wanted: bool) {
        self.model.notice = None;
        match self.model.asked.take() {
            Some(linked) if wanted => self.open_linked(linked),
            _ => self.ask(Effect::Name(self.model.origin.address.clone())),
        }
    }

    fn open_linked(&mut self, linked: Linked) {
        let Linked { origin, kept, drafts, problem } = linked;
        let (kept, origin, drafts) = match &mut self.model.embed {
            None => (kept, origin, drafts),
            // What the reader wrote elsewhere is not for the page around, until they themselves want to see it here.
            Some(embed) => {
                embed.is_given = false;
                let is_elsewhere = origin.original().is_none();
                let origin = if is_elsewhere { Origin::first(&origin.address) } else { origin };
                (None, origin, Drafts { shown: 0, ..drafts })
            }
        };
        self.show_linked(Linked { origin, kept, drafts, problem });
    }

    /// Opens a program with all that is said of it.
    pub(super) fn show_linked(&mut self, linked: Linked) {
        let Linked { origin, kept, drafts, problem } = linked;
        if self.model.embed.is_some() {
            // Nobody chose there what the one before was run with.
            self.model.settings = Settings::default();
        }
        self.model.settings.take(&origin.fields);
        self.open(kept, origin, drafts);
        self.show_example();
        self.take_aim();
        if let Some(problem) = problem {
            self.report(format!("This link is damaged: {problem}. Its program could be opened."));
        }
    }

    /// Brings the editor to life; when a program was run before that, its first lines come first.
    pub(super) fn wake_editor(&mut self, wanted: bool) {
        if self.model.embed.as_ref().is_some_and(|embed| embed.mode != Mode::Edit) {
            // The program is read as it is.
        } else if wanted || !self.model.phase.is_on() {
            self.ask(Effect::WakeEditor);
        } else {
            self.model.editor_waits = true;
        }
    }

    /// Puts a program, or what the reader made of it, into the editor.
    pub(super) fn open(&mut self, kept: Option<String>, origin: Origin, drafts: Drafts) {
        let text = kept.unwrap_or_else(|| origin.program.clone());
        (self.model.origin, self.model.drafts) = (origin, drafts);
        self.model.aim = None;
        self.model.allowed.clear();
        self.compare(&text);
        self.forget_run();
        self.model.phase = Phase::Idle;
        self.show(Tab::Program);
        self.ask(Effect::Open(text));
    }

    pub(super) fn edited(&mut self, text: String) {
        self.ask(Effect::ClearError);
        let was_edited = self.model.is_edited();
        self.compare(&text);
        if was_edited != self.model.is_edited() {
            // What is marked is of the program that ran.
            self.point();
        }
        if self.model.embed.is_some() {
            self.tell(Word::Edited(text.clone()));
        }
        self.ask(Effect::Keep(text));
    }

    /// The reader let a panel write the program.
    pub(super) fn written(&mut self, text: String) {
        self.show(Tab::Program);
        self.ask(Effect::Write(text.clone()));
        self.edited(text);
    }

    /// What the reader wrote is kept; whether the page looks different then.
    pub(super) fn kept(&mut self, drafts: Drafts) -> bool {
        let before = std::mem::replace(&mut self.model.drafts, drafts);
        if drafts.refused && !before.refused {
            self.report("This browser keeps nothing for this page: what you write is lost when you close it, unless you share it.".to_owned());
        }
        drafts != before
    }

    /// The reader sees a draft of the program, or the program as it came.
    pub(super) fn draft_shown(&mut self, draft: Option<String>, drafts: Drafts) {
        self.model.drafts = drafts;
        let text = draft.unwrap_or_else(|| self.model.origin.program.clone());
        self.compare(&text);
        self.point();
        self.effects.extend([Effect::ClearError, Effect::Open(text)]);
    }

    /// The program is this now.
    fn compare(&mut self, text: &str) {
        text.clone_into(&mut self.model.text);
        self.model.lines = Lines::of(text);
        self.model.typed_over = self.model.origin.lesson.is_some_and(|lesson| !is_still(lesson, text));
    }

    /// The reader has got a link: that is where the program is from now on. Drafts of what it was made of stay there.
    pub(super) fn given(&mut self, given: Given) {
        let Given { link, program } = given;
        let Some((_, address)) = link.split_once('#') else { return };
        let Ok(Some(Link { fields, program: place })) = Link::read(address) else { return };
        let origin = match (place, self.model.lesson()) {
            (Program::Lesson(_), Some(lesson)) => Origin::lesson(lesson),
            (_, lesson) => Origin { lesson, ..Origin::linked(program) },
        };
        let origin = Origin { address: address.to_owned(), fields, ..origin };
        let before = std::mem::replace(&mut self.model.origin, origin);
        let address = address.to_owned();
        if before.name == self.model.origin.name {
            return self.ask(Effect::Rename(address));
        }
        self.effects.extend([Effect::Name(address), Effect::BeginDraft]);
    }
}
