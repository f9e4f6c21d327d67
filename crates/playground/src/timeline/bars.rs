//! The bars of one lane, each state's as one shape: what a canvas is told costs more than what it draws.

use loopscope_story::lanes::State;
use web_sys::CanvasRenderingContext2d;

use super::theme::Theme;

pub(super) const BAR_HEIGHT: f64 = 14.0;
/// The states in the order in which they are drawn: what ran is drawn over the waits that it is too short to be
/// seen beside.
const ORDER: [State; 4] = [State::Ready, State::Waiting, State::Blocked, State::Running];

/// Where the bars of one lane are.
#[derive(Default)]
pub(super) struct Bars {
    /// The left edge and the width of each, by state as in [`ORDER`].
    extents: [Vec<(f64, f64)>; 4],
}

impl Bars {
    pub(super) fn add(&mut self, state: State, left: f64, width: f64) {
        let place = ORDER.iter().position(|known| *known == state).unwrap_or_default();
        self.extents[place].push((left, width));
    }

    /// Draws them at a height.
    pub(super) fn draw(&self, context: &CanvasRenderingContext2d, theme: &Theme, y: f64) {
        context.set_line_width(1.0);
        for (state, extents) in ORDER.into_iter().zip(&self.extents) {
            if extents.is_empty() {
                continue;
            }
            match state {
                State::Running => {
                    context.set_fill_style_str(&theme.running);
                    shape(context, extents, |(left, width)| (left, y, width, BAR_HEIGHT));
                    context.fill();
                }
                State::Ready => {
                    context.set_fill_style_str(&theme.ready_soft);
                    context.set_stroke_style_str(&theme.ready);
                    let inside = |(left, width): (f64, f64)| {
                        (left + 0.5, y + 0.5, (width - 1.0).max(1.0), BAR_HEIGHT - 1.0)
                    };
                    shape(context, extents, inside);
                    context.fill();
                    context.stroke();
                }
                State::Waiting => {
                    match &theme.waiting_pattern {
                        Some(pattern) => context.set_fill_style_canvas_pattern(pattern),
                        None => context.set_fill_style_str(&theme.waiting),
                    }
                    shape(context, extents, |(left, width)| (left, y, width.max(1.0), BAR_HEIGHT));
                    context.fill();
                    context.set_stroke_style_str(&theme.waiting);
                    context.set_global_alpha(0.55);
                    let wide: Vec<_> = extents.iter().copied().filter(|(_, width)| *width > 2.0).collect();
                    shape(context, &wide, |(left, width)| {
                        (left + 0.5, y + 0.5, width - 1.0, BAR_HEIGHT - 1.0)
                    });
                    context.stroke();
                    context.set_global_alpha(1.0);
                }
                State::Blocked => {
                    match &theme.blocked_pattern {
                        Some(pattern) => context.set_fill_style_canvas_pattern(pattern),
                        None => context.set_fill_style_str(&theme.blocked),
                    }
                    shape(context, extents, |(left, width)| (left, y, width.max(1.0), BAR_HEIGHT));
                    context.fill();
                }
            }
        }
    }
}

/// Begins a shape of rectangles.
fn shape(
    context: &CanvasRenderingContext2d,
    extents: &[(f64, f64)],
    rectangle: impl Fn((f64, f64)) -> (f64, f64, f64, f64),
) {
    context.begin_path();
    for extent in extents {
        let (x, y, width, height) = rectangle(*extent);
        rounded(context, x, y, width, height);
    }
}

/// Adds a rectangle with round corners, where it is wide enough for them.
pub(super) fn rounded(context: &CanvasRenderingContext2d, x: f64, y: f64, width: f64, height: f64) {
    let radius = (width / 2.0).min(3.0);
    if radius < 1.5 || context.round_rect_with_f64(x, y, width, height, radius).is_err() {
        context.rect(x, y, width, height);
    }
}
