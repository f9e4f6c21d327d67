//! The timeline as an SVG file: what a [`Scene`] shows, whole and at rest, with a legend below and, where it is wanted, a link to
//! the program. The same run gives the same bytes. It stands on its own: no script, no font, nothing to load.

mod legend;
mod letters;
mod paint;
mod style;
mod writer;

use loopscope_story::Lanes;
use loopscope_story::causes::Place;
use loopscope_story::words::picture_words;
use loopscope_trace::codec::DecodeError;
use loopscope_trace::{EventKind, Recording};

use crate::axis::Axis;
use crate::captions::Captions;
use crate::hit::Spot;
use crate::rows::Shown;
use crate::scene::{Scene, Subject};
use crate::view::{AXIS_HEIGHT, ROW_HEIGHT, View, fitting_scale, plot_width};
use writer::Writer;

/// The least width of a picture, in pixels.
pub const LEAST_WIDTH: u32 = 320;
/// The width of one of which nobody said how wide it is.
pub const USUAL_WIDTH: u32 = 800;
/// The largest width of a picture, in pixels.
pub const MOST_WIDTH: u32 = 4_000;
/// So many lanes are shown at most; how many more there are is said.
pub const MOST_ROWS: usize = 60;

/// What a picture is drawn for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light or dark, as whoever reads wants it.
    #[default]
    Auto,
    /// A light ground.
    Light,
    /// A dark ground.
    Dark,
}

/// What is said of a picture of events.
pub struct Options<'a> {
    /// What the axis counts.
    pub axis: Axis,
    /// The width in pixels, from [`LEAST_WIDTH`] to [`MOST_WIDTH`].
    pub width: u32,
    /// Light or dark.
    pub theme: Theme,
    /// Lanes with this in their names only.
    pub filter: &'a str,
    /// What it is a picture of, for who can't see it.
    pub title: &'a str,
    /// Where the program can be run.
    pub link: Option<&'a str>,
}

/// The picture of a run, of which these are the events, as batches one after the other. Nothing comes behind them if the run `is_over`;
/// that the program has ended they may say themselves.
///
/// # Errors
/// If the bytes are not batches.
pub fn picture_of(events: &[u8], is_over: bool, options: &Options) -> Result<String, DecodeError> {
    let (mut recording, mut lanes) = (Recording::default(), Lanes::default());
    let mut has_ended = is_over;
    recording.add(events, &mut |event| {
        has_ended |= matches!(event.kind, EventKind::ProgramEnded { .. });
        lanes.push(event);
    })?;
    if has_ended {
        lanes.end();
    }
    let mut shown = Shown::default();
    shown.filter(options.filter);
    let Options { axis, width, theme, title, link, .. } = *options;
    let picture = Picture {
        recording: &recording,
        lanes: &lanes,
        shown: &shown,
        axis,
        width,
        theme,
        title,
        link,
        chosen: None,
    };
    Ok(picture.svg())
}

/// What is drawn.
pub struct Picture<'a> {
    /// What happened.
    pub recording: &'a Recording,
    /// The lanes of it.
    pub lanes: &'a Lanes,
    /// Which of them have a row.
    pub shown: &'a Shown,
    /// What the axis counts.
    pub axis: Axis,
    /// The width in pixels, from [`LEAST_WIDTH`] to [`MOST_WIDTH`].
    pub width: u32,
    /// Light or dark.
    pub theme: Theme,
    /// What it is a picture of, for who can't see it.
    pub title: &'a str,
    /// Where the program can be run.
    pub link: Option<&'a str>,
    /// A segment, and the way of causes to it.
    pub chosen: Option<(Spot, &'a [Place])>,
}

impl Picture<'_> {
    /// The file's text.
    pub fn svg(&self) -> String {
        let rows = self.shown.rows(self.lanes);
        let width = f64::from(self.width.clamp(LEAST_WIDTH, MOST_WIDTH));
        let shown = rows.len().min(MOST_ROWS);
        let plot_end = AXIS_HEIGHT + shown as f64 * ROW_HEIGHT;
        let labels = paint::labels_width(self.lanes, &rows, shown, width);
        let end = self.axis.end(self.lanes, self.lanes.end_micros());
        let units_per_px = fitting_scale(self.axis, end, false, plot_width(width, labels));
        let view =
            View { axis: self.axis, width, height: plot_end, labels, units_per_px, left: 0.0, top: 0.0 };
        let subject = Subject {
            recording: self.recording,
            lanes: self.lanes,
            rows: &rows,
            view,
            end,
            chosen: self.chosen,
            pointer_x: None,
            stands: None,
        };
        let scene = Scene::of(&subject, &mut Captions::default());
        let legend = legend::Legend::of(&scene, rows.len() - shown, self.link, width);
        let height = plot_end + legend.height();
        let words = picture_words(self.lanes);

        let mut out = Writer::default();
        out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"").raw(style::class(self.theme)).raw("\"");
        out.attribute("width", width).attribute("height", height);
        out.raw(" viewBox=\"0 0 ").number(width).raw(" ").number(height).raw("\">\n");
        out.raw("<title>").text(self.title).raw("</title>\n<desc>").text(&words).raw("</desc>\n");
        style::write(&mut out, self.theme);
        // What is read out is the sentence; a link is still one.
        out.raw("<g role=\"img\" aria-label=\"").text(self.title).raw(": ").text(&words).raw("\">\n");
        paint::frame(&mut out, width, height);
        paint::scene(&mut out, &scene);
        legend.write(&mut out, plot_end);
        out.raw("</g>\n");
        legend.write_link(&mut out, plot_end);
        out.raw("</svg>\n");
        out.finish()
    }
}

#[cfg(test)]
mod tests;
