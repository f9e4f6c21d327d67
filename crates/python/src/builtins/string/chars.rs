//! Properties of code points, as `str`'s methods ask for them.
//!
//! The tables are those of Rust and of the parser's crates: they know newer versions of Unicode than
//! CPython 3.11.

use std::borrow::Cow;

/// Blanks, as `str.split()` and `str.strip()` see them.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Letters of any script.
pub fn is_alpha(c: char) -> bool {
    /// Letters that can't begin an identifier, because they don't when they are normalised.
    const NOT_IN_IDENTIFIERS: &str = "\u{37a}\u{e33}\u{eb3}\u{2e2f}\u{fc5e}\u{fc5f}\u{fc60}\u{fc61}\u{fc62}\
        \u{fc63}\u{fdfa}\u{fdfb}\u{fe70}\u{fe72}\u{fe74}\u{fe76}\u{fe78}\u{fe7a}\u{fe7c}\u{fe7e}\u{ff9e}\u{ff9f}";
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    let letter = unicode_ident::is_xid_start(c) && !c.is_numeric() && !matches!(c, '\u{1885}' | '\u{1886}');
    c.is_alphabetic() && (letter || NOT_IN_IDENTIFIERS.contains(c))
}

/// The value of a decimal digit of any script.
pub fn decimal_value(c: char) -> Option<u32> {
    /// The digit zero of each script.
    const ZEROS: [u32; 66] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
        0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0,
        0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30,
        0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
        0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec,
        0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
    ];
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let at = ZEROS.partition_point(|&zero| zero <= c as u32);
    let value = c as u32 - ZEROS[at.checked_sub(1)?];
    (value < 10).then_some(value)
}

/// Decimal digits, and digits that stand for themselves only, such as superscripts.
pub fn is_digit(c: char) -> bool {
    let special = matches!(c as u32,
        0xb2 | 0xb3 | 0xb9 | 0x1369..=0x1371 | 0x19da | 0x2070 | 0x2074..=0x2079 | 0x2080..=0x2089
        | 0x2460..=0x2468 | 0x2474..=0x247c | 0x2488..=0x2490 | 0x24ea | 0x24f5..=0x24fd | 0x24ff
        | 0x2776..=0x277e | 0x2780..=0x2788 | 0x278a..=0x2792 | 0x10a40..=0x10a43 | 0x10e60..=0x10e68
        | 0x11052..=0x1105a | 0x1f100..=0x1f10a);
    special || decimal_value(c).is_some()
}

/// Whatever stands for a number, also fractions and ideographs.
pub fn is_numeric(c: char) -> bool {
    const IDEOGRAPHS: &str = "\u{3405}\u{3483}\u{382a}\u{3b4d}\u{4e00}\u{4e03}\u{4e07}\u{4e09}\u{4e5d}\u{4e8c}\u{4e94}\
        \u{4e96}\u{4ebf}\u{4ec0}\u{4edf}\u{4ee8}\u{4f0d}\u{4f70}\u{5104}\u{5146}\u{5169}\u{516b}\
        \u{516d}\u{5341}\u{5343}\u{5344}\u{5345}\u{534c}\u{53c1}\u{53c2}\u{53c3}\u{53c4}\u{56db}\
        \u{58f1}\u{58f9}\u{5e7a}\u{5efe}\u{5eff}\u{5f0c}\u{5f0d}\u{5f0e}\u{5f10}\u{62fe}\u{634c}\
        \u{67d2}\u{6f06}\u{7396}\u{767e}\u{8086}\u{842c}\u{8cae}\u{8cb3}\u{8d30}\u{9621}\u{9646}\
        \u{964c}\u{9678}\u{96f6}\u{f96b}\u{f973}\u{f978}\u{f9b2}\u{f9d1}\u{f9d3}\u{f9fd}\u{20001}\
        \u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}\u{20afd}\u{20b19}\
        \u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}";
    c.is_numeric() || IDEOGRAPHS.contains(c)
}

/// Letters in title case, such as `ǅ`.
pub fn is_title(c: char) -> bool {
    matches!(c as u32,
        0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf
        | 0x1fbc | 0x1fcc | 0x1ffc)
}

/// Lower-case letters.
pub fn is_lower(c: char) -> bool {
    c.is_lowercase()
}

/// Upper-case letters.
pub fn is_upper(c: char) -> bool {
    c.is_uppercase()
}

/// What `repr()` shows as it is.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    // Rust escapes the same characters for debugging, except that a mark is escaped where it begins a text.
    let mut buffer = *b"a    ";
    let end = 1 + c.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..end]).is_ok_and(|text| text.escape_debug().nth(2).is_none())
}

/// Where `str.splitlines()` splits.
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a text can be a name.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(unicode_ident::is_xid_continue)
}

/// The text with the decimal digits of all scripts replaced by ASCII's.
pub fn to_ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let to_ascii = |c| decimal_value(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c);
    Cow::Owned(text.chars().map(to_ascii).collect())
}
