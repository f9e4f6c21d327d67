//! What the page shows, one file a view.

pub(crate) mod calls;
pub(crate) mod console;
pub(crate) mod icons;
pub(crate) mod program;
pub(crate) mod timeline;
pub(crate) mod toolbar;
