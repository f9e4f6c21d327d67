//! The tables, read when something is asked first. What stands where, `tables.py` says.

use std::sync::OnceLock;

use crate::normal::decomposed;
use crate::properties::Properties;

/// How many bytes mark and length take.
const HEAD_BYTES: usize = 20;
/// So many names are in a block, the first of which shares no words with one before.
const BLOCK: usize = 64;

/// The tables.
pub(crate) struct Tables {
    /// Lines of names.
    pub(crate) names: &'static str,
    /// Where blocks of these begin: the first character, and the place.
    pub(crate) blocks: Vec<(u32, usize)>,
    /// Lines of numbers, `;` and another name.
    pub(crate) other_names: &'static str,
    pub(crate) kinds: Vec<Properties>,
    /// Where runs of a kind begin, and which.
    pub(crate) runs: Vec<(u32, usize)>,
    /// By their characters, as are numbers.
    pub(crate) decompositions: Vec<(u32, &'static str)>,
    pub(crate) numbers: Vec<(u32, &'static str)>,
    /// What two characters compose.
    pub(crate) compositions: Vec<([char; 2], char)>,
}

/// The tables, if they have come.
pub(crate) fn tables() -> Option<&'static Tables> {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    if TABLES.get().is_none() {
        let _ = TABLES.set(Tables::read(text()?));
    }
    TABLES.get()
}

/// Nothing but this function may touch the data: all zeros until it has come.
#[inline(never)]
fn text() -> Option<&'static str> {
    let data: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tables"));
    let data = std::hint::black_box(data);
    if data[0] == 0 { None } else { str::from_utf8(&data[HEAD_BYTES..]).ok() }
}

/// A hexadecimal number.
pub(crate) fn hex(digits: &str) -> u32 {
    u32::from_str_radix(digits, 16).unwrap_or_default()
}

/// What a sorted table has of a character.
pub(crate) fn of<T: Copy>(table: &[(u32, T)], character: char) -> Option<T> {
    let at = table.binary_search_by_key(&u32::from(character), |(it, _)| *it).ok()?;
    Some(table[at].1)
}

/// The names in lines of their table from a character on, each as the words that it shares with the one before and the rest, with its character and where its line begins.
pub(crate) fn lines_of_names(lines: &str, first: u32) -> impl Iterator<Item = (u32, usize, &str, usize)> {
    let (mut next, mut at) = (first, 0);
    lines.split_terminator('\n').filter_map(move |line| {
        let begin = at;
        at += line.len() + 1;
        if let Some(distance) = line.strip_prefix('@') {
            // The character before it has been counted on from.
            next = next.wrapping_sub(1).wrapping_add(hex(distance));
            return None;
        }
        let (shared, rest) = line.split_at_checked(1)?;
        next += 1;
        Some((next - 1, usize::from(shared.as_bytes()[0] - b'A'), rest, begin))
    })
}

impl Tables {
    fn read(text: &'static str) -> Tables {
        let mut sections = text.split("\n\n").map(|section| section.trim_start_matches('\n'));
        let mut next = || sections.next().unwrap_or_default();
        let (names, other_names, kinds, runs) = (next(), next(), next(), next());
        let (decompositions, numbers, never_composed) =
            (by_distance(next()), by_distance(next()), by_distance(next()));
        let mut begin = 0;
        let run = |line: &str| {
            let (length, kind) = line.split_once(' ')?;
            let first = begin;
            begin += hex(length);
            Some((first, hex(kind) as usize))
        };
        let pair = |(composed, text): &(u32, &'static str)| {
            let [first, second] = decomposed(text, false)?.collect::<Vec<char>>().try_into().ok()?;
            let is_made = never_composed.binary_search_by_key(composed, |(it, _)| *it).is_err();
            is_made.then_some(([first, second], char::from_u32(*composed)?))
        };
        let mut compositions: Vec<_> = decompositions.iter().filter_map(pair).collect();
        compositions.sort_unstable();
        Tables {
            names,
            blocks: lines_of_names(names, 0).step_by(BLOCK).map(|(first, _, _, at)| (first, at)).collect(),
            other_names,
            kinds: kinds.lines().filter_map(Properties::read).collect(),
            runs: runs.lines().filter_map(run).collect(),
            decompositions,
            numbers,
            compositions,
        }
    }
}

fn by_distance(lines: &'static str) -> Vec<(u32, &'static str)> {
    let mut character = 0;
    let entry = |line: &'static str| {
        let (distance, value) = line.split_once(' ').unwrap_or((line, ""));
        character += hex(distance);
        (character, value)
    };
    lines.lines().map(entry).collect()
}
