//! `list` and `tuple`

use std::cell::RefCell;
use std::ops::Deref;

use crate::object::cycles::ended;
use crate::object::discard::discard_items;
use crate::value::Value;
use crate::work;

/// A `list`.
#[derive(Default)]
pub struct List {
    /// The items. Never keep this borrowed while Python code or another native may run.
    pub items: RefCell<Vec<Value>>,
}

/// A `tuple`.
#[derive(Default)]
pub struct Tuple {
    items: Box<[Value]>,
}

impl List {
    /// A list of `items`.
    pub fn new(items: Vec<Value>) -> Self {
        work::items(items.len());
        List { items: RefCell::new(items) }
    }

    /// `len(list)`
    pub fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Tuple {
    /// A tuple of `items`.
    pub fn new(items: Vec<Value>) -> Self {
        work::items(items.len());
        Tuple { items: items.into_boxed_slice() }
    }
}

impl Deref for Tuple {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.items
    }
}

impl Drop for List {
    fn drop(&mut self) {
        ended();
        discard_items(std::mem::take(self.items.get_mut()));
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        discard_items(std::mem::take(&mut self.items).into_vec());
    }
}
