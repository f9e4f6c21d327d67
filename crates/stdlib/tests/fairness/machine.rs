//! Runs an expression and says what it cost.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use loopscope_python::{Args, Exit, NativeFunction, Sym, Value, Vm};
use loopscope_stdlib::{Config, new_vm};

/// As large as the page's memory and the limits allow.
pub(crate) const LARGEST: usize = 1_000_000;
/// As in the page (`web/engine/slices.js`).
const TURN_BUDGET: u32 = 4_000;
/// How long a loop is watched.
const WATCHED: Duration = Duration::from_millis(250);

/// What the expressions are about, by name; `N` is the size. Each may use those before it.
const VARIABLES: &[(&str, &str)] = &[
    ("math", "import math"),
    ("re", "import re"),
    ("random", "import random"),
    ("json", "import json"),
    ("itertools", "import itertools"),
    ("collections", "import collections"),
    ("BITS", "BITS = min(32 * N, 500_000)"),
    ("CHARS", "CHARS = min(4 * N, 4_000_000)"),
    ("numbers", "numbers = list(range(N))"),
    ("others", "others = list(range(N))"),
    ("truths", "truths = [1] * N"),
    ("column", "column = tuple(numbers)"),
    ("texts", "texts = [str(n) for n in numbers]"),
    ("small_texts", "small_texts = ['ab'] * N"),
    ("text", "text = 'ab ' * (CHARS // 3)"),
    ("word", "word = 'a' * CHARS"),
    ("data", "data = b'ab ' * (CHARS // 3)"),
    ("word_data", "word_data = b'a' * CHARS"),
    ("digits", "digits = 'f' * (BITS // 4)"),
    ("mapping", "mapping = dict.fromkeys(numbers)"),
    ("mapping2", "mapping2 = dict.fromkeys(numbers)"),
    ("items", "items = set(numbers)"),
    ("items2", "items2 = set(numbers)"),
    ("frozen", "frozen = frozenset(numbers)"),
    ("keys", "keys = mapping.keys()"),
    ("values", "values = mapping.values()"),
    ("pairs", "pairs = mapping.items()"),
    ("big", "big = (1 << BITS) // 3"),
    ("half", "half = (1 << BITS // 2) // 7"),
    ("table", "table = {97: 'x'}"),
];

/// The lines that make the variables that an expression uses.
fn setup(expression: &str, size: usize) -> String {
    let mut lines = vec![expression.to_owned()];
    for (name, line) in VARIABLES.iter().rev() {
        if lines.iter().any(|used| used.contains(name)) {
            lines.push((*line).to_owned());
        }
    }
    lines.remove(0);
    lines.push(format!("N = {size}"));
    lines.reverse();
    lines.join("\n")
}

/// What something took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost {
    /// In microseconds of this machine.
    pub(crate) micros: u128,
    /// Of the budget.
    pub(crate) units: i64,
}

thread_local! {
    static MARKS: RefCell<Vec<i64>> = const { RefCell::new(Vec::new()) };
}

fn machine(source: &str) -> Result<Vm, String> {
    let config = Config { epoch_micros: 0, seed: 0, record: false, record_limit: 0 };
    let mut vm = new_vm(config);
    vm.output = |_, _, _| {};
    let mark = NativeFunction::new("mark", |vm, _| {
        let left = vm.budget_left();
        MARKS.with_borrow_mut(|marks| marks.push(left));
        Ok(Value::None)
    });
    vm.builtins.set(Sym::new("mark"), mark);
    let module = vm.new_module("__main__");
    let code = vm.compile_source(&module, source, "program.py", false);
    let code = code.map_err(|raised| vm.format_exception(&raised))?;
    let started = vm.start(Value::Function(Vm::function_of(code, module)), Args::none());
    started.map_err(|raised| vm.format_exception(&raised))?;
    Ok(vm)
}

/// What evaluating the expression once costs.
pub(crate) fn cost(expression: &str, size: usize) -> Result<Cost, String> {
    MARKS.with_borrow_mut(Vec::clear);
    let mut vm = machine(&format!("{}\nmark()\n{expression}\nmark()\n", setup(expression, size)))?;
    match vm.run(u32::MAX) {
        Exit::Finished(Ok(_)) => {}
        Exit::Finished(Err(raised)) => return Err(vm.format_exception(&raised)),
        Exit::Yielded | Exit::AtBreakpoint(_) | Exit::Needs(_) => {
            return Err("the budget is used up".to_owned());
        }
        Exit::Blocked => return Err("it blocks".to_owned()),
    }
    let units = MARKS.with_borrow(|marks| marks[0] - marks[1]);
    Ok(Cost { micros: 0, units })
}

/// How long this thread had a processor, to a few milliseconds, where the system says so; else the time since `began`.
#[allow(clippy::disallowed_methods)]
fn processor_time(began: Instant) -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = said.and_then(|said| said.split(' ').next().and_then(|nanos| nanos.parse().ok()));
    nanos.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// The longest turn, by the clock of this machine but not longer than the processor was at it, of a program that
/// evaluates the expression for ever.
#[allow(clippy::disallowed_methods)]
pub(crate) fn longest_turn(expression: &str, size: usize) -> Result<Cost, String> {
    MARKS.with_borrow_mut(Vec::clear);
    let body = expression.replace('\n', "\n    ");
    let mut vm = machine(&format!("{}\nmark()\nwhile True:\n    {body}\n", setup(expression, size)))?;
    while MARKS.with_borrow(Vec::is_empty) {
        if let Exit::Finished(Err(raised)) = vm.run(1) {
            return Err(vm.format_exception(&raised));
        }
    }
    let mut longest = Cost::default();
    let began = Instant::now();
    while began.elapsed() < WATCHED {
        let (turn, before) = (Instant::now(), processor_time(began));
        match vm.run(TURN_BUDGET) {
            Exit::Yielded | Exit::AtBreakpoint(_) | Exit::Needs(_) => {}
            Exit::Finished(Err(raised)) => return Err(vm.format_exception(&raised)),
            Exit::Finished(Ok(_)) | Exit::Blocked => return Err("the loop ended".to_owned()),
        }
        let units = i64::from(TURN_BUDGET) - vm.budget_left();
        let elapsed = turn.elapsed();
        let micros = elapsed.min(processor_time(began).saturating_sub(before)).as_micros();
        longest = longest.max(Cost { micros, units });
    }
    Ok(longest)
}

/// The builtin functions, and the methods of the builtin types whose objects have any size, that are written in
/// Rust. Reflected operators are the same functions as the others.
pub(crate) fn builtins() -> Vec<String> {
    let Ok(vm) = machine("") else { return Vec::new() };
    let mut names = Vec::new();
    for (name, value) in vm.builtins.entries() {
        if let Value::Native(_) = value {
            names.push(name.name().to_string());
        }
    }
    let types = &vm.types;
    for class in [
        &types.int,
        &types.str,
        &types.bytes,
        &types.tuple,
        &types.list,
        &types.dict,
        &types.set,
        &types.frozenset,
        &types.range,
        &types.slice,
        &types.dict_keys,
        &types.dict_values,
        &types.dict_items,
    ] {
        for (name, value) in class.dict.borrow().iter() {
            let is_native = match value {
                Value::Native(_) => true,
                Value::Descriptor(descriptor) => matches!(
                    &**descriptor,
                    loopscope_python::object::Descriptor::StaticMethod(Value::Native(_))
                        | loopscope_python::object::Descriptor::ClassMethod(Value::Native(_))
                ),
                _ => false,
            };
            let reflected = name.name().starts_with("__r")
                && !["__repr__", "__round__", "__rshift__", "__reversed__"].contains(&&*name.name());
            if is_native && !reflected {
                names.push(format!("{}.{}", class.name, name.name()));
            }
        }
    }
    names.sort();
    names
}
