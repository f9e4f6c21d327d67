//! The objects written in Rust that go into parcels: event loops that nothing has been done with.

use std::rc::Rc;

use loopscope_python::object::{Generator, Instance};
use loopscope_python::parcel::{BadParcel, Natives};
use loopscope_python::{Sym, Value, Vm};
use loopscope_trace::{ObjectId, ThreadId};

use super::policy;
use crate::asyncio::event_loop::{self, LoopData};
use crate::state::State;
use loopscope_library::native;

/// For a parcel that is packed or unpacked.
#[derive(Default)]
pub(super) struct Loops {
    /// Loops that went, or came.
    pub(super) moved: Vec<Rc<Instance>>,
    /// Whether none may go.
    pub(super) stay: bool,
    /// Generators and coroutines that went.
    pub(super) generators: Vec<Rc<Generator>>,
}

impl Natives for Loops {
    fn may_use(&self, module: &str, attribute: Option<Sym>) -> bool {
        policy::may_use(module, attribute)
    }

    fn dead_references(&self, vm: &Vm, value: &Value) -> usize {
        let parked = State::peek(vm).scheduler.all_parked();
        vm.dead_references(value) + parked.map(|parked| parked.fiber.dead_references(value)).sum::<usize>()
    }

    fn pack(&mut self, vm: &Vm, instance: &Rc<Instance>) -> Option<Vec<u8>> {
        let data = instance.native::<LoopData>()?;
        let is_ours = Rc::ptr_eq(&instance.class, &crate::asyncio::classes(vm).event_loop);
        if self.stay
            || !self.moved.is_empty()
            || !is_ours
            || !data.is_fresh()
            || !instance.attrs.borrow().is_empty()
        {
            return None;
        }
        self.moved.push(instance.clone());
        let ObjectId { heap, index } = data.id.get();
        let mut bytes = index.to_le_bytes().to_vec();
        bytes.extend(heap.to_le_bytes());
        bytes.push(u8::from(data.debug.get()));
        Some(bytes)
    }

    fn packed(&mut self, generator: &Rc<Generator>) {
        self.generators.push(generator.clone());
    }

    fn unpack(&mut self, vm: &mut Vm, bytes: &[u8]) -> Result<Value, BadParcel> {
        let &[a, b, c, d, e, f, debug] = bytes else { return Err(BadParcel) };
        let data = LoopData::default();
        let (index, heap) = (u32::from_le_bytes([a, b, c, d]), ThreadId::from_le_bytes([e, f]));
        data.id.set(ObjectId { heap, index });
        data.debug.set(debug != 0);
        let event_loop = native::new_instance(&crate::asyncio::classes(vm).event_loop.clone(), data);
        event_loop::adopt(vm, &event_loop);
        self.moved.push(event_loop.clone());
        Ok(Value::Instance(event_loop))
    }
}
