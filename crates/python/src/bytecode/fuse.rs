//! Fused instructions: frequent sequences that begin with `LoadFast`, done at once for small numbers.

use super::{BinaryOp, Op};

/// Replaces the first instruction of each such sequence by one that does them all if the operands are small
/// numbers, and else only what the `LoadFast` did. The others stay where they are, so no jump, handler or
/// position changes.
pub fn fuse(ops: &mut [Op]) {
    for at in 0..ops.len() {
        if let Some(fused) = fused(&ops[at..]) {
            ops[at] = fused;
        }
    }
}

/// The instruction that [`fuse`] replaced by `op`.
pub fn unfused(op: Op) -> Op {
    match op {
        Op::AddFastFast(slot, _)
        | Op::AddFastInt(slot, _)
        | Op::FastFast(_, slot, _)
        | Op::FastInt(_, slot, _)
        | Op::CompareFastFast(_, slot, _)
        | Op::CompareFastInt(_, slot, _) => Op::LoadFast(u32::from(slot)),
        other => other,
    }
}

fn fused(ops: &[Op]) -> Option<Op> {
    let [Op::LoadFast(a), second, third, ..] = *ops else { return None };
    let a = u16::try_from(a).ok()?;
    match (second, third) {
        (Op::LoadFast(b), Op::Binary(how) | Op::Inplace(how)) => {
            let b = u16::try_from(b).ok()?;
            Some(if how == BinaryOp::Add { Op::AddFastFast(a, b) } else { Op::FastFast(how, a, b) })
        }
        (Op::LoadInt(b), Op::Binary(how) | Op::Inplace(how)) => Some(match (how, b.checked_neg()) {
            (BinaryOp::Add, _) => Op::AddFastInt(a, b),
            (BinaryOp::Sub, Some(negative)) => Op::AddFastInt(a, negative),
            _ => Op::FastInt(how, a, b),
        }),
        (Op::LoadFast(b), Op::Compare(how)) => Some(Op::CompareFastFast(how, a, u16::try_from(b).ok()?)),
        (Op::LoadInt(b), Op::Compare(how)) => Some(Op::CompareFastInt(how, a, b)),
        _ => None,
    }
}
