//! The modules of the library that have nothing to do with waiting: containers, texts, numbers, classes.
//!
//! Most are Python source, in `src/python`; here is what must be fast, or touches the interpreter. Its natives know no threads, loops and clocks:
//! `loopscope-stdlib` has the modules that need those, and makes one image of the Python sources of both.

#![forbid(unsafe_code)]

pub mod deque;
pub mod native;

mod dataclass;
mod digests;
mod gc;
mod heapq;
mod json;
mod math;
mod partial;
mod random;
mod re;
pub mod support;
mod sys;
mod unicodedata;
mod weakref;
mod zlib;

use loopscope_python::Vm;
use loopscope_python::vm::import::NativeModule::{Part, Whole};

/// Makes what of these modules is native importable. With `seed` begins what of `random` the program does not seed.
pub fn install(vm: &mut Vm, seed: u64) {
    vm.slots.of::<random::Seed>().0 = seed;
    let natives = [
        ("_digests", Whole(digests::module)),
        ("_library", Whole(support::module)),
        ("_zlib", Whole(zlib::module)),
        ("collections", Part(deque::init)),
        ("functools", Part(partial::init)),
        ("gc", Part(gc::init)),
        ("heapq", Part(heapq::init)),
        ("json", Part(json::init)),
        ("math", Part(math::init)),
        ("random", Part(random::init)),
        ("re", Part(re::init)),
        ("sys", Part(sys::init)),
        ("unicodedata", Whole(unicodedata::module)),
        ("weakref", Part(weakref::init)),
    ];
    for (name, native) in natives {
        vm.register_module(name, native);
    }
}
