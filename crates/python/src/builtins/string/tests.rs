//! What CPython 3.11 makes of texts, recorded.

use super::case::{capitalize, casefold, is_title, swapcase, title};
use super::*;

#[test]
fn changes_case() {
    let recorded = [
        ("hello wORLD", "Hello World", "Hello world", "HELLO World", "hello world"),
        ("it's ΑΣ. ΟΔΟΣ", "It'S Ας. Οδος", "It's ας. οδος", "IT'S ας. οδος", "it's ασ. οδοσ"),
        ("ßtraße ﬁn", "Sstraße Fin", "Sstraße ﬁn", "SSTRASSE FIN", "sstrasse fin"),
        ("ǆ ǅ", "ǅ ǅ", "ǅ ǆ", "Ǆ ǅ", "ǆ ǆ"),
        ("ა ნ", "ა ნ", "ა ნ", "Ა Ნ", "ა ნ"),
        ("ᾳ ᾷ", "ᾼ ᾼ͂", "ᾼ ᾷ", "ΑΙ Α͂Ι", "αι ᾶι"),
        ("ŉ", "ʼN", "ʼN", "ʼN", "ʼn"),
        ("İı", "İı", "İı", "i̇I", "i̇ı"),
        ("Ꭰꭰ", "Ꭰꭰ", "Ꭰꭰ", "ꭰᎠ", "ᎠᎠ"),
        ("ẞ", "ẞ", "ẞ", "ß", "ss"),
        ("x1y2", "X1Y2", "X1y2", "X1Y2", "x1y2"),
        ("ΑΣΑ", "Ασα", "Ασα", "ασα", "ασα"),
    ];
    for (text, titled, capitalized, swapped, folded) in recorded {
        assert_eq!(title(text), titled);
        assert_eq!(capitalize(text), capitalized);
        assert_eq!(swapcase(text), swapped);
        assert_eq!(casefold(text), folded);
    }
}

#[test]
fn knows_title_case() {
    let recorded = [
        ("Hello World", true),
        ("Hello world", false),
        ("HELLO", false),
        ("A1B", true),
        ("ǅa", true),
        ("", false),
        ("1", false),
    ];
    for (text, expected) in recorded {
        assert_eq!(is_title(text), expected, "{text}");
    }
}

#[test]
fn quotes_and_escapes() {
    let recorded = [
        ("a", "'a'", "'a'"),
        ("it's", "\"it's\"", "\"it's\""),
        ("say \"hi\"", "'say \"hi\"'", "'say \"hi\"'"),
        ("both ' and \"", "'both \\' and \"'", "'both \\' and \"'"),
        ("tab\t\n\u{d}\\", "'tab\\t\\n\\r\\\\'", "'tab\\t\\n\\r\\\\'"),
        ("\u{0}\u{7f}\u{80}\u{a0}é", "'\\x00\\x7f\\x80\\xa0é'", "'\\x00\\x7f\\x80\\xa0\\xe9'"),
        ("́\u{200b}\u{2028}", "'́\\u200b\\u2028'", "'\\u0301\\u200b\\u2028'"),
        ("一😀\u{e0001}", "'一😀\\U000e0001'", "'\\u4e00\\U0001f600\\U000e0001'"),
        ("\u{378}", "'\\u0378'", "'\\u0378'"),
    ];
    for (text, shown, in_ascii) in recorded {
        assert_eq!(repr_str(text), shown);
        assert_eq!(repr::escape_non_ascii(shown), in_ascii);
    }
}

#[test]
fn knows_characters() {
    // Alphabetic, decimal, digit, numeric, space, printable.
    let recorded = [
        ('a', [true, false, false, false, false, true]),
        (' ', [false, false, false, false, true, true]),
        ('Z', [true, false, false, false, false, true]),
        ('é', [true, false, false, false, false, true]),
        ('ß', [true, false, false, false, false, true]),
        ('٣', [false, true, true, true, false, true]),
        ('²', [false, false, true, true, false, true]),
        ('½', [false, false, false, true, false, true]),
        ('Ⅷ', [false, false, false, true, false, true]),
        ('一', [true, false, false, true, false, true]),
        ('\t', [false, false, false, false, true, false]),
        ('\u{1c}', [false, false, false, false, true, false]),
        ('\u{200b}', [false, false, false, false, false, false]),
        ('́', [false, false, false, false, false, true]),
        ('_', [false, false, false, false, false, true]),
        ('ǅ', [true, false, false, false, false, true]),
        ('ª', [true, false, false, false, false, true]),
        ('ᵃ', [true, false, false, false, false, true]),
    ];
    for (c, expected) in recorded {
        let found = [
            chars::is_alpha(c),
            chars::decimal_value(c).is_some(),
            chars::is_digit(c),
            chars::is_numeric(c),
            chars::is_space(c),
            chars::is_printable(c),
        ];
        assert_eq!(found, expected, "{c:?}");
    }
}
