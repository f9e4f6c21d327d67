//! Attributes by name: small, in insertion order.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::object::discard::{discard, is_container};
use crate::symbol::{FxHasher, Sym};
use crate::value::Value;

/// Above this many entries, lookups go through an index.
const LINEAR: usize = 8;

/// A map from names to values in insertion order, for instances, classes and modules.
#[derive(Default)]
pub struct SymMap {
    entries: Vec<(Sym, Value)>,
    index: Option<Box<Index>>,
}

/// Where a name's entry is. Boxed, as few instances have so many attributes.
type Index = HashMap<Sym, u32, BuildHasherDefault<FxHasher>>;

impl SymMap {
    /// The value of `name`.
    #[inline]
    pub fn get(&self, name: Sym) -> Option<&Value> {
        self.position(name).map(|at| &self.entries[at].1)
    }

    /// Sets `name`; its old value if it had one.
    pub fn insert(&mut self, name: Sym, value: Value) -> Option<Value> {
        if let Some(at) = self.position(name) {
            return Some(std::mem::replace(&mut self.entries[at].1, value));
        }
        if let Some(index) = &mut self.index {
            index.insert(name, self.entries.len() as u32);
        }
        self.entries.push((name, value));
        if self.index.is_none() && self.entries.len() > LINEAR {
            self.rebuild_index();
        }
        None
    }

    /// Removes `name`; its value if it had one.
    pub fn remove(&mut self, name: Sym) -> Option<Value> {
        let at = self.position(name)?;
        let (_, value) = self.entries.remove(at);
        if self.index.is_some() {
            self.rebuild_index();
        }
        Some(value)
    }

    /// Names and values in insertion order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Sym, &Value)> + ExactSizeIterator {
        self.entries.iter().map(|(name, value)| (*name, value))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Forgets all names.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.index = None;
    }

    #[inline]
    fn position(&self, name: Sym) -> Option<usize> {
        match &self.index {
            None => self.entries.iter().position(|(key, _)| *key == name),
            Some(index) => index.get(&name).map(|&at| at as usize),
        }
    }

    fn rebuild_index(&mut self) {
        let places = self.entries.iter().enumerate().map(|(at, (name, _))| (*name, at as u32));
        self.index = Some(Box::new(places.collect()));
    }
}

impl FromIterator<(Sym, Value)> for SymMap {
    fn from_iter<I: IntoIterator<Item = (Sym, Value)>>(entries: I) -> Self {
        let mut map = SymMap::default();
        for (name, value) in entries {
            map.insert(name, value);
        }
        map
    }
}

impl Drop for SymMap {
    fn drop(&mut self) {
        if self.entries.iter().any(|(_, value)| is_container(value)) {
            discard(std::mem::take(&mut self.entries).into_iter());
        }
    }
}
