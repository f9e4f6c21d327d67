//! The loopscope command: the same programs in a terminal.
fn main() {}
