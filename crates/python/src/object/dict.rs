//! `dict`: insertion order, keys found by their hash.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use hashbrown::HashTable;

use crate::few::sort_few;
use crate::object::cycles::ended;
use crate::object::discard::{LARGE, discard, is_container};
use crate::object::{Module, PyStr};
use crate::symbol::Sym;
use crate::value::Value;
use crate::work;

/// So many keys are added for one unit of work.
const KEYS_PER_UNIT: u32 = 2;

/// A `dict` object.
#[derive(Default)]
pub struct Dict {
    /// Its table. Never keep this borrowed while Python code or another native may run.
    pub table: RefCell<DictTable>,
}

/// Keys and values in insertion order, with an index by hash. The table never calls Python code: callers
/// compute hashes ([`crate::builtins::hash::hash`]) and say what is equal.
#[derive(Default)]
pub struct DictTable {
    entries: Vec<Option<Entry>>,
    index: HashTable<u32>,
    /// The module whose variables these are: it is told of every change.
    pub(super) module: Option<Weak<Module>>,
}

/// A key with its hash and value.
#[derive(Clone)]
pub struct Entry {
    /// `hash(key)`
    pub hash: i64,
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// Spreads a hash over all bits: the index tells keys apart by the topmost, which small integers don't have.
#[inline]
fn spread(hash: i64) -> u64 {
    (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn spread_at(entries: &[Option<Entry>], at: u32) -> u64 {
    entries[at as usize].as_ref().map_or(0, |entry| spread(entry.hash))
}

impl Dict {
    /// A dict around a table.
    pub fn new(table: DictTable) -> Self {
        Dict { table: RefCell::new(table) }
    }

    /// A copy of the keys and values, in insertion order: nothing is borrowed while they are looked at.
    pub fn entries(&self) -> Vec<(Value, Value)> {
        self.table.borrow().iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect()
    }
}

impl Clone for DictTable {
    fn clone(&self) -> Self {
        work::items(3 * self.entries.len());
        DictTable { entries: self.entries.clone(), index: self.index.clone(), module: None }
    }
}

impl DictTable {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// The position of the key with `hash` for which `equal` holds.
    #[inline]
    pub fn find(&self, hash: i64, mut equal: impl FnMut(&Value) -> bool) -> Option<usize> {
        self.index
            .find(spread(hash), |&at| {
                self.entries[at as usize]
                    .as_ref()
                    .is_some_and(|entry| entry.hash == hash && equal(&entry.key))
            })
            .map(|&at| at as usize)
    }

    /// All positions whose key has `hash`, in insertion order: candidates that Python code must compare.
    pub fn candidates(&self, hash: i64) -> Vec<usize> {
        let has = |entry: &Option<Entry>| entry.as_ref().is_some_and(|entry| entry.hash == hash);
        let at = self.index.iter_hash(spread(hash)).map(|&at| at as usize);
        let mut found: Vec<usize> = at.filter(|&at| has(&self.entries[at])).collect();
        sort_few(&mut found, |a, b| a < b);
        found
    }

    /// The entry at a position from [`DictTable::find`] or [`DictTable::next_position`].
    pub fn entry(&self, position: usize) -> Option<&Entry> {
        self.entries.get(position).and_then(Option::as_ref)
    }

    /// Sets the value at a position; the old one.
    pub fn replace(&mut self, position: usize, value: Value) -> Value {
        match self.entries.get_mut(position).and_then(Option::as_mut) {
            Some(entry) => {
                let old = std::mem::replace(&mut entry.value, value);
                if self.module.is_some() {
                    self.tell_module(position);
                }
                old
            }
            None => Value::Undefined,
        }
    }

    /// Makes room for so many more keys.
    pub fn reserve(&mut self, more: usize) {
        self.entries.reserve(more);
        let entries = &self.entries;
        self.index.reserve(more, |&at| spread_at(entries, at));
    }

    /// Adds a key that is not there yet.
    pub fn push(&mut self, hash: i64, key: Value, value: Value) {
        let at = self.entries.len() as u32;
        if at.is_multiple_of(KEYS_PER_UNIT) {
            work::charge(1);
        }
        self.entries.push(Some(Entry { hash, key, value }));
        let entries = &self.entries;
        self.index.insert_unique(spread(hash), at, |&at| spread_at(entries, at));
        if self.module.is_some() {
            self.tell_module(at as usize);
        }
    }

    /// Sets what a text stands for; the old value. [`Value::Undefined`] removes it.
    pub(crate) fn set_name(&mut self, name: &str, value: Value) -> Option<Value> {
        let key = PyStr::new(name);
        match self.find(key.hash(), |known| known.as_str() == Some(name)) {
            Some(at) if value.is_defined() => Some(self.replace(at, value)),
            Some(at) => self.remove(at).map(|entry| entry.value),
            None => {
                if value.is_defined() {
                    self.push(key.hash(), Value::Str(Rc::new(key)), value);
                }
                None
            }
        }
    }

    /// Removes what is at a position.
    pub fn remove(&mut self, position: usize) -> Option<Entry> {
        let entry = self.entries.get_mut(position)?.take()?;
        if let Ok(found) = self.index.find_entry(spread(entry.hash), |&at| at as usize == position) {
            found.remove();
        }
        if self.module.is_some() {
            self.tell_of(&entry.key, Value::Undefined);
        }
        while matches!(self.entries.last(), Some(None)) {
            self.entries.pop();
        }
        if self.entries.len() > 32 && self.entries.len() > 4 * self.index.len() {
            self.compact();
        }
        Some(entry)
    }

    /// The first occupied position from `from` on: for iterating while Rust holds no borrow. Stale after a removal.
    #[inline]
    pub fn next_position(&self, from: usize) -> Option<usize> {
        let found = (from..self.entries.len()).find(|&at| self.entries[at].is_some());
        work::items(found.unwrap_or(self.entries.len()).saturating_sub(from));
        found
    }

    /// The last occupied position before `before`.
    pub fn previous_position(&self, before: usize) -> Option<usize> {
        let found = (0..before.min(self.entries.len())).rev().find(|&at| self.entries[at].is_some());
        work::items(before.min(self.entries.len()).saturating_sub(found.unwrap_or(0)));
        found
    }

    /// One more than the last position.
    pub fn end_position(&self) -> usize {
        self.entries.len()
    }

    /// The entries in insertion order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        work::items(self.entries.len());
        self.entries.iter().flatten()
    }

    /// Removes all keys; what was there.
    pub fn clear(&mut self) -> DictTable {
        let module = self.module.take();
        let old = std::mem::take(self);
        self.module = module;
        if self.module.is_some() {
            old.iter().for_each(|entry| self.tell_of(&entry.key, Value::Undefined));
        }
        old
    }

    /// Whether these are the variables of a module.
    pub(crate) fn are_variables(&self) -> bool {
        self.module.is_some()
    }

    #[cold]
    fn tell_module(&self, position: usize) {
        if let Some(entry) = self.entry(position) {
            self.tell_of(&entry.key, entry.value.clone());
        }
    }

    #[cold]
    fn tell_of(&self, key: &Value, value: Value) {
        if let (Some(module), Some(name)) = (self.module.as_ref().and_then(Weak::upgrade), key.as_str()) {
            module.mirror(Sym::new(name), value);
        }
    }

    fn compact(&mut self) {
        work::items(self.entries.len());
        self.entries.retain(Option::is_some);
        self.index.clear();
        let entries = &self.entries;
        for at in 0..entries.len() as u32 {
            self.index.insert_unique(spread_at(entries, at), at, |&at| spread_at(entries, at));
        }
    }
}

impl Drop for Dict {
    #[inline]
    fn drop(&mut self) {
        ended();
    }
}

impl Drop for DictTable {
    fn drop(&mut self) {
        let mut entries = self.entries.iter().flatten();
        if self.entries.len() > LARGE
            || entries.any(|entry| is_container(&entry.value) || is_container(&entry.key))
        {
            discard(std::mem::take(&mut self.entries).into_iter());
        }
    }
}
