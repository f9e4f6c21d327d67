"""Locks for tasks."""

from _asyncio import CancelledError, current_task_number, shortcut, waits

from .exceptions import BrokenBarrierError
from .mixins import _LoopBoundMixin, _line

__all__ = ("Barrier", "BoundedSemaphore", "Condition", "Event", "Lock", "Semaphore")


class _Waitable(_LoopBoundMixin):
    """Something that tasks wait for in line."""

    def __init__(self):
        self._waiters = _line()

    def __repr__(self):
        state = self._describe()
        if self._waiters:
            state += f", waiters:{len(self._waiters)}"
        return f"<{object.__repr__(self)[1:-1]} [{state}]>"

    @shortcut
    async def _stand_in_line(self, future):
        self._waiters.append(future)
        try:
            await future
        finally:
            self._waiters.remove(future)


class _Acquirable(_Waitable):
    def _describe(self):
        return "locked" if self.locked() else "unlocked"

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Acquirable):
    def __init__(self, *, loop=None):
        super().__init__()
        self._locked = False
        # Which task has it, for the recording.
        self._holder = 0

    def locked(self):
        return self._locked

    async def acquire(self):
        if self._locked or any(not each.cancelled() for each in self._waiters):
            try:
                place = len(self._waiters) + 1
                future = self._get_loop().create_future()
                await self._stand_in_line(waits(future, "Lock", self, place, self._holder))
            except CancelledError:
                # Whoever was woken, but cancelled before it ran, passes the lock on.
                if not self._locked:
                    self._wake_up_first()
                raise
        self._locked = True
        self._holder = current_task_number()
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._holder = 0
        self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)


class Event(_Waitable):
    def __init__(self, *, loop=None):
        super().__init__()
        self._value = False

    def _describe(self):
        return "set" if self._value else "unset"

    def is_set(self):
        return self._value

    def set(self):
        if self._value:
            return
        self._value = True
        for future in self._waiters:
            if not future.done():
                future.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            await self._stand_in_line(waits(self._get_loop().create_future(), "Event", self))
        return True


class Condition(_Acquirable):
    def __init__(self, lock=None, *, loop=None):
        super().__init__()
        self._lock = lock = Lock() if lock is None else lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release

    async def wait(self):
        return await self._wait("Condition", self, len(self._waiters) + 1, 0)

    async def _wait(self, kind, owner, count, of):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await self._stand_in_line(waits(self._get_loop().create_future(), kind, owner, count, of))
            return True
        finally:
            cancelled = False
            while True:
                try:
                    await self.acquire()
                    break
                except CancelledError:
                    cancelled = True
            if cancelled:
                raise CancelledError

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for future in self._waiters:
            if n <= 0:
                break
            if not future.done():
                n -= 1
                future.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Acquirable):
    def __init__(self, value=1, *, loop=None):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        super().__init__()
        self._value = self._initial = value

    def _describe(self):
        return "locked" if self.locked() else f"unlocked, value:{self._value}"

    def locked(self):
        return self._value == 0 or any(not each.cancelled() for each in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        future = waits(self._get_loop().create_future(), "Semaphore", self, self._value, self._initial)
        try:
            await self._stand_in_line(future)
        except CancelledError:
            if not future.cancelled():
                Semaphore.release(self)
            raise
        if self._value > 0:
            self._wake_up_next()
        return True

    def release(self):
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        for future in self._waiters:
            if not future.done():
                # The place is given away here, not when the waiter runs: nobody can snatch it.
                self._value -= 1
                future.set_result(True)
                return


shortcut(Event.wait, _Waitable._stand_in_line, Event._get_loop)
shortcut(Lock.acquire, _Waitable._stand_in_line, Lock._get_loop)
shortcut(Semaphore.acquire, _Waitable._stand_in_line, Semaphore.locked, Semaphore._get_loop)
shortcut(_Acquirable.__aenter__, Lock.acquire, Semaphore.acquire)
shortcut(_Acquirable.__aexit__, Lock.release, Semaphore.release)


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1, *, loop=None):
        super().__init__(value)
        self._bound_value = value

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Barrier(_LoopBoundMixin):
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition()
        self._parties = parties
        self._state = "filling"
        self._count = 0

    def __repr__(self):
        state = self._state
        if not self.broken:
            state += f", waiters:{self.n_waiting}/{self.parties}"
        return f"<{object.__repr__(self)[1:-1]} [{state}]>"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        async with self._cond:
            await self._wait_until(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError("Barrier aborted")
            try:
                index = self._count
                self._count += 1
                if self._count == self._parties:
                    self._set_state("draining")
                else:
                    await self._wait_until(lambda: self._state != "filling")
                    if self._state != "draining":
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._count -= 1
                if self._count == 0:
                    self._set_state("broken" if self.broken else "filling")

    async def _wait_until(self, predicate):
        while not predicate():
            await self._cond._wait("Barrier", self, self._count, self._parties)

    def _set_state(self, state):
        self._state = state
        self._cond.notify_all()

    async def reset(self):
        async with self._cond:
            self._set_state("resetting" if self._count else "filling")

    async def abort(self):
        async with self._cond:
            self._set_state("broken")

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == "filling" else 0

    @property
    def broken(self):
        return self._state == "broken"
