//! What of the modules is written in Rust. The others are files in `src/python`, and so is what these have besides.

use loopscope_python::Vm;
use loopscope_python::vm::import::NativeModule::{Part, Whole};

use crate::{asyncio, context, signals, stdin, threads, time};

/// Makes the modules importable; those that have nothing to do with waiting are `loopscope-library`.
pub(crate) fn install(vm: &mut Vm, seed: u64) {
    loopscope_library::install(vm, seed);
    let natives = [
        ("_asyncio", Whole(asyncio::module::make)),
        ("_stdin", Part(stdin::init)),
        ("_thread", Part(threads::init)),
        ("contextvars", Part(context::init)),
        ("signal", Part(signals::init)),
        ("time", Part(time::init)),
    ];
    for (name, native) in natives {
        vm.register_module(name, native);
    }
}
