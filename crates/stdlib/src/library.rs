//! The modules of the library that have nothing to do with waiting: containers, texts, numbers, classes.
//!
//! Most are Python source, compiled when a program imports them; what must be fast, or touches the
//! interpreter, is native. What CPython's module has and ours lacks stands in [`lacks`].

mod dataclass;
pub(crate) mod deque;
mod json;
mod lacks;
mod math;
pub(crate) mod partial;
mod random;
mod re;
mod support;
mod sys;

use std::rc::Rc;

use loopscope_python::vm::import::ModuleSource;
use loopscope_python::{Module, Result, Vm};

/// The modules in Python.
const PYTHON: &[&str] = &[
    "__future__",
    "abc",
    "atexit",
    "base64",
    "bisect",
    "collections.abc",
    "contextlib",
    "copy",
    "dataclasses",
    "datetime",
    "enum",
    "errno",
    "gc",
    "heapq",
    "html",
    "inspect",
    "io",
    "itertools",
    "logging",
    "numbers",
    "operator",
    "os",
    "os.path",
    "platform",
    "pprint",
    "statistics",
    "string",
    "textwrap",
    "traceback",
    "types",
    "typing",
    "urllib",
    "urllib.parse",
    "uuid",
    "warnings",
];

/// Makes the modules importable.
pub(crate) fn install(vm: &mut Vm) {
    for name in PYTHON {
        vm.register_module(name, ModuleSource::Python { lacks: lacks::of(name) });
    }
    vm.register_module("_library", ModuleSource::Native(support::module));
    mixed(vm, "collections", deque::init);
    mixed(vm, "functools", partial::init);
    mixed(vm, "json", json::init);
    mixed(vm, "math", math::init);
    mixed(vm, "random", random::init);
    mixed(vm, "re", re::init);
    mixed(vm, "sys", sys::init);
}

fn mixed(vm: &mut Vm, name: &str, init: fn(&mut Vm, &Rc<Module>) -> Result<()>) {
    vm.register_module(name, ModuleSource::Mixed { init, lacks: lacks::of(name) });
}
