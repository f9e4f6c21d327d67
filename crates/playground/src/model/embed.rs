//! What is different where the page is an example in another page.

use loopscope_trace::Stream;

/// An example in another page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Embed {
    pub(crate) view: View,
    /// The program came from the page around, and not out of a link: only that page may run it.
    pub(crate) is_given: bool,
    /// How many bytes of the run's output were told to the page around.
    pub(crate) told: usize,
}

/// The page around is told at most this many bytes of a run's output.
pub(crate) const MOST_TOLD: usize = 1 << 20;

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
    /// It has ended, with this exit status; `None` if the engine failed.
    Finished(Option<i32>),
    /// What was asked for was not done.
    Refused(&'static str),
}

impl Word {
    /// What it is called in messages.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Word::Edited(_) => "edited",
            Word::Started => "started",
            Word::Output(..) => "output",
            Word::Finished(_) => "finished",
            Word::Refused(_) => "refused",
        }
    }
}
