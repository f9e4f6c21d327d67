//! `join()`, `format()` and operators as methods.

use super::arguments::{receiver, untouched_receiver};
use super::concat;
use crate::Result;
use crate::builtins::fault::{OrRaise, room_for, type_name};
use crate::builtins::format;
use crate::builtins::number::plain;
use crate::bytecode::BinaryOp;
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

pub(super) fn install(class: &Type) {
    class.flow_method("join", join);
    class.flow_method("format", |vm, mut args| {
        let this = args.pos.first_mut().map(std::mem::take).unwrap_or_default();
        let this = receiver(vm, &this, "format")?;
        args.pos.remove(0);
        format::template::format(vm, this.as_str(), args)
    });
    class.flow_method("format_map", |vm, args| {
        let [this, mapping] = args.method(vm, "str.format_map")?;
        let this = receiver(vm, &this, "format_map")?;
        format::template::format_map(vm, this.as_str(), mapping)
    });
    class.flow_method("__format__", format::method);
    class.method("__add__", |vm, args| {
        let [this, other] = args.method(vm, "__add__")?;
        let this = untouched_receiver(vm, &this, "__add__")?;
        match (plain(&other), &other) {
            (Value::Str(other), _) => concat(&this, other).or_raise(vm),
            (_, Value::Instance(_)) => Ok(Value::NotImplemented),
            _ => {
                let given = type_name(&vm.types, &other);
                Err(vm.type_error(format!("can only concatenate str (not \"{given}\") to str")))
            }
        }
    });
    class.flow_method("__mul__", |vm, args| {
        let [this, count] = args.method(vm, "__mul__")?;
        operator(vm, BinaryOp::Mul, &this, &count)
    });
    class.flow_method("__rmul__", |vm, args| {
        let [this, count] = args.method(vm, "__rmul__")?;
        operator(vm, BinaryOp::Mul, &this, &count)
    });
    class.flow_method("__mod__", |vm, args| {
        let [this, arguments] = args.method(vm, "__mod__")?;
        operator(vm, BinaryOp::Mod, &this, &arguments)
    });
    class.flow_method("__rmod__", |vm, args| {
        let [this, template] = args.method(vm, "__rmod__")?;
        match plain(&template) {
            Value::Str(_) => operator(vm, BinaryOp::Mod, &template, &this),
            _ => Ok(Value::NotImplemented.into()),
        }
    });
}

fn operator(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> Result<Flow> {
    Ok(super::binary(vm, op, a, b)?.unwrap_or(Flow::Value(Value::NotImplemented)))
}

fn join(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, iterable] = args.method(vm, "str.join")?;
    let separator = untouched_receiver(vm, &this, "join")?;
    match &iterable {
        Value::List(list) => join_items(vm, separator.as_str(), &list.items.borrow()),
        Value::Tuple(items) => join_items(vm, separator.as_str(), items),
        _ => return Ok(Flow::call(vm.prelude("_join"), Args::new([this, iterable]))),
    }
    .map(Flow::Value)
}

fn join_items(vm: &Vm, separator: &str, items: &[Value]) -> Result<Value> {
    work::items(3 * items.len());
    let mut texts = Vec::with_capacity(items.len());
    let mut bytes = separator.len().checked_mul(items.len().saturating_sub(1));
    for (at, item) in items.iter().enumerate() {
        let Some(text) = item.as_str() else {
            let given = type_name(&vm.types, item);
            return Err(vm.type_error(format!("sequence item {at}: expected str instance, {given} found")));
        };
        bytes = bytes.and_then(|bytes| bytes.checked_add(text.len()));
        texts.push(text);
    }
    room_for(bytes).or_raise(vm)?;
    if let ([only], [_]) = (items, &texts[..])
        && matches!(only, Value::Str(_))
    {
        return Ok(only.clone());
    }
    Ok(Value::string(texts.join(separator)))
}
