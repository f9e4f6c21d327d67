//! `OSError`: its number says which subclass it is.

use std::rc::Rc;

use super::{argument, keep, own_or, receiver};
use crate::Result;
use crate::builtins::repr::{repr_of, str_of};
use crate::native::{Args, Flow};
use crate::object::{ExceptionData, Instance, Type};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// The subclass for a Linux error number (PEP 3151).
fn subclass(vm: &Vm, number: i64) -> Option<&Rc<Type>> {
    let exceptions = &vm.exceptions;
    Some(match number {
        11 | 114 | 115 => &exceptions.blocking_io_error,
        32 | 108 => &exceptions.broken_pipe_error,
        10 => &exceptions.child_process_error,
        103 => &exceptions.connection_aborted_error,
        111 => &exceptions.connection_refused_error,
        104 => &exceptions.connection_reset_error,
        17 => &exceptions.file_exists_error,
        2 => &exceptions.file_not_found_error,
        4 => &exceptions.interrupted_error,
        21 => &exceptions.is_a_directory_error,
        20 => &exceptions.not_a_directory_error,
        1 | 13 => &exceptions.permission_error,
        3 => &exceptions.process_lookup_error,
        110 => &exceptions.timeout_error,
        _ => return None,
    })
}

/// `OSError.__new__(cls, *args)`
fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let mut pos = args.pos.into_iter();
    let Some(Value::Type(mut class)) = pos.next() else {
        return Err(vm.type_error("OSError.__new__(X): X is not a type object"));
    };
    let rest = Args::new(pos);
    if !class.heap && !args.kw.is_empty() {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", class.name)));
    }
    if Rc::ptr_eq(&class, &vm.exceptions.os_error)
        && rest.pos.len() >= 2
        && let Value::Int(number) = rest.pos[0]
        && let Some(subclass) = subclass(vm, number)
    {
        class = subclass.clone();
    }
    let instance = vm.allocate(&class, &rest)?;
    set_arguments(vm, &instance, rest)?;
    Ok(Flow::Value(instance))
}

fn init(vm: &mut Vm, args: Args) -> Result<Value> {
    let mut pos = args.pos.into_iter();
    let instance = pos.next().unwrap_or_default();
    set_arguments(vm, &instance, Args::new(pos))?;
    Ok(Value::None)
}

/// Takes the file's name off the arguments.
fn set_arguments(vm: &Vm, instance: &Value, args: Args) -> Result<()> {
    let raised = receiver(vm, instance)?;
    let mut items = args.pos.to_vec();
    if (3..=5).contains(&items.len()) {
        let mut attrs = raised.0.attrs.borrow_mut();
        if let Some(second) = items.get(4) {
            attrs.insert(Sym::new("filename2"), second.clone());
        }
        attrs.insert(Sym::new("filename"), items[2].clone());
        items.truncate(2);
    }
    raised.data().args.replace(items);
    Ok(())
}

/// `[Errno 2] No such file or directory: 'x'`, or `'x' -> 'y'`; `None` if the exception has no number.
pub(super) fn text(vm: &mut Vm, instance: &Instance, args: &[Value]) -> Option<String> {
    let own = |name: &str| instance.attrs.borrow().get(Sym::new(name)).cloned();
    let number = own("errno").or_else(|| numbered(args, 0))?;
    let message = own("strerror").or_else(|| numbered(args, 1))?;
    let (number, message) = (str_of(vm, &number)?, str_of(vm, &message)?);
    let [file, second] = ["filename", "filename2"].map(|name| own(name).filter(|file| !file.is_none()));
    let mut text = format!("[Errno {number}] {message}");
    if let Some(file) = file {
        text += &format!(": {}", repr_of(vm, &file)?);
        if let Some(second) = second {
            text += &format!(" -> {}", repr_of(vm, &second)?);
        }
    }
    Some(text)
}

fn numbered(args: &[Value], at: usize) -> Option<Value> {
    if args.len() >= 2 { args.get(at).cloned() } else { None }
}

fn numbered_argument(data: &ExceptionData, at: usize) -> Option<Value> {
    if data.args.borrow().len() >= 2 { argument(data, at) } else { None }
}

/// Defines the methods and attributes.
pub(super) fn install(vm: &Vm) {
    let class = &vm.exceptions.os_error;
    class.static_method("__new__", new);
    class.method("__init__", init);
    class.attribute(
        "errno",
        |vm, exception| own_or(vm, exception, "errno", |data| numbered_argument(data, 0)),
        Some(|vm, exception, value| keep(vm, exception, "errno", value)),
    );
    class.attribute(
        "strerror",
        |vm, exception| own_or(vm, exception, "strerror", |data| numbered_argument(data, 1)),
        Some(|vm, exception, value| keep(vm, exception, "strerror", value)),
    );
    class.attribute(
        "filename",
        |vm, exception| own_or(vm, exception, "filename", |_| None),
        Some(|vm, exception, value| keep(vm, exception, "filename", value)),
    );
    class.attribute(
        "filename2",
        |vm, exception| own_or(vm, exception, "filename2", |_| None),
        Some(|vm, exception, value| keep(vm, exception, "filename2", value)),
    );
}
