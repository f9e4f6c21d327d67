//! What the page knows.

pub(crate) mod clock;
pub(crate) mod lessons;
pub(crate) mod pace;
pub(crate) mod run;
