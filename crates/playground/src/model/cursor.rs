//! Where the reader stands in a run.

use std::rc::Rc;

use loopscope_picture::Spot;
use loopscope_story::causes::segment_of;
use loopscope_story::frames::Frames;
use loopscope_story::steps::Step;
use loopscope_story::tree::Item;
use loopscope_story::worlds::Worlds;
use loopscope_trace::{EventId, EventKind, Moment};

use crate::model::run::Run;
use crate::model::told::Told;

/// The place, and what is kept to go on from it.
#[derive(Default)]
pub(crate) struct Cursor {
    /// The place, for all who show something of it.
    pub(crate) at: Standing,
    /// The event that began the chosen segment.
    begun_by: Option<EventId>,
    /// A paused program goes on until there is where this step leads.
    pub(crate) pending: Option<Step>,
    /// Whether it is being found out where a step out of a call leads for which the program goes on.
    pub(crate) asks_out: bool,
    /// Whether the line has a breakpoint to which the reader has let the program go on.
    pub(crate) has_goal: bool,
    worlds: Worlds,
}

/// A place in a run; nowhere to begin with.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Standing {
    /// The event right after which it is.
    pub(crate) moment: Option<Moment>,
    /// The segment that the reader chose.
    pub(crate) spot: Option<Spot>,
    /// What is told of it.
    pub(crate) told: Option<Rc<Told>>,
    /// The calls of threads and tasks: those of the event before until they are known.
    pub(crate) frames: Option<Rc<Frames>>,
    /// The call that the reader chose: whose, and its number.
    pub(crate) call: Option<(Item, usize)>,
    /// Why the last step led nowhere.
    pub(crate) nowhere: &'static str,
    /// How often the reader went to a place that they might not see: it is to come into view.
    pub(crate) arrivals: u32,
}

impl Cursor {
    /// The run is another one, in which the reader stands nowhere.
    pub(crate) fn forget(&mut self) {
        let at = Standing { arrivals: self.at.arrivals, ..Standing::default() };
        *self = Cursor { at, ..Cursor::default() };
    }

    /// The reader chooses a segment, and so stands where it begins, or none.
    pub(crate) fn choose(&mut self, run: &Run, spot: Option<Spot>) {
        self.at.spot = spot;
        self.find_begin(run);
        let moment = self.begun_by.and_then(|event| run.recording.moment_of(event));
        let moment = moment.map(|moment| {
            // A new task comes into its queue right after it was made.
            let is_new =
                run.recording.at(moment).is_some_and(|it| matches!(it.kind, EventKind::TaskCreated { .. }));
            Moment(moment.0 + u32::from(is_new))
        });
        self.stand(run, moment);
    }

    /// The reader goes to an event, and so chooses the segment in which it happened.
    pub(crate) fn go_to(&mut self, run: &Run, moment: Moment) {
        let Some(event) = run.recording.at(moment) else { return };
        if let Some((lane, segment)) = segment_of(&run.recording, &run.lanes, &event) {
            self.at.spot = Some(Spot { lane, segment });
            self.at.arrivals += 1;
            self.find_begin(run);
        }
        self.stand(run, Some(moment));
    }

    /// The line of the program where the reader stands; 0 if there is none.
    pub(crate) fn line(&self, run: &Run) -> u32 {
        self.at.moment.and_then(|moment| run.recording.at(moment)).map_or(0, |event| event.line)
    }

    /// The number of a segment may change while the program runs: those that turn out to be empty are left out.
    pub(crate) fn follow(&mut self, run: &Run) {
        let (Some(spot), Some(begun_by)) = (self.at.spot, self.begun_by) else { return };
        if run.begin_of(spot) != Some(begun_by) {
            let event = run.recording.get(begun_by);
            let found = event.and_then(|event| segment_of(&run.recording, &run.lanes, &event));
            self.at.spot = found.map(|(lane, segment)| Spot { lane, segment });
        }
    }

    fn find_begin(&mut self, run: &Run) {
        self.begun_by = self.at.spot.and_then(|spot| run.begin_of(spot));
    }

    fn stand(&mut self, run: &Run, moment: Option<Moment>) {
        self.at.moment = moment;
        self.at.told = moment.map(|moment| Rc::new(Told::at(run, &mut self.worlds, moment, self.at.spot)));
        self.at.call = None;
        self.at.nowhere = "";
        self.pending = None;
    }
}
