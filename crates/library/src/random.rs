//! The generator behind the module `random`: the Mersenne Twister, as CPython seeds and reads it.
//!
//! Source: M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998, with their `init_by_array` of 2002.

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_python::builtins::number::{Number, plain};
use loopscope_python::{Args, Module, Raised, Result, Value, Vm};
use num_bigint::BigInt;

use crate::native;

/// What is not seeded by the program begins with this.
#[derive(Default)]
pub(crate) struct Seed(pub(crate) u64);

const SIZE: usize = 624;
const PERIOD: usize = 397;

struct Twister {
    words: [u32; SIZE],
    next: usize,
}

/// The state of a `random.Random`.
struct Source(RefCell<Box<Twister>>);

/// Fills the module.
///
/// # Errors
/// None.
pub(crate) fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let class = native::class("_random", "Random", &object, || {
        native::payload(Source(RefCell::new(Box::new(Twister::from_key(&[0])))))
    });
    class.method("_seed", |vm, args| {
        let [this, number] = args.method(vm, "seed")?;
        let key = match Number::of(plain(&number)).and_then(Number::to_big) {
            Some(number) => number.magnitude().to_u32_digits(),
            None => return Err(vm.type_error("an int is needed")),
        };
        let key = if key.is_empty() { vec![0] } else { key };
        **of(vm, &this)?.0.borrow_mut() = Twister::from_key(&key);
        Ok(Value::None)
    });
    class.method("random", |vm, args| {
        let [this] = args.method(vm, "random")?;
        let mut twister = of(vm, &this)?.0.borrow_mut();
        let (high, low) = (twister.word() >> 5, twister.word() >> 6);
        Ok(Value::Float((f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0))
    });
    class.method("getrandbits", random_bits);
    class.method("_words", |vm, args| {
        let [this] = args.method(vm, "getstate")?;
        let twister = of(vm, &this)?.0.borrow();
        let words = twister.words.iter().map(|&word| Value::Int(i64::from(word)));
        Ok(Value::tuple(words.chain([Value::from(twister.next)]).collect()))
    });
    class.method("_set_words", set_words);
    module.define("_Source", Value::Type(class));
    // What isn't seeded begins where the host says, which keeps programs in virtual time repeatable.
    let Seed(seed) = *vm.slots.of::<Seed>();
    module.define("_host_seed", Value::big(BigInt::from(seed)));
    Ok(())
}

fn of<'v>(vm: &Vm, value: &'v Value) -> Result<&'v Source> {
    Ok(native::instance(vm, Some(value), "Random")?.1)
}

fn too_large_for_c_int(vm: &Vm) -> Raised {
    vm.overflow_error("Python int too large to convert to C int")
}

fn random_bits(vm: &mut Vm, args: Args) -> Result<Value> {
    const MOST: i64 = 1 << 20;
    let [this, count] = args.method(vm, "getrandbits")?;
    let count = match *plain(&count) {
        Value::Int(count @ 0..=MOST) => count,
        Value::Int(count) if count < 0 => return Err(vm.value_error("number of bits must be non-negative")),
        Value::Int(count) if i32::try_from(count).is_err() => return Err(too_large_for_c_int(vm)),
        Value::Big(_) => return Err(too_large_for_c_int(vm)),
        Value::Int(_) => return Err(vm.overflow_error("too many random bits")),
        _ => {
            let name = vm.type_of(&count).name.clone();
            return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    let mut twister = of(vm, &this)?.0.borrow_mut();
    let mut left = count as u32;
    let mut words = Vec::new();
    while left > 0 {
        let word = twister.word();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left = left.saturating_sub(32);
    }
    Ok(Value::big(BigInt::from_slice(num_bigint::Sign::Plus, &words)))
}

fn set_words(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, words] = args.method(vm, "setstate")?;
    let numbers: Vec<u32> = match &words {
        Value::Tuple(words) => words
            .iter()
            .filter_map(|word| if let Value::Int(word) = word { u32::try_from(*word).ok() } else { None })
            .collect(),
        _ => Vec::new(),
    };
    match <[u32; SIZE + 1]>::try_from(numbers) {
        Ok(numbers) if numbers[SIZE] as usize <= SIZE => {
            let mut twister = of(vm, &this)?.0.borrow_mut();
            twister.words.copy_from_slice(&numbers[..SIZE]);
            twister.next = numbers[SIZE] as usize;
            Ok(Value::None)
        }
        _ => Err(vm.value_error("state vector is the wrong size")),
    }
}

impl Twister {
    fn from_number(number: u32) -> Twister {
        let mut words = [number; SIZE];
        for at in 1..SIZE {
            let before = words[at - 1];
            words[at] = (before ^ (before >> 30)).wrapping_mul(1_812_433_253).wrapping_add(at as u32);
        }
        Twister { words, next: SIZE }
    }

    fn from_key(key: &[u32]) -> Twister {
        let mut twister = Twister::from_number(19_650_218);
        let words = &mut twister.words;
        let mut at = 1;
        for step in 0..SIZE.max(key.len()) {
            let from = step % key.len();
            let before = words[at - 1];
            words[at] = (words[at] ^ (before ^ (before >> 30)).wrapping_mul(1_664_525))
                .wrapping_add(key[from])
                .wrapping_add(from as u32);
            at += 1;
            if at == SIZE {
                words[0] = words[SIZE - 1];
                at = 1;
            }
        }
        for _ in 1..SIZE {
            let before = words[at - 1];
            words[at] =
                (words[at] ^ (before ^ (before >> 30)).wrapping_mul(1_566_083_941)).wrapping_sub(at as u32);
            at += 1;
            if at == SIZE {
                words[0] = words[SIZE - 1];
                at = 1;
            }
        }
        words[0] = 0x8000_0000;
        twister
    }

    fn word(&mut self) -> u32 {
        if self.next >= SIZE {
            for at in 0..SIZE {
                let mixed = (self.words[at] & 0x8000_0000) | (self.words[(at + 1) % SIZE] & 0x7fff_ffff);
                let twist = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
                self.words[at] = self.words[(at + PERIOD) % SIZE] ^ (mixed >> 1) ^ twist;
            }
            self.next = 0;
        }
        let mut word = self.words[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }
}
