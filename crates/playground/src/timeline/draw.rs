//! Draws the visible part of the timeline on a canvas.

use std::rc::Rc;

use loopscope_story::causes::Place;
use loopscope_story::lanes::{Lane, LaneIndex, LaneKind, Segment, State, ThreadPlace};
use loopscope_story::words::captions;
use loopscope_trace::Outcome;
use web_sys::CanvasRenderingContext2d;

use super::axis::Tick;
use super::bars::{self, BAR_HEIGHT, Bars};
use super::hit::Spot;
use super::pixels::{PixelMark, PixelMarks, most_important};
use super::theme::Theme;
use super::view::{AXIS_HEIGHT, ROW_HEIGHT, View};
use crate::run::Run;

/// The least width of what ran, in pixels: a step of microseconds is seen among waits of seconds.
pub(super) const LEAST_WIDTH: f64 = 3.0;
const TICKS_APART: f64 = 76.0;
/// The least width of a bar with words in it, and the room before and behind them.
const LEAST_CAPTION: f64 = 36.0;
const CAPTION_MARGIN: f64 = 5.0;
/// How many bytes of a text are shown at least before an ellipsis.
const LEAST_CUT: usize = 3;
const ARROW_SIZE: f64 = 4.5;

/// What is drawn.
pub(super) struct Picture<'a> {
    pub(super) context: &'a CanvasRenderingContext2d,
    pub(super) theme: &'a Theme,
    pub(super) view: View,
    pub(super) run: &'a Run,
    /// How far the run came, on the axis.
    pub(super) end: u64,
    /// The segment that the reader points at, and the way of causes to it.
    pub(super) chosen: Option<(Spot, &'a [Place])>,
    /// Where the pointer is.
    pub(super) pointer_x: Option<f64>,
}

impl Picture<'_> {
    pub(super) fn draw(&self) {
        let view = &self.view;
        self.context.clear_rect(0.0, 0.0, view.width, view.height);
        let (from, to) = (view.units(view.labels), view.units(view.width));
        let ticks = view.axis.ticks(&self.run.lanes, from, to, view.units_per_px, TICKS_APART);
        self.within(view.labels, AXIS_HEIGHT, || {
            self.grid(&ticks);
            for (lane, index, y) in self.visible_lanes() {
                self.lane(lane, index, y);
            }
            if let Some((_, way)) = self.chosen {
                self.arrows(way);
            }
        });
        self.within(0.0, AXIS_HEIGHT, || {
            for (lane, index, y) in self.visible_lanes() {
                self.label(lane, index, y);
            }
        });
        self.context.set_fill_style_str(&self.theme.rule);
        self.context.fill_rect(view.labels - 1.0, AXIS_HEIGHT, 1.0, view.height);
        self.axis(&ticks);
    }

    fn visible_lanes(&self) -> impl Iterator<Item = (&Lane, LaneIndex, f64)> {
        let lanes = &self.run.lanes;
        self.view.rows(lanes.len()).filter_map(|row| {
            let index = lanes.at_row(row)?;
            Some((lanes.get(index)?, index, self.view.y(row)))
        })
    }

    /// Draws below and to the right of a point only.
    fn within(&self, left: f64, top: f64, draw: impl FnOnce()) {
        self.context.save();
        self.context.begin_path();
        self.context.rect(left, top, self.view.width - left, self.view.height - top);
        self.context.clip();
        draw();
        self.context.restore();
    }

    fn grid(&self, ticks: &[Tick]) {
        self.context.set_fill_style_str(&self.theme.grid);
        for tick in ticks {
            self.context.fill_rect(self.view.x(tick.units).round(), 0.0, 1.0, self.view.height);
        }
        if let Some(x) = self.pointer_x.filter(|x| *x >= self.view.labels) {
            self.context.set_fill_style_str(&self.theme.waiting);
            self.context.fill_rect(x.round(), 0.0, 1.0, self.view.height);
        }
    }

    fn axis(&self, ticks: &[Tick]) {
        let (context, view) = (self.context, &self.view);
        context.set_fill_style_str(&self.theme.panel);
        context.fill_rect(0.0, 0.0, view.width, AXIS_HEIGHT);
        context.set_fill_style_str(&self.theme.rule);
        context.fill_rect(0.0, AXIS_HEIGHT - 1.0, view.width, 1.0);
        self.within(view.labels, 0.0, || {
            context.set_font(&format!("11px {}", self.theme.sans));
            context.set_text_baseline("middle");
            context.set_text_align("left");
            for tick in ticks {
                let x = view.x(tick.units).round();
                context.set_fill_style_str(&self.theme.rule);
                context.fill_rect(x, AXIS_HEIGHT - 6.0, 1.0, 6.0);
                context.set_fill_style_str(&self.theme.dim);
                let label = &tick.label;
                let right = context.measure_text(label).map_or(0.0, |measure| x + 4.0 + measure.width());
                if right <= view.width {
                    let _ = context.fill_text(label, x + 4.0, AXIS_HEIGHT / 2.0);
                }
            }
        });
    }

    fn label(&self, lane: &Lane, index: LaneIndex, y: f64) {
        let (context, theme, view) = (self.context, self.theme, &self.view);
        let chosen = self.chosen.is_some_and(|(spot, _)| spot.lane == index);
        context.set_fill_style_str(&theme.panel);
        context.fill_rect(0.0, y, view.labels, ROW_HEIGHT);
        context.set_fill_style_str(&theme.rule);
        if lane.is_thread() && y > AXIS_HEIGHT {
            context.fill_rect(0.0, y, view.width, 1.0);
        }
        let (indent, weight) = if lane.is_thread() { (14.0, "600 ") } else { (26.0, "") };
        let middle = y + ROW_HEIGHT / 2.0;
        context.save();
        context.begin_path();
        context.rect(0.0, y, view.labels - 8.0, ROW_HEIGHT);
        context.clip();
        context.set_font(&format!("{weight}12px {}", theme.sans));
        context.set_text_baseline("middle");
        context.set_fill_style_str(if chosen { &theme.running } else { &theme.text });
        let name = lane.name();
        let end = view.labels - 8.0;
        self.fitted_text(&name, indent, middle, end);
        if lane.place() == Some(&ThreadPlace::Worker) {
            let width = context.measure_text(&name).map_or(0.0, |measure| measure.width());
            context.set_font(&format!("12px {}", theme.sans));
            context.set_fill_style_str(&theme.dim);
            self.fitted_text("in a worker", indent + width + 8.0, middle, end);
        }
        if let LaneKind::Task { coroutine, outcome, .. } = lane.kind() {
            let width = context.measure_text(&name).map_or(0.0, |measure| measure.width());
            context.set_fill_style_str(&theme.dim);
            self.fitted_text(coroutine, indent + width + 8.0, middle, end);
            self.outcome(outcome.as_ref(), indent - 9.0, middle);
        }
        context.restore();
    }

    /// How a task ended, if not with a result: a cross or a ring.
    fn outcome(&self, outcome: Option<&Outcome<Rc<str>>>, x: f64, y: f64) {
        let context = self.context;
        context.set_line_width(2.0);
        context.begin_path();
        match outcome {
            Some(Outcome::Exception(_)) => {
                context.set_stroke_style_str(&self.theme.error);
                for side in [-1.0, 1.0] {
                    context.move_to(x - 3.5, y - 3.5 * side);
                    context.line_to(x + 3.5, y + 3.5 * side);
                }
            }
            Some(Outcome::Cancelled) => {
                context.set_stroke_style_str(&self.theme.blocked);
                let _ = context.arc(x, y, 3.0, 0.0, std::f64::consts::TAU);
            }
            _ => return,
        }
        context.stroke();
    }

    /// Writes a text that ends before `end`: with an ellipsis where it would not.
    fn fitted_text(&self, text: &str, x: f64, y: f64, end: f64) {
        let context = self.context;
        let fits = |text: &str| context.measure_text(text).is_ok_and(|measure| x + measure.width() <= end);
        if fits(text) {
            let _ = context.fill_text(text, x, y);
            return;
        }
        let cuts = text.char_indices().rev().take_while(|(cut, _)| *cut >= LEAST_CUT);
        if let Some(cut) = cuts.map(|(cut, _)| format!("{}…", &text[..cut])).find(|cut| fits(cut)) {
            let _ = context.fill_text(&cut, x, y);
        }
    }

    fn lane(&self, lane: &Lane, index: LaneIndex, y: f64) {
        let view = &self.view;
        let bar_y = y + (ROW_HEIGHT - BAR_HEIGHT) / 2.0;
        let segments = lane.segments();
        let axis = view.axis;
        let last = view.units(view.width + LEAST_WIDTH) as u64;
        let first = view.units(view.labels - LEAST_WIDTH) as u64;
        // What took no time at the very start ends before nothing.
        let mut next = if first == 0 { 0 } else { axis.first_after(lane, first) };
        let mut bars = Bars::default();
        let mut marks = PixelMarks::default();
        let mut captions: Vec<(&Segment, f64, f64)> = Vec::new();
        while let Some(segment) = segments.get(next).filter(|segment| axis.start_of(segment) <= last) {
            let (left, right) = self.extent(segment);
            if right - left >= 1.0 {
                let least = if segment.state == State::Running { LEAST_WIDTH } else { 0.0 };
                bars.add(segment.state, left, (right - left).max(least));
                if right - left > LEAST_CAPTION {
                    captions.push((segment, left, right));
                }
                next += 1;
                continue;
            }
            // All that happens within a pixel is one mark.
            let pixel_end = view.units(left.floor() + 1.0) as u64;
            let after = axis.first_after(lane, pixel_end.max(axis.start_of(segment))).max(next + 1);
            marks.add(most_important(&segments[next..after]), left);
            next = after;
        }
        for PixelMark { state, left, right } in marks.0 {
            bars.add(state, left, right - left);
        }
        bars.draw(self.context, self.theme, bar_y);
        for (segment, left, right) in captions {
            self.caption(segment, left, right, y);
        }
        self.marks(lane, y);
        if let Some((spot, _)) = self.chosen.filter(|(spot, _)| spot.lane == index)
            && let Some(segment) = segments.get(spot.segment)
        {
            let (left, right) = self.extent(segment);
            self.context.set_stroke_style_str(&self.theme.text);
            self.context.set_line_width(1.5);
            self.context.begin_path();
            let width = (right - left).max(LEAST_WIDTH) + 3.0;
            bars::rounded(self.context, left - 1.5, bar_y - 1.5, width, BAR_HEIGHT + 3.0);
            self.context.stroke();
        }
    }

    fn extent(&self, segment: &Segment) -> (f64, f64) {
        let start = self.view.axis.start_of(segment);
        let end = self.view.axis.end_of(segment).unwrap_or(self.end).max(start);
        (self.view.x(start), self.view.x(end))
    }

    /// Writes into a bar what is done or waited for, as much of it as there is room for.
    fn caption(&self, segment: &Segment, left: f64, right: f64, y: f64) {
        let (context, theme) = (self.context, self.theme);
        let left = left.max(self.view.labels) + CAPTION_MARGIN;
        let room = right.min(self.view.width) - left - CAPTION_MARGIN;
        let captions = captions(&self.run.recording, &self.run.lanes, segment);
        context.set_font(&format!("600 10px {}", theme.sans));
        let width = |text: &str| context.measure_text(text).map_or(f64::INFINITY, |measure| measure.width());
        let Some(caption) = captions.iter().find(|text| !text.is_empty() && width(text) <= room) else {
            return;
        };
        let middle = y + ROW_HEIGHT / 2.0;
        context.set_text_baseline("middle");
        if segment.state == State::Waiting {
            // Words can't be read on the hatching.
            context.set_fill_style_str(&theme.panel);
            context.fill_rect(left - 3.0, middle - 6.0, width(caption) + 6.0, 12.0);
            context.set_fill_style_str(&theme.dim);
        } else {
            context.set_fill_style_str(&theme.on_running);
        }
        let _ = context.fill_text(caption, left, middle + 0.5);
    }

    fn marks(&self, lane: &Lane, y: f64) {
        self.context.set_fill_style_str(&self.theme.error);
        for mark in lane.marks() {
            let x = self.view.x(self.view.axis.of_mark(mark));
            self.context.begin_path();
            self.context.move_to(x - 4.5, y + 1.0);
            self.context.line_to(x + 4.5, y + 1.0);
            self.context.line_to(x, y + 8.0);
            self.context.fill();
        }
    }

    /// The way of causes: the nearest cause strongest.
    fn arrows(&self, way: &[Place]) {
        let context = self.context;
        context.set_stroke_style_str(&self.theme.text);
        context.set_fill_style_str(&self.theme.text);
        context.set_line_width(1.5);
        let points: Vec<(f64, f64)> = way
            .iter()
            .filter_map(|place| {
                let row = self.run.lanes.row_of(place.lane)?;
                Some((self.view.x(self.view.axis.of_place(place)), self.view.y(row) + ROW_HEIGHT / 2.0))
            })
            .collect();
        for (distance, pair) in points.windows(2).enumerate() {
            let ((to_x, to_y), (from_x, from_y)) = (pair[0], pair[1]);
            context.set_global_alpha(if distance == 0 { 1.0 } else { 0.35 });
            let down = if to_y > from_y { 1.0 } else { -1.0 };
            // The arrow leaves one bar and ends at the edge of the other.
            let (start_y, end_y) = (from_y + down * BAR_HEIGHT / 2.0, to_y - down * BAR_HEIGHT / 2.0);
            let tip_y = end_y - down * ARROW_SIZE;
            context.begin_path();
            context.move_to(from_x, start_y);
            let bend = (tip_y - start_y) / 2.0;
            context.bezier_curve_to(from_x, start_y + bend, to_x, tip_y - bend, to_x, tip_y);
            context.stroke();
            context.begin_path();
            context.move_to(to_x, end_y);
            context.line_to(to_x - ARROW_SIZE, tip_y - down);
            context.line_to(to_x + ARROW_SIZE, tip_y - down);
            context.fill();
        }
        context.set_global_alpha(1.0);
    }
}
