//! The modules that wait, and those they are made of.

use std::rc::Rc;

use loopscope_python::vm::import::ModuleSource;
use loopscope_python::{Module, Result, Vm};

use crate::{asyncio, context, signals, threads, time};

/// Modules in Python: name, and what CPython's module has and ours lacks.
const PYTHON: &[(&str, &str)] = &[
    ("asyncio", ASYNCIO_LACKS),
    ("asyncio.base_events", ""),
    ("asyncio.coroutines", ""),
    ("asyncio.events", ""),
    ("asyncio.exceptions", ""),
    ("asyncio.format_helpers", ""),
    ("asyncio.futures", ""),
    ("asyncio.locks", ""),
    ("asyncio.mixins", ""),
    ("asyncio.queues", ""),
    ("asyncio.runners", ""),
    ("asyncio.taskgroups", ""),
    ("asyncio.tasks", ""),
    ("asyncio.threads", ""),
    ("asyncio.timeouts", ""),
    ("concurrent", ""),
    ("concurrent.futures", FUTURES_LACKS),
    ("concurrent.futures._base", ""),
    ("concurrent.futures.thread", ""),
    ("queue", ""),
    ("threading", ""),
];

const ASYNCIO_LACKS: &str = "AbstractServer BaseProtocol BaseTransport BufferedProtocol DatagramProtocol DatagramTransport \
     IncompleteReadError LimitOverrunError Protocol ReadTransport SendfileNotAvailableError Server \
     StreamReader StreamReaderProtocol StreamWriter SubprocessProtocol SubprocessTransport Transport \
     WriteTransport create_subprocess_exec create_subprocess_shell open_connection \
     open_unix_connection start_server start_unix_server subprocess AbstractChildWatcher \
     ThreadedChildWatcher SafeChildWatcher FastChildWatcher PidfdChildWatcher MultiLoopChildWatcher \
     get_child_watcher set_child_watcher eager_task_factory create_eager_task_factory _enter_task \
     _leave_task _register_task _set_running_loop _unregister_task base_futures base_subprocess \
     base_tasks constants log protocols selector_events sslproto staggered streams transports trsock \
     unix_events";

const FUTURES_LACKS: &str = "ProcessPoolExecutor";

const TIME_LACKS: &str =
    "get_clock_info clock_gettime clock_settime clock_getres pthread_getcpuclockid tzset";

const SIGNAL_LACKS: &str = "ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL ItimerError NSIG SIGBUS SIGCHLD SIGCLD SIGCONT SIGFPE \
     SIGILL SIGIO SIGIOT SIGPOLL SIGPROF SIGPWR SIGRTMAX SIGRTMIN SIGSEGV SIGSTKFLT SIGSTOP SIGSYS \
     SIGTRAP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGVTALRM SIGWINCH SIGXCPU SIGXFSZ SIG_BLOCK SIG_SETMASK \
     SIG_UNBLOCK Sigmasks alarm getitimer pause pidfd_send_signal pthread_kill pthread_sigmask \
     setitimer siginterrupt sigpending sigtimedwait sigwait sigwaitinfo struct_siginfo";

/// Makes the modules importable.
pub(crate) fn install(vm: &mut Vm) {
    for &(name, lacks) in PYTHON {
        vm.register_module(name, ModuleSource::Python { lacks });
    }
    vm.register_module("_asyncio", ModuleSource::Native(asyncio::module::make));
    type Init = fn(&mut Vm, &Rc<Module>) -> Result<()>;
    let mut mixed = |name: &str, init: Init, lacks: &'static str| {
        vm.register_module(name, ModuleSource::Mixed { init, lacks });
    };
    mixed("contextvars", context::init, "");
    mixed("time", time::init, TIME_LACKS);
    mixed("signal", signals::init, SIGNAL_LACKS);
    mixed("_thread", threads::init, "");
}
