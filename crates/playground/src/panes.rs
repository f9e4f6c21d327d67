//! What the page shows, one file a view. A view that is a component is drawn anew only when what it gets is another.

mod ask;
pub(crate) mod calls;
pub(crate) mod console;
mod icons;
pub(crate) mod notice;
pub(crate) mod program;
pub(crate) mod tabs;
pub(crate) mod timeline;
pub(crate) mod toolbar;
