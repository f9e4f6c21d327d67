//! What a recording tells: the lanes of threads and tasks, the lines of the console, what made things happen, and all of
//! that in words. Nothing here knows how it is drawn, or browsers.

pub mod causes;
pub mod console;
pub mod explain;
pub mod frames;
pub mod lanes;
pub mod not_yet;
pub mod sorted;
pub mod steps;
pub mod tree;
pub mod words;
pub mod world;
pub mod worlds;

pub use console::Console;
pub use lanes::Lanes;
