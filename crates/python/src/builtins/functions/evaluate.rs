//! `exec()`, `eval()`, `compile()` and `__import__()`.

use std::rc::Rc;

use super::{define, define_flow};
use crate::Result;
use crate::builtins::number::plain;
use crate::compile::{self, Options};
use crate::native::{Args, Flow};
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// The longest source that is compiled while a program runs, which nothing can interrupt.
const MAX_SOURCE_BYTES: usize = 1 << 15;

/// What is to be executed: text, and the name of its file.
struct Source {
    text: Rc<str>,
    filename: Rc<str>,
}

impl Source {
    /// # Errors
    /// `MemoryError` for one that takes long to compile.
    fn new(vm: &Vm, text: &str, filename: &str) -> Result<Source> {
        if text.len() > MAX_SOURCE_BYTES {
            let limit = format!("Loopscope compiles at most {MAX_SOURCE_BYTES} bytes at run time");
            return Err(vm.memory_error(limit));
        }
        Ok(Source { text: text.into(), filename: filename.into() })
    }

    fn options(&self) -> Options {
        Options { filename: self.filename.clone(), internal: false }
    }
}

/// The arguments of `exec` and `eval`: source, globals, locals.
fn arguments(vm: &Vm, args: Args, name: &str) -> Result<(Source, Value, Value)> {
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let mut pos = args.pos.into_iter();
    let mut next = || pos.next().unwrap_or_default();
    let (source, globals, locals) = (next(), next(), next());
    let source = match &source {
        Value::Code(code) => Source { text: code.source.clone(), filename: code.filename.clone() },
        _ => match source.as_str() {
            Some(text) => Source::new(vm, text, "<string>")?,
            None => {
                return Err(vm.type_error(format!("{name}() arg 1 must be a string, bytes or code object")));
            }
        },
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
    let code = compile::compile_module(&source.text, &source.options(), &module)
        .map_err(|error| vm.syntax_error(&error, &source.filename))?;
    let function = Value::Function(Vm::function_of(code, module.clone()));
    if !separate && (!given || owner(&globals).is_some()) {
        return Ok(Flow::call(function, Args::none()));
    }
    let target = if separate { locals } else { globals };
    Ok(Flow::call(vm.prelude("_exec_within"), Args::new([function, Value::Module(module), target])))
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
    let code = compile::compile_expression(&source.text, &source.options(), &module)
        .map_err(|error| vm.syntax_error(&error, &source.filename))?;
    Ok(Flow::call(Value::Function(Vm::function_of(code, module)), Args::none()))
}

/// `compile(source, filename, mode)`: the code of a module or of an expression; executing it compiles its
/// source again, for the globals that it is executed with.
fn compile(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let (source, filename, mode) = (args.take(0, "source"), args.take(1, "filename"), args.take(2, "mode"));
    let (Some(source), Some(filename), Some(mode)) = (source, filename, mode) else {
        return Err(vm.type_error("compile() missing required argument 'mode' (pos 3)"));
    };
    let (Some(text), Some(filename)) = (source.as_str(), filename.as_str()) else {
        return Err(vm.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    let source = Source::new(vm, text, filename)?;
    let module = module_of(vm, &[]);
    let code = match mode.as_str() {
        Some("exec") => compile::compile_module(&source.text, &source.options(), &module),
        Some("eval") => compile::compile_expression(&source.text, &source.options(), &module),
        Some("single") => {
            return Err(vm.not_implemented_error("Loopscope's compile() does not have mode 'single' yet"));
        }
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    code.map(Value::Code).map_err(|error| vm.syntax_error(&error, &source.filename))
}

/// `__import__(name, globals=None, locals=None, fromlist=(), level=0)`
fn import(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let Some(name) = args.take(0, "name") else {
        return Err(vm.type_error("__import__() missing required argument 'name' (pos 1)"));
    };
    let (fromlist, level) = (args.take(3, "fromlist"), args.take(4, "level"));
    if name.as_str().is_none() {
        return Err(vm.type_error("module name must be a string"));
    }
    if level.is_some_and(|level| vm.truth(&level) == Some(true)) {
        return Err(vm.import_error("attempted relative import with no known parent package"));
    }
    let whole = fromlist.is_some_and(|names| vm.truth(&names) == Some(true));
    Ok(Flow::call(vm.prelude("_import_by_name"), Args::new([name, Value::Bool(whole)])))
}

pub(super) fn install(vm: &Vm) {
    define_flow(vm, "exec", exec);
    define_flow(vm, "eval", eval);
    define_flow(vm, "__import__", import);
    define(vm, "compile", compile);
}
