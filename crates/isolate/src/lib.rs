//! One Python thread: interpreter, loops and mailbox, and the messages between threads.
