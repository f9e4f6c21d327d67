//! The timeline as plain data: which lanes have a row, where times are on the axis, and a [`Scene`] of bars, captions, marks
//! and arrows that whoever draws only has to paint. Nothing here knows a canvas, or browsers.

pub mod axis;
pub mod bars;
pub mod captions;
pub mod hit;
pub mod palette;
pub mod rows;
pub mod scene;
pub mod svg;
#[cfg(test)]
mod testing;
pub mod tip;
pub mod view;

pub use axis::Axis;
pub use captions::Captions;
pub use hit::Spot;
pub use rows::{Row, Rows, Shown};
pub use scene::Scene;
pub use view::View;

/// The least width of what ran, in pixels: a step of microseconds is seen among waits of seconds.
pub const LEAST_WIDTH: f64 = 3.0;
