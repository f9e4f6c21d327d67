import asyncio


class Logged(asyncio.Future):
    def add_done_callback(self, callback, *, context=None):
        print("add_done_callback")
        super().add_done_callback(callback, context=context)

    def cancel(self, msg=None):
        print("cancel", msg)
        return super().cancel(msg=msg)


class Promise:
    """A future that only looks like one."""

    _asyncio_future_blocking = False

    def __init__(self):
        self._loop = asyncio.get_running_loop()
        self._callbacks = []
        self._value = None
        self._done = False

    def get_loop(self):
        return self._loop

    def add_done_callback(self, callback, *, context=None):
        self._callbacks.append((callback, context))

    def remove_done_callback(self, callback):
        self._callbacks = [each for each in self._callbacks if each[0] != callback]

    def done(self):
        return self._done

    def cancelled(self):
        return False

    def exception(self):
        return None

    def cancel(self, msg=None):
        print("a promise can't be cancelled")
        return False

    def resolve(self, value):
        self._value, self._done = value, True
        for callback, context in self._callbacks:
            self._loop.call_soon(callback, self, context=context)

    def result(self):
        return self._value

    def __await__(self):
        if not self._done:
            self._asyncio_future_blocking = True
            yield self
        return self._value


async def wait_for_it(awaitable):
    return await awaitable


async def main():
    loop = asyncio.get_running_loop()
    future = Logged(loop=loop)
    loop.call_later(0.01, future.set_result, "logged")
    print(await future)

    future = Logged()
    task = asyncio.create_task(wait_for_it(future))
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled:", error)

    promise = Promise()
    print(asyncio.isfuture(promise), asyncio.isfuture(object()))
    task = asyncio.create_task(wait_for_it(promise))
    await asyncio.sleep(0)
    promise.resolve("kept")
    print(await task)
    print(await promise)
    print(asyncio.ensure_future(promise) is promise)


asyncio.run(main())
