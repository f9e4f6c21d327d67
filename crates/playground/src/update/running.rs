//! Running a program: from Run to its end.

use loopscope_story::steps::{Step, Way};

use super::Update;
use super::effect::Effect;
use crate::message::Report;
use crate::model::backlog::{A_LITTLE, MUCH, WHAT_IS_DUE};
use crate::model::embed::Word;
use crate::model::phase::Phase;
use crate::model::run::SharedRun;
use crate::model::tabs::Tab;
use crate::model::{Answered, Model, Notice, Question};

/// In how many frames the page shows a program's last output before it says that the program ended.
const FRAMES_TO_END: u32 = 3;
/// How long to wait between two frames while more is written than they can show: nobody can read that, and
/// the page has other things to do.
const FLOOD_MILLIS: u32 = 80;
/// A shorter pause is none: the browser's next frame is not nearer.
const SHORTEST_PAUSE_MILLIS: u32 = 4;

impl Update<'_> {
    /// Takes up the program, the clock and the engine for a new run.
    pub(super) fn start(&mut self) {
        self.forget_run();
        self.model.phase = Phase::Loading;
        self.show(Tab::Console);
        self.effects.extend([Effect::ClearError, Effect::ShowResults, Effect::Start]);
        self.tell(Word::Started);
    }

    /// Ends the run, if there is one, and forgets what is known of it.
    pub(super) fn forget_run(&mut self) {
        self.forget_cursor();
        self.ask(Effect::ForgetRun);
        let model = &mut *self.model;
        model.number += 1;
        model.stops = 0;
        model.tabs.forget();
        model.run = SharedRun::new(model.settings.clock, self.now);
        if let Some(embed) = &mut model.embed {
            (embed.told, embed.is_unasked, embed.rests) = (0, false, false);
            model.run.borrow_mut().untold = Some(Vec::new());
        }
        model.ran.clone_from(&model.text);
        model.run.borrow_mut().lanes.lines = model.lines.clone();
        model.stuck = None;
        model.question = None;
        model.answered = Answered::default();
        model.notice = None;
        model.asked = None;
        if let Some(aim) = &mut model.aim {
            aim.runs = false;
        }
    }

    /// The program asks, or does no longer. What the link says was typed is typed for the reader.
    fn asks(&mut self, question: Option<Question>) {
        let given = self.model.settings.answers.get(self.model.answered.lines.len()).cloned();
        let is_asked = question.is_some();
        self.model.question = question;
        if let Some(line) = given.filter(|_| is_asked) {
            self.answer(Some(line));
        }
    }

    /// Somebody answers; nobody does so any more without a line.
    pub(super) fn answer(&mut self, line: Option<String>) {
        let answered = &mut self.model.answered;
        answered.has_hidden |= self.model.question.as_ref().is_some_and(|question| question.is_hidden);
        answered.lines.extend(line.clone());
        self.ask(Effect::Answer(line));
    }

    pub(super) fn started(&mut self, number: u32, result: Result<(), String>) {
        if number != self.model.number {
            return;
        }
        match result {
            Ok(()) if self.model.phase == Phase::Loading => {
                self.model.phase = Phase::Running;
                self.ask(Effect::SetBreakpoints);
                // Whoever pressed Stop while the engine was loading meant this run.
                self.effects.extend((0..self.model.stops).map(|_| Effect::Interrupt));
                self.rest();
            }
            // It ended at once.
            Ok(()) => self.ask(Effect::EndSession),
            Err(message) => self.crash(&message),
        }
    }

    pub(super) fn stop(&mut self) {
        if let Phase::Running | Phase::Paused { .. } = self.model.phase {
            // It goes on, to be interrupted.
            self.model.phase = Phase::Running;
            self.model.run.borrow_mut().pause(false, self.now);
            self.ask(Effect::Interrupt);
        } else if self.model.phase != Phase::Loading {
            return;
        }
        self.model.stops += 1;
    }

    /// Lets the program and its time stand still, or go on.
    pub(super) fn pause(&mut self, paused: bool) {
        let may = if paused { self.model.phase == Phase::Running } else { self.model.phase.is_paused() };
        if may {
            self.model.phase = if paused { Phase::Paused { line: 0 } } else { Phase::Running };
            let goes_on_to_line = paused || matches!(self.model.cursor.pending, Some(Step::Line(_)));
            if !goes_on_to_line && std::mem::take(&mut self.model.cursor.has_goal) {
                self.ask(Effect::SetBreakpoints);
            }
            self.model.run.borrow_mut().pause(paused, self.now);
            self.ask(Effect::Pause(paused));
            self.catch_up();
        }
    }

    /// The program stands still: at a breakpoint, and there the reader stands, unless they are on the way to something before it; or
    /// because they are on the way.
    fn at_breakpoint(&mut self) {
        if !matches!(self.model.phase, Phase::Running | Phase::Paused { .. }) {
            return;
        }
        self.catch_up();
        let mut run = self.model.run.borrow_mut();
        let hit = run.hit.take();
        run.pause(true, self.now);
        drop(run);
        self.model.phase = Phase::Paused { line: hit.map_or(0, |(_, line)| line) };
        let pending = self.model.cursor.pending;
        if pending.is_some_and(|step| self.goes(step, Way::Forward)) {
            return;
        }
        let moment = hit.and_then(|(event, _)| self.model.run.borrow().recording.moment_of(event));
        match (moment, pending) {
            (Some(moment), _) => self.go_to(moment),
            (None, Some(Step::Out)) => self.ask_out(),
            // It stands where something has happened that may have been what the step leads to.
            (None, Some(_)) => self.pause(false),
            (None, None) => {}
        }
    }

    /// Hears a program; whether the page may look different before the next frame.
    pub(super) fn reported(&mut self, number: u32, report: Report) -> bool {
        if number != self.model.number {
            return false;
        }
        match report {
            Report::Events(batch) => {
                let mut run = self.model.run.borrow_mut();
                run.hear(batch, self.now);
                let due = if run.is_due(self.now) { WHAT_IS_DUE } else { 0 };
                drop(run);
                // Whatever stands is known as far as it came.
                if !self.take_in(if self.may_be_behind() { due } else { usize::MAX }) {
                    return true;
                }
                self.arrive();
                self.await_frame();
                return false;
            }
            Report::Stuck(waits) => self.model.stuck = waits,
            Report::Asks(question) => self.asks(question),
            // One after the other; and what went wrong comes before.
            Report::Refused(origin) => {
                self.model.notice.get_or_insert(Notice::Private(origin));
            }
            Report::AtBreakpoint => self.at_breakpoint(),
            Report::Ended(exit_status) => {
                self.model.question = None;
                self.model.run.borrow_mut().pause(true, self.now);
                self.model.phase = Phase::Ending { exit_status, frames: FRAMES_TO_END };
                self.ask(Effect::EndSession);
                // What comes now is the last: nothing to wait for.
                self.model.awaits_frame = false;
                self.await_frame();
            }
            Report::Crashed(message) => self.crash(&message),
        }
        true
    }

    /// Whether what came may be put off for what comes: the program runs, nobody waits for something in particular, and it does not
    /// write so much that it has to wait itself.
    fn may_be_behind(&self) -> bool {
        let Model { phase, cursor, run, .. } = &*self.model;
        let runs = matches!(phase, Phase::Loading | Phase::Running);
        runs && cursor.pending.is_none() && !self.aims() && !run.borrow().flooded()
    }

    /// Takes in all that has come.
    pub(super) fn catch_up(&mut self) {
        self.take_in(usize::MAX);
    }

    /// Takes in about so many bytes of what has come; whether that could be read.
    fn take_in(&mut self, bytes: usize) -> bool {
        let taken = self.model.run.borrow_mut().take_in(bytes);
        match taken {
            Err(error) => {
                self.crash(&format!("the engine’s events can’t be read ({error})"));
                return false;
            }
            // In an edited program the line is another one.
            Ok(Some(uncaught)) if !self.model.is_edited() => self.ask(Effect::MarkError(uncaught)),
            Ok(_) => {}
        }
        true
    }

    /// Shows what came since the last frame; whether the page may look different.
    pub(super) fn frame(&mut self) -> bool {
        self.model.awaits_frame = false;
        if std::mem::take(&mut self.model.editor_waits) {
            self.ask(Effect::WakeEditor);
        }
        let is_over = matches!(self.model.phase, Phase::Ending { .. });
        let mut run = self.model.run.borrow_mut();
        run.begin_picture(self.now);
        let has_time = is_over || run.is_quiet(self.now);
        drop(run);
        if !self.take_in(if has_time { MUCH } else { A_LITTLE }) {
            return true;
        }
        let mut run = self.model.run.borrow_mut();
        let behind = run.is_behind();
        if is_over {
            if behind {
                // The next picture is the last: no other before it.
                drop(run);
                self.await_frame();
                return false;
            }
            run.end(self.now);
        }
        run.tell();
        drop(run);
        self.tell_output();
        let mut run = self.model.run.borrow_mut();
        let printed = run.revealed().end;
        let (more, flooded) = (run.reveal(), run.flooded());
        let prints = run.revealed().end > printed;
        drop(run);
        self.model.tabs.tell(Tab::Timeline);
        if prints {
            self.model.tabs.tell(Tab::Console);
        }
        if more || behind {
            self.await_frame();
        }
        // The page says that the program ended once its output is shown; but it need not wait for ever, when that is a flood.
        if let Phase::Ending { exit_status, frames } = self.model.phase {
            let frames = frames - 1;
            self.model.phase = if !more || frames == 0 || flooded {
                self.model.stuck = None;
                self.tell(Word::Finished(Some(exit_status)));
                Phase::Ended { exit_status }
            } else {
                Phase::Ending { exit_status, frames }
            };
        }
        self.follow();
        if let Phase::Ended { exit_status } = self.model.phase {
            self.example_ended(exit_status);
        }
        true
    }

    fn crash(&mut self, message: &str) {
        let mut run = self.model.run.borrow_mut();
        while run.is_behind() {
            // What can't be read of it is lost.
            let _ = run.take_in(usize::MAX);
        }
        drop(run);
        self.model.phase = Phase::Crashed;
        self.model.stuck = None;
        self.model.question = None;
        self.model.notice = Some(Notice::Crash(sentence(message)));
        let mut run = self.model.run.borrow_mut();
        run.end(self.now);
        run.tell();
        drop(run);
        self.tell_output();
        self.tell(Word::Finished(None));
        self.ask(Effect::EndSession);
        self.follow();
    }

    fn await_frame(&mut self) {
        if std::mem::replace(&mut self.model.awaits_frame, true) {
            return;
        }
        let run = self.model.run.borrow();
        let millis = if run.flooded() { FLOOD_MILLIS } else { run.millis_to_picture(self.now) as u32 };
        let has_time = run.is_behind() && run.is_quiet(self.now);
        let is_soon =
            millis < SHORTEST_PAUSE_MILLIS || has_time || matches!(self.model.phase, Phase::Ending { .. });
        drop(run);
        self.ask(Effect::Frame(if is_soon { 0 } else { millis }));
    }
}

/// A message as a sentence.
fn sentence(message: &str) -> String {
    let mut chars = message.trim_end_matches('.').chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}
