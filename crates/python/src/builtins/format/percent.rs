//! `template % arguments`

pub mod plan;
pub mod render;

use std::borrow::Cow;

use super::NativeText;
use crate::Result;
use crate::builtins::fault::{Fault, OrRaise, room_for, type_name};
use crate::builtins::number::{Number, plain};
use crate::native::{Args, Flow};
use crate::object::{Bytes, NativeFunction};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use plan::{Piece, Plan, keys};
use render::{Conversion, needs_python, render};

/// `template % arguments`, of `str` or `bytes`: in Rust where no object's own methods are needed, else
/// through Python.
///
/// # Errors
/// `TypeError`, `ValueError`, `KeyError`, `OverflowError` in CPython's words.
pub(crate) fn format(vm: &mut Vm, template: &Value, arguments: &Value) -> Result<Flow> {
    let text = Template::of(template);
    if text.has_keys() && has_own_lookup(vm, arguments) {
        let args = Args::new([template.clone(), arguments.clone(), Value::list(text.keys().or_raise(vm)?)]);
        return Ok(Flow::call(vm.prelude("_percent_mapping"), args));
    }
    let plan = text.plan(vm, arguments);
    let mut result = String::with_capacity(text.text.len() * 2);
    for piece in &plan.pieces {
        match piece {
            Piece::Text(text) => result.push_str(text),
            Piece::Field(conversion, value) => match prepare(vm, text.is_bytes, conversion, value)? {
                Some(value) => push(vm, &mut result, &render(&vm.types, conversion, &value).or_raise(vm)?)?,
                None => return convert_in_python(vm, template, arguments, &plan),
            },
        }
    }
    text.finish(result, plan.fault).or_raise(vm)
}

/// Has Python code convert all values to what [`finish`] takes: texts, bytes and numbers.
fn convert_in_python(vm: &mut Vm, template: &Value, arguments: &Value, plan: &Plan) -> Result<Flow> {
    let is_bytes = matches!(plain(template), Value::Bytes(_));
    let wants = plan.pieces.iter().filter_map(|piece| match piece {
        Piece::Field(conversion, value) => {
            let kind = match conversion.kind {
                's' if is_bytes => 'b',
                'r' if is_bytes => 'a',
                kind => kind,
            };
            Some(Value::tuple(vec![Value::str(kind.encode_utf8(&mut [0; 4])), value.clone()]))
        }
        Piece::Text(_) => None,
    });
    let wants = Value::list(wants.collect());
    let bound = Value::tuple(vec![template.clone(), arguments.clone()]);
    let finish = NativeFunction::bound("finish", bound, finish);
    Ok(Flow::call(vm.prelude("_percent"), Args::new([finish, wants])))
}

/// Renders a template whose values Python code has converted.
fn finish(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [Value::Tuple(bound), Value::List(converted)] = &args.pos[..] else {
        return Err(vm.type_error("finish() takes a list"));
    };
    let [template, arguments] = &bound[..] else { return Err(vm.type_error("finish() takes a list")) };
    let text = Template::of(template);
    let plan = text.plan(vm, arguments);
    let mut converted = converted.items.borrow().clone().into_iter();
    let mut result = String::with_capacity(text.text.len() * 2);
    for piece in &plan.pieces {
        match piece {
            Piece::Text(text) => result.push_str(text),
            Piece::Field(conversion, _) => {
                let value = match converted.next().unwrap_or_default() {
                    Value::Bytes(bytes) if text.is_bytes => Value::string(latin1(&bytes)),
                    value => value,
                };
                push(vm, &mut result, &render(&vm.types, conversion, &value).or_raise(vm)?)?;
            }
        }
    }
    text.finish(result, plan.fault).or_raise(vm)
}

fn push(vm: &Vm, result: &mut String, text: &str) -> Result<()> {
    room_for(result.len().checked_add(text.len())).or_raise(vm)?;
    result.push_str(text);
    Ok(())
}

/// A template of `str`, or of `bytes` with each byte as the character of its number.
struct Template<'a> {
    text: Cow<'a, str>,
    is_bytes: bool,
}

impl<'a> Template<'a> {
    fn of(template: &'a Value) -> Template<'a> {
        match plain(template) {
            Value::Bytes(bytes) => Template { text: Cow::Owned(latin1(bytes)), is_bytes: true },
            _ => Template { text: Cow::Borrowed(template.as_str().unwrap_or_default()), is_bytes: false },
        }
    }

    fn plan(&self, vm: &Vm, arguments: &Value) -> Plan<'_> {
        Plan::new(&self.text, arguments, is_mapping(vm, arguments, self.is_bytes), self.is_bytes)
    }

    fn has_keys(&self) -> bool {
        self.text.contains("%(")
    }

    fn keys(&self) -> Result<Vec<Value>, Fault> {
        let key = |key: &str| if self.is_bytes { from_latin1(key) } else { Value::str(key) };
        Ok(keys(&self.text)?.into_iter().map(key).collect())
    }

    fn finish(&self, result: String, fault: Option<Fault>) -> Result<Flow, Fault> {
        match fault {
            Some(fault) => Err(fault),
            None if self.is_bytes => Ok(from_latin1(&result).into()),
            None => Ok(Value::string(result).into()),
        }
    }
}

fn latin1(bytes: &Bytes) -> String {
    bytes.as_slice().iter().map(|&byte| byte as char).collect()
}

fn from_latin1(text: &str) -> Value {
    Value::bytes(text.chars().map(|c| c as u8).collect())
}

/// What [`render`] takes for a value; `None` if Python code has to make it.
fn prepare(vm: &mut Vm, is_bytes: bool, conversion: &Conversion, value: &Value) -> Result<Option<Value>> {
    match conversion.kind {
        's' | 'b' if is_bytes => bytes_argument(vm, value),
        'c' if is_bytes => byte_argument(vm, value).map(Some),
        kind @ ('s' | 'r' | 'a') => {
            let kind = if is_bytes { 'a' } else { kind };
            Ok(NativeText::of(vm, kind, value)?.map(Value::string))
        }
        kind if needs_python(kind, value) => Ok(None),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' if is_bytes && Number::of(value).is_none() => {
            let given = type_name(&vm.types, value);
            Err(vm.type_error(format!("float argument required, not {given}")))
        }
        _ => Ok(Some(value.clone())),
    }
}

fn bytes_argument(vm: &Vm, value: &Value) -> Result<Option<Value>> {
    match (plain(value), value) {
        (Value::Bytes(bytes), _) => Ok(Some(Value::string(latin1(bytes)))),
        (_, Value::Instance(instance)) if instance.class.lookup(Sym::new("__bytes__")).is_some() => Ok(None),
        _ => {
            let given = type_name(&vm.types, value);
            Err(vm.type_error(format!(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '{given}'"
            )))
        }
    }
}

fn byte_argument(vm: &Vm, value: &Value) -> Result<Value> {
    let byte = match (plain(value), Number::of(value)) {
        (Value::Bytes(bytes), _) if bytes.as_slice().len() == 1 => bytes.as_slice()[0],
        (_, Some(Number::Int(byte))) => {
            u8::try_from(byte).map_err(|_| vm.overflow_error("%c arg not in range(256)"))?
        }
        (_, Some(Number::Big(_))) => return Err(vm.overflow_error("%c arg not in range(256)")),
        _ => return Err(vm.type_error("%c requires an integer in range(256) or a single byte")),
    };
    Ok(Value::str((byte as char).encode_utf8(&mut [0; 4])))
}

/// Whether `arguments` are looked up in by a method of their own.
fn has_own_lookup(vm: &Vm, arguments: &Value) -> bool {
    matches!(arguments, Value::Instance(_) | Value::List(_) | Value::Bytes(_) | Value::Range(_))
        && is_mapping(vm, arguments, false)
}

/// Whether `arguments` have `__getitem__` and are neither a tuple nor a text: then nobody minds unused ones.
fn is_mapping(vm: &Vm, arguments: &Value, is_bytes: bool) -> bool {
    match plain(arguments) {
        Value::Tuple(_) => false,
        Value::Str(_) => false,
        Value::Bytes(_) => !is_bytes,
        Value::Dict(_) | Value::List(_) | Value::Range(_) => true,
        _ => vm.type_of(arguments).lookup(sym::GETITEM).is_some(),
    }
}
