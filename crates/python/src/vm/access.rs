//! The instructions that reach attributes and items, and take the next item of an iterator: part of the hot loop.

use crate::Result;
use crate::object::IterStep;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::attr::MethodLookup;
use crate::vm::frame::Then;

impl Vm {
    /// `LoadAttr`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(super) fn load_attr(&mut self, name: Sym) -> Result<()> {
        let object = self.pop();
        if let Some(value) = self.quick_attr(&object, name) {
            self.stack.push(value);
            return Ok(());
        }
        let found = self.get_attr(&object, name)?;
        self.push_flow(found.into())
    }

    /// `StoreAttr`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(super) fn store_attr(&mut self, name: Sym) -> Result<()> {
        let object = self.pop();
        let value = self.pop();
        let Some(value) = self.quick_set_attr(&object, name, value) else { return Ok(()) };
        match self.set_attr(&object, name, value)? {
            None => Ok(()),
            call => self.follow(call.into(), Then::Discard),
        }
    }

    /// `LoadMethod`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(super) fn load_method(&mut self, name: Sym) -> Result<()> {
        let object = self.pop();
        if let Some(function) = self.quick_method(&object, name) {
            self.stack.push(function);
            self.stack.push(object);
            return Ok(());
        }
        if let Some(function) = self.quick_attr(&object, name) {
            self.stack.push(Value::Undefined);
            self.stack.push(function);
            return Ok(());
        }
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

    /// `LoadSubscr`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(super) fn load_subscr(&mut self) -> Result<()> {
        let index = self.pop();
        if let (Some(Value::List(list)), Value::Int(index)) = (self.stack.last(), &index)
            && let Ok(index) = usize::try_from(*index)
        {
            let item = list.items.borrow().get(index).cloned();
            if let Some(item) = item {
                *self.top_mut() = item;
                return Ok(());
            }
        }
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
                self.top_python().pc = exit as usize;
            }
            IterStep::Flow(flow) => return self.follow(flow, Then::Iterate(exit)),
        }
        Ok(())
    }
}
