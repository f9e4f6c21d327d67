//! `object`, and the attributes of classes, functions, modules, code and descriptors.

mod classes;
mod descriptors;
mod functions;
pub(crate) mod namespace;

use std::rc::Rc;

use crate::Result;
use crate::native::{Args, Flow};
use crate::object::{Descriptor, Layout, NativeFunction, Payload, Type};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::attr::AttrLookup;

/// `object.__new__(cls, …)`
fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let mut pos = args.pos.into_iter();
    let class = match pos.next() {
        Some(Value::Type(class)) => class,
        Some(other) => {
            let name = vm.types.name_of(&other);
            return Err(vm.type_error(format!("object.__new__(X): X is not a type object ({name})")));
        }
        None => return Err(vm.type_error("object.__new__(): not enough arguments")),
    };
    let rest = Args { pos: pos.collect(), kw: args.kw };
    let excess = !rest.pos.is_empty() || !rest.kw.is_empty();
    if excess && matches!(class.layout, Layout::Object) {
        let defines = |name| class.lookup_with_owner(name).is_some_and(|(owner, _)| !is_object(vm, &owner));
        if defines(sym::NEW) {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if !defines(sym::INIT) {
            return Err(vm.type_error(format!("{}() takes no arguments", class.name)));
        }
    }
    if matches!(class.layout, Layout::Value) {
        let name = &class.name;
        return Err(vm.type_error(format!("object.__new__({name}) is not safe, use {name}.__new__()")));
    }
    Ok(Flow::Value(vm.allocate(&class, &rest)?))
}

fn is_object(vm: &Vm, class: &Rc<crate::object::Type>) -> bool {
    Rc::ptr_eq(class, &vm.types.object)
}

/// `object.__init__(self, …)`
fn init(vm: &mut Vm, args: Args) -> Result<Value> {
    let instance = args.pos.first().cloned().unwrap_or_default();
    if args.pos.len() > 1 || !args.kw.is_empty() {
        let class = vm.type_of(&instance);
        let defines = |name| class.lookup_with_owner(name).is_some_and(|(owner, _)| !is_object(vm, &owner));
        if defines(sym::INIT) {
            return Err(
                vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
            );
        }
        if !defines(sym::NEW) {
            let name = &class.name;
            return Err(vm.type_error(format!(
                "{name}.__init__() takes exactly one argument (the instance to initialize)"
            )));
        }
    }
    Ok(Value::None)
}

fn attribute_name(vm: &Vm, name: &Value) -> Result<Sym> {
    match name.as_str() {
        Some(name) => Ok(Sym::new(name)),
        None => {
            let class = vm.types.name_of(name);
            Err(vm.type_error(format!("attribute name must be string, not '{class}'")))
        }
    }
}

/// `object.__getattribute__(self, name)`
fn getattribute(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name] = args.method(vm, "__getattribute__")?;
    let name = attribute_name(vm, &name)?;
    let found = match &object {
        Value::Instance(instance) => match vm.plain_instance_attr(&object, instance, name)? {
            crate::vm::attr::MethodLookup::Attr(found) => found,
            crate::vm::attr::MethodLookup::Method(function) => {
                let method = crate::object::Method { function, receiver: object.clone() };
                return Ok(Flow::Value(Value::Method(Rc::new(method))));
            }
        },
        _ => vm.get_attr(&object, name)?,
    };
    Ok(match found {
        AttrLookup::Value(value) => Flow::Value(value),
        AttrLookup::Call(function, args) => Flow::call(function, args),
    })
}

/// `object.__setattr__(self, name, value)`
fn setattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name, value] = args.method(vm, "__setattr__")?;
    let name = attribute_name(vm, &name)?;
    let call = match &object {
        Value::Instance(instance) => vm.plain_set_attr(&object, instance, name, value)?,
        Value::Type(class) => {
            vm.plain_set_class_attr(class, name, value)?;
            None
        }
        _ => vm.set_attr(&object, name, value)?,
    };
    Ok(call.map_or(Flow::Value(Value::None), |(function, args)| Flow::call(function, args)))
}

/// `object.__delattr__(self, name)`
fn delattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name] = args.method(vm, "__delattr__")?;
    let name = attribute_name(vm, &name)?;
    let call = vm.plain_del_attr(&object, name)?;
    Ok(call.map_or(Flow::Value(Value::None), |(function, args)| Flow::call(function, args)))
}

/// `object.__format__(self, spec)`
fn format(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, spec] = args.method(vm, "__format__")?;
    super::string::arguments::text_argument(vm, &spec, "__format__() argument")?;
    if spec.as_str().is_some_and(str::is_empty) {
        let class = Value::Type(vm.types.str.clone());
        return Ok(Flow::call(class, Args::new([object])));
    }
    let inner = super::number::plain(&object).clone();
    if let Some(spec) = spec.as_str()
        && matches!(inner, Value::Str(_) | Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_))
        && let Some(text) = super::format::format_value(vm, &inner, spec)?
    {
        return Ok(Flow::Value(Value::string(text)));
    }
    let class = vm.types.name_of(&object);
    Err(vm.type_error(format!("unsupported format string passed to {class}.__format__")))
}

/// `object.__hash__(self)`, and the `__hash__` of the builtin types.
fn hash(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object] = args.method(vm, "__hash__")?;
    let inner = match &object {
        Value::Instance(instance) => match instance.payload() {
            Payload::Value(inner) => inner,
            _ => return Ok(Flow::Value(Value::Int(super::hash::hash_identity(vm, &object)))),
        },
        _ => &object,
    };
    match super::hash::hash(vm, inner)? {
        Some(hash) => Ok(Flow::Value(Value::Int(hash))),
        None => {
            let function = if let Value::Tuple(_) = inner { "_tuple_hash" } else { "_method_hash" };
            Ok(Flow::call(vm.prelude(function), Args::new([inner.clone()])))
        }
    }
}

/// Defines `__doc__` of what is not written in Python: the texts come when one is asked for.
fn define_doc(class: &Type) {
    let get = NativeFunction::flow("__doc__", |vm, args| Ok(Flow::call(vm.prelude("_doc"), args)));
    let (set, delete, doc) = (Value::None, Value::None, Value::None);
    class.define(sym::DOC, Value::Descriptor(Rc::new(Descriptor::Property { get, set, delete, doc })));
}

/// Defines the methods of `object`, and what the other modules here do.
pub(crate) fn install(vm: &Vm) {
    define_doc(&vm.types.object);
    let class = &vm.types.object;
    class.static_method("__new__", new);
    class.method("__init__", init);
    class.flow_method("__getattribute__", getattribute);
    class.flow_method("__setattr__", setattr);
    class.flow_method("__delattr__", delattr);
    class.flow_method("__format__", format);
    class.flow_method("__hash__", |vm, args| {
        let [object] = args.method(vm, "__hash__")?;
        Ok(Flow::Value(Value::Int(super::hash::hash_identity(vm, &object))))
    });
    let types = &vm.types;
    for class in
        [&types.int, &types.float, &types.str, &types.bytes, &types.tuple, &types.frozenset, &types.range]
            .into_iter()
            .chain([&types.method])
    {
        class.flow_method("__hash__", hash);
    }
    class.class_method("__init_subclass__", |vm, args| {
        if args.pos.len() > 1 || !args.kw.is_empty() {
            let name = match args.pos.first() {
                Some(Value::Type(class)) => class.qualname.clone(),
                _ => "object".into(),
            };
            return Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
        }
        Ok(Flow::Value(Value::None))
    });
    class.class_method("__subclasshook__", |_, _| Ok(Flow::Value(Value::NotImplemented)));
    class.flow_method("__dir__", |vm, args| {
        let [object] = args.method(vm, "__dir__")?;
        super::functions::attributes::names_of(vm, &object)
    });
    class.method("__sizeof__", |_, _| Ok(Value::Int(16)));
    namespace::install(vm);
    classes::install(vm);
    functions::install(vm);
    descriptors::install(vm);
}
