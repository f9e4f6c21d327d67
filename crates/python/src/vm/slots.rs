//! What modules written in Rust keep for a machine.

use std::any::Any;

/// A slot for each type that a module keeps something in: the type is the module's own, and so nobody else reaches it.
#[derive(Default)]
pub struct Slots(Vec<Box<dyn Any>>);

impl Slots {
    /// What is kept in the slot of `T`, which is made when it is first asked for.
    pub fn of<T: Any + Default>(&mut self) -> &mut T {
        let at = self.0.iter().position(|slot| slot.is::<T>()).unwrap_or_else(|| {
            self.0.push(Box::<T>::default());
            self.0.len() - 1
        });
        self.0[at].downcast_mut().unwrap_or_else(|| unreachable!("the slot is of this type"))
    }

    /// The same, to look at; `None` if nothing was ever kept there.
    pub fn peek<T: Any>(&self) -> Option<&T> {
        self.0.iter().find_map(|slot| slot.downcast_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[derive(Default)]
    struct Count(u32);

    #[test]
    fn each_type_has_its_own_slot() {
        let mut slots = Slots::default();
        assert!(slots.peek::<Count>().is_none());
        slots.of::<Count>().0 += 1;
        slots.of::<Vec<u32>>().push(7);
        slots.of::<Count>().0 += 1;
        assert_eq!(slots.peek::<Count>().map(|count| count.0), Some(2));
        assert_eq!(slots.peek::<Vec<u32>>(), Some(&vec![7]));
    }
}
