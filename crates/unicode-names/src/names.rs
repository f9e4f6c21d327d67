//! Names of characters.

use crate::hangul;
use crate::tables::{Tables, hex, lines_of_names, tables};

/// What is before the number in the names of characters that have no other.
const IDEOGRAPH: &str = "CJK UNIFIED IDEOGRAPH-";
/// Where these characters are.
const IDEOGRAPHS: [(u32, u32); 8] = [
    (0x3400, 0x4dbf),
    (0x4e00, 0x9fff),
    (0x20000, 0x2a6df),
    (0x2a700, 0x2b738),
    (0x2b740, 0x2b81d),
    (0x2b820, 0x2cea1),
    (0x2ceb0, 0x2ebe0),
    (0x30000, 0x3134a),
];

/// The name of a character, if it has one.
pub fn name(character: char) -> Option<String> {
    let number = u32::from(character);
    if let Some(name) = hangul::name(character) {
        return Some(name);
    }
    if is_ideograph(number) {
        return Some(format!("{IDEOGRAPH}{number:X}"));
    }
    let tables = tables()?;
    let block = tables.blocks.partition_point(|(first, _)| *first <= number).checked_sub(1)?;
    let (first, at) = tables.blocks[block];
    let mut words: Vec<&str> = Vec::new();
    for (at, shared, rest, _) in lines_of_names(&tables.names[at..], first) {
        words.truncate(shared);
        words.extend(rest.split(' ').filter(|word| !word.is_empty()));
        if at == number {
            let name = words.join(" ");
            return Some(match name.strip_suffix('#') {
                Some(name) => format!("{name}{number:04X}"),
                None => name,
            });
        }
        if at > number {
            break;
        }
    }
    None
}

/// The character of a name or of another name for it, in any case: `\N{name}`.
pub fn character(name: &str) -> Option<char> {
    let found = lookup(name)?;
    let mut characters = found.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// The character of a name, of another name for it, or the characters of the name of a sequence.
pub fn lookup(name: &str) -> Option<String> {
    let tables = tables()?;
    if let Some(syllable) = hangul::character(name) {
        return Some(syllable.into());
    }
    if let Some(digits) = name.strip_prefix(IDEOGRAPH) {
        let is_number = matches!(digits.len(), 4 | 5)
            && digits.bytes().all(|it| it.is_ascii_hexdigit() && !it.is_ascii_lowercase());
        let number = if is_number { hex(digits) } else { 0 };
        return char::from_u32(number).filter(|_| is_ideograph(number)).map(Into::into);
    }
    let name = name.to_ascii_uppercase();
    named(tables, &name).map(Into::into).or_else(|| named_otherwise(tables, &name))
}

fn is_ideograph(number: u32) -> bool {
    IDEOGRAPHS.iter().any(|(first, last)| (*first..=*last).contains(&number))
}

/// The character with a name in the table.
fn named(tables: &Tables, wanted: &str) -> Option<char> {
    let wanted = format!("{wanted} ");
    // Where the words of the name end that is looked at, each with the space behind it, and how much of it is as wanted.
    let mut ends = vec![0];
    let mut alike = 0;
    for (number, shared, rest, _) in lines_of_names(tables.names, 0) {
        ends.truncate(shared + 1);
        let begin = *ends.last()?;
        let mut at = begin;
        for word in rest.split(' ').filter(|word| !word.is_empty()) {
            at += word.len() + 1;
            ends.push(at);
        }
        if begin > alike {
            continue;
        }
        let words = rest.bytes().chain((at > begin).then_some(b' '));
        alike = begin + words.zip(wanted.bytes().skip(begin)).take_while(|(a, b)| a == b).count();
        let is_wanted = match rest.strip_suffix('#') {
            Some(words) => alike == begin + words.len() && wanted[alike..] == format!("{number:04X} "),
            None => alike == at && wanted.len() == at,
        };
        if is_wanted {
            return char::from_u32(number);
        }
    }
    None
}

fn named_otherwise(tables: &Tables, wanted: &str) -> Option<String> {
    let of_wanted = |line: &'static str| line.split_once(';').filter(|(_, name)| *name == wanted);
    let (numbers, _) = tables.other_names.lines().find_map(of_wanted)?;
    Some(numbers.split(' ').filter_map(|digits| char::from_u32(hex(digits))).collect())
}

#[cfg(test)]
mod tests {
    use super::{character, lookup, name};

    #[test]
    fn every_name_is_found_again() {
        let named = ('\0'..=char::MAX).step_by(97).filter_map(|it| Some((it, name(it)?)));
        let found = named.filter(|(it, name)| character(name) == Some(*it)).count();
        let all = ('\0'..=char::MAX).step_by(97).filter(|it| name(*it).is_some()).count();
        assert_eq!(found, all);
    }

    #[test]
    fn names_are_those_of_unicode() {
        let names = ['a', '•', '龍', '한', '\u{f900}', '\u{fe0f}', '😀'];
        let expected = [
            "LATIN SMALL LETTER A",
            "BULLET",
            "CJK UNIFIED IDEOGRAPH-9F8D",
            "HANGUL SYLLABLE HAN",
            "CJK COMPATIBILITY IDEOGRAPH-F900",
            "VARIATION SELECTOR-16",
            "GRINNING FACE",
        ];
        assert_eq!(names.map(|it| name(it).unwrap()), expected);
        assert_eq!(name('\n'), None);
        assert_eq!(character("line feed"), Some('\n'));
        assert_eq!(character("BULLE"), None);
        assert_eq!(character("KEYCAP DIGIT ONE"), None);
        assert_eq!(lookup("KEYCAP DIGIT ONE").as_deref(), Some("1\u{fe0f}\u{20e3}"));
    }
}
