//! `repr()` and `str()` where no Python code is needed.

mod long;

use std::rc::Rc;

use super::equal::Side;
use super::{bytes, dict, format, number, string};
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::{Descriptor, GeneratorKind, Instance, NativeCode, Payload};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

/// Containers of more items are written in pieces.
const LONG: usize = 1 << 14;
/// Deeper containers are left to Python code, whose recursion is limited.
const MAX_DEPTH: usize = 100;

/// `repr(value)`, however long; `None` if Python code must be asked.
pub fn repr_of(vm: &mut Vm, value: &Value) -> Option<String> {
    repr_within(vm, value, usize::MAX)
}

/// `repr(value)`; `None` if Python code must be asked, or it is to be written in pieces, as `__repr__` does.
pub fn brief_repr(vm: &mut Vm, value: &Value) -> Option<String> {
    repr_within(vm, value, LONG)
}

fn repr_within(vm: &mut Vm, value: &Value, most: usize) -> Option<String> {
    let mut text = String::new();
    Writer { vm, out: &mut text, open: Vec::new(), most }.write(value)?;
    Some(text)
}

/// `str(value)`, however long; `None` if Python code must be asked.
pub fn str_of(vm: &mut Vm, value: &Value) -> Option<String> {
    str_within(vm, value, usize::MAX)
}

/// `str(value)`; `None` if Python code must be asked, or it is to be written in pieces, as `__repr__` does.
pub fn brief_str(vm: &mut Vm, value: &Value) -> Option<String> {
    str_within(vm, value, LONG)
}

fn str_within(vm: &mut Vm, value: &Value, most: usize) -> Option<String> {
    match value {
        Value::Str(text) => Some(text.as_str().to_owned()),
        Value::Instance(instance) => match instance.class.lookup(sym::STR) {
            Some(Value::Native(found)) => {
                if is_default(vm, sym::STR, &found) {
                    return repr_within(vm, value, most);
                }
                if let Payload::Exception(_) = instance.payload() {
                    return super::exception::text(vm, instance);
                }
                match (instance.payload(), found.code) {
                    (Payload::Value(inner), _) => str_within(vm, &inner.clone(), most),
                    (_, NativeCode::Value(code)) => text_from(code(vm, Args::new([value.clone()])).ok()?),
                    _ => None,
                }
            }
            Some(_) => None,
            None => repr_within(vm, value, most),
        },
        Value::Type(class)
            if let Some(metaclass) = &class.metaclass
                && metaclass.lookup(sym::STR).is_some_and(|found| found.has_own_way(sym::STR)) =>
        {
            None
        }
        _ => repr_within(vm, value, most),
    }
}

fn text_from(value: Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn is_default(vm: &Vm, method: Sym, found: &Rc<crate::object::NativeFunction>) -> bool {
    matches!(vm.types.object.dict.borrow().get(method), Some(Value::Native(default)) if Rc::ptr_eq(default, found))
}

/// `<module.Class object at 0x…>`
pub(crate) fn default_repr(vm: &mut Vm, value: &Value) -> String {
    let class = match value {
        Value::Iter(iter) => iter.state.try_borrow().map_or("iterator", |state| state.type_name()).to_owned(),
        _ => vm.types.borrow_of(value).full_name(),
    };
    format!("<{class} object at {:#x}>", vm.id_of(value))
}

struct Writer<'a> {
    vm: &'a mut Vm,
    out: &'a mut String,
    /// The containers that are being written: one that contains itself shows as `...`.
    open: Vec<usize>,
    /// Containers of more items are not written.
    most: usize,
}

impl Writer<'_> {
    /// Writes `repr(value)`; `None` if Python code must be asked.
    fn write(&mut self, value: &Value) -> Option<()> {
        if long::length(value).is_some_and(|length| length > self.most) {
            return None;
        }
        match value {
            Value::None | Value::Undefined => self.out.push_str("None"),
            Value::Bool(flag) => self.out.push_str(format::bool_repr(*flag)),
            Value::Int(number) => self.out.push_str(&number::repr::small_repr(*number)),
            Value::Big(_) => self.out.push_str(&number::repr::int_repr(value).ok()?),
            Value::Float(number) => self.out.push_str(&number::repr::float_repr(*number)),
            Value::Str(text) => self.out.push_str(&string::repr_str(text.as_str())),
            Value::Bytes(data) => self.out.push_str(&bytes::repr_bytes(data.as_slice())),
            Value::NotImplemented => self.out.push_str("NotImplemented"),
            Value::Ellipsis => self.out.push_str("Ellipsis"),
            Value::Tuple(items) => self.write_items(value, items, "(", ")")?,
            Value::List(list) => {
                let items = list.items.borrow().clone();
                self.write_items(value, &items, "[", "]")?;
            }
            Value::Dict(dict) => {
                let entries = dict.entries();
                self.write_dict(value, &entries)?;
            }
            Value::Set(set) => {
                let items: Vec<Value> = set.table.borrow().iter().map(|(_, item)| item.clone()).collect();
                self.write_set(value, &items, if set.frozen { "frozenset" } else { "set" })?;
            }
            Value::Range(range) => {
                self.out.push_str(&format!("range({}, {}", range.start, range.stop));
                if range.step != 1 {
                    self.out.push_str(&format!(", {}", range.step));
                }
                self.out.push(')');
            }
            Value::Slice(slice) => {
                self.out.push_str("slice");
                self.write_items(value, &slice.parts(), "(", ")")?;
            }
            Value::Instance(instance) => self.write_instance(value, instance)?,
            other => self.write_other(other)?,
        }
        Some(())
    }

    fn write_items(&mut self, container: &Value, items: &[Value], open: &str, close: &str) -> Option<()> {
        if !self.enter(container)? {
            self.out.push_str(&format!("{open}...{close}"));
            return Some(());
        }
        self.out.push_str(open);
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.write(item)?;
        }
        if items.len() == 1 && matches!(container, Value::Tuple(_)) {
            self.out.push(',');
        }
        self.out.push_str(close);
        self.open.pop();
        Some(())
    }

    fn write_dict(&mut self, container: &Value, entries: &[(Value, Value)]) -> Option<()> {
        if !self.enter(container)? {
            self.out.push_str("{...}");
            return Some(());
        }
        self.out.push('{');
        for (at, (key, value)) in entries.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.write(key)?;
            self.out.push_str(": ");
            self.write(value)?;
        }
        self.out.push('}');
        self.open.pop();
        Some(())
    }

    fn write_set(&mut self, container: &Value, items: &[Value], name: &str) -> Option<()> {
        if items.is_empty() {
            self.out.push_str(&format!("{name}()"));
            return Some(());
        }
        if name == "set" {
            return self.write_items(container, items, "{", "}");
        }
        self.out.push_str(&format!("{name}("));
        self.write_items(container, items, "{", "}")?;
        self.out.push(')');
        Some(())
    }

    /// Whether `container` isn't being written already; `None` if too many are.
    fn enter(&mut self, container: &Value) -> Option<bool> {
        let address = container.address().unwrap_or_default();
        if self.open.contains(&address) {
            return Some(false);
        }
        if self.open.len() >= MAX_DEPTH {
            return None;
        }
        self.open.push(address);
        Some(true)
    }

    fn write_instance(&mut self, value: &Value, instance: &Rc<Instance>) -> Option<()> {
        let found = match instance.class.lookup(sym::REPR) {
            Some(Value::Native(found)) if !is_default(self.vm, sym::REPR, &found) => found,
            Some(Value::Native(_)) | None => {
                let text = default_repr(self.vm, value);
                self.out.push_str(&text);
                return Some(());
            }
            Some(_) => return None,
        };
        if let Some(view) = dict::views::view(value) {
            self.out.push_str(&format!("{}(", instance.class.name));
            let items = dict::views::items(view);
            self.write_items(value, &items, "[", "]")?;
            self.out.push(')');
            return Some(());
        }
        match (instance.payload(), found.code) {
            (Payload::Exception(data), _) => {
                let args = data.args.borrow().clone();
                self.out.push_str(&instance.class.name);
                self.write_items(value, &args, "(", ")")
            }
            (Payload::Value(Value::Set(set)), _) => {
                let items: Vec<Value> = set.table.borrow().iter().map(|(_, item)| item.clone()).collect();
                self.out.push_str(&format!("{}(", instance.class.name));
                if !items.is_empty() {
                    self.write_items(value, &items, "{", "}")?;
                }
                self.out.push(')');
                Some(())
            }
            (Payload::Value(inner), _) => self.write(&inner.clone()),
            (_, NativeCode::Value(code)) => {
                let text = code(self.vm, Args::new([value.clone()])).ok()?;
                self.out.push_str(text.as_str()?);
                Some(())
            }
            _ => None,
        }
    }

    fn write_other(&mut self, value: &Value) -> Option<()> {
        let text = match value {
            Value::Function(function) => {
                format!("<function {} at {:#x}>", function.qualname(), self.vm.id_of(value))
            }
            Value::Native(native) => match Some(&native.owner).filter(|_| native.is_method) {
                Some(class) if native.name.starts_with("__") => {
                    format!("<slot wrapper '{}' of '{class}' objects>", native.name)
                }
                Some(class) => format!("<method '{}' of '{class}' objects>", native.name),
                None => format!("<built-in function {}>", native.name),
            },
            Value::Method(method) => return self.write_method(value, method),
            Value::Type(class) => {
                match class.metaclass.as_ref().and_then(|metaclass| metaclass.lookup(sym::REPR)) {
                    None | Some(Value::Native(_)) => format!("<class '{}'>", class.full_name()),
                    Some(_) => return None,
                }
            }
            Value::Module(module) if &*module.name == "__main__" => "<module '__main__'>".to_owned(),
            Value::Module(module) => format!("<module '{}' (built-in)>", module.name),
            Value::Generator(generator) => {
                let kind = match generator.kind {
                    GeneratorKind::Generator => "generator",
                    GeneratorKind::Coroutine => "coroutine",
                    GeneratorKind::AsyncGenerator => "async_generator",
                };
                format!("<{kind} object {} at {:#x}>", generator.qualname(), self.vm.id_of(value))
            }
            Value::Code(code) => format!(
                "<code object {} at {:#x}, file \"{}\", line {}>",
                code.name,
                self.vm.id_of(value),
                code.filename,
                code.first_line
            ),
            Value::Descriptor(descriptor) => {
                let (name, function) = match &**descriptor {
                    Descriptor::StaticMethod(function) => ("staticmethod", function.clone()),
                    Descriptor::ClassMethod(function) => ("classmethod", function.clone()),
                    Descriptor::Native { name, .. } => {
                        self.out.push_str(&format!("<attribute '{name}'>"));
                        return Some(());
                    }
                    _ => {
                        let text = default_repr(self.vm, value);
                        self.out.push_str(&text);
                        return Some(());
                    }
                };
                self.enter(value)?;
                self.out.push_str(&format!("<{name}("));
                self.write(&function)?;
                self.out.push_str(")>");
                self.open.pop();
                return Some(());
            }
            Value::Super(target) => {
                let receiver = match &target.receiver {
                    Value::Type(class) => format!("<{} object>", class.name),
                    other => format!("<{} object>", self.vm.types.name_of(other)),
                };
                format!("<super: <class '{}'>, {receiver}>", target.after.name)
            }
            _ => default_repr(self.vm, value),
        };
        self.out.push_str(&text);
        Some(())
    }

    fn write_method(&mut self, value: &Value, method: &crate::object::Method) -> Option<()> {
        if let Value::Native(native) = &method.function {
            let class = self.vm.types.name_of(&method.receiver);
            let id = self.vm.id_of(value);
            self.out.push_str(&format!("<built-in method {} of {class} object at {id:#x}>", native.name));
            return Some(());
        }
        let name = match &method.function {
            Value::Function(function) => function.qualname(),
            _ => "?".into(),
        };
        self.enter(value)?;
        self.out.push_str(&format!("<bound method {name} of "));
        self.write(&method.receiver)?;
        self.out.push('>');
        self.open.pop();
        Some(())
    }
}

/// `repr(value)` as the result of a native function.
pub(crate) fn repr(vm: &mut Vm, value: Value) -> Flow {
    match brief_repr(vm, &value) {
        Some(text) => Flow::Value(Value::string(text)),
        None => by_method(vm, value, sym::REPR, check_repr),
    }
}

fn by_method(vm: &Vm, value: Value, name: Sym, check: super::after::Finish) -> Flow {
    let method = vm.types.borrow_of(&value).lookup(name).unwrap_or_default();
    super::after::after(method, Args::new([value]), check)
}

fn check_repr(vm: &mut Vm, value: Value) -> Result<Value> {
    check_text(vm, value, "__repr__")
}

fn check_text(vm: &Vm, value: Value, method: &str) -> Result<Value> {
    if value.as_str().is_some() {
        return Ok(value);
    }
    let class = vm.types.name_of(&value);
    Err(vm.type_error(format!("{method} returned non-string (type {class})")))
}

/// `__repr__` of the builtin types.
fn repr_method(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.method(vm, "__repr__")?;
    if let Some(flow) = long::in_pieces(vm, &value) {
        return Ok(flow);
    }
    if let Some(text) = own_repr(vm, &value) {
        return Ok(Flow::Value(Value::string(text)));
    }
    let inner = if dict::views::view(&value).is_some() { value } else { number::plain(&value).clone() };
    let function = match &inner {
        Value::Big(_) => {
            return match number::repr::int_repr(&inner) {
                Ok(text) => Ok(Flow::Value(Value::string(text))),
                Err(fault) => Err(fault.raise(vm)),
            };
        }
        Value::List(_) => "_list_repr",
        Value::Tuple(_) => "_tuple_repr",
        Value::Dict(_) => "_dict_repr",
        Value::Set(_) => "_set_repr",
        Value::Instance(instance) if instance.exception().is_some() => "_exception_repr",
        Value::Instance(_) => "_view_repr",
        Value::Slice(_) => "_slice_repr",
        Value::Method(_) => "_method_repr",
        Value::Descriptor(_) => "_wrapper_repr",
        _ => return Ok(Flow::Value(Value::string(default_repr(vm, &inner)))),
    };
    Ok(Flow::call(vm.prelude(function), Args::new([inner])))
}

/// What the builtin type's own `__repr__` gives, even if a subclass overrides it.
fn own_repr(vm: &mut Vm, value: &Value) -> Option<String> {
    match value {
        Value::Instance(instance) => match (super::equal::side(vm, value, sym::REPR), instance.payload()) {
            (Side::Method, Payload::Value(inner)) => brief_repr(vm, &inner.clone()),
            (Side::Method, Payload::Exception(_)) => {
                let data = instance.exception()?;
                let args = Value::tuple(data.args.borrow().clone());
                let text = repr_of(vm, &args)?;
                Some(format!("{}{}", instance.class.name, strip_comma(text)))
            }
            _ => brief_repr(vm, value),
        },
        _ => brief_repr(vm, value),
    }
}

/// `(1,)` to `(1)`: an exception shows its arguments like a call.
fn strip_comma(text: String) -> String {
    match text.strip_suffix(",)") {
        Some(start) => format!("{start})"),
        None => text,
    }
}

/// `__str__` of the builtin types that have one of their own.
fn str_method(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.method(vm, "__str__")?;
    match number::plain(&value) {
        text @ Value::Str(_) => Ok(Flow::Value(text.clone())),
        _ => Ok(repr(vm, value)),
    }
}

/// Defines `__repr__` and `__str__` of the builtin types.
pub(crate) fn install(vm: &Vm) {
    let types = &vm.types;
    types.object.method("__repr__", |vm, args| {
        let [value] = args.method(vm, "__repr__")?;
        Ok(match &value {
            Value::Instance(_) => Value::string(default_repr(vm, &value)),
            _ => Value::string(repr_of(vm, &value).unwrap_or_else(|| default_repr(vm, &value))),
        })
    });
    types.object.flow_method("__str__", |vm, args| {
        let [value] = args.method(vm, "__str__")?;
        Ok(repr(vm, value))
    });
    types.str.flow_method("__str__", str_method);
    for class in [&types.int, &types.float, &types.str, &types.bytes, &types.tuple, &types.list, &types.dict]
        .into_iter()
        .chain([&types.set, &types.frozenset, &types.range, &types.slice, &types.bool, &types.method])
        .chain([&types.staticmethod, &types.classmethod])
        .chain([&types.dict_keys, &types.dict_values, &types.dict_items, &vm.exceptions.base_exception])
    {
        class.flow_method("__repr__", repr_method);
    }
    types.type_.method("__repr__", |vm, args| {
        let [value] = args.method(vm, "__repr__")?;
        Ok(match &value {
            Value::Type(class) => Value::string(format!("<class '{}'>", class.full_name())),
            _ => Value::string(default_repr(vm, &value)),
        })
    });
}
