//! What is known of some objects, found by their numbers.

use loopscope_trace::ObjectId;

use crate::sorted::Sorted;

/// Numbers up to this one are places in a vector.
const MOST_DENSE: usize = 1 << 22;

/// A map from objects of one kind, which every heap numbers from 1.
#[derive(Debug)]
pub(super) struct ByObject<T> {
    /// By heap, then by number.
    dense: Vec<Vec<Option<T>>>,
    /// For numbers that no recorder gives.
    sparse: Sorted<Option<T>>,
}

impl<T> Default for ByObject<T> {
    fn default() -> Self {
        ByObject { dense: Vec::new(), sparse: Sorted::default() }
    }
}

impl<T> ByObject<T> {
    #[inline]
    pub(super) fn get(&self, object: ObjectId) -> Option<&T> {
        if object.index as usize > MOST_DENSE {
            return self.sparse.get(object)?.as_ref();
        }
        self.dense.get(usize::from(object.heap))?.get(object.index as usize)?.as_ref()
    }

    #[inline]
    pub(super) fn remove(&mut self, object: ObjectId) -> Option<T> {
        if object.index as usize > MOST_DENSE {
            return self.sparse.get_mut(object)?.take();
        }
        self.dense.get_mut(usize::from(object.heap))?.get_mut(object.index as usize)?.take()
    }

    pub(super) fn insert(&mut self, object: ObjectId, value: T) {
        let (thread, index) = (usize::from(object.heap), object.index as usize);
        if index > MOST_DENSE {
            self.sparse.insert(object, Some(value));
            return;
        }
        if self.dense.len() <= thread {
            self.dense.resize_with(thread + 1, Vec::new);
        }
        let of_thread = &mut self.dense[thread];
        if of_thread.len() <= index {
            of_thread.resize_with(index + 1, || None);
        }
        of_thread[index] = Some(value);
    }
}
