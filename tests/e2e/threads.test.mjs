// A Python thread is a Web Worker.

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

test("an event loop in a thread runs in a Web Worker, in parallel with the main program", async () => {
  const playground = await world.open({ program: LOOP_IN_A_THREAD, clock: clocks.real });
  assert.equal(playground.page.workers().length, 0);
  await playground.run();
  await playground.printed("main goes on");
  assert.equal(playground.page.workers().length, 1);
  await playground.ended();
  const { stdout, status } = await playground.outcome();
  assert.equal(stdout, "worker is busy\nmain goes on\nworker is free\njoined");
  assert.equal(status, 0);
  await playground.close();
});

test("threads leave no workers behind, neither at the end nor after Stop", async () => {
  const endless = LOOP_IN_A_THREAD.replace("loop.call_soon_threadsafe(loop.stop)", "print('joining')");
  for (const stop of [false, true]) {
    const playground = await world.open({ program: stop ? endless : LOOP_IN_A_THREAD, clock: clocks.real });
    await playground.run();
    if (stop) {
      await playground.printed("joining");
      await playground.stop();
      // The thread goes on after the interrupt, as in CPython; the second Stop ends all.
      await playground.page.waitForTimeout(500);
      if ((await playground.state()) === "running") await playground.stop();
    }
    await playground.ended();
    const deadline = Date.now() + 2_000;
    while (playground.page.workers().length > 0 && Date.now() < deadline) await playground.page.waitForTimeout(50);
    assert.equal(playground.page.workers().length, 0);
    await playground.close();
  }
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
