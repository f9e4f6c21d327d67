//! Where a tip is: beside the lanes that it names, never over them.

use crate::view::{AXIS_HEIGHT, ROW_HEIGHT, View};

/// The largest width of a tip in pixels, as the style sheet has it.
pub const TIP_WIDTH: f64 = 340.0;
/// What a letter takes at most on average, a line, and the room around the text, in pixels.
const LETTER_WIDTH: f64 = 7.0;
const LINE_HEIGHT: f64 = 19.0;
const PADDING: f64 = 24.0;
/// The room between a tip and the lane it is at.
const APART: f64 = 4.0;

/// The edge of a tip that is nearest to its lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Where it is.
    pub y: f64,
    /// Whether it is the lower edge.
    pub above: bool,
}

/// Where a tip with this text is that is about the row `own` and names other rows too: as near as can be, over none of them.
pub fn place(view: &View, own: usize, named: &[usize], text: &str) -> Edge {
    let width = TIP_WIDTH.min(view.width - 16.0) - PADDING;
    let lines = (text.chars().count() as f64 * LETTER_WIDTH / width.max(1.0)).ceil();
    let height = lines * LINE_HEIGHT + PADDING;
    let edge = |row: usize, above: bool| {
        let y = if above { view.y(row) - APART } else { view.y(row) + ROW_HEIGHT + APART };
        Edge { y, above }
    };
    let top = |edge: Edge| if edge.above { edge.y - height } else { edge.y };
    let is_free = |candidate: Edge| {
        let (top, bottom) = (top(candidate), top(candidate) + height);
        let covers = |row: &usize| view.y(*row) < bottom && view.y(*row) + ROW_HEIGHT > top;
        top >= AXIS_HEIGHT && bottom <= view.height && !covers(&own) && !named.iter().any(covers)
    };
    let mut best: Option<(f64, Edge)> = None;
    for row in named.iter().copied().chain([own]) {
        for candidate in [edge(row, false), edge(row, true)].into_iter().filter(|edge| is_free(*edge)) {
            let far = (top(candidate) + height / 2.0 - view.y(own) - ROW_HEIGHT / 2.0).abs();
            if best.is_none_or(|(nearest, _)| far < nearest) {
                best = Some((far, candidate));
            }
        }
    }
    best.map_or_else(|| edge(own, view.y(own) > view.height / 2.0), |(_, edge)| edge)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axis::Axis;

    fn view(height: f64) -> View {
        let (axis, width, labels, units_per_px) = (Axis::Time, 900.0, 180.0, 1e4);
        View { axis, width, height, labels, units_per_px, left: 0.0, top: 0.0 }
    }

    #[test]
    fn a_tip_is_beside_every_lane_that_it_names() {
        let (view, text) = (view(500.0), "x".repeat(90));
        let at = |own, named: &[usize]| {
            let Edge { y, above } = place(&view, own, named, &text);
            let row = (y - AXIS_HEIGHT) / ROW_HEIGHT;
            (row.round() as usize, above)
        };
        assert_eq!(at(3, &[]), (4, false));
        // The row below is named as well: above, then below both.
        assert_eq!(at(5, &[6]), (5, true));
        assert_eq!(at(1, &[2]), (3, false));
        // Between two that are far enough apart.
        assert_eq!(at(0, &[10]), (1, false));
        assert_eq!(at(17, &[0]), (17, true));
    }

    #[test]
    fn without_room_a_tip_is_at_its_own_lane() {
        let view = view(100.0);
        assert_eq!(place(&view, 0, &[1], "some text"), Edge { y: view.y(1) + 4.0, above: false });
    }
}
