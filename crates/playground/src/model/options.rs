//! What a run is begun with.

use crate::model::settings::Settings;

/// What the reader has set, and what this program may do in this run. No link says the latter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RunOptions {
    pub(crate) settings: Settings,
    /// The reader did not ask for the run: it asks no server, and has little of the processor.
    pub(crate) is_limited: bool,
    /// The origins that the reader lets the program ask though they are private.
    pub(crate) allowed: Vec<String>,
}
