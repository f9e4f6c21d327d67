//! `print()`

use crate::Result;
use crate::builtins::repr::brief_str;
use crate::native::{Args, Flow};
use crate::symbol::Sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;

/// The state of `sys.stdout` and `sys.stderr`: what `print()` writes there goes straight to the host.
pub struct StandardStream {
    /// Whether this is `stderr`.
    pub stderr: bool,
}

/// `print(*objects, sep=' ', end='\n', file=None, flush=False)`
fn print(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let mut separator = args.take_kw("sep").unwrap_or(Value::None);
    let mut end = args.take_kw("end").unwrap_or(Value::None);
    let mut file = args.take_kw("file").unwrap_or(Value::None);
    let flush = args.take_kw("flush").unwrap_or(Value::Bool(false));
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for print()")));
    }
    for (value, name, default) in [(&mut separator, "sep", " "), (&mut end, "end", "\n")] {
        if value.is_none() {
            *value = Value::str(default);
        } else if value.as_str().is_none() {
            return Err(not_text(vm, name, value));
        }
    }
    if file.is_none() {
        file = standard_output(vm);
    }
    if file.is_none() {
        return Ok(Flow::Value(Value::None));
    }
    if let Some(stderr) = standard_stream(&file)
        && let Some(text) = joined(vm, &args.pos, &separator, &end)
    {
        vm.write(stderr, &text);
        return Ok(Flow::Value(Value::None));
    }
    let args = Args::new([Value::tuple(args.pos.to_vec()), separator, end, file, flush]);
    Ok(Flow::call(vm.prelude("_print"), args))
}

fn not_text(vm: &Vm, name: &str, value: &Value) -> Raised {
    vm.type_error(format!("{name} must be None or a string, not {}", vm.types.name_of(value)))
}

/// The whole text, if no Python code is needed for it.
fn joined(vm: &mut Vm, objects: &[Value], separator: &Value, end: &Value) -> Option<String> {
    let mut text = String::new();
    for (at, object) in objects.iter().enumerate() {
        if at > 0 {
            text.push_str(separator.as_str()?);
        }
        match object {
            Value::Str(object) => text.push_str(object.as_str()),
            _ => text.push_str(&brief_str(vm, object)?),
        }
    }
    text.push_str(end.as_str()?);
    Some(text)
}

/// `sys.stdout`; the host's stdout as long as `sys` isn't imported.
fn standard_output(vm: &Vm) -> Value {
    let sys = vm.modules.get(&Sym::new("sys"));
    match sys {
        Some(Value::Module(sys)) => sys.get(Sym::new("stdout")).unwrap_or(Value::Ellipsis),
        _ => Value::Ellipsis,
    }
}

/// Which of the host's streams a file object is, if it is one.
fn standard_stream(file: &Value) -> Option<bool> {
    match file {
        Value::Ellipsis => Some(false),
        Value::Instance(instance) => instance.native::<StandardStream>().map(|stream| stream.stderr),
        _ => None,
    }
}

/// `_write_out(file, text)`: whether `file` was one of the host's streams, which then took the text.
pub(crate) fn write_out(vm: &mut Vm, args: Args) -> Result<Value> {
    let [file, text] = args.exactly(vm, "_write_out")?;
    Ok(Value::Bool(match (standard_stream(&file), text.as_str()) {
        (Some(stderr), Some(text)) => {
            vm.write(stderr, text);
            true
        }
        _ => false,
    }))
}

pub(super) fn install(vm: &Vm) {
    super::define_flow(vm, "print", print);
}
