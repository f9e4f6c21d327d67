//! How deep a program's source may nest, so that no source overflows the native stack, which in a browser
//! is about 1 MB. CPython has limits of the same order.

/// Expressions within expressions, statements within statements.
pub(super) const MAX_NESTING: usize = 250;

/// Brackets within brackets.
pub(super) const MAX_BRACKETS: usize = 100;

/// Indentations within indentations.
pub(super) const MAX_INDENTS: usize = 100;
