//! A small map from objects, in the order of their numbers.

use loopscope_trace::ObjectId;

/// Values by object. New objects of a heap come last among those of that heap.
#[derive(Clone, Debug)]
pub struct Sorted<T>(Vec<(ObjectId, T)>);

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Sorted(Vec::new())
    }
}

impl<T> Sorted<T> {
    /// The value of an object.
    pub fn get(&self, object: ObjectId) -> Option<&T> {
        self.find(object).ok().map(|at| &self.0[at].1)
    }

    /// The objects and their values.
    pub fn iter(&self) -> impl Iterator<Item = (ObjectId, &T)> {
        self.0.iter().map(|(object, value)| (*object, value))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn get_mut(&mut self, object: ObjectId) -> Option<&mut T> {
        let at = self.find(object).ok()?;
        Some(&mut self.0[at].1)
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    pub(crate) fn insert(&mut self, object: ObjectId, value: T) {
        match self.find(object) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (object, value)),
        }
    }

    pub(crate) fn remove(&mut self, object: ObjectId) {
        if let Ok(at) = self.find(object) {
            self.0.remove(at);
        }
    }

    fn find(&self, object: ObjectId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&object, |(other, _)| *other)
    }
}

impl<T: Default> Sorted<T> {
    pub(crate) fn or_default(&mut self, object: ObjectId) -> &mut T {
        let at = self.find(object).unwrap_or_else(|at| {
            self.0.insert(at, (object, T::default()));
            at
        });
        &mut self.0[at].1
    }
}
