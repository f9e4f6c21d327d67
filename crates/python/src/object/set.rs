//! `set` and `frozenset`: CPython's order of iteration.
//!
//! CPython iterates a set in the order of its hash table, and hashes of small integers are the integers
//! themselves: programs print `{1, 2, 3}` and expect that. So the table here probes and grows as
//! CPython's does (described in its `Objects/setobject.c`), which makes the order the same.

use std::cell::RefCell;

use crate::object::discard::{LARGE, discard, is_container};
use crate::value::Value;
use crate::work;

/// So many keys are added for one unit of work.
const KEYS_PER_UNIT: usize = 2;
const LINEAR_PROBES: usize = 9;
const MIN_SIZE: usize = 8;
const PERTURB_SHIFT: u32 = 5;

/// A `set` or `frozenset` object.
#[derive(Default)]
pub struct Set {
    /// Whether it is a `frozenset`.
    pub frozen: bool,
    /// Its table. Never keep this borrowed while Python code or another native may run.
    pub table: RefCell<SetTable>,
}

/// Keys in an open hash table. The table never calls Python code: callers compute hashes and say what
/// is equal.
pub struct SetTable {
    slots: Vec<Slot>,
    /// Keys and removed keys.
    fill: usize,
    /// Keys.
    used: usize,
    /// Where [`SetTable::pop`] goes on looking.
    finger: usize,
}

#[derive(Clone, Default)]
enum Slot {
    #[default]
    Empty,
    Removed,
    Key(i64, Value),
}

impl Default for SetTable {
    fn default() -> Self {
        SetTable { slots: vec![Slot::Empty; MIN_SIZE], fill: 0, used: 0, finger: 0 }
    }
}

impl Clone for SetTable {
    fn clone(&self) -> Self {
        work::items(self.slots.len());
        SetTable { slots: self.slots.clone(), ..*self }
    }
}

impl Drop for SetTable {
    fn drop(&mut self) {
        let is_deep = |slot: &Slot| matches!(slot, Slot::Key(_, key) if is_container(key));
        if self.slots.len() > LARGE || self.slots.iter().any(is_deep) {
            discard(std::mem::take(&mut self.slots).into_iter());
        }
    }
}

impl Set {
    /// A set around a table.
    pub fn new(frozen: bool, table: SetTable) -> Self {
        Set { frozen, table: RefCell::new(table) }
    }
}

impl SetTable {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// The position of the key with `hash` for which `equal` holds.
    pub fn find(&self, hash: i64, mut equal: impl FnMut(&Value) -> bool) -> Option<usize> {
        self.probe(hash).find_map(|at| match &self.slots[at] {
            Slot::Empty => Some(None),
            Slot::Key(other, key) if *other == hash && equal(key) => Some(Some(at)),
            _ => None,
        })?
    }

    /// All positions whose key has `hash`, in probing order: candidates that Python code must compare.
    pub fn candidates(&self, hash: i64) -> Vec<usize> {
        self.probe(hash)
            .take_while(|&at| !matches!(self.slots[at], Slot::Empty))
            .filter(|&at| matches!(&self.slots[at], Slot::Key(other, _) if *other == hash))
            .collect()
    }

    /// Adds a key that is not there yet.
    pub fn push(&mut self, hash: i64, key: Value) {
        if let Some(mut moving) = self.push_and_grow(hash, key) {
            moving.go_on(self, usize::MAX);
        }
    }

    /// Adds a key that is not there yet; if the table has grown, the keys that are still to move.
    pub fn push_and_grow(&mut self, hash: i64, key: Value) -> Option<Moving> {
        // The last removed slot on the way to an empty one is used again.
        let mut reused = None;
        let empty = self.probe(hash).find(|&at| match self.slots[at] {
            Slot::Empty => true,
            Slot::Removed => {
                reused = Some(at);
                false
            }
            Slot::Key(..) => false,
        });
        self.used += 1;
        if self.used.is_multiple_of(KEYS_PER_UNIT) {
            work::charge(1);
        }
        if let Some(at) = reused {
            self.slots[at] = Slot::Key(hash, key);
            return None;
        }
        self.slots[empty.expect("a set's table has an empty slot")] = Slot::Key(hash, key);
        self.fill += 1;
        let full = self.fill * 5 >= (self.slots.len() - 1) * 3;
        full.then(|| self.grow(if self.used > 50_000 { self.used * 2 } else { self.used * 4 }))
    }

    /// Removes what is at a position from [`SetTable::find`].
    pub fn remove(&mut self, position: usize) -> Option<Value> {
        match std::mem::replace(&mut self.slots[position], Slot::Removed) {
            Slot::Key(_, key) => {
                self.used -= 1;
                Some(key)
            }
            other => {
                self.slots[position] = other;
                None
            }
        }
    }

    /// The key at a position.
    pub fn key(&self, position: usize) -> Option<&Value> {
        match self.slots.get(position) {
            Some(Slot::Key(_, key)) => Some(key),
            _ => None,
        }
    }

    /// The first occupied position from `from` on.
    pub fn next_position(&self, from: usize) -> Option<usize> {
        let found = (from..self.slots.len()).find(|&at| matches!(self.slots[at], Slot::Key(..)));
        work::items(found.unwrap_or(self.slots.len()).saturating_sub(from));
        found
    }

    /// The first key from a position on: where it is, with its hash.
    pub fn next_key(&self, from: usize) -> Option<(usize, i64, &Value)> {
        let slots = self.slots.get(from..)?;
        let found = slots.iter().enumerate().find_map(|(at, slot)| match slot {
            Slot::Key(hash, key) => Some((from + at, *hash, key)),
            _ => None,
        });
        work::items(found.map_or(slots.len(), |(at, ..)| at - from));
        found
    }

    /// Hashes and keys in table order.
    pub fn iter(&self) -> impl Iterator<Item = (i64, &Value)> {
        work::items(self.slots.len());
        self.slots.iter().filter_map(|slot| match slot {
            Slot::Key(hash, key) => Some((*hash, key)),
            _ => None,
        })
    }

    /// How many slots there are, and where [`SetTable::pop`] goes on.
    pub(crate) fn shape(&self) -> (usize, usize) {
        (self.slots.len(), self.finger)
    }

    /// The slots that are not empty; without a key those whose key was removed.
    pub(crate) fn occupied(&self) -> impl Iterator<Item = (usize, Option<(i64, &Value)>)> {
        self.slots.iter().enumerate().filter_map(|(at, slot)| match slot {
            Slot::Empty => None,
            Slot::Removed => Some((at, None)),
            Slot::Key(hash, key) => Some((at, Some((*hash, key)))),
        })
    }

    /// A table of so many slots with these occupied; `None` if there is no such table.
    pub(crate) fn of_slots(
        size: usize,
        finger: usize,
        occupied: Vec<(usize, Option<(i64, Value)>)>,
    ) -> Option<SetTable> {
        // A table has never fewer keys, removed ones among them, than a 64th of its slots, unless it is small.
        let most = (occupied.len() + MIN_SIZE) * 64;
        if !size.is_power_of_two() || size < MIN_SIZE || size > most || occupied.len() >= size {
            return None;
        }
        let mut table = SetTable { slots: vec![Slot::Empty; size], fill: occupied.len(), used: 0, finger };
        for (at, key) in occupied {
            let slot = table.slots.get_mut(at)?;
            *slot = match key {
                Some((hash, key)) => {
                    table.used += 1;
                    Slot::Key(hash, key)
                }
                None => Slot::Removed,
            };
        }
        Some(table)
    }

    /// Removes all keys.
    pub fn clear(&mut self) {
        *self = SetTable::default();
    }

    /// Removes any key, with its hash: the next one in table order after the one removed by the last call.
    pub fn pop(&mut self) -> Option<Value> {
        let start = self.finger & (self.slots.len() - 1);
        let at = self.next_position(start).or_else(|| self.next_position(0))?;
        self.finger = at + 1;
        self.remove(at)
    }

    /// Prepares for adding `more` keys from another table, as CPython does before it merges tables.
    pub fn reserve(&mut self, more: usize) {
        if let Some(mut moving) = self.reserve_and_grow(more) {
            moving.go_on(self, usize::MAX);
        }
    }

    /// The same; if the table has grown, the keys that are still to move.
    pub fn reserve_and_grow(&mut self, more: usize) -> Option<Moving> {
        let full = (self.fill + more) * 5 >= (self.slots.len() - 1) * 3;
        full.then(|| self.grow((self.used + more) * 2))
    }

    /// Makes the table anew if many of its slots are of removed keys, as CPython does after a difference.
    pub fn sweep(&mut self) {
        if self.fill - self.used > (self.slots.len() - 1) / 4 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    /// Whether merging `other` into this empty table, after [`SetTable::reserve`], copies it slot by slot.
    pub fn is_copied_by_merge(&self, other: &SetTable) -> bool {
        self.fill == 0 && self.slots.len() == other.slots.len() && other.fill == other.used
    }

    /// The slots to look at for `hash`, in CPython's order: runs of neighbours, then a jump.
    fn probe(&self, hash: i64) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len() - 1;
        let mut perturb = hash as u64;
        let mut start = hash as usize & mask;
        let mut offset = 0;
        std::iter::from_fn(move || {
            let at = start + offset;
            if start + LINEAR_PROBES <= mask && offset < LINEAR_PROBES {
                offset += 1;
            } else {
                perturb >>= PERTURB_SHIFT;
                start = (start.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
                offset = 0;
            }
            Some(at)
        })
    }

    fn resize(&mut self, minimum: usize) {
        self.grow(minimum).go_on(self, usize::MAX);
    }

    /// Makes a new table; the keys are still to move there.
    fn grow(&mut self, minimum: usize) -> Moving {
        let mut size = MIN_SIZE;
        while size <= minimum {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::Empty; size]);
        self.fill = self.used;
        Moving { old: old.into_iter() }
    }
}

/// The keys of a table that has grown, on their way to their places.
pub struct Moving {
    old: std::vec::IntoIter<Slot>,
}

impl Moving {
    /// Moves the keys of so many slots more; whether those were the last. Until then the table has only some of its
    /// keys.
    pub fn go_on(&mut self, table: &mut SetTable, count: usize) -> bool {
        work::items(4 * count.min(self.old.len()));
        for slot in self.old.by_ref().take(count) {
            if let Slot::Key(hash, key) = slot {
                let at = table.probe(hash).find(|&at| matches!(table.slots[at], Slot::Empty));
                table.slots[at.expect("a set's table has an empty slot")] = Slot::Key(hash, key);
            }
        }
        self.old.len() == 0
    }
}

impl Drop for Moving {
    fn drop(&mut self) {
        if self.old.len() > 0 {
            discard(std::mem::take(&mut self.old));
        }
    }
}

/// A copy of a table, slot by slot, that is made in pieces.
pub struct SlotCopy {
    table: SetTable,
    /// How many slots there will be.
    size: usize,
}

impl Default for SlotCopy {
    fn default() -> Self {
        SlotCopy { table: SetTable::default(), size: MIN_SIZE }
    }
}

impl SlotCopy {
    /// Begins to copy a table.
    pub fn begin(table: &SetTable) -> SlotCopy {
        let size = table.slots.len();
        let copy = SetTable { slots: Vec::with_capacity(size), fill: 0, used: 0, finger: 0 };
        SlotCopy { table: copy, size }
    }

    /// Copies so many slots more of the table; whether those were the last.
    pub fn go_on(&mut self, table: &SetTable, count: usize) -> bool {
        if self.size != table.slots.len() {
            *self = SlotCopy::begin(table);
        }
        let copy = &mut self.table;
        let end = (copy.slots.len() + count).min(self.size);
        let more = &table.slots[copy.slots.len()..end];
        copy.used += more.iter().filter(|slot| matches!(slot, Slot::Key(..))).count();
        copy.fill += more.iter().filter(|slot| !matches!(slot, Slot::Empty)).count();
        copy.slots.extend_from_slice(more);
        end == self.size
    }

    /// The copy, when all slots are there.
    pub fn finish(self) -> SetTable {
        self.table
    }
}

#[cfg(test)]
mod tests {
    use super::SetTable;
    use crate::value::Value;

    fn add(table: &mut SetTable, number: i64) {
        table.push(number, Value::Int(number));
    }

    fn remove(table: &mut SetTable, number: i64) {
        let at = table.find(number, |key| matches!(key, Value::Int(other) if *other == number));
        table.remove(at.expect("the number is there"));
    }

    fn order(table: &SetTable) -> Vec<i64> {
        table.iter().map(|(hash, _)| hash).collect()
    }

    /// `s = set(); for n in (33, 1, 65, 2, 97): s.add(n)`, recorded with CPython 3.11.
    #[test]
    fn colliding_numbers_have_the_order_of_cpython() {
        let mut table = SetTable::default();
        [33, 1, 65, 2, 97].into_iter().for_each(|number| add(&mut table, number));
        assert_eq!(order(&table), [65, 33, 2, 1, 97]);
    }

    /// `s = set(range(30)); s.discard(5); s.discard(27); s.add(128)`, recorded with CPython 3.11: 128 goes
    /// where 27 was.
    #[test]
    fn the_last_removed_slot_is_used_again() {
        let mut table = SetTable::default();
        (0..30).for_each(|number| add(&mut table, number));
        remove(&mut table, 5);
        remove(&mut table, 27);
        add(&mut table, 128);
        let expected: Vec<i64> = (0..27).chain([128, 28, 29]).filter(|&number| number != 5).collect();
        assert_eq!(order(&table), expected);
    }

    /// `s = {5, 70, 3, 1, 33}`, then `s.pop()` until it is empty, recorded with CPython 3.11.
    #[test]
    fn pop_goes_through_the_table() {
        let mut table = SetTable::default();
        table.reserve(5);
        [1, 33, 3, 5, 70].into_iter().for_each(|number| add(&mut table, number));
        let mut popped = Vec::new();
        while let Some(Value::Int(number)) = table.pop() {
            popped.push(number);
        }
        assert_eq!(popped, [1, 33, 3, 5, 70]);
    }
}
