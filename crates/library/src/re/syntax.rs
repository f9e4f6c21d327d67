//! The syntax of Python's regular expressions.

mod escapes;
mod groups;

use super::program::Class;

pub(super) const IGNORECASE: u32 = 2;
pub(super) const MULTILINE: u32 = 8;
pub(super) const DOTALL: u32 = 16;
pub(super) const UNICODE: u32 = 32;
pub(super) const VERBOSE: u32 = 64;
pub(super) const ASCII: u32 = 256;

/// How deeply groups may be nested.
const MAX_DEPTH: usize = 100;

/// A piece of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Char {
        c: char,
        ignore_case: bool,
    },
    Any {
        newline: bool,
    },
    Set {
        items: Vec<SetItem>,
        negated: bool,
        ignore_case: bool,
    },
    LineStart,
    LineEnd,
    TextStart,
    /// `$` without `MULTILINE`: also before a last newline.
    End,
    TextEnd,
    WordBoundary {
        negated: bool,
        ascii: bool,
    },
    Group {
        node: Box<Node>,
        number: Option<usize>,
    },
    Reference {
        group: usize,
        ignore_case: bool,
    },
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        kind: RepeatKind,
    },
    Look {
        node: Box<Node>,
        behind: Option<usize>,
        negated: bool,
    },
    Atomic(Box<Node>),
    Conditional {
        group: usize,
        yes: Box<Node>,
        no: Box<Node>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RepeatKind {
    Greedy,
    Lazy,
    Possessive,
}

/// What a set contains.
#[derive(Clone, Debug)]
pub(super) enum SetItem {
    Range(char, char),
    Class { class: Class, negated: bool, ascii: bool },
}

/// What is wrong with a pattern, in CPython's words, and where, if it says so.
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) position: Option<usize>,
}

/// A pattern that was read.
pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) flags: u32,
    /// How many groups there are.
    pub(super) groups: usize,
    /// Their names.
    pub(super) names: Vec<(String, usize)>,
}

struct Parser<'p> {
    pattern: &'p [char],
    at: usize,
    flags: u32,
    groups: usize,
    /// Groups that are not closed yet.
    open: Vec<usize>,
    names: Vec<(String, usize)>,
    depth: usize,
    is_bytes: bool,
}

/// Reads a pattern.
///
/// # Errors
/// What is wrong with it.
pub(super) fn parse(pattern: &[char], flags: u32, is_bytes: bool) -> Result<Parsed, Wrong> {
    let mut flags = flags;
    if is_bytes {
        flags |= ASCII;
    }
    let mut parser =
        Parser { pattern, at: 0, flags, groups: 0, open: Vec::new(), names: Vec::new(), depth: 0, is_bytes };
    let node = parser.either()?;
    if parser.at < pattern.len() {
        return Err(parser.wrong("unbalanced parenthesis", parser.at));
    }
    let mut flags = parser.flags;
    if is_bytes {
        flags &= !ASCII;
    } else if flags & ASCII == 0 {
        flags |= UNICODE;
    }
    Ok(Parsed { node, flags, groups: parser.groups, names: parser.names })
}

impl Parser<'_> {
    fn wrong(&self, message: impl Into<String>, position: usize) -> Wrong {
        Wrong { message: message.into(), position: Some(position) }
    }

    fn peek(&self) -> Option<char> {
        self.pattern.get(self.at).copied()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    fn either(&mut self) -> Result<Node, Wrong> {
        let mut branches = vec![self.sequence()?];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    fn sequence(&mut self) -> Result<Node, Wrong> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            if self.has(VERBOSE) && self.skip_verbose(c) {
                continue;
            }
            let start = self.at;
            let node = self.atom(c)?;
            nodes.push(self.repeats(node, start)?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Sequence(nodes) })
    }

    fn skip_verbose(&mut self, c: char) -> bool {
        if c.is_ascii_whitespace() {
            self.at += 1;
            return true;
        }
        if c == '#' {
            while self.peek().is_some_and(|c| c != '\n') {
                self.at += 1;
            }
            return true;
        }
        false
    }

    fn atom(&mut self, c: char) -> Result<Node, Wrong> {
        let start = self.at;
        self.at += 1;
        Ok(match c {
            '.' => Node::Any { newline: self.has(DOTALL) },
            '^' if self.has(MULTILINE) => Node::LineStart,
            '^' => Node::TextStart,
            '$' if self.has(MULTILINE) => Node::LineEnd,
            '$' => Node::End,
            '(' => return self.group(start),
            '[' => return self.set(start),
            '\\' => return self.escape(start),
            '*' | '+' | '?' => return Err(self.wrong("nothing to repeat", start)),
            '{' if self.counts(start).is_some() => return Err(self.wrong("nothing to repeat", start)),
            _ => Node::Char { c, ignore_case: self.has(IGNORECASE) },
        })
    }

    /// What `{…}` at `start` says: minimum, maximum, and where it ends; `None` if it is plain text.
    fn counts(&self, start: usize) -> Option<(u64, Option<u64>, usize)> {
        let end = start + self.pattern[start..].iter().position(|&c| c == '}')?;
        let text: String = self.pattern[start + 1..end].iter().collect();
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(u64::MAX))
        };
        let (min, max) = match text.split_once(',') {
            None => (number(&text)?, Some(number(&text)?)),
            Some(("", "")) => (0, None),
            Some((min, "")) => (number(min)?, None),
            Some(("", max)) => (0, Some(number(max)?)),
            Some((min, max)) => (number(min)?, Some(number(max)?)),
        };
        Some((min, max, end + 1))
    }

    fn repeats(&mut self, node: Node, atom: usize) -> Result<Node, Wrong> {
        while self.has(VERBOSE) && self.peek().is_some_and(|c| self.skip_verbose(c)) {}
        let start = self.at;
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counts(start) {
                Some((min, max, end)) => {
                    if max.is_some_and(|max| max < min) {
                        return Err(self.wrong("min repeat greater than max repeat", start + 1));
                    }
                    self.at = end - 1;
                    (min.min(u64::from(u32::MAX)) as u32, max.map(|max| max.min(u64::from(u32::MAX)) as u32))
                }
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.at += 1;
        let kind = if self.eat('?') {
            RepeatKind::Lazy
        } else if self.eat('+') {
            RepeatKind::Possessive
        } else {
            RepeatKind::Greedy
        };
        if matches!(node, Node::TextStart | Node::LineStart | Node::Empty) && self.pattern[atom] != '(' {
            return Err(self.wrong("nothing to repeat", start));
        }
        let again = self.at;
        if matches!(self.peek(), Some('*' | '+' | '?'))
            || self.peek() == Some('{') && self.counts(self.at).is_some()
        {
            return Err(self.wrong("multiple repeat", again));
        }
        Ok(Node::Repeat { node: Box::new(node), min, max, kind })
    }

    fn set(&mut self, start: usize) -> Result<Node, Wrong> {
        let negated = self.eat('^');
        let first = self.at;
        let mut items = Vec::new();
        loop {
            let here = self.at;
            let Some(c) = self.peek() else { return Err(self.wrong("unterminated character set", start)) };
            self.at += 1;
            if c == ']' && here > first {
                break;
            }
            let low = if c == '\\' { self.set_escape(here)? } else { SetItem::Range(c, c) };
            if !(self.peek() == Some('-') && self.pattern.get(self.at + 1).is_some_and(|&c| c != ']')) {
                if self.peek() == Some('-') && self.pattern.get(self.at + 1).is_none() {
                    return Err(self.wrong("unterminated character set", start));
                }
                items.push(low);
                continue;
            }
            self.at += 1;
            let middle = self.at;
            let Some(c) = self.peek() else { return Err(self.wrong("unterminated character set", start)) };
            self.at += 1;
            let high = if c == '\\' { self.set_escape(middle)? } else { SetItem::Range(c, c) };
            match (low, high) {
                (SetItem::Range(low, _), SetItem::Range(high, _)) if low <= high => {
                    items.push(SetItem::Range(low, high));
                }
                _ => {
                    let range: String = self.pattern[here..self.at].iter().collect();
                    return Err(self.wrong(format!("bad character range {range}"), here));
                }
            }
        }
        Ok(Node::Set { items, negated, ignore_case: self.has(IGNORECASE) })
    }
}

/// How many code points a node always matches; `None` if that varies.
fn width(node: &Node) -> Option<usize> {
    Some(match node {
        Node::Char { .. } | Node::Any { .. } | Node::Set { .. } => 1,
        Node::Group { node, .. } | Node::Atomic(node) => width(node)?,
        Node::Sequence(nodes) => nodes.iter().map(width).sum::<Option<usize>>()?,
        Node::Either(nodes) => {
            let first = width(nodes.first()?)?;
            nodes.iter().all(|node| width(node) == Some(first)).then_some(first)?
        }
        Node::Repeat { node, min, max, .. } if *max == Some(*min) => {
            width(node)?.checked_mul(*min as usize)?
        }
        Node::Repeat { .. } | Node::Reference { .. } => return None,
        Node::Conditional { yes, no, .. } => width(yes).filter(|&yes| width(no) == Some(yes))?,
        _ => 0,
    })
}
