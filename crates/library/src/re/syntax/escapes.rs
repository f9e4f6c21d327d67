//! Backslashes.

use super::{ASCII, IGNORECASE, Node, Parser, SetItem, Wrong};
use crate::re::program::Class;

impl Parser<'_> {
    /// A backslash outside a set; it is passed.
    pub(super) fn escape(&mut self, start: usize) -> Result<Node, Wrong> {
        let Some(c) = self.peek() else { return Err(self.wrong("bad escape (end of pattern)", start)) };
        let ignore_case = self.has(IGNORECASE);
        let ascii = self.has(ASCII);
        if let Some((class, negated)) = Class::of(c) {
            self.at += 1;
            return Ok(Node::Set {
                items: vec![SetItem::Class { class, negated, ascii }],
                negated: false,
                ignore_case: false,
            });
        }
        let node = match c {
            'A' => Node::TextStart,
            'Z' => Node::TextEnd,
            'b' => Node::WordBoundary { negated: false, ascii },
            'B' => Node::WordBoundary { negated: true, ascii },
            '1'..='9' => return self.reference(start),
            _ => {
                let c = self.plain_escape(start)?;
                return Ok(Node::Char { c, ignore_case });
            }
        };
        self.at += 1;
        Ok(node)
    }

    /// A backslash in a set; it is passed.
    pub(super) fn set_escape(&mut self, start: usize) -> Result<SetItem, Wrong> {
        let Some(c) = self.peek() else { return Err(self.wrong("bad escape (end of pattern)", start)) };
        if let Some((class, negated)) = Class::of(c) {
            self.at += 1;
            return Ok(SetItem::Class { class, negated, ascii: self.has(ASCII) });
        }
        if c == 'b' {
            self.at += 1;
            return Ok(SetItem::Range('\u{8}', '\u{8}'));
        }
        let c = if ('1'..='7').contains(&c) { self.octal(start, 3)? } else { self.plain_escape(start)? };
        Ok(SetItem::Range(c, c))
    }

    /// `\1`, `\12`, or an octal number of three digits.
    fn reference(&mut self, start: usize) -> Result<Node, Wrong> {
        let digit = |at: usize| self.pattern.get(at).copied().filter(char::is_ascii_digit);
        let first_octal = |at: usize| digit(at).filter(|c| *c < '8');
        if first_octal(self.at).is_some_and(|c| c < '4')
            && first_octal(self.at + 1).is_some()
            && first_octal(self.at + 2).is_some()
        {
            let c = self.octal(start, 3)?;
            return Ok(Node::Char { c, ignore_case: self.has(IGNORECASE) });
        }
        let length = if digit(self.at + 1).is_some() { 2 } else { 1 };
        let text: String = self.pattern[self.at..self.at + length].iter().collect();
        let group: usize = text.parse().unwrap_or(0);
        self.at += length;
        if group > self.groups {
            return Err(self.wrong(format!("invalid group reference {group}"), start + 1));
        }
        if self.open.contains(&group) {
            return Err(self.wrong("cannot refer to an open group", start));
        }
        Ok(Node::Reference { group, ignore_case: self.has(IGNORECASE) })
    }

    fn octal(&mut self, start: usize, most: usize) -> Result<char, Wrong> {
        let mut number = 0;
        for _ in 0..most {
            match self.peek().and_then(|c| c.to_digit(8)) {
                Some(digit) => number = number * 8 + digit,
                None => break,
            }
            self.at += 1;
        }
        match char::from_u32(number) {
            Some(c) if number <= 0o377 => Ok(c),
            _ => {
                let text: String = self.pattern[start..self.at].iter().collect();
                Err(self.wrong(format!("octal escape value {text} outside of range 0-0o377"), start))
            }
        }
    }

    fn plain_escape(&mut self, start: usize) -> Result<char, Wrong> {
        let Some(c) = self.peek() else { return Err(self.wrong("bad escape (end of pattern)", start)) };
        if c == '0' {
            return self.octal(start, 3);
        }
        self.at += 1;
        Ok(match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'a' => '\u{7}',
            'x' => return self.hexadecimal(start, 2),
            'u' if !self.is_bytes => return self.hexadecimal(start, 4),
            'U' if !self.is_bytes => return self.hexadecimal(start, 8),
            _ if c.is_ascii_alphanumeric() => return Err(self.wrong(format!("bad escape \\{c}"), start)),
            _ => c,
        })
    }

    fn hexadecimal(&mut self, start: usize, digits: usize) -> Result<char, Wrong> {
        let found = self.pattern[self.at..].iter().take(digits).take_while(|c| c.is_ascii_hexdigit()).count();
        let text: String = self.pattern[self.at..self.at + found].iter().collect();
        self.at += found;
        let c = u32::from_str_radix(&text, 16).ok().and_then(char::from_u32);
        match c {
            Some(c) if found == digits => Ok(c),
            _ => {
                let text: String = self.pattern[start..self.at].iter().collect();
                let what = if found == digits { "bad" } else { "incomplete" };
                Err(self.wrong(format!("{what} escape {text}"), start))
            }
        }
    }
}
