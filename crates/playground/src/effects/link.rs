//! What the part of the address behind `#` says.
//!
//! ```text
//! #code=print%28%22hi%22%29      a percent-encoded program, easily written by hand
//! #z=80wqyswr0VAtVtcEAA          a compressed one, as Share makes it
//! #lesson=01_first               a lesson
//! #clock=virtual&z=…             the clock may go before
//! ```

use crate::model::clock::Clock;

/// Where a link's program is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Source<'a> {
    /// Percent-encoded in the link.
    Encoded(&'a str),
    /// In the link, compressed and in base64url.
    Compressed(&'a str),
    /// A lesson's.
    Lesson(&'a str),
}

/// A link to a program.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link<'a> {
    pub(super) source: Source<'a>,
    pub(super) clock: Option<Clock>,
}

/// Reads an address's hash, with or without `#`; `None` if it names no program.
pub(super) fn parse(hash: &str) -> Option<Link<'_>> {
    let mut rest = hash.strip_prefix('#').unwrap_or(hash);
    let mut clock = None;
    loop {
        // A program may hold a `&` that was not encoded: it is all that follows.
        let source = match rest.split_once('=')? {
            ("code", code) => Source::Encoded(code),
            ("z", compressed) => Source::Compressed(compressed),
            ("lesson", name) => Source::Lesson(name),
            (name, value) => {
                let (value, next) = value.split_once('&')?;
                if name == "clock" {
                    clock = Clock::from_name(value);
                }
                rest = next;
                continue;
            }
        };
        return Some(Link { source, clock });
    }
}

/// The hash, without `#`, of a link to a compressed program.
pub(super) fn to_compressed(compressed: &str, clock: Clock) -> String {
    match clock {
        Clock::Real => format!("z={compressed}"),
        clock => format!("clock={}&z={compressed}", clock.name()),
    }
}

/// Bytes in base64url without padding.
pub(super) fn to_base64(bytes: &[u8]) -> String {
    let digits = bytes.chunks(3).flat_map(|chunk| {
        let group = chunk.iter().fold(0u32, |group, byte| group << 8 | u32::from(*byte));
        let bits = chunk.len() * 8;
        (0..bits.div_ceil(6)).map(move |digit| {
            let shift = bits as i32 - 6 * (digit as i32 + 1);
            let value = if shift >= 0 { group >> shift } else { group << -shift };
            char::from(DIGITS[value as usize % 64])
        })
    });
    digits.collect()
}

/// The bytes of a base64url text; padding is allowed. `None` if it is not one.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.chunks(4) {
        let mut group = 0u32;
        for digit in chunk {
            group = group << 6 | DIGITS.iter().position(|known| known == digit)? as u32;
        }
        group <<= 6 * (4 - chunk.len());
        match chunk.len() {
            1 => return None,
            length => bytes.extend_from_slice(&group.to_be_bytes()[1..length]),
        }
    }
    Some(bytes)
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

#[cfg(test)]
mod tests {
    use super::*;

    fn link(source: Source<'_>, clock: Option<Clock>) -> Option<Link<'_>> {
        Some(Link { source, clock })
    }

    #[test]
    fn hashes_are_read() {
        assert_eq!(parse("#code=a%3D1"), link(Source::Encoded("a%3D1"), None));
        assert_eq!(parse("#code=a=b&c"), link(Source::Encoded("a=b&c"), None));
        assert_eq!(parse("#code="), link(Source::Encoded(""), None));
        assert_eq!(parse("z=abc"), link(Source::Compressed("abc"), None));
        assert_eq!(parse("#lesson=01_a"), link(Source::Lesson("01_a"), None));
        assert_eq!(parse("#clock=virtual&z=a"), link(Source::Compressed("a"), Some(Clock::Virtual)));
        assert_eq!(parse("#clock=odd&new=1&z=a"), link(Source::Compressed("a"), None));
    }

    #[test]
    fn other_hashes_name_no_program() {
        for hash in ["", "#", "#timeline", "#clock=virtual", "#a=b"] {
            assert_eq!(parse(hash), None);
        }
    }

    #[test]
    fn made_links_are_read_again() {
        for clock in Clock::ALL {
            let parsed = to_compressed("abc", clock);
            let parsed = parse(&parsed).map(|link| (link.source, link.clock.unwrap_or_default()));
            assert_eq!(parsed, Some((Source::Compressed("abc"), clock)));
        }
    }

    #[test]
    fn base64_goes_both_ways() {
        assert_eq!(to_base64(b"\xfb\xff\xfe"), "-__-");
        assert_eq!(to_base64(b"a"), "YQ");
        assert_eq!(to_base64(b"ab"), "YWI");
        assert_eq!(from_base64("YWI="), Some(b"ab".to_vec()));
        for length in 0..70 {
            let bytes: Vec<u8> = (0..length).map(|byte: u8| byte.wrapping_mul(37)).collect();
            assert_eq!(from_base64(&to_base64(&bytes)), Some(bytes));
        }
        for wrong in ["a", "abcde", "ab+c", "ä", "a b"] {
            assert_eq!(from_base64(wrong), None);
        }
    }
}
