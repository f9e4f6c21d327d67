//! `bytes(…)`

use crate::Result;
use crate::builtins::construct::{class_argument, instance_of};
use crate::builtins::fault::{OrRaise, room_for, type_name};
use crate::builtins::number::{Number, plain};
use crate::builtins::string::codec;
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.static_method("__new__", new);
}

/// `bytes.__new__(cls, source=b'', encoding='utf-8', errors='strict')`
fn new(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let class = class_argument(vm, &mut args, &vm.types.bytes.clone())?;
    let given = args.pos.len() + args.kw.len();
    if given > 3 {
        return Err(vm.type_error(format!("bytes() takes at most 3 arguments ({given} given)")));
    }
    let source = args.take(0, "source");
    let (encoding, errors) = (args.take(1, "encoding"), args.take(2, "errors"));
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for bytes()")));
    }
    let which = match (&encoding, &errors) {
        (Some(_), _) => Some("encoding"),
        (None, Some(_)) => Some("errors"),
        (None, None) => None,
    };
    let encoding = codec::option(vm, encoding, "bytes", "encoding", "utf-8")?;
    let errors = codec::option(vm, errors, "bytes", "errors", "strict")?;
    let Some(source) = source else {
        if let Some(which) = which {
            return Err(vm.type_error(format!("{which} without a string argument")));
        }
        return Ok(instance_of(vm, &class, Value::bytes(Vec::new())).into());
    };
    if let Value::Str(text) = plain(&source) {
        if which != Some("encoding") {
            return Err(vm.type_error("string argument without an encoding"));
        }
        let bytes = codec::encode(vm, text, &encoding, &errors)?;
        return Ok(instance_of(vm, &class, bytes).into());
    }
    if let Some(which) = which {
        return Err(vm.type_error(format!("{which} without a string argument")));
    }
    let bytes = match plain(&source) {
        Value::Bytes(bytes) => Value::Bytes(bytes.clone()),
        Value::List(list) => Value::bytes(super::from_items(vm, &list.items.borrow())?),
        Value::Tuple(items) => Value::bytes(super::from_items(vm, items)?),
        Value::Float(_) | Value::None | Value::Function(_) | Value::Native(_) => {
            return Err(cannot_convert(vm, &source));
        }
        _ => match Number::of(&source) {
            Some(Number::Int(count)) => {
                let count = usize::try_from(count).map_err(|_| vm.value_error("negative count"))?;
                room_for(Some(count)).or_raise(vm)?;
                Value::bytes(vec![0; count])
            }
            Some(_) => return Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
            None if vm.type_of(&source).lookup(sym::ITER).is_none()
                && !matches!(source, Value::Instance(_) | Value::Iter(_)) =>
            {
                return Err(cannot_convert(vm, &source));
            }
            None => return Ok(Flow::call(vm.prelude("_bytes"), Args::new([Value::Type(class), source]))),
        },
    };
    Ok(instance_of(vm, &class, bytes).into())
}

fn cannot_convert(vm: &Vm, source: &Value) -> crate::Raised {
    let given = type_name(&vm.types, source);
    vm.type_error(format!("cannot convert '{given}' object to bytes"))
}
