//! What the page knows: all that it shows, or that two of its views could want. How it changes is in [`crate::update`].

use loopscope_files::Lines;
use loopscope_link::At;
use loopscope_story::words::event_words;

use crate::model::aim::Aim;
use crate::model::clock::Clock;
use crate::model::cursor::Cursor;
use crate::model::drafts::Drafts;
use crate::model::embed::Embed;
use crate::model::options::RunOptions;
use crate::model::origin::{Linked, Origin};
use crate::model::phase::Phase;
use crate::model::run::SharedRun;
use crate::model::settings::Settings;
use crate::model::tabs::Tabs;

pub(crate) mod aim;
pub(crate) mod backlog;
pub(crate) mod clock;
pub(crate) mod cursor;
pub(crate) mod drafts;
pub(crate) mod embed;
pub(crate) mod lessons;
pub(crate) mod options;
pub(crate) mod origin;
pub(crate) mod pace;
pub(crate) mod phase;
pub(crate) mod run;
pub(crate) mod settings;
pub(crate) mod tabs;
pub(crate) mod told;

/// The page.
#[derive(Default)]
pub(crate) struct Model {
    pub(crate) phase: Phase,
    /// Counts the runs: what an earlier one still says is not heard.
    pub(crate) number: u32,
    /// How often Stop was asked for in this run.
    pub(crate) stops: u32,
    pub(crate) run: SharedRun,
    /// Where the reader stands in it.
    pub(crate) cursor: Cursor,
    /// The moment that the link points at.
    pub(crate) aim: Option<Aim>,
    /// The program in the editor.
    pub(crate) text: String,
    /// In which of its files lines are.
    pub(crate) lines: Lines,
    /// The editor comes to life when the program that runs has been seen.
    pub(crate) editor_waits: bool,
    /// The one that runs, or ran last.
    pub(crate) ran: String,
    /// Who waits for what, a line for each thread, while nothing happens in the program by itself.
    pub(crate) stuck: Option<String>,
    /// The line of input that the program waits for.
    pub(crate) question: Option<Question>,
    /// What it got in this run when it asked.
    pub(crate) answered: Answered,
    /// The page is to show more of the run, soon.
    pub(crate) awaits_frame: bool,
    pub(crate) settings: Settings,
    /// The origins that the reader lets the program ask though they are private.
    pub(crate) allowed: Vec<String>,
    /// Where the program comes from.
    pub(crate) origin: Origin,
    pub(crate) drafts: Drafts,
    /// A link that was opened while a program ran: the reader is asked.
    pub(crate) asked: Option<Linked>,
    /// Another program was typed in its place.
    pub(crate) typed_over: bool,
    pub(crate) notice: Option<Notice>,
    /// Which pane is seen where there is room for one.
    pub(crate) tabs: Tabs,
    /// This is an example in another page.
    pub(crate) embed: Option<Embed>,
    /// What the reader chose of light and dark.
    pub(crate) dark: Option<bool>,
}

/// A message above the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Something went wrong.
    Problem(String),
    /// The engine failed; the program can be run again.
    Crash(String),
    /// What the page shows is not what the reader would think.
    Hint(String),
    /// A program runs, and a link to another one was opened.
    Asks,
    /// What ran by itself was stopped.
    Unasked,
    /// The program wanted to ask this private origin, which the reader can allow.
    Private(String),
}

/// A line of input that a thread waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// The words with which the program asks, which it has printed.
    pub(crate) prompt: String,
    /// Whether nobody is to see what is typed.
    pub(crate) is_hidden: bool,
}

/// What was typed in a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answered {
    pub(crate) lines: Vec<String>,
    /// Something of it was not to be seen.
    pub(crate) has_hidden: bool,
}

impl Model {
    /// Whether the program in the editor is another one than that which runs, or ran last.
    pub(crate) fn is_edited(&self) -> bool {
        self.text != self.ran
    }

    /// How the program is run.
    pub(crate) fn run_options(&self) -> RunOptions {
        let is_limited = self.embed.as_ref().is_some_and(|embed| embed.is_unasked);
        let clock = if is_limited { Clock::Virtual } else { self.settings.clock };
        let settings = Settings { clock, ..self.settings.clone() };
        RunOptions { settings, is_limited, allowed: self.allowed.clone() }
    }

    /// The moment at which the reader stands, as a link points at it; none in a program that was changed since.
    pub(crate) fn stands_at(&self) -> Option<At> {
        let moment = self.cursor.at.moment.filter(|_| !self.is_edited())?;
        let run = self.run.borrow();
        let event = run.recording.at(moment)?;
        Some(At::new(moment.0, event.line, &event_words(&run.recording, &run.lanes, &event)))
    }

    /// The lesson whose program is in the editor, as it was or changed.
    pub(crate) fn lesson(&self) -> Option<usize> {
        self.origin.lesson.filter(|_| !self.typed_over)
    }
}
