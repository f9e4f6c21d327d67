//! cargo xtask: set-up, serve, test, bench and other chores.
fn main() {}
