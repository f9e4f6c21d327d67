"""Tests that are coroutines."""

import asyncio
import contextvars
import io
import re
import unittest

who = contextvars.ContextVar("who", default="nobody")
log = []


class Manager:
    async def __aenter__(self):
        log.append("enter")
        return self

    async def __aexit__(self, *exc_info):
        log.append("exit")


class Async(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        log.append("setUp")
        who.set("set up")

    async def asyncSetUp(self):
        await asyncio.sleep(0)
        log.append(f"asyncSetUp {who.get()}")
        self.loop = asyncio.get_running_loop()

    async def asyncTearDown(self):
        log.append(f"asyncTearDown {self.loop is asyncio.get_running_loop()}")

    def tearDown(self):
        log.append("tearDown")

    async def test_passes(self):
        self.assertIs(self.loop, asyncio.get_running_loop())
        self.assertEqual(await asyncio.sleep(0.01, "slept"), "slept")
        log.append(who.get())

    async def test_fails(self):
        self.addAsyncCleanup(self.clean, "async")
        self.addCleanup(log.append, "clean")
        await asyncio.sleep(0)
        self.assertEqual(await self.one(), 2)

    async def one(self):
        return 1

    async def clean(self, how):
        await asyncio.sleep(0)
        log.append(f"clean {how}")

    async def test_raises(self):
        await self.bad()

    async def bad(self):
        await asyncio.sleep(0)
        raise LookupError("far inside")

    async def test_times_out(self):
        async with asyncio.timeout(0.01):
            await asyncio.sleep(1)

    async def test_times_out_as_expected(self):
        with self.assertRaises(TimeoutError):
            await asyncio.wait_for(asyncio.sleep(1), 0.01)

    async def test_group(self):
        with self.assertRaises(ExceptionGroup) as caught:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.bad())
        self.assertEqual(repr(caught.exception.exceptions[0]), "LookupError('far inside')")

    async def test_manager(self):
        self.assertIsInstance(await self.enterAsyncContext(Manager()), Manager)

    async def test_bad_manager(self):
        await self.enterAsyncContext(1)

    async def test_leaves_a_task(self):
        async def forever():
            try:
                await asyncio.Event().wait()
            finally:
                log.append("left alone")

        self.task = asyncio.create_task(forever())
        await asyncio.sleep(0)

    def test_plain(self):
        log.append(f"plain {who.get()}")

    async def test_skipped(self):
        self.skipTest("not now")

    async def test_subtests(self):
        for number in (1, 2):
            with self.subTest(number=number):
                await asyncio.sleep(0)
                self.assertEqual(number, 1)


stream = io.StringIO()
unittest.main(testRunner=unittest.TextTestRunner(stream, verbosity=2), exit=False)
print(re.sub(r"in \d+\.\d+s", "in no time", stream.getvalue()))
print("\n".join(log))
