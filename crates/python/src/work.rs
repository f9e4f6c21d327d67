//! The work that natives do, in the unit of a turn's budget: one is a call or a turn of a loop, very roughly 50 to
//! 100 nanoseconds in a browser.
//!
//! It is charged where objects are made, walked, copied, compared and hashed, not in each builtin: by the
//! constructors of containers and texts, by their iterators, by what finds a method's receiver. What is charged
//! depends on lengths only, never on capacities, addresses or the size of a pointer: the same program pays the same
//! on every machine. [`crate::Vm::run`] takes it off its budget before it goes on (see `Vm::bury`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::object::generator::Graveyard;

/// Less than this many units is not worth interrupting the loop over instructions for.
const WORTHWHILE: u64 = 64;
/// So many items are walked or copied for one unit.
const ITEMS: usize = 8;
/// So many bytes are copied, compared or searched for one unit.
const BYTES: usize = 64;
/// So many characters are looked at one by one for one unit.
const CHARS: usize = 16;
/// So many words of two numbers are multiplied with each other for one unit.
const WORD_PRODUCTS: u64 = 16;
/// So many bits of a large number are added, shifted or compared for one unit.
const BITS: u64 = 4096;

/// How many units one step of a native that works in pieces is to take: well below a turn's budget.
pub const PIECE: usize = 2_000;
/// How many items are walked, copied or compared for [`PIECE`] units.
pub const PIECE_OF_ITEMS: usize = PIECE * ITEMS;

thread_local! {
    static SPENT: Cell<u64> = const { Cell::new(0) };
    /// What was paid together with what [`use_up`] charged, and would have been later.
    static EARLY: Cell<u64> = const { Cell::new(0) };
    /// Whom to tell that something was spent: the machine that runs in this thread of the system.
    static BELL: RefCell<Option<Rc<Graveyard>>> = const { RefCell::new(None) };
}

/// Counts `units` against the budget of the machine that runs.
#[inline]
pub fn charge(units: u64) {
    if units == 0 {
        return;
    }
    let before = SPENT.get();
    SPENT.set(before.saturating_add(units));
    if before.saturating_add(units) >= WORTHWHILE {
        ring();
    }
}

/// Counts that so many items were walked, copied, compared or made.
#[inline]
pub fn items(count: usize) {
    charge((count / ITEMS) as u64);
}

/// Counts that so many bytes were copied, compared or searched.
#[inline]
pub fn bytes(count: usize) {
    charge((count / BYTES) as u64);
}

/// Counts that so many characters were looked at one by one.
#[inline]
pub fn chars(count: usize) {
    charge((count / CHARS) as u64);
}

/// Counts an operation that looks once at each bit of numbers with so many bits.
#[inline]
pub fn bits(count: u64) {
    charge(count / BITS);
}

/// Counts a multiplication of numbers with so many bits: word by word if one is short, else by parts.
pub fn product(a: u64, b: u64) {
    charge(word_products(a, b) / WORD_PRODUCTS);
}

/// Counts a division of a number with so many bits by one with `b` bits.
pub fn quotient(a: u64, b: u64) {
    charge(word_products(a.saturating_sub(b), b).saturating_mul(2) / WORD_PRODUCTS);
}

/// How many words are multiplied with each other in a product.
fn word_products(a: u64, b: u64) -> u64 {
    /// Longer numbers are multiplied by parts, which takes three quarters as long for each doubling.
    const LONG: u64 = 64;
    let (a, b) = (a / 64 + 1, b / 64 + 1);
    let (short, long) = (a.min(b), a.max(b));
    let (mut part, mut share) = (short, 256);
    while part > LONG {
        part /= 2;
        share = (share * 3 / 4).max(1);
    }
    short.saturating_mul(long).saturating_mul(share) / 256
}

/// More than any budget.
const ALL: u64 = 1 << 40;

/// Uses up the budget of the machine that runs, whatever it is: it stops before its next instruction.
pub fn use_up() {
    charge(ALL);
}

/// How much would be left of a budget if it had not been used up on purpose.
pub fn unused(left: i64) -> i64 {
    if is_used_up(left) { left + ALL as i64 } else { left }
}

/// Whether a budget of which so much is left was used up on purpose.
pub(crate) fn is_used_up(left: i64) -> bool {
    left < -(ALL as i64 / 2)
}

/// What was charged since the last call.
#[inline]
pub(crate) fn take() -> u64 {
    let spent = SPENT.replace(0);
    if let Some(early) = spent.checked_sub(ALL) {
        EARLY.set(early);
    }
    spent
}

/// What was paid too early because of [`use_up`] is charged again; how much that is.
pub(crate) fn charge_again() -> i64 {
    // What was worthwhile would have been paid there too.
    let early = Some(EARLY.replace(0)).filter(|early| *early < WORTHWHILE).unwrap_or_default();
    charge(early);
    early as i64
}

/// Begins a machine's turn: from now on it pays, and `bell` rings when it has to.
pub(crate) fn begin(bell: &Rc<Graveyard>) {
    SPENT.set(0);
    bell.tracker.borrow_mut().swap();
    BELL.with(|current| current.replace(Some(bell.clone())));
}

/// Ends a machine's turn: what its host does from now on isn't the program's work.
pub(crate) fn end() {
    if let Some(bell) = BELL.with(|current| current.replace(None)) {
        bell.tracker.borrow_mut().swap();
    }
}

/// Whether a machine has its turn in this thread of the system.
pub(crate) fn is_running() -> bool {
    BELL.try_with(|bell| bell.borrow().is_some()).unwrap_or(false)
}

/// Asks the machine that runs to go on with what was put aside by a drop.
pub(crate) fn garbage_waits() {
    ring();
}

#[cold]
fn ring() {
    with_graveyard(|graveyard| graveyard.occupied.set(true));
}

/// Tells the machine that runs in this thread of the system, if one does.
pub(crate) fn with_graveyard(tell: impl FnOnce(&Graveyard)) {
    // At the very end of a thread of the system there is nobody to tell.
    let _ = BELL.try_with(|bell| {
        if let Some(bell) = &*bell.borrow() {
            tell(bell);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{charge, items, product, take};

    #[test]
    fn what_is_charged_adds_up_until_it_is_taken() {
        take();
        charge(3);
        items(800);
        assert_eq!(take(), 103);
        assert_eq!(take(), 0);
    }

    #[test]
    fn a_product_of_twice_as_long_numbers_costs_about_three_times_as_much() {
        take();
        let cost = |bits| {
            product(bits, bits);
            take()
        };
        let (once, twice) = (cost(1 << 18), cost(1 << 19));
        assert!((twice as f64 / once as f64 - 3.0).abs() < 0.2, "{once} {twice}");
    }
}
