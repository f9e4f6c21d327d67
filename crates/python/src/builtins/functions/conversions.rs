//! Functions of one value: `abs`, `round`, `divmod`, `pow`, `hash`, `repr`, `ascii`, `format`, `chr`, `ord`,
//! `bin`, `oct`, `hex`.

use num_bigint::BigInt;
use num_traits::Signed;

use super::{define, define_flow};
use crate::Result;
use crate::builtins::after::after;
use crate::builtins::fault::OrRaise;
use crate::builtins::number::{self, plain};
use crate::builtins::slice::not_an_integer;
use crate::builtins::{format, hash as hashing, repr as texts, string};
use crate::native::{Args, Flow};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

fn is_native(value: &Value) -> bool {
    !matches!(value, Value::Instance(_))
}

fn type_name(vm: &Vm, value: &Value) -> std::rc::Rc<str> {
    crate::builtins::fault::type_name(&vm.types, value)
}

fn abs(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.exactly(vm, "abs")?;
    if is_native(&value)
        && let Some(result) = number::abs(&value)
    {
        return Ok(Flow::Value(result));
    }
    match vm.types.borrow_of(&value).special(sym::ABS) {
        Some(function) => Ok(Flow::call(function, Args::new([value]))),
        None => Err(vm.type_error(format!("bad operand type for abs(): '{}'", type_name(vm, &value)))),
    }
}

fn round(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let given = args.pos.len() + args.kw.len();
    if given > 2 {
        return Err(vm.type_error(format!("round() takes at most 2 arguments ({given} given)")));
    }
    let (value, digits) = (args.take(0, "number"), args.take(1, "ndigits"));
    let Some(value) = value else {
        return Err(vm.type_error("round() missing required argument 'number' (pos 1)"));
    };
    args.no_keywords_left(vm, "round")?;
    let digits = digits.filter(|digits| !digits.is_none());
    if is_native(&value) && number::Number::of(&value).is_some() {
        let count = match &digits {
            Some(digits) => Some(number::round::digits(vm, digits)?),
            None => None,
        };
        if let Some(result) = number::round::round(&value, count).or_raise(vm)? {
            return Ok(Flow::Value(result));
        }
    }
    match vm.types.borrow_of(&value).special(sym::ROUND) {
        Some(function) => Ok(Flow::call(function, Args::new([value].into_iter().chain(digits)))),
        None => {
            let class = type_name(vm, &value);
            Err(vm.type_error(format!("type {class} doesn't define __round__ method")))
        }
    }
}

fn divmod(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [a, b] = args.exactly(vm, "divmod")?;
    if is_native(&a)
        && is_native(&b)
        && let Some(result) = number::divmod(vm, &a, &b)?
    {
        return Ok(Flow::Value(result));
    }
    Ok(Flow::call(vm.prelude("_divmod"), Args::new([a, b])))
}

fn pow(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let given = args.pos.len() + args.kw.len();
    if given > 3 {
        return Err(vm.type_error(format!("pow() takes at most 3 arguments ({given} given)")));
    }
    let (base, exponent, modulus) = (args.take(0, "base"), args.take(1, "exp"), args.take(2, "mod"));
    let (Some(base), Some(exponent)) = (base.clone(), exponent) else {
        let missing = if base.is_none() { "'base' (pos 1)" } else { "'exp' (pos 2)" };
        return Err(vm.type_error(format!("pow() missing required argument {missing}")));
    };
    args.no_keywords_left(vm, "pow")?;
    match modulus.filter(|modulus| !modulus.is_none()) {
        None => Ok(Flow::call(vm.prelude("_pow"), Args::new([base, exponent]))),
        Some(modulus) => match number::pow_mod(vm, &base, &exponent, &modulus)? {
            Some(result) => Ok(result),
            None if vm.types.borrow_of(&base).lookup(sym::POW).is_some() && !is_native(&base) => {
                let function = vm.types.borrow_of(&base).lookup(sym::POW).unwrap_or_default();
                Ok(Flow::call(function, Args::new([base, exponent, modulus])))
            }
            None => {
                let names = [&base, &exponent, &modulus].map(|value| type_name(vm, value));
                Err(vm.type_error(format!(
                    "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                    names[0], names[1], names[2]
                )))
            }
        },
    }
}

fn hash(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.exactly(vm, "hash")?;
    if let Some(hash) = hashing::hash(vm, &value)? {
        return Ok(Flow::Value(Value::Int(hash)));
    }
    match vm.types.borrow_of(&value).special(sym::HASH) {
        Some(function) if !function.is_none() => Ok(after(function, Args::new([value]), check_hash)),
        _ => Err(hashing::unhashable(vm, &value)),
    }
}

fn check_hash(vm: &mut Vm, value: Value) -> Result<Value> {
    match plain(&value) {
        Value::Int(number) => Ok(Value::Int(if *number == -1 { -2 } else { *number })),
        Value::Big(_) | Value::Bool(_) => {
            let hash = hashing::hash(vm, plain(&value))?;
            Ok(Value::Int(hash.unwrap_or_default()))
        }
        _ => Err(vm.type_error("__hash__ method should return an integer")),
    }
}

fn repr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.exactly(vm, "repr")?;
    Ok(texts::repr(vm, value))
}

fn ascii(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.exactly(vm, "ascii")?;
    match texts::brief_repr(vm, &value) {
        Some(text) => Ok(Flow::Value(Value::string(string::repr::escape_non_ascii(&text)))),
        None => Ok(Flow::call(vm.prelude("_ascii"), Args::new([value]))),
    }
}

/// `_escape_non_ascii(text)`, for prelude code.
pub(crate) fn escape_non_ascii(vm: &mut Vm, args: Args) -> Result<Value> {
    let [text] = args.exactly(vm, "_escape_non_ascii")?;
    Ok(Value::string(string::repr::escape_non_ascii(text.as_str().unwrap_or_default())))
}

fn format(vm: &mut Vm, args: Args) -> Result<Flow> {
    args.without_keywords(vm, "format")?;
    let (value, spec) = match &args.pos[..] {
        [value] => (value.clone(), Value::str("")),
        [value, spec] => (value.clone(), spec.clone()),
        other => {
            let (what, limit) =
                if other.is_empty() { ("least 1 argument", 0) } else { ("most 2 arguments", 2) };
            let given = other.len().max(limit);
            return Err(vm.type_error(format!("format expected at {what}, got {given}")));
        }
    };
    let spec_text = string::arguments::text_argument(vm, &spec, "format() argument 2")?;
    let text = spec_text.as_str();
    if is_native(&value)
        && let Some(text) = format::format_value(vm, &value, text)?
    {
        return Ok(Flow::Value(Value::string(text)));
    }
    match vm.types.borrow_of(&value).special(sym::FORMAT) {
        Some(function) => Ok(after(function, Args::new([value, spec]), check_format)),
        None => Err(vm.type_error("unsupported format string")),
    }
}

fn check_format(vm: &mut Vm, value: Value) -> Result<Value> {
    if value.as_str().is_some() {
        return Ok(value);
    }
    Err(vm.type_error(format!("__format__ must return a str, not {}", type_name(vm, &value))))
}

fn chr(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value] = args.exactly(vm, "chr")?;
    let number = match plain(&value) {
        Value::Int(number) => *number,
        Value::Bool(flag) => i64::from(*flag),
        Value::Big(_) => return Err(vm.overflow_error("Python int too large to convert to C int")),
        _ => return by_index(vm, "chr", value),
    };
    if i32::try_from(number).is_err() {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    }
    match u32::try_from(number) {
        Ok(code) if (0xd800..0xe000).contains(&code) => {
            Err(vm.not_implemented_error("Loopscope lacks lone surrogates in strings"))
        }
        Ok(code) if char::from_u32(code).is_some() => {
            Ok(Flow::Value(string::char_value(char::from_u32(code).unwrap_or_default())))
        }
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, args: Args) -> Result<Value> {
    let [value] = args.exactly(vm, "ord")?;
    let length = match plain(&value) {
        Value::Str(text) => {
            let mut chars = text.as_str().chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => return Ok(Value::Int(i64::from(u32::from(c)))),
                _ => text.chars(),
            }
        }
        Value::Bytes(bytes) => match bytes.as_slice() {
            [byte] => return Ok(Value::Int(i64::from(*byte))),
            other => other.len(),
        },
        _ => {
            let class = type_name(vm, &value);
            return Err(vm.type_error(format!("ord() expected string of length 1, but {class} found")));
        }
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {length} found")))
}

/// The builtin function `name` of what `value.__index__()` gives.
fn by_index(vm: &Vm, name: &str, value: Value) -> Result<Flow> {
    if vm.types.borrow_of(&value).lookup(sym::INDEX).is_none() {
        return Err(not_an_integer(vm, &value));
    }
    let function = vm.builtins.get(Sym::new(name)).unwrap_or_default();
    Ok(Flow::call(vm.prelude("_apply_to_index"), Args::new([function, value])))
}

/// `bin`, `oct` and `hex`.
fn digits<const RADIX: u32>(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (name, prefix) = match RADIX {
        2 => ("bin", "0b"),
        8 => ("oct", "0o"),
        _ => ("hex", "0x"),
    };
    let [value] = args.exactly(vm, name)?;
    let number = match plain(&value) {
        Value::Int(number) => BigInt::from(*number),
        Value::Bool(flag) => BigInt::from(i64::from(*flag)),
        Value::Big(number) => BigInt::clone(number),
        _ => return by_index(vm, name, value),
    };
    let sign = if number.is_negative() { "-" } else { "" };
    let text = format!("{sign}{prefix}{}", number.abs().to_str_radix(RADIX));
    Ok(Flow::Value(Value::string(text)))
}

pub(super) fn install(vm: &Vm) {
    define_flow(vm, "abs", abs);
    define_flow(vm, "round", round);
    define_flow(vm, "divmod", divmod);
    define_flow(vm, "pow", pow);
    define_flow(vm, "hash", hash);
    define_flow(vm, "repr", repr);
    define_flow(vm, "ascii", ascii);
    define_flow(vm, "format", format);
    define_flow(vm, "chr", chr);
    define(vm, "ord", ord);
    define_flow(vm, "bin", digits::<2>);
    define_flow(vm, "oct", digits::<8>);
    define_flow(vm, "hex", digits::<16>);
}
