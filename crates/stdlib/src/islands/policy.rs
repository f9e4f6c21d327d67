//! Which modules of the library an island may use: those that keep nothing that a program could see from two heaps.

use loopscope_python::Sym;

/// Modules of functions and classes only: every heap has its own, and none can tell.
const FREE: &[&str] = &[
    "__future__",
    "abc",
    "asyncio.exceptions",
    "base64",
    "binascii",
    "bisect",
    "builtins",
    "collections",
    "collections.abc",
    "contextlib",
    "copy",
    "dataclasses",
    "datetime",
    "difflib",
    "errno",
    "fnmatch",
    "fractions",
    "functools",
    "graphlib",
    "hashlib",
    "heapq",
    "hmac",
    "html",
    "itertools",
    "json",
    "math",
    "numbers",
    "operator",
    "re",
    "smtplib",
    "statistics",
    "string",
    "struct",
    "textwrap",
    "time",
    "typing",
    "urllib",
    "urllib.parse",
    "yarl",
    "zlib",
];

/// Modules of which some names may be used.
const SOME: &[(&str, &[&str])] = &[
    (
        "asyncio",
        &[
            "ALL_COMPLETED",
            "AbstractEventLoop",
            "Barrier",
            "BaseEventLoop",
            "BoundedSemaphore",
            "CancelledError",
            "Condition",
            "Event",
            "FIRST_COMPLETED",
            "FIRST_EXCEPTION",
            "InvalidStateError",
            "Lock",
            "LifoQueue",
            "PriorityQueue",
            "Queue",
            "QueueEmpty",
            "QueueFull",
            "Runner",
            "SelectorEventLoop",
            "Semaphore",
            "TaskGroup",
            "Timeout",
            "TimeoutError",
            "as_completed",
            "create_task",
            "ensure_future",
            "exceptions",
            "gather",
            "get_event_loop",
            "get_running_loop",
            "new_event_loop",
            "run",
            "set_event_loop",
            "shield",
            "sleep",
            "timeout",
            "timeout_at",
            "wait",
            "wait_for",
        ],
    ),
    ("threading", &["current_thread", "currentThread", "get_ident", "get_native_id", "Lock", "RLock"]),
    ("_thread", &["allocate_lock", "get_ident", "get_native_id", "RLock", "lock"]),
    ("sys", &["maxsize", "byteorder", "version", "version_info", "platform", "float_info", "exc_info"]),
    ("os", &["linesep", "sep"]),
];

/// Builtins that all threads of a program have in common, or that ask its reader.
const SHARED_BUILTINS: &[&str] = &["breakpoint", "input", "open"];

/// Whether code in an island may use a module, or only an attribute of it.
pub(super) fn may_use(module: &str, attribute: Option<Sym>) -> bool {
    if module == "builtins" && attribute.is_some_and(|name| SHARED_BUILTINS.contains(&&*name.name())) {
        return false;
    }
    if FREE.contains(&module) {
        return true;
    }
    let Some((_, names)) = SOME.iter().find(|(name, _)| *name == module || is_inside(module, name)) else {
        return false;
    };
    attribute.is_some_and(|attribute| names.contains(&&*attribute.name()))
}

/// A library class or function may be found where it is made: `asyncio.locks.Lock`.
fn is_inside(module: &str, package: &str) -> bool {
    module.strip_prefix(package).is_some_and(|rest| rest.starts_with('.'))
}
