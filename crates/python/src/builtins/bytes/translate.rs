//! `bytes.translate()` and `bytes.maketrans()`

use super::arguments::{bytes, receiver};
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.method("translate", translate);
    class.static_method("maketrans", maketrans);
}

/// `bytes.translate(table, /, delete=b'')`
fn translate(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let delete = args.take(2, "delete");
    let [this, table, _] = args.optional(vm, "translate", 2)?;
    let this = receiver(vm, &this, "translate")?;
    let table = if table.is_none() { None } else { Some(bytes(vm, &table)?) };
    if table.as_ref().is_some_and(|table| table.as_slice().len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = match delete {
        Some(delete) => bytes(vm, &delete)?.as_slice().to_vec(),
        None => Vec::new(),
    };
    let mut deleted = [false; 256];
    for byte in delete {
        deleted[usize::from(byte)] = true;
    }
    let kept = this.as_slice().iter().filter(|byte| !deleted[usize::from(**byte)]);
    let mapped = |&byte: &u8| table.as_ref().map_or(byte, |table| table.as_slice()[usize::from(byte)]);
    Ok(Value::bytes(kept.map(mapped).collect()))
}

/// `bytes.maketrans(from, to)`
fn maketrans(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [from, to] = args.exactly(vm, "maketrans")?;
    let (from, to) = (bytes(vm, &from)?, bytes(vm, &to)?);
    if from.as_slice().len() != to.as_slice().len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=u8::MAX).collect();
    for (&from, &to) in from.as_slice().iter().zip(to.as_slice()) {
        table[usize::from(from)] = to;
    }
    Ok(Value::bytes(table).into())
}
