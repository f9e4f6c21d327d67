//! The attributes of functions, methods, modules, code objects and cells.

use std::rc::Rc;

use super::namespace::dict_of;
use crate::Result;
use crate::builtins::functions::classes::is_callable;
use crate::bytecode::{Code, CodeKind};
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Function, Method, NativeFunction};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

fn function(vm: &Vm, value: &Value) -> Result<Rc<Function>> {
    match value {
        Value::Function(function) => Ok(function.clone()),
        _ => Err(wrong(vm, value, "function")),
    }
}

/// A native function, or the one that a method binds.
fn native(vm: &Vm, value: &Value) -> Result<Rc<NativeFunction>> {
    match value {
        Value::Native(native) => Ok(native.clone()),
        Value::Method(method) => native(vm, &method.function),
        _ => Err(wrong(vm, value, "builtin_function_or_method")),
    }
}

/// `types.MethodType(function, instance)`
fn new_method(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("method() takes no keyword arguments"));
    }
    let given = args.pos.len() - 1;
    let Ok([_, function, receiver]) = <[Value; 3]>::try_from(args.pos.to_vec()) else {
        return Err(vm.type_error(format!("method expected 2 arguments, got {given}")));
    };
    if !is_callable(vm, &function) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(Flow::Value(Value::Method(Rc::new(Method { function, receiver }))))
}

fn method(vm: &Vm, value: &Value) -> Result<Rc<Method>> {
    match value {
        Value::Method(method) => Ok(method.clone()),
        _ => Err(wrong(vm, value, "method")),
    }
}

fn code(vm: &Vm, value: &Value) -> Result<Rc<Code>> {
    match value {
        Value::Code(code) => Ok(code.clone()),
        _ => Err(wrong(vm, value, "code")),
    }
}

fn wrong(vm: &Vm, value: &Value, name: &str) -> crate::Raised {
    let class = vm.types.name_of(value);
    vm.type_error(format!("descriptor for '{name}' objects doesn't apply to a '{class}' object"))
}

/// `function.__get__(instance, owner)`
fn bind(vm: &mut Vm, args: Args) -> Result<Value> {
    let [function, instance, _owner] = args.optional(vm, "__get__", 2)?;
    if instance.is_none() {
        return Ok(function);
    }
    Ok(Value::Method(Rc::new(Method { function, receiver: instance })))
}

/// `function.__call__(…)`
fn call(_: &mut Vm, mut args: Args) -> Result<Flow> {
    let function = args.pos.remove(0);
    Ok(Flow::call(function, args))
}

fn install_function(vm: &Vm) {
    let class = &vm.types.function;
    class.static_method("__new__", new_function);
    class.method("__get__", bind);
    class.flow_method("__call__", call);
    class.attribute("__name__", |vm, value| Ok(Value::str(&function(vm, value)?.name())), None);
    class.attribute("__qualname__", |vm, value| Ok(Value::str(&function(vm, value)?.qualname())), None);
    class.attribute(
        "__doc__",
        |vm, value| Ok(function(vm, value)?.code.doc.clone().unwrap_or(Value::None)),
        None,
    );
    class.attribute(
        "__module__",
        |vm, value| {
            let name = &function(vm, value)?.module.name;
            Ok(if name.is_empty() { Value::None } else { Value::str(name) })
        },
        None,
    );
    class.attribute("__code__", |vm, value| Ok(Value::Code(function(vm, value)?.code.clone())), None);
    class.attribute(
        "__globals__",
        |vm, value| {
            let module = Value::Module(function(vm, value)?.module.clone());
            Ok(super::namespace::namespace_of(vm, &module).unwrap_or(Value::None))
        },
        None,
    );
    class.attribute(
        "__closure__",
        |vm, value| {
            let closure = function(vm, value)?.closure.iter().cloned().map(Value::Cell).collect::<Vec<_>>();
            Ok(if closure.is_empty() { Value::None } else { Value::tuple(closure) })
        },
        None,
    );
    class.attribute(
        "__annotations__",
        |vm, value| {
            let annotations = Value::Dict(Rc::default());
            function(vm, value)?.attrs.borrow_mut().insert(sym::ANNOTATIONS, annotations.clone());
            Ok(annotations)
        },
        None,
    );
    class.attribute(
        "__defaults__",
        |vm, value| {
            let defaults = function(vm, value)?.defaults.borrow().clone();
            Ok(if defaults.is_empty() { Value::None } else { Value::tuple(defaults) })
        },
        Some(|vm, value, new| {
            let defaults = match &new {
                Value::Tuple(items) => items.to_vec(),
                Value::None => Vec::new(),
                _ => return Err(vm.type_error("__defaults__ must be set to a tuple object")),
            };
            function(vm, value)?.defaults.replace(defaults);
            Ok(())
        }),
    );
    class.attribute(
        "__kwdefaults__",
        |vm, value| {
            let defaults = function(vm, value)?.kw_defaults.borrow().clone();
            Ok(if defaults.is_empty() { Value::None } else { Value::Dict(tracked(dict_of(defaults))) })
        },
        Some(|vm, value, new| {
            let defaults = match &new {
                Value::Dict(dict) => {
                    let table = dict.table.borrow();
                    let pair = |entry: &crate::object::dict::Entry| {
                        (Sym::new(entry.key.as_str().unwrap_or_default()), entry.value.clone())
                    };
                    table.iter().map(pair).collect()
                }
                Value::None => Vec::new(),
                _ => return Err(vm.type_error("__kwdefaults__ must be set to a dict object")),
            };
            function(vm, value)?.kw_defaults.replace(defaults);
            Ok(())
        }),
    );
}

/// `__module__`: of a function in C its module, of a bound method `None`, of an unbound one nothing.
fn native_module(vm: &mut Vm, value: &Value) -> Result<Value> {
    let native = native(vm, value)?;
    if !native.is_method && !matches!(value, Value::Method(_)) {
        return Ok(Value::str(if native.owner.is_empty() { "builtins" } else { &native.owner }));
    }
    if matches!(value, Value::Method(_)) { Ok(Value::None) } else { Err(vm.no_attribute(value, sym::MODULE)) }
}

/// `types.FunctionType(code, globals, …)`
fn new_function(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    match args.take(1, "code") {
        Some(Value::Code(_)) => {
            Err(vm.not_implemented_error("Loopscope does not make functions of code yet"))
        }
        Some(other) => {
            let given = vm.types.name_of(&other);
            Err(vm.type_error(format!("function() argument 'code' must be code, not {given}")))
        }
        None => Err(vm.type_error("function() missing required argument 'code' (pos 1)")),
    }
}

fn install_native(vm: &Vm) {
    let class = &vm.types.native;
    class.method("__get__", bind);
    class.flow_method("__call__", call);
    class.attribute("__name__", |vm, value| Ok(Value::str(native(vm, value)?.name)), None);
    class.attribute(
        "__qualname__",
        |vm, value| {
            let native = self::native(vm, value)?;
            let in_class =
                (native.is_method || matches!(value, Value::Method(_))) && !native.owner.is_empty();
            Ok(if in_class {
                Value::string(format!("{}.{}", native.owner, native.name))
            } else {
                Value::str(native.name)
            })
        },
        None,
    );
    class.attribute("__module__", native_module, None);
    super::define_doc(class);
    class.attribute(
        "__self__",
        |vm, value| {
            if let Value::Method(method) = value {
                return Ok(method.receiver.clone());
            }
            let bound = native(vm, value)?.bound.clone();
            Ok(if bound.is_defined() { bound } else { Value::None })
        },
        None,
    );
}

/// An attribute of the method's function.
fn of_function(vm: &mut Vm, value: &Value, name: Sym) -> Result<Value> {
    let function = method(vm, value)?.function.clone();
    if name == sym::DOC { doc_of(vm, &function) } else { vm.get_plain_attr(&function, name) }
}

/// `function.__doc__`, without the texts of natives.
pub(super) fn doc_of(vm: &mut Vm, function: &Value) -> Result<Value> {
    match function {
        Value::Native(_) => Ok(Value::None),
        function => vm.get_plain_attr(function, sym::DOC),
    }
}

fn install_method(vm: &Vm) {
    let class = &vm.types.method;
    class.flow_method("__call__", call);
    class.static_method("__new__", new_method);
    class.attribute("__func__", |vm, value| Ok(method(vm, value)?.function.clone()), None);
    class.attribute("__self__", |vm, value| Ok(method(vm, value)?.receiver.clone()), None);
    class.attribute("__name__", |vm, value| of_function(vm, value, sym::NAME), None);
    class.attribute("__qualname__", |vm, value| of_function(vm, value, sym::QUALNAME), None);
    class.attribute("__doc__", |vm, value| of_function(vm, value, sym::DOC), None);
    class.attribute("__module__", |vm, value| of_function(vm, value, sym::MODULE), None);
    class.attribute("__code__", |vm, value| of_function(vm, value, sym::CODE), None);
    class.attribute("__defaults__", |vm, value| of_function(vm, value, sym::DEFAULTS), None);
    class.attribute("__annotations__", |vm, value| of_function(vm, value, sym::ANNOTATIONS), None);
    class.attribute("__dict__", |vm, value| of_function(vm, value, sym::DICT), None);
}

fn names(names: &[Sym]) -> Value {
    Value::tuple(names.iter().map(|name| Value::str(&name.name())).collect())
}

/// `co_flags`, with the bits that `inspect` documents.
fn flags(code: &Code) -> i64 {
    let kind = match code.kind {
        CodeKind::Generator => 0x20,
        CodeKind::Coroutine => 0x80,
        CodeKind::AsyncGenerator => 0x200,
        _ => 0,
    };
    let optimized = if code.kind.is_outermost() || code.kind == CodeKind::Class { 0 } else { 0x3 };
    let nested = if code.free_count > 0 { 0x10 } else { 0 };
    optimized
        | nested
        | kind
        | if code.params.varargs { 0x4 } else { 0 }
        | if code.params.kwargs { 0x8 } else { 0 }
}

fn install_code(vm: &Vm) {
    let class = &vm.types.code;
    class.attribute("co_name", |vm, value| Ok(Value::str(&code(vm, value)?.name)), None);
    class.attribute("co_qualname", |vm, value| Ok(Value::str(&code(vm, value)?.qualname)), None);
    class.attribute("co_filename", |vm, value| Ok(Value::str(&code(vm, value)?.filename)), None);
    class.attribute("co_firstlineno", |vm, value| Ok(Value::Int(code(vm, value)?.first_line.into())), None);
    class.attribute("co_flags", |vm, value| Ok(Value::Int(flags(&*code(vm, value)?))), None);
    class.attribute(
        "co_argcount",
        |vm, value| Ok(Value::Int(code(vm, value)?.params.positional.into())),
        None,
    );
    class.attribute(
        "co_posonlyargcount",
        |vm, value| Ok(Value::Int(code(vm, value)?.params.positional_only.into())),
        None,
    );
    class.attribute(
        "co_kwonlyargcount",
        |vm, value| Ok(Value::Int(code(vm, value)?.params.keyword_only.into())),
        None,
    );
    class.attribute(
        "co_varnames",
        |vm, value| {
            let code = code(vm, value)?;
            Ok(names(&code.locals[..code.free_start()]))
        },
        None,
    );
    class.attribute("co_nlocals", |vm, value| Ok(Value::from(code(vm, value)?.free_start())), None);
    class.attribute(
        "co_freevars",
        |vm, value| {
            let code = code(vm, value)?;
            Ok(names(&code.locals[code.free_start()..]))
        },
        None,
    );
    class.attribute("co_consts", |vm, value| Ok(Value::tuple(code(vm, value)?.consts.clone())), None);
}

/// Defines the attributes.
pub(super) fn install(vm: &Vm) {
    install_function(vm);
    install_native(vm);
    install_method(vm);
    install_code(vm);
    let module = &vm.types.module;
    module.static_method("__new__", |vm, args| {
        let given = args.pos.len() + args.kw.len() - 1;
        if given > 2 {
            return Err(vm.type_error(format!("module() takes at most 2 arguments ({given} given)")));
        }
        let name = args.pos.get(1).and_then(Value::as_str).unwrap_or_default().to_owned();
        let module = crate::object::Module::new(&name, Some(vm.builtins.clone()));
        module.set(sym::NAME, Value::str(&name));
        Ok(Flow::Value(Value::Module(Rc::new(module))))
    });
    module.attribute(
        "__name__",
        |_, value| {
            Ok(match value {
                Value::Module(module) => Value::str(&module.name),
                _ => Value::None,
            })
        },
        None,
    );
    module.attribute("__doc__", |_, _| Ok(Value::None), None);
    vm.types.cell.attribute(
        "cell_contents",
        |vm, value| match value {
            Value::Cell(cell) if cell.value.borrow().is_defined() => Ok(cell.value.borrow().clone()),
            _ => Err(vm.value_error("Cell is empty")),
        },
        None,
    );
}
