//! `property`, `staticmethod`, `classmethod` and `super`.

use std::rc::Rc;

use crate::Result;
use crate::builtins::functions::classes::is_callable;
use crate::native::{Args, Flow};
use crate::object::{Descriptor, Method, Super};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;

struct Parts {
    get: Value,
    set: Value,
    delete: Value,
    doc: Value,
}

fn parts(vm: &Vm, value: &Value) -> Result<Parts> {
    if let Value::Descriptor(descriptor) = value
        && let Descriptor::Property { get, set, delete, doc } = &**descriptor
    {
        return Ok(Parts { get: get.clone(), set: set.clone(), delete: delete.clone(), doc: doc.clone() });
    }
    Err(vm.type_error("descriptor for 'property' objects doesn't apply"))
}

fn property(parts: Parts) -> Value {
    let Parts { get, set, delete, doc } = parts;
    Value::Descriptor(Rc::new(Descriptor::Property { get, set, delete, doc }))
}

fn new_property(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let mut part = |at: usize, name: &str| args.take(at, name).unwrap_or(Value::None);
    let (get, set, delete) = (part(1, "fget"), part(2, "fset"), part(3, "fdel"));
    let mut doc = part(4, "doc");
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for property()")));
    }
    if let (Value::None, Value::Function(_)) = (&doc, &get) {
        doc = vm.get_plain_attr(&get, sym::DOC)?;
    }
    Ok(Flow::Value(property(Parts { get, set, delete, doc })))
}

fn install_property(vm: &Vm) {
    let class = &vm.types.property;
    class.static_method("__new__", new_property);
    class.method("getter", |vm, args| {
        let [value, get] = args.method(vm, "getter")?;
        Ok(property(Parts { get, ..parts(vm, &value)? }))
    });
    class.method("setter", |vm, args| {
        let [value, set] = args.method(vm, "setter")?;
        Ok(property(Parts { set, ..parts(vm, &value)? }))
    });
    class.method("deleter", |vm, args| {
        let [value, delete] = args.method(vm, "deleter")?;
        Ok(property(Parts { delete, ..parts(vm, &value)? }))
    });
    class.attribute("fget", |vm, value| Ok(parts(vm, value)?.get), None);
    class.attribute("fset", |vm, value| Ok(parts(vm, value)?.set), None);
    class.attribute("fdel", |vm, value| Ok(parts(vm, value)?.delete), None);
    class.attribute("__doc__", |vm, value| Ok(parts(vm, value)?.doc), None);
    class.flow_method("__get__", |vm, args| {
        let [value, instance, owner] = args.optional(vm, "__get__", 2)?;
        if instance.is_none() {
            let owner = if owner.is_defined() { owner } else { Value::None };
            return if owner.is_none() {
                Err(vm.type_error("__get__(None, None) is invalid"))
            } else {
                Ok(Flow::Value(value))
            };
        }
        part_call(vm, parts(vm, &value)?.get, "getter", [instance])
    });
    class.flow_method("__set__", |vm, args| {
        let [value, instance, given] = args.method(vm, "__set__")?;
        part_call(vm, parts(vm, &value)?.set, "setter", [instance, given])
    });
    class.flow_method("__delete__", |vm, args| {
        let [value, instance] = args.method(vm, "__delete__")?;
        part_call(vm, parts(vm, &value)?.delete, "deleter", [instance])
    });
    class.method("__set_name__", |vm, args| {
        args.without_keywords(vm, "property.__set_name__")?;
        match args.pos.len() - 1 {
            2 => Ok(Value::None),
            given => Err(
                vm.type_error(format!("__set_name__() takes 2 positional arguments but {given} were given"))
            ),
        }
    });
    class.attribute(
        "__isabstractmethod__",
        |vm, value| {
            let Parts { get, set, delete, .. } = parts(vm, value)?;
            Ok(Value::Bool([get, set, delete].iter().any(|function| is_abstract(vm, function))))
        },
        None,
    );
}

/// Calls a property's function, if it has that.
fn part_call<const N: usize>(vm: &Vm, function: Value, what: &str, args: [Value; N]) -> Result<Flow> {
    if function.is_none() {
        let class = vm.types.name_of(&args[0]);
        return Err(vm.attribute_error(format!("property of '{class}' object has no {what}")));
    }
    Ok(Flow::call(function, Args::new(args)))
}

fn is_abstract(vm: &mut Vm, function: &Value) -> bool {
    let flag = vm.get_plain_attr(function, crate::Sym::new("__isabstractmethod__"));
    flag.is_ok_and(|flag| vm.truth(&flag).unwrap_or(false))
}

fn wrapped(vm: &Vm, value: &Value) -> Result<Value> {
    if let Value::Descriptor(descriptor) = value
        && let Descriptor::StaticMethod(function) | Descriptor::ClassMethod(function) = &**descriptor
    {
        return Ok(function.clone());
    }
    Err(vm.type_error("descriptor for a static or class method doesn't apply"))
}

fn only_argument(vm: &Vm, args: Args, name: &str) -> Result<Value> {
    let given = args.pos.len() - 1;
    match args.pos.into_iter().nth(1) {
        Some(function) if given == 1 && args.kw.is_empty() => Ok(function),
        _ => Err(vm.type_error(format!("{name} expected 1 argument, got {given}"))),
    }
}

fn install_wrappers(vm: &Vm) {
    let types = &vm.types;
    types.staticmethod.static_method("__new__", |vm, args| {
        let function = only_argument(vm, args, "staticmethod")?;
        Ok(Flow::Value(Value::Descriptor(Rc::new(Descriptor::StaticMethod(function)))))
    });
    types.staticmethod.flow_method("__call__", |vm, mut args| {
        let function = wrapped(vm, &args.pos.remove(0))?;
        Ok(Flow::call(function, args))
    });
    types.staticmethod.method("__get__", |vm, args| {
        let [value, _instance, _owner] = args.optional(vm, "__get__", 2)?;
        wrapped(vm, &value)
    });
    types.method.static_method("__new__", |vm, mut args| {
        args.pos.remove(0);
        let [function, receiver] = args.exactly(vm, "method")?;
        if !is_callable(vm, &function) {
            return Err(vm.type_error("first argument must be callable"));
        }
        if receiver.is_none() {
            return Err(vm.type_error("instance must not be None"));
        }
        Ok(Flow::Value(Value::Method(Rc::new(Method { function, receiver }))))
    });
    types.classmethod.static_method("__new__", |vm, args| {
        let function = only_argument(vm, args, "classmethod")?;
        Ok(Flow::Value(Value::Descriptor(Rc::new(Descriptor::ClassMethod(function)))))
    });
    types.classmethod.method("__get__", |vm, args| {
        let [value, instance, owner] = args.optional(vm, "__get__", 2)?;
        let receiver = if owner.is_defined() { owner } else { Value::Type(vm.type_of(&instance)) };
        Ok(Value::Method(Rc::new(Method { function: wrapped(vm, &value)?, receiver })))
    });
    for class in [&types.staticmethod, &types.classmethod] {
        class.attribute("__func__", |vm, value| wrapped(vm, value), None);
        class.attribute("__wrapped__", |vm, value| wrapped(vm, value), None);
        class.attribute(
            "__name__",
            |vm, value| {
                let function = wrapped(vm, value)?;
                vm.get_plain_attr(&function, sym::NAME)
            },
            None,
        );
        class.attribute(
            "__doc__",
            |vm, value| {
                let function = wrapped(vm, value)?;
                super::functions::doc_of(vm, &function)
            },
            None,
        );
        class.attribute(
            "__isabstractmethod__",
            |vm, value| {
                let function = wrapped(vm, value)?;
                Ok(Value::Bool(is_abstract(vm, &function)))
            },
            None,
        );
    }
}

/// `super(class, receiver)`: the compiler gives both where the program writes `super()`.
fn new_super(vm: &mut Vm, args: Args) -> Result<Flow> {
    args.without_keywords(vm, "super")?;
    let given = args.pos.len() - 1;
    if given > 2 {
        return Err(vm.type_error(format!("super() expected at most 2 arguments, got {given}")));
    }
    let (after, receiver) = match &args.pos[1..] {
        [] => return Err(vm.runtime_error("super(): no arguments")),
        [Value::Type(class), receiver] => (class.clone(), receiver.clone()),
        [Value::Type(_)] => return Err(vm.type_error("Loopscope does not have unbound super objects yet")),
        [other, ..] => {
            let class = vm.types.name_of(other);
            return Err(vm.type_error(format!("super() argument 1 must be a type, not {class}")));
        }
    };
    let class = match &receiver {
        Value::Type(class) if class.is_subtype(&after) => class.clone(),
        other => {
            let class = vm.type_of(other);
            if !class.is_subtype(&after) {
                return Err(vm.type_error("super(type, obj): obj must be an instance or subtype of type"));
            }
            class
        }
    };
    Ok(Flow::Value(Value::Super(Rc::new(Super { after, class, receiver }))))
}

/// Defines constructors, methods and attributes.
pub(super) fn install(vm: &Vm) {
    install_property(vm);
    install_wrappers(vm);
    vm.types.super_.static_method("__new__", new_super);
    for class in [&vm.types.native_attribute, &vm.types.slot_attribute] {
        class.attribute(
            "__name__",
            |_, value| {
                Ok(match value {
                    Value::Descriptor(descriptor) => match &**descriptor {
                        Descriptor::Native { name, .. } => Value::str(name),
                        Descriptor::Slot(name) => Value::str(&name.name()),
                        _ => Value::None,
                    },
                    _ => Value::None,
                })
            },
            None,
        );
    }
}
