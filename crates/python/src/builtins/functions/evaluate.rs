//! `exec()` and `eval()` of source text.

use std::rc::Rc;

use super::define_flow;
use crate::Result;
use crate::builtins::number::plain;
use crate::compile::{self, Options};
use crate::native::{Args, Flow};
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

const FILENAME: &str = "<string>";

/// The arguments of `exec` and `eval`: source, globals, locals.
fn arguments(vm: &Vm, args: Args, name: &str) -> Result<(String, Value, Value)> {
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let mut pos = args.pos.into_iter();
    let mut next = || pos.next().unwrap_or_default();
    let (source, globals, locals) = (next(), next(), next());
    let Some(source) = source.as_str().map(str::to_owned) else {
        if let Value::Code(_) = source {
            return Err(vm.not_implemented_error(format!("Loopscope's {name}() takes source text only")));
        }
        return Err(vm.type_error(format!("{name}() arg 1 must be a string, bytes or code object")));
    };
    for (value, what) in [(&globals, "globals"), (&locals, "locals")] {
        if value.is_defined() && !value.is_none() && !matches!(plain(value), Value::Dict(_)) {
            let class = &vm.types.borrow_of(value).name;
            return Err(vm.type_error(format!("{name}() {what} must be a dict, not {class}")));
        }
    }
    Ok((source, globals, locals))
}

/// The module whose `globals()` a dict is.
fn owner(globals: &Value) -> Option<Rc<Module>> {
    let Value::Instance(instance) = globals else { return None };
    match instance.attrs.borrow().get(Sym::new("_owner")) {
        Some(Value::Module(module)) => Some(module.clone()),
        _ => None,
    }
}

/// A module with the variables of dicts.
fn module_of(vm: &Vm, dicts: &[&Value]) -> Rc<Module> {
    let module = Module::new("__main__", Some(vm.builtins.clone()));
    for dict in dicts {
        if let Value::Dict(dict) = plain(dict) {
            for entry in dict.table.borrow().iter() {
                if let Some(name) = entry.key.as_str() {
                    module.set(Sym::new(name), entry.value.clone());
                }
            }
        }
    }
    Rc::new(module)
}

/// `exec(source, globals=None, locals=None)`
fn exec(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (source, globals, locals) = arguments(vm, args, "exec")?;
    let given = globals.is_defined() && !globals.is_none();
    let own = if given { owner(&globals) } else { vm.running_module().filter(|_| vm.runs_module()) };
    let separate = locals.is_defined() && !locals.is_none();
    let module = match own {
        Some(module) if !separate => module,
        None if !given => {
            return Err(vm.not_implemented_error("Loopscope's exec() in a function needs a dict of globals"));
        }
        _ => module_of(vm, &[&globals, &locals]),
    };
    let options = Options { filename: FILENAME.into(), internal: false };
    let code = compile::compile_module(&source, &options, &module)
        .map_err(|error| vm.syntax_error(&error, FILENAME))?;
    let function = Value::Function(Vm::function_of(code, module.clone()));
    if !separate && (!given || owner(&globals).is_some()) {
        return Ok(Flow::Call(function, Args::none()));
    }
    let target = if separate { locals } else { globals };
    Ok(Flow::Call(vm.prelude("_exec_within"), Args::new([function, Value::Module(module), target])))
}

/// `eval(source, globals=None, locals=None)`
fn eval(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (source, globals, locals) = arguments(vm, args, "eval")?;
    let module = if globals.is_defined() && !globals.is_none() {
        owner(&globals)
            .filter(|_| !locals.is_defined())
            .unwrap_or_else(|| module_of(vm, &[&globals, &locals]))
    } else {
        match vm.running_module() {
            Some(module) if vm.runs_module() => module,
            module => {
                let copy = module_of(vm, &[]);
                let globals = module.map(|module| module.entries()).unwrap_or_default();
                for (name, value) in globals.into_iter().chain(vm.visible_variables()) {
                    copy.set(name, value);
                }
                copy
            }
        }
    };
    let options = Options { filename: FILENAME.into(), internal: false };
    let code = compile::compile_expression(&source, &options, &module)
        .map_err(|error| vm.syntax_error(&error, FILENAME))?;
    Ok(Flow::Call(Value::Function(Vm::function_of(code, module)), Args::none()))
}

pub(super) fn install(vm: &Vm) {
    define_flow(vm, "exec", exec);
    define_flow(vm, "eval", eval);
}
