//! Functions of floats.

use loopscope_python::builtins::number::plain;
use loopscope_python::{Args, Module, Result, Value, Vm};
use num_bigint::Sign;

use super::{checked, define, domain_error, float, range_error};

macro_rules! unary {
    ($module:ident $($name:literal $function:expr),* $(,)?) => {
        $(define($module, $name, |vm, args| {
            let [x] = args.exactly(vm, concat!("math.", $name))?;
            let x = float(vm, &x)?;
            let function: fn(f64) -> f64 = $function;
            checked(vm, function(x), &[x])
        });)*
    };
}

macro_rules! binary {
    ($module:ident $($name:literal $function:expr),* $(,)?) => {
        $(define($module, $name, |vm, args| {
            let [x, y] = args.exactly(vm, $name)?;
            let (x, y) = (float(vm, &x)?, float(vm, &y)?);
            let function: fn(f64, f64) -> f64 = $function;
            checked(vm, function(x, y), &[x, y])
        });)*
    };
}

macro_rules! predicate {
    ($module:ident $($name:literal $function:expr),* $(,)?) => {
        $(define($module, $name, |vm, args| {
            let [x] = args.exactly(vm, concat!("math.", $name))?;
            let function: fn(f64) -> bool = $function;
            Ok(Value::Bool(function(float(vm, &x)?)))
        });)*
    };
}

/// Above this `asinh` and `acosh` are logarithms.
const LARGE: f64 = (1_u64 << 28) as f64;

/// As the C library computes it (Sun's `s_asinh.c`): Rust's way differs in the last digit.
fn asinh(x: f64) -> f64 {
    let size = x.abs();
    let result = if size < 1.0 / LARGE || !x.is_finite() {
        return x;
    } else if size > LARGE {
        size.ln() + std::f64::consts::LN_2
    } else if size > 2.0 {
        (2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size)).ln()
    } else {
        let square = x * x;
        (size + square / (1.0 + (1.0 + square).sqrt())).ln_1p()
    };
    result.copysign(x)
}

/// Likewise (`e_acosh.c`).
fn acosh(x: f64) -> f64 {
    if x > LARGE {
        x.ln() + std::f64::consts::LN_2
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let more = x - 1.0;
        (more + (2.0 * more + more * more).sqrt()).ln_1p()
    }
}

/// Likewise (`e_atanh.c`), between -1 and 1.
fn atanh(x: f64) -> f64 {
    let size = x.abs();
    let result = if size < 1.0 / LARGE || x.is_nan() {
        return x;
    } else if size < 0.5 {
        let twice = size + size;
        0.5 * (twice + twice * size / (1.0 - size)).ln_1p()
    } else {
        0.5 * ((size + size) / (1.0 - size)).ln_1p()
    };
    result.copysign(x)
}

pub(super) fn install(module: &Module) {
    unary! { module
        "sin" f64::sin, "cos" f64::cos, "tan" f64::tan, "asin" f64::asin, "acos" f64::acos, "atan" f64::atan,
        "sinh" f64::sinh, "cosh" f64::cosh, "tanh" f64::tanh, "asinh" asinh, "acosh" acosh,
        "exp" f64::exp, "exp2" f64::exp2, "expm1" f64::exp_m1, "sqrt" f64::sqrt, "cbrt" f64::cbrt,
        "fabs" f64::abs,
        "degrees" |x| x * (180.0 / std::f64::consts::PI), "radians" |x| x * (std::f64::consts::PI / 180.0),
    }
    binary! { module
        "atan2" f64::atan2, "copysign" f64::copysign, "fmod" |x, y| x % y, "remainder" remainder,
        "nextafter" next_after,
    }
    predicate! { module
        "isfinite" f64::is_finite, "isinf" f64::is_infinite, "isnan" f64::is_nan,
    }
    define(module, "atanh", |vm, args| {
        let [x] = args.exactly(vm, "math.atanh")?;
        let x = float(vm, &x)?;
        if x.abs() >= 1.0 { Err(domain_error(vm)) } else { Ok(Value::Float(atanh(x))) }
    });
    define(module, "log", log);
    define(module, "log2", |vm, args| {
        let [x] = args.exactly(vm, "math.log2")?;
        Ok(Value::Float(logarithm(vm, &x, f64::log2, 1.0)?))
    });
    define(module, "log10", |vm, args| {
        let [x] = args.exactly(vm, "math.log10")?;
        Ok(Value::Float(logarithm(vm, &x, f64::log10, std::f64::consts::LOG10_2)?))
    });
    define(module, "log1p", |vm, args| {
        let [x] = args.exactly(vm, "math.log1p")?;
        let x = float(vm, &x)?;
        if x <= -1.0 { Err(domain_error(vm)) } else { Ok(Value::Float(x.ln_1p())) }
    });
    define(module, "pow", pow);
    define(module, "hypot", |vm, args| {
        args.without_keywords(vm, "math.hypot")?;
        let mut coordinates = Vec::new();
        for value in &args.pos {
            coordinates.push(float(vm, value)?);
        }
        Ok(Value::Float(length(&coordinates)))
    });
    define(module, "frexp", |vm, args| {
        let [x] = args.exactly(vm, "math.frexp")?;
        let (fraction, exponent) = frexp(float(vm, &x)?);
        Ok(Value::tuple(vec![Value::Float(fraction), Value::Int(exponent)]))
    });
    define(module, "ldexp", ldexp);
    define(module, "modf", |vm, args| {
        let [x] = args.exactly(vm, "math.modf")?;
        let x = float(vm, &x)?;
        let fraction = if x.is_infinite() { 0.0 } else { x.fract() };
        Ok(Value::tuple(vec![Value::Float(fraction.copysign(x)), Value::Float(x.trunc())]))
    });
    define(module, "ulp", |vm, args| {
        let [x] = args.exactly(vm, "math.ulp")?;
        let x = float(vm, &x)?.abs();
        Ok(Value::Float(match x {
            _ if x.is_nan() || x.is_infinite() => x,
            f64::MAX => x - next_after(x, 0.0),
            _ => next_after(x, f64::INFINITY) - x,
        }))
    });
    define(module, "isclose", is_close);
    define(module, "_exact_sum", |vm, args| {
        let [items] = args.exactly(vm, "fsum")?;
        let Value::List(items) = items else { return Err(vm.type_error("a list is needed")) };
        let items = items.items.borrow().clone();
        let mut numbers = Vec::with_capacity(items.len());
        for item in &items {
            numbers.push(float(vm, item)?);
        }
        Ok(Value::Float(exact_sum(&numbers)))
    });
}

/// `log(x[, base])`
fn log(vm: &mut Vm, args: Args) -> Result<Value> {
    args.without_keywords(vm, "math.log")?;
    if !(1..=2).contains(&args.pos.len()) {
        return Err(vm.type_error("math.log requires 1 to 2 arguments"));
    }
    let [x, base] = args.between(vm, "math.log", 1)?;
    let x = logarithm(vm, &x, f64::ln, std::f64::consts::LN_2)?;
    if !base.is_defined() {
        return Ok(Value::Float(x));
    }
    let base = logarithm(vm, &base, f64::ln, std::f64::consts::LN_2)?;
    if base == 0.0 {
        return Err(vm.zero_division_error("float division by zero"));
    }
    Ok(Value::Float(x / base))
}

/// A logarithm, of an int of any size; `of_two` is that of 2.
fn logarithm(vm: &Vm, x: &Value, function: fn(f64) -> f64, of_two: f64) -> Result<f64> {
    if let Value::Big(number) = plain(x)
        && number.sign() == num_bigint::Sign::Plus
    {
        let shift = number.bits().saturating_sub(64);
        let top: num_bigint::BigInt = &**number >> shift;
        let top = u64::try_from(&top).unwrap_or(u64::MAX) as f64;
        return Ok(function(top) + shift as f64 * of_two);
    }
    let x = float(vm, x)?;
    if x <= 0.0 { Err(domain_error(vm)) } else { Ok(function(x)) }
}

fn pow(vm: &mut Vm, args: Args) -> Result<Value> {
    let [x, y] = args.exactly(vm, "pow")?;
    let (x, y) = (float(vm, &x)?, float(vm, &y)?);
    let result = x.powf(y);
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(domain_error(vm));
    }
    checked(vm, result, &[x, y])
}

/// The Euclidean norm, without overflow on the way and nearly always rounded once.
///
/// Source: `vector_norm` of CPython's `mathmodule.c`: squares in two halves, their sum with what it loses, and a correction of
/// the root by the rest.
fn length(coordinates: &[f64]) -> f64 {
    let largest = coordinates.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || coordinates.len() == 1 {
        return largest;
    }
    let (_, exponent) = frexp(largest);
    if exponent < -1023 {
        let scaled: Vec<f64> = coordinates.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * length(&scaled);
    }
    // 2 to this power may be larger than any float; each of the halves is not.
    let (half, rest) = (-exponent as i32 / 2, -exponent as i32 - -exponent as i32 / 2);
    let scale = |x: f64| x * 2.0_f64.powi(half) * 2.0_f64.powi(rest);
    let mut squares = Squares { sum: 1.0, lost: [0.0; 3] };
    coordinates.iter().for_each(|x| squares.add(scale(x.abs()), 1.0));
    let root = squares.total().sqrt();
    squares.add(root, -1.0);
    (root + squares.total() / (2.0 * root)) / 2.0_f64.powi(half) / 2.0_f64.powi(rest)
}

/// A sum of squares that begins with 1, and what its rounding has lost.
struct Squares {
    sum: f64,
    lost: [f64; 3],
}

impl Squares {
    /// Adds the square of `x`, or with a sign of -1 takes it away.
    fn add(&mut self, x: f64, sign: f64) {
        let spread = x * 134_217_729.0;
        let high = spread - (spread - x);
        let low = x - high;
        for (at, part) in [high * high, 2.0 * high * low].into_iter().enumerate() {
            let before = self.sum;
            self.sum += sign * part;
            self.lost[at] += (before - self.sum) + sign * part;
        }
        if sign < 0.0 {
            let before = self.sum;
            self.sum -= low * low;
            self.lost[2] += (before - self.sum) - low * low;
        } else {
            self.lost[2] += low * low;
        }
    }

    fn total(&self) -> f64 {
        self.sum - 1.0 + (self.lost[0] + self.lost[1] + self.lost[2])
    }
}

/// IEEE 754's remainder: of the division rounded to nearest, ties to even.
fn remainder(x: f64, y: f64) -> f64 {
    if x.is_finite() && y.is_infinite() {
        return x;
    }
    let (absolute, modulus) = (x.abs(), y.abs());
    let rest = absolute % modulus;
    let other = modulus - rest;
    let rest = match rest.partial_cmp(&other) {
        Some(std::cmp::Ordering::Less) => rest,
        Some(std::cmp::Ordering::Greater) => -other,
        _ => rest - 2.0 * ((0.5 * (absolute - rest)) % modulus),
    };
    1.0_f64.copysign(x) * rest
}

fn next_after(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        f64::NAN
    } else if x == y {
        y
    } else if y > x {
        x.next_up()
    } else {
        x.next_down()
    }
}

fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, shift) = if x.is_subnormal() { (x * 2.0_f64.powi(64), 64) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1022;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - shift)
}

fn ldexp(vm: &mut Vm, args: Args) -> Result<Value> {
    let [x, exponent] = args.exactly(vm, "ldexp")?;
    let x = float(vm, &x)?;
    let exponent = match plain(&exponent) {
        Value::Int(exponent) => *exponent,
        Value::Big(exponent) if exponent.sign() == Sign::Minus => i64::MIN,
        Value::Big(_) => i64::MAX,
        _ => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
    };
    // In steps that neither overflow nor round twice.
    let mut left = exponent.clamp(-2200, 2200);
    let mut result = x;
    while left != 0 && result != 0.0 && result.is_finite() {
        let step = left.clamp(-1000, 1000);
        result *= 2.0_f64.powi(step as i32);
        left -= step;
    }
    if result.is_infinite() && x.is_finite() {
        return Err(range_error(vm));
    }
    Ok(Value::Float(result))
}

/// `isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)`
fn is_close(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let relative = args.take_kw("rel_tol").map_or(Ok(1e-9), |value| float(vm, &value))?;
    let absolute = args.take_kw("abs_tol").map_or(Ok(0.0), |value| float(vm, &value))?;
    let [a, b] = args.exactly(vm, "isclose")?;
    let (a, b) = (float(vm, &a)?, float(vm, &b)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let difference = (a - b).abs();
    let close = a == b
        || a.is_finite()
            && b.is_finite()
            && (difference <= relative * b.abs()
                || difference <= relative * a.abs()
                || difference <= absolute);
    Ok(Value::Bool(close))
}

/// The sum rounded once: partial sums that don't overlap.
///
/// Source: J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic", 1997.
fn exact_sum(numbers: &[f64]) -> f64 {
    let mut partials: Vec<f64> = Vec::new();
    let mut special = 0.0;
    for &number in numbers {
        if !number.is_finite() {
            special += number;
            continue;
        }
        let mut x = number;
        let mut kept = 0;
        for at in 0..partials.len() {
            let mut y = partials[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        partials.push(x);
    }
    if special != 0.0 || special.is_nan() {
        return special;
    }
    let Some(mut high) = partials.pop() else { return 0.0 };
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        let low = y - (high - x);
        if low != 0.0 {
            // Halfway cases round by what is left below.
            if let Some(&next) = partials.last()
                && (low < 0.0) == (next < 0.0)
            {
                let twice = low * 2.0;
                let rounded = high + twice;
                if twice == rounded - high {
                    high = rounded;
                }
            }
            break;
        }
    }
    high
}
