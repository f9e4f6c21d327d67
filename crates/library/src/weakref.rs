//! The class behind `weakref.ref`.

use std::rc::Rc;

use loopscope_python::object::cycles::Holder;
use loopscope_python::object::ending::{self, WeakRef};
use loopscope_python::object::{Instance, Payload, Type};
use loopscope_python::{Args, Module, NativeFunction, Result, Sym, Value, Vm};

use crate::native;

/// Fills the module; the rest is in `weakref.py`.
///
/// # Errors
/// None.
pub(crate) fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let class =
        native::class_in_c("weakref", "ReferenceType", &object, || native::payload(WeakRef::default()));
    class.is_closed.set(true);
    class.holds.set(Some(Holder {
        see: |instance, see| {
            if let Some(callback) = instance.native::<WeakRef>().and_then(WeakRef::callback) {
                see(&callback);
            }
        },
        ..Holder::EMPTY
    }));
    class.method("__call__", |vm, args| {
        let [this] = args.method(vm, "__call__")?;
        Ok(of(vm, &this)?.get().unwrap_or(Value::None))
    });
    class.attribute("__callback__", |vm, this| Ok(of(vm, this)?.callback().unwrap_or(Value::None)), None);
    class.attribute(
        "_hash",
        |vm, this| Ok(of(vm, this)?.hash.borrow().clone().unwrap_or(Value::None)),
        Some(|vm, this, hash| {
            *of(vm, this)?.hash.borrow_mut() = Some(hash);
            Ok(())
        }),
    );
    module.define("ref", Value::Type(class));
    for function in [NativeFunction::new("_refer", refer), NativeFunction::new("getweakrefs", references)] {
        if let Value::Native(native) = &function {
            module.define(native.name, function.clone());
        }
    }
    Ok(())
}

fn of<'v>(vm: &Vm, value: &'v Value) -> Result<&'v WeakRef> {
    Ok(native::instance(vm, Some(value), "weakref.ReferenceType")?.1)
}

/// `_refer(cls, object, callback)`: a new reference, or the one that there is if it would say the same.
fn refer(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, object, callback] = args.exactly(vm, "ref")?;
    let Value::Type(class) = &class else { return Err(vm.type_error("a class is needed")) };
    let callback = if callback.is_none() { None } else { Some(callback) };
    if callback.is_none() && !class.heap {
        let same = |known: &Rc<Instance>| {
            Rc::ptr_eq(&known.class, class)
                && known.native::<WeakRef>().is_some_and(|it| it.callback().is_none())
        };
        if let Some(known) = ending::watchers(&vm.graveyard, &object).into_iter().find(same) {
            return Ok(Value::Instance(known));
        }
    }
    let made = if has_room(vm, &object) { WeakRef::to(&object, callback) } else { None };
    let Some(made) = made else {
        let name = vm.type_of(&object).name.clone();
        return Err(vm.type_error(format!("cannot create weak reference to '{name}' object")));
    };
    let reference = native::new_instance(class, made);
    ending::watch(&vm.graveyard, &object, &reference);
    Ok(Value::Instance(reference))
}

/// Whether CPython's objects of that class have room for weak references.
fn has_room(vm: &Vm, object: &Value) -> bool {
    let Value::Instance(instance) = object else { return true };
    let fixed = match instance.payload() {
        Payload::Value(
            Value::Int(_) | Value::Bool(_) | Value::Big(_) | Value::Tuple(_) | Value::Bytes(_),
        ) => true,
        Payload::Value(Value::List(_) | Value::Dict(_)) | Payload::Exception(_) => !instance.class.heap,
        _ => Rc::ptr_eq(&instance.class, &vm.types.object),
    };
    !fixed
        && (!instance.class.heap
            || std::iter::once(&instance.class).chain(&instance.class.mro).any(gives_room))
}

/// Whether a class written in Python says nothing of slots, or has one for weak references.
fn gives_room(class: &Rc<Type>) -> bool {
    let is_room = |name: &Value| name.as_str() == Some("__weakref__");
    class.heap
        && match class.dict.borrow().get(Sym::new("__slots__")) {
            None => true,
            Some(Value::Tuple(names)) => names.iter().any(is_room),
            Some(Value::List(names)) => names.items.borrow().iter().any(is_room),
            Some(name) => is_room(name),
        }
}

/// `getweakrefs(object)`, as far as their ends are told
fn references(vm: &mut Vm, args: Args) -> Result<Value> {
    let [object] = args.exactly(vm, "getweakrefs")?;
    let known = ending::watchers(&vm.graveyard, &object);
    Ok(Value::list(known.into_iter().map(Value::Instance).collect()))
}
