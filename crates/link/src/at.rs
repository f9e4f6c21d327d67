//! A moment of a run, as a link points at it.

use crate::{Why, percent};

/// So many bytes of a sentence are kept at most: a link has to stay short.
const MOST_SENTENCE: usize = 160;

/// A moment: right after an event. Line and sentence are what a reader sees before the program was run, and what shows
/// whether it ran as it did for whoever made the link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The number of the event in its run, from 0.
    pub event: u32,
    /// Its line in the program, from 1; 0 if it has none.
    pub line: u32,
    /// What happened, in words.
    pub sentence: String,
}

impl At {
    /// A moment with a sentence that is as long as a link can bear, without what can't be seen or changes the order of the rest.
    pub fn new(event: u32, line: u32, sentence: &str) -> At {
        let sentence: String = sentence.chars().filter(|char| !is_unseen(*char)).collect();
        let mut end = sentence.len().min(MOST_SENTENCE);
        while !sentence.is_char_boundary(end) {
            end -= 1;
        }
        At { event, line, sentence: sentence[..end].to_owned() }
    }

    /// Reads `event.line.sentence`; line and sentence may be missing.
    pub(crate) fn read(value: &str) -> Result<At, Why> {
        let mut pieces = value.splitn(3, '.');
        let mut number = |default| match pieces.next() {
            None => Ok(default),
            Some(piece) => piece.parse().map_err(|_| Why::NotANumber),
        };
        let (event, line) = (number(0)?, number(0)?);
        let sentence = percent::decode(&pieces.next().unwrap_or_default().replace('+', " "))?;
        Ok(At::new(event, line, &sentence))
    }

    pub(crate) fn write(&self) -> String {
        let mut text = format!("{}.{}.", self.event, self.line);
        for (number, word) in self.sentence.split(' ').enumerate() {
            if number > 0 {
                text.push('+');
            }
            percent::encode(word, &mut text);
        }
        text
    }

    /// Whether an event in this line, of which this sentence tells, is what the link points at.
    pub fn is(&self, line: u32, sentence: &str) -> bool {
        // A link made by hand may have a number only.
        (self.line == 0 || self.line == line)
            && (self.sentence.is_empty() || self.sentence == At::new(0, 0, sentence).sentence)
    }
}

/// Control characters, what turns the direction of text, and what has no width.
fn is_unseen(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(char, '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read_again() {
        for sentence in ["", "it prints “a+b & c.d”", "two  spaces", " ", "100 %"] {
            let at = At::new(41, 7, sentence);
            assert_eq!(At::read(&at.write()), Ok(at));
        }
        assert_eq!(At::new(41, 7, "it prints").write(), "41.7.it+prints");
    }

    #[test]
    fn a_moment_by_hand_may_be_a_number() {
        assert_eq!(At::read("41"), Ok(At::new(41, 0, "")));
        assert_eq!(At::read("41.7"), Ok(At::new(41, 7, "")));
        for (value, why) in [("", Why::NotANumber), ("4x", Why::NotANumber), ("4.-1", Why::NotANumber)] {
            assert_eq!(At::read(value), Err(why));
        }
        assert_eq!(At::read("4.1.%F"), Err(Why::NotPercentEncoded));
    }

    #[test]
    fn a_long_sentence_is_cut_and_still_the_same() {
        let long = "ä".repeat(200);
        let at = At::new(1, 2, &long);
        assert_eq!(at.sentence.len(), MOST_SENTENCE);
        assert!(at.is(2, &long) && !at.is(3, &long) && !at.is(2, "another"));
        assert!(At::new(1, 0, "").is(3, "anything"));
    }

    #[test]
    fn a_link_says_no_more_than_a_moment_would_and_hides_nothing() {
        let long = format!("1.2.{}", "a".repeat(5_000));
        assert_eq!(At::read(&long).map(|at| at.sentence.len()), Ok(MOST_SENTENCE));
        let hidden = At::read("1.2.a%E2%80%AEb%0Ac%00%1B%5B31m%E2%80%8Bd");
        assert_eq!(hidden, Ok(At::new(1, 2, "abc[31md")));
        assert!(At::new(1, 2, "a\u{202e}b").is(2, "a\u{202e}b"));
    }
}
