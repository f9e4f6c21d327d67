//! Instructions as a byte and their operands.

use super::Stream;
use super::read::Reader;
use super::write::ModuleWriter;
use crate::bytecode::op::{BinaryOp, CompareOp, Op, UnaryOp};
use crate::object::Module;
use crate::symbol::Sym;

/// Makes the tables of instructions by the kind of their operand, and `plain`, which looks one up.
macro_rules! tables {
    (
        none: $($none:ident)*; local: $($local:ident)*; number: $($number:ident)*; jump: $($jump:ident)*;
        global: $($global:ident)*; name: $($name:ident)*;
    ) => {
        const WITHOUT: &[Op] = &[$(Op::$none),*];
        const LOCAL: &[fn(u32) -> Op] = &[$(Op::$local),*];
        const NUMBER: &[fn(u32) -> Op] = &[$(Op::$number),*];
        const JUMP: &[fn(u32) -> Op] = &[$(Op::$jump),*];
        const GLOBAL: &[fn(u32) -> Op] = &[$(Op::$global),*];
        const NAME: &[fn(Sym) -> Op] = &[$(Op::$name),*];

        fn plain(op: Op) -> Option<(&'static str, Operand)> {
            match op {
                $(Op::$none => Some((stringify!($none), Operand::None)),)*
                $(Op::$local(slot) => Some((stringify!($local), Operand::Local(slot))),)*
                $(Op::$number(number) => Some((stringify!($number), Operand::Number(number))),)*
                $(Op::$jump(target) => Some((stringify!($jump), Operand::Jump(target))),)*
                $(Op::$global(slot) => Some((stringify!($global), Operand::Global(slot))),)*
                $(Op::$name(name) => Some((stringify!($name), Operand::Name(name))),)*
                _ => None,
            }
        }

        const NAMES: &[&str] = &[
            $(stringify!($none),)* $(stringify!($local),)* $(stringify!($number),)* $(stringify!($jump),)* $(stringify!($global),)*
            $(stringify!($name),)*
        ];
    };
}

tables! {
    none: Nop LoadNone Pop Dup Dup2 Rot3 Rot4 Not Is IsNot In NotIn ListExtend SetUpdate DictUpdate DictMerge
        ListToTuple LoadSubscr StoreSubscr DeleteSubscr LoadBuildClass Return GetIter Yield AsyncYield
        GetYieldFromIter YieldFrom GetAwaitable GetAiter GetAnext BeforeWith BeforeAsyncWith WithExceptStart
        PushExcInfo PopExcept CheckExcMatch CheckEgMatch PrepReraiseStar Reraise LoadAssertionError ImportStar
        MatchSequence MatchMapping MatchKeys GetLen MatchRest;
    local: LoadFast StoreFast DeleteFast MakeCell LoadDeref LoadClassDeref StoreDeref DeleteDeref LoadClosure;
    number: LoadConst Swap BuildTuple BuildList BuildSet BuildMap BuildString BuildSlice ListAppend SetAdd MapAdd
        UnpackSequence Call CallMethod CallKw MakeFunction Raise MatchClass;
    jump: Jump JumpBack PopJumpIfFalse PopJumpIfTrue PopJumpIfNone PopJumpIfNotNone JumpIfFalseOrPop
        JumpIfTrueOrPop ForIter EndAsyncFor;
    global: LoadGlobal StoreGlobal DeleteGlobal;
    name: StoreName DeleteName LoadAttr StoreAttr DeleteAttr LoadMethod ImportFrom;
}

enum Operand {
    None,
    Local(u32),
    Number(u32),
    Jump(u32),
    Global(u32),
    Name(Sym),
}

/// Instructions with operands of their own, numbered after those in the tables.
const OTHERS: u8 =
    (WITHOUT.len() + LOCAL.len() + NUMBER.len() + JUMP.len() + GLOBAL.len() + NAME.len()) as u8;
const LOAD_INT: u8 = OTHERS;
const LOAD_NAME: u8 = OTHERS + 1;
const BINARY: u8 = OTHERS + 2;
const INPLACE: u8 = OTHERS + 3;
const UNARY: u8 = OTHERS + 4;
const COMPARE: u8 = OTHERS + 5;
const FORMAT_VALUE: u8 = OTHERS + 6;
const UNPACK_STAR: u8 = OTHERS + 7;
const CALL_EX: u8 = OTHERS + 8;
const IMPORT_NAME: u8 = OTHERS + 9;
/// Loads the constant after the one that was loaded last for the first time.
const NEXT_CONST: u8 = OTHERS + 10;
/// The first of the [`SHORT`] ones.
const SHORTS: u8 = OTHERS + 11;
/// Stands after the last instruction of a function.
pub(super) const END: u8 = u8::MAX;

/// Instructions whose code has their operand in it: those of which the library has most.
const SHORT: &[Op] = &[
    Op::LoadFast(0),
    Op::LoadFast(1),
    Op::LoadFast(2),
    Op::LoadFast(3),
    Op::LoadFast(4),
    Op::LoadFast(5),
    Op::LoadFast(6),
    Op::LoadFast(7),
    Op::LoadFast(8),
    Op::StoreFast(1),
    Op::StoreFast(2),
    Op::StoreFast(3),
    Op::StoreFast(4),
    Op::StoreFast(5),
    Op::StoreFast(6),
    Op::LoadDeref(0),
    Op::LoadDeref(1),
    Op::LoadDeref(2),
    Op::LoadClosure(0),
    Op::MakeCell(0),
    Op::LoadInt(0),
    Op::LoadInt(1),
    Op::Call(0),
    Op::Call(1),
    Op::Call(2),
    Op::Call(3),
    Op::CallMethod(0),
    Op::CallMethod(1),
    Op::CallMethod(2),
    Op::MakeFunction(0),
    Op::MakeFunction(1),
    Op::MakeFunction(8),
    Op::Raise(1),
    Op::Swap(1),
    Op::BuildList(0),
    Op::BuildTuple(1),
    Op::BuildTuple(2),
    Op::BuildMap(0),
    Op::BuildString(2),
    Op::BuildString(3),
    Op::BuildSlice(2),
    Op::ListAppend(2),
    Op::UnpackSequence(2),
    Op::Binary(BinaryOp::Add),
    Op::Binary(BinaryOp::Sub),
    Op::Inplace(BinaryOp::Add),
    Op::Compare(CompareOp::Eq),
];

/// The instruction without its operands.
fn code(op: Op) -> u8 {
    if let Some((name, _)) = plain(op) {
        let code = NAMES.iter().position(|known| *known == name).expect("a table has each of its names");
        return code as u8;
    }
    match op {
        Op::LoadInt(_) => LOAD_INT,
        Op::LoadName { .. } => LOAD_NAME,
        Op::Binary(_) => BINARY,
        Op::Inplace(_) => INPLACE,
        Op::Unary(_) => UNARY,
        Op::Compare(_) => COMPARE,
        Op::FormatValue { .. } => FORMAT_VALUE,
        Op::UnpackStar { .. } => UNPACK_STAR,
        Op::CallEx { .. } => CALL_EX,
        Op::ImportName { .. } => IMPORT_NAME,
        other => unreachable!("{other:?} is in no table"),
    }
}

/// Writes the instruction that stands at `at`.
pub(super) fn write(op: Op, at: usize, module: &Module, to: &mut ModuleWriter) {
    if op == Op::LoadConst(to.consts) {
        to.consts += 1;
        return to.byte(Stream::Codes, NEXT_CONST);
    }
    if let Some(short) = SHORT.iter().position(|short| *short == op) {
        return to.byte(Stream::Codes, SHORTS + short as u8);
    }
    to.byte(Stream::Codes, code(op));
    if let Some((_, operand)) = plain(op) {
        return match operand {
            Operand::None => {}
            Operand::Local(slot) => to.number(Stream::Locals, slot),
            Operand::Number(number) => to.number(Stream::Operands, number),
            Operand::Jump(target) => to.signed(Stream::Jumps, i64::from(target) - at as i64),
            Operand::Global(slot) => to.symbol(Stream::Globals, module.slot_name(slot)),
            Operand::Name(name) => to.symbol(Stream::Attributes, name),
        };
    }
    match op {
        Op::LoadInt(number) => to.signed(Stream::Operands, i64::from(number)),
        Op::LoadName { name } => to.symbol(Stream::Globals, name),
        Op::Binary(how) | Op::Inplace(how) => to.number(Stream::Operands, how as u32),
        Op::Unary(how) => to.number(Stream::Operands, how as u32),
        Op::Compare(how) => to.number(Stream::Operands, how as u32),
        Op::FormatValue { conversion, has_spec } => {
            to.numbers(Stream::Operands, &[u32::from(conversion), u32::from(has_spec)]);
        }
        Op::UnpackStar { before, after } => {
            to.numbers(Stream::Operands, &[u32::from(before), u32::from(after)])
        }
        Op::CallEx { has_kwargs } => to.number(Stream::Operands, u32::from(has_kwargs)),
        Op::ImportName { name, level } => {
            to.number(Stream::Operands, u32::from(level));
            to.symbol(Stream::Globals, name);
        }
        other => unreachable!("{other:?} is in no table"),
    }
}

/// Reads the operands of the instruction `code`, which stands at `at`.
pub(super) fn read(code: u8, at: usize, from: &mut Reader) -> Op {
    let mut index = usize::from(code);
    if let Some(op) = WITHOUT.get(index) {
        return *op;
    }
    index -= WITHOUT.len();
    if let Some(op) = LOCAL.get(index) {
        return op(from.number(Stream::Locals));
    }
    index -= LOCAL.len();
    if let Some(op) = NUMBER.get(index) {
        return op(from.number(Stream::Operands));
    }
    index -= NUMBER.len();
    if let Some(op) = JUMP.get(index) {
        return op((at as i64 + from.signed(Stream::Jumps)) as u32);
    }
    index -= JUMP.len();
    if let Some(op) = GLOBAL.get(index) {
        return op(from.global());
    }
    index -= GLOBAL.len();
    if let Some(op) = NAME.get(index) {
        return op(from.symbol(Stream::Attributes));
    }
    match code {
        LOAD_INT => Op::LoadInt(from.signed(Stream::Operands) as i32),
        LOAD_NAME => Op::LoadName { name: from.symbol(Stream::Globals) },
        BINARY => Op::Binary(BinaryOp::ALL[from.number(Stream::Operands) as usize]),
        INPLACE => Op::Inplace(BinaryOp::ALL[from.number(Stream::Operands) as usize]),
        UNARY => Op::Unary(UnaryOp::ALL[from.number(Stream::Operands) as usize]),
        COMPARE => Op::Compare(CompareOp::ALL[from.number(Stream::Operands) as usize]),
        FORMAT_VALUE => Op::FormatValue {
            conversion: from.number(Stream::Operands) as u8,
            has_spec: from.number(Stream::Operands) != 0,
        },
        UNPACK_STAR => Op::UnpackStar {
            before: from.number(Stream::Operands) as u8,
            after: from.number(Stream::Operands) as u8,
        },
        CALL_EX => Op::CallEx { has_kwargs: from.number(Stream::Operands) != 0 },
        IMPORT_NAME => {
            let level = from.number(Stream::Operands) as u8;
            Op::ImportName { name: from.symbol(Stream::Globals), level }
        }
        NEXT_CONST => {
            from.consts += 1;
            Op::LoadConst(from.consts - 1)
        }
        _ => SHORT[usize::from(code - SHORTS)],
    }
}
