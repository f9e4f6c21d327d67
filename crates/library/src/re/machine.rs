//! Runs a program by backtracking. Its stack is its own, so a match can stop and go on at any step.

use std::rc::Rc;

use loopscope_python::work;

use super::program::{Op, Program, Repeat, folded, is_word};
use super::syntax::RepeatKind;

/// So many steps are made for one unit of work.
const STEPS_PER_UNIT: u32 = 8;
/// So many characters are looked at one after the other in a step.
const CHARS_PER_STEP: usize = 4;
/// How many alternatives may wait to be tried.
const MAX_STACK: usize = 2_000_000;

pub(super) const SEARCH: i64 = 0;
const FULL: i64 = 2;

/// What a run gave.
pub(super) enum Found {
    /// The positions of all groups: start and end of each, `usize::MAX` for none.
    Match(Vec<usize>),
    /// There is no match.
    Nothing,
    /// The steps are used up.
    Unknown,
}

enum Entry {
    /// Another way to go on.
    Branch { pc: usize, at: usize },
    /// A repeat that took characters from `least` to `at`: it can give back the last.
    Fewer { pc: usize, least: usize, at: usize },
    /// The lazy repeat at `pc` has taken what is before `at`: it can take one more, and `left` in all.
    More { pc: usize, at: usize, left: usize },
    /// A slot to set back.
    Slot { slot: usize, old: usize },
    /// A look-around or an atomic group is under way; it began here.
    Barrier { negated: bool, pc: usize, at: usize },
}

/// A match under way.
pub(super) struct Machine {
    program: Rc<Program>,
    text: Rc<[char]>,
    end: usize,
    mode: i64,
    /// Where the search began, if a match there must not be empty.
    not_empty_at: Option<usize>,
    start: usize,
    pc: usize,
    at: usize,
    slots: Vec<usize>,
    stack: Vec<Entry>,
    begun: bool,
    /// How many steps were made since the run began.
    steps: u32,
}

impl Machine {
    pub(super) fn new(
        program: Rc<Program>,
        text: Rc<[char]>,
        start: usize,
        end: usize,
        mode: i64,
        must_advance: bool,
    ) -> Machine {
        let not_empty_at = must_advance.then_some(start);
        Machine {
            program,
            text,
            end,
            mode,
            not_empty_at,
            start,
            pc: 0,
            at: start,
            slots: Vec::new(),
            stack: Vec::new(),
            begun: false,
            steps: 0,
        }
    }

    /// After a match: looks for the next one behind it.
    pub(super) fn go_on(&mut self) {
        self.not_empty_at = (self.start == self.at).then_some(self.at);
        self.start = self.at;
        self.begun = false;
    }

    /// How many steps the last run made.
    pub(super) fn steps(&self) -> u32 {
        self.steps
    }

    /// Whether the alternatives that wait need too much memory.
    pub(super) fn is_too_deep(&self) -> bool {
        self.stack.len() > MAX_STACK
    }

    /// Goes on for at most so many steps, or one that takes longer.
    pub(super) fn run(&mut self, steps: u32) -> Found {
        let program = self.program.clone();
        self.steps = 0;
        let found = if self.begun || self.begin() { self.run_on(&program, steps) } else { Found::Nothing };
        work::charge(u64::from(self.steps / STEPS_PER_UNIT));
        found
    }

    /// Counts that so many characters were looked at.
    fn looked_at(&mut self, chars: usize) {
        self.steps = self.steps.saturating_add((chars / CHARS_PER_STEP) as u32);
    }

    fn run_on(&mut self, program: &Program, steps: u32) -> Found {
        while self.steps < steps {
            self.steps += 1;
            let goes_on = match &program.ops[self.pc] {
                Op::Match => {
                    let empty = self.not_empty_at == Some(self.at) && self.start == self.at;
                    if !empty && (self.mode != FULL || self.at == self.end) {
                        self.slots[0] = self.start;
                        self.slots[1] = self.at;
                        return Found::Match(self.slots[..2 * program.groups].to_vec());
                    }
                    false
                }
                op => self.step(op),
            };
            if !goes_on && !self.back(program) {
                if self.mode != SEARCH || self.start >= self.end {
                    return Found::Nothing;
                }
                self.start += 1;
                if !self.begin() {
                    return Found::Nothing;
                }
            }
        }
        Found::Unknown
    }

    /// Sets everything for a match at `start`, or where a match can begin after it.
    fn begin(&mut self) -> bool {
        self.begun = true;
        if self.mode == SEARCH
            && let Some(first) = self.program.first
        {
            let found = self.text[self.start..self.end].iter().position(|&c| first.contains(c));
            self.looked_at(found.unwrap_or(self.end - self.start));
            match found {
                Some(skipped) => self.start += skipped,
                None => return false,
            }
        }
        self.slots.clear();
        self.slots.resize(self.program.slots, usize::MAX);
        self.stack.clear();
        self.pc = 0;
        self.at = self.start;
        true
    }

    fn next(&self) -> Option<char> {
        if self.at < self.end { Some(self.text[self.at]) } else { None }
    }

    fn take(&mut self, op: &Op) -> bool {
        let found = self.next().is_some_and(|c| op.takes(c));
        self.at += usize::from(found);
        self.pc += 1;
        found
    }

    fn repeat(&mut self, repeat: &Repeat) -> bool {
        let (pc, begun) = (self.pc, self.at);
        self.pc += 1;
        let is_lazy = repeat.kind == RepeatKind::Lazy;
        let most = if is_lazy { repeat.min } else { repeat.max }.min(self.end - begun);
        let text = &self.text[begun..begun + most];
        let taken = match &repeat.single {
            Op::Any => most,
            single => text.iter().position(|&c| !single.takes(c)).unwrap_or(most),
        };
        self.looked_at(taken);
        if taken < repeat.min {
            return false;
        }
        self.at += taken;
        let least = begun + repeat.min;
        if is_lazy {
            self.stack.push(Entry::More { pc, at: self.at, left: repeat.max - repeat.min });
        } else if repeat.kind == RepeatKind::Greedy && self.at > least {
            self.stack.push(Entry::Fewer { pc: self.pc, least, at: self.at });
        }
        true
    }

    /// Where a repeat that took characters until `at` can end before that: not where the next character can't follow.
    fn fewer(&mut self, program: &Program, pc: usize, least: usize, at: usize) -> Option<usize> {
        let Op::Char(next) = &program.ops[pc] else { return Some(at - 1) };
        let found = self.text[least..at].iter().rposition(|c| c == next);
        self.looked_at(at - least - found.unwrap_or(0));
        found.map(|found| least + found)
    }

    fn assert(&mut self, holds: bool) -> bool {
        self.pc += 1;
        holds
    }

    /// Runs an instruction; whether it succeeded.
    fn step(&mut self, op: &Op) -> bool {
        match op {
            Op::Char(_) | Op::CharFolded(_) | Op::Any | Op::AnyButNewline | Op::Set(_) => self.take(op),
            Op::Repeat(repeat) => self.repeat(repeat),
            Op::TextStart => self.assert(self.at == 0),
            Op::LineStart => self.assert(self.at == 0 || self.text[self.at - 1] == '\n'),
            Op::LineEnd => self.assert(self.next().is_none_or(|c| c == '\n')),
            Op::TextEnd => self.assert(self.at == self.end),
            Op::End => {
                let last = self.at + 1 == self.end && self.next() == Some('\n');
                self.assert(self.at == self.end || last)
            }
            Op::WordBoundary { negated, ascii } => {
                let before = self.at > 0 && is_word(self.text[self.at - 1], *ascii);
                let after = self.next().is_some_and(|c| is_word(c, *ascii));
                self.assert((before != after) != *negated)
            }
            Op::Save(slot) => {
                self.set(*slot, self.at);
                self.assert(true)
            }
            Op::Reference { group, ignore_case } => self.reference(*group, *ignore_case),
            Op::Jump(target) => {
                self.pc = *target;
                true
            }
            Op::Try(first, second) => {
                self.stack.push(Entry::Branch { pc: *second, at: self.at });
                self.pc = *first;
                true
            }
            Op::Progress(slot) => {
                let progress = self.slots[*slot] != self.at;
                // An empty round ends the loop instead of failing it.
                self.pc += if progress { 1 } else { 2 };
                true
            }
            Op::Enter { back, negated, otherwise } => {
                self.stack.push(Entry::Barrier { negated: *negated, pc: *otherwise, at: self.at });
                if *back > self.at {
                    return false;
                }
                self.at -= back;
                self.assert(true)
            }
            Op::Leave { look } => {
                let began = self.forget_branches();
                if *look {
                    self.at = began;
                }
                self.assert(true)
            }
            Op::LeaveNegated => {
                self.undo_to_barrier();
                false
            }
            Op::Unless { group, otherwise } => {
                self.pc = if self.slots[2 * group + 1] == usize::MAX { *otherwise } else { self.pc + 1 };
                true
            }
            Op::Match => true,
        }
    }

    fn set(&mut self, slot: usize, at: usize) {
        let old = std::mem::replace(&mut self.slots[slot], at);
        self.stack.push(Entry::Slot { slot, old });
    }

    fn reference(&mut self, group: usize, ignore_case: bool) -> bool {
        let (start, end) = (self.slots[2 * group], self.slots[2 * group + 1]);
        if start == usize::MAX || end == usize::MAX || self.at + (end - start) > self.end {
            return false;
        }
        let length = end - start;
        work::chars(length);
        let (a, b) = (&self.text[start..end], &self.text[self.at..self.at + length]);
        let same = a.iter().zip(b).all(|(a, b)| a == b || ignore_case && folded(*a) == folded(*b));
        self.at += length;
        self.assert(same)
    }

    /// Drops the alternatives inside the innermost barrier and the barrier; where that began.
    fn forget_branches(&mut self) -> usize {
        let barrier = self.stack.iter().rposition(|entry| matches!(entry, Entry::Barrier { .. }));
        let Some(barrier) = barrier else { return self.at };
        let Entry::Barrier { at, .. } = self.stack[barrier] else { return self.at };
        let inside = self.stack.split_off(barrier);
        work::items(inside.len());
        self.stack.extend(inside.into_iter().filter(|entry| matches!(entry, Entry::Slot { .. })));
        at
    }

    /// Takes back everything since the innermost barrier.
    fn undo_to_barrier(&mut self) {
        while let Some(entry) = self.stack.pop() {
            match entry {
                Entry::Slot { slot, old } => self.slots[slot] = old,
                Entry::Barrier { .. } => return,
                Entry::Branch { .. } | Entry::Fewer { .. } | Entry::More { .. } => {}
            }
        }
    }

    /// Goes back to the last alternative; whether there was one.
    fn back(&mut self, program: &Program) -> bool {
        while let Some(entry) = self.stack.pop() {
            match entry {
                Entry::Slot { slot, old } => self.slots[slot] = old,
                Entry::Branch { pc, at } | Entry::Barrier { negated: true, pc, at } => {
                    (self.pc, self.at) = (pc, at);
                    return true;
                }
                Entry::Barrier { negated: false, .. } => {}
                Entry::Fewer { pc, least, at } => {
                    let Some(at) = self.fewer(program, pc, least, at) else { continue };
                    if at > least {
                        self.stack.push(Entry::Fewer { pc, least, at });
                    }
                    (self.pc, self.at) = (pc, at);
                    return true;
                }
                Entry::More { pc, at, left } => {
                    let Op::Repeat(repeat) = &program.ops[pc] else { continue };
                    if left == 0 || at >= self.end || !repeat.single.takes(self.text[at]) {
                        continue;
                    }
                    self.stack.push(Entry::More { pc, at: at + 1, left: left - 1 });
                    (self.pc, self.at) = (pc + 1, at + 1);
                    return true;
                }
            }
        }
        false
    }
}
