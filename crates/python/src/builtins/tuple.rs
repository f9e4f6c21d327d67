//! `tuple`

use std::rc::Rc;

use super::iterators::collect;
use super::list::methods::{count_in, index_in};
use super::number::plain;
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Instance, Payload, Tuple};
use crate::value::Value;
use crate::vm::Vm;

fn receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<Tuple>> {
    match plain(value) {
        Value::Tuple(items) => Ok(items.clone()),
        _ => {
            let class = vm.types.name_of(value);
            Err(vm.type_error(format!(
                "descriptor '{method}' for 'tuple' objects doesn't apply to a '{class}' object"
            )))
        }
    }
}

fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("tuple() takes no keyword arguments"));
    }
    if args.pos.len() > 2 {
        return Err(vm.type_error(format!("tuple expected at most 1 argument, got {}", args.pos.len() - 1)));
    }
    let mut pos = args.pos.into_iter();
    let class = pos.next().unwrap_or_default();
    let tuple = match pos.next() {
        None => Value::tuple(Vec::new()),
        Some(tuple @ Value::Tuple(_)) => tuple,
        Some(iterable) => match collect(vm, &iterable)? {
            Some(items) => Value::tuple(items),
            None => return Ok(Flow::call(vm.prelude("_tuple_new"), Args::new([class, iterable]))),
        },
    };
    Ok(Flow::Value(of_class(vm, &class, tuple)))
}

/// `tuple`, or an instance of a subclass of it.
fn of_class(vm: &Vm, class: &Value, tuple: Value) -> Value {
    match class {
        Value::Type(class) if !Rc::ptr_eq(class, &vm.types.tuple) => {
            Value::Instance(tracked(Instance::new(class.clone(), Payload::Value(tuple))))
        }
        _ => tuple,
    }
}

/// Defines the methods.
pub(crate) fn install(vm: &Vm) {
    let class = &vm.types.tuple;
    class.static_method("__new__", new);
    class.flow_method("count", |vm, args| {
        let [tuple, item] = args.method(vm, "tuple.count")?;
        let items = receiver(vm, &tuple, "count")?;
        count_in(vm, &items, item)
    });
    class.flow_method("index", |vm, args| {
        let [tuple, item, start, stop] = args.optional(vm, "index", 2)?;
        let items = receiver(vm, &tuple, "index")?;
        index_in(vm, &items, item, [start, stop], "tuple")
    });
    class.method("__getnewargs__", |vm, args| {
        let [tuple] = args.method(vm, "__getnewargs__")?;
        Ok(Value::tuple(vec![Value::Tuple(receiver(vm, &tuple, "__getnewargs__")?)]))
    });
}
