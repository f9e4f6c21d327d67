//! Bytes in base64url without padding (RFC 4648, section 5).

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as text.
pub(crate) fn encode(bytes: &[u8]) -> String {
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

/// The bytes of a text; padding is allowed. `None` if it is not base64url.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_goes_both_ways() {
        assert_eq!(encode(b"\xfb\xff\xfe"), "-__-");
        assert_eq!(encode(b"a"), "YQ");
        assert_eq!(encode(b"ab"), "YWI");
        assert_eq!(decode("YWI="), Some(b"ab".to_vec()));
        for length in 0..70 {
            let bytes: Vec<u8> = (0..length).map(|byte: u8| byte.wrapping_mul(37)).collect();
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
        for wrong in ["a", "abcde", "ab+c", "ä", "a b"] {
            assert_eq!(decode(wrong), None);
        }
    }
}
