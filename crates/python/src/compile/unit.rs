//! The code object under construction: instructions, labels, stack depth, constants, handlers.

use std::rc::Rc;

use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;

use super::Map;
use super::effect::effect;
use crate::bytecode::{Handler, Op, Position, Statement};
use crate::symbol::Sym;
use crate::value::Value;

/// A place in the code to jump to, maybe not yet known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(u32);

/// A constant, compared as the compiler needs it: `1`, `1.0` and `True` differ, and so do `0.0` and `-0.0`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum ConstKey {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Float(u64),
    Big(String),
    Str(Rc<str>),
    Bytes(Vec<u8>),
    Tuple(Vec<ConstKey>),
    /// A `frozenset` of numbers, in the order in which they are added.
    Set(Vec<ConstKey>),
    /// A code object, by its number in the module.
    Code(u32),
}

/// One function, class body or module being compiled.
pub(super) struct Unit<'a> {
    pub(super) scope: usize,
    pub(super) name: Rc<str>,
    pub(super) qualname: Rc<str>,
    pub(super) ops: Vec<Op>,
    pub(super) positions: Vec<Position>,
    pub(super) statements: Vec<Statement>,
    pub(super) consts: Vec<Value>,
    const_index: Map<ConstKey, u32>,
    handlers: Vec<PendingHandler>,
    labels: Vec<LabelState>,
    /// Values on the stack here, if this place can be reached.
    depth: Option<i32>,
    /// Statements that an early exit has to unwind.
    pub(super) blocks: Vec<Block<'a>>,
}

struct PendingHandler {
    start: u32,
    end: u32,
    target: Label,
    depth: u32,
}

#[derive(Clone, Copy, Default)]
struct LabelState {
    at: Option<u32>,
    depth: Option<i32>,
}

/// A statement around the current one which `return`, `break` and `continue` must unwind.
#[derive(Clone)]
pub(super) struct Block<'a> {
    pub(super) kind: BlockKind<'a>,
    /// The handler of its exceptions, with the depth to keep; and from where it covers, if it does now.
    pub(super) region: Option<Region>,
}

/// What unwinding a [`Block`] takes.
#[derive(Clone)]
pub(super) enum BlockKind<'a> {
    /// `while`: nothing.
    While { again: Label, end: Label },
    /// `for`: its iterator is on the stack.
    For { again: Label, end: Label, position: TextRange },
    /// `async for` while it fetches: nothing to do, but a handler to leave.
    Guard,
    /// `try` with `finally`: runs the final body.
    Finally(&'a [Stmt]),
    /// The final body while an exception is handled: previous and exception are on the stack.
    FinallyHandler,
    /// `with`: its `__exit__` is on the stack.
    With { position: TextRange, is_async: bool },
    /// `except`: the previous exception is on the stack; `name` is unbound at the end.
    Except { name: Option<Sym>, position: TextRange },
    /// `except*`: can't be left by `return`, `break` or `continue`.
    ExceptStar,
    /// A value to drop, such as the result of an outer `return`.
    Value,
}

impl BlockKind<'_> {
    /// Whether leaving it takes no more than dropping values, which a return does anyway.
    pub(super) fn is_on_stack_only(&self) -> bool {
        matches!(self, BlockKind::While { .. } | BlockKind::For { .. } | BlockKind::Guard | BlockKind::Value)
    }
}

/// The instructions that a handler covers.
#[derive(Clone, Copy)]
pub(super) struct Region {
    pub(super) handler: Label,
    pub(super) depth: u32,
    start: Option<u32>,
}

impl<'a> Unit<'a> {
    pub(super) fn new(scope: usize, name: Rc<str>, qualname: Rc<str>) -> Self {
        Unit {
            scope,
            name,
            qualname,
            ops: Vec::new(),
            positions: Vec::new(),
            statements: Vec::new(),
            consts: Vec::new(),
            const_index: Map::default(),
            handlers: Vec::new(),
            labels: Vec::new(),
            depth: Some(0),
            blocks: Vec::new(),
        }
    }

    /// Adds an instruction, unless this place can't be reached. Jumps name labels: [`Unit::jump`].
    pub(super) fn emit(&mut self, op: Op, position: Position) {
        let Some(depth) = self.depth else { return };
        let effect = effect(op);
        if let Some((label, change)) = effect.jump {
            self.note_depth(Label(label), depth + change);
        }
        self.ops.push(op);
        self.positions.push(position);
        self.depth = effect.next.map(|change| depth + change);
        debug_assert!(self.depth.is_none_or(|depth| depth >= 0), "{}: {op:?} at {position:?}", self.qualname);
    }

    /// Notes that a statement of these lines begins here, unless this place can't be reached.
    pub(super) fn begins(&mut self, line: u32, end_line: u32) {
        if self.is_reachable() {
            self.statements.push(Statement { at: self.ops.len() as u32, line, end_line });
        }
    }

    /// Adds a jump to `label`; `op` makes the instruction of it.
    pub(super) fn jump(&mut self, op: impl FnOnce(u32) -> Op, label: Label, position: Position) {
        self.emit(op(label.0), position);
    }

    /// Whether this place can be reached.
    pub(super) fn is_reachable(&self) -> bool {
        self.depth.is_some()
    }

    /// The number of values on the stack here; 0 where nothing gets.
    pub(super) fn depth(&self) -> u32 {
        self.depth.unwrap_or(0) as u32
    }

    /// A new label.
    pub(super) fn label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts `label` here. If nothing falls through to here, the depth is the one of the jumps to it.
    pub(super) fn bind(&mut self, label: Label) {
        let state = &mut self.labels[label.0 as usize];
        debug_assert!(state.at.is_none());
        state.at = Some(self.ops.len() as u32);
        match (self.depth, state.depth) {
            (Some(here), Some(there)) => debug_assert_eq!(here, there, "{}: {label:?}", self.qualname),
            (Some(here), None) => state.depth = Some(here),
            (None, there) => self.depth = there,
        }
    }

    fn note_depth(&mut self, label: Label, depth: i32) {
        let state = &mut self.labels[label.0 as usize];
        match state.depth {
            Some(known) => debug_assert_eq!(known, depth, "{}: {label:?}", self.qualname),
            None => state.depth = Some(depth),
        }
    }

    /// The index of a constant, added if it is new.
    pub(super) fn constant(&mut self, key: ConstKey, value: impl FnOnce() -> Value) -> u32 {
        *self.const_index.entry(key).or_insert_with(|| {
            self.consts.push(value());
            self.consts.len() as u32 - 1
        })
    }

    /// Starts to cover what follows with a handler that keeps `depth` values.
    pub(super) fn push_block(&mut self, kind: BlockKind<'a>, handler: Option<Label>) {
        let depth = self.depth();
        self.push_block_keeping(kind, handler, depth);
    }

    /// Like [`Unit::push_block`], with a depth other than the present one.
    pub(super) fn push_block_keeping(&mut self, kind: BlockKind<'a>, handler: Option<Label>, depth: u32) {
        let start = Some(self.ops.len() as u32);
        let region = handler.map(|handler| Region { handler, depth, start });
        self.blocks.push(Block { kind, region });
    }

    /// Ends the innermost block.
    pub(super) fn pop_block(&mut self) {
        if let Some(block) = self.blocks.pop()
            && let Some(region) = block.region
        {
            self.cover(region);
        }
    }

    /// Takes the innermost block away while its unwinding is emitted; [`Unit::restore`] puts it back.
    pub(super) fn suspend_block(&mut self) -> Option<Block<'a>> {
        let mut block = self.blocks.pop()?;
        if let Some(region) = &mut block.region {
            let taken = *region;
            region.start = None;
            self.cover(taken);
        }
        Some(block)
    }

    /// Puts back blocks that [`Unit::suspend_block`] took away, the outermost last in `blocks`.
    pub(super) fn restore(&mut self, blocks: Vec<Block<'a>>) {
        for mut block in blocks.into_iter().rev() {
            if let Some(region) = &mut block.region {
                region.start = Some(self.ops.len() as u32);
            }
            self.blocks.push(block);
        }
    }

    fn cover(&mut self, region: Region) {
        let end = self.ops.len() as u32;
        let Some(start) = region.start else { return };
        if start < end {
            self.note_depth(region.handler, region.depth as i32 + 1);
            self.handlers.push(PendingHandler { start, end, target: region.handler, depth: region.depth });
        }
    }

    /// Replaces labels by the places they stand for.
    pub(super) fn resolve(&mut self) -> Vec<Handler> {
        let place =
            |label: u32| self.labels[label as usize].at.expect("a label that is jumped to must be bound");
        for (at, op) in self.ops.iter_mut().enumerate() {
            match op {
                Op::Jump(label) => {
                    let target = place(*label);
                    *op = if target as usize > at { Op::Jump(target) } else { Op::JumpBack(target) };
                }
                Op::JumpBack(label)
                | Op::PopJumpIfFalse(label)
                | Op::PopJumpIfTrue(label)
                | Op::PopJumpIfNone(label)
                | Op::PopJumpIfNotNone(label)
                | Op::JumpIfFalseOrPop(label)
                | Op::JumpIfTrueOrPop(label)
                | Op::ForIter(label)
                | Op::EndAsyncFor(label) => *label = place(*label),
                _ => {}
            }
        }
        let resolved = self.handlers.iter().map(|handler| Handler {
            start: handler.start,
            end: handler.end,
            target: place(handler.target.0),
            depth: handler.depth,
        });
        resolved.collect()
    }
}
