//! What the page shows, one file a view. A view that is a component is drawn anew only when what it gets is another.

mod ask;
pub(crate) mod calls;
pub(crate) mod console;
pub(crate) mod embed_bar;
mod icons;
pub(crate) mod notice;
pub(crate) mod program;
pub(crate) mod tabs;
pub(crate) mod timeline;
pub(crate) mod toolbar;
