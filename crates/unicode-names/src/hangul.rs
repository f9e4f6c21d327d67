//! Syllables of Hangul: their names, and what they are composed of, follow from their numbers (The Unicode Standard, 3.12).

const FIRST: u32 = 0xac00;
const LEADING: u32 = 0x1100;
const VOWEL: u32 = 0x1161;
const TRAILING: u32 = 0x11a7;
const PREFIX: &str = "HANGUL SYLLABLE ";

const LEADING_NAMES: [&str; 19] =
    ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"];
const VOWEL_NAMES: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI",
    "YU", "EU", "YI", "I",
];
const TRAILING_NAMES: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS",
    "S", "SS", "NG", "J", "C", "K", "T", "P", "H",
];
const VOWELS: u32 = VOWEL_NAMES.len() as u32;
const TRAILINGS: u32 = TRAILING_NAMES.len() as u32;
const SYLLABLES: u32 = LEADING_NAMES.len() as u32 * VOWELS * TRAILINGS;

/// The numbers of a syllable's parts.
fn parts(character: char) -> Option<[u32; 3]> {
    let number = u32::from(character).checked_sub(FIRST).filter(|it| *it < SYLLABLES)?;
    Some([number / TRAILINGS / VOWELS, number / TRAILINGS % VOWELS, number % TRAILINGS])
}

pub(crate) fn name(character: char) -> Option<String> {
    let [leading, vowel, trailing] = parts(character)?.map(|it| it as usize);
    Some([PREFIX, LEADING_NAMES[leading], VOWEL_NAMES[vowel], TRAILING_NAMES[trailing]].concat())
}

/// The syllable of a name.
pub(crate) fn character(name: &str) -> Option<char> {
    let mut rest = name.strip_prefix(PREFIX)?;
    let mut longest = |names: &[&str]| {
        let fitting = names.iter().enumerate().filter(|(_, name)| rest.starts_with(**name));
        let (at, name) = fitting.max_by_key(|(_, name)| name.len())?;
        rest = &rest[name.len()..];
        Some(at as u32)
    };
    let (leading, vowel, trailing) =
        (longest(&LEADING_NAMES)?, longest(&VOWEL_NAMES)?, longest(&TRAILING_NAMES)?);
    let number = FIRST + (leading * VOWELS + vowel) * TRAILINGS + trailing;
    char::from_u32(number).filter(|_| rest.is_empty())
}

/// What a syllable is composed of; the third may be missing.
pub(crate) fn decomposed(character: char) -> Option<impl Iterator<Item = char>> {
    let [leading, vowel, trailing] = parts(character)?;
    let third = (trailing > 0).then_some(TRAILING + trailing);
    Some([LEADING + leading, VOWEL + vowel].into_iter().chain(third).filter_map(char::from_u32))
}

/// What two parts, or a syllable of two and a third, compose.
pub(crate) fn composed(first: char, second: char) -> Option<char> {
    let among = |character: char, begin: u32, count: u32| {
        u32::from(character).checked_sub(begin).filter(|it| *it < count)
    };
    if let Some(leading) = among(first, LEADING, LEADING_NAMES.len() as u32) {
        let vowel = among(second, VOWEL, VOWELS)?;
        return char::from_u32(FIRST + (leading * VOWELS + vowel) * TRAILINGS);
    }
    let [.., 0] = parts(first)? else { return None };
    let trailing = among(second, TRAILING, TRAILINGS).filter(|it| *it > 0)?;
    char::from_u32(u32::from(first) + trailing)
}
