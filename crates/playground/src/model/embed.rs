//! What is different where the page is an example in another page.

use loopscope_link::{At, Fields};
use loopscope_trace::Stream;

/// An example in another page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Embed {
    pub(crate) view: View,
    pub(crate) mode: Mode,
    /// The program came from the page around, and not out of a link: only that page may run it.
    pub(crate) is_given: bool,
    /// The reader did not ask for the run: it may do less.
    pub(crate) is_unasked: bool,
    /// Nobody sees it.
    pub(crate) is_unseen: bool,
    /// It stands still for that.
    pub(crate) rests: bool,
    /// How many bytes of the run's output were told to the page around.
    pub(crate) told: usize,
}

impl Embed {
    /// An example as its link, or the page around it, wants it; a name that is not known here is as good as none.
    pub(crate) fn of(fields: &Fields, is_given: bool) -> Embed {
        let mode = fields.get(Fields::MODE).and_then(Mode::from_name).unwrap_or_default();
        let view = fields.get(Fields::VIEW).and_then(View::from_name).unwrap_or_default();
        // Who walks through a run sees where they are.
        let view = if mode == Mode::Trace && view == View::Console { View::Both } else { view };
        Embed { view, mode, is_given, ..Embed::default() }
    }
}

/// The page around is told at most this many bytes of a run's output.
pub(crate) const MOST_TOLD: usize = 1 << 20;

/// What a reader can do with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Change the program, and run it.
    #[default]
    Edit,
    /// Run it as it is.
    Read,
    /// Walk through a run of it.
    Trace,
}

impl Mode {
    /// That of a name; `None` if there is none.
    pub(crate) fn from_name(name: &str) -> Option<Mode> {
        match name {
            "edit" => Some(Mode::Edit),
            "read" => Some(Mode::Read),
            "trace" => Some(Mode::Trace),
            _ => None,
        }
    }
}

/// What is shown beside the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    Console,
    Timeline,
    #[default]
    Both,
}

impl View {
    /// That of a name; `None` if there is none.
    pub(crate) fn from_name(name: &str) -> Option<View> {
        match name {
            "console" => Some(View::Console),
            "timeline" => Some(View::Timeline),
            "both" => Some(View::Both),
            _ => None,
        }
    }

    /// Whether the console is shown.
    pub(crate) fn has_console(self) -> bool {
        self != View::Timeline
    }

    /// Whether the timeline is shown.
    pub(crate) fn has_timeline(self) -> bool {
        self != View::Console
    }
}

/// Something that the page around is told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Word {
    /// The reader changed the program to this.
    Edited(String),
    /// The program runs.
    Started,
    /// It printed.
    Output(Stream, String),
    /// The reader stands at this moment of the run.
    Event(At),
    /// It has ended, with this exit status; `None` if the engine failed.
    Finished(Option<i32>),
    /// What was asked for was not done.
    Refused(Refusal),
}

/// Why something is not done that the page around asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The program came out of a link.
    FromALink,
    /// The program has more bytes than [`loopscope_link::PROGRAM_LIMIT`].
    TooLarge,
    /// There is no lesson of that name.
    NoLesson,
    /// The example points at no moment.
    NoMoment,
}

impl Refusal {
    /// What the page around is told.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Refusal::FromALink => "A link never runs by itself: the reader presses Run.",
            Refusal::TooLarge => "The program has more than a million characters.",
            Refusal::NoLesson => "There is no lesson of that name.",
            Refusal::NoMoment => "The example points at no moment.",
        }
    }
}

impl Word {
    /// What it is called in messages.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Word::Edited(_) => "edited",
            Word::Started => "started",
            Word::Output(..) => "output",
            Word::Event(_) => "event",
            Word::Finished(_) => "finished",
            Word::Refused(_) => "refused",
        }
    }
}
