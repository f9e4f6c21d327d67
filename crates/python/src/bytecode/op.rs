//! The instructions of the VM: 8 bytes each, operands resolved at compile time.
//!
//! Stack effects are written `before -> after`, the top of the stack at the right.

use crate::symbol::{Sym, sym};

/// One instruction. `u32` jump operands are indices into [`crate::bytecode::Code::ops`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    // What the hot loop executes. These stand first, so that one dense jump table finds them.
    /// `-> locals[i]`; raises `UnboundLocalError` if unbound.
    LoadFast(u32),
    /// `value ->`
    StoreFast(u32),
    /// `-> consts[i]`
    LoadConst(u32),
    /// `-> None`
    LoadNone,
    /// `-> int`
    LoadInt(i32),
    /// `-> globals[slot]`, else the builtin of that name, else `NameError`. Slots are those of the
    /// module that the code was compiled for ([`crate::object::Module::slot`]).
    LoadGlobal(u32),
    /// `-> value` of the cell in local slot `i` (own cell or free variable); raises if unbound.
    LoadDeref(u32),
    /// `a ->`
    Pop,
    /// `a b -> a op b`
    Binary(BinaryOp),
    /// `a b -> a op= b`
    Inplace(BinaryOp),
    /// `a b -> a op b`
    Compare(CompareOp),
    /// Forwards.
    Jump(u32),
    /// Backwards: counts against the budget.
    JumpBack(u32),
    /// `a ->`
    PopJumpIfFalse(u32),
    /// `a ->`
    PopJumpIfTrue(u32),
    /// `object -> attribute`
    LoadAttr(Sym),
    /// `value object ->`
    StoreAttr(Sym),
    /// `object -> function object` or `object -> Undefined attribute`, for [`Op::CallMethod`].
    LoadMethod(Sym),
    /// `object index -> item`
    LoadSubscr,
    /// `callee arg… -> result`
    Call(u32),
    /// `function object arg… -> result` or `Undefined callee arg… -> result`, after [`Op::LoadMethod`].
    CallMethod(u32),
    /// `value ->`, leaves the frame.
    Return,
    /// `iterator -> iterator item`, or `iterator ->` and jumps at the end.
    ForIter(u32),
    /// `value -> sent`: a generator's `yield`.
    Yield,
    /// `iterator value -> result`: resumes the iterator with `value`; while it yields, this frame
    /// yields the same and stays at this instruction.
    YieldFrom,

    // Fused instructions (see `fuse`), hot too: each stands in for the `LoadFast` that begins its sequence.
    /// `LoadFast a, LoadFast b, Binary` or `Inplace`, to add
    AddFastFast(u16, u16),
    /// `LoadFast a, LoadInt b, Binary` or `Inplace`, to add `b` or to subtract `-b`
    AddFastInt(u16, i32),
    /// `LoadFast a, LoadFast b, Binary` or `Inplace`, not to add
    FastFast(BinaryOp, u16, u16),
    /// `LoadFast a, LoadInt b, Binary` or `Inplace`, neither to add nor to subtract
    FastInt(BinaryOp, u16, i32),
    /// `LoadFast a, LoadFast b, Compare`
    CompareFastFast(CompareOp, u16, u16),
    /// `LoadFast a, LoadInt b, Compare`
    CompareFastInt(CompareOp, u16, i32),

    /// Does nothing (a place for `pass`).
    Nop,

    // Constants and variables.
    /// Unbinds `locals[i]`; raises `UnboundLocalError` if unbound.
    DeleteFast(u32),
    /// `value ->`
    StoreGlobal(u32),
    /// Unbinds a global; raises `NameError` if unbound.
    DeleteGlobal(u32),
    /// In a class body: `-> value` from the class's namespace, else the global slot of that name.
    LoadName {
        /// The variable.
        name: Sym,
    },
    /// In a class body: `value ->` into the class's namespace.
    StoreName(Sym),
    /// In a class body: removes from the class's namespace.
    DeleteName(Sym),
    /// Makes a fresh [`crate::object::Cell`] in local slot `i`, around the value that was there (an
    /// argument) or unbound. Emitted at function entry for every local that an inner function captures.
    MakeCell(u32),
    /// In a class body: `-> value` from the class's namespace, else of the cell in local slot.
    LoadClassDeref(u32),
    /// `value ->` into the cell in local slot `i`.
    StoreDeref(u32),
    /// Unbinds the cell in local slot `i`.
    DeleteDeref(u32),
    /// `-> cell` itself from local slot `i`, for [`Op::MakeFunction`].
    LoadClosure(u32),

    // The stack.
    /// `a -> a a`
    Dup,
    /// `a b -> a b a b`
    Dup2,
    /// Exchanges the top with the value `n` places below it (`Swap(1)`: `a b -> b a`).
    Swap(u32),
    /// `a b c -> c a b`: the top goes below the next two.
    Rot3,
    /// `a b c d -> d a b c`
    Rot4,

    // Operators.
    /// `a -> op a`
    Unary(UnaryOp),
    /// `a -> not a`
    Not,
    /// `a b -> a is b`
    Is,
    /// `a b -> a is not b`
    IsNot,
    /// `a b -> a in b`
    In,
    /// `a b -> a not in b`
    NotIn,

    // Jumps.
    /// `a ->`, jumps if `a is None`.
    PopJumpIfNone(u32),
    /// `a ->`, jumps if `a is not None`.
    PopJumpIfNotNone(u32),
    /// `a -> a` and jumps if false, else `a ->`
    JumpIfFalseOrPop(u32),
    /// `a -> a` and jumps if true, else `a ->`
    JumpIfTrueOrPop(u32),

    // Building.
    /// `n items -> tuple`
    BuildTuple(u32),
    /// `n items -> list`
    BuildList(u32),
    /// `n items -> set`
    BuildSet(u32),
    /// `n times (key value) -> dict`
    BuildMap(u32),
    /// `n strings -> str`
    BuildString(u32),
    /// `lower upper -> slice` (2) or `lower upper step -> slice` (3)
    BuildSlice(u32),
    /// For f-strings: `value [spec] -> str`. `conversion` is 0, `s`, `r` or `a` as in ASCII.
    FormatValue {
        /// 0, or the letter after `!`.
        conversion: u8,
        /// Whether a format spec is on the stack.
        has_spec: bool,
    },
    /// `… list … item -> … list …`, the list `depth` below the top once the item is popped (1 = top).
    ListAppend(u32),
    /// Like [`Op::ListAppend`] for a set.
    SetAdd(u32),
    /// Like [`Op::ListAppend`] for a dict: `… key value -> …`
    MapAdd(u32),
    /// `list iterable -> list`, for `[*a]` and `f(*a)`.
    ListExtend,
    /// `set iterable -> set`
    SetUpdate,
    /// `dict mapping -> dict`, for `{**a}`; later keys win.
    DictUpdate,
    /// `dict mapping -> dict`, for `f(**a)`; a repeated key is a `TypeError`. The callee is at
    /// `stack[-4]` (before the call's positional list, which is at `stack[-3]`).
    DictMerge,
    /// `list -> tuple`
    ListToTuple,
    /// `sequence -> item[n-1] … item[0]` (the first on top)
    UnpackSequence(u32),
    /// `sequence -> after…reversed list before…reversed` (the first on top), for `a, *b, c = …`
    UnpackStar {
        /// Targets before the starred one.
        before: u8,
        /// Targets after it.
        after: u8,
    },

    // Attributes and items.
    /// `object ->`
    DeleteAttr(Sym),
    /// `value object index ->`
    StoreSubscr,
    /// `object index ->`
    DeleteSubscr,

    // Calls.
    /// `callee arg… names -> result`: the last arguments are keywords, named by the tuple of str `names`.
    /// `n` counts positional and keyword arguments.
    CallKw(u32),
    /// `callee list [dict] -> result`
    CallEx {
        /// Whether a dict of keyword arguments is on the stack.
        has_kwargs: bool,
    },
    /// `[closure tuple] [annotations dict] [kwdefaults dict] [defaults tuple] code -> function`; each
    /// part is there if its bit in `flags` is set: 1 defaults, 2 kwdefaults, 4 annotations, 8 closure.
    MakeFunction(u32),
    /// `-> build_class`: then `function name base… [keywords]` and a [`Op::Call`] or [`Op::CallKw`].
    LoadBuildClass,

    // Iteration and suspension.
    /// `iterable -> iterator`
    GetIter,
    /// `value -> sent`: `yield` in an asynchronous generator.
    AsyncYield,
    /// `iterable -> iterator` for `yield from`: coroutines are allowed in a coroutine only.
    GetYieldFromIter,
    /// `awaitable -> iterator`
    GetAwaitable,
    /// `async iterable -> async iterator`
    GetAiter,
    /// `async iterator -> async iterator awaitable` (then `GetAwaitable LoadNone YieldFrom`)
    GetAnext,
    /// In the handler of an `async for`: `async iterator exception ->` and jumps if it is
    /// `StopAsyncIteration`, else raises it again. The exception is the one the handler got on entry:
    /// no [`Op::PushExcInfo`] before.
    EndAsyncFor(u32),

    // With.
    /// `manager -> exit entered`: `exit` is the bound `__exit__`, `entered` what `__enter__` returned.
    BeforeWith,
    /// `manager -> exit awaitable` of `__aenter__()` (then `GetAwaitable LoadNone YieldFrom`)
    BeforeAsyncWith,
    /// In the handler of a `with`, after [`Op::PushExcInfo`]: `exit previous exception -> exit previous
    /// exception result` of `exit(type, exception, traceback)`; in an `async with` the result is awaited.
    WithExceptStart,

    // Exceptions. A handler starts with the stack cut to its depth and the exception pushed.
    /// `exception -> previous exception`: makes it the exception being handled.
    PushExcInfo,
    /// `previous ->`: the exception handled before is handled again.
    PopExcept,
    /// `exception type -> exception bool`, for `except type`.
    CheckExcMatch,
    /// `group type -> rest match`: for `except* type`; both may be `None`.
    CheckEgMatch,
    /// `original list -> exception or None`: what `except*` must raise again in the end.
    PrepReraiseStar,
    /// `exception ->`: goes on unwinding, without a new traceback entry.
    Reraise,
    /// `raise` (0), `raise a` (1), `raise a from b` (2)
    Raise(u32),
    /// `-> AssertionError`
    LoadAssertionError,

    // Imports.
    /// `fromlist -> module`: `level` leading dots (0 for absolute). With `fromlist` None, `import a.b`
    /// gives `a`, else `a.b`.
    ImportName {
        /// The module, with its dots.
        name: Sym,
        /// How many dots lead.
        level: u8,
    },
    /// `module -> module attribute`
    ImportFrom(Sym),
    /// `module ->`: all public names into globals.
    ImportStar,

    // Pattern matching.
    /// `subject -> subject bool`: a sequence, and not a str or bytes?
    MatchSequence,
    /// `subject -> subject bool`
    MatchMapping,
    /// `subject keys -> subject keys values-or-None`
    MatchKeys,
    /// `subject class names -> attributes-or-None`; `n` positional patterns.
    MatchClass(u32),
    /// `subject -> subject len`
    GetLen,
    /// `mapping keys -> dict` of the rest, for `**rest`.
    MatchRest,

    /// In place of a statement's first instruction: stands still, or does what that does. No compiler emits it.
    Breakpoint,
}

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    MatMul,
    And,
    Or,
    Xor,
    LShift,
    RShift,
}

/// A unary operator other than `not`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Neg,
    Pos,
    Invert,
}

/// A rich comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CompareOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl BinaryOp {
    /// All of them.
    pub const ALL: [BinaryOp; 13] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::TrueDiv,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::MatMul,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::Xor,
        BinaryOp::LShift,
        BinaryOp::RShift,
    ];

    /// The operator as written, for messages; in-place operators add `=`.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::TrueDiv => "/",
            BinaryOp::FloorDiv => "//",
            BinaryOp::Mod => "%",
            BinaryOp::Pow => "** or pow()",
            BinaryOp::MatMul => "@",
            BinaryOp::And => "&",
            BinaryOp::Or => "|",
            BinaryOp::Xor => "^",
            BinaryOp::LShift => "<<",
            BinaryOp::RShift => ">>",
        }
    }

    /// The names of the method, the reflected and the in-place method.
    pub fn methods(self) -> (Sym, Sym, Sym) {
        match self {
            BinaryOp::Add => (sym::ADD, sym::RADD, sym::IADD),
            BinaryOp::Sub => (sym::SUB, sym::RSUB, sym::ISUB),
            BinaryOp::Mul => (sym::MUL, sym::RMUL, sym::IMUL),
            BinaryOp::TrueDiv => (sym::TRUEDIV, sym::RTRUEDIV, sym::ITRUEDIV),
            BinaryOp::FloorDiv => (sym::FLOORDIV, sym::RFLOORDIV, sym::IFLOORDIV),
            BinaryOp::Mod => (sym::MOD, sym::RMOD, sym::IMOD),
            BinaryOp::Pow => (sym::POW, sym::RPOW, sym::IPOW),
            BinaryOp::MatMul => (sym::MATMUL, sym::RMATMUL, sym::IMATMUL),
            BinaryOp::And => (sym::AND, sym::RAND, sym::IAND),
            BinaryOp::Or => (sym::OR, sym::ROR, sym::IOR),
            BinaryOp::Xor => (sym::XOR, sym::RXOR, sym::IXOR),
            BinaryOp::LShift => (sym::LSHIFT, sym::RLSHIFT, sym::ILSHIFT),
            BinaryOp::RShift => (sym::RSHIFT, sym::RRSHIFT, sym::IRSHIFT),
        }
    }
}

impl UnaryOp {
    /// All of them.
    pub const ALL: [UnaryOp; 3] = [UnaryOp::Neg, UnaryOp::Pos, UnaryOp::Invert];
}

impl CompareOp {
    /// All of them.
    pub const ALL: [CompareOp; 6] =
        [CompareOp::Eq, CompareOp::Ne, CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge];

    /// The operator as written, for messages.
    pub fn symbol(self) -> &'static str {
        match self {
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }

    /// The method's name.
    pub fn method(self) -> Sym {
        match self {
            CompareOp::Eq => sym::EQ,
            CompareOp::Ne => sym::NE,
            CompareOp::Lt => sym::LT,
            CompareOp::Le => sym::LE,
            CompareOp::Gt => sym::GT,
            CompareOp::Ge => sym::GE,
        }
    }

    /// The same comparison with its operands exchanged: `<` for `>`.
    pub fn reflected(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }
}
