//! The builtin functions and the methods of the builtin classes.
