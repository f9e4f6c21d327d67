//! Values on their way in.

mod enums;

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_python::bytecode::{CodeKind, Position};
use loopscope_python::object::{
    Descriptor, ExceptionData, Function, GeneratorKind, Instance, Layout, Method, Range, Set, SetTable,
    Slice, SymMap, TraceEntry,
};
use loopscope_python::{Args, Cell, Generator, Payload, Raised, Result, Sym, Type, Value, Vm};
use num_bigint::BigInt;

use super::{
    ClassDefinition, Portable, PortableAttribute, PortableException, PortableFunction, PortablePartial,
    PortableTraceEntry,
};
use crate::exchange;
use crate::state::State;

/// The value of plain data.
///
/// # Errors
/// `RuntimeError` if it names something that this isolate doesn't have.
pub fn decode(vm: &mut Vm, portable: Portable) -> Result<Value> {
    Ok(match portable {
        Portable::Undefined => Value::Undefined,
        Portable::None => Value::None,
        Portable::NotImplemented => Value::NotImplemented,
        Portable::Ellipsis => Value::Ellipsis,
        Portable::Bool(flag) => Value::Bool(flag),
        Portable::Int(number) => Value::Int(number),
        Portable::Big(bytes) => Value::big(BigInt::from_signed_bytes_le(&bytes)),
        Portable::Float(number) => Value::Float(number),
        Portable::Str(text) => Value::string(text),
        Portable::Bytes(bytes) => Value::bytes(bytes),
        Portable::Tuple(items) => Value::tuple(decode_all(vm, items)?),
        Portable::FrozenSet(items) => frozenset(vm, items)?,
        Portable::Range(start, stop, step) => Value::Range(Rc::new(Range { start, stop, step })),
        Portable::Slice(parts) => {
            let (start, stop, step) = *parts;
            let slice = Slice { start: decode(vm, start)?, stop: decode(vm, stop)?, step: decode(vm, step)? };
            Value::Slice(Rc::new(slice))
        }
        Portable::Function(function) => Value::Function(decode_function(vm, *function)?),
        Portable::Global(module, name) => global(vm, &module, &name)?,
        Portable::Bound(name, bound) => {
            let bound = decode(vm, *bound)?;
            exchange::bound_native(&name, bound).ok_or_else(|| missing(vm, &name))?
        }
        Portable::Attribute(class, name) => {
            let Value::Type(class) = decode(vm, *class)? else { return Err(missing(vm, &name)) };
            class.lookup(Sym::new(&name)).ok_or_else(|| missing(vm, &name))?
        }
        Portable::Method(parts) => {
            let (function, receiver) = *parts;
            let method = Method { function: decode(vm, function)?, receiver: decode(vm, receiver)? };
            Value::Method(Rc::new(method))
        }
        Portable::Class(id) => match State::of(vm).shared.classes.get(&id) {
            Some(class) => Value::Type(class.clone()),
            None => return Err(missing(vm, "a class")),
        },
        Portable::ClassDefinition(definition) => Value::Type(decode_class(vm, *definition)?),
        Portable::Module(name) => {
            vm.modules.get(&Sym::new(&name)).cloned().ok_or_else(|| missing(vm, &name))?
        }
        Portable::Exception(exception) => decode_exception(vm, *exception)?.into(),
        Portable::Instance(parts) => {
            let (class, inner, attrs) = *parts;
            let Value::Type(class) = decode(vm, class)? else { return Err(missing(vm, "a class")) };
            let value = decode(vm, inner)?;
            let attrs = decode_attrs(vm, attrs)?;
            enums::flag(vm, class, value, attrs)?
        }
        Portable::Partial(partial) => {
            let PortablePartial { class, function, args, keywords } = *partial;
            let Value::Type(class) = decode(vm, class)? else { return Err(missing(vm, "a class")) };
            let function = decode(vm, function)?;
            let mut call = Args::new(decode_all(vm, args)?);
            for (name, value) in keywords {
                call.kw.push((Sym::new(&name), decode(vm, value)?));
            }
            crate::library::partial::make(&class, function, call)
        }
        Portable::Coroutine(parts) => {
            let (function, locals) = *parts;
            let Value::Function(function) = decode(vm, function)? else {
                return Err(missing(vm, "a coroutine's function"));
            };
            let locals = decode_all(vm, locals)?;
            let kind = match function.code.kind {
                CodeKind::Coroutine => GeneratorKind::Coroutine,
                _ => GeneratorKind::Generator,
            };
            let generator = Generator::new(kind, function, locals, vm.graveyard.clone());
            Value::Generator(Rc::new(generator))
        }
        Portable::Cell(id, value) => Value::Cell(decode_cell(vm, id, value)?),
        Portable::Handle(handle) => exchange::receive(vm, *handle)?,
        Portable::Luggage(luggage) => exchange::stow(vm, *luggage),
        Portable::Unshareable(type_name) => {
            return Err(vm.runtime_error(format!(
                "an object of type '{type_name}' lives in the thread that made it and can't be shared yet"
            )));
        }
    })
}

/// The exception of plain data.
///
/// # Errors
/// As [`decode`].
pub fn decode_exception(vm: &mut Vm, exception: PortableException) -> Result<Raised> {
    let PortableException { class, args, attrs, cause, context, suppress_context, traceback } = exception;
    let Value::Type(class) = decode(vm, class)? else { return Err(missing(vm, "an exception's class")) };
    let data = ExceptionData { args: RefCell::new(decode_all(vm, args)?), ..ExceptionData::default() };
    data.suppress_context.set(suppress_context);
    if let Some(cause) = cause {
        *data.cause.borrow_mut() = Some(decode_exception(vm, *cause)?);
    }
    if let Some(context) = context {
        *data.context.borrow_mut() = Some(decode_exception(vm, *context)?);
    }
    *data.traceback.borrow_mut() = traceback.into_iter().map(|entry| trace_entry(vm, entry)).collect();
    let instance = Instance::new(class, Payload::Exception(Box::new(data)));
    *instance.attrs.borrow_mut() = decode_attrs(vm, attrs)?;
    Ok(Raised(Rc::new(instance)))
}

/// An instance of a class written in Python, with the value that it is, if its class derives from one.
fn instance(class: Rc<Type>, value: Value, attrs: SymMap) -> Value {
    let payload = if value.is_defined() { Payload::Value(value) } else { Payload::None };
    let instance = Instance::new(class, payload);
    *instance.attrs.borrow_mut() = attrs;
    Value::Instance(Rc::new(instance))
}

fn missing(vm: &Vm, what: &str) -> Raised {
    vm.runtime_error(format!("{what} is not known in this thread"))
}

/// The values of plain data.
///
/// # Errors
/// As [`decode`].
pub fn decode_all(vm: &mut Vm, items: Vec<Portable>) -> Result<Vec<Value>> {
    items.into_iter().map(|item| decode(vm, item)).collect()
}

fn decode_attrs(vm: &mut Vm, attrs: Vec<(String, Portable)>) -> Result<SymMap> {
    attrs.into_iter().map(|(name, value)| Ok((Sym::new(&name), decode(vm, value)?))).collect()
}

fn frozenset(vm: &mut Vm, items: Vec<Portable>) -> Result<Value> {
    let mut table = SetTable::default();
    for item in decode_all(vm, items)? {
        // What was hashable without Python code there is so here.
        if let Some(hash) = loopscope_python::builtins::hash::hash(vm, &item)? {
            table.push(hash, item);
        }
    }
    Ok(Value::Set(Rc::new(Set::new(true, table))))
}

fn global(vm: &mut Vm, module: &str, name: &str) -> Result<Value> {
    if module.is_empty() {
        let class = State::peek(vm).native_class(name);
        return class.map(Value::Type).ok_or_else(|| missing(vm, name));
    }
    let found = match vm.modules.get(&Sym::new(module)) {
        Some(Value::Module(found)) => found.get(Sym::new(name)),
        _ => None,
    };
    let builtin = || match module {
        "builtins" => {
            let types = vm.types.all().into_iter().chain(vm.exceptions.all());
            types.into_iter().find(|class| &*class.name == name).map(|class| Value::Type(class.clone()))
        }
        _ => None,
    };
    found.or_else(builtin).ok_or_else(|| missing(vm, &format!("{module}.{name}")))
}

fn decode_function(vm: &mut Vm, function: PortableFunction) -> Result<Rc<Function>> {
    let PortableFunction { module, code, defaults, kw_defaults, closure, attrs } = function;
    let Some(Value::Module(found)) = vm.modules.get(&Sym::new(&module)).cloned() else {
        return Err(missing(vm, &format!("module {module}")));
    };
    let Some(code) = vm.code(&module, code) else {
        return Err(missing(vm, &format!("a function of {module}")));
    };
    let cells = closure
        .into_iter()
        .map(|cell| match decode(vm, cell)? {
            Value::Cell(cell) => Ok(cell),
            _ => Err(missing(vm, "a variable")),
        })
        .collect::<Result<Vec<_>>>()?;
    let kw_defaults = kw_defaults
        .into_iter()
        .map(|(name, value)| Ok((Sym::new(&name), decode(vm, value)?)))
        .collect::<Result<Vec<_>>>()?;
    Ok(Rc::new(Function {
        code,
        module: found,
        defaults: RefCell::new(decode_all(vm, defaults)?),
        kw_defaults: RefCell::new(kw_defaults),
        closure: cells,
        attrs: RefCell::new(decode_attrs(vm, attrs)?),
    }))
}

fn decode_cell(vm: &mut Vm, id: super::ObjectRef, value: Option<Box<Portable>>) -> Result<Rc<Cell>> {
    if let Some(cell) = State::of(vm).shared.cells.get(&id) {
        return Ok(cell.clone());
    }
    let cell = Rc::new(Cell::new(Value::Undefined));
    let shared = &mut State::of(vm).shared;
    shared.cell_refs.push(id);
    cell.shared.set(shared.cell_refs.len() as u32);
    shared.cells.insert(id, cell.clone());
    match value.map(|value| *value) {
        Some(Portable::Unshareable(type_name)) => cell.set_unshareable(&type_name),
        Some(value) => {
            let value = decode(vm, value)?;
            cell.value.replace(value);
        }
        None => {}
    }
    Ok(cell)
}

fn decode_class(vm: &mut Vm, definition: ClassDefinition) -> Result<Rc<Type>> {
    if let Some(class) = State::of(vm).shared.classes.get(&definition.id) {
        return Ok(class.clone());
    }
    let mut classes = |portable: Vec<Portable>| -> Result<Vec<Rc<Type>>> {
        portable
            .into_iter()
            .map(|portable| match decode(vm, portable)? {
                Value::Type(class) => Ok(class),
                _ => Err(missing(vm, "a class")),
            })
            .collect()
    };
    let bases = classes(definition.bases)?;
    let mro = classes(definition.mro)?;
    let metaclass = classes(definition.metaclass.into_iter().collect())?.pop();
    // The layout is that of the base whose instances are not plain objects.
    let layout = bases
        .iter()
        .map(|base| base.layout)
        .find(|layout| !matches!(layout, Layout::Object))
        .unwrap_or(Layout::Object);
    let class = Rc::new(Type {
        name: definition.name.as_str().into(),
        qualname: definition.qualname.as_str().into(),
        module: definition.module.as_str().into(),
        bases,
        mro,
        dict: RefCell::default(),
        layout,
        metaclass,
        builtin: false,
        heap: true,
        shared: std::cell::Cell::new(1),
        subclasses: RefCell::default(),
        cache: Default::default(),
    });
    for base in &class.bases {
        base.subclasses.borrow_mut().push(Rc::downgrade(&class));
    }
    exchange::know_class(vm, definition.id, &class);
    for (name, attribute) in definition.dict {
        let value = match class_attribute(vm, &class, attribute) {
            Ok(value) => value,
            Err(raised) => unshareable(vm, &raised),
        };
        class.define(Sym::new(&name), value);
    }
    Ok(class)
}

/// An attribute that raises, when it is read, what says that it could not cross.
fn unshareable(vm: &Vm, raised: &Raised) -> Value {
    let Value::Type(class) = vm.prelude("_Unshareable") else { return Value::Undefined };
    let mut attrs = SymMap::default();
    attrs.insert(Sym::new("_message"), raised.data().args.borrow().first().cloned().unwrap_or_default());
    instance(class, Value::Undefined, attrs)
}

fn class_attribute(vm: &mut Vm, class: &Rc<Type>, attribute: PortableAttribute) -> Result<Value> {
    let descriptor = match attribute {
        PortableAttribute::Value(value) => return decode(vm, value),
        PortableAttribute::Property(get, set, delete, doc) => Descriptor::Property {
            get: decode(vm, get)?,
            set: decode(vm, set)?,
            delete: decode(vm, delete)?,
            doc: decode(vm, doc)?,
        },
        PortableAttribute::StaticMethod(function) => Descriptor::StaticMethod(decode(vm, function)?),
        PortableAttribute::ClassMethod(function) => Descriptor::ClassMethod(decode(vm, function)?),
        PortableAttribute::Slot(name) => Descriptor::Slot(Sym::new(&name)),
        PortableAttribute::Member(value, attrs) => {
            let value = decode(vm, value.unwrap_or(Portable::Undefined))?;
            let attrs = decode_attrs(vm, attrs)?;
            return Ok(instance(class.clone(), value, attrs));
        }
        PortableAttribute::Table(entries) => return enums::table(vm, entries),
        PortableAttribute::Names(items) => return Ok(Value::list(decode_all(vm, items)?)),
    };
    Ok(Value::Descriptor(Rc::new(descriptor)))
}

fn trace_entry(vm: &Vm, entry: PortableTraceEntry) -> TraceEntry {
    let (line, end_line, column, end_column) = entry.position;
    let code = vm.code("__main__", 0).filter(|code| *code.filename == *entry.filename);
    TraceEntry {
        filename: entry.filename.as_str().into(),
        source: code.map(|code| code.source.clone()).unwrap_or_default(),
        name: entry.name.as_str().into(),
        position: Position { line, end_line, column, end_column, anchor: entry.anchor },
    }
}
