//! `to_bytes()` and `from_bytes()`

use num_bigint::{BigInt, Sign};

use super::integer;
use crate::Result;
use crate::builtins::bytes::arguments::bytes_like;
use crate::builtins::construct::instance_of;
use crate::builtins::fault::{OrRaise, room_for};
use crate::builtins::number::big::check_bits;
use crate::builtins::number::plain;
use crate::builtins::string::arguments;
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.method("to_bytes", to_bytes);
    class.class_method("from_bytes", from_bytes);
}

/// `number.to_bytes(length=1, byteorder='big', *, signed=False)`
fn to_bytes(vm: &mut Vm, mut args: Args) -> Result<Value> {
    no_more_than(vm, &args, "to_bytes", 3)?;
    let length = match args.take(1, "length") {
        Some(length) => arguments::integer(vm, &length)?,
        None => 1,
    };
    let order = args.take(2, "byteorder");
    let signed = signed(vm, &mut args)?;
    no_keywords_left(vm, &args, "to_bytes")?;
    let big_endian = byte_order(vm, order, "to_bytes")?;
    let this = integer(vm, &args.take(0, "self").unwrap_or_default(), "to_bytes")?;
    let length =
        usize::try_from(length).map_err(|_| vm.value_error("length argument must be non-negative"))?;
    room_for(Some(length)).or_raise(vm)?;
    let negative = this.sign() == Sign::Minus;
    if negative && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { this.to_signed_bytes_le() } else { this.magnitude().to_bytes_le() };
    if this.sign() == Sign::NoSign {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    bytes.resize(length, if negative { 0xff } else { 0 });
    if big_endian {
        bytes.reverse();
    }
    Ok(Value::bytes(bytes))
}

/// `int.from_bytes(bytes, byteorder='big', *, signed=False)`
fn from_bytes(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    no_more_than(vm, &args, "from_bytes", 3)?;
    let class = args.take(0, "cls").unwrap_or_default();
    let bytes = args.take(1, "bytes");
    let order = args.take(2, "byteorder");
    let signed = signed(vm, &mut args)?;
    let Some(bytes) = bytes else {
        return Err(vm.type_error("from_bytes() missing required argument 'bytes' (pos 1)"));
    };
    no_keywords_left(vm, &args, "from_bytes")?;
    let big_endian = byte_order(vm, order, "from_bytes")?;
    let bytes = match plain(&bytes) {
        Value::Bytes(bytes) => bytes.as_slice().to_vec(),
        Value::List(list) => crate::builtins::bytes::from_items(vm, &list.items.borrow())?,
        Value::Tuple(items) => crate::builtins::bytes::from_items(vm, items)?,
        _ => match bytes_like(vm, &bytes) {
            Some(bytes) => bytes.as_slice().to_vec(),
            None => return Ok(from_others(vm, class, bytes, big_endian, signed)),
        },
    };
    check_bits(Some(bytes.len() as u64 * 8)).or_raise(vm)?;
    let number = match (big_endian, signed) {
        (true, true) => BigInt::from_signed_bytes_be(&bytes),
        (false, true) => BigInt::from_signed_bytes_le(&bytes),
        (true, false) => BigInt::from_bytes_be(Sign::Plus, &bytes),
        (false, false) => BigInt::from_bytes_le(Sign::Plus, &bytes),
    };
    match class {
        Value::Type(class) if !std::rc::Rc::ptr_eq(&class, &vm.types.int) => {
            Ok(Flow::call(Value::Type(class), Args::new([Value::big(number)])))
        }
        _ => Ok(instance_of(vm, &vm.types.int, Value::big(number)).into()),
    }
}

/// `from_bytes()` of what has `__bytes__` or gives its bytes one by one.
fn from_others(vm: &Vm, class: Value, bytes: Value, big_endian: bool, signed: bool) -> Flow {
    let order = Value::str(if big_endian { "big" } else { "little" });
    Flow::call(vm.prelude("_int_from_others"), Args::new([class, bytes, order, Value::Bool(signed)]))
}

/// Whether the most significant byte comes first.
fn byte_order(vm: &Vm, order: Option<Value>, method: &str) -> Result<bool> {
    let Some(order) = order else { return Ok(true) };
    let order = arguments::text_argument(vm, &order, &format!("{method}() argument 'byteorder'"))?;
    match order.as_str() {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn signed(vm: &Vm, args: &mut Args) -> Result<bool> {
    match args.take_kw("signed") {
        Some(flag) => Ok(vm.truth(&flag).unwrap_or(true)),
        None => Ok(false),
    }
}

fn no_keywords_left(vm: &Vm, args: &Args, method: &str) -> Result<()> {
    match args.kw.first() {
        Some((name, _)) => {
            Err(vm.type_error(format!("'{name}' is an invalid keyword argument for {method}()")))
        }
        None => Ok(()),
    }
}

fn no_more_than(vm: &Vm, args: &Args, method: &str, limit: usize) -> Result<()> {
    // With `signed` there are so many parameters, without it so many are not for keywords only.
    let given = args.pos.len() - 1;
    if given + args.kw.len() > limit {
        return Err(vm.type_error(format!("{method}() takes at most {limit} arguments ({given} given)")));
    }
    if given >= limit {
        return Err(vm.type_error(format!("{method}() takes at most 2 positional arguments ({given} given)")));
    }
    Ok(())
}
