// Threads that share nothing with others have Web Workers of their own, which only the timeline says.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";
import { openReady, timelineRows } from "./ready-workers.mjs";

const COMPUTE = `
import threading
import time

def work(name, count):
    total = 0
    for i in range(count):
        total += i * i % 7
    assert total == 399_999, name

threads = [threading.Thread(target=work, args=(name, 200_000), name=name) for name in ("One", "Two")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("both are done")
`;

const SHARE = `
import asyncio
import threading

results = []

async def square(number):
    print("square", number)
    return number * number

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="Loop")
thread.start()
print(asyncio.run_coroutine_threadsafe(square(3), loop).result())
done = threading.Event()
loop.call_soon_threadsafe(results.append, "shared")
loop.call_soon_threadsafe(done.set)
done.wait()
print(results, asyncio.run_coroutine_threadsafe(square(4), loop).result())
loop.call_soon_threadsafe(loop.stop)
thread.join()
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

test("threads that compute have workers of their own, and are done there", async () => {
  const playground = await openReady(world, COMPUTE, 2);
  const { stdout, stderr, status } = await playground.runToEnd();
  assert.deepEqual([stdout, stderr, status], ["both are done", "", 0]);
  assert.equal((await timelineRows(playground)).match(/it has a worker of its own/g)?.length, 2);
  assert.deepEqual(playground.complaints, []);
  await playground.screenshot("islands");
  await playground.close();
});

test("what threads in workers print has its place among what others print", async () => {
  const program = `
import threading
import time

def work(number):
    print("begins", number)
    time.sleep(0.3 * number)
    print("ends", number)

threads = [threading.Thread(target=work, args=(number,)) for number in (1, 2)]
for thread in threads:
    thread.start()
    print("started")
time.sleep(0.45)
print("between")
for thread in threads:
    thread.join()
print("joined")
`;
  const playground = await openReady(world, program, 2);
  const expected = ["begins 1", "started", "begins 2", "started", "ends 1", "between", "ends 2", "joined"];
  assert.deepEqual((await playground.runToEnd()).stdout.split("\n"), expected);
  assert.equal((await timelineRows(playground)).match(/it has a worker of its own/g)?.length, 2);
  await playground.close();
});

test("a loop in a worker comes home when something is shared", async () => {
  const playground = await openReady(world, SHARE);
  const { stdout, stderr, status } = await playground.runToEnd();
  assert.equal(stdout, "square 3\n9\nsquare 4\n['shared'] 16");
  assert.deepEqual([stderr, status], ["", 0]);
  const text = await timelineRows(playground);
  assert.match(text, /it runs beside the others: came home: shares `results`/);
  await playground.close();
});

test("without workers all threads are in the page", async () => {
  const playground = await world.open({ clock: clocks.real });
  await playground.page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException("no workers here", "SecurityError");
      }
    };
  });
  await playground.page.reload();
  await playground.type(COMPUTE);
  const { stdout, status } = await playground.runToEnd();
  assert.deepEqual([stdout, status], ["both are done", 0]);
  assert.match(await timelineRows(playground), /One runs[^]*it runs beside the others: this page may have no workers/);
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("what a daemon thread in a worker printed is there when the program ends, and its worker is not", async () => {
  const program = `
import threading
import time

def tick(number):
    while True:
        print("tick", number)
        number += 1
        time.sleep(0.1)

threading.Thread(target=tick, args=(0,), daemon=True).start()
time.sleep(0.35)
print("end")
`;
  const playground = await openReady(world, program);
  const { stdout, status } = await playground.runToEnd();
  const lines = stdout.split("\n").filter((line) => line !== "end");
  assert.deepEqual(lines, lines.map((_, number) => `tick ${number}`));
  // One or two more where the machine is busy.
  assert.ok(lines.length >= 4 && lines.length <= 6, stdout);
  assert.equal(status, 0);
  await playground.close();
});

test("Stop ends a thread in a worker with the program", async () => {
  const program = `
import threading
import time

def tick(number):
    while True:
        print("tick", number)
        number += 1
        time.sleep(0.02)

thread = threading.Thread(target=tick, args=(0,))
thread.start()
thread.join()
`;
  const playground = await openReady(world, program);
  await playground.run();
  await playground.printed("tick 3");
  // As in CPython 3.11, an interrupted `join` counts as the thread's end.
  await playground.stop();
  await playground.ended();
  assert.equal(await playground.exitStatus(), 130);
  const before = await playground.output("stdout");
  await playground.page.waitForTimeout(200);
  assert.equal(await playground.output("stdout"), before);
  await playground.close();
});

test("the failure of a thread in a worker is that thread's", async () => {
  const program = `
import threading

def fail(kind):
    raise ValueError(kind, 3)

thread = threading.Thread(target=fail, args=("no",), name="Worker")
thread.start()
thread.join()
print("goes on")
`;
  const playground = await openReady(world, program);
  const { stdout, stderr, status } = await playground.runToEnd();
  assert.deepEqual([stdout, status], ["goes on", 0]);
  assert.match(stderr, /^Exception in thread Worker:\nTraceback[^]*line 5, in fail\n[^]*ValueError: \('no', 3\)$/);
  await playground.close();
});

test("when nothing happens any more, it is said for threads in workers, too", async () => {
  const program = `
import asyncio
import threading

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="Loop")
thread.start()
print(asyncio.run_coroutine_threadsafe(asyncio.sleep(0.2, "slept"), loop).result())
thread.join()
`;
  const playground = await openReady(world, program);
  await playground.run();
  const notice = playground.page.getByRole("status").filter({ hasText: "Nothing in the program will end these waits" });
  await notice.waitFor();
  const text = await notice.innerText();
  assert.match(text, /MainThread waits in Thread\.join at line 9 for the end of Loop/);
  assert.match(text, /Loop waits in its event loop/);
  await playground.stop();
  await playground.ended();
  await playground.close();
});
