//! Frames as objects: what a program sees of a call.

use std::rc::Rc;

use crate::Result;
use crate::builtins::object::namespace::dict_of;
use crate::bytecode::CodeKind;
use crate::object::cycles::tracked;
use crate::object::{Function, Generator, GeneratorState, Instance, Payload, TraceEntry};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// A call as it was when it was asked for.
struct SeenFrame {
    entry: TraceEntry,
    /// Not of one that an exception has passed.
    call: Option<Call>,
}

struct Call {
    function: Rc<Function>,
    variables: Vec<(Sym, Value)>,
    back: Value,
}

/// The frame that an exception has passed.
pub(super) fn passed(vm: &Vm, entry: TraceEntry) -> Value {
    new(vm, SeenFrame { entry, call: None })
}

/// The frame of the innermost call of the program's, or so many calls further out.
///
/// # Errors
/// `ValueError` if there are not so many.
pub fn frame(vm: &mut Vm, depth: usize) -> Result<Value> {
    let mut back = Value::None;
    let calls = vm.calls_in_sight();
    let Some(end) = calls.len().checked_sub(depth).filter(|&end| end > 0) else {
        return Err(vm.value_error("call stack is not deep enough"));
    };
    let entries = vm.stack_entries();
    for ((function, variables), entry) in calls.into_iter().zip(entries).take(end) {
        back = new(vm, SeenFrame { entry, call: Some(Call { function, variables, back }) });
    }
    Ok(back)
}

/// The frame of a generator that has not ended: of one that runs, with the calls around it.
///
/// # Errors
/// None: those of [`frame`].
pub(crate) fn of_generator(vm: &mut Vm, generator: &Generator) -> Result<Value> {
    if let Some(depth) = vm.depth_of(generator) {
        return frame(vm, depth);
    }
    let function = generator.function.clone();
    let saved = generator.frame.borrow();
    let mut entry = function.code.entry_at(saved.pc);
    if generator.state.get() == GeneratorState::Created {
        entry.position.line = function.code.first_line;
    }
    let variables = function.code.bound(&saved.values);
    Ok(new(vm, SeenFrame { entry, call: Some(Call { function, variables, back: Value::None }) }))
}

/// Where a frame is.
pub fn entry(value: &Value) -> Option<TraceEntry> {
    let Value::Instance(instance) = value else { return None };
    Some(instance.native::<SeenFrame>()?.entry.clone())
}

fn new(vm: &Vm, frame: SeenFrame) -> Value {
    Value::Instance(tracked(Instance::new(vm.types.frame.clone(), Payload::Native(Box::new(frame)))))
}

fn of<'v>(vm: &Vm, value: &'v Value) -> Result<&'v SeenFrame> {
    let seen = if let Value::Instance(instance) = value { instance.native() } else { None };
    seen.ok_or_else(|| vm.type_error("a frame is needed"))
}

/// What is known of a call, or an error that names what is asked for.
fn call<'v>(vm: &Vm, value: &'v Value, name: &str) -> Result<&'v Call> {
    let missing = || format!("Loopscope's frames of tracebacks do not have '{name}'");
    of(vm, value)?.call.as_ref().ok_or_else(|| vm.attribute_error(missing()))
}

/// Defines the attributes of frames.
pub(super) fn install(vm: &Vm) {
    let frame = &vm.types.frame;
    frame.attribute("f_lineno", |vm, value| Ok(Value::Int(of(vm, value)?.entry.position.line.into())), None);
    // One that an exception has passed stands for its code too: the two attributes of code that programs print are here.
    frame.attribute(
        "f_code",
        |vm, value| {
            let call = of(vm, value)?.call.as_ref();
            Ok(call.map_or_else(|| value.clone(), |call| Value::Code(call.function.code.clone())))
        },
        None,
    );
    frame.attribute("co_name", |vm, value| Ok(Value::str(&of(vm, value)?.entry.name)), None);
    frame.attribute("co_filename", |vm, value| Ok(Value::str(&of(vm, value)?.entry.filename)), None);
    frame.attribute("f_back", |vm, value| Ok(call(vm, value, "f_back")?.back.clone()), None);
    frame.attribute(
        "f_globals",
        |vm, value| Ok(Value::Dict(call(vm, value, "f_globals")?.function.module.dict())),
        None,
    );
    frame.attribute(
        "f_locals",
        |vm, value| {
            let call = call(vm, value, "f_locals")?;
            Ok(Value::Dict(match call.function.code.kind {
                CodeKind::Module | CodeKind::Expression => call.function.module.dict(),
                _ => tracked(dict_of(call.variables.iter().cloned())),
            }))
        },
        None,
    );
}
