//! A compiled function, class body or module.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::bytecode::Op;
use crate::object::TraceEntry;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::shortcut::Shortcut;

/// What running a code object means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A module's top level.
    Module,
    /// A class body: its variables are the class's namespace.
    Class,
    /// A function or lambda.
    Function,
    /// A function with `yield`.
    Generator,
    /// An `async def`.
    Coroutine,
    /// An `async def` with `yield`.
    AsyncGenerator,
    /// An expression that `eval` executes.
    Expression,
}

impl CodeKind {
    /// All of them.
    pub const ALL: [CodeKind; 7] = [
        CodeKind::Module,
        CodeKind::Class,
        CodeKind::Function,
        CodeKind::Generator,
        CodeKind::Coroutine,
        CodeKind::AsyncGenerator,
        CodeKind::Expression,
    ];
}

/// A compiled function, class body or module. Immutable.
pub struct Code {
    /// `__name__`; `<module>`, `<lambda>`, `<listcomp>` and the like where CPython says so.
    pub name: Rc<str>,
    /// `__qualname__`
    pub qualname: Rc<str>,
    /// The file's name as tracebacks show it.
    pub filename: Rc<str>,
    /// The source's text, for tracebacks.
    pub source: Rc<str>,
    /// The number of this code among those of its module, in the order of compilation; the module is last.
    pub index: u32,
    /// What running it means.
    pub kind: CodeKind,
    /// The line of its `def`, `class` or first statement.
    pub first_line: u32,
    /// The parameters.
    pub params: Params,
    /// With how many arguments a call makes a frame and need not look at the parameters: none is missing, none has a name. Of a generator
    /// there is no such call.
    pub(crate) plain_args: u32,
    /// Names of the locals, by slot: parameters, then other locals, then free variables.
    pub locals: Vec<Sym>,
    /// How many of `locals` are free variables (they come last; their cells are copied in on entry).
    pub free_count: u32,
    /// The instructions.
    pub ops: Vec<Op>,
    /// The same with [`Op::Breakpoint`] where statements begin, once they were wanted so.
    pub(crate) with_breakpoints: OnceCell<Box<[Op]>>,
    /// What spares a coroutine of our own library its instructions.
    pub(crate) shortcut: OnceCell<Box<Shortcut>>,
    /// Where a breakpoint can stand, in the order of the instructions; empty for our own library.
    pub statements: Vec<Statement>,
    /// Constants: `None`, numbers, strings, bytes, tuples of these, code objects.
    pub consts: Vec<Value>,
    /// Where each instruction comes from; empty for code that tracebacks leave out.
    pub positions: Vec<Position>,
    /// Exception handlers: the innermost that covers an instruction comes first.
    pub handlers: Vec<Handler>,
    /// The docstring, if there is one.
    pub doc: Option<Value>,
    /// Whether tracebacks and line numbers leave this code out: our own library in Python.
    pub internal: bool,
    /// How many lines the program's files have that come before the one that this code is in.
    pub lines_before: u32,
}

/// The parameters of a function, which occupy the first local slots in this order: positional,
/// keyword-only, `*args`, `**kwargs`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// How many are positional (including positional-only).
    pub positional: u32,
    /// How many of those are positional-only.
    pub positional_only: u32,
    /// How many are keyword-only.
    pub keyword_only: u32,
    /// Whether there is `*args`.
    pub varargs: bool,
    /// Whether there is `**kwargs`.
    pub kwargs: bool,
}

/// The source range of an instruction: lines from 1, columns in bytes from 0. `0` lines: none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// First column.
    pub column: u32,
    /// Column after the last.
    pub end_column: u32,
    /// For a binary operator or a subscript, the columns that CPython's tracebacks mark with `^` inside
    /// `~` (PEP 657): the operator, or the brackets. Both 0: none, or the range spans lines.
    pub anchor: (u32, u32),
}

/// Where a statement of the program begins, or what else a breakpoint can stand at: an `except`, a `case`, a decorator,
/// a lambda's body. A loop begins each time around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its first instruction; that of a `try` is its body's.
    pub at: u32,
    /// Its first line.
    pub line: u32,
    /// Its last line; of one with a body that of its header.
    pub end_line: u32,
}

/// While an instruction of `start..end` runs, an exception cuts the stack to `depth` values above the
/// locals, pushes itself and goes on at `target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// First instruction no longer covered.
    pub end: u32,
    /// Where to go on.
    pub target: u32,
    /// Values to keep on the frame's stack.
    pub depth: u32,
}

impl Params {
    /// The slot of `*args`.
    pub fn varargs_slot(&self) -> Option<usize> {
        self.varargs.then_some((self.positional + self.keyword_only) as usize)
    }

    /// The slot of `**kwargs`.
    pub fn kwargs_slot(&self) -> Option<usize> {
        self.kwargs.then_some((self.positional + self.keyword_only + u32::from(self.varargs)) as usize)
    }

    /// How many slots the parameters occupy.
    pub fn slots(&self) -> usize {
        (self.positional + self.keyword_only + u32::from(self.varargs) + u32::from(self.kwargs)) as usize
    }

    /// With how many positional arguments a call needs nothing but those; `u32::MAX` for no number.
    pub(crate) fn plain_args(&self) -> u32 {
        let is_plain = self.keyword_only == 0 && !self.varargs && !self.kwargs;
        if is_plain { self.positional } else { u32::MAX }
    }
}

impl CodeKind {
    /// Whether it is in no function or class.
    pub fn is_outermost(self) -> bool {
        matches!(self, CodeKind::Module | CodeKind::Expression)
    }

    /// [`Code::plain_args`]
    pub(crate) fn plain_args(self, params: &Params) -> u32 {
        if self == CodeKind::Function { params.plain_args() } else { u32::MAX }
    }
}

impl Code {
    /// The instructions, with [`Op::Breakpoint`] in place of the first one of each statement.
    #[cold]
    pub(crate) fn with_breakpoints(&self) -> &[Op] {
        self.with_breakpoints.get_or_init(|| {
            let mut ops = self.ops.clone();
            for statement in &self.statements {
                ops[statement.at as usize] = Op::Breakpoint;
            }
            ops.into()
        })
    }

    /// How many local slots there are.
    pub fn local_count(&self) -> usize {
        self.locals.len()
    }

    /// The first slot of the free variables.
    pub fn free_start(&self) -> usize {
        self.locals.len() - self.free_count as usize
    }

    /// Whether no instruction that may run from `pc` on reads the local in `slot`, as far as can be told at a glance.
    pub fn is_dead(&self, slot: usize, pc: usize) -> bool {
        let mut first = pc;
        // Where a loop or a handler may go back to.
        loop {
            let jumps = self.ops[first..].iter().filter_map(|op| match op {
                Op::JumpBack(target) => Some(*target as usize),
                _ => None,
            });
            let handlers = self.handlers.iter().filter(|handler| handler.end as usize > first);
            let back = jumps.chain(handlers.map(|handler| handler.target as usize)).min().unwrap_or(first);
            if back >= first {
                break;
            }
            first = back;
        }
        let reads = |op: &Op| match *op {
            Op::LoadFast(local) | Op::DeleteFast(local) | Op::LoadClosure(local) | Op::MakeCell(local) => {
                local as usize == slot
            }
            Op::AddFastFast(a, b) | Op::FastFast(_, a, b) | Op::CompareFastFast(_, a, b) => {
                usize::from(a) == slot || usize::from(b) == slot
            }
            Op::AddFastInt(a, _) | Op::FastInt(_, a, _) | Op::CompareFastInt(_, a, _) => {
                usize::from(a) == slot
            }
            _ => false,
        };
        !self.ops[first..].iter().any(reads)
    }

    /// The line of instruction `pc` in its file.
    pub fn line_at(&self, pc: usize) -> u32 {
        self.positions.get(pc).map_or(0, |position| position.line)
    }

    /// The line of instruction `pc` in the program, whose files' lines are numbered on from file to file; 0 for none.
    pub fn program_line_at(&self, pc: usize) -> u32 {
        self.program_line(self.line_at(pc))
    }

    /// The line in the program of a line in this code's file; 0 for none.
    pub fn program_line(&self, line: u32) -> u32 {
        if line == 0 { 0 } else { self.lines_before + line }
    }

    /// Instruction `pc` as tracebacks show it.
    pub fn entry_at(&self, pc: usize) -> TraceEntry {
        TraceEntry {
            filename: self.filename.clone(),
            source: self.source.clone(),
            name: self.name.clone(),
            position: self.positions.get(pc).copied().unwrap_or_default(),
        }
    }

    /// The locals that are bound, of a frame that holds these values.
    pub(crate) fn bound(&self, values: &[Value]) -> Vec<(Sym, Value)> {
        let value = |value: &Value| match value {
            Value::Cell(cell) => cell.value.borrow().clone(),
            other => other.clone(),
        };
        let locals = self.locals.iter().copied().zip(values.iter().map(value));
        locals.filter(|(_, value)| value.is_defined()).collect()
    }
}
