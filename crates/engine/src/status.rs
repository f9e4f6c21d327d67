//! What a turn gives, as a number, for JavaScript.

use loopscope_isolate::{Part, Status};

/// The program wants another turn.
const READY: f64 = -1.0;
/// The program ended.
const ENDED: f64 = -2.0;
/// The program stands at a breakpoint.
const AT_BREAKPOINT: f64 = -3.0;
/// The program needs modules that few programs import.
const NEEDS_RARE: f64 = -4.0;
/// The program needs what Unicode says of characters. (-5 is what the page says of an engine whose rest has not come.)
const NEEDS_UNICODE: f64 = -6.0;

/// -1 for ready, -2 for ended, -3 at a breakpoint, -4 where modules that few programs import are needed and -6 where Unicode's tables are, else when the program goes on in microseconds of program time, or infinity.
pub(crate) fn to_number(status: Status) -> f64 {
    match status {
        Status::Ready => READY,
        Status::Ended { .. } => ENDED,
        Status::AtBreakpoint => AT_BREAKPOINT,
        Status::Needs(Part::Rare) => NEEDS_RARE,
        Status::Needs(Part::Unicode) => NEEDS_UNICODE,
        Status::Blocked { until_micros: Some(until_micros) } => until_micros as f64,
        Status::Blocked { until_micros: None } => f64::INFINITY,
    }
}

/// The status of a number made by [`to_number`], but for the exit status.
pub(crate) fn from_number(number: f64) -> Status {
    if number == READY {
        Status::Ready
    } else if number == AT_BREAKPOINT {
        Status::AtBreakpoint
    } else if number == NEEDS_RARE {
        Status::Needs(Part::Rare)
    } else if number == NEEDS_UNICODE {
        Status::Needs(Part::Unicode)
    } else if number == ENDED {
        Status::Ended { exit_status: 0 }
    } else {
        Status::Blocked { until_micros: number.is_finite().then_some(number as u64) }
    }
}
