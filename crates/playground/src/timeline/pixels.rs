//! What is too short to be drawn by itself: one mark for all that happens within a pixel, and one for a row of
//! pixels that show the same, so that a picture costs what is seen and not what happened.

use loopscope_story::lanes::{Segment, State};

use super::draw::LEAST_WIDTH;

/// Pixels side by side that show the same state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PixelMark {
    pub(super) state: State,
    pub(super) left: f64,
    pub(super) right: f64,
}

/// The marks of a lane, from left to right.
#[derive(Debug, Default)]
pub(super) struct PixelMarks(pub(super) Vec<PixelMark>);

impl PixelMarks {
    /// Adds a pixel to the right of the others.
    pub(super) fn add(&mut self, state: State, left: f64) {
        let right = left + if state == State::Running { LEAST_WIDTH } else { 1.0 };
        match self.0.last_mut() {
            // A pixel's first segment may begin anywhere in it.
            Some(last) if last.state == state && left < last.right + 1.0 => last.right = right,
            _ => self.0.push(PixelMark { state, left, right }),
        }
    }
}

/// The state that is shown of those within one pixel.
pub(super) fn most_important(segments: &[Segment]) -> State {
    let mut shown = State::Waiting;
    for segment in segments {
        if weight(segment.state) > weight(shown) {
            shown = segment.state;
        }
        if shown == State::Running {
            break;
        }
    }
    shown
}

fn weight(state: State) -> u8 {
    match state {
        State::Running => 3,
        State::Blocked => 2,
        State::Ready => 1,
        State::Waiting => 0,
    }
}

#[cfg(test)]
mod tests {
    use loopscope_trace::EventId;

    use super::*;

    fn segment(state: State) -> Segment {
        let begun_by = EventId { thread: 0, seq: 0 };
        Segment {
            start_micros: 0,
            end_micros: None,
            start_step: 0,
            end_step: 0,
            state,
            begun_by,
            callback: None,
        }
    }

    #[test]
    fn what_ran_is_shown_before_anything_else() {
        let shown =
            |states: &[State]| most_important(&states.iter().copied().map(segment).collect::<Vec<_>>());
        assert_eq!(shown(&[State::Waiting, State::Ready, State::Waiting]), State::Ready);
        assert_eq!(shown(&[State::Ready, State::Blocked, State::Waiting]), State::Blocked);
        assert_eq!(shown(&[State::Blocked, State::Running, State::Ready]), State::Running);
    }

    #[test]
    fn neighbouring_pixels_that_show_the_same_are_one_mark() {
        let mut marks = PixelMarks::default();
        for x in 0..1_000 {
            marks.add(State::Running, 200.5 + f64::from(x));
        }
        marks.add(State::Running, 1_300.0);
        marks.add(State::Ready, 1_304.0);
        marks.add(State::Ready, 1_305.9);
        marks.add(State::Ready, 1_308.0);
        let extents: Vec<_> = marks.0.iter().map(|mark| (mark.state, mark.left, mark.right)).collect();
        assert_eq!(
            extents,
            [
                (State::Running, 200.5, 1_202.5),
                (State::Running, 1_300.0, 1_303.0),
                (State::Ready, 1_304.0, 1_306.9),
                (State::Ready, 1_308.0, 1_309.0),
            ]
        );
    }
}
