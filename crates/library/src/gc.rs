//! The natives of the module `gc`; the rest is in `gc.py`.

use std::rc::Rc;

use loopscope_python::object::cycles;
use loopscope_python::vm::collect::collection;
use loopscope_python::{Args, Module, NativeFunction, Result, Value, Vm};

/// Fills the module. From now on it is known what could be garbage.
///
/// # Errors
/// None.
pub(crate) fn init(_: &mut Vm, module: &Rc<Module>) -> Result<()> {
    cycles::note_all();
    for function in [
        NativeFunction::flow("_collect", |_, _| Ok(collection())),
        NativeFunction::new("isenabled", |_, _| Ok(cycles::is_enabled().into())),
        NativeFunction::new("enable", |_, _| {
            cycles::enable(true);
            Ok(Value::None)
        }),
        NativeFunction::new("disable", |_, _| {
            cycles::enable(false);
            Ok(Value::None)
        }),
        NativeFunction::new("get_objects", |_, _| Ok(Value::list(objects()))),
        NativeFunction::new("get_referents", |_, args| {
            Ok(Value::list(args.pos.iter().flat_map(cycles::held).filter(is_seen).collect()))
        }),
        NativeFunction::new("get_referrers", referrers),
    ] {
        if let Value::Native(native) = &function {
            module.define(native.name, function.clone());
        }
    }
    Ok(())
}

/// What is noted, as programs may see it.
fn objects() -> Vec<Value> {
    cycles::objects().into_iter().filter(is_seen).collect()
}

fn is_seen(object: &Value) -> bool {
    object.is_defined()
}

/// `get_referrers(*objects)`, as far as they are noted
fn referrers(_: &mut Vm, args: Args) -> Result<Value> {
    let refers = |object: &Value| {
        let held = cycles::held(object);
        held.iter().any(|held| args.pos.iter().any(|asked| asked.address().is_some() && asked.is(held)))
    };
    Ok(Value::list(objects().into_iter().filter(refers).collect()))
}
