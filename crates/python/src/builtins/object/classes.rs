//! The attributes and methods of classes.

use std::rc::Rc;

use crate::Result;
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Descriptor, Dict, Type};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;

fn receiver(vm: &Vm, value: &Value) -> Result<Rc<Type>> {
    match value {
        Value::Type(class) => Ok(class.clone()),
        _ => {
            let class = vm.types.name_of(value);
            Err(vm.type_error(format!("descriptor for 'type' objects doesn't apply to a '{class}' object")))
        }
    }
}

fn classes(classes: impl IntoIterator<Item = Rc<Type>>) -> Value {
    Value::tuple(classes.into_iter().map(Value::Type).collect())
}

/// `type.__call__(cls, …)`
fn call(vm: &mut Vm, args: Args) -> Result<Flow> {
    let mut pos = args.pos.into_iter();
    let class = receiver(vm, &pos.next().unwrap_or_default())?;
    Ok(Flow::Instantiate(Box::new((class, Args { pos: pos.collect(), kw: args.kw }))))
}

/// `list[int]`
fn class_getitem(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [class, item] = args.method(vm, "__class_getitem__")?;
    Ok(Flow::call(vm.prelude("_GenericAlias"), Args::new([class, item])))
}

/// Defines the attributes and methods.
pub(super) fn install(vm: &Vm) {
    let class = &vm.types.type_;
    class.static_method("__new__", crate::vm::class::type_new);
    class.method("__init__", |_, _| Ok(Value::None));
    class.flow_method("__call__", call);
    class.method("__subclasses__", |vm, args| {
        let [class] = args.method(vm, "__subclasses__")?;
        let Value::Type(class) = class else { return Ok(Value::list(Vec::new())) };
        let alive =
            class.subclasses.borrow().iter().filter_map(std::rc::Weak::upgrade).map(Value::Type).collect();
        Ok(Value::list(alive))
    });
    class.method("mro", |vm, args| {
        let [class] = args.method(vm, "mro")?;
        let class = receiver(vm, &class)?;
        let order = std::iter::once(class.clone()).chain(class.mro.iter().cloned());
        Ok(Value::list(order.map(Value::Type).collect()))
    });
    class.attribute(
        "__name__",
        |vm, class| {
            let class = receiver(vm, class)?;
            Ok(class.set_text(sym::NAME).unwrap_or_else(|| Value::str(class.short_name())))
        },
        None,
    );
    class.attribute(
        "__qualname__",
        |vm, class| {
            let class = receiver(vm, class)?;
            Ok(class.set_text(sym::QUALNAME).unwrap_or_else(|| Value::str(&class.qualname)))
        },
        None,
    );
    class.attribute(
        "__module__",
        |vm, class| {
            let class = receiver(vm, class)?;
            Ok(class.set_text(sym::MODULE).unwrap_or_else(|| Value::str(&class.module)))
        },
        None,
    );
    class.attribute(
        "__mro__",
        |vm, class| {
            let class = receiver(vm, class)?;
            Ok(classes(std::iter::once(class.clone()).chain(class.mro.iter().cloned())))
        },
        None,
    );
    class.attribute("__bases__", |vm, class| Ok(classes(receiver(vm, class)?.bases.iter().cloned())), None);
    class.attribute(
        "__base__",
        |vm, class| Ok(receiver(vm, class)?.bases.first().cloned().map_or(Value::None, Value::Type)),
        None,
    );
    class.class_method("__prepare__", |_, _| Ok(Flow::Value(Value::Dict(tracked(Dict::default())))));
    super::define_doc(class);
    class.attribute("__annotations__", annotations, None);
    class.flow_method("__or__", |vm, args| Ok(Flow::call(vm.prelude("_union"), args)));
    class.flow_method("__ror__", |vm, args| {
        let [right, left] = args.method(vm, "__ror__")?;
        Ok(Flow::call(vm.prelude("_union"), Args::new([left, right])))
    });
    let types = &vm.types;
    for class in [
        &types.list,
        &types.tuple,
        &types.dict,
        &types.set,
        &types.frozenset,
        &types.type_,
        &types.async_generator,
    ] {
        class.class_method("__class_getitem__", class_getitem);
    }
}

/// `cls.__annotations__`: the class's own, made if there are none.
fn annotations(vm: &mut Vm, class: &Value) -> Result<Value> {
    let class = receiver(vm, class)?;
    let own = class.dict.borrow().get(sym::ANNOTATIONS).cloned();
    match own {
        Some(Value::Descriptor(descriptor)) if matches!(*descriptor, Descriptor::Native { .. }) => {
            Ok(Value::Dict(Rc::default()))
        }
        Some(annotations) => Ok(annotations),
        None if class.builtin => {
            let message = format!("type object '{}' has no attribute '__annotations__'", class.name);
            Err(vm.attribute_error(message))
        }
        None => {
            let annotations = Value::Dict(Rc::default());
            class.define(sym::ANNOTATIONS, annotations.clone());
            Ok(annotations)
        }
    }
}
