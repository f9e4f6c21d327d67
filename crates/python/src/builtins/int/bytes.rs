//! `to_bytes()` and `from_bytes()`

use num_bigint::{BigInt, Sign};

use super::integer;
use crate::Result;
use crate::builtins::bytes::arguments::bytes_like;
use crate::builtins::construct::instance_of;
use crate::builtins::fault::{OrRaise, room_for, type_name};
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
    let length = args.take(1, "length");
    let big_endian = byte_order(vm, args.take(2, "byteorder"), "to_bytes")?;
    let signed = signed(vm, &mut args)?;
    no_more(vm, &args, "to_bytes", 3)?;
    let this = integer(vm, &args.take(0, "self").unwrap_or_default(), "to_bytes")?;
    let length = match &length {
        Some(length) => arguments::integer(vm, length)?,
        None => 1,
    };
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
    let class = args.take(0, "cls").unwrap_or_default();
    let bytes = args.take(1, "bytes");
    let big_endian = byte_order(vm, args.take(2, "byteorder"), "from_bytes")?;
    let signed = signed(vm, &mut args)?;
    no_more(vm, &args, "from_bytes", 3)?;
    let Some(bytes) = bytes else {
        return Err(vm.type_error("from_bytes() missing required argument 'bytes' (pos 1)"));
    };
    let bytes = match plain(&bytes) {
        Value::Bytes(bytes) => bytes.as_slice().to_vec(),
        Value::List(list) => crate::builtins::bytes::from_items(vm, &list.items.borrow())?,
        Value::Tuple(items) => crate::builtins::bytes::from_items(vm, items)?,
        _ => match bytes_like(vm, &bytes) {
            Some(bytes) => bytes.as_slice().to_vec(),
            None => {
                let given = type_name(&vm.types, &bytes);
                return Err(vm.type_error(format!("cannot convert '{given}' object to bytes")));
            }
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
        Value::Type(class) if class.heap => {
            Ok(Flow::call(Value::Type(class), Args::new([Value::big(number)])))
        }
        _ => Ok(instance_of(vm, &vm.types.int, Value::big(number)).into()),
    }
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

fn no_more(vm: &Vm, args: &Args, method: &str, limit: usize) -> Result<()> {
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for {method}()")));
    }
    if args.pos.len() > limit {
        let given = args.pos.len() - 1;
        return Err(vm.type_error(format!("{method}() takes at most 2 positional arguments ({given} given)")));
    }
    Ok(())
}
