//! The module `unicodedata`. The tables come when it is imported; `loopscope-python` asks for them.

use std::rc::Rc;

use loopscope_python::builtins::fault::{OrRaise, room_for};
use loopscope_python::{Args, Module, NativeFunction, Result, Value, Vm, work};
use unicode_names2::{Form, NAMES_BYTES, Properties};

/// A character may become as many bytes in a normalization form.
const MOST_BYTES: usize = 36;
/// CPython looks for no longer names.
const LONGEST_NAME: usize = 256;

/// Makes the module.
///
/// # Errors
/// None.
pub(crate) fn module(vm: &mut Vm) -> Result<Rc<Module>> {
    let module = vm.new_module("unicodedata");
    module.lacks.set("UCD ucd_3_2_0");
    module.define("unidata_version", unicode_names2::VERSION);
    let functions: [(&'static str, fn(&mut Vm, Args) -> Result<Value>); 13] = [
        ("name", name),
        ("lookup", lookup),
        ("category", |vm, args| property(vm, args, "category", |it| Value::str(it.category))),
        ("bidirectional", |vm, args| property(vm, args, "bidirectional", |it| Value::str(it.bidirectional))),
        ("combining", |vm, args| property(vm, args, "combining", |it| Value::Int(it.combining.into()))),
        ("east_asian_width", |vm, args| {
            property(vm, args, "east_asian_width", |it| Value::str(it.east_asian_width))
        }),
        ("mirrored", |vm, args| property(vm, args, "mirrored", |it| Value::Int(it.mirrored.into()))),
        ("decimal", |vm, args| number(vm, args, "decimal", "not a decimal", |it| digit(it.decimal))),
        ("digit", |vm, args| number(vm, args, "digit", "not a digit", |it| digit(it.digit))),
        ("numeric", |vm, args| {
            number(vm, args, "numeric", "not a numeric character", |it| Some(Value::Float(it.value)))
        }),
        ("decomposition", |vm, args| {
            let [of] = args.exactly(vm, "unicodedata.decomposition")?;
            Ok(Value::str(unicode_names2::decomposition(character(vm, &of, "decomposition", "")?)))
        }),
        ("normalize", normalize),
        ("is_normalized", is_normalized),
    ];
    for (name, code) in functions {
        module.define(name, NativeFunction::new(name, code));
    }
    Ok(module)
}

/// The character given to a function, as the argument of this description.
fn character(vm: &Vm, value: &Value, function: &str, argument: &str) -> Result<char> {
    let text = value.as_str().unwrap_or_default();
    let mut characters = text.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        return Ok(character);
    }
    let given = given(vm, value);
    Err(vm.type_error(format!("{function}() argument{argument} must be a unicode character, not {given}")))
}

/// What messages call an argument.
fn given(vm: &Vm, value: &Value) -> Rc<str> {
    if value.is_none() { "None".into() } else { vm.type_of(value).name.clone() }
}

fn no_keywords(vm: &Vm, args: &Args, function: &str) -> Result<()> {
    if args.kw.is_empty() {
        return Ok(());
    }
    Err(vm.type_error(format!("unicodedata.{function}() takes no keyword arguments")))
}

/// The arguments of a function of which the second may be missing.
fn one_or_two(vm: &Vm, mut args: Args, function: &str) -> Result<[Value; 2]> {
    no_keywords(vm, &args, function)?;
    // A function has no `self`.
    args.pos.insert(0, Value::None);
    let [_, first, second] = args.optional(vm, function, 2)?;
    Ok([first, second])
}

/// `name(chr[, default])`
fn name(vm: &mut Vm, args: Args) -> Result<Value> {
    let [of, default] = one_or_two(vm, args, "name")?;
    let of = character(vm, &of, "name", " 1")?;
    work::bytes(NAMES_BYTES / 128);
    match unicode_names2::name(of) {
        Some(name) => Ok(Value::string(name)),
        None if default.is_defined() => Ok(default),
        None => Err(vm.value_error("no such name")),
    }
}

/// `lookup(name)`
fn lookup(vm: &mut Vm, args: Args) -> Result<Value> {
    let [name] = args.exactly(vm, "unicodedata.lookup")?;
    let name = match &name {
        Value::Bytes(bytes) => String::from_utf8_lossy(bytes.as_slice()).into_owned(),
        _ => match name.as_str() {
            Some(name) => name.to_owned(),
            None => {
                let given = vm.type_of(&name).name.clone();
                return Err(vm.type_error(format!("a bytes-like object is required, not '{given}'")));
            }
        },
    };
    if name.len() > LONGEST_NAME {
        return Err(vm.key_error(Value::str("name too long")));
    }
    work::chars(NAMES_BYTES);
    match unicode_names2::lookup(&name) {
        Some(found) => Ok(Value::string(found)),
        None => Err(vm.key_error(Value::string(format!("undefined character name '{name}'")))),
    }
}

fn property(vm: &Vm, args: Args, function: &str, of: fn(Properties) -> Value) -> Result<Value> {
    let [value] = args.exactly(vm, &format!("unicodedata.{function}"))?;
    let character = character(vm, &value, function, "")?;
    Ok(unicode_names2::properties(character).map(of).unwrap_or_default())
}

fn digit(digit: Option<u8>) -> Option<Value> {
    digit.map(|digit| Value::Int(digit.into()))
}

/// `function(chr[, default])`
fn number(
    vm: &Vm,
    args: Args,
    function: &str,
    none: &str,
    of: fn(unicode_names2::Number) -> Option<Value>,
) -> Result<Value> {
    let [value, default] = one_or_two(vm, args, function)?;
    let character = character(vm, &value, function, " 1")?;
    match unicode_names2::number(character).and_then(of) {
        Some(number) => Ok(number),
        None if default.is_defined() => Ok(default),
        None => Err(vm.value_error(none)),
    }
}

/// The text of `function(form, unistr)`, and that in the form.
fn normal(vm: &Vm, args: Args, function: &str) -> Result<(Value, String)> {
    no_keywords(vm, &args, function)?;
    let [form, text] = args.exactly(vm, function)?;
    for (value, at) in [(&form, 1), (&text, 2)] {
        if value.as_str().is_none() {
            let given = given(vm, value);
            return Err(vm.type_error(format!("{function}() argument {at} must be str, not {given}")));
        }
    }
    let it = text.as_str().unwrap_or_default();
    if it.is_empty() {
        return Ok((text.clone(), String::new()));
    }
    let Some(form) = Form::named(form.as_str().unwrap_or_default()) else {
        return Err(vm.value_error("invalid normalization form"));
    };
    if !it.is_ascii() {
        room_for(it.chars().count().checked_mul(MOST_BYTES)).or_raise(vm)?;
        // A character is looked for in several tables.
        work::charge(it.len() as u64);
    }
    let normal = unicode_names2::normalize(form, it);
    Ok((text, normal))
}

/// `normalize(form, unistr)`
fn normalize(vm: &mut Vm, args: Args) -> Result<Value> {
    normal(vm, args, "normalize").map(|(_, normal)| Value::string(normal))
}

/// `is_normalized(form, unistr)`
fn is_normalized(vm: &mut Vm, args: Args) -> Result<Value> {
    let (text, normal) = normal(vm, args, "is_normalized")?;
    Ok(Value::Bool(text.as_str() == Some(&normal)))
}
