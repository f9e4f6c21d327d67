//! The operations of [`super::algebra`] on large sets, in pieces, in the same order of steps.

use std::rc::Rc;

use super::fill::moved;
use super::{Source, find};
use crate::Result;
use crate::builtins::dict::{Place, place_hashed};
use crate::builtins::hash::hash;
use crate::builtins::pieces::{Piece, in_pieces};
use crate::native::{Args, Flow};
use crate::object::{Moving, Set, SetTable, SlotCopy};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// With more items than this an operation is done in pieces.
const LONG: usize = 1 << 15;
/// So many items are looked at in one step.
const AT_ONCE: usize = work::PIECE * 2;

/// Whether an operation on a set and so many other items is to be done in pieces.
pub(super) fn is_long(set: &Set, others: usize) -> bool {
    others.saturating_add(set.table.borrow().len()) > LONG
}

/// Adds all items to a set, then gives `result`.
pub(super) fn fill(set: &Rc<Set>, source: Source, result: Value, fallback: (Value, Args)) -> Flow {
    let phase = Phase { target: set.clone(), fresh: !result.is_none(), action: Action::Merge(source) };
    run(vec![phase], [result, Value::None], fallback)
}

/// `issubset`, `issuperset` or `isdisjoint` by its number.
pub(super) fn relation(relation: u8, set: &Rc<Set>, sources: Vec<Source>, fallback: (Value, Args)) -> Flow {
    let mut phases = Vec::new();
    let other = match sources.into_iter().next() {
        Some(Source::Set(other)) => other,
        source => {
            let distinct = empty(true);
            let action = Action::Merge(source.unwrap_or(Source::Items(Vec::new())));
            phases.push(Phase { target: distinct.clone(), fresh: true, action });
            distinct
        }
    };
    let check = |target: &Rc<Set>, walked: &Rc<Set>| Phase {
        target: target.clone(),
        fresh: false,
        action: Action::Check { walk: Walk::new(Source::Set(walked.clone())), present: relation != 2 },
    };
    phases.push(match relation {
        0 => check(&other, set),
        1 => check(set, &other),
        _ if set.table.borrow().len() > other.table.borrow().len() => check(set, &other),
        _ => check(&other, set),
    });
    run(phases, [true, false].map(Value::Bool), fallback)
}

/// Whether all of `a` is in `b`, or, if `negated`, not.
pub(crate) fn subset(a: &Rc<Set>, b: &Rc<Set>, negated: bool, fallback: (Value, Args)) -> Flow {
    let action = Action::Check { walk: Walk::new(Source::Set(a.clone())), present: true };
    run(
        vec![Phase { target: b.clone(), fresh: false, action }],
        [!negated, negated].map(Value::Bool),
        fallback,
    )
}

/// What is done to `target`.
pub(super) struct Phase {
    pub(super) target: Rc<Set>,
    /// Whether nobody sees the target yet, so that it may grow in pieces.
    pub(super) fresh: bool,
    pub(super) action: Action,
}

/// One walk through a source.
pub(super) enum Action {
    /// Adds all items, as [`super::algebra::update`] does.
    Merge(Source),
    /// Adds those that are in `other`, or those that aren't.
    Select {
        walk: Walk,
        other: Source,
        present: bool,
    },
    /// Removes all items.
    Remove(Walk),
    /// Removes those that are there, adds the others; whether that changes a set that the program has, so that Python
    /// code, where it must, only goes on.
    Toggle(Walk, bool),
    /// Fails at the first item that isn't in `target`, or, unless `present`, is.
    Check {
        walk: Walk,
        present: bool,
    },
    /// Takes all items of this set away and makes them those of the target.
    Replace(Rc<Set>),
    Add(Walk),
    Copy(Rc<Set>, SlotCopy),
}

/// A position in a source, which may change meanwhile.
pub(super) struct Walk {
    source: Source,
    at: usize,
}

enum Next {
    Item(i64, Value),
    End,
    Python,
}

impl Walk {
    pub(super) fn new(source: Source) -> Walk {
        Walk { source, at: 0 }
    }

    /// A list of `item` and all after it.
    fn rest(&mut self, vm: &mut Vm, item: Value) -> Result<Value> {
        let mut rest = vec![item];
        while let Next::Item(_, item) = self.next(vm)? {
            rest.push(item);
        }
        Ok(Value::list(rest))
    }

    fn next(&mut self, vm: &mut Vm) -> Result<Next> {
        let found = match &self.source {
            Source::Set(set) => {
                let table = set.table.borrow();
                table.next_key(self.at).map(|(at, hash, key)| (at, hash, key.clone()))
            }
            Source::Dict(dict) => {
                let table = dict.table.borrow();
                table
                    .next_position(self.at)
                    .and_then(|at| table.entry(at).map(|entry| (at, entry.hash, entry.key.clone())))
            }
            Source::Long(items) => match items.next(vm)? {
                Some(item) => match hash(vm, &item)? {
                    Some(hash) => Some((0, hash, item)),
                    None => return Ok(Next::Python),
                },
                None => None,
            },
            Source::Items(items) => match items.get(self.at) {
                Some(item) => match hash(vm, item)? {
                    Some(hash) => Some((self.at, hash, item.clone())),
                    None => return Ok(Next::Python),
                },
                None => None,
            },
        };
        Ok(match found {
            Some((at, hash, item)) => {
                self.at = at + 1;
                Next::Item(hash, item)
            }
            None => Next::End,
        })
    }
}

impl Source {
    /// Whether it is this set.
    pub(super) fn is(&self, set: &Rc<Set>) -> bool {
        matches!(self, Source::Set(other) if Rc::ptr_eq(other, set))
    }

    /// Whether it is to be gone through in pieces.
    pub(super) fn is_long(&self) -> bool {
        self.len() > LONG
    }

    fn len(&self) -> usize {
        match self {
            Source::Set(set) => set.table.borrow().len(),
            Source::Dict(dict) => dict.table.borrow().len(),
            Source::Items(items) => items.len(),
            Source::Long(_) => 0,
        }
    }

    fn contains(&self, vm: &Vm, hash: i64, item: &Value) -> Option<bool> {
        match self {
            Source::Set(set) => find(vm, &set.table.borrow(), hash, item).map(|found| found.is_some()),
            Source::Dict(dict) => match place_hashed(vm, &dict.table.borrow(), hash, item) {
                Place::At(_) => Some(true),
                Place::Absent(_) => Some(false),
                Place::Unknown => None,
            },
            Source::Items(_) | Source::Long(_) => None,
        }
    }
}

/// Does all phases, then gives the first result, and the second when a check fails; calls `fallback` where Python code
/// must do it all.
pub(super) fn run(phases: Vec<Phase>, results: [Value; 2], fallback: (Value, Args)) -> Flow {
    let mut phases = phases;
    phases.reverse();
    let mut algebra = Algebra { phases, results, fallback, moving: None };
    in_pieces(move |vm| algebra.step(vm))
}

struct Algebra {
    /// What is left to do, the next one last.
    phases: Vec<Phase>,
    results: [Value; 2],
    fallback: (Value, Args),
    /// What the target is growing by.
    moving: Option<Moving>,
}

/// What came of looking at one item.
enum Looked {
    Next,
    /// The phase is over.
    Over,
    /// The phase goes on as this.
    As(Action),
    Python,
    /// Python code must go on with these items.
    Rest(Value),
    /// A check fails.
    Fails,
}

/// Removes an item; whether it was there, `None` where Python code must tell.
fn take_out(vm: &Vm, target: &Set, hash: i64, item: &Value) -> Option<bool> {
    let found = find(vm, &target.table.borrow(), hash, item)?;
    // Dropped after the borrow: what goes with it may have a last word.
    let removed = found.map(|at| target.table.borrow_mut().remove(at));
    Some(removed.is_some())
}

impl Algebra {
    fn step(&mut self, vm: &mut Vm) -> Result<Piece> {
        if let Some(Phase { target, .. }) = self.phases.last()
            && !moved(target, &mut self.moving)
        {
            return Ok(Piece::More);
        }
        work::charge(work::PIECE as u64);
        for _ in 0..AT_ONCE {
            let Some(Phase { target, fresh, action }) = self.phases.last_mut() else {
                return Ok(Piece::Done(std::mem::take(&mut self.results[0])));
            };
            let moving = if *fresh { Some(&mut self.moving) } else { None };
            match look(vm, target, action, moving)? {
                Looked::Next if self.moving.is_some() => return Ok(Piece::More),
                Looked::Next => {}
                Looked::Over => drop(self.phases.pop()),
                Looked::As(next) => {
                    *action = next;
                    return Ok(Piece::More);
                }
                Looked::Fails => return Ok(Piece::Done(std::mem::take(&mut self.results[1]))),
                Looked::Rest(rest) => {
                    let (callee, mut args) = std::mem::take(&mut self.fallback);
                    if let Some(others) = args.pos.get_mut(2) {
                        *others = Value::tuple(vec![rest]);
                    }
                    return Ok(Piece::Call(callee, args));
                }
                Looked::Python => {
                    let (callee, args) = std::mem::take(&mut self.fallback);
                    return Ok(Piece::Call(callee, args));
                }
            }
        }
        Ok(Piece::More)
    }
}

fn look(
    vm: &mut Vm,
    target: &Rc<Set>,
    action: &mut Action,
    moving: Option<&mut Option<Moving>>,
) -> Result<Looked> {
    Ok(match action {
        Action::Merge(source) => {
            let source = std::mem::replace(source, Source::Items(Vec::new()));
            merge(target, source, moving)
        }
        Action::Copy(from, copy) => {
            if !copy.go_on(&from.table.borrow(), AT_ONCE * 2) {
                return Ok(Looked::As(Action::Copy(from.clone(), std::mem::take(copy))));
            }
            target.table.replace(std::mem::take(copy).finish());
            Looked::Over
        }
        Action::Replace(from) => {
            let table = from.table.take();
            drop(target.table.replace(table));
            Looked::Over
        }
        Action::Add(walk) => match walk.next(vm)? {
            Next::Item(hash, item) => add(vm, target, hash, item, moving),
            Next::End => Looked::Over,
            Next::Python => Looked::Python,
        },
        Action::Select { walk, other, present } => match walk.next(vm)? {
            Next::Item(hash, item) => match other.contains(vm, hash, &item) {
                Some(found) if found == *present => add(vm, target, hash, item, moving),
                Some(_) => Looked::Next,
                None => Looked::Python,
            },
            Next::End => Looked::Over,
            Next::Python => Looked::Python,
        },
        Action::Remove(walk) => match walk.next(vm)? {
            Next::Item(hash, item) => match take_out(vm, target, hash, &item) {
                Some(_) => Looked::Next,
                None => Looked::Python,
            },
            Next::End => {
                target.table.borrow_mut().sweep();
                Looked::Over
            }
            Next::Python => Looked::Python,
        },
        Action::Toggle(walk, in_place) => match walk.next(vm)? {
            Next::Item(hash, item) => match take_out(vm, target, hash, &item) {
                Some(true) => Looked::Next,
                Some(false) => {
                    target.table.borrow_mut().push(hash, item);
                    Looked::Next
                }
                None if *in_place => Looked::Rest(walk.rest(vm, item)?),
                None => Looked::Python,
            },
            Next::End => Looked::Over,
            Next::Python => Looked::Python,
        },
        Action::Check { walk, present } => match walk.next(vm)? {
            Next::Item(hash, item) => {
                match find(vm, &target.table.borrow(), hash, &item).map(|found| found.is_some()) {
                    Some(found) if found == *present => Looked::Next,
                    Some(_) => Looked::Fails,
                    None => Looked::Python,
                }
            }
            Next::End => Looked::Over,
            Next::Python => Looked::Python,
        },
    })
}

fn merge(target: &Rc<Set>, source: Source, moving: Option<&mut Option<Moving>>) -> Looked {
    let reserve = |more: usize| {
        let mut table = target.table.borrow_mut();
        match moving {
            Some(moving) => *moving = table.reserve_and_grow(more),
            None => table.reserve(more),
        }
    };
    match &source {
        Source::Set(_) if source.len() == 0 || source.is(target) => return Looked::Over,
        Source::Set(other) => {
            reserve(source.len());
            let other_table = other.table.borrow();
            if target.table.borrow().is_copied_by_merge(&other_table) {
                let copy = SlotCopy::begin(&other_table);
                return Looked::As(Action::Copy(other.clone(), copy));
            }
        }
        Source::Dict(dict) => {
            let more = dict.table.borrow().len();
            reserve(more);
        }
        Source::Items(_) | Source::Long(_) => {}
    }
    Looked::As(Action::Add(Walk::new(source)))
}

fn add(vm: &Vm, target: &Set, hash: i64, item: Value, moving: Option<&mut Option<Moving>>) -> Looked {
    let found = find(vm, &target.table.borrow(), hash, &item);
    match found {
        Some(None) => {
            let mut table = target.table.borrow_mut();
            match moving {
                Some(moving) => *moving = table.push_and_grow(hash, item),
                None => table.push(hash, item),
            }
            Looked::Next
        }
        Some(Some(_)) => Looked::Next,
        None => Looked::Python,
    }
}

/// A new set around nothing.
pub(super) fn empty(frozen: bool) -> Rc<Set> {
    Rc::new(Set::new(frozen, SetTable::default()))
}

/// What makes `target`, which is empty, the result of an operation on `set` and others; `None` if only all at once
/// can tell.
pub(super) fn operation(
    operation: usize,
    set: &Rc<Set>,
    sources: Vec<Source>,
    target: &Rc<Set>,
) -> Option<Vec<Phase>> {
    let own = || Source::Set(set.clone());
    let mut sources = sources.into_iter();
    let first = sources.next()?;
    let mut actions = match operation {
        0 | 1 if first.is(set) => vec![Action::Merge(own())],
        0 => vec![Action::Merge(own()), Action::Merge(first)],
        1 => vec![intersection(set, first)],
        2 if matches!(first, Source::Items(_) | Source::Long(_)) || own().len() >> 2 > first.len() => {
            vec![Action::Merge(own()), Action::Remove(Walk::new(first))]
        }
        2 => vec![Action::Select { walk: Walk::new(own()), other: first, present: false }],
        _ => vec![Action::Merge(first), Action::Toggle(Walk::new(own()), false)],
    };
    for source in sources {
        actions.push(match operation {
            0 => Action::Merge(source),
            2 => Action::Remove(Walk::new(source)),
            _ => return None,
        });
    }
    Some(actions.into_iter().map(|action| Phase { target: target.clone(), fresh: true, action }).collect())
}

fn intersection(set: &Rc<Set>, other: Source) -> Action {
    let own = Source::Set(set.clone());
    let (walk, other) = match &other {
        Source::Set(_) if other.len() > own.len() => (own, other),
        _ => (other, own),
    };
    Action::Select { walk: Walk::new(walk), other, present: true }
}

/// What changes `set`; `None` if only all at once can tell.
pub(super) fn change(operation: usize, set: &Rc<Set>, sources: Vec<Source>) -> Option<Vec<Phase>> {
    if operation == 1 {
        let result = empty(set.frozen);
        let mut phases = self::operation(1, set, sources, &result)?;
        phases.push(Phase { target: set.clone(), fresh: false, action: Action::Replace(result) });
        return Some(phases);
    }
    if operation == 3 {
        let mut phases = Vec::new();
        let source = match sources.into_iter().next()? {
            source @ (Source::Set(_) | Source::Dict(_)) => source,
            source => {
                let distinct = empty(true);
                phases.push(Phase { target: distinct.clone(), fresh: true, action: Action::Merge(source) });
                Source::Set(distinct)
            }
        };
        phases.push(Phase {
            target: set.clone(),
            fresh: false,
            action: Action::Toggle(Walk::new(source), true),
        });
        return Some(phases);
    }
    let action = |source| match operation {
        0 => Action::Merge(source),
        _ => Action::Remove(Walk::new(source)),
    };
    Some(
        sources
            .into_iter()
            .map(|source| Phase { target: set.clone(), fresh: false, action: action(source) })
            .collect(),
    )
}
