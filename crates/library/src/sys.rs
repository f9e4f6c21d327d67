//! The module `sys`.

use std::rc::Rc;

use loopscope_python::builtins::dict;
use loopscope_python::builtins::exception::frame::frame;
use loopscope_python::builtins::functions::exit;
use loopscope_python::builtins::functions::print::StandardStream;
use loopscope_python::builtins::string::arguments::c_int;
use loopscope_python::object::Dict;
use loopscope_python::{Args, Module, NativeFunction, Result, Sym, Value, Vm};

use crate::native;

/// Fills the module; the rest is in `sys.py`.
///
/// # Errors
/// None.
pub(crate) fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let stream = native::class_in_c("_io", "TextIOWrapper", &object, || native::payload(()));
    module.define("_Stream", Value::Type(stream.clone()));
    stream.method("write", |vm, args| {
        let [this, text] = args.method(vm, "write")?;
        let (_, stream) = native::instance::<StandardStream>(vm, Some(&this), "TextIOWrapper")?;
        let stderr = stream.stderr;
        let Some(text) = text.as_str() else {
            let name = vm.type_of(&text).name.clone();
            return Err(vm.type_error(format!("write() argument must be str, not {name}")));
        };
        let count = text.chars().count();
        let text = text.to_owned();
        vm.write(stderr, &text);
        Ok(count.into())
    });
    for (name, original, stderr) in [("stdout", "__stdout__", false), ("stderr", "__stderr__", true)] {
        let made = Value::Instance(native::new_instance(&stream, StandardStream { stderr }));
        let Value::Instance(instance) = &made else { continue };
        instance.attrs.borrow_mut().insert(Sym::new("name"), Value::string(format!("<{name}>")));
        module.define(name, made.clone());
        module.define(original, made);
    }
    let main = vm.modules.get(&Sym::new("__main__")).cloned();
    let file = match &main {
        Some(Value::Module(main)) => main.get(Sym::new("__file__")),
        _ => None,
    };
    module.define("argv", Value::list(vec![file.unwrap_or_else(|| Value::str(""))]));
    module.define("path", Value::list(vec![Value::str(&vm.program_directory())]));
    for function in [
        NativeFunction::new("_modules", |vm, _| {
            let modules = Dict::default();
            for (name, value) in vm.modules.clone() {
                dict::set(vm, &modules, &Value::str(&name.name()), &value)?;
            }
            Ok(Value::Dict(Rc::new(modules)))
        }),
        NativeFunction::new("_set_module", set_module),
        NativeFunction::new("getrecursionlimit", |vm, args| {
            let [] = args.exactly(vm, "sys.getrecursionlimit")?;
            Ok(Value::from(vm.recursion_limit as i64))
        }),
        NativeFunction::new("setrecursionlimit", set_recursion_limit),
        NativeFunction::new("exc_info", exc_info),
        NativeFunction::new("exception", |vm, _| Ok(vm.handled_exception().map_or(Value::None, Value::from))),
        NativeFunction::new("exit", exit),
        NativeFunction::new("_getframe", |vm, args| {
            let depth = args.pos.first().map_or(Ok(0), |depth| c_int(vm, depth))?;
            frame(vm, depth.max(0) as usize)
        }),
        NativeFunction::new("intern", |vm, args| {
            let [text] = args.exactly(vm, "sys.intern")?;
            Ok(text)
        }),
        NativeFunction::new("set_asyncgen_hooks", |vm, mut args| {
            let given = (args.take(0, "firstiter"), args.take(1, "finalizer"));
            let hooks = &mut vm.asyncgen_hooks;
            hooks.0 = given.0.map_or(std::mem::take(&mut hooks.0), |hook| hook);
            hooks.1 = given.1.map_or(std::mem::take(&mut hooks.1), |hook| hook);
            Ok(Value::None)
        }),
        NativeFunction::new("_asyncgen_hooks", |vm, _| {
            let hook = |hook: &Value| if hook.is_defined() { hook.clone() } else { Value::None };
            Ok(Value::tuple(vec![hook(&vm.asyncgen_hooks.0), hook(&vm.asyncgen_hooks.1)]))
        }),
    ] {
        if let Value::Native(native) = &function {
            module.define(native.name, function.clone());
        }
    }
    Ok(())
}

/// `_set_module(name, module=None)`: what an import of that name gives from now on; without a module it is imported anew.
fn set_module(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut pos = args.pos.into_iter();
    if let Some(name) = pos.next().as_ref().and_then(Value::as_str) {
        let before = match pos.next() {
            Some(module) => vm.modules.insert(Sym::new(name), module),
            None => vm.modules.remove(&Sym::new(name)),
        };
        drop(before);
    }
    Ok(Value::None)
}

/// Frames are not on the stack of the system, but in memory, which has an end as well.
const MOST_FRAMES: i64 = 100_000;

fn set_recursion_limit(vm: &mut Vm, args: Args) -> Result<Value> {
    let [limit] = args.exactly(vm, "sys.setrecursionlimit")?;
    let limit = c_int(vm, &limit)?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let depth = vm.depth();
    if depth >= limit as usize {
        return Err(vm.recursion_error(format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        )));
    }
    vm.recursion_limit = i64::from(limit).min(MOST_FRAMES) as usize;
    Ok(Value::None)
}

fn exc_info(vm: &mut Vm, _args: Args) -> Result<Value> {
    let Some(raised) = vm.handled_exception() else { return Ok(Value::tuple(vec![Value::None; 3])) };
    let class = Value::Type(raised.0.class.clone());
    let value = Value::from(raised);
    let traceback = vm.traceback_object(&value);
    Ok(Value::tuple(vec![class, value, traceback]))
}
