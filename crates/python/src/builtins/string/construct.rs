//! `str(…)`

use std::rc::Rc;

use super::codec;
use crate::Result;
use crate::builtins::bytes::arguments::bytes_like;
use crate::builtins::construct::{class_argument, instance_of};
use crate::builtins::fault::type_name;
use crate::builtins::number::plain;
use crate::builtins::repr;
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.static_method("__new__", new);
}

/// `str.__new__(cls, object='', encoding='utf-8', errors='strict')`
fn new(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let class = class_argument(vm, &mut args, &vm.types.str.clone())?;
    let given = args.pos.len() + args.kw.len();
    if given > 3 {
        return Err(vm.type_error(format!("str() takes at most 3 arguments ({given} given)")));
    }
    let object = args.take(0, "object");
    let (encoding, errors) = (args.take(1, "encoding"), args.take(2, "errors"));
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for str()")));
    }
    let Some(object) = object else { return Ok(instance_of(vm, &class, Value::str("")).into()) };
    if encoding.is_some() || errors.is_some() {
        let encoding = codec::option(vm, encoding, "str", "encoding", "utf-8")?;
        let errors = codec::option(vm, errors, "str", "errors", "strict")?;
        let text = decode(vm, &object, &encoding, &errors)?;
        return Ok(instance_of(vm, &class, text).into());
    }
    if let Value::Str(text) = &object {
        return Ok(instance_of(vm, &class, Value::Str(text.clone())).into());
    }
    match repr::brief_str(vm, &object) {
        Some(text) => Ok(instance_of(vm, &class, Value::string(text)).into()),
        None if Rc::ptr_eq(&class, &vm.types.str) => Ok(Flow::call(vm.prelude("_str"), Args::new([object]))),
        None => Ok(Flow::call(vm.prelude("_str_subclass"), Args::new([Value::Type(class), object]))),
    }
}

fn decode(vm: &Vm, object: &Value, encoding: &str, errors: &str) -> Result<Value> {
    if let Some(bytes) = bytes_like(vm, object) {
        return codec::decode(vm, &bytes, encoding, errors);
    }
    match plain(object) {
        Value::Str(_) => Err(vm.type_error("decoding str is not supported")),
        _ => {
            let given = type_name(&vm.types, object);
            let message = format!("decoding to str: need a bytes-like object, {given} found");
            Err(vm.type_error(message))
        }
    }
}
