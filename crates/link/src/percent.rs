//! Percent-encoding (RFC 3986). What is written has nothing that Markdown, or a chat, would take for its own.

use crate::Why;

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

/// Adds a text to a link.
pub(crate) fn encode(text: &str, link: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            link.push(char::from(byte));
        } else {
            let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
            link.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

/// The text in a piece of a link. What need not have been encoded is itself.
pub(crate) fn decode(piece: &str) -> Result<String, Why> {
    let mut bytes = Vec::with_capacity(piece.len());
    let mut rest = piece.bytes();
    let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => match (digit(rest.next()), digit(rest.next())) {
                (Some(high), Some(low)) => (high * 16 + low) as u8,
                _ => return Err(Why::NotPercentEncoded),
            },
            byte => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| Why::NotText)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_both_ways() {
        let encoded = |text: &str| {
            let mut link = String::new();
            encode(text, &mut link);
            link
        };
        assert_eq!(encoded("a b%ä\n\u{11}\u{fe}"), "a%20b%25%C3%A4%0A%11%C3%BE");
        for text in ["", "print(\"hi\")", "%%41", "\u{0}\u{7f}", "🦀 = 1 & 2"] {
            assert_eq!(decode(&encoded(text)), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_damaged_is_told() {
        assert_eq!(decode("a=b&c"), Ok("a=b&c".to_owned()));
        for wrong in ["%", "%4", "%4g", "a%", "%ä"] {
            assert_eq!(decode(wrong), Err(Why::NotPercentEncoded), "{wrong}");
        }
        assert_eq!(decode("%ff%fe"), Err(Why::NotText));
    }
}
