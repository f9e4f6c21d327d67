//! `__init__` of data classes and `__new__` of named tuples: they bind arguments to fields, with the messages
//! that a function written out would give.
//!
//! Each is a native around its description, a tuple of immutable values.

use std::rc::Rc;

use loopscope_python::object::cycles::tracked;
use loopscope_python::object::{Instance, NativeCode};
use loopscope_python::{Args, Flow, NativeFunction, Payload, Raised, Result, Sym, Tuple, Value, Vm};

struct Parameter<'d> {
    name: &'d str,
    keyword_only: bool,
    optional: bool,
}

/// `dataclass_init(description)`: (qualname, fields, frozen, plain, has `__post_init__`, fill, frozen, factories),
/// where a field is (name, init, keyword-only, is InitVar, kind of default, default).
///
/// # Errors
/// `TypeError`
pub(super) fn make_init(vm: &mut Vm, args: Args) -> Result<Value> {
    let [description] = args.exactly(vm, "dataclass_init")?;
    Ok(bound_init(description))
}

/// `namedtuple_new(qualname, names, defaults)`
///
/// # Errors
/// `TypeError`
pub(super) fn make_new(vm: &mut Vm, args: Args) -> Result<Value> {
    let description: [Value; 3] = args.exactly(vm, "namedtuple_new")?;
    Ok(bound_new(Value::tuple(description.to_vec())))
}

fn bound_init(description: Value) -> Value {
    NativeFunction::build("__init__", NativeCode::Flow(init), true, description)
}

fn bound_new(description: Value) -> Value {
    NativeFunction::build("__new__", NativeCode::Flow(new), false, description)
}

fn tuple<'v>(vm: &Vm, value: Option<&'v Value>) -> Result<&'v Rc<Tuple>> {
    match value {
        Some(Value::Tuple(items)) => Ok(items),
        _ => Err(vm.type_error("not a description of fields")),
    }
}

fn is_true(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Bool(true)))
}

fn init(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    const DEFAULT: i64 = 1;
    const FACTORY: i64 = 2;
    let description = args.pos.remove(0);
    let description = tuple(vm, Some(&description))?;
    if args.pos.is_empty() {
        return Err(vm.type_error("__init__() needs an instance"));
    }
    let this = args.pos.remove(0);
    let qualname = description.first().and_then(Value::as_str).unwrap_or_default();
    let fields = tuple(vm, description.get(1))?;
    let fields: Vec<&Rc<Tuple>> = fields.iter().map(|field| tuple(vm, Some(field))).collect::<Result<_>>()?;
    let kind = |field: &Tuple| if let Some(Value::Int(kind)) = field.get(4) { *kind } else { 0 };
    let parameters: Vec<Parameter> = fields
        .iter()
        .filter(|field| is_true(field.get(1)))
        .map(|field| Parameter {
            name: field.first().and_then(Value::as_str).unwrap_or_default(),
            keyword_only: is_true(field.get(2)),
            optional: kind(field) != 0,
        })
        .collect();
    let mut given = bind(vm, qualname, &parameters, args)?.into_iter();
    let mut values = Vec::with_capacity(fields.len());
    let mut post = Vec::new();
    for field in fields {
        let value = if is_true(field.get(1)) { given.next().unwrap_or_default() } else { Value::Undefined };
        let missing = !value.is_defined();
        let value = match kind(field) {
            DEFAULT if missing => field.get(5).cloned().unwrap_or_default(),
            _ if missing => Value::None,
            _ => value,
        };
        if is_true(field.get(3)) {
            post.push(value);
        } else {
            values.push((field[0].clone(), value, missing && kind(field) == FACTORY));
        }
    }
    let (frozen, plain) = (is_true(description.get(2)), is_true(description.get(3)));
    let assigned = if plain { assign_plainly(vm, &this, &values, frozen)? } else { 0 };
    if plain && assigned == values.len() {
        return Ok(Flow::Value(Value::None));
    }
    let left = values.drain(assigned..);
    let left = left.map(|(name, value, wants)| Value::tuple(vec![name, value, Value::Bool(wants)])).collect();
    let post = if is_true(description.get(4)) { Value::tuple(post) } else { Value::None };
    let item = |at: usize| description.get(at).cloned().unwrap_or_default();
    Ok(Flow::call(item(5), Args::new([this, item(6), Value::tuple(left), item(7), post])))
}

/// Sets attributes in Rust; how many could be set so.
fn assign_plainly(vm: &mut Vm, this: &Value, values: &[(Value, Value, bool)], frozen: bool) -> Result<usize> {
    for (at, (name, value, _)) in values.iter().enumerate() {
        let name = Sym::new(name.as_str().unwrap_or_default());
        match this {
            Value::Instance(instance) if frozen => {
                instance.attrs.borrow_mut().insert(name, value.clone());
            }
            _ => {
                if vm.set_attr(this, name, value.clone())?.is_some() {
                    return Ok(at);
                }
            }
        }
    }
    Ok(values.len())
}

fn new(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let description = args.pos.remove(0);
    let description = tuple(vm, Some(&description))?;
    if args.pos.is_empty() {
        return Err(vm.type_error("__new__() needs a class"));
    }
    let Value::Type(class) = args.pos.remove(0) else { return Err(vm.type_error("__new__() needs a class")) };
    let qualname = description.first().and_then(Value::as_str).unwrap_or_default();
    let names = tuple(vm, description.get(1))?;
    let defaults = tuple(vm, description.get(2))?;
    let required = names.len() - defaults.len().min(names.len());
    let parameters: Vec<Parameter> = names
        .iter()
        .enumerate()
        .map(|(at, name)| Parameter {
            name: name.as_str().unwrap_or_default(),
            keyword_only: false,
            optional: at >= required,
        })
        .collect();
    let values = bind(vm, qualname, &parameters, args)?;
    let filled = values.into_iter().enumerate();
    let filled =
        filled.map(|(at, value)| if value.is_defined() { value } else { defaults[at - required].clone() });
    let payload = Payload::Value(Value::tuple(filled.collect()));
    Ok(Flow::Value(Value::Instance(tracked(Instance::new(class, payload)))))
}

/// The values of the parameters, `Undefined` for a default. `args` come without `self`, which messages count.
fn bind(vm: &Vm, qualname: &str, parameters: &[Parameter], args: Args) -> Result<Vec<Value>> {
    let positional = parameters.iter().filter(|parameter| !parameter.keyword_only).count();
    let given = args.pos.len();
    let keywords = args.kw.len();
    let mut values: Vec<Value> = args.pos.into_iter().take(positional).collect();
    values.resize(parameters.len(), Value::Undefined);
    for (name, value) in args.kw {
        let name = name.name();
        match parameters.iter().position(|parameter| parameter.name == &*name) {
            None => {
                return Err(
                    vm.type_error(format!("{qualname}() got an unexpected keyword argument '{name}'"))
                );
            }
            Some(at) if values[at].is_defined() => {
                return Err(vm.type_error(format!("{qualname}() got multiple values for argument '{name}'")));
            }
            Some(at) => values[at] = value,
        }
    }
    if given > positional {
        return Err(too_many(vm, qualname, &parameters[..positional], given, keywords));
    }
    for (kind, range) in [("positional", 0..positional), ("keyword-only", positional..parameters.len())] {
        let missing: Vec<&str> = range
            .filter(|&at| !values[at].is_defined() && !parameters[at].optional)
            .map(|at| parameters[at].name)
            .collect();
        if !missing.is_empty() {
            return Err(missing_arguments(vm, qualname, kind, &missing));
        }
    }
    Ok(values)
}

fn too_many(vm: &Vm, qualname: &str, positional: &[Parameter], given: usize, keyword_only: usize) -> Raised {
    let most = positional.len() + 1;
    let least = most - positional.iter().filter(|parameter| parameter.optional).count();
    let takes = if least == most { most.to_string() } else { format!("from {least} to {most}") };
    let plural = if most == 1 { "" } else { "s" };
    let given = given + 1;
    let also = match keyword_only {
        0 => String::new(),
        1 => " positional arguments (and 1 keyword-only argument)".to_owned(),
        count => format!(" positional arguments (and {count} keyword-only arguments)"),
    };
    vm.type_error(format!(
        "{qualname}() takes {takes} positional argument{plural} but {given}{also} were given"
    ))
}

fn missing_arguments(vm: &Vm, qualname: &str, kind: &str, names: &[&str]) -> Raised {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        [] => String::new(),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    let count = names.len();
    vm.type_error(format!("{qualname}() missing {count} required {kind} argument{plural}: {list}"))
}
