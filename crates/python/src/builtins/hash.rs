//! `hash()`: numbers that are equal have equal hashes, whatever their types.
//!
//! Numbers, tuples and frozensets hash as in CPython, because the order of a `set` of them shows it.
//! Source of the rules: the Python reference, "Hashing of numeric types".

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;

use crate::Result;
use crate::object::{Payload, SetTable};
use crate::symbol::sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::work;

/// Numbers hash to their remainder by this prime.
const MODULUS: u64 = (1 << 61) - 1;
const INFINITY: i64 = 314_159;
/// Deeper tuples are left to Python code, whose recursion is limited.
const MAX_DEPTH: usize = 100;

/// `hash(value)`; `None` if Python code must compute it.
///
/// # Errors
/// `TypeError` for what can't be hashed.
pub fn hash(vm: &mut Vm, value: &Value) -> Result<Option<i64>> {
    match value {
        Value::Str(text) => Ok(Some(text.hash())),
        Value::Int(number) => Ok(Some(hash_int(*number))),
        _ => hash_within(vm, value, MAX_DEPTH),
    }
}

fn hash_within(vm: &mut Vm, value: &Value, depth: usize) -> Result<Option<i64>> {
    Ok(Some(match value {
        Value::Str(text) => text.hash(),
        Value::Int(number) => hash_int(*number),
        Value::Bool(flag) => i64::from(*flag),
        Value::Float(number) => hash_float(*number),
        Value::Big(number) => {
            work::quotient(number.bits(), 64);
            hash_big(number)
        }
        Value::Undefined | Value::None => 0xfca8_6420,
        Value::NotImplemented => 0xfca8_6421,
        Value::Ellipsis => 0xfca8_6422,
        Value::Bytes(bytes) => match crate::object::string::hash_bytes(bytes.as_slice()) {
            -1 => -2,
            hash => hash,
        },
        Value::Tuple(items) => {
            if depth == 0 {
                return Ok(None);
            }
            work::items(2 * items.len());
            let mut hashes = Vec::with_capacity(items.len());
            for item in items.iter() {
                match hash_within(vm, item, depth - 1)? {
                    Some(hash) => hashes.push(hash),
                    None => return Ok(None),
                }
            }
            combine(&hashes)
        }
        Value::Set(set) if set.frozen => hash_frozenset(&set.table.borrow()),
        Value::Range(range) => {
            let length = range.len();
            let start = if length == 0 { Value::None } else { Value::Int(range.start) };
            let step = if length <= 1 { Value::None } else { Value::Int(range.step) };
            return hash_within(vm, &Value::tuple(vec![Value::from(length), start, step]), depth);
        }
        Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Slice(_) => {
            return Err(unhashable(vm, value));
        }
        Value::Method(method) => {
            if depth == 0 {
                return Ok(None);
            }
            let receiver = hash_identity(vm, &method.receiver);
            match hash_within(vm, &method.function, depth - 1)? {
                Some(function) => receiver ^ function,
                None => return Ok(None),
            }
        }
        Value::Instance(instance) => match instance.class.lookup(sym::HASH) {
            Some(Value::None) => return Err(unhashable(vm, value)),
            Some(Value::Native(found)) => match instance.payload() {
                _ if is_default(vm, &found) => hash_identity(vm, value),
                Payload::Value(inner) => return hash_within(vm, inner, depth),
                _ => return Ok(None),
            },
            Some(_) => return Ok(None),
            None => hash_identity(vm, value),
        },
        Value::Type(class) => {
            match class.metaclass.as_ref().and_then(|metaclass| metaclass.lookup(sym::HASH)) {
                Some(Value::None) => return Err(unhashable(vm, value)),
                None | Some(Value::Native(_)) => hash_identity(vm, value),
                Some(_) => return Ok(None),
            }
        }
        _ => hash_identity(vm, value),
    }))
}

/// `hash()` of an object that has its identity only.
pub fn hash_identity(vm: &mut Vm, value: &Value) -> i64 {
    vm.id_of(value) >> 4
}

/// `TypeError` for a value that can't be hashed.
pub fn unhashable(vm: &Vm, value: &Value) -> Raised {
    vm.type_error(format!("unhashable type: '{}'", vm.types.name_of(value)))
}

/// The hash of a sequence from those of its items: xxHash's mixing.
pub fn combine(hashes: &[i64]) -> i64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut sum = PRIME_5;
    for &hash in hashes {
        sum = sum.wrapping_add((hash as u64).wrapping_mul(PRIME_2));
        sum = sum.rotate_left(31).wrapping_mul(PRIME_1);
    }
    sum = sum.wrapping_add(hashes.len() as u64 ^ (PRIME_5 ^ 3_527_539));
    if sum == u64::MAX { 1_546_275_796 } else { sum as i64 }
}

/// `hash()` of an `int` of 64 bits.
#[inline]
pub fn hash_int(number: i64) -> i64 {
    let remainder = (number.unsigned_abs() % MODULUS) as i64;
    avoid_error(if number < 0 { -remainder } else { remainder })
}

fn hash_big(number: &BigInt) -> i64 {
    let remainder = (number.magnitude() % MODULUS).to_i64().unwrap_or(0);
    avoid_error(if number.sign() == Sign::Minus { -remainder } else { remainder })
}

/// `hash()` of a number; `None` for anything else.
pub(crate) fn hash_number(value: &Value) -> Option<i64> {
    Some(match value {
        Value::Bool(flag) => i64::from(*flag),
        Value::Int(number) => hash_int(*number),
        Value::Float(number) => hash_float(*number),
        Value::Big(number) => hash_big(number),
        _ => return None,
    })
}

fn hash_float(number: f64) -> i64 {
    if number.is_infinite() {
        return if number > 0.0 { INFINITY } else { -INFINITY };
    }
    if number.is_nan() || number == 0.0 {
        return 0;
    }
    let bits = number.abs().to_bits();
    let (fraction, exponent) = match bits >> 52 {
        0 => (bits, -1074),
        biased => (bits & ((1 << 52) - 1) | 1 << 52, biased as i64 - 1075),
    };
    // A multiplication by two is a rotation of 61 bits.
    let turns = exponent.rem_euclid(61) as u32;
    let turned = if turns == 0 {
        fraction % MODULUS
    } else {
        ((fraction << turns) & MODULUS) | ((fraction % MODULUS) >> (61 - turns))
    };
    let remainder = (turned % MODULUS) as i64;
    avoid_error(if number < 0.0 { -remainder } else { remainder })
}

fn hash_frozenset(table: &SetTable) -> i64 {
    let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut mixed = table.iter().fold(0, |mixed, (hash, _)| mixed ^ shuffle(hash as u64));
    mixed ^= (table.len() as u64 + 1).wrapping_mul(1_927_868_237);
    mixed ^= (mixed >> 11) ^ (mixed >> 25);
    mixed = mixed.wrapping_mul(69_069).wrapping_add(907_133_923);
    if mixed == u64::MAX { 590_923_713 } else { mixed as i64 }
}

/// -1 says "error" in CPython, and so no hash is -1.
fn avoid_error(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn is_default(vm: &Vm, found: &std::rc::Rc<crate::object::NativeFunction>) -> bool {
    matches!(vm.types.object.dict.borrow().get(sym::HASH), Some(Value::Native(default)) if std::rc::Rc::ptr_eq(default, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Recorded with CPython 3.11.
    #[test]
    fn numbers_hash_as_in_cpython() {
        assert_eq!(hash_int(-1), -2);
        assert_eq!(hash_int((1 << 61) - 1), 0);
        assert_eq!(hash_big(&BigInt::from(10).pow(30)), 465_258_685_558_744_706);
        assert_eq!(hash_big(&-BigInt::from(10).pow(30)), -465_258_685_558_744_706);
        for (number, hash) in [
            (0.5, 1_152_921_504_606_846_976),
            (0.1, 230_584_300_921_369_408),
            (-2.75, -1_729_382_256_910_270_466),
            (1e300, 1_224_995_262_755_759_164),
            (5e-324, 16_777_216),
            (1.5e10, 15_000_000_000),
            (2.0_f64.powi(61), 1),
            (-1.0, -2),
            (f64::INFINITY, 314_159),
        ] {
            assert_eq!(hash_float(number), hash, "{number}");
        }
    }

    /// Recorded with CPython 3.11.
    #[test]
    fn containers_hash_as_in_cpython() {
        assert_eq!(combine(&[1, 2, 3]), 529_344_067_295_497_451);
        assert_eq!(combine(&[]), 5_740_354_900_026_072_187);
        assert_eq!(combine(&[hash_float(0.5), -2]), 6_150_435_046_063_548_694);
        let mut table = SetTable::default();
        assert_eq!(hash_frozenset(&table), 133_146_708_735_736);
        for number in 1..=3 {
            table.push(number, Value::Int(number));
        }
        assert_eq!(hash_frozenset(&table), -272_375_401_224_217_160);
    }
}
