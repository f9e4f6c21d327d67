//! The virtual machine: one heap, and the Python thread that runs now.
//!
//! [`Vm::run`] is the only way in. Frames are data: [`frame::Then`] says where a frame's result goes, so
//! no call of Rust's waits for Python code, and the machine can stop between any two instructions.

mod access;
mod async_step;
pub mod attr;
mod bind;
mod breakpoints;
mod bury;
mod call;
pub(crate) mod class;
pub mod collect;
mod deliver;
pub mod errors;
pub mod exceptions;
mod execute;
pub mod fiber;
mod frame;
mod generator;
mod hot;
pub mod import;
mod inject;
mod instructions;
pub mod look;
mod operators;
pub mod own_files;
pub mod parts;
mod protocol;
pub(crate) mod quick;
mod run;
mod scope;
pub mod shortcut;
pub mod slots;
mod statements;
pub mod traceback;
pub mod types;
mod variables;

use std::any::Any;
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use crate::bytecode::Image;
use crate::native::{Args, Misfit, Resumed};
use crate::object::discard::SweptAtEnd;
use crate::object::generator::Graveyard;
use crate::object::{Module, NativeFunction, Type};
use crate::sorted_map::SortedMap;
use crate::symbol::{FxHasher, Sym, sym};
use crate::value::{Raised, Value};
use breakpoints::{Breakpoints, Stand};
use exceptions::Exceptions;
use frame::{Frame, Then};
use import::NativeModule;
use own_files::OwnFiles;
use parts::{Needs, Part};
use slots::Slots;
use types::Types;

/// Why [`Vm::run`] returned.
pub enum Exit {
    /// The budget is used up: call [`Vm::run`] again.
    Yielded,
    /// The thread blocks; the native that blocked has left word of it in [`Vm::extension`]. Goes on
    /// after [`Vm::unblock`].
    Blocked,
    /// The thread stands at a breakpoint in this line, before the statement: [`Vm::run`] goes on.
    AtBreakpoint(u32),
    /// The thread needs a part of the program, for the first time: [`Vm::run`] goes on, when the host has brought it.
    Needs(Part),
    /// The outermost call returned, or an exception left it.
    Finished(Result<Value, Raised>),
}

/// The interpreter: its modules, its classes, and the frames of the Python thread that runs now. The other threads
/// are [`fiber::Fiber`]s.
pub struct Vm {
    /// The builtin classes.
    pub types: Types,
    /// The builtin exception classes.
    pub exceptions: Exceptions,
    /// The module `builtins`.
    pub builtins: Rc<Module>,
    /// `sys.modules`
    pub modules: SortedMap<Sym, Value>,
    /// What the native modules keep; they downcast it.
    pub extension: Box<dyn Any>,
    /// What else they keep, each in a slot of its own.
    pub slots: Slots,
    /// Shared with every generator.
    pub graveyard: Rc<Graveyard>,
    /// Takes what the program writes: to stderr if the flag is set, else to stdout.
    pub output: fn(&mut Vm, bool, &str),
    /// `sys.set_asyncgen_hooks`: first iteration and finalizer; `Undefined` if there is none.
    pub asyncgen_hooks: (Value, Value),
    /// What a program may ask for in one go, in bytes; more is a `MemoryError`.
    pub memory_limit: usize,
    /// How many frames there may be: `sys.setrecursionlimit()`.
    pub recursion_limit: usize,
    /// If that is of interest: the addresses of classes, functions and objects of Rust's of which an attribute was set, and 0 for a
    /// module.
    pub attributes_set: Option<Vec<usize>>,
    /// How the arguments of the native function that raised the exception at this address did not fit.
    pub(crate) misfit: Cell<Option<(Misfit, usize)>>,
    stack: Vec<Value>,
    frames: Vec<Frame>,
    budget: i64,
    /// Whether the budget ended at a back edge.
    at_back_edge: bool,
    /// Whether the budget was found to be used up on purpose after a burial.
    stopped_at_burial: bool,
    execute: fn(&mut Vm),
    blocked: bool,
    /// What of the parts that come later it has needed.
    needs: Needs,
    /// Whether the program's code is executed with breakpoints.
    has_breakpoints: bool,
    blocked_then: Option<Then>,
    injected: Vec<(Value, Args)>,
    breakpoints: Breakpoints,
    own_files: OwnFiles,
    stands: Vec<Stand>,
    outcome: Option<Result<Value, Raised>>,
    natives: SortedMap<Sym, NativeModule>,
    image: Image,
    prelude: Rc<Module>,
    pub(crate) build_class: Value,
    /// `""`
    empty: Value,
    object_init: Value,
    object_new: Value,
    warned: Vec<(String, u32)>,
    /// How many exceptions there are in whose text that of another is being made.
    pub(crate) open_texts: usize,
    ids: HashMap<usize, i64, BuildHasherDefault<FxHasher>>,
    /// The last one, as fields are dropped in their order.
    _swept: SweptAtEnd,
}

/// Writing counts against the budget as much as so many calls, and as one more for so many bytes.
const CALLS_PER_WRITE: i64 = 6;
const BYTES_PER_CALL: usize = 64;

/// The default of [`Vm::memory_limit`], in bytes: what a page gives its engine.
const MEMORY_LIMIT: usize = 768 << 20;

/// The module of the image with our library's functions in Python that natives go over to.
pub const PRELUDE: &str = "prelude";

/// The source of [`PRELUDE`].
pub const PRELUDE_SOURCE: &str = concat!(
    include_str!("prelude/operators.py"),
    include_str!("prelude/classes.py"),
    include_str!("prelude/containers.py"),
    include_str!("prelude/functions.py"),
    include_str!("prelude/exceptions.py"),
    include_str!("prelude/bytearray.py"),
    include_str!("prelude/text.py"),
);

impl Vm {
    /// A machine with the builtins and nothing else; `extension` belongs to the native modules, `image` has
    /// [`PRELUDE`] and the modules in Python.
    ///
    /// The crate that calls this compiles the loop over instructions, with its own level of optimisation:
    /// so a download can be small in all but what is hot.
    #[inline]
    pub fn new(extension: Box<dyn Any>, image: Image) -> Self {
        Self::executing_by(Self::execute, extension, image)
    }

    fn executing_by(execute: fn(&mut Vm), extension: Box<dyn Any>, image: Image) -> Self {
        let types = Types::new();
        let exceptions = Exceptions::new(&types);
        let builtins = Rc::new(Module::new("builtins", None));
        let prelude = Rc::new(Module::new(PRELUDE, Some(builtins.clone())));
        let mut vm = Vm {
            types,
            exceptions,
            modules: SortedMap::default(),
            builtins,
            extension,
            slots: Slots::default(),
            graveyard: Rc::default(),
            output: |_, _, _| {},
            asyncgen_hooks: (Value::Undefined, Value::Undefined),
            memory_limit: MEMORY_LIMIT,
            recursion_limit: call::RECURSION_LIMIT,
            attributes_set: None,
            misfit: Cell::default(),
            stack: Vec::with_capacity(256),
            frames: Vec::with_capacity(64),
            execute,
            budget: 0,
            at_back_edge: false,
            stopped_at_burial: false,
            blocked: false,
            needs: Needs::default(),
            has_breakpoints: false,
            blocked_then: None,
            injected: Vec::new(),
            breakpoints: Breakpoints::default(),
            own_files: OwnFiles::default(),
            stands: Vec::new(),
            outcome: None,
            natives: SortedMap::default(),
            image,
            prelude,
            build_class: NativeFunction::flow("__build_class__", class::build_class),
            empty: Value::str(""),
            object_init: Value::Undefined,
            object_new: Value::Undefined,
            warned: Vec::new(),
            open_texts: 0,
            ids: HashMap::default(),
            _swept: SweptAtEnd,
        };
        vm.modules.insert(Sym::new("builtins"), Value::Module(vm.builtins.clone()));
        crate::builtins::install(&vm);
        vm.builtins.define("__name__", "builtins");
        vm.object_init = vm.types.object.lookup(sym::INIT).unwrap_or_default();
        vm.object_new = vm.types.object.lookup(sym::NEW).unwrap_or_default();
        crate::builtins::internal::install(&vm.prelude);
        vm.load_prelude();
        vm
    }

    /// Lets go of all objects. Modules and their functions refer to each other, as classes and their methods do, so that they
    /// would stay when the machine goes.
    pub fn dismantle(mut self) {
        self.frames.clear();
        self.stack.clear();
        let modules: Vec<Rc<Module>> = self
            .modules
            .values()
            .filter_map(|module| if let Value::Module(module) = module { Some(module.clone()) } else { None })
            .chain([self.prelude.clone()])
            .collect();
        for module in modules {
            for (name, value) in module.entries() {
                if let Value::Type(class) = &value {
                    let members = std::mem::take(&mut *class.dict.borrow_mut());
                    drop(members);
                }
                drop(module.set(name, Value::Undefined));
            }
        }
    }

    /// `type(value)`
    pub fn type_of(&self, value: &Value) -> Rc<Type> {
        self.types.of(value)
    }

    /// Whether `value` is an instance of `class` (no `__instancecheck__`).
    pub fn is_instance(&self, value: &Value, class: &Type) -> bool {
        self.types.borrow_of(value).is_subtype(class)
    }

    /// A function of our library in Python (`src/prelude/*.py`), for natives that go over to Python code.
    pub fn prelude(&self, name: &str) -> Value {
        match self.prelude.get(Sym::new(name)) {
            Some(function) => function,
            None => unreachable!("the prelude has {name}"),
        }
    }

    /// Makes `callee(*args)` the outermost call; [`Vm::run`] then ends with its result.
    ///
    /// # Errors
    /// What a native callee raises at once.
    pub fn start(&mut self, callee: Value, args: Args) -> Result<(), Raised> {
        self.frames.clear();
        self.stack.clear();
        self.blocked = false;
        self.blocked_then = None;
        self.stands.clear();
        self.outcome = None;
        // The result of the outermost call goes to the outcome: there is no native frame to tell.
        self.call(callee, args, Then::Native)
    }

    /// Whether the thread blocks: [`Vm::run`] does nothing until [`Vm::unblock`] or [`Vm::inject`].
    pub fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// Ends a block with a result or an exception, after [`Exit::Blocked`].
    pub fn unblock(&mut self, result: Resumed) {
        self.blocked = false;
        let Some(then) = self.blocked_then.take() else {
            self.tell_native(result);
            return;
        };
        let delivered = match result {
            Resumed::Returned(value) | Resumed::Yielded(value) => self.deliver_return(then, value, false),
            Resumed::Raised(raised) => Err(raised),
            Resumed::Start => self.deliver_return(then, Value::None, false),
        };
        if let Err(raised) = delivered {
            self.raise_here(raised);
        }
    }

    /// Writes to the program's stdout or stderr.
    pub fn write(&mut self, stderr: bool, text: &str) {
        // A turn that writes much is a short one: its host has to carry all that.
        self.budget -= CALLS_PER_WRITE + (text.len() / BYTES_PER_CALL) as i64;
        (self.output)(self, stderr, text);
    }

    /// `id(value)`: numbers in the order of asking, so that they are the same in every run.
    pub fn id_of(&mut self, value: &Value) -> i64 {
        let next = 0x7f00_0000_1000 + 16 * self.ids.len() as i64;
        match (value.address(), value) {
            (Some(address), _) => *self.ids.entry(address).or_insert(next),
            (None, Value::Int(number)) => 0x10_0000 + number.wrapping_mul(32),
            (None, Value::Bool(value)) => 0x20_0000 + i64::from(*value) * 32,
            (None, Value::Float(number)) => number.to_bits() as i64 >> 1,
            // Between the numbers of integers.
            (None, Value::Ellipsis) => 0x30_0010,
            (None, Value::NotImplemented) => 0x30_0030,
            (None, _) => 0x30_0000,
        }
    }

    /// An object is not where it was, and keeps its `id`.
    pub(crate) fn moved(&mut self, was_at: usize, object: &Value) {
        if let (Some(id), Some(address)) = (self.ids.remove(&was_at), object.address()) {
            self.ids.insert(address, id);
        }
    }

    /// `object.name` where no Python code is needed to tell.
    ///
    /// # Errors
    /// `AttributeError`; `RuntimeError` if Python code would have to run.
    pub fn get_plain_attr(&mut self, object: &Value, name: Sym) -> Result<Value, Raised> {
        match self.get_attr(object, name)? {
            attr::AttrLookup::Value(value) => Ok(value),
            attr::AttrLookup::Call(..) => {
                Err(self.runtime_error(format!("attribute '{name}' is computed by Python code")))
            }
        }
    }

    /// What `object`'s class defines as `name`, bound to it.
    pub fn bind_method(&mut self, object: &Value, name: Sym) -> Option<Value> {
        let function = self.types.borrow_of(object).lookup(name)?;
        Some(Value::Method(Rc::new(crate::object::Method { function, receiver: object.clone() })))
    }

    fn load_prelude(&mut self) {
        let prelude = self.prelude.clone();
        let Some(code) = self.library_code(&prelude) else { unreachable!("the image has the prelude") };
        let function = Self::function_of(code, prelude);
        let started = self.start(Value::Function(function), Args::none());
        debug_assert!(started.is_ok());
        if let Exit::Finished(Err(raised)) = self.run(u32::MAX) {
            unreachable!("the prelude runs: {}", self.format_exception(&raised));
        }
    }
}
