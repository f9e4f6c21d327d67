//! How deep a program's source may nest, so that no source overflows the native stack.

/// Expressions within expressions.
pub(super) const MAX_NESTING: usize = 400;
