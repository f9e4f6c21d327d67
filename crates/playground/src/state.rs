//! What the page shows apart from the program's own recording, and how it changes.

use crate::model::clock::Clock;
use crate::model::lessons;

/// Where the program stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It was not run yet.
    #[default]
    Idle,
    /// It runs.
    Running,
    /// It ended.
    Ended,
    /// The engine failed.
    Crashed,
}

impl Phase {
    /// Its name in the page's `data-state`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Phase::Idle => "idle",
            Phase::Running => "running",
            Phase::Ended => "ended",
            Phase::Crashed => "crashed",
        }
    }
}

/// A message above the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Something went wrong.
    Problem(String),
    /// The engine failed; the program can be run again.
    Crash(String),
}

/// What the page shows.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct State {
    pub(crate) phase: Phase,
    /// How the program ended.
    pub(crate) exit_status: Option<i32>,
    /// Whether the program and its time stand still.
    pub(crate) paused: bool,
    /// How often Stop was asked for in this run.
    pub(crate) stops: u32,
    pub(crate) clock: Clock,
    /// The lesson whose program was put into the editor.
    pub(crate) lesson: Option<usize>,
    /// Another program was typed in its place.
    pub(crate) typed_over: bool,
    pub(crate) notice: Option<Notice>,
    /// Who waits for what, a line for each thread, while nothing happens in the program by itself.
    pub(crate) stuck: Option<String>,
    /// Something short that passes: "Link copied".
    pub(crate) toast: Option<&'static str>,
}

/// A change.
#[derive(Debug)]
pub(crate) enum Action {
    /// A program begins to run.
    Start,
    /// Stop was asked for.
    Stop,
    /// The program is to stand still, or to go on.
    Pause(bool),
    /// Nothing happens in the program by itself any more, or, without a text, something does again.
    Stick { waits: Option<String> },
    /// The program ended.
    End { exit_status: i32 },
    /// The engine failed.
    Crash { message: String },
    /// Another program is in the editor: of a lesson, if one is given.
    Open { lesson: Option<usize> },
    /// The program was changed to this.
    Edit { program: String },
    /// Another clock.
    Choose(Clock),
    /// Something went wrong, but for the program.
    Report { problem: String },
    /// The message was read.
    Dismiss,
    /// Something short to say, or no more.
    Toast(Option<&'static str>),
}

impl State {
    /// Changes the state.
    pub(crate) fn apply(&mut self, action: Action) {
        match action {
            Action::Start => {
                self.phase = Phase::Running;
                self.exit_status = None;
                self.paused = false;
                self.stops = 0;
                self.notice = None;
                self.stuck = None;
            }
            // It goes on, to be interrupted.
            Action::Stop => (self.stops, self.paused) = (self.stops + 1, false),
            Action::Pause(paused) => self.paused = paused && self.running(),
            Action::Stick { waits } => self.stuck = waits,
            Action::End { exit_status } => {
                self.stuck = None;
                self.paused = false;
                self.phase = Phase::Ended;
                self.exit_status = Some(exit_status);
            }
            Action::Crash { message } => {
                self.phase = Phase::Crashed;
                self.paused = false;
                self.stuck = None;
                self.notice = Some(Notice::Crash(message));
            }
            Action::Open { lesson } => {
                self.phase = Phase::Idle;
                self.paused = false;
                self.stuck = None;
                self.exit_status = None;
                self.lesson = lesson;
                self.typed_over = false;
                self.notice = None;
            }
            Action::Edit { program } => {
                self.typed_over = self.lesson.is_some_and(|lesson| !lessons::is_still(lesson, &program));
            }
            Action::Choose(clock) => self.clock = clock,
            Action::Report { problem } => self.notice = Some(Notice::Problem(problem)),
            Action::Dismiss => self.notice = None,
            Action::Toast(toast) => self.toast = toast,
        }
    }

    /// The lesson whose program is in the editor, as it was or changed.
    pub(crate) fn lesson(&self) -> Option<usize> {
        self.lesson.filter(|_| !self.typed_over)
    }

    /// Whether a program runs.
    pub(crate) fn running(&self) -> bool {
        self.phase == Phase::Running
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_forgets_how_the_last_one_ended() {
        let mut state = State::default();
        for action in [Action::Start, Action::Stop, Action::End { exit_status: 130 }] {
            state.apply(action);
        }
        assert_eq!((state.phase, state.exit_status, state.stops), (Phase::Ended, Some(130), 1));
        state.apply(Action::Start);
        assert_eq!((state.phase, state.exit_status, state.stops), (Phase::Running, None, 0));
    }

    #[test]
    fn only_what_runs_is_paused_and_stop_lets_it_go_on() {
        let mut state = State::default();
        state.apply(Action::Pause(true));
        assert!(!state.paused);
        for way_on in [Action::Pause(false), Action::Stop, Action::End { exit_status: 0 }, Action::Start] {
            state.apply(Action::Start);
            state.apply(Action::Pause(true));
            assert!(state.paused);
            state.apply(way_on);
            assert!(!state.paused);
        }
    }

    #[test]
    fn what_is_stuck_is_said_until_it_goes_on_or_ends() {
        let mut state = State::default();
        let stuck = || Action::Stick { waits: Some("MainThread waits".to_owned()) };
        for way_on in [Action::Stick { waits: None }, Action::End { exit_status: 130 }, Action::Start] {
            state.apply(Action::Start);
            state.apply(stuck());
            assert_eq!(state.stuck.as_deref(), Some("MainThread waits"));
            state.apply(way_on);
            assert_eq!(state.stuck, None);
        }
    }

    #[test]
    fn a_lesson_is_left_when_another_program_is_typed_over_it_until_that_is_undone() {
        let mut state = State::default();
        state.apply(Action::Open { lesson: Some(0) });
        state.apply(Action::Edit { program: "print('mine')".to_owned() });
        assert_eq!(state.lesson(), None);
        state.apply(Action::Edit { program: lessons::LESSONS[0].program.to_owned() });
        assert_eq!(state.lesson(), Some(0));
        state.apply(Action::Edit { program: String::new() });
        state.apply(Action::Open { lesson: Some(1) });
        assert_eq!(state.lesson(), Some(1));
    }

    #[test]
    fn a_crash_leaves_the_lesson_and_the_clock() {
        let mut state = State::default();
        state.apply(Action::Open { lesson: Some(2) });
        state.apply(Action::Choose(Clock::Virtual));
        state.apply(Action::Start);
        state.apply(Action::Crash { message: "unreachable".to_owned() });
        assert_eq!((state.lesson, state.clock, state.phase), (Some(2), Clock::Virtual, Phase::Crashed));
        state.apply(Action::Start);
        assert_eq!(state.notice, None);
    }
}
