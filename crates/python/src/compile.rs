//! Source text to [`crate::Code`].
