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
            'N' if !is_bytes => {
                let length = match name_in(escape) {
                    Ok(name) if unicode_names2::character(name).is_some() => "N{}".len() + name.len(),
                    Ok(name) => {
                        return Some(undecodable(
                            position,
                            3 + width(name),
                            "unknown Unicode character name",
                        ));
                    }
                    Err(length) => {
                        return Some(undecodable(position, length, "malformed \\N character escape"));
                    }
                };
                position += 1 + length;
                rest = &escape[length..];
                continue;
            }
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

/// The name in `N{…}`, or how much CPython has read when it finds that there is none.
fn name_in(escape: &str) -> Result<&str, usize> {
    let Some(name) = escape[1..].strip_prefix('{') else { return Err(1) };
    match name.find('}') {
        Some(0) => Err(2),
        Some(end) => Ok(&name[..end]),
        None => Err(2 + width(name)),
    }
}

fn undecodable(position: usize, length: usize, why: &str) -> String {
    let end = position + length;
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {position}-{end}: {why}")
}

fn width(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 10 }).sum()
}
