//! The methods and attributes of the builtin exceptions.

pub mod frame;
pub mod group;
pub mod os_error;
pub mod traceback;

use std::rc::Rc;

use super::number::plain;
use super::repr::{repr_of, str_of};
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::{ExceptionData, Instance, Type};
use crate::symbol::{Sym, sym};
use crate::value::{Raised, Value};
use crate::vm::Vm;

pub use traceback::traceback_object;

/// Exceptions deeper in each other's arguments are left to Python code, whose recursion is limited.
const MAX_DEPTH: usize = 100;

/// `str(exception)` as the builtin classes define it; `None` if Python code must be asked.
pub fn text(vm: &mut Vm, instance: &Instance) -> Option<String> {
    if vm.open_texts >= MAX_DEPTH {
        return None;
    }
    vm.open_texts += 1;
    let text = text_of_arguments(vm, instance);
    vm.open_texts -= 1;
    text
}

fn text_of_arguments(vm: &mut Vm, instance: &Instance) -> Option<String> {
    let data = instance.exception()?;
    let args = data.args.borrow().clone();
    let is = |class: &Rc<Type>| instance.class.is_subtype(class);
    let exceptions = &vm.exceptions;
    if is(&exceptions.base_exception_group) {
        return group::text(vm, &args);
    }
    if is(&exceptions.os_error)
        && let Some(text) = os_error::text(vm, instance, &args)
    {
        return Some(text);
    }
    if is(&vm.exceptions.key_error) && args.len() == 1 {
        return repr_of(vm, &args[0]);
    }
    if is(&vm.exceptions.syntax_error) && !args.is_empty() {
        return syntax_error_text(vm, &args);
    }
    if is(&vm.exceptions.unicode_error)
        && let Some(text) = unicode_error_text(&args)
    {
        return Some(text);
    }
    match &args[..] {
        [] => Some(String::new()),
        [one] => str_of(vm, one),
        _ => repr_of(vm, &Value::tuple(args)),
    }
}

fn syntax_error_text(vm: &mut Vm, args: &[Value]) -> Option<String> {
    let message = str_of(vm, &args[0])?;
    if let Some(Value::Tuple(place)) = args.get(1)
        && let [file, Value::Int(line), ..] = &place[..]
    {
        return Some(match file.as_str() {
            Some(file) => {
                let file = file.rsplit('/').next().unwrap_or(file);
                format!("{message} ({file}, line {line})")
            }
            None => format!("{message} (line {line})"),
        });
    }
    Some(message)
}

/// `str()` of `UnicodeDecodeError` and `UnicodeEncodeError`.
fn unicode_error_text(args: &[Value]) -> Option<String> {
    let [encoding, object, Value::Int(start), Value::Int(end), reason] = args else { return None };
    let (encoding, reason) = (encoding.as_str()?, reason.as_str()?);
    let one = end - start == 1;
    let at = usize::try_from(*start).ok()?;
    let what = match object {
        Value::Bytes(bytes) if one => {
            format!("decode byte {:#04x} in position {start}", bytes.as_slice().get(at)?)
        }
        Value::Bytes(_) => format!("decode bytes in position {start}-{}", end - 1),
        Value::Str(text) if one => {
            let character = u32::from(text.char_at(at)?);
            let escape = match character {
                0..=0xff => format!("\\x{character:02x}"),
                0x100..=0xffff => format!("\\u{character:04x}"),
                _ => format!("\\U{character:08x}"),
            };
            format!("encode character '{escape}' in position {start}")
        }
        Value::Str(_) => format!("encode characters in position {start}-{}", end - 1),
        _ => return None,
    };
    Some(format!("'{encoding}' codec can't {what}: {reason}"))
}

/// The exception that a method or attribute belongs to.
fn receiver(vm: &Vm, value: &Value) -> Result<Raised> {
    vm.as_exception(value).ok_or_else(|| {
        let class = vm.types.name_of(value);
        vm.type_error(format!("descriptor for 'BaseException' objects doesn't apply to a '{class}' object"))
    })
}

fn init(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut pos = args.pos.into_iter();
    let instance = pos.next().unwrap_or_default();
    let raised = receiver(vm, &instance)?;
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", raised.0.class.name)));
    }
    raised.data().args.replace(pos.collect());
    Ok(Value::None)
}

/// `__init__` of an exception that takes these keyword arguments as attributes.
fn init_with<const KIND: u8>(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let names: &[&str] = match KIND {
        0 => &["name", "path"],
        1 => &["name", "obj"],
        _ => &["name"],
    };
    let raised = receiver(vm, args.pos.first().unwrap_or(&Value::None))?;
    for name in names {
        if let Some(value) = args.take_kw(name) {
            raised.0.attrs.borrow_mut().insert(Sym::new(name), value);
        }
    }
    if let Some((keyword, _)) = args.kw.first() {
        let class = match KIND {
            0 => "ImportError",
            1 => "AttributeError",
            _ => "NameError",
        };
        return Err(vm.type_error(format!("'{keyword}' is an invalid keyword argument for {class}()")));
    }
    raised.data().args.replace(args.pos.into_iter().skip(1).collect());
    Ok(Value::None)
}

fn add_note(vm: &mut Vm, args: Args) -> Result<Value> {
    let [exception, note] = args.method(vm, "BaseException.add_note")?;
    let raised = receiver(vm, &exception)?;
    if note.as_str().is_none() {
        let class = vm.types.name_of(&note);
        return Err(vm.type_error(format!("note must be a str, not '{class}'")));
    }
    let mut attrs = raised.0.attrs.borrow_mut();
    match attrs.get(sym::NOTES) {
        Some(Value::List(notes)) => notes.items.borrow_mut().push(note),
        Some(_) => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
        None => {
            attrs.insert(sym::NOTES, Value::list(vec![note]));
        }
    }
    Ok(Value::None)
}

fn str_method(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [exception] = args.method(vm, "__str__")?;
    let raised = receiver(vm, &exception)?;
    match text(vm, &raised.0) {
        Some(text) => Ok(Flow::Value(Value::string(text))),
        None => Ok(Flow::call(vm.prelude("_exception_str"), Args::new([exception]))),
    }
}

/// `__cause__` and `__context__`: an exception or `None`.
fn linked(vm: &Vm, value: &Value, what: &str) -> Result<Option<Raised>> {
    if value.is_none() {
        return Ok(None);
    }
    match vm.as_exception(value) {
        Some(raised) => Ok(Some(raised)),
        None => Err(vm.type_error(format!("exception {what} must be None or derive from BaseException"))),
    }
}

/// An attribute that is set in `attrs`, or else computed.
fn attribute(class: &Type, name: &'static str, get: fn(&mut Vm, &Value) -> Result<Value>, set: Setter) {
    class.attribute(name, get, Some(set));
}

type Setter = fn(&mut Vm, &Value, Value) -> Result<()>;

/// What the program set as attribute `name`, or what `computed` finds in the exception.
pub(crate) fn own_or(
    vm: &Vm,
    exception: &Value,
    name: &str,
    computed: impl FnOnce(&ExceptionData) -> Option<Value>,
) -> Result<Value> {
    let raised = receiver(vm, exception)?;
    if let Some(value) = raised.0.attrs.borrow().get(Sym::new(name)) {
        return Ok(value.clone());
    }
    Ok(computed(raised.data()).unwrap_or(Value::None))
}

/// Keeps what the program sets as attribute `name`.
pub(crate) fn keep(vm: &Vm, exception: &Value, name: &str, value: Value) -> Result<()> {
    receiver(vm, exception)?.0.attrs.borrow_mut().insert(Sym::new(name), value);
    Ok(())
}

/// The positional argument at `at`.
pub(crate) fn argument(data: &ExceptionData, at: usize) -> Option<Value> {
    data.args.borrow().get(at).cloned()
}

fn install_base(vm: &Vm) {
    let base = &vm.exceptions.base_exception;
    base.method("__init__", init);
    base.flow_method("__str__", str_method);
    base.method("add_note", add_note);
    base.method("with_traceback", |vm, args| {
        let [exception, traceback] = args.method(vm, "BaseException.with_traceback")?;
        let raised = receiver(vm, &exception)?;
        traceback::set(vm, &raised, &traceback)?;
        Ok(exception)
    });
    base.attribute(
        "args",
        |vm, exception| Ok(Value::tuple(receiver(vm, exception)?.data().args.borrow().clone())),
        Some(|vm, exception, value| {
            let Some(items) = super::iterators::collect(vm, &value)? else {
                let class = vm.types.name_of(&value);
                return Err(vm.type_error(format!("'{class}' object is not iterable")));
            };
            receiver(vm, exception)?.data().args.replace(items);
            Ok(())
        }),
    );
    base.attribute(
        "__cause__",
        |vm, exception| {
            Ok(receiver(vm, exception)?.data().cause.borrow().clone().map_or(Value::None, Value::from))
        },
        Some(|vm, exception, value| {
            let raised = receiver(vm, exception)?;
            raised.data().cause.replace(linked(vm, &value, "cause")?);
            raised.data().suppress_context.set(true);
            Ok(())
        }),
    );
    base.attribute(
        "__context__",
        |vm, exception| {
            Ok(receiver(vm, exception)?.data().context.borrow().clone().map_or(Value::None, Value::from))
        },
        Some(|vm, exception, value| {
            let context = linked(vm, &value, "context")?;
            receiver(vm, exception)?.data().context.replace(context);
            Ok(())
        }),
    );
    base.attribute(
        "__suppress_context__",
        |vm, exception| Ok(Value::Bool(receiver(vm, exception)?.data().suppress_context.get())),
        Some(|vm, exception, value| {
            let suppress = vm.truth(&value).unwrap_or(true);
            receiver(vm, exception)?.data().suppress_context.set(suppress);
            Ok(())
        }),
    );
    base.attribute(
        "__traceback__",
        |vm, exception| Ok(vm.traceback_object(exception)),
        Some(|vm, exception, value| {
            let raised = receiver(vm, exception)?;
            traceback::set(vm, &raised, &value)
        }),
    );
}

fn install_attributes(vm: &Vm) {
    let exceptions = &vm.exceptions;
    attribute(
        &exceptions.stop_iteration,
        "value",
        |vm, exception| own_or(vm, exception, "value", |data| argument(data, 0)),
        |vm, exception, value| keep(vm, exception, "value", value),
    );
    attribute(
        &exceptions.system_exit,
        "code",
        |vm, exception| {
            own_or(vm, exception, "code", |data| {
                let args = data.args.borrow();
                if args.len() > 1 { Some(Value::tuple(args.clone())) } else { args.first().cloned() }
            })
        },
        |vm, exception, value| keep(vm, exception, "code", value),
    );
    exceptions.import_error.method("__init__", init_with::<0>);
    exceptions.attribute_error.method("__init__", init_with::<1>);
    exceptions.name_error.method("__init__", init_with::<2>);
    for class in [&exceptions.import_error, &exceptions.attribute_error, &exceptions.name_error] {
        attribute(
            class,
            "name",
            |vm, exception| {
                own_or(vm, exception, "name", |data| {
                    data.sought.borrow().as_ref().map(|(_, name)| Value::str(&name.name()))
                })
            },
            |vm, exception, value| keep(vm, exception, "name", value),
        );
    }
    attribute(
        &exceptions.attribute_error,
        "obj",
        |vm, exception| {
            own_or(vm, exception, "obj", |data| {
                data.sought.borrow().as_ref().map(|(object, _)| object.clone())
            })
        },
        |vm, exception, value| keep(vm, exception, "obj", value),
    );
    attribute(
        &exceptions.import_error,
        "path",
        |vm, exception| own_or(vm, exception, "path", |_| None),
        |vm, exception, value| keep(vm, exception, "path", value),
    );
    for class in [&exceptions.import_error, &exceptions.syntax_error] {
        attribute(
            class,
            "msg",
            |vm, exception| own_or(vm, exception, "msg", |data| argument(data, 0)),
            |vm, exception, value| keep(vm, exception, "msg", value),
        );
    }
    install_syntax_error(&exceptions.syntax_error);
    install_unicode_error(&exceptions.unicode_error);
}

fn install_syntax_error(class: &Type) {
    fn place(vm: &Vm, exception: &Value, name: &str, at: usize) -> Result<Value> {
        own_or(vm, exception, name, |data| match argument(data, 1) {
            Some(Value::Tuple(place)) => place.get(at).cloned(),
            _ => None,
        })
    }
    attribute(
        class,
        "filename",
        |vm, exception| place(vm, exception, "filename", 0),
        |vm, exception, value| keep(vm, exception, "filename", value),
    );
    attribute(
        class,
        "lineno",
        |vm, exception| place(vm, exception, "lineno", 1),
        |vm, exception, value| keep(vm, exception, "lineno", value),
    );
    attribute(
        class,
        "offset",
        |vm, exception| place(vm, exception, "offset", 2),
        |vm, exception, value| keep(vm, exception, "offset", value),
    );
    attribute(
        class,
        "text",
        |vm, exception| place(vm, exception, "text", 3),
        |vm, exception, value| keep(vm, exception, "text", value),
    );
}

fn install_unicode_error(class: &Type) {
    class.attribute(
        "encoding",
        |vm, exception| own_or(vm, exception, "encoding", |data| argument(data, 0)),
        None,
    );
    class.attribute(
        "object",
        |vm, exception| own_or(vm, exception, "object", |data| argument(data, 1)),
        None,
    );
    class.attribute("start", |vm, exception| own_or(vm, exception, "start", |data| argument(data, 2)), None);
    class.attribute("end", |vm, exception| own_or(vm, exception, "end", |data| argument(data, 3)), None);
    class.attribute(
        "reason",
        |vm, exception| own_or(vm, exception, "reason", |data| argument(data, 4)),
        None,
    );
}

/// Defines the methods and attributes.
pub(crate) fn install(vm: &Vm) {
    install_base(vm);
    install_attributes(vm);
    os_error::install(vm);
    group::install(vm);
    traceback::install(vm);
}

/// The items of a value that is a list or a tuple.
pub(crate) fn sequence_items(value: &Value) -> Option<Vec<Value>> {
    match plain(value) {
        Value::List(list) => Some(list.items.borrow().clone()),
        Value::Tuple(items) => Some(items.to_vec()),
        _ => None,
    }
}
