//! Paints the bars of one lane.

use loopscope_picture::bars::{BAR_HEIGHT, Bars};
use loopscope_story::lanes::State;
use web_sys::CanvasRenderingContext2d;

use crate::panes::timeline::theme::Theme;

/// Narrower bars have no round corners: a path takes a browser many times as long as a rectangle.
const ROUND_FROM: f64 = 10.0;
const RADIUS: f64 = 3.0;

/// Paints them at a height.
pub(super) fn paint(context: &CanvasRenderingContext2d, theme: &Theme, bars: &Bars, y: f64) {
    context.set_line_width(1.0);
    for state in Bars::ORDER {
        let extents = bars.of(state);
        if extents.is_empty() {
            continue;
        }
        let (pattern, color) = match state {
            State::Running => (None, &theme.running),
            State::Ready => (None, &theme.ready_soft),
            State::Waiting => (theme.waiting_pattern.as_ref(), &theme.waiting),
            State::Blocked => (theme.blocked_pattern.as_ref(), &theme.blocked),
        };
        match pattern {
            Some(pattern) => context.set_fill_style_canvas_pattern(pattern),
            None => context.set_fill_style_str(color),
        }
        draw(context, extents, y, false);
        let (line, alpha) = match state {
            State::Ready => (&theme.ready, 1.0),
            State::Waiting => (&theme.waiting, 0.55),
            State::Running | State::Blocked => continue,
        };
        context.set_stroke_style_str(line);
        context.set_global_alpha(alpha);
        draw(context, extents, y, true);
        context.set_global_alpha(1.0);
    }
}

/// Fills the bars, or draws lines around them, inside their edges; not around one that would be all line.
fn draw(context: &CanvasRenderingContext2d, extents: &[(f64, f64)], y: f64, lines: bool) {
    let inset = if lines { 0.5 } else { 0.0 };
    let (y, height) = (y + inset, BAR_HEIGHT - 2.0 * inset);
    let mut any_round = false;
    context.begin_path();
    for (left, right) in extents {
        let (x, width) = (left + inset, (right - left).max(1.0) - 2.0 * inset);
        if width >= ROUND_FROM {
            any_round = true;
            rounded(context, x, y, width, height);
        } else if !lines {
            context.fill_rect(x, y, width, height);
        } else if width > 1.0 {
            context.stroke_rect(x, y, width, height);
        }
    }
    match (any_round, lines) {
        (true, true) => context.stroke(),
        (true, false) => context.fill(),
        (false, _) => {}
    }
}

/// Adds a rectangle with round corners.
pub(super) fn rounded(context: &CanvasRenderingContext2d, x: f64, y: f64, width: f64, height: f64) {
    if context.round_rect_with_f64(x, y, width, height, RADIUS).is_err() {
        context.rect(x, y, width, height);
    }
}
