// Python threads in the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

const LOOP_IN_A_THREAD = `
import asyncio
import threading
import time

def run_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()

def busy():
    print("worker is busy")
    end = time.monotonic() + 2
    while time.monotonic() < end: pass
    print("worker is free")

loop = asyncio.new_event_loop()
thread = threading.Thread(target=run_loop, args=(loop,))
thread.start()
loop.call_soon_threadsafe(busy)
time.sleep(0.5)
print("main goes on")
loop.call_soon_threadsafe(loop.stop)
thread.join()
print("joined")
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

test("threads take turns, and share what they print to", async () => {
  const playground = await world.open({ program: LOOP_IN_A_THREAD, clock: clocks.real });
  const { stdout, status } = await playground.runToEnd();
  assert.equal(stdout, "worker is busy\nmain goes on\nworker is free\njoined");
  assert.equal(status, 0);
  await playground.close();
});

test("Stop reaches the main thread while another one is busy", async () => {
  const endless = LOOP_IN_A_THREAD.replace("loop.call_soon_threadsafe(loop.stop)", "print('joining')").replace(
    "time.monotonic() < end",
    "True",
  );
  const playground = await world.open({ program: endless, clock: clocks.real });
  await playground.run();
  await playground.printed("joining");
  await playground.stop();
  // An interrupted join counts as the thread's end, in CPython 3.11 as here.
  await playground.ended();
  assert.equal(await playground.exitStatus(), 130);
  assert.match(await playground.output("stderr"), /KeyboardInterrupt/);
  await playground.close();
});

test("in virtual time a deadlock says who waits for whom, and ends", async () => {
  const program = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n";
  const playground = await world.open({ program, clock: clocks.virtual });
  const { stderr, status } = await playground.runToEnd();
  assert.match(stderr, /nothing can ever happen in it again/);
  assert.match(stderr, /MainThread waits in Lock\.acquire at line 4, held by itself/);
  assert.equal(status, 130);
  await playground.close();
});

test("in real time a deadlock says who waits for whom, until Stop", async () => {
  const program = "import threading\nlock = threading.Lock()\nlock.acquire()\nprint('locked')\nlock.acquire()\n";
  const playground = await world.open({ program, clock: clocks.real });
  await playground.run();
  await playground.printed("locked");
  const notice = playground.page.getByRole("status").filter({ hasText: "Nothing in the program will end these waits" });
  await notice.waitFor();
  assert.match(await notice.innerText(), /MainThread waits in Lock\.acquire at line 5, held by itself/);
  await playground.screenshot("deadlock");
  await playground.stop();
  await playground.ended();
  await notice.waitFor({ state: "detached" });
  await playground.close();
});

test("the timeline has a lane for each thread and task", async () => {
  const playground = await world.open({ program: LOOP_IN_A_THREAD, clock: clocks.real });
  await playground.runToEnd();
  await playground.timeline.waitFor();
  const text = await playground.timeline.innerText();
  assert.match(text, /MainThread/);
  assert.match(text, /Thread-1/);
  await playground.screenshot("loop-in-a-thread");
  await playground.close();
});
