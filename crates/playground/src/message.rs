//! What can happen in the page.

use std::rc::Rc;

use loopscope_link::{Fields, Problem};
use loopscope_picture::hit::Direction;
use loopscope_picture::{Rows, Spot};
use loopscope_story::frames::Frames;
use loopscope_story::steps::{Step, Way};
use loopscope_story::tree::Item;
use loopscope_trace::{EventId, Moment};

use crate::model::Question;
use crate::model::clock::Clock;
use crate::model::drafts::Drafts;
use crate::model::origin::Linked;
use crate::model::tabs::Tab;

/// Something that happens, of which more than one view could want to know.
pub(crate) enum Msg {
    /// The program is to run.
    Run,
    /// It is to be interrupted.
    Stop,
    /// The reader typed the line that the program waits for; without one, its input has ended.
    Answer(Option<String>),
    /// It is to stand still, or to go on.
    Pause(bool),
    /// The engine has taken the program of run `number`, or could not.
    Started { number: u32, result: Result<(), String> },
    /// The program of run `number` says something.
    Reported { number: u32, report: Report },
    /// The browser draws next.
    Frame,

    /// The address changed, or was read for the first time.
    OpenAddress,
    /// What the address leads to, or why that can't be opened.
    Opened(Result<Linked, Problem>),
    /// The reader wants the program to run to the moment that the link points at.
    RunToAim,
    /// The reader lets the program ask this origin, though it is private.
    Allow(String),
    /// They have read that it points at one.
    LeaveAim,
    /// Whether the reader wants the link that was opened while a program ran.
    Answered(bool),
    /// The reader chose a lesson.
    OpenLesson(usize),
    /// The reader changed the program to this.
    Edited(String),
    /// That is kept, or the browser refuses it.
    Kept(Drafts),
    /// The reader wants to see a draft, 0 being the program as it came.
    ShowDraft(usize),
    /// It is this.
    DraftShown(Option<String>, Drafts),
    /// The reader set a breakpoint, or took one away.
    Breakpoints,
    /// There is time for the editor to come to life, or the reader wants to edit.
    WakeEditor { wanted: bool },
    /// There is no editor, for this reason.
    EditorFailed(String),
    /// The reader leaves the editor for Run.
    LeaveEditor,
    /// The reader wants to see a line of the program.
    ShowLine(u32),
    /// The reader wants another file.
    AddFile,
    /// The reader chose how fast time passes.
    ChooseClock(Clock),
    /// What a file holds that the reader opened.
    FileOpened(Opened),
    /// The reader wants the run as a file.
    Save,
    /// That can't be had, for this reason.
    NotSaved(String),
    /// The page around asks for something.
    Asked(Ask),
    /// The reader wants the program in a page of its own.
    OpenOutside,
    /// That could not be, for this reason.
    NotOpened(String),
    /// The reader wants a link.
    Share,
    /// The reader has got it.
    Given(Given),
    /// It can't be had, for this reason.
    NotShared(String),
    /// The reader wants the panel that writes programs.
    OpenBatch,
    /// It wrote this one.
    Written(String),

    /// The reader chose a segment, or none any more.
    Choose(Option<Spot>),
    /// The reader goes to the next segment in a direction: from the chosen one, else from that which they point at.
    Walk { direction: Direction, rows: Rc<Rows>, pointed: Option<Spot> },
    /// The reader goes to an event.
    GoTo(Moment),
    /// The reader steps on or back. To which line [`Step::Line`] leads is known when that is not 0.
    Step(Step, Way),
    /// A step out of a call, on or back from a moment, leads to this event, or why to none.
    SteppedOut(Moment, Way, Result<EventId, &'static str>),
    /// The calls at an event are known, if they can be had.
    Looked(EventId, Option<Rc<Frames>>),
    /// The reader chose the call of a thread or task with this number, which is at this line.
    ChooseCall(Item, usize, u32),

    /// There is room for one pane only, or for all.
    Narrow(bool),
    /// The reader wants to see a pane.
    ShowTab(Tab),
    /// The reader wants the other of light and dark.
    SwitchTheme,
    /// It is dark now, or light.
    Themed(bool),
    /// The reader has read the notice.
    Dismiss,
}

/// What the page around asks for, when this is an example in another page.
pub(crate) enum Ask {
    /// To show another program.
    Load(Example),
    /// To run it; whether the reader did not ask for that.
    Run {
        is_unasked: bool,
    },
    /// To run it to the moment that the example points at.
    RunTo,
    Pause(bool),
    Step(Step, Way),
    Stop,
    /// The example came into sight, or went out of it.
    Seen(bool),
    Theme(bool),
}

/// A program from the page around.
pub(crate) struct Example {
    pub(crate) code: Option<String>,
    pub(crate) lesson: Option<String>,
    /// How it is run and shown: what a link says of that, by the same names.
    pub(crate) fields: Fields,
    pub(crate) dark: Option<bool>,
}

/// What a running program tells the page.
pub(crate) enum Report {
    /// Events, as [`loopscope_trace::codec`] encodes them.
    Events(Vec<u8>),
    /// Nothing happens by itself any more: who waits for what, a line for each thread; `None`: something does again.
    Stuck(Option<String>),
    /// A thread waits for a line of input; `None`: none does any more.
    Asks(Option<Question>),
    /// It wanted to ask this private origin, and may not.
    Refused(String),
    /// It stands still at a breakpoint.
    AtBreakpoint,
    /// The program ended with this exit status.
    Ended(i32),
    /// The engine itself failed.
    Crashed(String),
}

/// A link that the reader has got.
pub(crate) struct Given {
    pub(crate) link: String,
    /// The program in it.
    pub(crate) program: String,
}

/// What a file holds.
pub(crate) struct Opened {
    /// The file's name.
    pub(crate) name: String,
    /// Why it can't be opened, as what is said of it.
    pub(crate) content: Result<Content, String>,
}

/// What is in a file that can be opened.
pub(crate) struct Content {
    /// The program.
    pub(crate) source: String,
    /// What it did, if the file is a recording.
    pub(crate) recorded: Option<Recorded>,
}

/// A run out of a file: all of it.
pub(crate) struct Recorded {
    pub(crate) clock: Clock,
    /// When it began, in real time.
    pub(crate) began: Option<String>,
    /// As they are reported of a program that runs.
    pub(crate) batches: Vec<Vec<u8>>,
    pub(crate) exit_status: i32,
    /// It went on after what was recorded.
    pub(crate) is_cut: bool,
}
