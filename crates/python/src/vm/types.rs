//! The builtin classes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::object::types::LookupCache;
use crate::object::{
    AsyncStepKind, Descriptor, GeneratorKind, Layout, NativeCode, NativeFunction, SymMap, Type,
};
use crate::symbol::Sym;
use crate::value::Value;

macro_rules! builtin_types {
    ($($field:ident $name:literal)*) => {
        /// The builtin classes. Their methods are defined in [`crate::builtins`].
        #[allow(missing_docs)]
        pub struct Types {
            pub object: Rc<Type>,
            $(pub $field: Rc<Type>,)*
            pub bool: Rc<Type>,
            /// The classes of iterators that a program has asked for, by name.
            iterator_kinds: RefCell<Vec<(&'static str, Rc<Type>)>>,
        }

        impl Types {
            /// All builtin classes, still without methods.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                let object = Rc::new(bare("object", vec![], vec![], Layout::Object));
                $(let $field = new_type($name, &object, Layout::Value);)*
                let mut types =
                    Types { bool: object.clone(), object, $($field,)* iterator_kinds: RefCell::default() };
                types.bool = new_type("bool", &types.int, Layout::Value);
                types
            }

            /// All classes, for publishing them in `builtins`.
            pub fn all(&self) -> Vec<&Rc<Type>> {
                vec![&self.object, $(&self.$field,)* &self.bool]
            }
        }
    };
}

builtin_types! {
    type_ "type" int "int" float "float" str "str" bytes "bytes" tuple "tuple" list "list" dict "dict"
    set "set" frozenset "frozenset" range "range" slice "slice" none "NoneType" ellipsis "ellipsis"
    not_implemented "NotImplementedType" function "function" native "builtin_function_or_method"
    method "method" property "property" staticmethod "staticmethod" classmethod "classmethod"
    native_attribute "getset_descriptor" slot_attribute "member_descriptor" module "module" super_ "super" code "code" cell "cell"
    generator "generator" coroutine "coroutine" async_generator "async_generator"
    async_send "async_generator_asend" async_throw "async_generator_athrow" iterator "iterator" dict_keys "dict_keys" dict_values "dict_values"
    dict_items "dict_items" enumerate "enumerate" zip "zip" map "map" filter "filter" reversed "reversed"
    traceback "traceback" frame "frame"
}

/// A class like those of the implementation: no attributes can be set from Python.
fn bare(name: &str, bases: Vec<Rc<Type>>, mro: Vec<Rc<Type>>, layout: Layout) -> Type {
    Type {
        name: name.into(),
        qualname: name.into(),
        module: "builtins".into(),
        bases,
        mro,
        dict: RefCell::new(SymMap::default()),
        layout,
        metaclass: None,
        builtin: true,
        heap: false,
        subclasses: RefCell::default(),
        finalizes: Cell::default(),
        is_closed: Cell::default(),
        is_final: Cell::default(),
        cache: LookupCache::default(),
        holds: Cell::default(),
    }
}

/// A class of the implementation with one base.
pub fn new_type(name: &str, base: &Rc<Type>, layout: Layout) -> Rc<Type> {
    let mro = std::iter::once(base.clone()).chain(base.mro.iter().cloned()).collect();
    Rc::new(bare(name, vec![base.clone()], mro, layout))
}

/// A class of the implementation that lives in a module.
pub fn new_module_type(module: &str, name: &str, base: &Rc<Type>, layout: Layout) -> Rc<Type> {
    let mro = std::iter::once(base.clone()).chain(base.mro.iter().cloned()).collect();
    let mut class = bare(name, vec![base.clone()], mro, layout);
    class.module = module.into();
    Rc::new(class)
}

impl Types {
    /// `type(value)`
    pub fn of(&self, value: &Value) -> Rc<Type> {
        match value {
            Value::Iter(iter) => match iter.state.try_borrow() {
                Ok(state) => self.iterator_kind(state.type_name()),
                Err(_) => self.iterator.clone(),
            },
            _ => self.borrow_of(value).clone(),
        }
    }

    /// `type(value).__name__` as messages have it, with the module of a class that is written in C.
    pub fn name_of(&self, value: &Value) -> Rc<str> {
        match value {
            Value::Iter(iter) => match iter.state.try_borrow() {
                Ok(state) => state.type_name().into(),
                Err(_) => self.iterator.name.clone(),
            },
            _ => self.borrow_of(value).name.clone(),
        }
    }

    /// The class of the iterators of this name, which may begin with a module: made when first asked for.
    fn iterator_kind(&self, name: &'static str) -> Rc<Type> {
        let public = [&self.enumerate, &self.zip, &self.map, &self.filter, &self.reversed, &self.iterator];
        if let Some(class) = public.into_iter().find(|class| &*class.name == name) {
            return class.clone();
        }
        if let Some((_, class)) = self.iterator_kinds.borrow().iter().find(|(known, _)| *known == name) {
            return class.clone();
        }
        let (module, short) = name.rsplit_once('.').unwrap_or(("builtins", name));
        let class = new_module_type(module, short, &self.iterator, Layout::Value);
        self.iterator_kinds.borrow_mut().push((name, class.clone()));
        class
    }

    /// `type(value)`, borrowed; all iterators written in Rust are of class `iterator` here.
    #[inline]
    pub fn borrow_of<'a>(&'a self, value: &'a Value) -> &'a Rc<Type> {
        match value {
            Value::Undefined | Value::None => &self.none,
            Value::NotImplemented => &self.not_implemented,
            Value::Ellipsis => &self.ellipsis,
            Value::Bool(_) => &self.bool,
            Value::Int(_) | Value::Big(_) => &self.int,
            Value::Float(_) => &self.float,
            Value::Str(_) => &self.str,
            Value::Bytes(_) => &self.bytes,
            Value::Tuple(_) => &self.tuple,
            Value::List(_) => &self.list,
            Value::Dict(_) => &self.dict,
            Value::Set(set) if set.frozen => &self.frozenset,
            Value::Set(_) => &self.set,
            Value::Range(_) => &self.range,
            Value::Slice(_) => &self.slice,
            Value::Function(_) => &self.function,
            Value::Native(_) => &self.native,
            Value::Method(method) if matches!(method.function, Value::Native(_)) => &self.native,
            Value::Method(_) => &self.method,
            Value::Descriptor(descriptor) => match **descriptor {
                Descriptor::Property { .. } => &self.property,
                Descriptor::StaticMethod(_) => &self.staticmethod,
                Descriptor::ClassMethod(_) => &self.classmethod,
                Descriptor::Native { .. } => &self.native_attribute,
                Descriptor::Slot(_) => &self.slot_attribute,
            },
            Value::Type(class) => class.metaclass.as_ref().unwrap_or(&self.type_),
            Value::Instance(instance) => &instance.class,
            Value::Generator(generator) => match generator.kind {
                GeneratorKind::Generator => &self.generator,
                GeneratorKind::Coroutine => &self.coroutine,
                GeneratorKind::AsyncGenerator => &self.async_generator,
            },
            Value::Iter(_) => &self.iterator,
            Value::AsyncStep(step) if step.kind == AsyncStepKind::Send => &self.async_send,
            Value::AsyncStep(_) => &self.async_throw,
            Value::Module(_) => &self.module,
            Value::Super(_) => &self.super_,
            Value::Cell(_) => &self.cell,
            Value::Code(_) => &self.code,
        }
    }
}

impl Type {
    /// Defines a native method that returns its result; it gets `self` as first argument.
    pub fn method(&self, name: &'static str, code: fn(&mut crate::Vm, crate::Args) -> crate::Result<Value>) {
        self.define(Sym::new(name), self.native(name, NativeCode::Value(code), true));
    }

    /// Defines a native method that may call Python code or block.
    pub fn flow_method(
        &self,
        name: &'static str,
        code: fn(&mut crate::Vm, crate::Args) -> crate::Result<crate::Flow>,
    ) {
        self.define(Sym::new(name), self.native(name, NativeCode::Flow(code), true));
    }

    /// Defines a static method (no `self`), such as `__new__`, whose first argument is the class.
    pub fn static_method(
        &self,
        name: &'static str,
        code: fn(&mut crate::Vm, crate::Args) -> crate::Result<crate::Flow>,
    ) {
        let function = self.native(name, NativeCode::Flow(code), false);
        self.define(Sym::new(name), Value::Descriptor(Rc::new(Descriptor::StaticMethod(function))));
    }

    /// Defines a class method; it gets the class as first argument.
    pub fn class_method(
        &self,
        name: &'static str,
        code: fn(&mut crate::Vm, crate::Args) -> crate::Result<crate::Flow>,
    ) {
        let function = self.native(name, NativeCode::Flow(code), false);
        self.define(Sym::new(name), Value::Descriptor(Rc::new(Descriptor::ClassMethod(function))));
    }

    /// Defines an attribute computed in Rust.
    pub fn attribute(
        &self,
        name: &'static str,
        get: fn(&mut crate::Vm, &Value) -> crate::Result<Value>,
        set: Option<fn(&mut crate::Vm, &Value, Value) -> crate::Result<()>>,
    ) {
        self.define(Sym::new(name), Value::Descriptor(Rc::new(Descriptor::Native { name, get, set })));
    }

    fn native(&self, name: &'static str, code: NativeCode, is_method: bool) -> Value {
        let short = self.short_name();
        let owner = if *short == *self.name { self.name.clone() } else { short.into() };
        Value::Native(Rc::new(NativeFunction { name, code, is_method, bound: Value::Undefined, owner }))
    }
}
