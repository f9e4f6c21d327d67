//! What an update asks for outside of the model.

use loopscope_story::steps::Way;

use crate::model::embed::Word;
use crate::model::run::Uncaught;

/// Something to do. What it is done with is in the editor and the model.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Runs the program in the editor.
    Start,
    /// Interrupts the program.
    Interrupt,
    /// Gives the program a line of input, or says that there is none.
    Answer(Option<String>),
    /// Lets the program and its time stand still, or go on; while a step waits, until something has happened.
    Pause(bool),
    /// Tells the engine which lines have breakpoints.
    SetBreakpoints,
    /// Likewise, and that this line has one, too, for a step to it.
    RunTo(u32),
    /// The program is over: lets go of what ran it.
    EndSession,
    /// Lets go of all that is kept of a run, too.
    ForgetRun,
    /// Asks for a frame of the browser's after so many milliseconds.
    Frame(u32),
    /// Brings the console into view where it is below the program.
    ShowResults,

    /// Brings the editor to life.
    WakeEditor,
    /// Puts a program into the editor.
    Open(String),
    /// Looks at the run of the file that was opened.
    LookAtFile,
    /// Gives the run to the reader, as a file of this name.
    Save(String),
    /// Keeps what the reader wrote.
    Keep(String),
    /// Finds a draft of the program, 0 being none.
    LookAtDraft(usize),
    /// Marks the line of an exception that nobody caught.
    MarkError(Uncaught),
    /// Takes that mark away.
    ClearError,
    /// Marks a line as where the reader stands; 0 takes the mark away.
    PointAt(u32),
    /// Puts the editor's cursor into a line.
    ShowLine(u32),
    /// Begins another file at the end of the program.
    AddFile,
    /// Steps to the line that the editor's cursor is in.
    StepToLine(Way),
    /// Finds where a step out of the innermost call leads.
    StepOut(Way),
    /// Puts the focus on Run.
    FocusRun,

    /// Finds what the address leads to.
    ReadAddress,
    /// Gives the address another part behind `#`; Back leads to what was there.
    Name(String),
    /// Gives the address another part behind `#`, in place of what was there.
    Rename(String),
    /// Lets the reader have a link to the program.
    Share,
    /// Opens the panel that writes programs.
    OpenBatch,
    /// Replaces the program in the editor, as the reader could have done.
    Write(String),
    /// What is written from now on belongs to the program's new origin.
    BeginDraft,
    /// Switches between light and dark.
    SwitchTheme,

    /// Tells the page around something.
    Tell(Word),
    /// Takes the page around's light or dark.
    UseTheme { dark: bool },
    /// Whether the program can be changed.
    LetEdit(bool),
    /// Folds lines of the program away, from the first to the last of each run of them.
    Fold(Vec<(u32, u32)>),
    /// Opens the program in a page of its own.
    OpenOutside,
}
