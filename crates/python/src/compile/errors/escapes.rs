//! Escape sequences in string literals that mean nothing.

/// What CPython says about the first bad escape sequence in the body of a literal.
pub(super) fn bad_escape(body: &str, is_bytes: bool) -> Option<String> {
    // CPython decodes a copy in which other characters than ASCII are written as ten bytes each.
    let mut position = 0;
    let mut rest = body;
    loop {
        let at = rest.find('\\')?;
        position += width(&rest[..at]);
        let escape = &rest[at + 1..];
        let kind = escape.chars().next()?;
        let wanted = match kind {
            'x' => 2,
            'u' if !is_bytes => 4,
            'U' if !is_bytes => 8,
            'N' if !is_bytes => return Some(bad_name(escape, position)),
            _ => {
                position += 1 + width(&escape[..kind.len_utf8()]);
                rest = &escape[kind.len_utf8()..];
                continue;
            }
        };
        let digits = escape[1..].bytes().take(wanted).take_while(u8::is_ascii_hexdigit).count();
        if digits < wanted && is_bytes {
            return Some(format!("(value error) invalid \\x escape at position {position}"));
        }
        if digits < wanted {
            let shape = "X".repeat(wanted);
            return Some(undecodable(position, 1 + digits, &format!("truncated \\{kind}{shape} escape")));
        }
        let code = u32::from_str_radix(&escape[1..=wanted], 16).unwrap_or(0);
        if code > 0x10_ffff {
            return Some(undecodable(position, wanted + 1, "illegal Unicode character"));
        }
        if (0xd800..0xe000).contains(&code) {
            return Some("Loopscope does not have lone surrogates in strings yet".to_owned());
        }
        position += 2 + wanted;
        rest = &escape[1 + wanted..];
    }
}

/// `\N{…}`: its table of names is left out.
fn bad_name(escape: &str, position: usize) -> String {
    match escape[1..].strip_prefix('{').and_then(|name| name.find('}')) {
        Some(end) if end > 0 => {
            let name = &escape[..end + 3];
            format!("Loopscope does not have Unicode names yet: write \\u or \\U instead of \\{name}")
        }
        Some(_) => undecodable(position, 2, "malformed \\N character escape"),
        None => undecodable(position, width(&escape[1..]).min(1) + 1, "malformed \\N character escape"),
    }
}

fn undecodable(position: usize, length: usize, why: &str) -> String {
    let end = position + length;
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {position}-{end}: {why}")
}

fn width(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 10 }).sum()
}
