//! Files: a run as a recording, and what the reader opens.

use super::Update;
use super::effect::Effect;
use crate::message::{Content, Opened, Recorded, Report};
use crate::model::Notice;
use crate::model::drafts::Drafts;
use crate::model::lessons::LESSONS;
use crate::model::origin::Origin;
use crate::model::settings::Settings;
use crate::model::tabs::Tab;

impl Update<'_> {
    /// The run as a file, named after its lesson.
    pub(super) fn save(&mut self) {
        let lesson = self.model.lesson().and_then(|lesson| LESSONS.get(lesson));
        let name = lesson.map_or("program", |lesson| lesson.name);
        self.ask(Effect::Save(format!("{name}.loopscope")));
    }

    pub(super) fn file_opened(&mut self, opened: Opened) {
        let Opened { name, content } = opened;
        match content {
            Ok(Content { source, recorded }) => {
                let origin = Origin::file(&name, source.clone());
                self.ask(Effect::Name(origin.address.clone()));
                if let Some(recorded) = &recorded {
                    self.model.settings = Settings { clock: recorded.clock, ..Settings::default() };
                }
                self.open(None, origin, Drafts::default());
                self.ask(Effect::Keep(source));
                if let Some(recorded) = recorded {
                    self.show_recorded(&name, recorded);
                }
            }
            // A file that can't be read takes nothing away.
            Err(why) => self.report(format!("{name} can’t be opened: {why}.")),
        }
    }

    /// Shows a run that is over, as if it had been heard of just now.
    fn show_recorded(&mut self, name: &str, recorded: Recorded) {
        self.show(Tab::Timeline);
        self.ask(Effect::LookAtFile);
        let number = self.model.number;
        for batch in recorded.batches {
            self.reported(number, Report::Events(batch));
        }
        self.reported(number, Report::Ended(recorded.exit_status));
        let began = recorded.began.map_or_else(String::new, |began| format!(" of {began}"));
        let cut = if recorded.is_cut { " It ends before the program did." } else { "" };
        self.model.notice = Some(Notice::Hint(format!(
            "This is the recording {name}{began}.{cut} Run starts its program afresh."
        )));
    }
}
