//! The module `_library`: what modules in Python need of the interpreter.

use std::rc::Rc;

use loopscope_python::object::cycles::tracked;
use loopscope_python::object::{Descriptor, GeneratorKind, Instance, Payload, TraceEntry};
use loopscope_python::vm::traceback::format_traceback;
use loopscope_python::{Args, Module, NativeFunction, Raised, Result, Sym, Value, Vm};

use crate::dataclass;

/// Makes the module.
///
/// # Errors
/// None.
pub(crate) fn module(vm: &mut Vm) -> Result<Rc<Module>> {
    let module = vm.new_module("_library");
    for function in [
        NativeFunction::new("attach", attach),
        NativeFunction::new("lookup", lookup),
        NativeFunction::new("bare_instance", bare_instance),
        NativeFunction::new("awaitable", awaitable),
        NativeFunction::new("is_awaitable", |vm, args| {
            let [object] = args.exactly(vm, "is_awaitable")?;
            Ok(Value::Bool(matches!(&object, Value::Generator(generator) if generator.awaitable.get())))
        }),
        NativeFunction::new("write", write),
        NativeFunction::new("traceback_text", traceback_text),
        NativeFunction::new("traceback_entries", traceback_entries),
        NativeFunction::new("stack_entries", stack_entries),
        NativeFunction::new("source", source),
        NativeFunction::new("parameters", parameters),
        NativeFunction::new("missing_attribute", missing_attribute),
        NativeFunction::new("kind", kind),
        NativeFunction::new("own_files", own_files),
        NativeFunction::new("working_directory", working_directory),
        NativeFunction::new("dataclass_init", dataclass::make_init),
        NativeFunction::new("namedtuple_new", dataclass::make_new),
    ] {
        if let Value::Native(native) = &function {
            module.define(native.name, function.clone());
        }
    }
    module.define("format_exception", vm.prelude("_format_exception"));
    module.define("generic", vm.prelude("_GenericAlias"));
    Ok(module)
}

/// `attach(cls, name, value)`: defines an attribute of a native class.
fn attach(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, name, value] = args.exactly(vm, "attach")?;
    if let (Value::Type(class), Some(name)) = (class, name.as_str()) {
        class.define(Sym::new(name), value);
    }
    Ok(Value::None)
}

/// `own_files()`: path and content of each file of the program.
fn own_files(vm: &mut Vm, args: Args) -> Result<Value> {
    let [] = args.exactly(vm, "own_files")?;
    let pair = |(path, text): (String, Rc<str>)| {
        Value::tuple(vec![Value::str(&path), Value::bytes(text.as_bytes().to_vec())])
    };
    Ok(Value::list(vm.file_contents().into_iter().map(pair).collect()))
}

/// `working_directory()`: where relative paths begin when the program does.
fn working_directory(vm: &mut Vm, args: Args) -> Result<Value> {
    let [] = args.exactly(vm, "working_directory")?;
    Ok(Value::str(&vm.working_directory()))
}

/// `lookup(cls, name)`: what the class or a base defines, unbound; `None` if nothing.
fn lookup(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, name] = args.exactly(vm, "lookup")?;
    let (Value::Type(class), Some(name)) = (class, name.as_str()) else { return Ok(Value::None) };
    Ok(class.lookup(Sym::new(name)).unwrap_or(Value::None))
}

/// `bare_instance(x)`: a new instance of `type(x)`, without `__init__` and without attributes.
fn bare_instance(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "bare_instance")?;
    let Value::Instance(instance) = &value else {
        let name = vm.type_of(&value).name.clone();
        return Err(vm.type_error(format!("cannot pickle '{name}' object")));
    };
    let payload = match instance.payload() {
        Payload::None => Payload::None,
        Payload::Value(Value::List(_)) => Payload::Value(Value::list(Vec::new())),
        Payload::Value(Value::Dict(_)) => Payload::Value(Value::Dict(Rc::default())),
        Payload::Value(Value::Set(set)) if !set.frozen => Payload::Value(Value::Set(Rc::default())),
        _ => {
            return Err(vm.type_error(format!("cannot pickle '{}' object", instance.class.full_name())));
        }
    };
    Ok(Value::Instance(tracked(Instance::new(instance.class.clone(), payload))))
}

/// `awaitable(generator)`: the generator, which may now be awaited.
fn awaitable(vm: &mut Vm, args: Args) -> Result<Value> {
    let [generator] = args.exactly(vm, "awaitable")?;
    if let Value::Generator(generator) = &generator {
        generator.awaitable.set(true);
    }
    Ok(generator)
}

/// `write(stderr, text)`
fn write(vm: &mut Vm, args: Args) -> Result<Value> {
    let [stderr, text] = args.exactly(vm, "write")?;
    if let Some(text) = text.as_str() {
        let text = text.to_owned();
        vm.write(matches!(stderr, Value::Bool(true)), &text);
    }
    Ok(Value::None)
}

fn exception(vm: &Vm, value: &Value) -> Result<Raised> {
    vm.as_exception(value).ok_or_else(|| vm.type_error("an exception is needed"))
}

/// `traceback_text(exception)`: the lines of its traceback, without heading; `None` if it has none.
fn traceback_text(vm: &mut Vm, args: Args) -> Result<Value> {
    let [raised] = args.exactly(vm, "traceback_text")?;
    let raised = exception(vm, &raised)?;
    let text = format_traceback(raised.data());
    Ok(text.map_or(Value::None, Value::string))
}

/// `traceback_entries(exception_or_traceback)`: a list of (file, line, function, text of the line), outermost first; of
/// a frame only that one.
fn traceback_entries(vm: &mut Vm, args: Args) -> Result<Value> {
    let [given] = args.exactly(vm, "traceback_entries")?;
    if let Some(frame) = loopscope_python::builtins::exception::frame::entry(&given) {
        return Ok(Value::list(vec![entry(&frame)]));
    }
    // Kept innermost first.
    let entries = match loopscope_python::builtins::exception::traceback::entries(&given) {
        Some(entries) => entries,
        None => exception(vm, &given)?.data().traceback.borrow().clone(),
    };
    Ok(Value::list(entries.iter().rev().map(with_text).collect()))
}

/// [`entry`], and what a traceback shows of it.
fn with_text(of: &TraceEntry) -> Value {
    let Value::Tuple(parts) = entry(of) else { return Value::None };
    let shown = Value::string(loopscope_python::vm::traceback::shown_entry(of));
    Value::tuple(parts.iter().cloned().chain([shown]).collect())
}

/// `stack_entries()`: the same of the frames that run, outermost first.
fn stack_entries(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(stack(vm))
}

/// The frames of the program that run, outermost first.
pub fn stack(vm: &Vm) -> Value {
    Value::list(vm.stack_entries().iter().map(entry).collect())
}

fn entry(entry: &TraceEntry) -> Value {
    let line = entry.position.line;
    let text = entry.source_line().unwrap_or_default().trim();
    Value::tuple(vec![
        Value::str(&entry.filename),
        Value::Int(i64::from(line)),
        Value::str(&entry.name),
        Value::str(text),
    ])
}

/// `source(code)`: the text of the file that it was compiled from.
fn source(vm: &mut Vm, args: Args) -> Result<Value> {
    let [code] = args.exactly(vm, "source")?;
    match &code {
        Value::Code(code) => Ok(Value::str(&code.source)),
        _ => Err(vm.type_error("source() takes code")),
    }
}

/// `parameters(function)`: a list of (name, kind, default) with kinds of [`inspect`]'s numbering and
/// `...` for no default; `None` if it isn't a function in Python.
///
/// [`inspect`]: https://docs.python.org/3/library/inspect.html#inspect.Parameter.kind
fn parameters(vm: &mut Vm, args: Args) -> Result<Value> {
    let [function] = args.exactly(vm, "parameters")?;
    let Value::Function(function) = function else { return Ok(Value::None) };
    let (params, locals) = (&function.code.params, &function.code.locals);
    let defaults = function.defaults.borrow();
    let kw_defaults = function.kw_defaults.borrow();
    let positional = params.positional as usize;
    let described = |slot: usize, kind: i64, default: Option<Value>| {
        let (has_default, default) = (default.is_some(), default.unwrap_or_default());
        let default = if has_default { default } else { Value::None };
        Value::tuple(vec![
            Value::str(&locals[slot].name()),
            Value::Int(kind),
            Value::Bool(has_default),
            default,
        ])
    };
    let mut found = Vec::new();
    for slot in 0..positional {
        let default =
            (slot + defaults.len()).checked_sub(positional).and_then(|at| defaults.get(at)).cloned();
        found.push(described(slot, i64::from(slot >= params.positional_only as usize), default));
    }
    if let Some(slot) = params.varargs_slot() {
        found.push(described(slot, 2, None));
    }
    for slot in positional..positional + params.keyword_only as usize {
        let default =
            kw_defaults.iter().find(|(name, _)| *name == locals[slot]).map(|(_, value)| value.clone());
        found.push(described(slot, 3, default));
    }
    if let Some(slot) = params.kwargs_slot() {
        found.push(described(slot, 4, None));
    }
    Ok(Value::list(found))
}

/// `missing_attribute(module, name)`: what the `__getattr__` of a module raises.
fn missing_attribute(vm: &mut Vm, args: Args) -> Result<Value> {
    let [module, name] = args.exactly(vm, "missing_attribute")?;
    let (module, name) = (module.as_str().unwrap_or_default(), name.as_str().unwrap_or_default());
    let is_lacking = vm.lacks(module).is_some_and(|lacks| lacks.split(' ').any(|lacked| lacked == name));
    Err(vm.attribute_error(if is_lacking {
        format!("Loopscope's {module} does not have '{name}' yet")
    } else {
        format!("module '{module}' has no attribute '{name}'")
    }))
}

/// `kind(object)`: what a function's code is, or what state a generator or coroutine is in.
fn kind(vm: &mut Vm, args: Args) -> Result<Value> {
    use loopscope_python::bytecode::CodeKind;
    use loopscope_python::object::GeneratorState;
    let [object] = args.exactly(vm, "kind")?;
    Ok(match &object {
        Value::Function(function) => Value::str(match function.code.kind {
            CodeKind::Generator => "generator",
            CodeKind::Coroutine => "coroutine",
            CodeKind::AsyncGenerator => "async generator",
            _ => "function",
        }),
        Value::Generator(generator) => Value::str(match (generator.state.get(), generator.kind) {
            (GeneratorState::Created, _) => "CREATED",
            (GeneratorState::Running, _) => "RUNNING",
            (GeneratorState::Suspended, _) => "SUSPENDED",
            (GeneratorState::Closed, GeneratorKind::Generator | GeneratorKind::Coroutine) => "CLOSED",
            (GeneratorState::Closed, GeneratorKind::AsyncGenerator) => "CLOSED",
        }),
        Value::Descriptor(descriptor) => Value::str(match &**descriptor {
            Descriptor::Property { .. } => "property",
            Descriptor::StaticMethod(_) => "staticmethod",
            Descriptor::ClassMethod(_) => "classmethod",
            _ => "attribute",
        }),
        _ => Value::None,
    })
}
