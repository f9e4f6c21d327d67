//! The modules that programs import.
//!
//! [`new_vm`] gives them to a [`Vm`]. [`State`] is what they keep, [`threads`] how Python threads take turns, [`turn`]
//! what the host does each turn.

#![forbid(unsafe_code)]

pub mod asyncio;
pub mod context;
pub mod fetch;
pub mod inputs;
pub mod islands;
pub mod look;
pub mod signals;
pub mod state;
pub mod stdin;
pub mod threads;
pub mod time;
pub mod truth;
pub mod turn;

mod modules;

use std::rc::Rc;

use loopscope_python::Vm;
use loopscope_python::bytecode::Image;
use loopscope_trace::Stream;

pub use state::{Blocked, Config, State, ThreadState};

/// What stands before the parts of the library's image that a page may have to wait for: a mark, and a length.
const MARK_BYTES: usize = 20;

/// It is known by what it begins with, and nothing but this function may touch it: it comes with that.
#[inline(never)]
fn rest_of_library() -> Option<&'static [u8]> {
    let rest: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.rest"));
    Some(&std::hint::black_box(rest)[MARK_BYTES..])
}

/// The modules that few programs import: all zeros until they have come.
#[inline(never)]
fn rare_in_library() -> Option<&'static [u8]> {
    let rare: &'static [u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.rare"));
    let rare = std::hint::black_box(rare);
    (rare[0] != 0).then(|| &rare[MARK_BYTES..])
}

/// An interpreter with all modules, for a new program.
#[inline]
pub fn new_vm(config: Config) -> Vm {
    let image = Image::open(
        include_bytes!(concat!(env!("OUT_DIR"), "/library.image")),
        [rest_of_library, rare_in_library],
    );
    let seed = config.seed;
    let mut vm = Vm::new(Box::new(State::new(config)), image);
    vm.output = |vm, is_stderr, text| {
        let line = asyncio::record::line(vm);
        let stream = if is_stderr { Stream::Stderr } else { Stream::Stdout };
        let state = State::of(vm);
        state.recorder.line = line;
        state.write(stream, text);
    };
    let classes = Rc::new(asyncio::Classes::new(&vm));
    State::of(&mut vm).asyncio = Some(classes);
    modules::install(&mut vm, seed);
    vm
}
