//! `functools.partial`

use std::cell::OnceCell;
use std::rc::Rc;

use loopscope_python::builtins::dict;
use loopscope_python::object::Dict;
use loopscope_python::object::cycles::Holder;
use loopscope_python::{Args, Flow, Module, Result, Sym, Value, Vm};

use crate::native;

/// A function with its first arguments.
#[derive(Default)]
struct Partial {
    function: OnceCell<Value>,
    args: OnceCell<Args>,
}

/// Fills the module `functools`.
///
/// # Errors
/// None.
pub(crate) fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let class = native::class_in_c("functools", "partial", &object, || native::payload(Partial::default()));
    class.holds.set(Some(Holder {
        see: |instance, see| {
            let Some(partial) = instance.native::<Partial>() else { return };
            partial.function.get().into_iter().for_each(&mut *see);
            if let Some(args) = partial.args.get() {
                args.pos.iter().for_each(&mut *see);
                args.kw.iter().for_each(|(_, value)| see(value));
            }
        },
        ..Holder::EMPTY
    }));
    class.method("__init__", construct);
    class.flow_method("__call__", call);
    class.attribute("func", |vm, this| Ok(of(vm, this)?.function.get().cloned().unwrap_or_default()), None);
    class.attribute(
        "args",
        |vm, this| {
            Ok(Value::tuple(of(vm, this)?.args.get().map(|args| args.pos.to_vec()).unwrap_or_default()))
        },
        None,
    );
    class.attribute("keywords", keywords, None);
    module.define("partial", Value::Type(class));
    Ok(())
}

fn of<'v>(vm: &Vm, value: &'v Value) -> Result<&'v Partial> {
    Ok(native::instance(vm, Some(value), "partial")?.1)
}

fn keywords(vm: &mut Vm, this: &Value) -> Result<Value> {
    let given = of(vm, this)?.args.get().map(|args| args.kw.clone()).unwrap_or_default();
    let keywords = Dict::default();
    for (name, value) in given {
        dict::set(vm, &keywords, &Value::str(&name.name()), &value)?;
    }
    Ok(Value::Dict(Rc::new(keywords)))
}

/// `partial(func, /, *args, **keywords)`
fn construct(vm: &mut Vm, mut args: Args) -> Result<Value> {
    if args.pos.len() < 2 {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    }
    let this = args.pos.remove(0);
    let function = args.pos.remove(0);
    if !is_callable(vm, &function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let partial = of(vm, &this)?;
    // A partial of a partial is flattened.
    let (function, args) = match of(vm, &function) {
        Ok(inner) => {
            let merged = merged(inner.args.get().cloned().unwrap_or_default(), args);
            (inner.function.get().cloned().unwrap_or_default(), merged)
        }
        Err(_) => (function, args),
    };
    let _ = partial.function.set(function);
    let _ = partial.args.set(args);
    Ok(Value::None)
}

fn is_callable(vm: &Vm, value: &Value) -> bool {
    matches!(value, Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Type(_))
        || vm.type_of(value).lookup(Sym::new("__call__")).is_some()
}

fn merged(mut first: Args, more: Args) -> Args {
    first.pos.extend(more.pos);
    for (name, value) in more.kw {
        match first.kw.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => first.kw.push((name, value)),
        }
    }
    first
}

fn call(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let this = args.pos.remove(0);
    let partial = of(vm, &this)?;
    let first = partial.args.get().cloned().unwrap_or_default();
    Ok(Flow::call(partial.function.get().cloned().unwrap_or_default(), merged(first, args)))
}
