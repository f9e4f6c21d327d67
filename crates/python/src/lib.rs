//! Python syntax to bytecode to frames: a stackless interpreter that returns instead of blocking.
