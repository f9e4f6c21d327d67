"""Who awaits whom, as since Python 3.14: `print_call_graph()` and the like."""

import sys
from collections import namedtuple

from _asyncio import Task, _all_tasks_list, _coroutines, _get_running_loop, current_task, isfuture

from .taskgroups import TaskGroup

FrameCallGraphEntry = namedtuple("FrameCallGraphEntry", "frame")
FutureCallGraph = namedtuple("FutureCallGraph", "future call_stack awaited_by")

_KINDS = {0x20: "generator", 0x80: "async", 0x100: "generator", 0x200: "async generator"}


def capture_call_graph(future=None, /, *, depth=1, limit=None):
    loop = _get_running_loop()
    current = None if loop is None else current_task(loop)
    if future is None:
        if loop is None:
            text = "capture_call_graph() is called outside of a running event loop"
            raise RuntimeError(f"{text} and no *future* to introspect was provided")
        future = current
        if future is None:
            return None
    stack = _stack_of_caller(depth) if future is current else None
    return _graph_of(future, stack, limit, set())


def _stack_of_caller(depth):
    """The frames of the current task, the innermost first."""
    frames = []
    # Frames of the library are none for it.
    frame = sys._getframe(depth - 1)
    while frame is not None:
        frames.append(frame)
        is_async = frame.f_code.co_flags & 0x80
        frame = frame.f_back
        if is_async and (frame is None or not frame.f_code.co_flags & 0x80):
            break
    return [FrameCallGraphEntry(frame) for frame in frames]


def _graph_of(future, stack, limit, seen):
    if not isfuture(future):
        raise TypeError(f"{future!r} object does not appear to be compatible with asyncio.Future")
    seen.add(id(future))
    if stack is None:
        coro = future._coro if isinstance(future, Task) else None
        frames = [_frame_of(each) for each in _coroutines(coro)]
        stack = [FrameCallGraphEntry(frame) for frame in reversed(frames) if frame is not None]
    if limit is not None:
        stack = stack[:limit] if limit >= 0 else stack[limit:]
    parents = [parent for parent in _awaiting(future) if id(parent) not in seen]
    return FutureCallGraph(
        future, tuple(stack), tuple([_graph_of(parent, None, limit, seen) for parent in parents])
    )


def _frame_of(coro):
    for name in ("cr_frame", "ag_frame", "gi_frame"):
        if hasattr(coro, name):
            return getattr(coro, name)
    return None


def _awaiting(future):
    """The tasks that await it: also by way of a `gather()`, or of a group of tasks."""
    found = []
    for task in _all_tasks_list(future.get_loop()):
        awaited = task._fut_waiter
        if awaited is future or any(child is future for child in getattr(awaited, "_children", ())):
            found.append(task)
    for callback in future._shown_callbacks:
        group = getattr(callback, "__self__", None)
        if isinstance(group, TaskGroup) and group._parent_task not in found:
            found.append(group._parent_task)
    return found


def format_call_graph(future=None, /, *, depth=1, limit=None):
    graph = capture_call_graph(future, depth=depth, limit=limit)
    lines = []
    if graph is not None:
        _add_lines(graph, lines, "")
    return "\n".join(lines)


def _add_lines(graph, lines, indent):
    future = graph.future
    name = f"Task(name={future.get_name()!r}, " if isinstance(future, Task) else "Future("
    lines.append(f"{indent}* {name}id={id(future):#x})")
    if graph.call_stack:
        lines.append(f"{indent}  + Call stack:")
    for entry in graph.call_stack:
        frame = entry.frame
        code = frame.f_code
        kind = _KINDS.get(code.co_flags & 0x3A0)
        name = f"{kind} {code.co_qualname}" if kind else code.co_qualname
        lines.append(f"{indent}  |   File {code.co_filename!r}, line {frame.f_lineno}, in {name}()")
    if graph.awaited_by:
        lines.append(f"{indent}  + Awaited by:")
    for parent in graph.awaited_by:
        _add_lines(parent, lines, indent + "    ")


def print_call_graph(future=None, /, *, file=None, depth=1, limit=None):
    print(format_call_graph(future, depth=depth, limit=limit), file=file)
