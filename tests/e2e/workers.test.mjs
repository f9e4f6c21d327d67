// The page as the host of workers for threads: when they are there, their clock, floods, memory, and what is left over.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";
import { MOST_READY as READY, openReady, timelineRows } from "./ready-workers.mjs";

/** What the issue allows. */
const LONGEST_STOP_MILLIS = 200;

const COMPUTE_FOR_EVER = `
import threading

def compute(name):
    print(name)
    while True:
        pass

for name in ("One", "Two"):
    threading.Thread(target=compute, args=(name,)).start()
`;

const TICK = `
import threading
import time

def tick(count):
    start = time.monotonic()
    for number in range(count):
        time.sleep(0.1)
        print("tick", number, round(time.monotonic() - start, 1))

thread = threading.Thread(target=tick, args=(10,))
thread.start()
thread.join()
`;
const TICKS = Array.from({ length: 10 }, (_, number) => `tick ${number} ${((number + 1) / 10).toFixed(1)}`);

const FLOOD = `
import threading

def flood(name):
    while True:
        print(name)

thread = threading.Thread(target=flood, args=("again",), daemon=True)
thread.start()
thread.join()
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** Waits until the browser says that the page has so many workers. */
async function hasWorkers(playground, count) {
  const end = Date.now() + 5_000;
  while (playground.page.workers().length !== count && Date.now() < end) await playground.page.waitForTimeout(20);
  assert.equal(playground.page.workers().length, count);
}

/** How many rows of the timeline say so. */
async function countRows(playground, words) {
  return (await timelineRows(playground)).split("\n").filter((row) => row.includes(words)).length;
}

test("workers are there for programs with threads, and none is left over", async () => {
  const playground = await openReady(world, COMPUTE_FOR_EVER, READY);
  await playground.run();
  await playground.printed("One");
  await playground.printed("Two");
  await hasWorkers(playground, 2 + READY);
  await playground.stop();
  await playground.ended();
  const { states, stopClicked } = await playground.watched();
  const latency = states.findLast(({ state }) => state === "ended").at - stopClicked;
  assert.ok(latency <= LONGEST_STOP_MILLIS, `Stop took ${latency} ms`);
  await hasWorkers(playground, READY);
  await playground.close();
});

test("a program without threads has no workers", async () => {
  const playground = await world.open({ program: "print('alone')", clock: clocks.real });
  assert.equal((await playground.runToEnd()).stdout, "alone");
  // One had made the engine quick.
  await hasWorkers(playground, 0);
  await playground.close();
});

test("a page that computes gets workers ready, too", async () => {
  const program = `
import threading
import time

def work(number):
    print(number)

for number in range(4):
    thread = threading.Thread(target=work, args=(number,))
    thread.start()
    thread.join()
    end = time.monotonic() + 1
    while time.monotonic() < end:
        pass
`;
  const playground = await openReady(world, program, READY);
  const { stdout, status } = await playground.runToEnd();
  assert.deepEqual([stdout, status], ["0\n1\n2\n3", 0]);
  assert.equal(await countRows(playground, "it has a worker of its own"), 4);
  await playground.close();
});

test("a thread in a worker has the program's clock: ten times as fast", async () => {
  const playground = await openReady(world, TICK, READY, clocks.faster);
  const begin = Date.now();
  const { stdout, status } = await playground.runToEnd();
  assert.ok(Date.now() - begin < 900, "it was no faster");
  assert.deepEqual([stdout.split("\n").length, status], [10, 0]);
  assert.equal(await countRows(playground, "it has a worker of its own"), 1);
  await playground.close();
});

test("in virtual time no thread has a worker", async () => {
  const playground = await openReady(world, TICK, READY, clocks.virtual);
  assert.deepEqual((await playground.runToEnd()).stdout.split("\n"), TICKS);
  assert.equal(await countRows(playground, "it has a worker of its own"), 0);
  await hasWorkers(playground, READY);
  await playground.close();
});

test("a worker that can't be loaded leaves all threads in the page", async () => {
  const playground = await world.open({ clock: clocks.real });
  await playground.page.route("**/engine/worker.js", (route) => route.abort());
  await playground.page.reload();
  await playground.type(TICK);
  // Long enough for trying.
  await playground.page.waitForTimeout(1_000);
  const { stdout, stderr, status } = await playground.runToEnd();
  assert.deepEqual([stdout.split("\n").length, stderr, status], [10, "", 0]);
  assert.equal(await countRows(playground, "it runs beside the others: this page may have no workers"), 1);
  await playground.close();
});

test("a thread in a worker that fills the memory is ended, and the others go on", async () => {
  const program = `
import threading

def fill(size):
    kept = []
    while True:
        kept.append(["x" * size for _ in range(1_000)])

thread = threading.Thread(target=fill, args=(300,), name="Filler")
thread.start()
thread.join()
print("goes on")
`;
  const playground = await openReady(world, program, READY);
  const { stdout, stderr, status } = await playground.runToEnd();
  assert.deepEqual([stdout, status], ["goes on", 0]);
  assert.match(stderr, /Exception in thread Filler:[^]*more than 768 MB of memory/);
  await hasWorkers(playground, READY);
  await playground.close();
});

test("a thread in a worker waits while the page takes nothing in", async () => {
  const playground = await openReady(world, FLOOD, READY);
  await beginSession(playground, FLOOD);
  const came = await playground.page.evaluate(async () => {
    const { session, events, wait } = window.run;
    await wait(500);
    const busyUntil = performance.now() + 1_500;
    while (performance.now() < busyUntil);
    const before = events.length;
    await wait(100);
    session.dispose();
    return events.length - before;
  });
  // Those under way, and what was printed in the 100 ms: not what would have been printed while the page was busy.
  assert.ok(came < 40, `${came} messages with events`);
  await playground.close();
});

test("a pause stops threads in workers and their time", async () => {
  const playground = await openReady(world, TICK, READY);
  await beginSession(playground, TICK);
  const { during, text } = await playground.page.evaluate(async () => {
    const { session, events, ended, wait } = window.run;
    await wait(350);
    session.pause();
    await wait(100);
    const before = events.length;
    await wait(500);
    const during = events.length - before;
    session.resume();
    await ended;
    return { during, text: events.map((batches) => new TextDecoder().decode(batches)).join("") };
  });
  assert.equal(during, 0);
  assert.deepEqual(text.match(/tick \d \d\.\d/g), TICKS);
  await playground.close();
});

/** Runs a program in real time as the page does; in the page, `window.run` has its session and its events. */
function beginSession(playground, source) {
  return playground.page.evaluate(async (source) => {
    const { Session } = await import(new URL("engine/session.js", document.getElementById("start").src).href);
    const events = [];
    const { promise: ended, resolve: onEnd, reject: onCrash } = Promise.withResolvers();
    const onEvents = (batches) => events.push(batches);
    const session = new Session(source, { clock: "real", filename: "program.py", onEvents, onStuck: () => {}, onEnd, onCrash });
    window.run = { session, events, ended, wait: (millis) => new Promise((resolve) => setTimeout(resolve, millis)) };
  }, source);
}
