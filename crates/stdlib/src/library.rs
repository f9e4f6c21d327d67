//! The modules of the library that have nothing to do with waiting: containers, texts, numbers, classes.
//!
//! Most are Python source, compiled when a program imports them; what must be fast, or touches the
//! interpreter, is native. What CPython's module has and ours lacks stands in [`lacks`].

mod dataclass;
mod deque;
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

pub(crate) use dataclass::BOUND;

/// A module in Python by its file's name.
macro_rules! python {
    ($vm:ident, $($name:literal $file:literal)*) => {
        $($vm.register_module($name, ModuleSource::Python {
            source: include_str!(concat!("python/library/", $file, ".py")),
            lacks: lacks::of($name),
        });)*
    };
}

/// Makes the modules importable.
pub(crate) fn install(vm: &mut Vm) {
    python! { vm,
        "__future__" "future" "abc" "abc" "atexit" "atexit" "base64" "base64" "bisect" "bisect"
        "collections.abc" "collections_abc" "contextlib" "contextlib" "copy" "copy"
        "dataclasses" "dataclasses" "datetime" "datetime" "enum" "enum" "errno" "errno" "gc" "gc"
        "heapq" "heapq" "html" "html" "inspect" "inspect" "io" "io" "itertools" "itertools"
        "logging" "logging" "numbers" "numbers" "operator" "operator" "os" "os" "os.path" "os_path"
        "platform" "platform" "pprint" "pprint" "statistics" "statistics" "string" "string"
        "textwrap" "textwrap" "traceback" "traceback" "types" "types" "typing" "typing"
        "urllib" "urllib" "urllib.parse" "urllib_parse" "uuid" "uuid" "warnings" "warnings"
    }
    vm.register_module("_library", ModuleSource::Native(support::module));
    mixed(vm, "collections", deque::init, include_str!("python/library/collections.py"));
    mixed(vm, "functools", partial::init, include_str!("python/library/functools.py"));
    mixed(vm, "json", json::init, include_str!("python/library/json.py"));
    mixed(vm, "math", math::init, include_str!("python/library/math.py"));
    mixed(vm, "random", random::init, include_str!("python/library/random.py"));
    mixed(vm, "re", re::init, include_str!("python/library/re.py"));
    mixed(vm, "sys", sys::init, include_str!("python/library/sys.py"));
}

fn mixed(vm: &mut Vm, name: &str, init: fn(&mut Vm, &Rc<Module>) -> Result<()>, source: &'static str) {
    vm.register_module(name, ModuleSource::Mixed { init, source, lacks: lacks::of(name) });
}
