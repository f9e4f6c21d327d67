//! `time`: every clock of the program is the host's.

use std::rc::Rc;

use loopscope_python::{
    Args, Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm,
};
use loopscope_trace::BlockedOn;

use crate::state::State;
use loopscope_library::native;

/// Makes the natives of the module; `python/time.py` adds calendars.
///
/// # Errors
/// None.
pub fn init(_vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    for name in ["monotonic", "process_time", "thread_time"] {
        module.define(name, NativeFunction::new(name, |vm, _| Ok(Value::Float(now(vm)))));
    }
    for name in ["monotonic_ns", "process_time_ns", "thread_time_ns"] {
        let nanos = |vm: &mut Vm, _| Ok(Value::Int(State::of(vm).read_clock() as i64 * 1_000));
        module.define(name, NativeFunction::new(name, nanos));
    }
    let counter = |vm: &mut Vm, _| Ok(Value::Float(performance_nanos(vm) as f64 / 1e9));
    module.define("perf_counter", NativeFunction::new("perf_counter", counter));
    let counter_nanos = |vm: &mut Vm, _| Ok(Value::Int(performance_nanos(vm) as i64));
    module.define("perf_counter_ns", NativeFunction::new("perf_counter_ns", counter_nanos));
    module
        .define("time", NativeFunction::new("time", |vm, _| Ok(Value::Float(epoch_micros(vm) as f64 / 1e6))));
    module.define(
        "time_ns",
        NativeFunction::new("time_ns", |vm, _| Ok(Value::Int(epoch_micros(vm) as i64 * 1_000))),
    );
    module.define("sleep", NativeFunction::flow("sleep", sleep));
    Ok(())
}

fn now(vm: &mut Vm) -> f64 {
    State::of(vm).read_clock() as f64 / 1e6
}

/// What `perf_counter` gives, in nanoseconds: later at each reading, also where time stands still, since programs
/// divide by what is between two of them.
fn performance_nanos(vm: &mut Vm) -> u64 {
    let state = State::of(vm);
    let nanos = (state.read_clock() * 1_000).max(state.numbers.performance_nanos + 1);
    state.numbers.performance_nanos = nanos;
    nanos
}

fn epoch_micros(vm: &mut Vm) -> u64 {
    let state = State::of(vm);
    state.config.epoch_micros + state.read_clock()
}

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

fn sleep(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [seconds] = args.exactly(vm, "time.sleep")?;
    let is_float = matches!(seconds, Value::Float(_));
    let seconds = match &seconds {
        Value::Big(_) => f64::INFINITY,
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => native::seconds(vm, &seconds)?,
        other => {
            let name = vm.type_of(other).name.clone();
            return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    // Nanoseconds have to fit 64 bits, and seconds, too.
    if seconds.abs() * 1e9 >= TWO_TO_63 {
        return Err(vm.overflow_error(if is_float && seconds.abs() >= TWO_TO_63 {
            "timestamp out of range for platform time_t"
        } else {
            "timestamp too large to convert to C _PyTime_t"
        }));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let until_micros = State::of(vm).read_clock() + native::micros(seconds);
    Ok(Flow::Frame(Box::new(Sleep { until_micros })))
}

/// A thread that sleeps.
struct Sleep {
    until_micros: u64,
}

impl NativeFrame for Sleep {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let Self { until_micros } = *self;
        match input {
            Resumed::Start => {
                let line = crate::asyncio::record::line(vm);
                let state = State::of(vm);
                let waiter = state.new_waiter();
                state.block(BlockedOn::Sleep { until_micros }, Some(until_micros), waiter, line);
                Ok(NativeStep::Block)
            }
            Resumed::Raised(raised) => {
                State::of(vm).unblocked();
                Err(raised)
            }
            _ => {
                State::of(vm).unblocked();
                Ok(NativeStep::Return(Value::None))
            }
        }
    }
}
