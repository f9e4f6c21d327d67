//! What the page does outside of itself.

pub(crate) mod address;
pub(crate) mod draft;
pub(crate) mod editor;
pub(crate) mod engine;
pub(crate) mod frame;
mod link;
pub(crate) mod share;
pub(crate) mod theme;
