//! Which part of the timeline is seen, and where on the canvas its times and lanes are.

use std::ops::Range;

use loopscope_story::words::decimal;

use crate::axis::Axis;

/// The height of the time axis in pixels.
pub const AXIS_HEIGHT: f64 = 26.0;
/// The height of a lane in pixels.
pub const ROW_HEIGHT: f64 = 26.0;
/// The room before the program's start in pixels.
pub const MARGIN: f64 = 10.0;
/// The room behind the program's end in pixels, for the label of a tick there.
pub const END_MARGIN: f64 = 38.0;
/// The largest width of the plot in pixels: browsers can't scroll much farther.
const WIDEST: f64 = 8e6;

/// The visible part. Lengths are in CSS pixels, from the canvas's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// What the axis counts, in units.
    pub axis: Axis,
    /// The canvas's width.
    pub width: f64,
    /// The canvas's height.
    pub height: f64,
    /// The width of the lanes' names.
    pub labels: f64,
    /// The scale.
    pub units_per_px: f64,
    /// How far it is scrolled to the right.
    pub left: f64,
    /// How far it is scrolled down.
    pub top: f64,
}

impl View {
    /// Where a place of the axis is.
    pub fn x(&self, units: u64) -> f64 {
        self.labels + MARGIN + units as f64 / self.units_per_px - self.left
    }

    /// What the axis counts at a place; not before the program's start.
    pub fn units(&self, x: f64) -> f64 {
        ((x - self.labels - MARGIN + self.left) * self.units_per_px).max(0.0)
    }

    /// The upper edge of a row.
    pub fn y(&self, row: usize) -> f64 {
        AXIS_HEIGHT + row as f64 * ROW_HEIGHT - self.top
    }

    /// The row at a place; `None` on the time axis.
    pub fn row(&self, y: f64) -> Option<usize> {
        (y >= AXIS_HEIGHT).then(|| ((y - AXIS_HEIGHT + self.top) / ROW_HEIGHT) as usize)
    }

    /// The rows that are seen, of `count`.
    pub fn rows(&self, count: usize) -> Range<usize> {
        let first = (self.top / ROW_HEIGHT) as usize;
        let last = ((self.top + self.height - AXIS_HEIGHT).max(0.0) / ROW_HEIGHT).ceil() as usize;
        first.min(count)..last.min(count)
    }

    /// The width of the plot, in which times are drawn.
    pub fn plot_width(&self) -> f64 {
        plot_width(self.width, self.labels)
    }
}

/// The width in which times are drawn.
pub fn plot_width(width: f64, labels: f64) -> f64 {
    (width - labels - MARGIN - END_MARGIN).max(50.0)
}

/// How many units a pixel has when everything until `end` fits into `width` pixels. While the program is `live` there is
/// room for more, so that the scale seldom changes.
pub fn fitting_scale(axis: Axis, end: u64, live: bool, width: f64) -> f64 {
    let end = end as f64;
    let span = match live {
        true => round_up((end * 1.05).max(axis.shortest_live() as f64)),
        false => end.max(axis.shortest() as f64),
    };
    span / width
}

/// The nearest scale to `units_per_px` that can be shown.
pub fn possible_scale(axis: Axis, units_per_px: f64, end: u64, width: f64) -> f64 {
    let end = (end as f64).max(axis.shortest() as f64);
    // `clamp` can say which numbers were wrong, for which it takes kilobytes.
    units_per_px.min(end / width).max(end / WIDEST)
}

/// Where the axis has its ticks, in microseconds, from `from_micros` until `to_micros`.
pub(crate) struct Ticks {
    pub(crate) step: u64,
    pub(crate) first: u64,
    pub(crate) last: u64,
}

impl Ticks {
    /// Ticks that are at least `apart_px` pixels apart.
    pub(crate) fn new(from_micros: f64, to_micros: f64, micros_per_px: f64, apart_px: f64) -> Ticks {
        let least = (apart_px * micros_per_px).max(1.0);
        let power = power_of_ten(least);
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|digit| digit * power).find(|step| *step >= least);
        let step = step.unwrap_or(10.0 * power).round().max(1.0) as u64;
        Ticks { step, first: from_micros as u64 / step * step, last: to_micros as u64 }
    }

    pub(crate) fn times(&self) -> impl Iterator<Item = u64> {
        // Not `step_by`: in a browser that takes 32 bits, an hour and a bit in microseconds.
        let next = |time: &u64| time.checked_add(self.step);
        std::iter::successors(Some(self.first), next).take_while(|time| *time <= self.last)
    }

    /// A tick's label, in one unit for all of them.
    pub(crate) fn label(&self, micros: u64) -> String {
        let (unit, name) = match self.last {
            0..2_000 => (1, "µs"),
            2_000..1_000_000 => (1_000, "ms"),
            _ => (1_000_000, "s"),
        };
        let step = self.step as f64 / unit as f64;
        let digits = std::iter::successors(Some(step), |step| Some(step * 10.0));
        let decimals = digits.take_while(|step| *step < 0.999).count();
        format!("{} {name}", decimal(micros, unit, decimals as u32))
    }
}

/// The largest power of ten that is not greater than a number from 1.
fn power_of_ten(number: f64) -> f64 {
    let mut power = 1.0;
    while power * 10.0 <= number {
        power *= 10.0;
    }
    power
}

fn round_up(span: f64) -> f64 {
    let power = power_of_ten(span);
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|digit| digit * power).find(|round| *round >= span).unwrap_or(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> View {
        View {
            axis: Axis::Time,
            width: 800.0,
            height: 200.0,
            labels: 180.0,
            units_per_px: 1e4,
            left: 50.0,
            top: 36.0,
        }
    }

    #[test]
    fn places_and_times_are_inverse() {
        let view = view();
        for micros in [500_000, 1_000_000, 6_000_000] {
            assert!((view.units(view.x(micros)) - micros as f64).abs() < 1.0);
        }
        assert_eq!(view.units(0.0), 0.0);
    }

    #[test]
    fn rows_are_found_where_they_are_drawn() {
        let view = view();
        for row in view.rows(100) {
            assert_eq!(view.row(view.y(row).max(AXIS_HEIGHT) + 1.0), Some(row));
        }
        assert_eq!(view.rows(100), 1..9);
        assert_eq!(view.rows(3), 1..3);
        assert_eq!(view.row(AXIS_HEIGHT - 1.0), None);
    }

    #[test]
    fn a_live_scale_changes_in_steps() {
        let scales: Vec<f64> = [10_000, 400_000, 1_200_000, 1_400_000]
            .map(|end| fitting_scale(Axis::Time, end, true, 100.0))
            .into();
        assert_eq!(scales, [1e4, 1e4, 1.5e4, 1.5e4]);
        assert_eq!(fitting_scale(Axis::Time, 5_000_000, false, 100.0), 5e4);
        assert_eq!(fitting_scale(Axis::Time, 0, false, 100.0), 10.0);
    }

    #[test]
    fn ticks_have_round_times_in_one_unit() {
        let labels = |from, to, scale| {
            let ticks = Ticks::new(from, to, scale, 70.0);
            ticks.times().map(|micros| ticks.label(micros)).collect::<Vec<_>>()
        };
        assert_eq!(labels(0.0, 5e6, 1e4), ["0 s", "1 s", "2 s", "3 s", "4 s", "5 s"]);
        assert_eq!(labels(1e6, 1.4e6, 2e3)[..2], ["1.0 s", "1.2 s"]);
        assert_eq!(labels(0.0, 1e3, 2.0)[..3], ["0 µs", "200 µs", "400 µs"]);
        assert_eq!(labels(0.0, 3e5, 1e3)[..3], ["0 ms", "100 ms", "200 ms"]);
    }
}
