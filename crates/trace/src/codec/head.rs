//! The second byte of an event: how its time, cause, line and task are written, and whose doing it is.

/// Whether the time has moved; the difference follows.
pub(super) const MOVED: u8 = 1;

/// No cause, as before, of this thread (how far back follows), of another thread: 0 and how far back from where that
/// thread was left last, or the thread plus 1 and the number follow.
pub(super) const CAUSE: u8 = 0b110;
pub(super) const CAUSE_SAME: u8 = 0b010;
pub(super) const CAUSE_OWN: u8 = 0b100;
pub(super) const CAUSE_OTHER: u8 = 0b110;

/// No line, as before, another one (which follows).
pub(super) const LINE: u8 = 0b1_1000;
pub(super) const LINE_SAME: u8 = 0b0_1000;
pub(super) const LINE_OTHER: u8 = 0b1_0000;

/// No task, as before, another one (which follows).
pub(super) const TASK: u8 = 0b110_0000;
pub(super) const TASK_SAME: u8 = 0b010_0000;
pub(super) const TASK_OTHER: u8 = 0b100_0000;

/// Whether asyncio did it of its own accord.
pub(super) const BY_ASYNCIO: u8 = 0b1000_0000;

/// What is known of a wait: the byte behind its kind.
pub(super) mod wait {
    pub(crate) const FOR_TASK: u8 = 1;
    pub(crate) const NAME: u8 = 2;
    pub(crate) const OBJECT: u8 = 4;
    pub(crate) const OTHER: u8 = 8;
    pub(crate) const COUNT: u8 = 16;
    pub(crate) const OF: u8 = 32;
    pub(crate) const UNTIL: u8 = 64;
    pub(crate) const LIMIT: u8 = 128;
}
