//! The moment that a link points at: said before the program was run, gone to when it runs.

use loopscope_trace::Moment;

use super::Update;
use super::effect::Effect;
use crate::model::Notice;
use crate::model::aim::{Aim, Found};
use crate::model::clock::Clock;
use crate::model::phase::Phase;
use crate::model::tabs::Tab;

impl Update<'_> {
    /// A link was opened: says where it points, if it does.
    pub(super) fn take_aim(&mut self) {
        let at = self.model.origin.fields.at().ok().flatten();
        if let Some(at) = &at {
            self.ask(Effect::PointAt(at.line));
        }
        self.model.aim = at.map(|at| Aim { at, runs: false });
    }

    /// Runs the program to the moment, in virtual time, in which it takes no time and is the same everywhere.
    pub(super) fn run_to_aim(&mut self) {
        self.model.settings.clock = Clock::Virtual;
        self.start();
        self.show(Tab::Timeline);
        if let Some(aim) = &mut self.model.aim {
            aim.runs = true;
        }
    }

    pub(super) fn leave_aim(&mut self) {
        self.model.aim = None;
        self.point();
    }

    /// Whether the program runs to the moment.
    pub(super) fn aims(&self) -> bool {
        self.model.aim.as_ref().is_some_and(|aim| aim.runs)
    }

    /// There is more of the run: goes to the moment, where the program stands, or says that the run has none.
    pub(super) fn arrive(&mut self) {
        let Some(aim) = self.model.aim.clone().filter(|aim| aim.runs) else { return };
        let found = aim.find(&self.model.run.borrow());
        let is_over = !matches!(self.model.phase, Phase::Loading | Phase::Running | Phase::Paused { .. });
        let event = aim.at.event;
        let differs = match found {
            Found::NotYet if !is_over => return,
            Found::NotYet => {
                let count = self.model.run.borrow().recording.len();
                Some(format!("it has {count} events, and the link points at #{event}"))
            }
            Found::At(moment) => {
                self.go_to(moment);
                let moved = moment.0 != event;
                moved.then(|| format!("what the link points at was #{event}, and is #{} now", moment.0))
            }
            Found::Different => {
                self.go_to(Moment(event));
                Some(format!("at #{event} something else happened. The link says: {}", aim.at.sentence))
            }
        };
        self.pause(true);
        self.model.aim = Some(Aim { runs: false, ..aim });
        if let Some(how) = differs.filter(|_| self.model.phase != Phase::Crashed) {
            self.model.notice = Some(Notice::Hint(format!("This run turned out differently: {how}.")));
        }
    }
}
