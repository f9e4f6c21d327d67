//! Regular expressions, by backtracking as CPython's: look-around, references and lazy repeats work, and a match
//! that takes long can be interrupted.
//!
//! [`syntax`] reads a pattern, [`program`] makes instructions of it, [`machine`] runs them. Classes `Pattern`
//! and `Match` are in `re.py`.

mod machine;
mod program;
mod syntax;

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_python::builtins::bytes::arguments::bytes_like;
use loopscope_python::builtins::dict;
use loopscope_python::builtins::number::plain;
use loopscope_python::object::{Dict, Instance};
use loopscope_python::{
    Args, Flow, Module, NativeFrame, NativeFunction, NativeStep, Payload, Result, Resumed, Type, Value, Vm,
    work,
};

use crate::native;
use machine::{Found, Machine, SEARCH};
use program::Program;

/// How many steps a match may take at once.
const STEPS: u32 = 20_000;

/// The state of a compiled pattern.
struct Compiled {
    program: Rc<Program>,
    is_bytes: bool,
    /// The text that was searched last, by its object, as code points.
    text: RefCell<(Value, Rc<[char]>)>,
}

/// Fills the module.
///
/// # Errors
/// None.
pub(crate) fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let class = native::class("re", "_Program", &object, || native::payload(()));
    module.define("_Program", Value::Type(class));
    module.define("_compile", NativeFunction::new("_compile", compile));
    module.define("_run", NativeFunction::flow("_run", run));
    module.define("_all", NativeFunction::flow("_all", all));
    Ok(())
}

/// `_compile(class, pattern, flags)`: (program, flags, number of groups, names), or (message, position).
fn compile(vm: &mut Vm, args: Args) -> Result<Value> {
    let [class, pattern, flags] = args.exactly(vm, "_compile")?;
    let (Value::Type(class), Value::Int(flags)) = (class, flags) else {
        return Err(vm.type_error("first argument must be string or compiled pattern"));
    };
    let class: Rc<Type> = class;
    let Some(text) = code_points(&pattern) else {
        return Err(vm.type_error("first argument must be string or compiled pattern"));
    };
    let is_bytes = matches!(pattern, Value::Bytes(_));
    let parsed = match syntax::parse(&text, flags as u32, is_bytes) {
        Ok(parsed) => parsed,
        Err(wrong) => {
            let position = wrong.position.map_or(Value::None, Value::from);
            return Ok(Value::tuple(vec![Value::string(wrong.message), position]));
        }
    };
    let Some(program) = Program::new(&parsed) else {
        return Ok(Value::tuple(vec![
            Value::str("Loopscope can't compile so large a pattern"),
            Value::Int(0),
        ]));
    };
    let names = Dict::default();
    for (name, group) in &parsed.names {
        dict::set(vm, &names, &Value::str(name), &Value::from(*group))?;
    }
    let compiled =
        Compiled { program: Rc::new(program), is_bytes, text: RefCell::new((Value::None, Rc::default())) };
    let instance = Instance::new(class, Payload::Native(Box::new(compiled)));
    Ok(Value::tuple(vec![
        Value::Instance(Rc::new(instance)),
        Value::Int(i64::from(parsed.flags)),
        Value::from(parsed.groups),
        Value::Dict(Rc::new(names)),
    ]))
}

fn code_points(value: &Value) -> Option<Rc<[char]>> {
    let points: Rc<[char]> = match value {
        Value::Bytes(bytes) => bytes.as_slice().iter().map(|&byte| byte as char).collect(),
        other => other.as_str()?.chars().collect(),
    };
    work::chars(points.len());
    Some(points)
}

/// `_run(program, text, start, end, mode, must_advance)`: the spans of all groups as a flat tuple with -1 for
/// groups without a match, or `None`. Modes: 0 search, 1 match, 2 fullmatch.
fn run(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [program, text, start, end, mode, must_advance] = args.exactly(vm, "_run")?;
    let must_advance = matches!(must_advance, Value::Bool(true));
    let Some(mut machine) = machine(vm, &program, text, &start, &end, &mode, must_advance)? else {
        return Ok(Flow::Value(Value::None));
    };
    match machine.run(STEPS) {
        Found::Unknown => Ok(Flow::Frame(Box::new(Matching(machine)))),
        found => Ok(Flow::Value(spans(found))),
    }
}

/// `_all(program, text, start, end, most)`: a list of what `_run` gives, for one match after the other; `most` is 0 for all.
fn all(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [program, text, start, end, most] = args.exactly(vm, "_all")?;
    let found = Vec::new();
    let most = int(vm, &most)?;
    match machine(vm, &program, text, &start, &end, &Value::Int(SEARCH), false)? {
        Some(machine) if most >= 0 => {
            let most = if most == 0 { usize::MAX } else { most as usize };
            Ok(Flow::Frame(Box::new(MatchingAll { machine, found, most })))
        }
        _ => Ok(Flow::Value(Value::list(found))),
    }
}

/// A number, or what derives from it: flags and truths are such.
fn int(vm: &Vm, value: &Value) -> Result<i64> {
    match plain(value) {
        Value::Int(number) => Ok(*number),
        Value::Bool(truth) => Ok(i64::from(*truth)),
        _ => Err(vm.type_error("an int is needed")),
    }
}

/// What is to be run; `None` if there is nothing to match.
fn machine(
    vm: &mut Vm,
    program: &Value,
    text: Value,
    start: &Value,
    end: &Value,
    mode: &Value,
    must_advance: bool,
) -> Result<Option<Machine>> {
    let (_, compiled) = native::instance::<Compiled>(vm, Some(program), "Pattern")?;
    let (start, end, mode) = (int(vm, start)?, int(vm, end)?, int(vm, mode)?);
    // What may change is copied each time.
    let text = match &text {
        Value::Instance(_) if text.as_str().is_none() => bytes_like(vm, &text).map_or(text, Value::Bytes),
        _ => text,
    };
    let known = compiled.text.borrow().0.is(&text) && !text.is_none();
    if !known {
        let is_bytes = matches!(text, Value::Bytes(_));
        let Some(points) = code_points(&text) else {
            let name = vm.type_of(&text).name.clone();
            return Err(vm.type_error(format!("expected string or bytes-like object, got '{name}'")));
        };
        if is_bytes != compiled.is_bytes {
            return Err(vm.type_error(match is_bytes {
                true => "cannot use a string pattern on a bytes-like object",
                false => "cannot use a bytes pattern on a string-like object",
            }));
        }
        *compiled.text.borrow_mut() = (text, points);
    }
    let points = compiled.text.borrow().1.clone();
    let end = end.max(0).min(points.len() as i64) as usize;
    let start = start.max(0) as usize;
    if start > end {
        return Ok(None);
    }
    Ok(Some(Machine::new(compiled.program.clone(), points, start, end, mode, must_advance)))
}

fn spans(found: Found) -> Value {
    let Found::Match(slots) = found else { return Value::None };
    let number = |at| Value::Int(if at == usize::MAX { -1 } else { at as i64 });
    let span = |span: &[usize]| match *span {
        [start, end] if end != usize::MAX => [number(start), number(end)],
        _ => [Value::Int(-1), Value::Int(-1)],
    };
    Value::tuple(slots.chunks(2).flat_map(span).collect())
}

/// A match that takes long.
struct Matching(Machine);

impl NativeFrame for Matching {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        check(vm, input, &self.0)?;
        Ok(match self.0.run(STEPS) {
            Found::Unknown => NativeStep::Again,
            found => NativeStep::Return(spans(found)),
        })
    }
}

/// Matches one after the other.
struct MatchingAll {
    machine: Machine,
    found: Vec<Value>,
    most: usize,
}

impl NativeFrame for MatchingAll {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        check(vm, input, &self.machine)?;
        let mut left = STEPS;
        while left > 0 && self.found.len() < self.most {
            match self.machine.run(left) {
                Found::Unknown => return Ok(NativeStep::Again),
                Found::Nothing => self.most = 0,
                found => {
                    left = left.saturating_sub(self.machine.steps());
                    self.found.push(spans(found));
                    self.machine.go_on();
                }
            }
        }
        if self.found.len() < self.most {
            return Ok(NativeStep::Again);
        }
        Ok(NativeStep::Return(Value::list(std::mem::take(&mut self.found))))
    }
}

/// Whether a match can go on.
fn check(vm: &Vm, input: Resumed, machine: &Machine) -> Result<()> {
    if let Resumed::Raised(raised) = input {
        return Err(raised);
    }
    if machine.is_too_deep() {
        return Err(vm.memory_error("Loopscope's regular expressions need too much memory for this match"));
    }
    Ok(())
}
