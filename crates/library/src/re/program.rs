//! A pattern as instructions.

use loopscope_letter_case::{lower_of, upper_of};
use loopscope_python::builtins::string::chars;

use super::syntax::{Node, Parsed, RepeatKind, SetItem};

/// How long a program may be: counted repeats are written out.
const MAX_OPS: usize = 100_000;

/// `\d`, `\s`, `\w`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Digit,
    Space,
    Word,
}

/// An instruction. Targets are positions in the program.
#[derive(Debug)]
pub(super) enum Op {
    Char(char),
    /// One of the forms of a letter.
    CharFolded(char),
    Any,
    AnyButNewline,
    Set(Box<Set>),
    LineStart,
    LineEnd,
    TextStart,
    End,
    TextEnd,
    WordBoundary {
        negated: bool,
        ascii: bool,
    },
    /// Notes the position in a slot.
    Save(usize),
    Reference {
        group: usize,
        ignore_case: bool,
    },
    Jump(usize),
    /// Goes on at the first; if that fails, at the second.
    Try(usize, usize),
    /// One character after the other of those that [`Op::single`] takes.
    Repeat(Box<Repeat>),
    /// Fails if nothing was matched since the slot's position.
    Progress(usize),
    /// Begins a look-around or an atomic group: goes back so many code points first.
    Enter {
        back: usize,
        negated: bool,
        otherwise: usize,
    },
    /// Ends it: what was tried inside isn't tried again. A look-around returns to where it began.
    Leave {
        look: bool,
    },
    /// Ends a negated look-around whose inside matched.
    LeaveNegated,
    /// Goes on at the target unless the group has matched.
    Unless {
        group: usize,
        otherwise: usize,
    },
    Match,
}

/// A repeat of what takes one character.
#[derive(Debug)]
pub(super) struct Repeat {
    /// What takes a character.
    pub(super) single: Op,
    pub(super) min: usize,
    pub(super) max: usize,
    pub(super) kind: RepeatKind,
}

/// A set of characters.
#[derive(Debug)]
pub(super) struct Set {
    items: Vec<SetItem>,
    negated: bool,
    ignore_case: bool,
    /// Which ASCII characters are in it, a bit for each.
    ascii: u128,
}

/// A pattern as instructions.
pub(super) struct Program {
    pub(super) ops: Vec<Op>,
    /// Positions that are noted: two for each group, then one for each loop.
    pub(super) slots: usize,
    /// How many groups there are, with the whole match.
    pub(super) groups: usize,
    /// With which characters a match can begin, unless it can with any.
    pub(super) first: Option<First>,
}

/// With which characters a match can begin: ASCII characters, a bit for each, and perhaps others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct First {
    ascii: u128,
    others: bool,
}

impl Class {
    /// The class that a letter after a backslash means, and whether its complement is meant.
    pub(super) fn of(c: char) -> Option<(Class, bool)> {
        Some(match c {
            'd' => (Class::Digit, false),
            'D' => (Class::Digit, true),
            's' => (Class::Space, false),
            'S' => (Class::Space, true),
            'w' => (Class::Word, false),
            'W' => (Class::Word, true),
            _ => return None,
        })
    }

    fn contains(self, c: char, ascii: bool) -> bool {
        match self {
            Class::Digit if ascii => c.is_ascii_digit(),
            Class::Digit => chars::decimal_value(c).is_some(),
            Class::Space if ascii => matches!(c, ' ' | '\t'..='\r'),
            Class::Space => chars::is_space(c),
            Class::Word => is_word(c, ascii),
        }
    }
}

/// Whether `\w` matches.
pub(super) fn is_word(c: char, ascii: bool) -> bool {
    c == '_' || if ascii { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

/// The form of a letter that forms without difference of case have in common.
pub(super) fn folded(c: char) -> char {
    let mut lower = lower_of(c);
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

impl Op {
    /// Whether an instruction that takes one character takes this one.
    #[inline]
    pub(super) fn takes(&self, c: char) -> bool {
        match self {
            Op::Char(wanted) => c == *wanted,
            Op::CharFolded(wanted) => folded(c) == *wanted,
            Op::AnyButNewline => c != '\n',
            Op::Set(set) => set.contains(c),
            _ => true,
        }
    }
}

impl Set {
    fn new(items: &[SetItem], negated: bool, ignore_case: bool) -> Set {
        let mut set = Set { items: items.to_vec(), negated, ignore_case, ascii: 0 };
        set.ascii = ascii_of(|c| set.looks_for(c));
        set
    }

    #[inline]
    fn contains(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> c as u32 & 1 != 0 } else { self.looks_for(c) }
    }

    fn looks_for(&self, c: char) -> bool {
        let found = |c: char| {
            self.items.iter().any(|item| match item {
                SetItem::Range(low, high) => (*low..=*high).contains(&c),
                SetItem::Class { class, negated, ascii } => class.contains(c, *ascii) != *negated,
            })
        };
        let upper = || {
            let mut upper = upper_of(c);
            if upper.len() == 1 { upper.next().unwrap_or(c) } else { c }
        };
        (found(c) || self.ignore_case && (found(folded(c)) || found(upper()))) != self.negated
    }
}

/// The ASCII characters of which something holds, a bit for each.
fn ascii_of(holds: impl Fn(char) -> bool) -> u128 {
    (0..128_u8).filter(|&code| holds(code as char)).fold(0, |bits, code| bits | 1 << code)
}

impl First {
    #[inline]
    pub(super) fn contains(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> c as u32 & 1 != 0 } else { self.others }
    }

    /// Adds those with which a match of `node` begins; whether it begins with one, and is never empty.
    fn add(&mut self, node: &Node) -> bool {
        match node {
            Node::Char { .. } | Node::Any { .. } | Node::Set { .. } => {
                if let Some(op) = single(node) {
                    self.ascii |= ascii_of(|c| op.takes(c));
                }
                self.others |= !matches!(node, Node::Char { c, ignore_case: false } if c.is_ascii());
                true
            }
            Node::Group { node, .. } | Node::Atomic(node) => self.add(node),
            Node::Sequence(nodes) => nodes.iter().any(|node| self.add(node)),
            Node::Either(nodes) => {
                let mut all = true;
                for node in nodes {
                    all &= self.add(node);
                }
                all
            }
            Node::Repeat { node, min, .. } => self.add(node) && *min > 0,
            Node::Reference { .. } | Node::Conditional { .. } => {
                *self = First { ascii: !0, others: true };
                false
            }
            // What takes no character says nothing of the next one.
            _ => false,
        }
    }
}

/// The instruction for what takes one character.
fn single(node: &Node) -> Option<Op> {
    Some(match node {
        Node::Char { c, ignore_case } => {
            let folds = *ignore_case && (folded(*c) != *c || upper_of(*c).next() != Some(*c));
            if folds { Op::CharFolded(folded(*c)) } else { Op::Char(*c) }
        }
        Node::Any { newline: true } => Op::Any,
        Node::Any { newline: false } => Op::AnyButNewline,
        Node::Set { items, negated, ignore_case } => {
            Op::Set(Box::new(Set::new(items, *negated, *ignore_case)))
        }
        Node::Group { node, number: None } => single(node)?,
        _ => return None,
    })
}

impl Program {
    /// The program of a pattern; `None` if it would be too long.
    pub(super) fn new(parsed: &Parsed) -> Option<Program> {
        let groups = parsed.groups + 1;
        let mut first = First::default();
        let first = first.add(&parsed.node).then_some(first);
        let mut program = Program { ops: Vec::new(), slots: 2 * groups, groups, first };
        program.add(&parsed.node)?;
        program.ops.push(Op::Match);
        Some(program)
    }

    fn push(&mut self, op: Op) -> Option<usize> {
        if self.ops.len() >= MAX_OPS {
            return None;
        }
        self.ops.push(op);
        Some(self.ops.len() - 1)
    }

    fn add(&mut self, node: &Node) -> Option<()> {
        if let Some(op) = single(node) {
            self.push(op)?;
            return Some(());
        }
        match node {
            Node::Empty | Node::Char { .. } | Node::Any { .. } | Node::Set { .. } => {}
            Node::LineStart => drop(self.push(Op::LineStart)?),
            Node::LineEnd => drop(self.push(Op::LineEnd)?),
            Node::TextStart => drop(self.push(Op::TextStart)?),
            Node::End => drop(self.push(Op::End)?),
            Node::TextEnd => drop(self.push(Op::TextEnd)?),
            Node::WordBoundary { negated, ascii } => {
                self.push(Op::WordBoundary { negated: *negated, ascii: *ascii })?;
            }
            Node::Group { node, number } => {
                if let Some(number) = number {
                    self.push(Op::Save(2 * number))?;
                }
                self.add(node)?;
                if let Some(number) = number {
                    self.push(Op::Save(2 * number + 1))?;
                }
            }
            Node::Reference { group, ignore_case } => {
                self.push(Op::Reference { group: *group, ignore_case: *ignore_case })?;
            }
            Node::Sequence(nodes) => nodes.iter().try_for_each(|node| self.add(node))?,
            Node::Either(nodes) => self.add_either(nodes)?,
            Node::Repeat { node, min, max, kind } if let Some(single) = single(node) => {
                let max = max.map_or(usize::MAX, |max| max as usize);
                let repeat = Repeat { single, min: *min as usize, max, kind: *kind };
                self.push(Op::Repeat(Box::new(repeat)))?;
            }
            Node::Repeat { node, min, max, kind: RepeatKind::Possessive } => {
                let repeat =
                    Node::Repeat { node: node.clone(), min: *min, max: *max, kind: RepeatKind::Greedy };
                self.add(&Node::Atomic(Box::new(repeat)))?;
            }
            Node::Repeat { node, min, max, kind } => self.add_repeat(node, *min, *max, *kind)?,
            Node::Look { node, behind, negated } => {
                let enter = self.push(Op::Jump(0))?;
                self.add(node)?;
                self.push(if *negated { Op::LeaveNegated } else { Op::Leave { look: true } })?;
                let otherwise = self.ops.len();
                self.ops[enter] = Op::Enter { back: behind.unwrap_or(0), negated: *negated, otherwise };
            }
            Node::Atomic(node) => {
                self.push(Op::Enter { back: 0, negated: false, otherwise: 0 })?;
                self.add(node)?;
                self.push(Op::Leave { look: false })?;
            }
            Node::Conditional { group, yes, no } => {
                let unless = self.push(Op::Jump(0))?;
                self.add(yes)?;
                let jump = self.push(Op::Jump(0))?;
                self.ops[unless] = Op::Unless { group: *group, otherwise: self.ops.len() };
                self.add(no)?;
                self.ops[jump] = Op::Jump(self.ops.len());
            }
        }
        Some(())
    }

    fn add_either(&mut self, nodes: &[Node]) -> Option<()> {
        let mut jumps = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            if at + 1 == nodes.len() {
                self.add(node)?;
                break;
            }
            let fork = self.push(Op::Jump(0))?;
            self.add(node)?;
            jumps.push(self.push(Op::Jump(0))?);
            self.ops[fork] = Op::Try(fork + 1, self.ops.len());
        }
        let end = self.ops.len();
        for jump in jumps {
            self.ops[jump] = Op::Jump(end);
        }
        Some(())
    }

    fn add_repeat(&mut self, node: &Node, min: u32, max: Option<u32>, kind: RepeatKind) -> Option<()> {
        let lazy = kind == RepeatKind::Lazy;
        let fork =
            |inside: usize, after: usize| if lazy { Op::Try(after, inside) } else { Op::Try(inside, after) };
        for _ in 0..min {
            self.add(node)?;
        }
        match max {
            None => {
                let slot = self.slots;
                self.slots += 1;
                let head = self.push(Op::Jump(0))?;
                self.push(Op::Save(slot))?;
                self.add(node)?;
                self.push(Op::Progress(slot))?;
                self.push(Op::Jump(head))?;
                self.ops[head] = fork(head + 1, self.ops.len());
            }
            Some(max) => {
                let mut forks = Vec::new();
                for _ in min..max {
                    forks.push(self.push(Op::Jump(0))?);
                    self.add(node)?;
                }
                let end = self.ops.len();
                for at in forks {
                    self.ops[at] = fork(at + 1, end);
                }
            }
        }
        Some(())
    }
}
