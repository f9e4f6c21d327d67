//! Adding many items to a set in pieces.

use std::rc::Rc;

use super::find;
use crate::Result;
use crate::builtins::hash::hash;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::object::Set;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// More items are added in pieces.
const LONG: usize = 1 << 15;
/// So many items are added in one step.
const AT_ONCE: usize = work::PIECE * 2;

/// Adds items to a set, then gives `result`; `None` if they are few.
pub(super) fn in_pieces(set: &Rc<Set>, items: &mut Vec<Value>, result: &Value) -> Option<Flow> {
    if items.len() <= LONG {
        return None;
    }
    let items = std::mem::take(items).into_iter();
    Some(Flow::Frame(Box::new(Fill { set: set.clone(), items, result: result.clone(), by_python: false })))
}

struct Fill {
    set: Rc<Set>,
    items: std::vec::IntoIter<Value>,
    result: Value,
    by_python: bool,
}

impl Fill {
    fn step(&mut self, vm: &mut Vm) -> Result<NativeStep> {
        for _ in 0..AT_ONCE {
            let Some(item) = self.items.next() else {
                return Ok(NativeStep::Return(std::mem::take(&mut self.result)));
            };
            let found = match hash(vm, &item)? {
                Some(hash) => find(vm, &self.set.table.borrow(), hash, &item).map(|found| (hash, found)),
                None => None,
            };
            match found {
                Some((_, Some(_))) => {}
                Some((hash, None)) => self.set.table.borrow_mut().push(hash, item),
                None => {
                    let rest: Vec<Value> = std::iter::once(item).chain(&mut self.items).collect();
                    self.by_python = true;
                    let args =
                        [Value::Set(self.set.clone()), Value::list(rest), std::mem::take(&mut self.result)];
                    return Ok(NativeStep::Call(vm.prelude("_set_fill"), Args::new(args)));
                }
            }
        }
        work::items(AT_ONCE);
        Ok(NativeStep::Again)
    }
}

impl NativeFrame for Fill {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => Err(raised),
            Resumed::Returned(value) if self.by_python => Ok(NativeStep::Return(value)),
            _ => self.step(vm),
        }
    }
}
