//! What is measured of a run, and how it is said.

use crate::size::grouped;

/// How long a run took, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measured {
    /// By the clock on the wall.
    pub(super) wall: f64,
    /// Of the processor, where that can be known.
    pub(super) processor: Option<f64>,
}

/// In what the time of a program is said.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    /// The time that it took.
    Whole,
    /// The time of each of so many.
    Each(u32),
    /// How many of these there are in a second.
    PerSecond(u32, &'static str),
}

impl Unit {
    /// A time as a figure of this unit.
    pub(super) fn text(self, seconds: f64) -> String {
        match self {
            Unit::Whole => millis(seconds),
            Unit::Each(count) => millis(seconds / f64::from(count)),
            Unit::PerSecond(count, what) => {
                format!("{} {what}/s", grouped((f64::from(count) / seconds).round() as u64))
            }
        }
    }
}

/// Milliseconds in three digits.
pub(super) fn millis(seconds: f64) -> String {
    let millis = seconds * 1000.0;
    let decimals = match millis {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 4,
    };
    format!("{millis:.decimals$} ms")
}

/// The middle one.
pub(super) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_in_the_unit_of_their_program() {
        assert_eq!(Unit::Whole.text(0.012345), "12.3 ms");
        assert_eq!(Unit::Whole.text(1.5), "1500 ms");
        assert_eq!(Unit::Each(1_000).text(0.0123), "0.0123 ms");
        assert_eq!(Unit::PerSecond(100_000, "switches").text(0.1), "1,000,000 switches/s");
    }

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median([3.0, 100.0, 1.0].into_iter()), Some(3.0));
        assert_eq!(median(std::iter::empty()), None);
    }
}
