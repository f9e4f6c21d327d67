//! Where the reader stands: chosen, gone to, stepped to.

use std::rc::Rc;

use loopscope_picture::hit::{self, Direction};
use loopscope_picture::{Rows, Spot};
use loopscope_story::frames::Frames;
use loopscope_story::steps::{Step, Way, destination};
use loopscope_trace::{EventId, Moment};

use super::Update;
use super::effect::Effect;
use crate::model::tabs::Tab;

/// What a step says that leads nowhere.
pub(crate) const NO_FURTHER: &str = "No further one";

impl Update<'_> {
    pub(super) fn choose(&mut self, spot: Option<Spot>) {
        self.model.cursor.choose(&self.model.run.borrow(), spot);
        self.point();
    }

    /// What is chosen is known here: a view may not have heard of it when keys come fast.
    pub(super) fn walk(&mut self, direction: Direction, rows: &Rows, pointed: Option<Spot>) {
        let from = self.model.cursor.at.spot.or(pointed);
        let spot = hit::neighbour(&self.model.run.borrow().lanes, rows, from, direction).or(from);
        self.choose(spot);
        self.model.cursor.at.arrivals += 1;
    }

    pub(super) fn go_to(&mut self, moment: Moment) {
        self.model.cursor.go_to(&self.model.run.borrow(), moment);
        self.point();
    }

    /// Goes to where a step leads.
    pub(super) fn step(&mut self, step: Step, way: Way) {
        self.catch_up();
        if step == Step::Line(0) {
            return self.ask(Effect::StepToLine(way));
        }
        if step == Step::Out {
            return self.ask(Effect::StepOut(way));
        }
        if self.goes(step, way) {
            return;
        }
        self.model.cursor.at.nowhere = NO_FURTHER;
        if way == Way::Forward {
            self.wait_for(step);
        }
    }

    /// Goes to where a step out of a call led from where the reader stood.
    pub(super) fn stepped_out(&mut self, from: Moment, way: Way, to: Result<EventId, &'static str>) {
        let is_pending = self.model.cursor.pending == Some(Step::Out);
        let asks_again = std::mem::take(&mut self.model.cursor.asks_out);
        if self.model.cursor.at.moment != Some(from) {
            return;
        }
        let found = to.and_then(|event| self.model.run.borrow().recording.moment_of(event).ok_or(NO_FURTHER));
        match found {
            Ok(moment) => {
                self.go_to(moment);
                if is_pending {
                    self.pause(true);
                }
            }
            Err(why) => {
                self.model.cursor.at.nowhere = why;
                // What a breakpoint stopped meanwhile stays so.
                if why == NO_FURTHER && way == Way::Forward && (is_pending || !asks_again) {
                    self.wait_for(Step::Out);
                }
            }
        }
    }

    /// Beyond the last event of a paused program there may be more: it goes on until there is where a step leads.
    fn wait_for(&mut self, step: Step) {
        if self.model.phase.is_paused() {
            self.model.cursor.pending = Some(step);
            if let Step::Line(line) = step {
                self.model.cursor.has_goal = true;
                self.ask(Effect::RunTo(line));
            }
            self.pause(false);
        }
    }

    /// The calls are known of where the reader stands, or stood.
    pub(super) fn looked(&mut self, event: EventId, frames: Option<Rc<Frames>>) {
        let run = self.model.run.borrow();
        if self.model.cursor.at.moment == run.recording.moment_of(event) {
            self.model.cursor.at.frames = frames;
        }
    }

    /// There may be more of the run: the chosen segment is found again, and the step is taken for which the program goes on.
    pub(super) fn follow(&mut self) {
        self.arrive();
        self.model.cursor.follow(&self.model.run.borrow());
        let Some(step) = self.model.cursor.pending else { return };
        if step == Step::Out && !self.model.cursor.asks_out {
            self.ask_out();
        }
        if self.goes(step, Way::Forward) {
            self.pause(true);
        } else if !self.model.phase.is_on() {
            self.model.cursor.pending = None;
        }
    }

    /// Finds out whether there is by now where a step out of a call leads.
    pub(super) fn ask_out(&mut self) {
        self.model.cursor.asks_out = true;
        self.ask(Effect::StepOut(Way::Forward));
    }

    /// In another run the reader stands nowhere yet.
    pub(super) fn forget_cursor(&mut self) {
        if self.model.cursor.at.moment.is_some() {
            self.ask(Effect::PointAt(0));
        }
        self.model.cursor.forget();
    }

    /// Goes to where a step leads; whether there is such a place.
    pub(super) fn goes(&mut self, step: Step, way: Way) -> bool {
        let from = self.model.cursor.at.moment;
        let found = destination(&self.model.run.borrow().recording, from, step, way);
        if let Some(moment) = found {
            self.go_to(moment);
        }
        found.is_some()
    }

    /// Marks the line where the reader stands. In an edited program it is another one.
    pub(super) fn point(&mut self) {
        let line = if self.model.is_edited() { 0 } else { self.model.cursor.line(&self.model.run.borrow()) };
        self.ask(Effect::PointAt(line));
        self.tell_event();
        if self.model.cursor.at.moment.is_some() {
            self.model.tabs.tell(Tab::Calls);
        }
    }
}
