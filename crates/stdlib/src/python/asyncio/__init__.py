"""asyncio: the loop, futures, tasks and `gather` are native (`_asyncio`); the rest is in this package's modules."""

# Lacks: AbstractServer BaseProtocol BaseTransport BufferedProtocol DatagramProtocol DatagramTransport
#     Protocol ReadTransport Server StreamReader StreamReaderProtocol StreamWriter SubprocessProtocol SubprocessTransport Transport
#     WriteTransport create_subprocess_exec create_subprocess_shell open_connection open_unix_connection
#     start_server start_unix_server subprocess
#     base_futures base_subprocess base_tasks protocols selector_events
#     sslproto staggered streams transports trsock

from . import base_events, coroutines, events, exceptions, futures, locks, mixins
from . import queues, runners, taskgroups, tasks, threads, timeouts
from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .queues import *
from .runners import *
from .taskgroups import *
from .tasks import *
from .threads import *
from .timeouts import *
from .events import _get_running_loop, _set_running_loop
from .coroutines import coroutine

__all__ = (
    base_events.__all__
    + coroutines.__all__
    + events.__all__
    + exceptions.__all__
    + futures.__all__
    + locks.__all__
    + queues.__all__
    + runners.__all__
    + taskgroups.__all__
    + tasks.__all__
    + threads.__all__
    + timeouts.__all__
)


def __getattr__(name):
    return base_events._in_own_way("module_attribute", "asyncio", name)
