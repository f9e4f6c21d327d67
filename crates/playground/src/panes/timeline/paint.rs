//! Paints a scene on a canvas.

use loopscope_picture::axis::Tick;
use loopscope_picture::bars::BAR_HEIGHT;
use loopscope_picture::scene::{Arrow, Caption, Label, LaneScene};
use loopscope_picture::view::{AXIS_HEIGHT, ROW_HEIGHT};
use loopscope_picture::{Scene, View};
use loopscope_story::lanes::State;
use loopscope_trace::Outcome;
use web_sys::CanvasRenderingContext2d;

use super::theme::Theme;

mod bars;

/// How far a lane's name is from the left, and how much farther for each lane that it is below.
const NAME_LEFT: f64 = 20.0;
const INDENT: f64 = 12.0;
/// The width of names below which they are indented half as much.
const NARROW: f64 = 150.0;
/// No name is indented more often.
const DEEPEST: usize = 6;
/// How many bytes of a text are shown at least before an ellipsis.
const LEAST_CUT: usize = 3;
/// No letter is narrower than this, in pixels.
const NARROWEST_LETTER: f64 = 2.0;
const ARROW_SIZE: f64 = 4.5;
/// Half of the width of the cursor's handle, in pixels.
const HANDLE: f64 = 6.0;

/// What a scene is painted with.
pub(super) struct Painter<'a> {
    pub(super) context: &'a CanvasRenderingContext2d,
    pub(super) theme: &'a Theme,
}

impl Painter<'_> {
    pub(super) fn paint(&self, scene: &Scene) {
        let view = &scene.view;
        self.context.clear_rect(0.0, 0.0, view.width, view.height);
        self.within(view, view.labels, AXIS_HEIGHT, || {
            self.grid(scene);
            for lane in &scene.lanes {
                self.lane(lane);
            }
            for (distance, arrow) in scene.arrows.iter().enumerate() {
                self.context.set_global_alpha(if distance == 0 { 1.0 } else { 0.35 });
                self.arrow(arrow);
            }
            self.context.set_global_alpha(1.0);
        });
        self.within(view, 0.0, AXIS_HEIGHT, || {
            for lane in &scene.lanes {
                self.label(view, &lane.label, lane.y);
            }
        });
        self.context.set_fill_style_str(&self.theme.rule);
        self.context.fill_rect(view.labels - 1.0, AXIS_HEIGHT, 1.0, view.height);
        self.axis(view, &scene.ticks);
        if let Some(x) = scene.cursor_x {
            self.cursor(view, x.round());
        }
    }

    /// A line where the reader stands, with a handle on the axis.
    fn cursor(&self, view: &View, x: f64) {
        let context = self.context;
        context.set_fill_style_str(&self.theme.text);
        context.fill_rect(x, AXIS_HEIGHT - HANDLE, 1.0, view.height);
        context.begin_path();
        context.move_to(x + 0.5 - HANDLE, AXIS_HEIGHT - 2.0 * HANDLE);
        context.line_to(x + 0.5 + HANDLE, AXIS_HEIGHT - 2.0 * HANDLE);
        context.line_to(x + 0.5, AXIS_HEIGHT - HANDLE + 1.0);
        context.fill();
    }

    /// Paints below and to the right of a point only.
    fn within(&self, view: &View, left: f64, top: f64, paint: impl FnOnce()) {
        self.context.save();
        self.context.begin_path();
        self.context.rect(left, top, view.width - left, view.height - top);
        self.context.clip();
        paint();
        self.context.restore();
    }

    fn grid(&self, scene: &Scene) {
        let view = &scene.view;
        self.context.set_fill_style_str(&self.theme.grid);
        for tick in &scene.ticks {
            self.context.fill_rect(view.x(tick.units).round(), 0.0, 1.0, view.height);
        }
        if let Some(x) = scene.pointer_x {
            self.context.set_fill_style_str(&self.theme.waiting);
            self.context.fill_rect(x.round(), 0.0, 1.0, view.height);
        }
    }

    fn axis(&self, view: &View, ticks: &[Tick]) {
        let context = self.context;
        context.set_fill_style_str(&self.theme.panel);
        context.fill_rect(0.0, 0.0, view.width, AXIS_HEIGHT);
        context.set_fill_style_str(&self.theme.rule);
        context.fill_rect(0.0, AXIS_HEIGHT - 1.0, view.width, 1.0);
        self.within(view, view.labels, 0.0, || {
            context.set_font(&format!("11px {}", self.theme.sans));
            context.set_text_baseline("middle");
            context.set_text_align("left");
            for tick in ticks {
                let x = view.x(tick.units).round();
                context.set_fill_style_str(&self.theme.rule);
                context.fill_rect(x, AXIS_HEIGHT - 6.0, 1.0, 6.0);
                context.set_fill_style_str(&self.theme.dim);
                if x + 4.0 + self.width(&tick.label) <= view.width {
                    let _ = context.fill_text(&tick.label, x + 4.0, AXIS_HEIGHT / 2.0);
                }
            }
        });
    }

    fn label(&self, view: &View, label: &Label, y: f64) {
        let (context, theme) = (self.context, self.theme);
        context.set_fill_style_str(&theme.panel);
        context.fill_rect(0.0, y, view.labels, ROW_HEIGHT);
        if label.is_thread && y > AXIS_HEIGHT {
            context.set_fill_style_str(&theme.rule);
            context.fill_rect(0.0, y, view.width, 1.0);
        }
        let indent = if view.labels < NARROW { INDENT / 2.0 } else { INDENT };
        let left = NAME_LEFT + indent * label.row.depth.min(DEEPEST) as f64;
        let (middle, end) = (y + ROW_HEIGHT / 2.0, view.labels - 22.0);
        if label.row.folds {
            self.fold(label.row.hidden > 0, left - 10.0, middle);
        }
        let weight = if label.is_thread { "600 " } else { "" };
        context.set_font(&format!("{weight}12px {}", theme.sans));
        context.set_text_baseline("middle");
        context.set_fill_style_str(if label.chosen { &theme.running } else { &theme.text });
        self.fitted_text(&label.name, left, middle, end);
        if !label.detail.is_empty() {
            let left = left + self.width(&label.name) + 8.0;
            context.set_fill_style_str(&theme.dim);
            self.fitted_text(&label.detail, left, middle, end);
        }
        self.outcome(label.outcome.as_ref(), view.labels - 12.0, middle);
    }

    /// A triangle that points at the lanes below, or to the right when they are folded away.
    fn fold(&self, folded: bool, x: f64, y: f64) {
        let context = self.context;
        let (along, across) = (3.0, 4.0);
        context.set_fill_style_str(&self.theme.dim);
        context.begin_path();
        for (a, b) in [(-along, -across), (along, 0.0), (-along, across)] {
            let (dx, dy) = if folded { (a, b) } else { (b, a) };
            context.line_to(x + dx, y + dy);
        }
        context.fill();
    }

    /// How a task ended: a tick, a cross or a ring.
    fn outcome(&self, outcome: Option<&Outcome<()>>, x: f64, y: f64) {
        let context = self.context;
        context.set_line_width(2.0);
        context.begin_path();
        match outcome {
            Some(Outcome::Result) => {
                context.set_line_width(1.5);
                context.set_stroke_style_str(&self.theme.dim);
                context.move_to(x - 3.5, y);
                context.line_to(x - 1.0, y + 3.0);
                context.line_to(x + 3.5, y - 3.0);
            }
            Some(Outcome::Exception(())) => {
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
            None => return,
        }
        context.stroke();
    }

    fn width(&self, text: &str) -> f64 {
        self.context.measure_text(text).map_or(f64::INFINITY, |measure| measure.width())
    }

    /// Writes a text that ends before `end`: with an ellipsis where it would not.
    fn fitted_text(&self, text: &str, x: f64, y: f64, end: f64) {
        let fits = |text: &str| x + self.width(text) <= end;
        if fits(text) {
            let _ = self.context.fill_text(text, x, y);
            return;
        }
        // Names often differ in the number at their end.
        let (name, number) = text.split_at(text.trim_end_matches(|it: char| it.is_ascii_digit()).len());
        let cuts = name.char_indices().rev().take_while(|(cut, _)| *cut >= LEAST_CUT);
        if let Some(cut) = cuts.map(|(cut, _)| format!("{}…{number}", &name[..cut])).find(|cut| fits(cut)) {
            let _ = self.context.fill_text(&cut, x, y);
        }
    }

    fn lane(&self, lane: &LaneScene) {
        let context = self.context;
        let bar_y = lane.y + (ROW_HEIGHT - BAR_HEIGHT) / 2.0;
        bars::paint(context, self.theme, &lane.bars, bar_y);
        if !lane.captions.is_empty() {
            context.set_font(&format!("600 10px {}", self.theme.sans));
            context.set_text_baseline("middle");
        }
        for caption in &lane.captions {
            self.caption(caption, lane.y + ROW_HEIGHT / 2.0);
        }
        context.set_fill_style_str(&self.theme.error);
        for x in &lane.marks {
            context.begin_path();
            context.move_to(x - 4.5, lane.y + 1.0);
            context.line_to(x + 4.5, lane.y + 1.0);
            context.line_to(*x, lane.y + 8.0);
            context.fill();
        }
        if let Some((left, right)) = lane.outline {
            context.set_stroke_style_str(&self.theme.text);
            context.set_line_width(1.5);
            context.begin_path();
            bars::rounded(context, left - 1.5, bar_y - 1.5, right - left + 3.0, BAR_HEIGHT + 3.0);
            context.stroke();
        }
    }

    /// Writes into a bar as much as there is room for.
    fn caption(&self, caption: &Caption, middle: f64) {
        let (context, theme, left) = (self.context, self.theme, caption.left);
        let may_fit =
            caption.texts.iter().filter(|text| text.len() as f64 * NARROWEST_LETTER <= caption.room);
        let measured = may_fit.map(|text| (text, self.width(text)));
        let Some((text, width)) = measured.into_iter().find(|(_, width)| *width <= caption.room) else {
            return;
        };
        if caption.state == State::Waiting {
            // Words can't be read on the hatching.
            context.set_fill_style_str(&theme.panel);
            context.fill_rect(left - 3.0, middle - 6.0, width + 6.0, 12.0);
            context.set_fill_style_str(&theme.dim);
        } else {
            context.set_fill_style_str(&theme.on_running);
        }
        let _ = context.fill_text(text, left, middle + 0.5);
    }

    fn arrow(&self, arrow: &Arrow) {
        let (context, Arrow { from, to }) = (self.context, arrow);
        context.set_stroke_style_str(&self.theme.text);
        context.set_fill_style_str(&self.theme.text);
        context.set_line_width(1.5);
        let down = if to.1 > from.1 { 1.0 } else { -1.0 };
        // The arrow leaves one bar and ends at the edge of the other.
        let (start_y, end_y) = (from.1 + down * BAR_HEIGHT / 2.0, to.1 - down * BAR_HEIGHT / 2.0);
        let tip_y = end_y - down * ARROW_SIZE;
        context.begin_path();
        context.move_to(from.0, start_y);
        let bend = (tip_y - start_y) / 2.0;
        context.bezier_curve_to(from.0, start_y + bend, to.0, tip_y - bend, to.0, tip_y);
        context.stroke();
        context.begin_path();
        context.move_to(to.0, end_y);
        context.line_to(to.0 - ARROW_SIZE, tip_y - down);
        context.line_to(to.0 + ARROW_SIZE, tip_y - down);
        context.fill();
    }
}
