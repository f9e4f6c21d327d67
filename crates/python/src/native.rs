//! What functions written in Rust take and give: [`Args`] in, [`Flow`] out.

use std::cell::RefCell;
use std::rc::Rc;

use smallvec::SmallVec;

use crate::Result;
use crate::object::{AsyncStep, Generator, NativeFunction, SymMap, Type};
use crate::symbol::Sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;

/// The arguments of a call.
#[derive(Clone, Default)]
pub struct Args {
    /// Positional arguments; for a method the first is `self`.
    pub pos: SmallVec<[Value; 4]>,
    /// Keyword arguments in the order written.
    pub kw: Vec<(Sym, Value)>,
}

/// What a native function gives.
pub enum Flow {
    /// Its result.
    Value(Value),
    /// A call whose result (or exception) is this function's: how a builtin goes over to Python code.
    Call(Box<(Value, Args)>),
    /// Resumes a generator, as `next()`, `send()` and `throw()` do: what it yields is this function's
    /// result, its end a `StopIteration`.
    Resume(Rc<Generator>, Resume),
    /// Resumes a step of an asynchronous generator, as its `send()` and `throw()` do.
    Step(Rc<AsyncStep>, Resume),
    /// The import of a module whose parents are imported.
    Import(Rc<str>),
    /// `type.__call__`: makes an instance of this class.
    Instantiate(Box<(Rc<Type>, Args)>),
    /// A native frame, run until it returns.
    Frame(Box<dyn NativeFrame>),
    /// The Python thread blocks: [`Vm::run`] returns, and the host gives the result with [`Vm::unblock`].
    Block,
}

/// What goes into a suspended generator.
pub enum Resume {
    /// The value of its `yield`.
    Send(Value),
    /// An exception raised at its `yield`.
    Throw(Raised),
    /// `close()`: `GeneratorExit` is raised at its `yield`, and must come out again.
    Close,
}

/// A frame written in Rust: a state machine on the Python stack, which can call Python code and block.
pub trait NativeFrame {
    /// Goes on. The first `input` is [`Resumed::Start`]; later ones answer the last [`NativeStep`].
    ///
    /// # Errors
    /// A Python exception leaves the frame.
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep>;

    /// Whether another Python thread may run after [`NativeStep::Again`]; natives are not interrupted unless they say
    /// so.
    fn may_switch(&self) -> bool {
        false
    }
}

/// What a native frame is told when it goes on.
pub enum Resumed {
    /// It begins.
    Start,
    /// The call returned, the generator returned, or the block ended with this value.
    Returned(Value),
    /// The generator yielded.
    Yielded(Value),
    /// The call, the generator or the block ended with this exception.
    Raised(Raised),
}

/// What a native frame wants next.
pub enum NativeStep {
    /// The frame ends with this result.
    Return(Value),
    /// Call this; goes on with [`Resumed::Returned`] or [`Resumed::Raised`].
    Call(Box<(Value, Args)>),
    /// Call what [`Vm::push_call`] has put on the stack, with so many arguments; goes on like `Call`.
    CallPushed(usize),
    /// Run this class body with these variables.
    ClassBody(Value, Rc<RefCell<SymMap>>),
    /// Resume this generator or coroutine.
    Resume(Rc<Generator>, Resume),
    /// The Python thread blocks; goes on with what the host gives to [`Vm::unblock`].
    Block,
    /// Go on at once, unless the budget is used up: lets a loop in Rust be interrupted.
    Again,
}

impl Flow {
    /// A call whose result (or exception) is this function's.
    pub fn call(callee: Value, args: Args) -> Self {
        Flow::Call(Box::new((callee, args)))
    }
}

impl NativeStep {
    /// A call with arguments that may have names; others are called sooner by [`Vm::push_call`].
    pub fn call(callee: Value, args: Args) -> Self {
        NativeStep::Call(Box::new((callee, args)))
    }
}

impl Args {
    /// Positional arguments only.
    pub fn new(pos: impl IntoIterator<Item = Value>) -> Self {
        Args { pos: pos.into_iter().collect(), kw: Vec::new() }
    }

    /// No arguments.
    pub fn none() -> Self {
        Args::default()
    }

    /// Positional arguments that are moved out of where they are, which is then undefined.
    #[inline]
    pub(crate) fn moved(values: &mut [Value]) -> Self {
        let mut pos = SmallVec::new();
        if values.len() <= pos.inline_size() {
            let moved = std::array::from_fn(|at| values.get_mut(at).map(std::mem::take).unwrap_or_default());
            pos = SmallVec::from_buf_and_len(moved, values.len());
        } else {
            pos.extend(values.iter_mut().map(std::mem::take));
        }
        Args { pos, kw: Vec::new() }
    }

    /// Takes the keyword argument `name` out.
    pub fn take_kw(&mut self, name: &str) -> Option<Value> {
        let at = self.kw.iter().position(|(key, _)| &*key.name() == name)?;
        Some(self.kw.remove(at).1)
    }

    /// Takes the positional argument at `index` (leaving `Undefined`), or the keyword argument `name`.
    pub fn take(&mut self, index: usize, name: &str) -> Option<Value> {
        match self.pos.get_mut(index) {
            Some(value) if value.is_defined() => Some(std::mem::take(value)),
            _ => self.take_kw(name),
        }
    }

    /// The arguments for a native function `name` with exactly `N` positional parameters.
    ///
    /// # Errors
    /// `TypeError` in CPython's words.
    pub fn exactly<const N: usize>(self, vm: &Vm, name: &str) -> Result<[Value; N]> {
        let misfit = Misfit::Count { takes: N, given: self.pos.len() };
        self.fitting(vm, name, misfit)
    }

    /// Like [`Args::exactly`] for a method: `self` comes first and isn't counted in messages.
    ///
    /// # Errors
    /// `TypeError` in CPython's words.
    pub fn method<const N: usize>(self, vm: &Vm, name: &str) -> Result<[Value; N]> {
        let misfit = Misfit::Count { takes: N - 1, given: self.pos.len().saturating_sub(1) };
        self.fitting(vm, name, misfit)
    }

    #[inline]
    fn fitting<const N: usize>(self, vm: &Vm, name: &str, misfit: Misfit) -> Result<[Value; N]> {
        if !self.kw.is_empty() {
            return Err(vm.misfit(Misfit::Keywords, name));
        }
        if self.pos.len() != N {
            return Err(vm.misfit(misfit, name));
        }
        let mut items = self.pos.into_iter();
        Ok(std::array::from_fn(|_| items.next().unwrap_or_default()))
    }

    /// Positional arguments for a method with `MIN` required and `MAX` possible parameters after `self`;
    /// missing ones are `Undefined`. `MAX` counts `self`.
    ///
    /// # Errors
    /// `TypeError` in CPython's words.
    pub fn optional<const MAX: usize>(self, vm: &Vm, name: &str, min: usize) -> Result<[Value; MAX]> {
        self.within(vm, name, min, 1)
    }

    /// Like [`Args::optional`] for a function: nothing comes first that isn't counted.
    ///
    /// # Errors
    /// `TypeError` in CPython's words.
    pub fn between<const MAX: usize>(self, vm: &Vm, name: &str, min: usize) -> Result<[Value; MAX]> {
        self.within(vm, name, min, 0)
    }

    /// Between `min` and `MAX` positional arguments, of which so many come first that aren't counted in messages.
    #[inline]
    fn within<const MAX: usize>(
        self,
        vm: &Vm,
        name: &str,
        min: usize,
        uncounted: usize,
    ) -> Result<[Value; MAX]> {
        self.without_keywords(vm, name)?;
        let given = self.pos.len();
        let bound = match given {
            _ if given < min => Some(("least", min)),
            _ if given > MAX => Some(("most", MAX)),
            _ => None,
        };
        if let Some((bound, count)) = bound {
            let (count, given) = (count - uncounted, given.saturating_sub(uncounted));
            return Err(vm.misfit(Misfit::Bound { bound, count, given }, name));
        }
        let mut items = self.pos.into_iter();
        Ok(std::array::from_fn(|_| items.next().unwrap_or_default()))
    }

    /// Checks that all keyword arguments were taken, for a native function `name` that takes some.
    ///
    /// # Errors
    /// `TypeError` in CPython's words.
    pub fn no_keywords_left(&self, vm: &Vm, name: &str) -> Result<()> {
        match self.kw.first() {
            Some((keyword, _)) => {
                Err(vm.type_error(format!("'{keyword}' is an invalid keyword argument for {name}()")))
            }
            None => Ok(()),
        }
    }

    /// Checks that there are no keyword arguments, for a native function `name` that takes none.
    ///
    /// # Errors
    /// `TypeError` in CPython's words.
    pub fn without_keywords(&self, vm: &Vm, name: &str) -> Result<()> {
        if self.kw.is_empty() { Ok(()) } else { Err(vm.misfit(Misfit::Keywords, name)) }
    }
}

/// How arguments do not fit a native function, whose full name only its caller knows.
#[derive(Clone, Copy)]
pub(crate) enum Misfit {
    /// It takes no keyword arguments.
    Keywords,
    /// It takes so many, and no others.
    Count { takes: usize, given: usize },
    /// It takes at `least` or at `most` so many.
    Bound { bound: &'static str, count: usize, given: usize },
}

impl Misfit {
    /// CPython's words, for a function with this name and this one by which the class or module is named as well.
    fn words(self, name: &str, full: &str) -> String {
        let plural = |count| if count == 1 { "" } else { "s" };
        let slot = is_slot(name) && !METHODS_OF_CONTAINERS.contains(&full);
        match self {
            Misfit::Keywords if slot => format!("wrapper {name}() takes no keyword arguments"),
            Misfit::Keywords => format!("{full}() takes no keyword arguments"),
            Misfit::Count { takes, given } if slot => {
                // CPython's name for them is empty, and for these it writes that as well.
                let unnamed =
                    takes == 2 || name.ends_with("mul__") && REPEATED.iter().any(|of| full.starts_with(of));
                let blank = if unnamed { " " } else { "" };
                format!("{blank}expected {takes} argument{}, got {given}", plural(takes))
            }
            Misfit::Count { takes: 0, given } => format!("{full}() takes no arguments ({given} given)"),
            Misfit::Count { takes: 1, given } => {
                format!("{full}() takes exactly one argument ({given} given)")
            }
            Misfit::Count { takes, given } => format!("{name} expected {takes} arguments, got {given}"),
            Misfit::Bound { bound, count, given } => {
                let name = if slot { "" } else { name };
                format!("{name} expected at {bound} {count} argument{}, got {given}", plural(count))
            }
        }
    }
}

impl Vm {
    /// The `TypeError` for arguments that do not fit; [`Vm::named`] has the last word on who was called.
    #[cold]
    pub(crate) fn misfit(&self, misfit: Misfit, name: &str) -> Raised {
        let short = name.rsplit('.').next().unwrap_or(name);
        let raised = self.type_error(misfit.words(short, name));
        self.misfit.set(Some((misfit, Rc::as_ptr(&raised.0) as usize)));
        raised
    }

    /// An exception of a native function that was just called: with the function's full name, if it is about its arguments.
    #[cold]
    pub(crate) fn named(&self, raised: Raised, native: &NativeFunction) -> Raised {
        match self.misfit.take() {
            Some((misfit, of))
                if of == Rc::as_ptr(&raised.0) as usize
                    && !native.owner.is_empty()
                    // Their class is called.
                    && !matches!(native.name, "__new__" | "__init__") =>
            {
                let full = format!("{}.{}", native.owner, native.name);
                self.type_error(misfit.words(native.name, &full))
            }
            _ => raised,
        }
    }
}

/// Special methods that CPython writes as others, although they have a slot.
const METHODS_OF_CONTAINERS: [&str; 5] = [
    "dict.__contains__",
    "dict.__getitem__",
    "set.__contains__",
    "frozenset.__contains__",
    "list.__getitem__",
];
const REPEATED: [&str; 5] = ["str.", "bytes.", "list.", "tuple.", "bytearray."];

/// Whether CPython has a C slot for the special method, which says nothing of its name when it gets too many arguments.
fn is_slot(name: &str) -> bool {
    const METHODS: &str = "__format__ __reduce__ __reduce_ex__ __dir__ __sizeof__ __reversed__ __round__ __trunc__ __floor__ __ceil__ \
        __enter__ __exit__ __getnewargs__ __length_hint__ __copy__ __deepcopy__ __class_getitem__ __subclasshook__ __getstate__ __setstate__ \
        __instancecheck__ __subclasscheck__ __prepare__ __init_subclass__ __bytes__ __complex__ __subclasses__ __set_name__";
    name.starts_with("__") && !METHODS.split(' ').any(|method| method == name)
}

impl From<Value> for Flow {
    fn from(value: Value) -> Self {
        Flow::Value(value)
    }
}
