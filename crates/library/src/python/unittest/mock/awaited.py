"""Mocks of coroutine functions."""

import asyncio

from .calls import _Call
from .magic import Magic, MagicMock
from .mocks import ASYNC_MAGICS, MAGICS, Mock, _delegated, is_async, is_exception
from .values import DEFAULT


class AsyncMock(Magic, Mock):
    await_count = _delegated("await_count")
    await_args = _delegated("await_args")
    await_args_list = _delegated("await_args_list")

    def _init_more(self, state):
        # By that it is known as a coroutine function.
        object.__setattr__(self, "_is_coroutine", getattr(asyncio.coroutines, "_is_coroutine", True))

    def _child_class(self, step):
        methods = self._mock.methods
        if step in self._mock.spec_asyncs:
            return AsyncMock
        if step in MAGICS - ASYNC_MAGICS or methods and step in methods:
            return MagicMock
        return AsyncMock

    async def _answer(self, args, kwargs):
        state = self._mock
        self.await_count += 1
        self.await_args = _Call((args, kwargs))
        self.await_args_list.append(self.await_args)
        effect = self.side_effect
        if effect is not None:
            if is_exception(effect):
                raise effect
            if not callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    raise StopAsyncIteration
                if is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
                if is_async(effect):
                    result = await result
            if result is not DEFAULT:
                return result
        holder = state if state.delegate is None else state.delegate
        if holder.return_value is DEFAULT and state.wraps is not None:
            result = state.wraps(*args, **kwargs)
            return await result if is_async(state.wraps) else result
        return self.return_value

    def assert_awaited(self):
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._shown_name()} to have been awaited.")

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(
                f"Expected {self._shown_name()} to have been awaited once. Awaited {self.await_count} times."
            )

    def assert_not_awaited(self):
        if self.await_count != 0:
            raise AssertionError(
                f"Expected {self._shown_name()} to not have been awaited. Awaited {self.await_count} times."
            )

    def assert_awaited_with(self, /, *args, **kwargs):
        if self.await_args is None:
            raise AssertionError(f"Expected await: {self._signature_text(args, kwargs)}\nNot awaited")
        self._last(args, kwargs, "await", self.await_args, "")

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        self._any(args, kwargs, self.await_args_list, "await")

    def assert_has_awaits(self, calls, any_order=False):
        self._has(calls, any_order, self.await_args_list, "Awaits", "\nActual: ", "await", "")
