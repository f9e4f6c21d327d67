"""How many requests go out at a time."""

from _asyncio import waits
from asyncio import get_running_loop
from collections import deque

__all__ = ("BaseConnector", "TCPConnector")


class BaseConnector:
    def __init__(self, *, limit=100, limit_per_host=0, force_close=False, loop=None):
        self._limit = limit
        self._limit_per_host = limit_per_host
        self._force_close = force_close
        self._loop = loop or get_running_loop()
        self._active = {}
        self._waiters = deque()
        self._closed = False

    @property
    def limit(self):
        return self._limit

    @property
    def limit_per_host(self):
        return self._limit_per_host

    @property
    def force_close(self):
        return self._force_close

    @property
    def closed(self):
        return self._closed

    def _is_free(self, key):
        busy = sum(self._active.values())
        return not (0 < self._limit <= busy or 0 < self._limit_per_host <= self._active.get(key, 0))

    async def _acquire(self, key):
        """Waits for its turn to connect to `key`, first come, first served."""
        if any(waiting == key for waiting, _ in self._waiters) or not self._is_free(key):
            waiter = key, waits(self._loop.create_future(), "connection")
            self._waiters.append(waiter)
            try:
                await waiter[1]
            except:
                if waiter in self._waiters:
                    self._waiters.remove(waiter)
                elif not waiter[1].cancelled():
                    self._release(key)
                raise
        else:
            self._active[key] = self._active.get(key, 0) + 1

    def _release(self, key):
        self._active[key] -= 1
        if not self._active[key]:
            del self._active[key]
        for waiter in list(self._waiters):
            key, future = waiter
            if not future.done() and self._is_free(key):
                self._waiters.remove(waiter)
                # The place is taken here, so that nobody else comes in between.
                self._active[key] = self._active.get(key, 0) + 1
                future.set_result(None)
                return

    async def close(self):
        self._closed = True

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        await self.close()


class TCPConnector(BaseConnector):
    """What only matters to sockets is taken and does nothing: the host of the program connects."""

    def __init__(
        self,
        *,
        verify_ssl=True,
        fingerprint=None,
        use_dns_cache=True,
        ttl_dns_cache=10,
        family=0,
        ssl_context=None,
        ssl=True,
        local_addr=None,
        resolver=None,
        keepalive_timeout=15,
        force_close=False,
        limit=100,
        limit_per_host=0,
        enable_cleanup_closed=False,
        loop=None,
        timeout_ceil_threshold=5,
        happy_eyeballs_delay=0.25,
        interleave=None,
        socket_factory=None,
        ssl_shutdown_timeout=0,
    ):
        super().__init__(limit=limit, limit_per_host=limit_per_host, force_close=force_close, loop=loop)
