//! How far a run has come.

/// Where the program stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It was not run yet.
    #[default]
    Idle,
    /// Its engine is taken up.
    Loading,
    /// It runs.
    Running,
    /// It and its time stand still: at a breakpoint in this line, unless that is 0.
    Paused { line: u32 },
    /// It ended, but its output is not shown yet: after so many frames at most the page says so.
    Ending { exit_status: i32, frames: u32 },
    /// It ended.
    Ended { exit_status: i32 },
    /// The engine failed.
    Crashed,
}

impl Phase {
    /// Its name in the page's `data-state`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Phase::Idle => "idle",
            Phase::Ended { .. } => "ended",
            Phase::Crashed => "crashed",
            _ => "running",
        }
    }

    /// Whether a program runs, as far as the page says.
    pub(crate) fn is_on(self) -> bool {
        matches!(self, Phase::Loading | Phase::Running | Phase::Paused { .. } | Phase::Ending { .. })
    }

    /// Whether it stands still.
    pub(crate) fn is_paused(self) -> bool {
        matches!(self, Phase::Paused { .. })
    }

    /// How the program ended.
    pub(crate) fn exit_status(self) -> Option<i32> {
        match self {
            Phase::Ended { exit_status } => Some(exit_status),
            _ => None,
        }
    }
}
