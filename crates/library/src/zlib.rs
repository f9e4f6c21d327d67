//! Deflating, inflating and checksums. What is around deflated data, and the classes, are in `zlib.py`.

mod bits;
mod checksums;
mod deflate;
mod inflate;
mod trees;

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_python::builtins::bytes::arguments::bytes_like;
use loopscope_python::builtins::fault::{MAX_TEXT_BYTES, OrRaise, room_for};
use loopscope_python::object::{Bytes, Instance};
use loopscope_python::{
    Args, Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm, work,
};

use crate::native;
use checksums::{Adler, Crc};
use deflate::{Deflate, Flush, Input, Progress, Settings};
use inflate::{Format, Inflate, Stop};

/// So many steps of a stream are made at once.
const STEPS: usize = 16_000;
/// So many of them take as long as a call.
const STEPS_PER_UNIT: usize = 8;
/// How `_inflate` says that more data is wanted, that all has come out, or as much as was asked for.
const STARVED: i64 = 0;
const AT_END: i64 = 1;
const FULL: i64 = 2;

/// Makes the module.
///
/// # Errors
/// None.
pub(crate) fn module(vm: &mut Vm) -> Result<Rc<Module>> {
    let module = vm.new_module("_zlib");
    let functions: [(&'static str, fn(&mut Vm, Args) -> Result<Value>); 5] = [
        ("deflater", deflater),
        ("inflater", inflater),
        ("copied", copied),
        ("adler32", |vm, args| {
            checksum(vm, args, |bytes, sum| {
                let mut sum = Adler::after(sum);
                sum.add(bytes);
                sum.sum()
            })
        }),
        ("crc32", |vm, args| {
            checksum(vm, args, |bytes, sum| {
                let mut sum = Crc::after(sum);
                sum.add(bytes);
                sum.sum()
            })
        }),
    ];
    for (name, code) in functions {
        module.define(name, NativeFunction::new(name, code));
    }
    module.define("deflate", NativeFunction::flow("deflate", deflate));
    module.define("inflate", NativeFunction::flow("inflate", inflate));
    Ok(module)
}

fn number(vm: &Vm, value: &Value) -> Result<i64> {
    match value {
        Value::Int(number) => Ok(*number),
        Value::Bool(flag) => Ok(i64::from(*flag)),
        _ => Err(vm.type_error("an int is needed")),
    }
}

fn data(vm: &Vm, value: &Value) -> Result<Rc<Bytes>> {
    bytes_like(vm, value).ok_or_else(|| {
        let given = vm.type_of(value).name.clone();
        vm.type_error(format!("a bytes-like object is required, not '{given}'"))
    })
}

/// `checksum(data, value)`
fn checksum(vm: &mut Vm, args: Args, after: fn(&[u8], u32) -> u32) -> Result<Value> {
    let [bytes, value] = args.exactly(vm, "checksum")?;
    let (bytes, value) = (data(vm, &bytes)?, number(vm, &value)? as u32);
    work::chars(bytes.as_slice().len());
    Ok(Value::Int(after(bytes.as_slice(), value).into()))
}

/// A stream, which natives know.
fn stream<T: 'static>(vm: &mut Vm, state: T) -> Value {
    let object = vm.types.object.clone();
    let class = native::class("zlib", "_Stream", &object, || native::payload(()));
    Value::Instance(Rc::new(Instance::new(class, native::payload(RefCell::new(state)))))
}

/// `deflater(level, window_bits, memory_level, is_filtered, is_fixed)`: numbers that zlib takes.
fn deflater(vm: &mut Vm, args: Args) -> Result<Value> {
    let given = args.exactly::<5>(vm, "deflater")?;
    let mut numbers = [0; 5];
    for (number_given, value) in numbers.iter_mut().zip(&given) {
        *number_given = number(vm, value)?;
    }
    let [level, window_bits, memory_level, is_filtered, is_fixed] = numbers;
    if !(0..=9).contains(&level) || !(9..=15).contains(&window_bits) || !(1..=9).contains(&memory_level) {
        return Err(vm.value_error("Invalid initialization option"));
    }
    let settings = Settings {
        level: level as usize,
        window_bits: window_bits as u32,
        memory_level: memory_level as u32,
        is_filtered: is_filtered != 0,
        is_fixed: is_fixed != 0,
    };
    work::bytes(4 << window_bits);
    Ok(stream(vm, Deflate::new(settings)))
}

/// `inflater(format, window_bits)`: 0 for raw data, 1 for zlib, 2 for gzip, 3 for either; with 0 bits a window of any size.
fn inflater(vm: &mut Vm, args: Args) -> Result<Value> {
    let [format, window_bits] = args.exactly(vm, "inflater")?;
    let format = match number(vm, &format)? {
        0 => Format::Raw,
        1 => Format::Zlib,
        2 => Format::Gzip,
        _ => Format::Either,
    };
    let window_bits = number(vm, &window_bits)? as u32;
    Ok(stream(vm, Inflate::new(format, window_bits)))
}

/// `copied(stream)`
fn copied(vm: &mut Vm, args: Args) -> Result<Value> {
    let [of] = args.exactly(vm, "copied")?;
    work::bytes(1 << 18);
    if let Ok((_, state)) = native::instance::<RefCell<Deflate>>(vm, Some(&of), "zlib.Compress") {
        let copy = state.borrow().clone();
        return Ok(stream(vm, copy));
    }
    let (_, state) = native::instance::<RefCell<Inflate>>(vm, Some(&of), "zlib.Decompress")?;
    let copy = state.borrow().clone();
    Ok(stream(vm, copy))
}

/// Data that is being deflated.
struct Deflating {
    stream: Value,
    data: Rc<Bytes>,
    taken: usize,
    flush: Flush,
}

/// `deflate(stream, data, flush)`: what comes out, without anything around.
fn deflate(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [stream, bytes, flush] = args.exactly(vm, "deflate")?;
    let flush = match number(vm, &flush)? {
        0 => Flush::No,
        1 => Flush::Partial,
        2 => Flush::Sync,
        3 => Flush::Full,
        _ => Flush::Finish,
    };
    Ok(Flow::Frame(Box::new(Deflating { stream, data: data(vm, &bytes)?, taken: 0, flush })))
}

impl NativeFrame for Deflating {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Resumed::Raised(raised) = input {
            return Err(raised);
        }
        let (_, state) = native::instance::<RefCell<Deflate>>(vm, Some(&self.stream), "zlib.Compress")?;
        let mut state = state.borrow_mut();
        let mut input = Input { data: self.data.as_slice(), taken: self.taken, steps: STEPS as i64 };
        let progress = state.run(&mut input, self.flush);
        let steps = (STEPS as i64 - input.steps).max(0) as usize;
        work::charge((steps / STEPS_PER_UNIT) as u64);
        work::bytes(input.taken - self.taken);
        self.taken = input.taken;
        Ok(match progress {
            Progress::Paused => NativeStep::Again,
            Progress::Done => NativeStep::Return(Value::bytes(std::mem::take(&mut state.out.bytes))),
        })
    }
}

/// Data that is being inflated.
struct Inflating {
    stream: Value,
    most: usize,
}

/// `inflate(stream, data, most)`: at most so much of what comes out, one of the numbers above or what is wrong, and what was not read.
fn inflate(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [stream, bytes, most] = args.exactly(vm, "inflate")?;
    let (bytes, most) = (data(vm, &bytes)?, number(vm, &most)?);
    {
        let (_, state) = native::instance::<RefCell<Inflate>>(vm, Some(&stream), "zlib.Decompress")?;
        work::bytes(bytes.as_slice().len());
        state.borrow_mut().give(bytes.as_slice());
    }
    let most = if most > 0 { most as usize } else { MAX_TEXT_BYTES + 1 };
    Ok(Flow::Frame(Box::new(Inflating { stream, most })))
}

impl NativeFrame for Inflating {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Resumed::Raised(raised) = input {
            return Err(raised);
        }
        let (_, state) = native::instance::<RefCell<Inflate>>(vm, Some(&self.stream), "zlib.Decompress")?;
        let mut state = state.borrow_mut();
        work::charge((STEPS / STEPS_PER_UNIT) as u64);
        let how = match state.run(self.most, STEPS) {
            Ok(false) => {
                room_for(Some(state.ready())).or_raise(vm)?;
                return Ok(NativeStep::Again);
            }
            Ok(true) if state.is_at_end() => Value::Int(AT_END),
            Ok(true) => Value::Int(FULL),
            Err(Stop::Starved) => Value::Int(STARVED),
            Err(Stop::Dictionary) => Value::None,
            Err(Stop::Wrong(words)) => Value::str(words),
        };
        room_for(Some(state.ready())).or_raise(vm)?;
        let unread = if matches!(how, Value::Int(AT_END | FULL)) { state.take_unread() } else { Vec::new() };
        let out = Value::bytes(state.take_out());
        Ok(NativeStep::Return(Value::tuple(vec![out, how, Value::bytes(unread)])))
    }
}
