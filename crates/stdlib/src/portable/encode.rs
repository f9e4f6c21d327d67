//! Values on their way out.

mod enums;

use std::rc::Rc;

use loopscope_python::bytecode::CodeKind;
use loopscope_python::object::{Descriptor, Function, Generator, GeneratorState, Instance, SymMap};
use loopscope_python::symbol::sym;
use loopscope_python::{Args, Cell, Payload, Raised, Result, Sym, Type, Value, Vm};

use super::{
    ClassDefinition, Handle, ObjectRef, Portable, PortableAttribute, PortableException, PortableFunction,
    PortablePartial, PortableTraceEntry,
};
use crate::exchange;
use crate::state::State;

/// `value` as plain data.
///
/// # Errors
/// `RuntimeError` if it, or something in it, can't be shared.
pub fn encode(vm: &mut Vm, value: &Value) -> Result<Portable> {
    try_encode(vm, value).map_err(|type_name| {
        vm.runtime_error(format!(
            "an object of type '{type_name}' lives in the thread that made it and can't be shared yet"
        ))
    })
}

/// `value` as plain data; [`Portable::Unshareable`] if it can't be shared.
pub fn encode_or_placeholder(vm: &mut Vm, value: &Value) -> Portable {
    try_encode(vm, value).unwrap_or_else(Portable::Unshareable)
}

/// An exception as plain data; what it holds that can't be shared is left out, loudly where it shows.
pub fn encode_exception(vm: &mut Vm, raised: &Raised) -> Box<PortableException> {
    Encoder::default().exception(vm, raised)
}

fn try_encode(vm: &mut Vm, value: &Value) -> Result<Portable, String> {
    Encoder::default().value(vm, value)
}

/// Why something can't cross: the name of its type.
type Refused = String;

/// How deep values may be nested.
const MAX_DEPTH: usize = 200;

#[derive(Default)]
struct Encoder {
    depth: usize,
    /// Classes and cells whose definition is under way.
    open: Vec<ObjectRef>,
    /// Exceptions under way: contexts may form a cycle.
    exceptions: Vec<usize>,
}

impl Encoder {
    fn value(&mut self, vm: &mut Vm, value: &Value) -> Result<Portable, Refused> {
        if self.depth >= MAX_DEPTH {
            return Err(format!("{} (nested too deeply)", vm.type_of(value).name));
        }
        self.depth += 1;
        let encoded = self.encode(vm, value);
        self.depth -= 1;
        encoded
    }

    fn encode(&mut self, vm: &mut Vm, value: &Value) -> Result<Portable, Refused> {
        Ok(match value {
            Value::Undefined => Portable::Undefined,
            Value::None => Portable::None,
            Value::NotImplemented => Portable::NotImplemented,
            Value::Ellipsis => Portable::Ellipsis,
            Value::Bool(flag) => Portable::Bool(*flag),
            Value::Int(number) => Portable::Int(*number),
            Value::Big(number) => Portable::Big(number.to_signed_bytes_le()),
            Value::Float(number) => Portable::Float(*number),
            Value::Str(text) => Portable::Str(text.as_str().to_owned()),
            Value::Bytes(bytes) => Portable::Bytes(bytes.as_slice().to_vec()),
            Value::Tuple(items) => Portable::Tuple(self.values(vm, items)?),
            Value::Set(set) if set.frozen => {
                let keys: Vec<Value> = set.table.borrow().iter().map(|(_, key)| key.clone()).collect();
                Portable::FrozenSet(self.values(vm, &keys)?)
            }
            Value::Range(range) => Portable::Range(range.start, range.stop, range.step),
            Value::Slice(slice) => Portable::Slice(Box::new((
                self.value(vm, &slice.start)?,
                self.value(vm, &slice.stop)?,
                self.value(vm, &slice.step)?,
            ))),
            Value::Function(function) => self.function(vm, function)?,
            Value::Native(function) => self.native(vm, value, function.name, &function.bound)?,
            Value::Method(method) => {
                let function = match (&method.function, &method.receiver) {
                    (Value::Native(function), receiver) => {
                        let class = Value::Type(vm.type_of(receiver));
                        Portable::Attribute(Box::new(self.value(vm, &class)?), function.name.to_owned())
                    }
                    (function, _) => self.value(vm, function)?,
                };
                Portable::Method(Box::new((function, self.value(vm, &method.receiver)?)))
            }
            Value::Type(class) => self.class(vm, class)?,
            Value::Instance(instance) => self.instance(vm, instance)?,
            Value::Generator(generator) => self.coroutine(vm, generator)?,
            Value::Module(module) => Portable::Module(module.name.to_string()),
            Value::Cell(cell) => self.cell(vm, cell)?,
            other => return Err(vm.type_of(other).name.to_string()),
        })
    }

    fn values(&mut self, vm: &mut Vm, values: &[Value]) -> Result<Vec<Portable>, Refused> {
        values.iter().map(|value| self.value(vm, value)).collect()
    }

    fn attrs(&mut self, vm: &mut Vm, attrs: &SymMap) -> Result<Vec<(String, Portable)>, Refused> {
        attrs.iter().map(|(name, value)| Ok((name.name().to_string(), self.value(vm, value)?))).collect()
    }

    fn function(&mut self, vm: &mut Vm, function: &Rc<Function>) -> Result<Portable, Refused> {
        let cells: Vec<Portable> =
            function.closure.iter().map(|cell| self.cell(vm, cell)).collect::<Result<_, _>>()?;
        let defaults = function.defaults.borrow().clone();
        let kw_defaults = function.kw_defaults.borrow().clone();
        let mut attrs = Vec::new();
        for (name, value) in function.attrs.borrow().iter() {
            // Annotations are a dict, and nobody calls a function by them.
            if name != sym::ANNOTATIONS {
                attrs.push((name.name().to_string(), self.value(vm, value)?));
            }
        }
        Ok(Portable::Function(Box::new(PortableFunction {
            module: function.module.name.to_string(),
            code: function.code.index,
            defaults: self.values(vm, &defaults)?,
            kw_defaults: kw_defaults
                .iter()
                .map(|(name, value)| Ok((name.name().to_string(), self.value(vm, value)?)))
                .collect::<Result<_, Refused>>()?,
            closure: cells,
            attrs,
        })))
    }

    fn native(&mut self, vm: &mut Vm, value: &Value, name: &str, bound: &Value) -> Result<Portable, Refused> {
        if bound.is_defined() {
            if exchange::bound_native(name, Value::None).is_none() {
                return Err("builtin_function_or_method".to_owned());
            }
            return Ok(Portable::Bound(name.to_owned(), Box::new(self.value(vm, bound)?)));
        }
        global_name(vm, value, name).ok_or_else(|| "builtin_function_or_method".to_owned())
    }

    fn class(&mut self, vm: &mut Vm, class: &Rc<Type>) -> Result<Portable, Refused> {
        if &*class.module != "__main__"
            && let Some(known) = class_name(vm, class)
        {
            return Ok(known);
        }
        if !class.heap {
            return Err(class.full_name());
        }
        let id = exchange::class_ref(vm, class);
        if self.open.contains(&id) {
            return Ok(Portable::Class(id));
        }
        self.open.push(id);
        let definition = self.class_definition(vm, class, id);
        self.open.pop();
        Ok(Portable::ClassDefinition(Box::new(definition?)))
    }

    fn class_definition(
        &mut self,
        vm: &mut Vm,
        class: &Rc<Type>,
        id: ObjectRef,
    ) -> Result<ClassDefinition, Refused> {
        let mut types = |vm: &mut Vm, types: &[Rc<Type>]| -> Result<Vec<Portable>, Refused> {
            types.iter().map(|class| self.class(vm, class)).collect()
        };
        let bases = types(vm, &class.bases)?;
        let mro = types(vm, &class.mro)?;
        let metaclass = match &class.metaclass {
            Some(metaclass) => Some(self.class(vm, metaclass)?),
            None => None,
        };
        let entries: Vec<_> = class.dict.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
        let mut dict = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            if name == sym::ANNOTATIONS {
                continue;
            }
            let attribute = match self.enum_attribute(vm, class, name, &value) {
                Some(attribute) => attribute?,
                None => self.class_attribute(vm, &value),
            };
            dict.push((name.name().to_string(), attribute));
        }
        enums::members_first(&mut dict);
        Ok(ClassDefinition {
            id,
            name: class.name.to_string(),
            qualname: class.qualname.to_string(),
            module: class.module.to_string(),
            bases,
            mro,
            metaclass,
            dict,
        })
    }

    fn class_attribute(&mut self, vm: &mut Vm, value: &Value) -> PortableAttribute {
        let mut part = |value: &Value| self.value(vm, value).unwrap_or_else(Portable::Unshareable);
        match value {
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { get, set, delete, doc } => {
                    PortableAttribute::Property(part(get), part(set), part(delete), part(doc))
                }
                Descriptor::StaticMethod(function) => PortableAttribute::StaticMethod(part(function)),
                Descriptor::ClassMethod(function) => PortableAttribute::ClassMethod(part(function)),
                Descriptor::Slot(name) => PortableAttribute::Slot(name.name().to_string()),
                Descriptor::Native { name, .. } => {
                    PortableAttribute::Value(Portable::Unshareable((*name).to_owned()))
                }
            },
            value => PortableAttribute::Value(part(value)),
        }
    }

    fn instance(&mut self, vm: &mut Vm, instance: &Rc<Instance>) -> Result<Portable, Refused> {
        if let Some((id, home)) = exchange::share(vm, instance) {
            let class = self.class(vm, &instance.class)?;
            let info = exchange::info(vm, instance);
            let info = self.values(vm, &info)?;
            return Ok(Portable::Handle(Box::new(Handle { id, class, home, info })));
        }
        if enums::is_enumeration(&instance.class) {
            return self.member(vm, instance);
        }
        if let Some((function, args)) = crate::library::partial::parts(instance) {
            return self.partial(vm, &instance.class, &function, &args);
        }
        match instance.payload() {
            Payload::Exception(_) => Ok(Portable::Exception(self.exception(vm, &Raised(instance.clone())))),
            Payload::Value(
                inner @ (Value::Int(_)
                | Value::Float(_)
                | Value::Str(_)
                | Value::Tuple(_)
                | Value::Bytes(_)
                | Value::Bool(_)
                | Value::Big(_)),
            ) => {
                let class = self.class(vm, &instance.class)?;
                let inner = self.value(vm, inner)?;
                let attrs = self.attrs(vm, &instance.attrs.borrow())?;
                Ok(Portable::Instance(Box::new((class, inner, attrs))))
            }
            _ => Err(instance.class.full_name()),
        }
    }

    fn partial(
        &mut self,
        vm: &mut Vm,
        class: &Rc<Type>,
        function: &Value,
        args: &Args,
    ) -> Result<Portable, Refused> {
        let class = self.class(vm, class)?;
        let function = self.value(vm, function)?;
        let keyword = |(name, value): &(Sym, Value)| Ok((name.name().to_string(), self.value(vm, value)?));
        let keywords = args.kw.iter().map(keyword).collect::<Result<_, Refused>>()?;
        let args = self.values(vm, &args.pos)?;
        Ok(Portable::Partial(Box::new(PortablePartial { class, function, args, keywords })))
    }

    fn exception(&mut self, vm: &mut Vm, raised: &Raised) -> Box<PortableException> {
        let data = raised.data();
        self.exceptions.push(Rc::as_ptr(&raised.0) as usize);
        let mut placeholder = |vm: &mut Vm, value: &Value| match self.value(vm, value) {
            Ok(portable) => portable,
            Err(type_name) => Portable::Str(format!("<{type_name} of another thread>")),
        };
        let class = placeholder(vm, &Value::Type(raised.0.class.clone()));
        let args = data.args.borrow().clone().iter().map(|value| placeholder(vm, value)).collect();
        let attrs =
            raised.0.attrs.borrow().iter().map(|(name, value)| (name, value.clone())).collect::<Vec<_>>();
        let attrs =
            attrs.iter().map(|(name, value)| (name.name().to_string(), placeholder(vm, value))).collect();
        let class = match class {
            Portable::Str(_) => Portable::Global("builtins".into(), "Exception".into()),
            class => class,
        };
        let mut linked = |vm: &mut Vm, linked: &Option<Raised>| match linked {
            Some(linked) if !self.exceptions.contains(&(Rc::as_ptr(&linked.0) as usize)) => {
                Some(self.exception(vm, linked))
            }
            _ => None,
        };
        let cause = linked(vm, &data.cause.borrow().clone());
        let context = linked(vm, &data.context.borrow().clone());
        self.exceptions.pop();
        Box::new(PortableException {
            class,
            args,
            attrs,
            cause,
            context,
            suppress_context: data.suppress_context.get(),
            traceback: data.traceback.borrow().iter().map(trace_entry).collect(),
        })
    }

    fn coroutine(&mut self, vm: &mut Vm, generator: &Rc<Generator>) -> Result<Portable, Refused> {
        let kind = generator.function.code.kind;
        if generator.state.get() != GeneratorState::Created || kind == CodeKind::AsyncGenerator {
            return Err(format!("{} (started)", generator.type_name()));
        }
        let function = self.function(vm, &generator.function)?;
        let locals = self.values(vm, &generator.frame.borrow().values.clone())?;
        // It goes on living there; here it must not complain that nobody awaited it.
        generator.state.set(GeneratorState::Closed);
        Ok(Portable::Coroutine(Box::new((function, locals))))
    }

    fn cell(&mut self, vm: &mut Vm, cell: &Rc<Cell>) -> Result<Portable, Refused> {
        let id = exchange::cell_ref(vm, cell);
        if self.open.contains(&id) {
            return Ok(Portable::Cell(id, None));
        }
        self.open.push(id);
        let value = cell.value.borrow().clone();
        let portable = self.value(vm, &value).unwrap_or_else(Portable::Unshareable);
        self.open.pop();
        Ok(Portable::Cell(id, Some(Box::new(portable))))
    }
}

fn trace_entry(entry: &loopscope_python::object::TraceEntry) -> PortableTraceEntry {
    let position = entry.position;
    PortableTraceEntry {
        filename: entry.filename.to_string(),
        source: None,
        name: entry.name.to_string(),
        position: (position.line, position.end_line, position.column, position.end_column),
        anchor: position.anchor,
    }
}

/// The module and the name by which another isolate finds a native.
fn global_name(vm: &Vm, value: &Value, name: &str) -> Option<Portable> {
    let key = loopscope_python::Sym::new(name);
    let holds = |module: &Value| match module {
        Value::Module(module) => module.get(key).is_some_and(|found| found.is(value)),
        _ => false,
    };
    let (module, _) = vm.modules.iter().find(|(_, module)| holds(module))?;
    Some(Portable::Global(module.name().to_string(), name.to_owned()))
}

/// The module and the name by which another isolate finds a class of the library.
fn class_name(vm: &Vm, class: &Rc<Type>) -> Option<Portable> {
    let value = Value::Type(class.clone());
    if vm.types.all().into_iter().any(|known| Rc::ptr_eq(known, class)) {
        return Some(Portable::Global("builtins".into(), class.name.to_string()));
    }
    // Natives know theirs before, or without, the module that publishes them.
    if let Some(name) = State::peek(vm).native_class_name(class) {
        return Some(Portable::Global(String::new(), name.to_owned()));
    }
    let module = &class.module;
    if let Some(Value::Module(found)) = vm.modules.get(&loopscope_python::Sym::new(module))
        && found.get(loopscope_python::Sym::new(&class.name)).is_some_and(|known| known.is(&value))
    {
        return Some(Portable::Global(module.to_string(), class.name.to_string()));
    }
    if vm.exceptions.all().into_iter().any(|known| Rc::ptr_eq(known, class)) {
        return Some(Portable::Global("builtins".into(), class.name.to_string()));
    }
    // Some are published under another module than `__module__` says.
    global_name(vm, &value, &class.name)
}
