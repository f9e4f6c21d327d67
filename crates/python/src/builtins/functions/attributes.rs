//! Functions of attributes and namespaces: `getattr`, `setattr`, `hasattr`, `delattr`, `vars`, `dir`,
//! `globals`, `locals`.

use super::define_flow;
use crate::Result;
use crate::builtins::dict;
use crate::builtins::object::namespace::namespace_of;
use crate::native::{Args, Flow};
use crate::object::Dict;
use crate::object::cycles::tracked;
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::attr::AttrLookup;

fn attribute_name(vm: &Vm, name: &Value) -> Result<Sym> {
    match name.as_str() {
        Some(name) => Ok(Sym::new(name)),
        None => {
            let class = vm.types.name_of(name);
            Err(vm.type_error(format!("attribute name must be string, not '{class}'")))
        }
    }
}

fn getattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("getattr() takes no keyword arguments"));
    }
    let (object, name, default) = match &args.pos[..] {
        [object, name] => (object, name, None),
        [object, name, default] => (object, name, Some(default)),
        other => {
            let (what, limit) = if other.len() < 2 { ("least", 2) } else { ("most", 3) };
            let given = other.len();
            return Err(vm.type_error(format!("getattr expected at {what} {limit} arguments, got {given}")));
        }
    };
    let symbol = attribute_name(vm, name)?;
    match vm.get_attr(object, symbol) {
        Ok(AttrLookup::Value(value)) => Ok(Flow::Value(value)),
        Ok(AttrLookup::Call(function, call)) => Ok(match default {
            None => Flow::call(function, call),
            Some(default) => {
                let args = Args::new([function, Value::tuple(call.pos.to_vec()), default.clone()]);
                Flow::call(vm.prelude("_attribute_or"), args)
            }
        }),
        Err(raised) => match default {
            Some(default) if raised.is(&vm.exceptions.attribute_error) => Ok(Flow::Value(default.clone())),
            _ => Err(raised),
        },
    }
}

fn hasattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name] = args.exactly(vm, "hasattr")?;
    let symbol = attribute_name(vm, &name)?;
    match vm.get_attr(&object, symbol) {
        Ok(AttrLookup::Value(_)) => Ok(Flow::Value(Value::Bool(true))),
        Ok(AttrLookup::Call(function, call)) => {
            let args = Args::new([function, Value::tuple(call.pos.to_vec())]);
            Ok(Flow::call(vm.prelude("_has_attribute"), args))
        }
        Err(raised) if raised.is(&vm.exceptions.attribute_error) => Ok(Flow::Value(Value::Bool(false))),
        Err(raised) => Err(raised),
    }
}

fn setattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name, value] = args.exactly(vm, "setattr")?;
    let name = attribute_name(vm, &name)?;
    let call = vm.set_attr(&object, name, value)?;
    Ok(done_by(call))
}

fn delattr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name] = args.exactly(vm, "delattr")?;
    let name = attribute_name(vm, &name)?;
    let call = vm.del_attr(&object, name)?;
    Ok(done_by(call))
}

/// `None`, after a call that sets or deletes the attribute.
fn done_by(call: Option<(Value, Args)>) -> Flow {
    match call {
        Some((function, args)) => crate::builtins::after::after(function, args, |_, _| Ok(Value::None)),
        None => Flow::Value(Value::None),
    }
}

fn vars(vm: &mut Vm, args: Args) -> Result<Flow> {
    let Some(object) = args.pos.first() else { return locals(vm, args) };
    match vm.get_attr(object, sym::DICT) {
        Ok(AttrLookup::Value(value)) => Ok(Flow::Value(value)),
        Ok(AttrLookup::Call(function, args)) => Ok(Flow::call(function, args)),
        Err(_) => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

fn dir(vm: &mut Vm, args: Args) -> Result<Flow> {
    let Some(object) = args.pos.first() else {
        let names = vm.visible_variables().into_iter().map(|(name, _)| Value::str(&name.name())).collect();
        return Ok(Flow::call(
            vm.prelude("_sorted"),
            Args::new([Value::list(names), Value::None, Value::Bool(false)]),
        ));
    };
    match vm.types.borrow_of(object).lookup(Sym::new("__dir__")) {
        Some(function @ Value::Function(_)) => {
            Ok(Flow::call(vm.prelude("_dir"), Args::new([function, object.clone()])))
        }
        _ => {
            let object = object.clone();
            names_of(vm, &object)
        }
    }
}

/// The names of an object's attributes, each once, sorted.
pub(crate) fn names_of(vm: &mut Vm, object: &Value) -> Result<Flow> {
    let names = tracked(Dict::default());
    for name in vm.names_of(object) {
        dict::set(vm, &names, &Value::str(&name.name()), &Value::None)?;
    }
    let args = Args::new([Value::Dict(names), Value::None, Value::Bool(false)]);
    Ok(Flow::call(vm.prelude("_sorted"), args))
}

fn globals(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [] = args.exactly(vm, "globals")?;
    let module = vm.running_module().map_or(Value::None, Value::Module);
    Ok(Flow::Value(namespace_of(vm, &module).unwrap_or(Value::None)))
}

/// `locals()`: in a function a copy of its variables, in a class body and a module these.
fn locals(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [] = args.exactly(vm, "locals")?;
    if vm.runs_module() {
        return globals(vm, Args::none());
    }
    Ok(Flow::Value(match vm.class_namespace() {
        Some(namespace) => crate::builtins::object::namespace::of_class_body(vm, namespace),
        None => Value::Dict(vm.locals_of_call()),
    }))
}

pub(super) fn install(vm: &Vm) {
    define_flow(vm, "getattr", getattr);
    define_flow(vm, "hasattr", hasattr);
    define_flow(vm, "setattr", setattr);
    define_flow(vm, "delattr", delattr);
    define_flow(vm, "vars", vars);
    define_flow(vm, "dir", dir);
    define_flow(vm, "globals", globals);
    define_flow(vm, "locals", locals);
}
