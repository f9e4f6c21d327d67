//! The bars of a lane. What is too short to be seen by itself is one bar with what is beside it, so that a picture costs
//! what is seen and not what happened.

use loopscope_story::lanes::{Segment, State};

use crate::LEAST_WIDTH;

/// The height of a bar in pixels.
pub const BAR_HEIGHT: f64 = 14.0;
/// A narrower wait is one with that before it, if what is between them is as narrow as the shortest run.
const NARROW_WAIT: f64 = 12.0;
const NARROW_GAP: f64 = LEAST_WIDTH + 1.0;

/// Where the bars of one lane are.
#[derive(Debug, Default)]
pub struct Bars([Vec<(f64, f64)>; 4]);

impl Bars {
    /// The states in the order in which they are drawn: what ran is drawn over the waits that it is too short to be
    /// seen beside.
    pub const ORDER: [State; 4] = [State::Waiting, State::Ready, State::Blocked, State::Running];

    /// The left and the right edge of each bar of a state, from left to right.
    pub fn of(&self, state: State) -> &[(f64, f64)] {
        &self.0[place(state)]
    }

    /// Adds a bar, or makes the last one longer. Of each state they come from left to right.
    pub(crate) fn add(&mut self, state: State, left: f64, right: f64) {
        // What is between two waits is drawn over them.
        let (narrow, gap) = match state {
            State::Waiting => (NARROW_WAIT, NARROW_GAP),
            _ => (least_width(state).max(1.0), 0.0),
        };
        let bars = &mut self.0[place(state)];
        match bars.last_mut() {
            Some(last) if right - left <= narrow && left <= last.1 + gap => last.1 = last.1.max(right),
            _ => bars.push((left, right)),
        }
    }
}

/// The state's place in the order.
fn place(state: State) -> usize {
    match state {
        State::Waiting => 0,
        State::Ready => 1,
        State::Blocked => 2,
        State::Running => 3,
    }
}

/// How wide a state is shown at least.
pub(crate) fn least_width(state: State) -> f64 {
    if state == State::Running { LEAST_WIDTH } else { 0.0 }
}

/// The state that is shown of those within one pixel: that which is drawn last.
pub(crate) fn most_important(segments: &[Segment]) -> State {
    let mut shown = State::Waiting;
    for segment in segments {
        if place(segment.state) > place(shown) {
            shown = segment.state;
        }
        if shown == State::Running {
            break;
        }
    }
    shown
}
