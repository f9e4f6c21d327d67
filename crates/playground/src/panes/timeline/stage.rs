//! The elements that the timeline is drawn in: what scrolls, how large it is, and the canvas.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};
use yew::NodeRef;

use crate::effects::frame::now_millis;
use crate::model::run::Run;
use loopscope_picture::view::{self, AXIS_HEIGHT, END_MARGIN, MARGIN, ROW_HEIGHT};
use loopscope_picture::{Axis, Rows, Spot, View};

/// The width below which lanes' names are short.
const NARROW: f64 = 560.0;

/// The elements and the scale.
#[derive(Default)]
pub(super) struct Stage {
    /// What scrolls.
    pub(super) scroller: NodeRef,
    /// As large as the whole picture would be.
    pub(super) sizer: NodeRef,
    /// As large as what is seen of it.
    pub(super) canvas: NodeRef,
    /// What `sizer` was made as large as.
    size: Cell<(f64, f64)>,
    /// What the axis counts.
    axis: Axis,
    /// The scale that the reader chose; `None` fits everything.
    units_per_px: Option<f64>,
}

impl Stage {
    /// Gives the scrolled area its size; the part of it that is seen.
    pub(super) fn arrange(&self, run: &Run, rows: &Rows) -> Option<View> {
        let scroller: HtmlElement = self.scroller.cast()?;
        let sizer: HtmlElement = self.sizer.cast()?;
        let (width, height) = (f64::from(scroller.client_width()), f64::from(scroller.client_height()));
        if width == 0.0 {
            return None;
        }
        let end = self.end(run);
        let labels = if width < NARROW { 104.0 } else { 184.0 };
        let fitting = view::fitting_scale(self.axis, end, run.is_live(), view::plot_width(width, labels));
        let full_width = match self.units_per_px {
            None => width,
            Some(scale) => (labels + MARGIN + END_MARGIN + end as f64 / scale).ceil().max(width),
        };
        let full_height = (AXIS_HEIGHT + rows.len() as f64 * ROW_HEIGHT + 4.0).max(height);
        if self.size.replace((full_width, full_height)) != (full_width, full_height) {
            sizer.style().set_property("width", &pixels(full_width)).ok()?;
            sizer.style().set_property("height", &pixels(full_height)).ok()?;
        }
        Some(View {
            axis: self.axis,
            width,
            height,
            labels,
            units_per_px: self.units_per_px.unwrap_or(fitting),
            left: f64::from(scroller.scroll_left()),
            top: f64::from(scroller.scroll_top()),
        })
    }

    /// What the canvas is drawn with, in CSS pixels; the canvas gets the size of the view.
    pub(super) fn context(&self, view: &View) -> Option<CanvasRenderingContext2d> {
        let canvas: HtmlCanvasElement = self.canvas.cast()?;
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let ratio = web_sys::window()?.device_pixel_ratio();
        let (width, height) = ((view.width * ratio).round() as u32, (view.height * ratio).round() as u32);
        if canvas.width() != width || canvas.height() != height {
            canvas.set_width(width);
            canvas.set_height(height);
            canvas.style().set_property("width", &pixels(view.width)).ok()?;
            canvas.style().set_property("height", &pixels(view.height)).ok()?;
        }
        context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).ok()?;
        Some(context)
    }

    /// How far the run came, on the axis.
    pub(super) fn end(&self, run: &Run) -> u64 {
        self.axis.end(&run.lanes, run.micros_at(now_millis()))
    }

    /// Scrolls by so many pixels.
    pub(super) fn scroll_by(&self, x: f64, y: f64) {
        if let Some(scroller) = self.scroller.cast::<HtmlElement>() {
            scroller.scroll_by_with_x_and_y(x, y);
        }
    }

    /// What the axis counts.
    pub(super) fn axis(&self) -> Axis {
        self.axis
    }

    /// Lets the axis count something else, and shows the whole run.
    pub(super) fn choose(&mut self, axis: Axis) {
        (self.axis, self.units_per_px) = (axis, None);
    }

    /// Shows the whole run.
    pub(super) fn fit(&mut self) {
        self.units_per_px = None;
    }

    /// Zooms in by a factor, or out, so that what is at `x` stays where it is; without `x`, in the middle.
    pub(super) fn zoom(&mut self, run: &Run, rows: &Rows, factor: f64, x: Option<f64>) {
        let (Some(view), Some(scroller)) = (self.arrange(run, rows), self.scroller.cast::<HtmlElement>())
        else {
            return;
        };
        let end = self.end(run);
        let x = x.unwrap_or(view.labels + view.plot_width() / 2.0).max(view.labels);
        let fixed = view.units(x);
        let scale = view::possible_scale(self.axis, view.units_per_px / factor, end, view.plot_width());
        let whole = view.plot_width() * scale >= end as f64 * 0.999;
        self.units_per_px = (!whole).then_some(scale);
        self.arrange(run, rows);
        scroller.set_scroll_left((view.labels + MARGIN + fixed / scale - x).round() as i32);
    }

    /// Scrolls so that the beginning of a segment is seen.
    pub(super) fn reveal(&self, run: &Run, rows: &Rows, spot: Spot) -> Option<()> {
        let scroller: HtmlElement = self.scroller.cast()?;
        let view = self.arrange(run, rows)?;
        let y = view.y(rows.of_or_above(&run.lanes, spot.lane)?);
        if y < AXIS_HEIGHT {
            scroller.set_scroll_top((view.top + y - AXIS_HEIGHT) as i32);
        } else if y + ROW_HEIGHT > view.height {
            scroller.set_scroll_top((view.top + y + ROW_HEIGHT - view.height) as i32);
        }
        let segment = run.lanes.get(spot.lane)?.segments().get(spot.segment)?;
        let x = view.x(self.axis.start_of(segment));
        if x < view.labels || x > view.width - END_MARGIN {
            scroller.set_scroll_left((view.left + x - view.labels - 80.0) as i32);
        }
        Some(())
    }
}

/// A length for a style.
fn pixels(length: f64) -> String {
    format!("{}px", length.ceil() as u32)
}
