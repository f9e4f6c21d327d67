"""What CPython's loops and tasks do in Python, for programs that have their own ways with them: they override methods of a loop,
give it a task factory or a clock, await futures of their own class, or turn on the debug mode. Imported when that happens."""

# What is handed over may be a context.
import contextvars
import sys
from functools import partial

from _asyncio import CancelledError, InvalidStateError, Task, _get_running_loop, _no_attribute, ensure_future
from _asyncio import isfuture as isfuture_or_task
from _library import traceback_entries

from . import base_events
from .events import _callback_raised

_LONGEST_WAIT = 24 * 3600


class _Selector:
    """Waits for what comes into a loop; there are no files to wait for."""

    def __init__(self, loop):
        self._loop = loop

    def select(self, timeout=None):
        return self._loop._select(timeout)

    def get_map(self):
        return {}

    def close(self):
        pass


def _process_no_events(event_list):
    pass


def loop_attribute(loop, name):
    """`__getattr__` of loops: what only programs with their own ways look at."""
    if name == "_selector":
        return _Selector(loop)
    if name == "_process_events":
        return _process_no_events
    if name == "_write_to_self":
        return lambda: loop.call_soon_threadsafe(lambda: None)
    if name == "_ready":
        return loop._handles()[0]
    if name == "_scheduled":
        return loop._handles()[1]
    if name == "_clock_resolution":
        return 1e-09
    if name == "_thread_id":
        from threading import get_ident

        return get_ident() if loop.is_running() else None
    text = f"'{type(loop).__name__}' object has no attribute '{name}'"
    raise AttributeError(text, name=name, obj=loop)


def drive(loop):
    """The iterations of a running loop, until it is stopped."""
    while True:
        loop._run_once()
        if loop._stopping:
            return


def run_once(loop):
    timeout = loop._next_when()
    if timeout:
        timeout = min(max(0, timeout - loop.time()), _LONGEST_WAIT)
    loop._process_events(loop._selector.select(timeout))
    loop._begin_iteration(loop.time())
    if not loop.get_debug():
        while loop._run_next() is not None:
            pass
        return
    start = loop.time()
    while (ran := loop._run_next()) is not None:
        end = loop.time()
        if end - start >= loop.slow_callback_duration:
            log, text = base_events.logger.warning, "Executing %s took %.3f seconds"
            from .log import log_at

            log_at(("asyncio/base_events.py", 1917, "_run_once"), log, text, _format_ran(ran), end - start)
        start = loop.time()


def _format_ran(ran):
    task = getattr(getattr(ran, "_callback", None), "__self__", None)
    return repr(task) if isinstance(task, Task) else repr(ran)


def stack_summary(entries):
    """Where something was made, as `traceback` has it."""
    from traceback import FrameSummary, StackSummary

    return StackSummary([FrameSummary(*entry) for entry in entries])


def created_at(made):
    filename, line, *_ = made._source[-1]
    return f"created at {filename}:{line}"


def describe_source(stack):
    from traceback import format_list

    return f"source_traceback: Object created at (most recent call last):\n{''.join(format_list(stack)).rstrip()}"


def run_until_complete(loop, future):
    """Of a loop with its own `run_forever` or `stop`, or until a future that has its own way to tell what it came to."""
    loop._check_closed()
    if loop.is_running():
        raise RuntimeError("This event loop is already running")
    if _get_running_loop() is not None:
        raise RuntimeError("Cannot run the event loop while another loop is running")
    is_new = not isfuture_or_task(future)
    future = ensure_future(future, loop=loop)
    if is_new:
        future._log_destroy_pending = False
    future.add_done_callback(_run_until_complete_cb)
    try:
        loop.run_forever()
    except BaseException:
        if is_new and future.done() and not future.cancelled():
            future.exception()
        raise
    finally:
        future.remove_done_callback(_run_until_complete_cb)
    if not future.done():
        raise RuntimeError("Event loop stopped before Future completed.")
    return future.result()


def _run_until_complete_cb(future):
    if not future.cancelled() and isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
        # It leaves the loop by itself.
        return
    _loop_of(future).stop()


def child_done(outer, child):
    """Of a `gather()` with children that have their own way to tell what they came to."""
    counted = outer._count_child()
    if counted is None:
        if not child.cancelled():
            child.exception()
        return
    children, are_all, return_exceptions, cancel_requested = counted
    if not return_exceptions:
        error = child._make_cancelled_error() if child.cancelled() else child.exception()
        if error is not None:
            outer.set_exception(error)
            return
    if not are_all:
        return
    results = []
    for each in children:
        if each.cancelled():
            result = CancelledError("" if each._cancel_message is None else each._cancel_message)
        else:
            result = each.exception()
            if result is None:
                result = each.result()
        results.append(result)
    if cancel_requested:
        outer.set_exception(each._make_cancelled_error())
    else:
        outer.set_result(results)


def call_later(loop, delay, callback, *args, context=None):
    if delay is None:
        raise TypeError("delay must not be None")
    return loop.call_at(loop.time() + delay, callback, *args, context=context)


def check_callback(callback, method):
    """In debug mode, of what does not look like a callback."""
    base_events._check_callback(callback, method)


def isfuture(value):
    """Of an object of the program's own class."""
    blocking = "_asyncio_future_blocking"
    return hasattr(value.__class__, blocking) and getattr(value, blocking) is not None


def already_done(loop, task):
    """A step of a task that something else has given a result."""
    error = InvalidStateError(f"__step(): already done: {task!r}, None")
    loop.call_exception_handler({"message": "Exception in callback TaskStepMethWrapper()", "exception": error})


def call_soon_of(loop, callback, args, context):
    loop.call_soon(callback, *args, context=context)


def run_handle(handle):
    """`Handle._run`"""
    try:
        handle._context.run(handle._callback, *handle._args)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:
        _callback_raised(handle._loop, error, handle)


def create_task(loop, coro, *, name=None, context=None):
    """Of a loop with a task factory."""
    loop._check_closed()
    factory = loop.get_task_factory()
    task = factory(loop, coro) if context is None else factory(loop, coro, context=context)
    _set_task_name(task, name)
    return task


def create_eager_task_factory(custom_task_constructor):
    """Since Python 3.12: tasks that begin within what makes them."""

    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context, eager_start=True)

    return factory


eager_task_factory = create_eager_task_factory(Task)


def add_signal_handler(loop, sig, callback, *args):
    from .coroutines import iscoroutine, iscoroutinefunction

    if iscoroutine(callback) or iscoroutinefunction(callback):
        raise TypeError("coroutines cannot be used with add_signal_handler()")
    if not isinstance(sig, int):
        raise TypeError(f"sig must be an int, not {sig!r}")
    if not 0 < sig < 65 or sig in (32, 33):
        raise ValueError(f"invalid signal number {sig}")
    loop._check_closed()
    if sig in (9, 19):
        raise RuntimeError(f"sig {sig} cannot be caught")
    loop._add_signal_handler(sig, callback, *args)


def create_task_of(loop, coro, name, context):
    """`asyncio.create_task` in a loop that makes tasks in its own way."""
    task = loop.create_task(coro) if context is None else loop.create_task(coro, context=context)
    _set_task_name(task, name)
    return task


def _set_task_name(task, name):
    if name is not None:
        set_name = getattr(task, "set_name", None)
        if set_name is not None:
            set_name(name)
        else:
            from warnings import warn

            warn(
                "Task.set_name() was added in Python 3.8, the method support will be mandatory for third-party task "
                "implementations since 3.13.",
                DeprecationWarning,
            )


def set_name(task, name):
    task.set_name(str(name))


def _frame_of(coro):
    for name in ("cr_frame", "gi_frame", "ag_frame"):
        if hasattr(coro, name):
            return getattr(coro, name)
    return None


def get_stack(task, *, limit=None):
    """The frame at which the task goes on, or of a task that failed those of its traceback."""
    frames = []
    frame = _frame_of(task._coro)
    traceback = None
    if frame is None and task._exception is not None:
        traceback = task._exception.__traceback__
    while (frame is not None or traceback is not None) and (limit is None or len(frames) < limit):
        if traceback is None:
            frames.append(frame)
            frame = frame.f_back
        else:
            frames.append(traceback.tb_frame)
            traceback = traceback.tb_next
    return frames if task._exception is not None else frames[::-1]


def print_stack(task, *, limit=None, file=None):
    from traceback import format_exception_only, format_list

    entries = [entry for frame in task.get_stack(limit=limit) for entry in traceback_entries(frame)]
    error = task._exception
    if not entries:
        title = "No stack for"
    else:
        title = "Stack for" if error is None else "Traceback for"
    print(f"{title} {task!r}{' (most recent call last):' if entries else ''}", file=file)
    # As in CPython: without a file only these go to stderr.
    print("".join(format_list(entries)), file=sys.stderr if file is None else file, end="")
    if error is not None:
        print("".join(format_exception_only(error)), file=file, end="")


def cancel(awaiting, awaited, message):
    """Cancels what a task awaits, by its own method."""
    if not awaited.cancel(msg=message) and isinstance(awaiting, Task):
        awaiting._must_cancel = True
        awaiting._cancel_message = message


def await_duck(task, awaited):
    """A task awaits a future of the program's own class. What the task gets instead, if it can't."""
    if _loop_of(awaited) is not task._loop:
        return RuntimeError(f"Task {task!r} got Future {awaited!r} attached to a different loop")
    if not awaited._asyncio_future_blocking:
        return RuntimeError(f"yield was used instead of yield from in task {task!r} with {awaited!r}")
    awaited._asyncio_future_blocking = False
    awaited.add_done_callback(task._waker(), context=task._context)


def wake_up(task, awaited):
    """What it awaited is done."""
    try:
        awaited.result()
    except BaseException as error:
        task._step(error)
    else:
        task._step()


def future_of(awaited):
    """A future of ours that comes to the same as one of the program's own class."""
    from .futures import _copy_future_state

    future = awaited.get_loop().create_future()
    awaited.add_done_callback(lambda awaited: _copy_future_state(awaited, future))
    return future


def module_attribute(module, name):
    """What only few programs look at in modules of asyncio."""
    if name in ("constants", "log", "own_ways", "unix_events"):
        return __import__(f"asyncio.{name}", None, None, ["*"])
    if name in _OF_GRAPH:
        from . import graph

        return getattr(graph, name)
    found = _OF_MODULES.get(name)
    if found is None and module == "asyncio":
        from . import unix_events

        found = unix_events.__dict__.get(name)
        if getattr(found, "__module__", None) != unix_events.__name__:
            found = None
    if found is None:
        _no_attribute(sys.modules[module], name)
    return found


def policy_attribute(policy, name):
    if name in ("get_child_watcher", "set_child_watcher"):
        from . import unix_events
        from .events import DefaultEventLoopPolicy

        if not isinstance(policy, DefaultEventLoopPolicy):
            raise NotImplementedError
        return partial(getattr(unix_events, f"policy_{name}"), policy)
    text = f"'{type(policy).__name__}' object has no attribute '{name}'"
    raise AttributeError(text, name=name, obj=policy)


# Tasks of other kinds, or of loops of other kinds, as such loops tell of them.
_tasks = []
_current_tasks = {}


def _register_task(task):
    _tasks.append(task)


def _unregister_task(task):
    _tasks[:] = [each for each in _tasks if each is not task]


def _enter_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not None:
        text = f"Cannot enter into task {task!r} while another task {current!r} is being executed."
        raise RuntimeError(text)
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match the current task {current!r}.")
    del _current_tasks[loop]


def current_task(loop):
    return _current_tasks.get(loop)


def all_tasks(loop):
    return {task for task in _tasks if _loop_of(task) is loop and not task.done()}


def _loop_of(future):
    get_loop = getattr(future, "get_loop", None)
    return future._loop if get_loop is None else get_loop()


_OF_MODULES = {each.__name__: each for each in (_register_task, _unregister_task, _enter_task, _leave_task)}
_OF_MODULES["create_eager_task_factory"] = create_eager_task_factory
_OF_MODULES["eager_task_factory"] = eager_task_factory
_OF_GRAPH = (
    "FrameCallGraphEntry",
    "FutureCallGraph",
    "capture_call_graph",
    "format_call_graph",
    "print_call_graph",
)
