//! What is seen of a run, as plain data: whoever draws only has to paint it. It costs what is seen, not what happened.

use std::rc::Rc;

use loopscope_story::Lanes;
use loopscope_story::causes::Place;
use loopscope_story::lanes::{Lane, LaneIndex, LaneKind, Segment, State, ThreadPlace};
use loopscope_trace::{Outcome, Recording};

use crate::LEAST_WIDTH;
use crate::axis::Tick;
use crate::bars::{Bars, least_width, most_important};
use crate::captions::Captions;
use crate::hit::Spot;
use crate::rows::{Row, Rows};
use crate::view::{ROW_HEIGHT, View};

/// How far apart ticks are at least.
const TICKS_APART: f64 = 76.0;
/// The least width of a bar with words in it, and the room before and behind them.
const LEAST_CAPTION: f64 = 36.0;
/// The same of a loop's bars: there is always room for a number.
const LEAST_NUMBER: f64 = 18.0;
const CAPTION_MARGIN: f64 = 5.0;
/// What is farther outside than this is not seen, whatever line is drawn around it.
const OUTSIDE: f64 = 8.0;

/// What a scene shows.
pub struct Subject<'a> {
    /// What happened.
    pub recording: &'a Recording,
    /// The lanes of it.
    pub lanes: &'a Lanes,
    /// Which of them have a row.
    pub rows: &'a Rows,
    /// Which part is seen.
    pub view: View,
    /// How far the run came, on the axis.
    pub end: u64,
    /// The segment that the reader points at or chose, and the way of causes to it.
    pub chosen: Option<(Spot, &'a [Place])>,
    /// Where the pointer is.
    pub pointer_x: Option<f64>,
    /// Where the reader stands, on the axis.
    pub stands: Option<u64>,
}

/// What is seen.
#[derive(Debug)]
pub struct Scene {
    /// Which part of the whole it is.
    pub view: View,
    /// The ticks of the axis.
    pub ticks: Vec<Tick>,
    /// Where the pointer is, over the plot.
    pub pointer_x: Option<f64>,
    /// Where the reader stands.
    pub cursor_x: Option<f64>,
    /// The lanes in view, from above.
    pub lanes: Vec<LaneScene>,
    /// The way of causes, the nearest first.
    pub arrows: Vec<Arrow>,
}

/// What is seen of one lane.
#[derive(Debug)]
pub struct LaneScene {
    /// Its upper edge.
    pub y: f64,
    /// What stands before it.
    pub label: Label,
    /// What it did.
    pub bars: Bars,
    /// The words in the bars.
    pub captions: Vec<Caption>,
    /// Where something is worth a mark.
    pub marks: Vec<f64>,
    /// The left and the right edge of the chosen segment.
    pub outline: Option<(f64, f64)>,
}

/// What stands before a lane.
#[derive(Debug)]
pub struct Label {
    /// The row.
    pub row: Row,
    /// The name.
    pub name: Rc<str>,
    /// What the name alone does not say: the coroutine, or where a thread is.
    pub detail: Rc<str>,
    /// Whether it is a thread.
    pub is_thread: bool,
    /// Whether the reader points at a segment of the lane, or chose one.
    pub chosen: bool,
    /// How the task ended.
    pub outcome: Option<Outcome<()>>,
}

/// Words for a bar.
#[derive(Debug)]
pub struct Caption {
    /// What the bar shows.
    pub state: State,
    /// Where the words begin.
    pub left: f64,
    /// How wide they may be.
    pub room: f64,
    /// The words, from the longest to the shortest: the first that fit are written.
    pub texts: Rc<[String]>,
}

/// From a cause to what it made happen.
#[derive(Debug, PartialEq)]
pub struct Arrow {
    /// The middle of the cause's lane, where it happened.
    pub from: (f64, f64),
    /// The same of what it made happen.
    pub to: (f64, f64),
}

impl Scene {
    /// What is seen of a run.
    pub fn of(subject: &Subject<'_>, captions: &mut Captions) -> Scene {
        let Subject { lanes, rows, view, .. } = subject;
        let in_view = view.rows(rows.len());
        let shown = in_view.filter_map(|row| subject.lane(*rows.get(row)?, view.y(row), captions));
        let shown = shown.collect();
        let (from, to) = (view.units(view.labels), view.units(view.width));
        Scene {
            view: *view,
            ticks: view.axis.ticks(lanes, from, to, view.units_per_px, TICKS_APART),
            pointer_x: subject.pointer_x.filter(|x| *x >= view.labels),
            cursor_x: subject
                .stands
                .map(|units| view.x(units))
                .filter(|x| *x >= view.labels && *x <= view.width),
            lanes: shown,
            arrows: subject.arrows(),
        }
    }
}

impl Subject<'_> {
    fn lane(&self, row: Row, y: f64, words: &mut Captions) -> Option<LaneScene> {
        let lane = self.lanes.get(row.lane)?;
        let view = &self.view;
        let (mut bars, mut captions) = (Bars::default(), Vec::new());
        let (axis, segments) = (view.axis, lane.segments());
        let least_caption = if lane.is_loop() { LEAST_NUMBER } else { LEAST_CAPTION };
        let (first, last) = (view.units(view.labels - LEAST_WIDTH), view.units(view.width + LEAST_WIDTH));
        // What took no time at the very start ends before nothing.
        let mut next = if first < 1.0 { 0 } else { axis.first_after(lane, first as u64) };
        while let Some(segment) = segments.get(next).filter(|segment| axis.start_of(segment) as f64 <= last) {
            let (left, right) = self.extent(segment);
            if right - left >= 1.0 {
                let (from, to) = (left.max(view.labels - OUTSIDE), right.min(view.width + OUTSIDE));
                bars.add(segment.state, from, to.max(from + least_width(segment.state)));
                if right - left > least_caption {
                    captions.extend(self.caption(row.lane, next, segment, (left, right), words));
                }
                next += 1;
                continue;
            }
            // All that happens within a pixel is one mark.
            let pixel = left.floor();
            let pixel_end = view.units(pixel + 1.0);
            let begins_within = |segment: &Segment| (axis.start_of(segment) as f64) < pixel_end;
            let mut after = next + 1 + count_while(&segments[next + 1..], begins_within);
            let (last_left, last_right) = self.extent(&segments[after - 1]);
            // The last one may go on beyond.
            after -= usize::from(last_right - last_left >= 1.0);
            let state = most_important(&segments[next..after]);
            bars.add(state, pixel, pixel + least_width(state).max(1.0));
            next = after;
        }
        let marks = lane.marks().iter().map(|mark| view.x(axis.of_mark(mark)));
        let chosen = self.chosen.filter(|(spot, _)| spot.lane == row.lane);
        Some(LaneScene {
            y,
            label: label(lane, row, chosen.is_some()),
            bars,
            captions,
            marks: marks.filter(|x| *x >= view.labels - OUTSIDE && *x <= view.width + OUTSIDE).collect(),
            outline: chosen.and_then(|(spot, _)| {
                let (left, right) = self.extent(segments.get(spot.segment)?);
                Some((left, right.max(left + LEAST_WIDTH)))
            }),
        })
    }

    fn extent(&self, segment: &Segment) -> (f64, f64) {
        let start = self.view.axis.start_of(segment);
        let end = self.view.axis.end_of(segment).unwrap_or(self.end).max(start);
        (self.view.x(start), self.view.x(end))
    }

    /// What is done or waited for in a bar.
    fn caption(
        &self,
        lane: LaneIndex,
        number: usize,
        segment: &Segment,
        (left, right): (f64, f64),
        words: &mut Captions,
    ) -> Option<Caption> {
        let left = left.max(self.view.labels) + CAPTION_MARGIN;
        let room = right.min(self.view.width) - left - CAPTION_MARGIN;
        if segment.state == State::Ready || room < CAPTION_MARGIN {
            return None;
        }
        let spot = Spot { lane, segment: number };
        let texts = words.of(self.recording, self.lanes, spot, segment);
        (!texts.is_empty()).then_some(Caption { state: segment.state, left, room, texts })
    }

    fn arrows(&self) -> Vec<Arrow> {
        let way = self.chosen.map_or(&[][..], |(_, way)| way);
        let mut arrows = Vec::new();
        let mut to: Option<(f64, f64)> = None;
        for place in way {
            // What is folded away happened below the row that is there.
            let Some(row) = self.rows.of_or_above(self.lanes, place.lane) else { continue };
            let from = (self.view.x(self.view.axis.of_place(place)), self.view.y(row) + ROW_HEIGHT / 2.0);
            if let Some(to) = to.replace(from).filter(|to| to.1 != from.1) {
                arrows.push(Arrow { from, to });
            }
        }
        arrows
    }
}

fn label(lane: &Lane, row: Row, chosen: bool) -> Label {
    let (detail, outcome) = match lane.kind() {
        LaneKind::Task { coroutine, outcome, .. } => (coroutine.clone(), outcome.as_ref()),
        LaneKind::Thread if lane.place() == Some(&ThreadPlace::Worker) => ("in a worker".into(), None),
        LaneKind::Thread | LaneKind::Loop { .. } => ("".into(), None),
    };
    let detail = match row.hidden {
        0 => detail,
        hidden => format!("+{hidden}").into(),
    };
    let outcome = outcome.map(|outcome| match outcome {
        Outcome::Result => Outcome::Result,
        Outcome::Exception(_) => Outcome::Exception(()),
        Outcome::Cancelled => Outcome::Cancelled,
    });
    Label { row, name: lane.name(), detail, is_thread: lane.is_thread(), chosen, outcome }
}

/// How many segments at the beginning are so; none after them is. What is near is found soonest.
fn count_while(segments: &[Segment], is_so: impl Fn(&Segment) -> bool) -> usize {
    let mut end = 1;
    while segments.get(end - 1).is_some_and(&is_so) {
        end *= 2;
    }
    let begin = end / 2;
    begin + segments[begin..segments.len().min(end - 1).max(begin)].partition_point(is_so)
}

#[cfg(test)]
mod tests;
