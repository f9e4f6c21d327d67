//! How the page changes: the one place where what happens changes what is known.

use crate::message::Msg;
use crate::model::tabs::Tab;
use crate::model::{Model, Notice};
use crate::update::effect::Effect;

mod aim;
pub(crate) mod cursor;
pub(crate) mod effect;
mod embedded;
mod files;
mod programs;
mod running;

/// What follows from something that happened.
pub(crate) struct Outcome {
    /// What is to be done outside of the model, in this order.
    pub(crate) effects: Vec<Effect>,
    /// Whether the page may look different.
    pub(crate) shows: bool,
}

/// Takes in what happened at `now`, in milliseconds of the page's clock.
pub(crate) fn update(model: &mut Model, msg: Msg, now: f64) -> Outcome {
    let mut update = Update { model, now, effects: Vec::new() };
    let shows = update.take(msg);
    Outcome { effects: update.effects, shows }
}

struct Update<'a> {
    model: &'a mut Model,
    now: f64,
    effects: Vec<Effect>,
}

impl Update<'_> {
    /// Takes in a message; whether the page may look different then.
    fn take(&mut self, msg: Msg) -> bool {
        match msg {
            Msg::Run => self.start(),
            Msg::Stop => self.stop(),
            Msg::Answer(line) => self.answer(line),
            Msg::Pause(paused) => {
                self.model.cursor.pending = None;
                self.pause(paused);
            }
            Msg::Started { number, result } => self.started(number, result),
            Msg::Reported { number, report } => return self.reported(number, report),
            Msg::Frame => return self.frame(),

            Msg::OpenAddress => self.ask(Effect::ReadAddress),
            Msg::Opened(opened) => self.opened(opened),
            Msg::RunToAim => self.run_to_aim(),
            Msg::Allow(origin) => {
                self.model.allowed.push(origin);
                self.start();
            }
            Msg::LeaveAim => self.leave_aim(),
            Msg::Answered(wanted) => self.answered(wanted),
            Msg::OpenLesson(lesson) => self.choose_lesson(lesson),
            Msg::Edited(text) => self.edited(text),
            Msg::Kept(drafts) => return self.kept(drafts),
            Msg::ShowDraft(number) => self.ask(Effect::LookAtDraft(number)),
            Msg::DraftShown(draft, drafts) => self.draft_shown(draft, drafts),
            Msg::Breakpoints => self.ask(Effect::SetBreakpoints),
            Msg::WakeEditor { wanted } => {
                self.wake_editor(wanted);
                return false;
            }
            Msg::EditorFailed(reason) => {
                self.report(format!("The editor could not be loaded: {reason}. Load the page again."));
            }
            Msg::LeaveEditor => self.ask(Effect::FocusRun),
            Msg::ShowLine(line) => {
                self.show(Tab::Program);
                self.ask(Effect::ShowLine(line));
            }
            Msg::AddFile => self.ask(Effect::AddFile),
            Msg::ChooseClock(clock) => self.model.settings.clock = clock,
            Msg::FileOpened(opened) => self.file_opened(opened),
            Msg::Save => self.save(),
            Msg::NotSaved(why) => self.report(format!("This run can’t be saved: {why}.")),
            Msg::Asked(ask) => self.asked(ask),
            Msg::OpenOutside => self.ask(Effect::OpenOutside),
            Msg::NotOpened(why) => self.report(why),
            Msg::Share => self.ask(Effect::Share),
            Msg::Given(given) => self.given(given),
            Msg::OpenBatch => self.ask(Effect::OpenBatch),
            Msg::Written(text) => self.written(text),
            Msg::NotShared(why) => self.report(format!("The link can’t be had: {why}.")),

            Msg::Choose(spot) => self.choose(spot),
            Msg::Walk { direction, rows, pointed } => self.walk(direction, &rows, pointed),
            Msg::GoTo(moment) => self.go_to(moment),
            Msg::Step(step, way) => self.step(step, way),
            Msg::SteppedOut(from, way, to) => self.stepped_out(from, way, to),
            Msg::Looked(event, frames) => self.looked(event, frames),
            Msg::ChooseCall(whose, number, line) => {
                self.model.cursor.at.call = Some((whose, number));
                if self.model.tabs.narrow {
                    self.show(Tab::Calls);
                } else {
                    self.ask(Effect::ShowLine(line));
                }
            }

            // An example in another page shows its panes below each other.
            Msg::Narrow(narrow) => self.model.tabs.narrow = narrow && self.model.embed.is_none(),
            Msg::ShowTab(tab) => self.show(tab),
            Msg::SwitchTheme => self.ask(Effect::SwitchTheme),
            Msg::Themed(dark) => self.model.dark = Some(dark),
            Msg::Dismiss => self.model.notice = None,
        }
        true
    }

    fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Shows a pane.
    fn show(&mut self, tab: Tab) {
        self.model.tabs.choose(tab);
        if tab == Tab::Timeline {
            // The reader may have gone somewhere since it was seen last.
            self.model.cursor.at.arrivals += 1;
        }
    }

    /// Something went wrong, but for the program.
    fn report(&mut self, problem: String) {
        self.model.notice = Some(Notice::Problem(problem));
    }
}

#[cfg(test)]
mod tests;
