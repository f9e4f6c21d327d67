//! Breaking a valid source: tokens or lines are lost, written twice or change places.

use super::random::Random;

/// What else may appear where something is written by mistake.
const STRAYS: [&str; 30] = [
    "(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "==", ":=", "->", "*", "**", "@", "!", "$", "?", "'",
    "\"", "\\", "0777", "1_", "if", "else", "await", "lambda", "None", "in",
];

/// The source after one to three mishaps.
pub(super) fn broken(source: &str, random: &mut Random) -> String {
    // A mistake far down is the same mistake; a short source shows more of them in the same time.
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    let count = if random.chance(70) { 1 } else { random.between(2, 3) };
    for _ in 0..count {
        let place = random.below(lines.len());
        if random.chance(25) {
            mishap(&mut lines, place, random);
        } else {
            let mut tokens = tokens(&lines[place]);
            if tokens.is_empty() {
                continue;
            }
            let place_in_line = random.below(tokens.len());
            if random.chance(40) {
                let stray = random.pick(&STRAYS).to_owned();
                if random.chance(50) {
                    tokens[place_in_line] = stray;
                } else {
                    tokens.insert(place_in_line, stray);
                }
            } else {
                mishap(&mut tokens, place_in_line, random);
            }
            lines[place] = tokens.concat();
        }
        if lines.is_empty() {
            break;
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// Loses, repeats or moves one of the parts.
fn mishap(parts: &mut Vec<String>, place: usize, random: &mut Random) {
    match random.below(3) {
        0 => {
            parts.remove(place);
        }
        1 => parts.insert(place, parts[place].clone()),
        _ => {
            let other = random.below(parts.len());
            parts.swap(place, other);
        }
    }
}

/// A line in words, numbers, runs of blanks, and single other characters.
fn tokens(line: &str) -> Vec<String> {
    #[derive(PartialEq)]
    enum Class {
        Word,
        Blank,
        Other,
    }
    let mut tokens: Vec<(Class, String)> = Vec::new();
    for character in line.chars() {
        let class = match character {
            '_' => Class::Word,
            _ if character.is_alphanumeric() => Class::Word,
            ' ' => Class::Blank,
            _ => Class::Other,
        };
        match tokens.last_mut() {
            Some((last, token)) if class != Class::Other && *last == class => token.push(character),
            _ => tokens.push((class, character.to_string())),
        }
    }
    tokens.into_iter().map(|(_, token)| token).collect()
}

#[cfg(test)]
mod tests {
    use super::{broken, tokens};
    use crate::fuzz::random::Random;

    #[test]
    fn tokens_make_up_the_line() {
        let line = "    await f_1(x, 'é')  # why";
        assert_eq!(tokens(line).concat(), line);
        assert_eq!(tokens("a  == b1"), ["a", "  ", "=", "=", " ", "b1"]);
    }

    #[test]
    fn something_happens_to_most_sources() {
        let source = "def f(a):\n    return a + 1\nprint(f(2))\n";
        let changed = (0..100).filter(|seed| broken(source, &mut Random::new(&[*seed])) != source).count();
        assert!(changed > 80, "{changed} of 100");
    }
}
