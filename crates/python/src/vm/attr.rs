//! Attributes: descriptors, instances, classes and modules, in the order of the data model.
//!
//! Source: the Python reference, "Data model", "Invoking descriptors".

use std::rc::Rc;

use crate::Result;
use crate::native::Args;
use crate::object::{Descriptor, Instance, Method, Module, Payload, Type};
use crate::symbol::{Sym, sym};
use crate::value::{Raised, Value};
use crate::vm::Vm;

/// What looking up an attribute gives.
pub enum AttrLookup {
    /// Its value.
    Value(Value),
    /// Python code that computes it: a property's getter, `__getattr__`, a descriptor's `__get__`.
    Call(Value, Args),
}

/// What looking up a method for a call gives.
pub(crate) enum MethodLookup {
    /// A function that takes the object as first argument.
    Method(Value),
    /// Any other attribute.
    Attr(AttrLookup),
}

impl Vm {
    /// `object.name`
    ///
    /// # Errors
    /// `AttributeError`, or what a native attribute raises.
    #[inline]
    pub fn get_attr(&mut self, object: &Value, name: Sym) -> Result<AttrLookup> {
        match self.find_method(object, name)? {
            MethodLookup::Attr(found) => Ok(found),
            MethodLookup::Method(function) => {
                let method = Method { function, receiver: object.clone() };
                Ok(AttrLookup::Value(Value::Method(Rc::new(method))))
            }
        }
    }

    /// `object.name` where the attribute is to be called at once.
    #[inline]
    pub(crate) fn find_method(&mut self, object: &Value, name: Sym) -> Result<MethodLookup> {
        match object {
            Value::Instance(instance) => self.instance_attr(object, instance, name),
            Value::Type(class) => self.class_attr(object, class, name).map(MethodLookup::Attr),
            Value::Module(module) => self.module_attr(object, module, name).map(MethodLookup::Attr),
            Value::Super(target) => self.super_attr(target, name),
            Value::Function(function) => {
                if let Some(value) = function.attrs.borrow().get(name) {
                    return Ok(MethodLookup::Attr(AttrLookup::Value(value.clone())));
                }
                self.builtin_attr(object, name)
            }
            _ => self.builtin_attr(object, name),
        }
    }

    #[inline]
    fn instance_attr(&mut self, object: &Value, instance: &Rc<Instance>, name: Sym) -> Result<MethodLookup> {
        let class = &instance.class;
        if class.heap
            && !class.access().reads
            && let Some(getattribute) = class.special(sym::GETATTRIBUTE)
        {
            let args = Args::new([object.clone(), Value::str(&name.name())]);
            return Ok(MethodLookup::Attr(AttrLookup::Call(getattribute, args)));
        }
        self.plain_instance_attr(object, instance, name)
    }

    /// `object.__getattribute__(name)` for an instance.
    #[inline]
    pub(crate) fn plain_instance_attr(
        &mut self,
        object: &Value,
        instance: &Rc<Instance>,
        name: Sym,
    ) -> Result<MethodLookup> {
        let class = &instance.class;
        let found = class.lookup(name);
        if let Some(attribute) = &found
            && self.is_data_descriptor(attribute)
        {
            return self.bind_attr(attribute.clone(), object, class).map(MethodLookup::Attr);
        }
        if let Some(value) = instance.attrs.borrow().get(name) {
            return Ok(MethodLookup::Attr(AttrLookup::Value(value.clone())));
        }
        match found {
            Some(Value::Function(function)) => Ok(MethodLookup::Method(Value::Function(function))),
            Some(Value::Native(native)) if native.is_method => {
                Ok(MethodLookup::Method(Value::Native(native)))
            }
            Some(attribute) => self.bind_attr(attribute, object, class).map(MethodLookup::Attr),
            None => self.missing_attr(object, class, name).map(MethodLookup::Attr),
        }
    }

    fn missing_attr(&mut self, object: &Value, class: &Rc<Type>, name: Sym) -> Result<AttrLookup> {
        if name == sym::CLASS {
            return Ok(AttrLookup::Value(Value::Type(class.clone())));
        }
        if let Some(getattr) = class.special(sym::GETATTR) {
            return Ok(AttrLookup::Call(getattr, Args::new([object.clone(), Value::str(&name.name())])));
        }
        Err(self.no_attribute(object, name))
    }

    #[inline]
    fn builtin_attr(&mut self, object: &Value, name: Sym) -> Result<MethodLookup> {
        let class = self.types.borrow_of(object);
        match class.lookup(name) {
            Some(Value::Native(native)) if native.is_method => {
                Ok(MethodLookup::Method(Value::Native(native)))
            }
            Some(attribute) => {
                let class = class.clone();
                self.bind_attr(attribute, object, &class).map(MethodLookup::Attr)
            }
            None if name == sym::CLASS => {
                Ok(MethodLookup::Attr(AttrLookup::Value(Value::Type(class.clone()))))
            }
            None => {
                if let Value::Method(method) = object {
                    return self.get_attr(&method.function, name).map(MethodLookup::Attr);
                }
                Err(self.no_attribute(object, name))
            }
        }
    }

    fn class_attr(&mut self, object: &Value, class: &Rc<Type>, name: Sym) -> Result<AttrLookup> {
        let metaclass = class.metaclass.clone().unwrap_or_else(|| self.types.type_.clone());
        let on_metaclass = metaclass.lookup(name);
        if let Some(attribute) = &on_metaclass
            && self.is_data_descriptor(attribute)
            && !(name == sym::DOC && class.heap)
        {
            return self.bind_attr(attribute.clone(), object, &metaclass);
        }
        match class.lookup(name) {
            Some(Value::Descriptor(descriptor)) => match &*descriptor {
                Descriptor::StaticMethod(function) => Ok(AttrLookup::Value(function.clone())),
                Descriptor::ClassMethod(function) => Ok(class_method(function, object)),
                _ => Ok(AttrLookup::Value(Value::Descriptor(descriptor))),
            },
            Some(Value::Instance(instance)) => match instance.class.lookup(sym::GET) {
                Some(get) => {
                    let args = Args::new([Value::Instance(instance), Value::None, object.clone()]);
                    Ok(AttrLookup::Call(get, args))
                }
                None => Ok(AttrLookup::Value(Value::Instance(instance))),
            },
            Some(value) => Ok(AttrLookup::Value(value)),
            None => match on_metaclass {
                Some(attribute) => self.bind_attr(attribute, object, &metaclass),
                None if name == sym::CLASS => Ok(AttrLookup::Value(Value::Type(metaclass))),
                None => match metaclass.special(sym::GETATTR) {
                    Some(getattr) => {
                        Ok(AttrLookup::Call(getattr, Args::new([object.clone(), Value::str(&name.name())])))
                    }
                    None => {
                        let message =
                            format!("type object '{}' has no attribute '{name}'", class.shown_name());
                        Err(self.sought(self.attribute_error(message), object, name))
                    }
                },
            },
        }
    }

    fn module_attr(&mut self, object: &Value, module: &Rc<Module>, name: Sym) -> Result<AttrLookup> {
        if let Some(value) = module.get(name) {
            return Ok(AttrLookup::Value(value));
        }
        if let Some(attribute) = self.types.module.lookup(name) {
            let class = self.types.module.clone();
            return self.bind_attr(attribute, object, &class);
        }
        if let Some(getattr) = module.get(sym::GETATTR)
            && !module.is_lacking(&name.name())
        {
            return Ok(AttrLookup::Call(getattr, Args::new([Value::str(&name.name())])));
        }
        Err(self.no_module_attr(object, module, name))
    }

    /// The error for a name that a module hasn't, with what is like it.
    pub fn no_module_attr(&self, object: &Value, module: &Module, name: Sym) -> Raised {
        self.sought(self.attribute_error(self.lacking(module, name)), object, name)
    }

    /// The message for a name that a module hasn't: the real module's fault, or ours.
    pub(crate) fn lacking(&self, module: &Module, name: Sym) -> String {
        let text = name.name();
        if module.is_lacking(&text) {
            format!("Loopscope's {} does not have '{name}' yet", module.name)
        } else if self.is_being_imported(module) {
            format!(
                "partially initialized module '{}' has no attribute '{name}' (most likely due to a circular import)",
                module.name
            )
        } else {
            format!("module '{}' has no attribute '{name}'", module.name)
        }
    }

    fn super_attr(&mut self, target: &crate::object::Super, name: Sym) -> Result<MethodLookup> {
        let order = std::iter::once(&target.class).chain(&target.class.mro);
        let after = order.skip_while(|class| !Rc::ptr_eq(class, &target.after)).skip(1);
        let found = after.into_iter().find_map(|class| class.dict.borrow().get(name).cloned());
        let Some(attribute) = found else {
            return Err(self.attribute_error(format!("'super' object has no attribute '{name}'")));
        };
        if let Value::Type(class) = &target.receiver
            && Rc::ptr_eq(class, &target.class)
        {
            let value = match &attribute {
                Value::Descriptor(descriptor) => match &**descriptor {
                    Descriptor::StaticMethod(function) => function.clone(),
                    Descriptor::ClassMethod(function) => bound(function, &target.receiver),
                    _ => attribute,
                },
                _ => attribute,
            };
            return Ok(MethodLookup::Attr(AttrLookup::Value(value)));
        }
        let class = target.class.clone();
        self.bind_attr(attribute, &target.receiver, &class).map(MethodLookup::Attr)
    }

    /// An attribute found on a class, as it is seen through an instance.
    pub(crate) fn bind_attr(
        &mut self,
        attribute: Value,
        object: &Value,
        class: &Rc<Type>,
    ) -> Result<AttrLookup> {
        Ok(AttrLookup::Value(match attribute {
            Value::Function(_) => bound(&attribute, object),
            Value::Native(ref native) if native.is_method => bound(&attribute, object),
            Value::Descriptor(descriptor) => match &*descriptor {
                Descriptor::Property { get, .. } => {
                    if get.is_none() {
                        return Err(self
                            .attribute_error(format!("property of '{}' object has no getter", class.name)));
                    }
                    return Ok(AttrLookup::Call(get.clone(), Args::new([object.clone()])));
                }
                Descriptor::StaticMethod(function) => function.clone(),
                Descriptor::ClassMethod(function) => {
                    return Ok(class_method(function, &Value::Type(class.clone())));
                }
                Descriptor::Native { get, .. } => get(self, object)?,
                Descriptor::Slot(name) => match object {
                    Value::Instance(instance) => match instance.attrs.borrow().get(*name) {
                        Some(value) => value.clone(),
                        None => return Err(self.no_attribute(object, *name)),
                    },
                    _ => return Err(self.no_attribute(object, *name)),
                },
            },
            Value::Instance(instance) => match instance.class.lookup(sym::GET) {
                Some(get) => {
                    let args =
                        Args::new([Value::Instance(instance), object.clone(), Value::Type(class.clone())]);
                    return Ok(AttrLookup::Call(get, args));
                }
                None => Value::Instance(instance),
            },
            other => other,
        }))
    }

    #[inline]
    fn is_data_descriptor(&self, attribute: &Value) -> bool {
        match attribute {
            Value::Descriptor(descriptor) => {
                matches!(
                    **descriptor,
                    Descriptor::Property { .. } | Descriptor::Native { .. } | Descriptor::Slot(_)
                )
            }
            Value::Instance(instance) => {
                instance.class.heap
                    && (instance.class.lookup(sym::SET).is_some()
                        || instance.class.lookup(sym::DELETE).is_some())
            }
            _ => false,
        }
    }

    /// `object.name = value`; a call that must be made to do it, if Python code decides.
    ///
    /// # Errors
    /// `AttributeError`, `TypeError`, or what a native attribute raises.
    #[inline]
    pub fn set_attr(&mut self, object: &Value, name: Sym, value: Value) -> Result<Option<(Value, Args)>> {
        match object {
            Value::Instance(instance) => {
                // Of the natives' classes only some have a `__setattr__` of their own, which object's stands in for.
                let native = matches!(instance.payload(), Payload::Native(_));
                if native {
                    self.note_set(Rc::as_ptr(instance) as usize);
                }
                if (native || instance.class.heap && !instance.class.access().writes)
                    && let Some(setattr) = instance.class.special(sym::SETATTR)
                    && (native || setattr.has_own_way(sym::SETATTR))
                {
                    let args = Args::new([object.clone(), Value::str(&name.name()), value]);
                    return Ok(Some((setattr, args)));
                }
                self.plain_set_attr(object, instance, name, value)
            }
            Value::Type(class) => {
                if let Some(metaclass) = &class.metaclass
                    && let Some(setattr) = metaclass.special(sym::SETATTR)
                    && setattr.has_own_way(sym::SETATTR)
                {
                    let args = Args::new([object.clone(), Value::str(&name.name()), value]);
                    return Ok(Some((setattr, args)));
                }
                self.plain_set_class_attr(class, name, value)?;
                Ok(None)
            }
            Value::Module(module) => {
                self.note_set(0);
                self.see_builtin(module, name, &value);
                module.set(name, value);
                Ok(None)
            }
            Value::Function(function) => {
                self.note_set(Rc::as_ptr(function) as usize);
                if name == sym::CODE {
                    return Err(self.not_implemented_error("Loopscope lacks assigning __code__"));
                }
                let attribute = self.types.function.lookup(name);
                if let Some(Value::Descriptor(descriptor)) = attribute
                    && let Descriptor::Native { set: Some(set), .. } = &*descriptor
                {
                    set(self, object, value)?;
                    return Ok(None);
                }
                function.attrs.borrow_mut().insert(name, value);
                Ok(None)
            }
            _ if name == sym::CLASS => Err(self.class_stays(object, &value)),
            _ => {
                let class = self.type_of(object);
                match class.lookup(name) {
                    Some(Value::Descriptor(descriptor)) => match &*descriptor {
                        Descriptor::Native { set: Some(set), .. } => {
                            set(self, object, value)?;
                            Ok(None)
                        }
                        _ => Err(self.read_only(&class, name)),
                    },
                    Some(_) => Err(self
                        .attribute_error(format!("'{}' object attribute '{name}' is read-only", class.name))),
                    None => Err(self.cannot_set(object, name)),
                }
            }
        }
    }

    /// The program sees a name that it sets in `builtins`. The library, much of which is not Python in CPython, doesn't.
    fn see_builtin(&self, module: &Rc<Module>, name: Sym, value: &Value) {
        if !Rc::ptr_eq(module, &self.builtins) {
            return;
        }
        if let Some(Value::Module(main)) = self.modules.get(&sym::MAIN) {
            main.set_builtin(name, value.clone());
        }
        // Code that is executed with a dict.
        if let Some(running) = self.running_module() {
            running.set_builtin(name, value.clone());
        }
    }

    /// `type.__setattr__(class, name, value)`
    pub(crate) fn plain_set_class_attr(&mut self, class: &Rc<Type>, name: Sym, value: Value) -> Result<()> {
        self.check_class_mutable(class, name)?;
        if name == sym::BASES {
            return Err(self.cannot_derive_from(class, &value));
        }
        if (name == sym::NAME || name == sym::QUALNAME) && value.as_str().is_none() {
            let (class, given) = (class.shown_name(), self.types.name_of(&value));
            return Err(self.type_error(format!("can only assign string to {class}.{name}, not '{given}'")));
        }
        self.note_set(Rc::as_ptr(class) as usize);
        class.define(name, value);
        Ok(())
    }

    /// Why `class.__bases__` can't become `bases`.
    #[cold]
    fn cannot_derive_from(&self, class: &Type, bases: &Value) -> Raised {
        let (name, kind) = (&class.name, self.types.name_of(bases));
        match bases {
            Value::Tuple(bases) if bases.is_empty() => {
                self.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()"))
            }
            Value::Tuple(_) => {
                self.not_implemented_error("Loopscope does not have assigning to __bases__ yet")
            }
            _ => self.type_error(format!("can only assign tuple to {name}.__bases__, not {kind}")),
        }
    }

    /// An attribute of a class, a function, an object of Rust's or (0) a module is set.
    #[cold]
    fn note_set(&mut self, address: usize) {
        const MOST: usize = 1000;
        if let Some(noted) = &mut self.attributes_set
            && noted.last() != Some(&address)
        {
            noted.push(if noted.len() < MOST { address } else { 0 });
            noted.truncate(MOST + 1);
        }
    }

    /// `object.__setattr__(name, value)` for an instance.
    #[inline]
    pub(crate) fn plain_set_attr(
        &mut self,
        object: &Value,
        instance: &Rc<Instance>,
        name: Sym,
        value: Value,
    ) -> Result<Option<(Value, Args)>> {
        if name == sym::CLASS && !matches!(&value, Value::Type(class) if Rc::ptr_eq(class, &instance.class)) {
            return Err(self.class_stays(object, &value));
        }
        match instance.class.lookup(name) {
            Some(Value::Descriptor(descriptor)) => match &*descriptor {
                Descriptor::Property { set, .. } => {
                    if set.is_none() {
                        if name == sym::DOC && !instance.class.heap {
                            return Err(self.read_only(&instance.class, name));
                        }
                        return Err(self.no_setter(&instance.class, name));
                    }
                    return Ok(Some((set.clone(), Args::new([object.clone(), value]))));
                }
                Descriptor::Native { set: Some(set), .. } => {
                    set(self, object, value)?;
                    return Ok(None);
                }
                Descriptor::Native { set: None, .. } => return Err(self.read_only(&instance.class, name)),
                Descriptor::Slot(slot) => {
                    instance.attrs.borrow_mut().insert(*slot, value);
                    return Ok(None);
                }
                _ => {}
            },
            Some(Value::Instance(descriptor)) => {
                if let Some(set) = descriptor.class.lookup(sym::SET) {
                    return Ok(Some((set, Args::new([Value::Instance(descriptor), object.clone(), value]))));
                }
            }
            Some(_) if !instance.class.heap || !self.has_dict(instance) => {
                let class = &instance.class.name;
                return Err(self.attribute_error(format!("'{class}' object attribute '{name}' is read-only")));
            }
            _ => {}
        }
        if !self.has_dict(instance) {
            return Err(self.cannot_set(object, name));
        }
        instance.attrs.borrow_mut().insert(name, value);
        Ok(None)
    }

    /// Why the property `name` of an instance can't be set; some classes of the library are written in C in CPython.
    #[cold]
    fn no_setter(&self, class: &Rc<Type>, name: Sym) -> Raised {
        match class.lookup_with_owner(name) {
            Some((owner, _)) if owner.name.contains('.') => self.read_only(&owner, name),
            _ => self.attribute_error(format!("property '{name}' of '{}' object has no setter", class.name)),
        }
    }

    /// Why `object.__class__` can't become `class`.
    #[cold]
    fn class_stays(&self, object: &Value, class: &Value) -> Raised {
        let Value::Type(class) = class else {
            let given = self.types.name_of(class);
            return self.type_error(format!("__class__ must be set to a class, not '{given}' object"));
        };
        if self.types.borrow_of(object).heap && class.heap {
            return self.not_implemented_error("Loopscope lacks assigning __class__");
        }
        self.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
    }

    /// Whether any attribute may be set: not with `__slots__` in all classes, nor on a plain `object()` or another closed one.
    pub(crate) fn has_dict(&self, instance: &Instance) -> bool {
        let class = &instance.class;
        if !class.heap {
            return !class.is_closed.get() && !Rc::ptr_eq(class, &self.types.object);
        }
        class.instances_have_dict() || matches!(instance.payload(), Payload::Exception(_))
    }

    /// `del object.name`; a call that must be made to do it, if Python code decides.
    ///
    /// # Errors
    /// `AttributeError`
    pub fn del_attr(&mut self, object: &Value, name: Sym) -> Result<Option<(Value, Args)>> {
        if let Value::Instance(instance) = object
            && instance.class.heap
            && let Some(delattr) = instance.class.special(sym::DELATTR)
            && delattr.has_own_way(sym::DELATTR)
        {
            let args = Args::new([object.clone(), Value::str(&name.name())]);
            return Ok(Some((delattr, args)));
        }
        if let Value::Type(class) = object
            && let Some(metaclass) = &class.metaclass
            && let Some(delattr) = metaclass.special(sym::DELATTR)
            && delattr.has_own_way(sym::DELATTR)
        {
            let args = Args::new([object.clone(), Value::str(&name.name())]);
            return Ok(Some((delattr, args)));
        }
        self.plain_del_attr(object, name)
    }

    /// `object.__delattr__(name)`
    ///
    /// # Errors
    /// `AttributeError`
    pub(crate) fn plain_del_attr(&mut self, object: &Value, name: Sym) -> Result<Option<(Value, Args)>> {
        if name == sym::CLASS {
            return Err(self.type_error("can't delete __class__ attribute"));
        }
        let removed = match object {
            Value::Instance(instance) => {
                match instance.class.lookup(name) {
                    Some(Value::Descriptor(descriptor)) => {
                        if let Descriptor::Property { delete, .. } = &*descriptor {
                            if delete.is_none() {
                                let class = &instance.class.name;
                                return Err(self.attribute_error(format!(
                                    "property '{name}' of '{class}' object has no deleter"
                                )));
                            }
                            return Ok(Some((delete.clone(), Args::new([object.clone()]))));
                        }
                    }
                    Some(Value::Instance(descriptor)) => {
                        if let Some(delete) = descriptor.class.lookup(sym::DELETE) {
                            return Ok(Some((
                                delete,
                                Args::new([Value::Instance(descriptor), object.clone()]),
                            )));
                        }
                    }
                    _ => {}
                }
                instance.attrs.borrow_mut().remove(name)
            }
            Value::Type(class) => {
                self.check_class_mutable(class, name)?;
                class.undefine(name)
            }
            Value::Module(module) => {
                self.see_builtin(module, name, &Value::Undefined);
                Some(module.set(name, Value::Undefined)).filter(Value::is_defined)
            }
            Value::Function(function) => function.attrs.borrow_mut().remove(name),
            _ => None,
        };
        match removed {
            Some(_) => Ok(None),
            None => Err(self.no_attribute(object, name)),
        }
    }

    fn check_class_mutable(&self, class: &Type, name: Sym) -> Result<()> {
        if class.builtin {
            let class = class.full_name();
            return Err(self.type_error(format!("cannot set '{name}' attribute of immutable type '{class}'")));
        }
        Ok(())
    }

    fn read_only(&self, class: &Type, name: Sym) -> Raised {
        let of_function =
            [&self.types.native, &self.types.method].into_iter().any(|it| std::ptr::eq(&**it, class));
        if name == sym::DOC && !of_function {
            return self
                .attribute_error(format!("'{}' object attribute '__doc__' is read-only", class.full_name()));
        }
        self.attribute_error(format!("attribute '{name}' of '{}' objects is not writable", class.full_name()))
    }

    /// `AttributeError` for an object's missing attribute.
    pub fn no_attribute(&self, object: &Value, name: Sym) -> Raised {
        let error = match object {
            Value::Type(class) => self
                .attribute_error(format!("type object '{}' has no attribute '{name}'", class.shown_name())),
            Value::Code(_) if is_of_code(&name.name()) => {
                self.attribute_error(format!("Loopscope's code objects do not have '{name}' yet"))
            }
            _ => {
                let class = self.types.name_of(object);
                self.attribute_error(format!("'{class}' object has no attribute '{name}'"))
            }
        };
        self.sought(error, object, name)
    }

    /// `AttributeError` for an attribute that can't be set: without `name` and `obj`, as in CPython.
    fn cannot_set(&self, object: &Value, name: Sym) -> Raised {
        let class = self.types.name_of(object);
        self.attribute_error(format!("'{class}' object has no attribute '{name}'"))
    }

    fn sought(&self, error: Raised, object: &Value, name: Sym) -> Raised {
        *error.data().sought.borrow_mut() = Some((object.clone(), name));
        error
    }
}

/// Whether CPython's code objects have this attribute, which ours lack.
fn is_of_code(name: &str) -> bool {
    const LACKING: [&str; 10] = [
        "co_names",
        "co_cellvars",
        "co_stacksize",
        "co_code",
        "co_lnotab",
        "co_linetable",
        "co_exceptiontable",
        "co_lines",
        "co_positions",
        "replace",
    ];
    LACKING.contains(&name)
}

/// What `classmethod(function)` is, looked up on a class: a property of the class, if that is what was given.
fn class_method(function: &Value, class: &Value) -> AttrLookup {
    if let Value::Descriptor(descriptor) = function
        && let Descriptor::Property { get, .. } = &**descriptor
    {
        return AttrLookup::Call(get.clone(), Args::new([class.clone()]));
    }
    AttrLookup::Value(bound(function, class))
}

fn bound(function: &Value, receiver: &Value) -> Value {
    Value::Method(Rc::new(Method { function: function.clone(), receiver: receiver.clone() }))
}
