//! Which program is in the editor: from the address, from the lessons, from the reader.

use super::Update;
use super::effect::Effect;
use crate::message::Linked;
use crate::model::lessons::{LESSONS, is_still};
use crate::model::phase::Phase;
use crate::model::tabs::Tab;

impl Update<'_> {
    /// Opens what the reader wrote here before, else the first lesson.
    pub(super) fn open_first(&mut self, kept: Option<String>) {
        if let Some(lesson) = LESSONS.first() {
            self.open(kept, lesson.program, Some(0));
        }
    }

    pub(super) fn choose_lesson(&mut self, lesson: usize) {
        self.ask(Effect::NameLesson(lesson));
        self.open(None, LESSONS[lesson].program, Some(lesson));
    }

    pub(super) fn opened(&mut self, opened: Result<Option<Linked>, String>) {
        match opened {
            Ok(Some(linked)) => {
                self.model.clock = linked.clock.unwrap_or(self.model.clock);
                self.open(linked.kept, &linked.text, linked.lesson);
            }
            // An address that names no program is as good as none, but takes no program away.
            Ok(None) if self.model.text.is_empty() => self.open_first(None),
            Ok(None) => {}
            // A link that can't be read takes nothing away.
            Err(problem) => {
                if self.model.text.is_empty() {
                    self.open(None, "", None);
                }
                self.report(problem);
            }
        }
    }

    /// Brings the editor to life; when a program was run before that, its first lines come first.
    pub(super) fn wake_editor(&mut self, wanted: bool) {
        if wanted || !self.model.phase.is_on() {
            self.ask(Effect::WakeEditor);
        } else {
            self.model.editor_waits = true;
        }
    }

    /// Puts a program, or what the reader made of it, into the editor.
    pub(super) fn open(&mut self, kept: Option<String>, text: &str, lesson: Option<usize>) {
        self.model.opened_lesson = lesson;
        let text = kept.unwrap_or_else(|| text.to_owned());
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
        self.ask(Effect::Keep(text));
    }

    /// The program is this now.
    fn compare(&mut self, text: &str) {
        text.clone_into(&mut self.model.text);
        self.model.typed_over = self.model.opened_lesson.is_some_and(|lesson| !is_still(lesson, text));
    }

    pub(super) fn shared(&mut self, shared: Result<bool, String>) {
        match shared {
            Ok(copied) => {
                self.model.toast =
                    Some(if copied { "Link copied" } else { "The link is in the address bar" });
                self.ask(Effect::EndToast);
            }
            Err(problem) => self.report(problem),
        }
    }
}
