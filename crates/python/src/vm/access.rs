//! The instructions that reach attributes and items, and take the next item of an iterator: part of the hot loop.

use crate::Result;
use crate::object::IterStep;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::attr::MethodLookup;
use crate::vm::frame::Then;
use crate::vm::quick::quick_set_attr;

impl Vm {
    /// `LoadAttr`, if that takes no more than finding it; else nothing was done.
    #[inline]
    pub(super) fn quick_load_attr(&mut self, name: Sym) -> bool {
        let Some(value) = self.quick_attr(self.top(0), name) else { return false };
        *self.top_mut() = value;
        true
    }

    /// `LoadAttr`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(super) fn load_attr(&mut self, name: Sym) -> Result<()> {
        let object = self.pop();
        let found = self.get_attr(&object, name)?;
        self.push_flow(found.into())
    }

    /// `StoreAttr`, if that takes no more than keeping the value; else nothing was done.
    #[inline]
    pub(super) fn quick_store_attr(&mut self, name: Sym) -> bool {
        let [.., value, object] = self.stack.as_mut_slice() else { return false };
        let value = std::mem::take(value);
        match quick_set_attr(object, name, value) {
            None => {
                drop(self.pop());
                self.stack.pop();
                true
            }
            Some(value) => {
                let below = self.stack.len() - 2;
                self.stack[below] = value;
                false
            }
        }
    }

    /// `StoreAttr`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(super) fn store_attr(&mut self, name: Sym) -> Result<()> {
        let object = self.pop();
        let value = self.pop();
        match self.set_attr(&object, name, value)? {
            None => Ok(()),
            call => self.follow(call.into(), Then::Discard),
        }
    }

    /// `LoadMethod`, if that takes no more than finding it; else nothing was done.
    #[inline]
    pub(super) fn quick_load_method(&mut self, name: Sym) -> bool {
        if let Some(function) = self.quick_method(self.top(0), name) {
            let object = std::mem::replace(self.top_mut(), function);
            self.stack.push(object);
            return true;
        }
        let Some(callee) = self.quick_attr(self.top(0), name) else { return false };
        *self.top_mut() = Value::Undefined;
        self.stack.push(callee);
        true
    }

    /// `LoadMethod`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(super) fn load_method(&mut self, name: Sym) -> Result<()> {
        let object = self.pop();
        match self.find_method(&object, name)? {
            MethodLookup::Method(function) => {
                self.stack.push(function);
                self.stack.push(object);
                Ok(())
            }
            MethodLookup::Attr(found) => {
                self.stack.push(Value::Undefined);
                self.push_flow(found.into())
            }
        }
    }

    /// `LoadSubscr` of a list's item; else nothing was done.
    #[inline]
    pub(super) fn quick_load_subscr(&mut self) -> bool {
        let [.., Value::List(list), Value::Int(index)] = self.stack.as_slice() else { return false };
        let Ok(index) = usize::try_from(*index) else { return false };
        let Some(item) = list.items.borrow().get(index).cloned() else { return false };
        self.stack.pop();
        *self.top_mut() = item;
        true
    }

    /// `LoadSubscr`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(super) fn load_subscr(&mut self) -> Result<()> {
        let index = self.pop();
        let container = self.pop();
        let flow = self.subscript(container, index)?;
        self.push_flow(flow)
    }

    /// `ForIter`, when the iterator has no item at hand.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(super) fn iterate(&mut self, exit: u32) -> Result<()> {
        let iter = match self.top(0).clone() {
            Value::Iter(iter) => iter,
            iterator => return self.iterate_by_python(iterator, exit),
        };
        let step = iter.state.borrow_mut().next(self, Value::None)?;
        match step {
            IterStep::Yield(item) => self.stack.push(item),
            IterStep::Return(_) => {
                self.stack.pop();
                self.top_python().set_pc(exit as usize);
            }
            IterStep::Flow(flow) => return self.follow(flow, Then::Iterate(exit)),
        }
        Ok(())
    }
}
