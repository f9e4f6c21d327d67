//! Writes what a scene shows, as the page paints it.

use loopscope_story::Lanes;
use loopscope_story::lanes::{LaneKind, State};
use loopscope_trace::Outcome;

use super::letters::{fitted, width};
use super::writer::Writer;
use crate::bars::{BAR_HEIGHT, Bars};
use crate::rows::Rows;
use crate::scene::{Arrow, Caption, Label, LaneScene, Scene};
use crate::view::{AXIS_HEIGHT, ROW_HEIGHT, View};

const NAME_LEFT: f64 = 12.0;
const INDENT: f64 = 12.0;
const DEEPEST: usize = 6;
const NAME: f64 = 12.0;
const TICK: f64 = 11.0;
const CAPTION: f64 = 10.0;
/// The room for how a task ended.
const OUTCOME: f64 = 24.0;
/// The room between a name and what is behind it.
const DETAIL: f64 = 8.0;
/// The least width of the names, and the part of the picture that they take at most.
const LEAST_LABELS: f64 = 80.0;
const MOST_LABELS: f64 = 0.36;
/// Narrower bars have no round corners.
const ROUND_FROM: f64 = 10.0;
const ARROW_SIZE: f64 = 4.5;

/// How wide the names have to be, so that they need not be cut.
pub(super) fn labels_width(lanes: &Lanes, rows: &Rows, count: usize, all: f64) -> f64 {
    let mut widest = LEAST_LABELS;
    for row in (0..count).filter_map(|row| rows.get(row)) {
        let Some(lane) = lanes.get(row.lane) else { continue };
        let mut wide = name_left(row.depth) + width(&lane.name(), NAME, lane.is_thread()) + OUTCOME;
        if let LaneKind::Task { coroutine, .. } = lane.kind() {
            wide += DETAIL + width(coroutine, NAME, false);
        }
        widest = widest.max(wide);
    }
    widest.min(all * MOST_LABELS).ceil()
}

/// Writes the ground.
pub(super) fn frame(out: &mut Writer, width: f64, height: f64) {
    for class in ["p", "f"] {
        out.raw("<rect class=\"").raw(class).raw("\" x=\"0.5\" y=\"0.5\"");
        out.attribute("width", width - 1.0).attribute("height", height - 1.0).raw(" rx=\"8\"/>");
    }
    out.raw("\n");
}

/// Writes all that is in a scene.
pub(super) fn scene(out: &mut Writer, scene: &Scene) {
    let view = &scene.view;
    for tick in &scene.ticks {
        let x = view.x(tick.units).round();
        if x < view.width - 1.0 {
            out.rect("g", x, AXIS_HEIGHT, 1.0, view.height - AXIS_HEIGHT);
            out.rect("u", x, AXIS_HEIGHT - 6.0, 1.0, 6.0);
            if x + 6.0 + width(&tick.label, TICK, false) <= view.width {
                out.words("s d", x + 4.0, AXIS_HEIGHT / 2.0, TICK, &tick.label);
            }
        }
    }
    out.raw("\n");
    for lane in &scene.lanes {
        self::label(out, view, &lane.label, lane.y);
        self::lane(out, lane);
        out.raw("\n");
    }
    out.rect("u", 1.0, AXIS_HEIGHT - 1.0, view.width - 2.0, 1.0);
    out.rect("u", view.labels - 1.0, AXIS_HEIGHT, 1.0, view.height - AXIS_HEIGHT);
    for (distance, arrow) in scene.arrows.iter().enumerate() {
        self::arrow(out, arrow, distance > 0);
    }
    if let Some(x) = scene.cursor_x {
        out.rect("t", x.round(), AXIS_HEIGHT - 6.0, 1.0, view.height - AXIS_HEIGHT + 6.0);
    }
    out.raw("\n");
}

fn name_left(depth: usize) -> f64 {
    NAME_LEFT + INDENT * depth.min(DEEPEST) as f64
}

fn label(out: &mut Writer, view: &View, label: &Label, y: f64) {
    if label.is_thread && y > AXIS_HEIGHT {
        out.rect("u", 1.0, y, view.width - 2.0, 1.0);
    }
    let (left, middle, end) = (name_left(label.row.depth), y + ROW_HEIGHT / 2.0, view.labels - OUTCOME);
    let class = match (label.is_thread, label.chosen) {
        (true, true) => "b r",
        (true, false) => "b t",
        (false, true) => "r",
        (false, false) => "t",
    };
    let Some(name) = fitted(&label.name, NAME, label.is_thread, end - left) else { return };
    out.words(class, left, middle, NAME, &name);
    let left = left + width(&name, NAME, label.is_thread) + DETAIL;
    if let Some(detail) = fitted(&label.detail, NAME, false, end - left).filter(|detail| !detail.is_empty()) {
        out.words("d", left, middle, NAME, &detail);
    }
    if let Some(outcome) = &label.outcome {
        self::outcome(out, outcome, view.labels - 13.0, middle);
    }
}

/// How a task ended: a tick, a cross or a ring.
pub(super) fn outcome(out: &mut Writer, outcome: &Outcome<()>, x: f64, y: f64) {
    match outcome {
        Outcome::Result => out.path("k", &[("M", &[x - 3.5, y]), ("l", &[2.5, 3.0]), ("l", &[4.5, -6.0])]),
        Outcome::Exception(()) => out.path(
            "x",
            &[
                ("M", &[x - 3.5, y - 3.5]),
                ("l", &[7.0, 7.0]),
                ("M", &[x - 3.5, y + 3.5]),
                ("l", &[7.0, -7.0]),
            ],
        ),
        Outcome::Cancelled => {
            out.raw("<circle class=\"c\"").attribute("cx", x).attribute("cy", y).raw(" r=\"3\"/>")
        }
    };
}

fn lane(out: &mut Writer, lane: &LaneScene) {
    let bar_y = lane.y + (ROW_HEIGHT - BAR_HEIGHT) / 2.0;
    for state in Bars::ORDER {
        for (left, right) in lane.bars.of(state) {
            bar(out, state, (*left, *right), bar_y, BAR_HEIGHT);
        }
    }
    for caption in &lane.captions {
        self::caption(out, caption, lane.y + ROW_HEIGHT / 2.0);
    }
    for x in &lane.marks {
        out.path("e", &[("M", &[x - 4.5, lane.y + 1.0]), ("h", &[9.0]), ("l", &[-4.5, 7.0]), ("z", &[])]);
    }
    if let Some((left, right)) = lane.outline {
        out.raw("<rect class=\"a\"").attribute("x", left - 1.5).attribute("y", bar_y - 1.5);
        out.attribute("width", right - left + 3.0).attribute("height", BAR_HEIGHT + 3.0).raw(" rx=\"3\"/>");
    }
}

/// Writes a bar between two edges.
pub(super) fn bar(out: &mut Writer, state: State, (left, right): (f64, f64), y: f64, height: f64) {
    let width = (right - left).max(1.0);
    let (class, lined) = match state {
        State::Running => ("r", false),
        State::Ready => ("y", true),
        State::Waiting => ("w", true),
        State::Blocked => ("v", false),
    };
    // A line around a bar is inside of its edges; one that would be all line has none.
    let inset = if lined && width > 2.0 { 0.5 } else { 0.0 };
    out.raw("<rect class=\"").raw(class).raw("\"");
    out.attribute("x", left + inset).attribute("y", y + inset);
    out.attribute("width", width - 2.0 * inset).attribute("height", height - 2.0 * inset);
    if lined && inset == 0.0 {
        out.raw(" stroke=\"none\" style=\"stroke:none\"");
    }
    out.raw(if width >= ROUND_FROM { " rx=\"3\"/>" } else { "/>" });
}

/// Writes into a bar as much as there is room for.
fn caption(out: &mut Writer, caption: &Caption, middle: f64) {
    let measured = caption.texts.iter().map(|text| (text, width(text, CAPTION, true)));
    let Some((text, width)) = measured.into_iter().find(|(_, width)| *width <= caption.room) else { return };
    if caption.state == State::Waiting {
        // Words can't be read on the hatching.
        out.rect("p", caption.left - 3.0, middle - 6.0, width + 6.0, 12.0);
        out.words("n d", caption.left, middle, CAPTION, text);
    } else {
        out.words("n o", caption.left, middle, CAPTION, text);
    }
}

fn arrow(out: &mut Writer, arrow: &Arrow, is_far: bool) {
    let Arrow { from, to } = arrow;
    let down = if to.1 > from.1 { 1.0 } else { -1.0 };
    // The arrow leaves one bar and ends at the edge of the other.
    let (start_y, end_y) = (from.1 + down * BAR_HEIGHT / 2.0, to.1 - down * BAR_HEIGHT / 2.0);
    let tip_y = end_y - down * ARROW_SIZE;
    let bend = (tip_y - start_y) / 2.0;
    out.raw(if is_far { "<g opacity=\"0.35\">" } else { "<g>" });
    let curve = [from.0, start_y + bend, to.0, tip_y - bend, to.0, tip_y];
    out.path("a", &[("M", &[from.0, start_y]), ("C", &curve)]);
    let (left, right) = ([to.0 - ARROW_SIZE, tip_y - down], [to.0 + ARROW_SIZE, tip_y - down]);
    out.path("t", &[("M", &[to.0, end_y]), ("L", &left), ("L", &right), ("z", &[])]);
    out.raw("</g>");
}
