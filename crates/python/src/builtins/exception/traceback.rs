//! `__traceback__` as an object: what the exception has passed so far.

use super::frame;
use crate::Result;
use crate::object::cycles::tracked;
use crate::object::{Instance, Payload, TraceEntry};
use crate::value::{Raised, Value};
use crate::vm::Vm;

/// A traceback: the frames from one on to the innermost.
struct Traceback {
    /// Outermost first.
    entries: Vec<TraceEntry>,
}

/// The traceback of `raised` as an object, the same one until it grows.
pub fn traceback_object(vm: &mut Vm, raised: &Raised) -> Value {
    let data = raised.data();
    let entries: Vec<TraceEntry> = data.traceback.borrow().iter().rev().cloned().collect();
    if let Some((count, object)) = &*data.traceback_object.borrow()
        && *count == entries.len()
    {
        return object.clone();
    }
    let count = entries.len();
    let object = new(vm, entries);
    data.traceback_object.replace(Some((count, object.clone())));
    object
}

fn new(vm: &Vm, entries: Vec<TraceEntry>) -> Value {
    let payload = Payload::Native(Box::new(Traceback { entries }));
    Value::Instance(tracked(Instance::new(vm.types.traceback.clone(), payload)))
}

/// The frames of a traceback object, innermost first, as exceptions keep them.
pub fn entries(value: &Value) -> Option<Vec<TraceEntry>> {
    let Value::Instance(instance) = value else { return None };
    let traceback = instance.native::<Traceback>()?;
    Some(traceback.entries.iter().rev().cloned().collect())
}

/// `exception.__traceback__ = value`
///
/// # Errors
/// `TypeError` if it is neither a traceback nor `None`.
pub(super) fn set(vm: &Vm, raised: &Raised, value: &Value) -> Result<()> {
    let new = match entries(value) {
        Some(entries) => entries,
        None if value.is_none() => Vec::new(),
        None => return Err(vm.type_error("__traceback__ must be a traceback or None")),
    };
    raised.data().traceback_object.replace(Some((new.len(), value.clone())));
    raised.data().passed_library.set(!value.is_none());
    raised.data().traceback.replace(new);
    raised.note_caught();
    Ok(())
}

fn first(vm: &Vm, value: &Value) -> Result<TraceEntry> {
    let Value::Instance(instance) = value else { return Err(vm.type_error("a traceback is needed")) };
    let entry = match instance.native::<Traceback>() {
        Some(traceback) => traceback.entries.first().cloned(),
        None => None,
    };
    entry.ok_or_else(|| vm.type_error("a traceback is needed"))
}

/// Defines the attributes of tracebacks and of their frames and code.
pub(super) fn install(vm: &Vm) {
    let class = &vm.types.traceback;
    class.attribute(
        "tb_lineno",
        |vm, value| Ok(Value::Int(i64::from(first(vm, value)?.position.line))),
        None,
    );
    class.attribute(
        "tb_next",
        |vm, value| {
            let rest = entries(value).unwrap_or_default();
            let rest: Vec<TraceEntry> = rest.into_iter().rev().skip(1).collect();
            Ok(if rest.is_empty() { Value::None } else { new(vm, rest) })
        },
        None,
    );
    class.attribute(
        "tb_frame",
        |vm, value| {
            let entry = first(vm, value)?;
            Ok(frame::passed(vm, entry))
        },
        None,
    );
    frame::install(vm);
}
