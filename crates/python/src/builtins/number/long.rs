//! Division and roots of very long integers, by parts: word by word, a million bits take most of a second.
//!
//! The division is Burnikel's and Ziegler's ("Fast Recursive Division", 1998).

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Zero};

/// Numbers of up to so many bits are divided word by word.
const SHORT_BITS: u64 = 4096;
/// So many products of two words are done before parts pay.
const FEW_PRODUCTS: u64 = 1 << 15;

/// `divmod(a, b)`; `b` is not 0.
pub fn div_mod_floor(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    if is_quick(a.bits(), b.bits()) {
        return a.div_mod_floor(b);
    }
    let (quotient, remainder) = div_rem(a.magnitude(), b.magnitude());
    let (quotient, remainder) = (BigInt::from(quotient), BigInt::from(remainder));
    let divisor: BigInt = b.magnitude().clone().into();
    let (quotient, remainder) = match (a.sign() == b.sign(), remainder.is_zero()) {
        (true, _) => (quotient, remainder),
        (false, true) => (-quotient, remainder),
        (false, false) => (-quotient - 1, divisor - remainder),
    };
    (quotient, if b.sign() == Sign::Minus { -remainder } else { remainder })
}

/// The largest integer whose square is not larger.
pub fn square_root(number: &BigUint) -> BigUint {
    if number.bits() <= SHORT_BITS {
        return number.sqrt();
    }
    // The root of the upper half of the bits is half of the root's bits; one division gives the others.
    let quarter = (number.bits() / 4).saturating_sub(1);
    let upper = square_root(&(number >> (2 * quarter)));
    let guess = &upper << quarter;
    let (quotient, _) = div_rem(number, &guess);
    let mut root: BigUint = (guess + quotient) >> 1;
    while &root * &root > *number {
        root -= 1u32;
    }
    loop {
        let next = &root + 1u32;
        if &next * &next > *number {
            return root;
        }
        root = next;
    }
}

fn is_quick(a: u64, b: u64) -> bool {
    a < b || b <= SHORT_BITS || ((a - b) / 64 + 1).saturating_mul(b / 64) <= FEW_PRODUCTS
}

/// Quotient and remainder; `b` is not 0.
pub fn div_rem(a: &BigUint, b: &BigUint) -> (BigUint, BigUint) {
    if is_quick(a.bits(), b.bits()) {
        return a.div_rem(b);
    }
    // The divisor gets a length that can be halved down to a short one, and its highest bit.
    let halvings = (b.bits() / SHORT_BITS).ilog2() + 1;
    let part = b.bits().div_ceil(32 << halvings) * 32;
    let length = part << halvings;
    let shift = length - b.bits();
    let (a, b) = (a << shift, b << shift);
    let mut remainder = BigUint::zero();
    let mut quotient = BigUint::zero();
    for at in (0..a.bits().div_ceil(length)).rev() {
        let next = (remainder << length) + low_bits(&(&a >> (at * length)), length);
        let digit;
        (digit, remainder) = two_by_one(&next, &b, length);
        quotient = (quotient << length) + digit;
    }
    (quotient, remainder >> shift)
}

/// Divides a number of two lengths by one of one length, whose highest bit is set; the quotient has one length.
fn two_by_one(a: &BigUint, b: &BigUint, length: u64) -> (BigUint, BigUint) {
    if length <= SHORT_BITS || !length.is_multiple_of(64) {
        return a.div_rem(b);
    }
    let half = length / 2;
    let (high, rest) = three_by_two(&(a >> half), b, half);
    let (low, rest) = three_by_two(&((rest << half) + low_bits(a, half)), b, half);
    ((high << half) + low, rest)
}

/// Divides a number of three halves by one of two.
fn three_by_two(a: &BigUint, b: &BigUint, half: u64) -> (BigUint, BigUint) {
    let (high, low) = (b >> half, low_bits(b, half));
    let upper = a >> half;
    let (mut quotient, rest) = if &upper >> half < high {
        two_by_one(&upper, &high, half)
    } else {
        let most = (BigUint::one() << half) - 1u32;
        (most, upper + &high - (&high << half))
    };
    let mut rest = (rest << half) + low_bits(a, half);
    let product = &quotient * low;
    // The quotient of the upper parts is at most 2 too large.
    while rest < product {
        rest += b;
        quotient -= 1u32;
    }
    (quotient, rest - product)
}

/// The lowest bits, a multiple of 32.
fn low_bits(number: &BigUint, bits: u64) -> BigUint {
    BigUint::new(number.iter_u32_digits().take((bits / 32) as usize).collect())
}

#[cfg(test)]
mod tests {
    use num_bigint::{BigInt, BigUint};
    use num_integer::Integer;

    use super::{div_mod_floor, div_rem, square_root};

    /// Some bits that look random, the same ones each time.
    fn number(bits: u64, seed: u32) -> BigUint {
        let mut state = seed.wrapping_mul(2_654_435_761) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state
        };
        let digits: Vec<u32> = (0..bits.div_ceil(32)).map(|_| next()).collect();
        let number = BigUint::new(digits) | BigUint::from(1u32);
        &number >> number.bits().saturating_sub(bits)
    }

    #[test]
    fn divides_as_word_by_word() {
        for (a, b) in
            [(90_000, 40_000), (100_001, 5_000), (70_000, 35_000), (200_000, 60_003), (9_000, 8_999)]
        {
            for seed in 1..4 {
                let (a, b) = (number(a, seed), number(b, seed + 7));
                assert_eq!(div_rem(&a, &b), a.div_rem(&b), "{} by {}", a.bits(), b.bits());
            }
        }
        let ones = |bits: u64| (BigUint::from(1u32) << bits) - 1u32;
        for (a, b) in [(131_072, 65_536), (131_071, 65_535), (65_536, 32_768)] {
            assert_eq!(div_rem(&ones(a), &ones(b)), ones(a).div_rem(&ones(b)));
        }
    }

    #[test]
    fn signs_are_those_of_python() {
        let (a, b) = (BigInt::from(number(90_000, 1)), BigInt::from(number(40_000, 2)));
        for (a, b) in [(&a, &b), (&-&a, &b), (&a, &-&b), (&-&a, &-&b)] {
            assert_eq!(div_mod_floor(a, b), a.div_mod_floor(b));
        }
        let product = &a * &b;
        assert_eq!(div_mod_floor(&-&product, &b), (-&product).div_mod_floor(&b));
    }

    #[test]
    fn roots_are_exact() {
        for bits in [5_000, 70_001, 100_002] {
            let number = number(bits, 3);
            let root = square_root(&number);
            assert!(&root * &root <= number && (&root + 1u32) * (&root + 1u32) > number);
            let square = &number * &number;
            assert_eq!(square_root(&square), number);
            assert_eq!(square_root(&(square - 1u32)), number - 1u32);
        }
    }
}
