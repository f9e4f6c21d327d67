//! Numbers that look random and are the same everywhere: `splitmix64`, which `tests/oracle/demo_server.py` has, too.

/// A number for a number.
pub(super) fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number for a name.
pub(super) fn of_name(name: &str) -> u64 {
    mixed(name.bytes().fold(0, |number, byte| mixed(number ^ u64::from(byte))))
}

/// What a number is as a part of one: from 0 on, and below 1.
pub(super) fn part(number: u64) -> f64 {
    (number >> 11) as f64 / (1_u64 << 53) as f64
}
