//! What CPython 3.11's modules have and ours lack. `cargo xtask oracle` can't know; found by comparing `dir()`.

/// The names that a module lacks.
pub(super) fn of(_module: &str) -> &'static [&'static str] {
    &[]
}
