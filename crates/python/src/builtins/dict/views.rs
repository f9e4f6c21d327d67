//! `dict.keys()`, `dict.values()` and `dict.items()`: views that follow the dict.

use std::rc::Rc;

use super::{Place, place};
use crate::Result;
use crate::builtins::equal;
use crate::builtins::iterators::DictPart;
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Dict, Instance, Payload};
use crate::value::Value;
use crate::vm::Vm;

/// What such an object holds.
pub struct View {
    /// The dict.
    pub dict: Rc<Dict>,
    /// Which part of it.
    pub part: DictPart,
}

/// The view behind an object, if it is one.
pub fn view(value: &Value) -> Option<&View> {
    match value {
        Value::Instance(instance) => instance.native(),
        _ => None,
    }
}

/// A view of `dict`.
pub fn new(vm: &Vm, dict: &Rc<Dict>, part: DictPart) -> Value {
    let class = match part {
        DictPart::Keys => &vm.types.dict_keys,
        DictPart::Values => &vm.types.dict_values,
        DictPart::Items => &vm.types.dict_items,
    };
    let payload = Payload::Native(Box::new(View { dict: dict.clone(), part }));
    Value::Instance(tracked(Instance::new(class.clone(), payload)))
}

/// Keys, values or pairs, in order.
pub fn items(view: &View) -> Vec<Value> {
    let table = view.dict.table.borrow();
    table
        .iter()
        .map(|entry| match view.part {
            DictPart::Keys => entry.key.clone(),
            DictPart::Values => entry.value.clone(),
            DictPart::Items => Value::tuple(vec![entry.key.clone(), entry.value.clone()]),
        })
        .collect()
}

/// `item in view`; `None` if Python code must tell.
///
/// # Errors
/// `TypeError` if the key can't be hashed.
pub fn contains(vm: &mut Vm, view: &View, item: &Value) -> Result<Option<bool>> {
    match view.part {
        DictPart::Keys => super::contains(vm, &view.dict, item),
        DictPart::Values => {
            for value in items(view) {
                match equal::same(vm, &value, item) {
                    Some(false) => {}
                    other => return Ok(other),
                }
            }
            Ok(Some(false))
        }
        DictPart::Items => {
            let Value::Tuple(pair) = item else { return Ok(Some(false)) };
            let [key, value] = &pair[..] else { return Ok(Some(false)) };
            match place(vm, &view.dict, key)? {
                Place::At(at) => {
                    let table = view.dict.table.borrow();
                    Ok(table.entry(at).map_or(Some(false), |entry| equal::same(vm, &entry.value, value)))
                }
                Place::Absent(_) => Ok(Some(false)),
                Place::Unknown => Ok(None),
            }
        }
    }
}

/// Defines the methods of the views: keys and items are like sets, which Python code does.
pub(crate) fn install(vm: &Vm) {
    for class in [&vm.types.dict_keys, &vm.types.dict_items] {
        class.flow_method("__eq__", |vm, args| compare(vm, args, "=="));
        class.flow_method("__ne__", |vm, args| compare(vm, args, "!="));
        class.flow_method("__lt__", |vm, args| compare(vm, args, "<"));
        class.flow_method("__le__", |vm, args| compare(vm, args, "<="));
        class.flow_method("__gt__", |vm, args| compare(vm, args, ">"));
        class.flow_method("__ge__", |vm, args| compare(vm, args, ">="));
        class.flow_method("__and__", |vm, args| combine(vm, args, "&"));
        class.flow_method("__or__", |vm, args| combine(vm, args, "|"));
        class.flow_method("__sub__", |vm, args| combine(vm, args, "-"));
        class.flow_method("__xor__", |vm, args| combine(vm, args, "^"));
        class.flow_method("__rand__", |vm, args| reflected(vm, args, "&"));
        class.flow_method("__ror__", |vm, args| reflected(vm, args, "|"));
        class.flow_method("__rsub__", |vm, args| reflected(vm, args, "-"));
        class.flow_method("__rxor__", |vm, args| reflected(vm, args, "^"));
        class.flow_method("isdisjoint", |vm, args| Ok(Flow::call(vm.prelude("_view_isdisjoint"), args)));
        class.define(crate::symbol::sym::HASH, Value::None);
    }
    for class in [&vm.types.dict_keys, &vm.types.dict_values, &vm.types.dict_items] {
        class.attribute(
            "mapping",
            |vm, value| match view(value) {
                Some(view) => Ok(Value::Dict(view.dict.clone())),
                None => Err(vm.type_error("descriptor 'mapping' requires a view of a dict")),
            },
            None,
        );
    }
}

fn compare(vm: &mut Vm, args: Args, symbol: &str) -> Result<Flow> {
    let [view, other] = args.method(vm, "__eq__")?;
    if !is_set_like(&other) {
        return Ok(Flow::Value(Value::NotImplemented));
    }
    Ok(Flow::call(vm.prelude("_views_compare"), Args::new([view, other, Value::str(symbol)])))
}

fn combine(vm: &mut Vm, args: Args, symbol: &str) -> Result<Flow> {
    let [view, other] = args.method(vm, "__and__")?;
    Ok(Flow::call(vm.prelude("_views_combine"), Args::new([view, other, Value::str(symbol)])))
}

fn reflected(vm: &mut Vm, args: Args, symbol: &str) -> Result<Flow> {
    let [view, other] = args.method(vm, "__rand__")?;
    Ok(Flow::call(vm.prelude("_views_combine"), Args::new([other, view, Value::str(symbol)])))
}

fn is_set_like(value: &Value) -> bool {
    matches!(crate::builtins::number::plain(value), Value::Set(_))
        || view(value).is_some_and(|view| view.part != DictPart::Values)
}
