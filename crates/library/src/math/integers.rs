//! Functions of ints, and roundings to ints.

use loopscope_python::builtins::number::{Number, big, convert, long, plain};
use loopscope_python::{
    Args, Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Sym, Value, Vm, work,
};
use num_bigint::{BigInt, BigUint};

use super::{define, float};

pub(super) fn install(module: &Module) {
    for (name, code) in
        [("ceil", ceil as fn(&mut Vm, Args) -> Result<Flow>), ("floor", floor), ("trunc", trunc)]
    {
        module.define(name, NativeFunction::flow(name, code));
    }
    flow(module, "gcd", |vm, args| {
        args.without_keywords(vm, "math.gcd")?;
        let numbers = args.pos.iter().map(|value| integer(vm, value)).collect::<Result<Vec<_>>>()?;
        begin(Divisors { numbers, at: 0, rest: BigInt::ZERO, result: BigInt::ZERO, multiple: None }, vm)
    });
    flow(module, "lcm", |vm, args| {
        args.without_keywords(vm, "math.lcm")?;
        let numbers = args.pos.iter().map(|value| integer(vm, value)).collect::<Result<Vec<_>>>()?;
        let multiple = Some(BigInt::from(1));
        begin(Divisors { numbers, at: 0, rest: BigInt::ZERO, result: BigInt::ZERO, multiple }, vm)
    });
    define(module, "isqrt", |vm, args| {
        let [number] = args.exactly(vm, "math.isqrt")?;
        let number = integer(vm, &number)?;
        if number < BigInt::ZERO {
            return Err(vm.value_error("isqrt() argument must be nonnegative"));
        }
        work::quotient(2 * number.bits(), number.bits());
        Ok(Value::big(long::square_root(number.magnitude()).into()))
    });
    flow(module, "factorial", |vm, args| {
        let [n] = args.exactly(vm, "math.factorial")?;
        let n = integer(vm, &n)?;
        if n < BigInt::ZERO {
            return Err(vm.value_error("factorial() not defined for negative values"));
        }
        let n = i64::try_from(&n)
            .map_err(|_| vm.overflow_error(format!("factorial() argument should not exceed {}", i64::MAX)))?;
        begin(Product { result: BigInt::from(1), next: 2, last: n, divides: None }, vm)
    });
    flow(module, "comb", |vm, args| {
        let [n, k] = args.exactly(vm, "comb")?;
        // What are no integers come first.
        integer(vm, &n).and(integer(vm, &k))?;
        let (n, k) = (count(vm, &n, "n")?, count(vm, &k, "k")?);
        if k > n {
            return Ok(Flow::Value(Value::Int(0)));
        }
        let k = k.min(n - k);
        begin(Product { result: BigInt::from(1), next: n - k + 1, last: n, divides: Some(1) }, vm)
    });
    flow(module, "perm", |vm, args| {
        let [n, k] = args.between(vm, "math.perm", 1)?;
        if k.is_defined() && !k.is_none() {
            integer(vm, &n).and(integer(vm, &k))?;
        }
        let n = count(vm, &n, "n")?;
        let k = if k.is_defined() && !k.is_none() { count(vm, &k, "k")? } else { n };
        if k > n {
            return Ok(Flow::Value(Value::Int(0)));
        }
        begin(Product { result: BigInt::from(1), next: n - k + 1, last: n, divides: None }, vm)
    });
}

fn flow(module: &Module, name: &'static str, code: fn(&mut Vm, Args) -> Result<Flow>) {
    module.define(name, NativeFunction::flow(name, code));
}

/// The int that `value` is.
fn integer(vm: &Vm, value: &Value) -> Result<BigInt> {
    let found = match plain(value) {
        Value::Float(_) => None,
        other => Number::of(other).and_then(|number| number.to_big()),
    };
    match found {
        Some(number) => Ok(number.into_owned()),
        None => {
            let name = vm.type_of(value).name.clone();
            Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

fn count(vm: &Vm, value: &Value, name: &str) -> Result<i64> {
    let number = integer(vm, value)?;
    if number < BigInt::ZERO {
        return Err(vm.value_error(format!("{name} must be a non-negative integer")));
    }
    i64::try_from(&number).map_err(|_| vm.overflow_error(format!("{name} must not exceed {}", i64::MAX)))
}

/// So many words are gone through in one step of what takes long.
const WORDS_AT_ONCE: u64 = 1 << 17;

/// What a frame gives if its first piece is all, else the frame.
fn begin(mut frame: impl NativeFrame + 'static, vm: &mut Vm) -> Result<Flow> {
    match frame.resume(vm, Resumed::Start)? {
        NativeStep::Return(value) => Ok(Flow::Value(value)),
        _ => Ok(Flow::Frame(Box::new(frame))),
    }
}

/// The greatest common divisor or the least common multiple of numbers, by Euclid's algorithm.
struct Divisors {
    numbers: Vec<BigInt>,
    /// Which number comes next.
    at: usize,
    /// What is left of the number under way, and of what it is divided by.
    rest: BigInt,
    result: BigInt,
    /// The least common multiple so far, if that is wanted.
    multiple: Option<BigInt>,
}

impl Divisors {
    fn step(&mut self, vm: &mut Vm) -> Result<NativeStep> {
        let mut words = 0;
        loop {
            while self.rest != BigInt::ZERO {
                if words > WORDS_AT_ONCE {
                    work::charge(words / 16);
                    return Ok(NativeStep::Again);
                }
                let (long, short) = (self.result.bits() / 64 + 1, self.rest.bits() / 64 + 1);
                // Dividing by a number that is about as long takes one pass.
                words += 64 + long + long.saturating_sub(short).saturating_mul(short);
                let rest = long::div_mod_floor(&self.result, &self.rest).1;
                self.result = std::mem::replace(&mut self.rest, rest);
            }
            if let Some(multiple) = self.multiple.take() {
                let Some(next) = self.combined(vm, multiple)? else {
                    return Ok(NativeStep::Return(Value::Int(0)));
                };
                self.multiple = Some(next);
            }
            let Some(number) = self.numbers.get(self.at) else { break };
            self.rest = BigInt::from(number.magnitude().clone());
            if let Some(multiple) = &self.multiple {
                self.result = multiple.clone();
            }
            self.at += 1;
        }
        work::charge(words / 16);
        let result = self.multiple.take().unwrap_or(std::mem::take(&mut self.result));
        Ok(NativeStep::Return(Value::big(BigInt::from(result.magnitude().clone()))))
    }

    /// The least common multiple with the number before [`Divisors::at`]; `None` if it is 0.
    fn combined(&self, vm: &Vm, multiple: BigInt) -> Result<Option<BigInt>> {
        let Some(number) = self.at.checked_sub(1).map(|at| self.numbers[at].magnitude()) else {
            return Ok(Some(multiple));
        };
        if self.result == BigInt::ZERO || *number == BigUint::ZERO {
            return Ok(None);
        }
        work::quotient(multiple.bits(), self.result.bits());
        let part = long::div_mod_floor(&multiple, &self.result).0;
        work::product(part.bits(), number.bits());
        big::check_bits(part.bits().checked_add(number.bits())).map_err(|fault| fault.raise(vm))?;
        Ok(Some(part * BigInt::from(number.clone())))
    }
}

impl NativeFrame for Divisors {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => Err(raised),
            _ => self.step(vm),
        }
    }
}

/// The product of consecutive numbers, divided by 1, 2, 3 and so on if it is a number of combinations.
struct Product {
    result: BigInt,
    next: i64,
    last: i64,
    divides: Option<i64>,
}

impl Product {
    fn step(&mut self, vm: &mut Vm) -> Result<NativeStep> {
        let mut words = 0;
        while self.next <= self.last {
            if words > WORDS_AT_ONCE {
                work::charge(words / 16);
                return Ok(NativeStep::Again);
            }
            big::check_bits(Some(self.result.bits())).map_err(|fault| fault.raise(vm))?;
            words += 16 + self.result.bits() / 64;
            self.result *= self.next;
            if let Some(divisor) = &mut self.divides {
                words += self.result.bits() / 8;
                self.result /= *divisor;
                *divisor += 1;
            }
            if self.next == i64::MAX {
                break;
            }
            self.next += 1;
        }
        work::charge(words / 16);
        Ok(NativeStep::Return(Value::big(std::mem::take(&mut self.result))))
    }
}

impl NativeFrame for Product {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Raised(raised) => Err(raised),
            _ => self.step(vm),
        }
    }
}

fn ceil(vm: &mut Vm, args: Args) -> Result<Flow> {
    rounded(vm, args, "ceil", "__ceil__", f64::ceil)
}

fn floor(vm: &mut Vm, args: Args) -> Result<Flow> {
    rounded(vm, args, "floor", "__floor__", f64::floor)
}

fn trunc(vm: &mut Vm, args: Args) -> Result<Flow> {
    rounded(vm, args, "trunc", "__trunc__", f64::trunc)
}

fn rounded(vm: &mut Vm, args: Args, name: &str, method: &str, round: fn(f64) -> f64) -> Result<Flow> {
    let [value] = args.exactly(vm, &format!("math.{name}"))?;
    match plain(&value) {
        Value::Int(_) | Value::Big(_) => Ok(Flow::Value(plain(&value).clone())),
        Value::Bool(flag) => Ok(Flow::Value(Value::Int(i64::from(*flag)))),
        Value::Float(number) => match convert::float_to_int(round(*number)) {
            Ok(number) => Ok(Flow::Value(number)),
            Err(fault) => Err(fault.raise(vm)),
        },
        _ => match vm.bind_method(&value, Sym::new(method)) {
            Some(method) => Ok(Flow::call(method, Args::none())),
            None if name == "trunc" => {
                let name = vm.type_of(&value).name.clone();
                Err(vm.type_error(format!("type {name} doesn't define __trunc__ method")))
            }
            None => float(vm, &value).map(|number| Flow::Value(Value::Float(number))),
        },
    }
}
