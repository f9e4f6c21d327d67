//! What of the modules is written in Rust. The others are files in `src/python`, and so is what these have besides.

use loopscope_python::Vm;
use loopscope_python::vm::import::NativeModule::{Part, Whole};

use crate::library::{deque, heapq, json, math, partial, random, re, support, sys};
use crate::{asyncio, context, signals, threads, time};

/// Makes the modules importable.
pub(crate) fn install(vm: &mut Vm) {
    let natives = [
        ("_asyncio", Whole(asyncio::module::make)),
        ("_library", Whole(support::module)),
        ("_thread", Part(threads::init)),
        ("collections", Part(deque::init)),
        ("contextvars", Part(context::init)),
        ("functools", Part(partial::init)),
        ("heapq", Part(heapq::init)),
        ("json", Part(json::init)),
        ("math", Part(math::init)),
        ("random", Part(random::init)),
        ("re", Part(re::init)),
        ("signal", Part(signals::init)),
        ("sys", Part(sys::init)),
        ("time", Part(time::init)),
    ];
    for (name, native) in natives {
        vm.register_module(name, native);
    }
}
