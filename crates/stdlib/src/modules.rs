//! The modules that wait, and those they are made of.

use std::rc::Rc;

use loopscope_python::vm::import::ModuleSource;
use loopscope_python::{Module, Result, Vm};

use crate::{asyncio, context, signals, threads, time};

/// Modules in Python: name, source, and what CPython's module has and ours lacks.
const PYTHON: &[(&str, &str, &[&str])] = &[
    ("asyncio", include_str!("python/asyncio/__init__.py"), ASYNCIO_LACKS),
    ("asyncio.base_events", include_str!("python/asyncio/base_events.py"), &[]),
    ("asyncio.coroutines", include_str!("python/asyncio/coroutines.py"), &[]),
    ("asyncio.events", include_str!("python/asyncio/events.py"), &[]),
    ("asyncio.exceptions", include_str!("python/asyncio/exceptions.py"), &[]),
    ("asyncio.format_helpers", include_str!("python/asyncio/format_helpers.py"), &[]),
    ("asyncio.futures", include_str!("python/asyncio/futures.py"), &[]),
    ("asyncio.locks", include_str!("python/asyncio/locks.py"), &[]),
    ("asyncio.mixins", include_str!("python/asyncio/mixins.py"), &[]),
    ("asyncio.queues", include_str!("python/asyncio/queues.py"), &[]),
    ("asyncio.runners", include_str!("python/asyncio/runners.py"), &[]),
    ("asyncio.taskgroups", include_str!("python/asyncio/taskgroups.py"), &[]),
    ("asyncio.tasks", include_str!("python/asyncio/tasks.py"), &[]),
    ("asyncio.threads", include_str!("python/asyncio/threads.py"), &[]),
    ("asyncio.timeouts", include_str!("python/asyncio/timeouts.py"), &[]),
    ("concurrent", "", &[]),
    ("concurrent.futures", include_str!("python/concurrent/futures.py"), FUTURES_LACKS),
    ("concurrent.futures.thread", include_str!("python/concurrent/thread.py"), &[]),
];

const ASYNCIO_LACKS: &[&str] = &[
    "AbstractServer",
    "BaseProtocol",
    "BaseTransport",
    "BufferedProtocol",
    "DatagramProtocol",
    "DatagramTransport",
    "IncompleteReadError",
    "LimitOverrunError",
    "Protocol",
    "ReadTransport",
    "SendfileNotAvailableError",
    "Server",
    "StreamReader",
    "StreamReaderProtocol",
    "StreamWriter",
    "SubprocessProtocol",
    "SubprocessTransport",
    "Transport",
    "WriteTransport",
    "create_subprocess_exec",
    "create_subprocess_shell",
    "open_connection",
    "open_unix_connection",
    "start_server",
    "start_unix_server",
    "subprocess",
    "AbstractChildWatcher",
    "ThreadedChildWatcher",
    "SafeChildWatcher",
    "FastChildWatcher",
    "PidfdChildWatcher",
    "MultiLoopChildWatcher",
    "get_child_watcher",
    "set_child_watcher",
    "eager_task_factory",
    "create_eager_task_factory",
    "_enter_task",
    "_leave_task",
    "_register_task",
    "_set_running_loop",
    "_unregister_task",
    "base_futures",
    "base_subprocess",
    "base_tasks",
    "constants",
    "log",
    "protocols",
    "selector_events",
    "sslproto",
    "staggered",
    "streams",
    "transports",
    "trsock",
    "unix_events",
];

const FUTURES_LACKS: &[&str] = &["ProcessPoolExecutor", "BrokenExecutor"];

const THREADING_LACKS: &[&str] =
    &["settrace", "setprofile", "stack_size", "gettrace", "getprofile", "ExceptHookArgs"];

const TIME_LACKS: &[&str] =
    &["get_clock_info", "clock_gettime", "clock_settime", "clock_getres", "pthread_getcpuclockid", "tzset"];

/// Makes the modules importable.
pub(crate) fn install(vm: &mut Vm) {
    for &(name, source, lacks) in PYTHON {
        vm.register_module(name, ModuleSource::Python { source, lacks });
    }
    vm.register_module("_asyncio", ModuleSource::Native(asyncio::module::make));
    type Init = fn(&mut Vm, &Rc<Module>) -> Result<()>;
    let mut mixed = |name: &str, init: Init, source: &'static str, lacks: &'static [&'static str]| {
        vm.register_module(name, ModuleSource::Mixed { init, source, lacks });
    };
    mixed("contextvars", context::init, "", &[]);
    mixed("time", time::init, include_str!("python/time.py"), TIME_LACKS);
    mixed("signal", signals::init, include_str!("python/signal.py"), &[]);
    mixed("threading", threads::module::init_threading, include_str!("python/threading.py"), THREADING_LACKS);
    mixed("queue", threads::module::init_queue, include_str!("python/queue.py"), &[]);
    mixed(
        "concurrent.futures._base",
        threads::module::init_futures,
        include_str!("python/concurrent/base.py"),
        &[],
    );
}
