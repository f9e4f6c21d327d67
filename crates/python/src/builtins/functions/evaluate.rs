//! `exec()`, `eval()`, `compile()` and `__import__()`.

use std::cell::RefCell;
use std::rc::Rc;

use super::define_flow;
use crate::Result;
use crate::builtins::number::plain;
use crate::bytecode::{Code, CodeKind};
use crate::compile::{self, Options};
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::object::{Dict, Module, NativeFunction, PyStr, SymMap};
use crate::symbol::{Sym, sym};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::parts::Part;

/// The longest source that is compiled while a program runs, which nothing can interrupt.
const MAX_SOURCE_BYTES: usize = 1 << 15;

/// What is to be executed: text, and the name of its file.
struct Source {
    text: Rc<str>,
    filename: Rc<str>,
    /// What `compile()` has made of it.
    kind: Option<CodeKind>,
}

impl Source {
    /// # Errors
    /// `MemoryError` for one that takes long to compile.
    fn new(vm: &Vm, text: &str, filename: &str) -> Result<Source> {
        if text.len() > MAX_SOURCE_BYTES {
            let limit = format!("Loopscope compiles at most {MAX_SOURCE_BYTES} bytes at run time");
            return Err(vm.memory_error(limit));
        }
        Ok(Source { text: text.into(), filename: filename.into(), kind: None })
    }

    fn options(&self) -> Options {
        Options::of_program(self.filename.clone())
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
        Value::Code(code) => {
            let (text, filename) = (code.source.clone(), code.filename.clone());
            Source { text, filename, kind: Some(code.kind) }
        }
        _ => match source.as_str() {
            Some(text) => Source::new(vm, text, "<string>")?,
            None => {
                return Err(vm.type_error(format!("{name}() arg 1 must be a string, bytes or code object")));
            }
        },
    };
    for (value, what) in [(&globals, "globals"), (&locals, "locals")] {
        if value.is_defined() && !value.is_none() && !matches!(plain(value), Value::Dict(_)) {
            return Err(no_dict(vm, name, what, value));
        }
        let class = vm.types.borrow_of(value);
        let is_own = |method| class.lookup_with_owner(method).is_some_and(|(owner, _)| owner.heap);
        if let Some(own) =
            [sym::GETITEM, sym::SETITEM, sym::MISSING].into_iter().find(|&method| is_own(method))
        {
            let message = format!(
                "Loopscope's {name}() does not call {own}() of its {what}: give it dict({what}), not a {}",
                class.name
            );
            return Err(vm.not_implemented_error(message));
        }
    }
    Ok((source, globals, locals))
}

/// Why `exec` or `eval` does not take these globals or locals, which are no dict.
fn no_dict(vm: &Vm, name: &str, what: &str, value: &Value) -> Raised {
    let class = vm.types.name_of(value);
    let is_mapping = vm.types.borrow_of(value).lookup(sym::GETITEM).is_some();
    match (what, is_mapping, name) {
        ("locals", true, _) => vm.not_implemented_error(format!(
            "Loopscope's {name}() takes as locals a dict only: give it dict(locals), not a {class}"
        )),
        ("locals", false, "eval") => vm.type_error("locals must be a mapping"),
        ("locals", false, _) => vm.type_error(format!("locals must be a mapping or None, not {class}")),
        (_, true, "eval") => vm.type_error("globals must be a real dict; try eval(code, {}, mapping)"),
        (_, false, "eval") => vm.type_error("globals must be a dict"),
        _ => vm.type_error(format!("{name}() globals must be a dict, not {class}")),
    }
}

/// Where code is executed.
struct Place {
    /// Its globals.
    module: Rc<Module>,
    /// The other variables of its outermost level, and what gets them afterwards.
    namespace: Option<(Rc<RefCell<SymMap>>, Option<Target>)>,
}

impl Place {
    /// Where `exec` and `eval` with these arguments execute.
    fn of(vm: &mut Vm, globals: &Value, locals: &Value) -> Place {
        let module = match plain(globals) {
            Value::Dict(dict) => module_of(vm, dict),
            _ => vm.running_module().unwrap_or_else(|| vm.builtins.clone()),
        };
        let in_function = !matches!(plain(globals), Value::Dict(_)) && !vm.runs_module();
        let own = (in_function && !matches!(plain(locals), Value::Dict(_)) && vm.class_namespace().is_none())
            .then(|| Value::Dict(vm.locals_of_call()));
        let namespace = match own.as_ref().unwrap_or_else(|| plain(locals)) {
            Value::Dict(dict) if module.has_dict(dict) => None,
            Value::Dict(dict) => {
                let entries = dict.entries().into_iter();
                let named = entries.filter_map(|(key, value)| Some((Sym::new(key.as_str()?), value)));
                let before: Vec<(Sym, Value)> = named.collect();
                let namespace = Rc::new(RefCell::new(before.iter().cloned().collect()));
                Some((namespace, Some(Target { dict: dict.clone(), before })))
            }
            _ if matches!(plain(globals), Value::Dict(_)) || vm.runs_module() => None,
            _ => Some((vm.visible_namespace(), None)),
        };
        Place { module, namespace }
    }

    /// Executes what `compile` makes of a source.
    fn execute(
        self,
        vm: &mut Vm,
        source: &Source,
        compile: fn(&str, &Options, &Module) -> std::result::Result<Rc<Code>, compile::SyntaxError>,
    ) -> Result<Flow> {
        let options = Options { in_namespace: self.namespace.is_some(), ..source.options() };
        let code = compile(&source.text, &options, &self.module)
            .map_err(|error| vm.syntax_error(&error, &source.filename))?;
        let function = Value::Function(Vm::function_of(code, self.module));
        Ok(match self.namespace {
            None => Flow::call(function, Args::none()),
            Some((namespace, target)) => {
                Flow::Frame(Box::new(Within { function: Some(function), namespace, target }))
            }
        })
    }
}

/// The module whose variables are those of a dict.
fn module_of(vm: &mut Vm, dict: &Rc<Dict>) -> Rc<Module> {
    let named = |name: &str| {
        let key = PyStr::new(name);
        let table = dict.table.borrow();
        let at = table.find(key.hash(), |known| known.as_str() == Some(name))?;
        table.entry(at).map(|entry| entry.value.clone())
    };
    let builtins = match named(BUILTINS) {
        Some(Value::Dict(builtins)) => Module::of_dict(&builtins, BUILTINS, None),
        Some(Value::Module(builtins)) => builtins,
        Some(_) => vm.builtins.clone(),
        None => {
            let key = PyStr::new(BUILTINS);
            let builtins = Value::Dict(vm.builtins.dict());
            dict.table.borrow_mut().push(key.hash(), Value::Str(Rc::new(key)), builtins);
            vm.builtins.clone()
        }
    };
    let name = named("__name__");
    Module::of_dict(dict, name.as_ref().and_then(Value::as_str).unwrap_or_default(), Some(builtins))
}

const BUILTINS: &str = "__builtins__";

/// A dict that gets the variables of code that is executed with it.
struct Target {
    dict: Rc<Dict>,
    /// Its variables when the code began, in their order.
    before: Vec<(Sym, Value)>,
}

impl Target {
    /// Sets what the code has set, and removes what it has deleted: what was done to the dict itself stays.
    fn update(self, namespace: &SymMap) {
        let deleted = self.before.iter().filter(|(name, _)| namespace.get(*name).is_none());
        let deleted: Vec<(Sym, Value)> = deleted.map(|(name, _)| (*name, Value::Undefined)).collect();
        let before: SymMap = self.before.into_iter().collect();
        let is_set = |(name, value): &(Sym, &Value)| before.get(*name).is_none_or(|before| !before.is(value));
        let set = namespace.iter().filter(is_set).map(|(name, value)| (name, value.clone()));
        for (name, value) in deleted.into_iter().chain(set) {
            let old = self.dict.table.borrow_mut().set_name(&name.name(), value);
            drop(old);
        }
    }
}

/// Code that is executed with a namespace of its own.
struct Within {
    function: Option<Value>,
    namespace: Rc<RefCell<SymMap>>,
    target: Option<Target>,
}

impl NativeFrame for Within {
    fn resume(&mut self, _: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Some(function) = self.function.take() {
            return Ok(NativeStep::ClassBody(function, self.namespace.clone()));
        }
        if let Some(target) = self.target.take() {
            target.update(&self.namespace.borrow());
        }
        match input {
            Resumed::Raised(raised) => Err(raised),
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(NativeStep::Return(value)),
            Resumed::Start => Ok(NativeStep::Return(Value::None)),
        }
    }
}

/// Whether what is to be compiled has to wait for the names of characters.
fn awaits_names(vm: &mut Vm, args: &Args) -> bool {
    let source = args.pos.first().and_then(|source| match source {
        Value::Code(code) => Some(&*code.source),
        _ => source.as_str(),
    });
    source.is_some_and(compile::names_characters) && vm.asks_for(Part::Unicode)
}

/// `exec(source, globals=None, locals=None)`
fn exec(vm: &mut Vm, args: Args) -> Result<Flow> {
    if awaits_names(vm, &args) {
        return Ok(Vm::when_come(NativeFunction::flow("exec", exec), args));
    }
    let (source, globals, locals) = arguments(vm, args, "exec")?;
    Place::of(vm, &globals, &locals).execute(vm, &source, compile::compile_module)
}

/// `eval(source, globals=None, locals=None)`
fn eval(vm: &mut Vm, args: Args) -> Result<Flow> {
    if awaits_names(vm, &args) {
        return Ok(Vm::when_come(NativeFunction::flow("eval", eval), args));
    }
    let (source, globals, locals) = arguments(vm, args, "eval")?;
    let compile = match source.kind {
        Some(CodeKind::Module) => compile::compile_module,
        _ => compile::compile_expression,
    };
    Place::of(vm, &globals, &locals).execute(vm, &source, compile)
}

/// `compile(source, filename, mode)`: the code of a module or of an expression; executing it compiles its
/// source again, for the globals that it is executed with.
fn compile(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    if awaits_names(vm, &args) {
        return Ok(Vm::when_come(NativeFunction::flow("compile", compile), args));
    }
    let (source, filename, mode) = (args.take(0, "source"), args.take(1, "filename"), args.take(2, "mode"));
    let (Some(source), Some(filename), Some(mode)) = (source, filename, mode) else {
        return Err(vm.type_error("compile() missing required argument 'mode' (pos 3)"));
    };
    let (Some(text), Some(filename)) = (source.as_str(), filename.as_str()) else {
        return Err(vm.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    let source = Source::new(vm, text, filename)?;
    let module = Module::new("", None);
    let code = match mode.as_str() {
        Some("exec") => compile::compile_module(&source.text, &source.options(), &module),
        Some("eval") => compile::compile_expression(&source.text, &source.options(), &module),
        Some("single") => {
            return Err(vm.not_implemented_error("Loopscope's compile() does not have mode 'single' yet"));
        }
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let code = code.map_err(|error| vm.syntax_error(&error, &source.filename))?;
    Ok(Value::Code(code).into())
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
    define_flow(vm, "compile", compile);
    vm.builtins.define("__build_class__", vm.build_class.clone());
}
