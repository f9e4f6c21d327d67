//! What each instruction does to the depth of the stack, and a check that a code object keeps to it.

use crate::bytecode::{Code, Op};

/// Change of depth when an instruction goes on to the next, and when it jumps.
pub(super) struct Effect {
    /// `None`: it never goes on to the next instruction.
    pub(super) next: Option<i32>,
    /// Where it may jump to, and the change of depth there.
    pub(super) jump: Option<(u32, i32)>,
}

/// The effect of `op`.
pub(super) fn effect(op: Op) -> Effect {
    let next = |change: i32| Effect { next: Some(change), jump: None };
    let last = |jump| Effect { next: None, jump };
    let branch =
        |change: i32, target: u32, jumping: i32| Effect { next: Some(change), jump: Some((target, jumping)) };
    let taking = |count: u32| next(1 - count as i32);
    match op {
        Op::Nop | Op::MakeCell(_) | Op::DeleteFast(_) | Op::DeleteGlobal(_) | Op::DeleteName(_) => next(0),
        Op::DeleteDeref(_) | Op::Swap(_) | Op::Rot3 | Op::Rot4 | Op::Unary(_) | Op::Not => next(0),
        Op::LoadConst(_) | Op::LoadNone | Op::LoadInt(_) | Op::LoadFast(_) | Op::LoadGlobal(_) => next(1),
        Op::AddFastFast(..)
        | Op::AddFastInt(..)
        | Op::FastFast(..)
        | Op::FastInt(..)
        | Op::CompareFastFast(..)
        | Op::CompareFastInt(..) => next(1),
        Op::LoadName { .. } | Op::LoadDeref(_) | Op::LoadClassDeref(_) | Op::LoadClosure(_) => next(1),
        Op::LoadBuildClass | Op::LoadAssertionError | Op::Dup => next(1),
        Op::StoreFast(_) | Op::StoreGlobal(_) | Op::StoreName(_) | Op::StoreDeref(_) | Op::Pop => next(-1),
        Op::Dup2 => next(2),
        Op::Binary(_) | Op::Inplace(_) | Op::Compare(_) | Op::Is | Op::IsNot | Op::In | Op::NotIn => next(-1),
        Op::Jump(target) | Op::JumpBack(target) => last(Some((target, 0))),
        Op::PopJumpIfFalse(target)
        | Op::PopJumpIfTrue(target)
        | Op::PopJumpIfNone(target)
        | Op::PopJumpIfNotNone(target) => branch(-1, target, -1),
        Op::JumpIfFalseOrPop(target) | Op::JumpIfTrueOrPop(target) => branch(-1, target, 0),
        Op::BuildTuple(n) | Op::BuildList(n) | Op::BuildSet(n) | Op::BuildString(n) | Op::BuildSlice(n) => {
            taking(n)
        }
        Op::BuildMap(n) => taking(2 * n),
        Op::FormatValue { has_spec, .. } => next(-i32::from(has_spec)),
        Op::ListAppend(_) | Op::SetAdd(_) => next(-1),
        Op::MapAdd(_) => next(-2),
        Op::ListExtend | Op::SetUpdate | Op::DictUpdate | Op::DictMerge => next(-1),
        Op::ListToTuple => next(0),
        Op::UnpackSequence(n) => next(n as i32 - 1),
        Op::UnpackStar { before, after } => next(i32::from(before) + i32::from(after)),
        Op::LoadAttr(_) => next(0),
        Op::StoreAttr(_) => next(-2),
        Op::DeleteAttr(_) => next(-1),
        Op::LoadMethod(_) => next(1),
        Op::LoadSubscr => next(-1),
        Op::StoreSubscr => next(-3),
        Op::DeleteSubscr => next(-2),
        Op::Call(n) => taking(n + 1),
        Op::CallMethod(n) | Op::CallKw(n) => taking(n + 2),
        Op::CallEx { has_kwargs } => next(-1 - i32::from(has_kwargs)),
        Op::MakeFunction(flags) => next(-(flags.count_ones() as i32)),
        Op::Return | Op::Reraise => last(None),
        Op::Raise(_) => last(None),
        Op::GetIter | Op::Yield | Op::AsyncYield | Op::GetYieldFromIter | Op::GetAwaitable | Op::GetAiter => {
            next(0)
        }
        Op::ForIter(target) => branch(1, target, -1),
        Op::YieldFrom => next(-1),
        Op::GetAnext => next(1),
        Op::EndAsyncFor(target) => last(Some((target, -2))),
        Op::BeforeWith | Op::BeforeAsyncWith => next(1),
        Op::WithExceptStart | Op::PushExcInfo => next(1),
        Op::PopExcept => next(-1),
        Op::CheckExcMatch => next(0),
        Op::CheckEgMatch => next(0),
        Op::PrepReraiseStar => next(-1),
        Op::ImportName { .. } => next(0),
        Op::ImportFrom(_) => next(1),
        Op::ImportStar => next(-1),
        Op::MatchSequence | Op::MatchMapping | Op::MatchKeys | Op::GetLen => next(1),
        Op::MatchClass(_) => next(-2),
        Op::MatchRest => next(-1),
        // It stands in code that runs only.
        Op::Breakpoint => last(None),
    }
}

/// How many values an instruction needs on the stack.
fn needs(op: Op) -> i32 {
    match op {
        Op::Dup | Op::LoadMethod(_) | Op::Not | Op::Unary(_) | Op::LoadAttr(_) | Op::GetIter => 1,
        Op::Dup2 => 2,
        Op::Swap(n) => n as i32 + 1,
        Op::Rot3 => 3,
        Op::Rot4 => 4,
        Op::ListAppend(n) | Op::SetAdd(n) => n as i32 + 1,
        Op::MapAdd(n) => n as i32 + 2,
        Op::Return | Op::Reraise | Op::GetAnext | Op::PushExcInfo => 1,
        Op::Raise(n) => n as i32,
        Op::EndAsyncFor(_) | Op::CheckExcMatch | Op::CheckEgMatch | Op::MatchKeys => 2,
        Op::WithExceptStart => 3,
        _ => 0,
    }
}

/// Follows every path through `code`: each instruction must always be reached with the same depth, which
/// must suffice; targets must exist, and only [`Op::JumpBack`] may jump backwards.
///
/// # Errors
///
/// A description of the first violation.
pub fn verify(code: &Code) -> Result<(), String> {
    let mut depths: Vec<Option<i32>> = vec![None; code.ops.len()];
    let mut work = vec![(0usize, 0i32)];
    for handler in &code.handlers {
        if handler.start >= handler.end || handler.end as usize > code.ops.len() {
            return Err(format!("{}: bad handler {handler:?}", code.qualname));
        }
        work.push((handler.target as usize, handler.depth as i32 + 1));
    }
    while let Some((at, depth)) = work.pop() {
        let wrong = |what: &str| Err(format!("{}: {at}: {:?}: {what}", code.qualname, code.ops.get(at)));
        let Some(&op) = code.ops.get(at) else { return wrong("runs past the end") };
        match depths[at] {
            Some(known) if known == depth => continue,
            Some(known) => return wrong(&format!("depth {depth}, elsewhere {known}")),
            None => depths[at] = Some(depth),
        }
        let Effect { next, jump } = effect(op);
        if depth < needs(op) || depth + next.unwrap_or(0) < 0 || depth + jump.map_or(0, |jump| jump.1) < 0 {
            return wrong(&format!("too few values: {depth}"));
        }
        let covering = code.handlers.iter().filter(|it| (it.start..it.end).contains(&(at as u32)));
        let may_raise = !matches!(op, Op::Jump(_) | Op::Nop);
        if may_raise && covering.into_iter().any(|handler| handler.depth as i32 > depth) {
            return wrong("a handler keeps more than there is");
        }
        if let Some((target, change)) = jump {
            if (target as usize <= at) != matches!(op, Op::JumpBack(_)) {
                return wrong("jumps in the wrong direction");
            }
            work.push((target as usize, depth + change));
        }
        if let Some(change) = next {
            work.push((at + 1, depth + change));
        }
    }
    if code.positions.len() != code.ops.len() {
        return Err(format!("{}: {} positions", code.qualname, code.positions.len()));
    }
    Ok(())
}
