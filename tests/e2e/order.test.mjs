// The order of a run in the timeline, and why something in it happened.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";
import { LOCK } from "./programs.mjs";

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** Runs the program in virtual time, and goes with keys to where the second worker has the lock. */
async function standAtSecondWorker() {
  const playground = await world.open({ program: LOCK, clock: clocks.virtual });
  await playground.runToEnd();
  await playground.page.getByRole("application", { name: /Lanes/ }).focus();
  // The thread, its loop, the main task, two workers; then from its first step to the wait and to what comes after.
  for (const key of ["Down", "Down", "Down", "Down", "Down", "Right", "Right", "Right"]) {
    await playground.page.keyboard.press(`Arrow${key}`);
  }
  return playground;
}

test("a chosen step says why it happened, and leads back to the lines that made it so", async () => {
  const playground = await standAtSecondWorker();
  const why = playground.page.getByRole("region", { name: "Why" });
  await why.getByText("worker-1 runs at line 4, at 0.100 s; woken by Lock.release() in worker-0 at line 4").waitFor();
  const here = playground.page.locator(".here-line");
  assert.equal((await here.innerText()).trim(), "async with lock:");
  const steps = await why.getByRole("list", { name: "Because" }).getByRole("listitem").allInnerTexts();
  assert.match(steps[0], /worker-0 calls Lock\.release at line 4/);
  assert.match(steps[2], /worker-0 sets a timer for sleep at 0\.100 s at line 5/);
  const state = playground.page.getByRole("region", { name: "State" });
  assert.match(await state.innerText(), /Ready queue of MainThread, iteration \d+\n/);
  assert.match(await state.innerText(), /In line for Lock `lock`, held by worker-1\nworker-2$/);
  await why.getByRole("button", { name: /worker-0 sets a timer for sleep/ }).click();
  assert.match(await state.innerText(), /Ready queue of MainThread, iteration 2\nworker-1, worker-2\n/);
  await why.getByText("worker-0 runs at line 3, at 0.000 s").waitFor();
  assert.equal((await here.innerText()).trim(), "await asyncio.sleep(0.1)");
  await playground.screenshot("why");
  await playground.page.getByRole("application", { name: /Lanes/ }).focus();
  await playground.page.keyboard.press("Escape");
  await why.waitFor({ state: "detached" });
  assert.equal(await here.count(), 0);
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("the scale by order keeps what was chosen, and a new run forgets it", async () => {
  const playground = await standAtSecondWorker();
  const why = playground.page.getByRole("region", { name: "Why" });
  const told = await why.getByRole("paragraph").innerText();
  await playground.page.getByRole("radio", { name: "Order" }).check({ force: true });
  assert.equal(await why.getByRole("paragraph").innerText(), told);
  await playground.screenshot("order");
  await playground.page.getByRole("application", { name: /Lanes/ }).focus();
  await playground.page.keyboard.press("o");
  await playground.page.getByRole("radio", { name: "Time", exact: true, checked: true }).waitFor();
  await playground.runToEnd();
  await why.waitFor({ state: "detached" });
  await playground.close();
});

test("what is clicked in the timeline is chosen", async () => {
  const playground = await world.open({ program: LOCK, clock: clocks.virtual });
  await playground.runToEnd();
  await playground.page.getByRole("radio", { name: "Order" }).check({ force: true });
  const box = await playground.page.locator(".sizer canvas").boundingBox();
  // In the lane of the main task, which waits nearly all of the time.
  await playground.page.mouse.click(box.x + box.width * 0.6, box.y + 26 * 3.5);
  const why = playground.page.getByRole("region", { name: "Why" });
  await why.getByText(/^Task-1 waits for gather \(0 of 3 done\)/).waitFor();
  await playground.page.mouse.move(box.x + box.width * 0.6, box.y - 100);
  assert.match(await why.innerText(), /worker-2 ends at line 4: done/);
  await playground.close();
});

test("a click on a line of the console leads to what printed it", async () => {
  const playground = await world.open({ program: LOCK, clock: clocks.virtual });
  await playground.runToEnd();
  await playground.page.getByRole("log", { name: "Console" }).getByText("2", { exact: true }).click();
  const why = playground.page.getByRole("region", { name: "Why" });
  await why.getByText(/^worker-2 runs at line 5, at 0\.300 s/).waitFor();
  assert.equal((await playground.page.locator(".here-line").innerText()).trim(), "print(name)");
  assert.equal(await playground.page.locator(".later").count(), 0);
  await why.getByRole("button", { name: /worker-1 calls Lock\.release/ }).click();
  await playground.page.locator(".later").waitFor();
  assert.match(await playground.page.locator(".later").innerText(), /worker-2/);
  await playground.close();
});

test("what is followed leaves the keys where they were, and Escape leads away", async () => {
  const playground = await standAtSecondWorker();
  const why = playground.page.getByRole("region", { name: "Why" });
  await why.getByRole("button", { name: /worker-0 calls Lock\.release/ }).press("Enter");
  await why.getByText(/^worker-0 runs at line 5/).waitFor();
  await playground.page.keyboard.press("End");
  await playground.page.getByRole("region", { name: "State" }).getByText(/the program ends with status 0$/).waitFor();
  await playground.page.getByRole("button", { name: "Leave" }).click();
  await why.waitFor({ state: "detached" });
  await playground.close();
});

test("Stop is recorded when it was pressed", async () => {
  const program = "import time\nprint('begins')\ntry:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('stopped')\n";
  const playground = await world.open({ program, clock: clocks.real });
  await playground.run();
  await playground.printed("begins");
  await playground.page.waitForTimeout(700);
  await playground.stop();
  await playground.ended();
  await playground.page.getByText("Timeline as table").click();
  const rows = await playground.page.getByRole("group", { name: "Timeline as table" }).getByRole("row").allInnerTexts();
  const blocked = rows.find((row) => row.includes("blocked in time.sleep"));
  assert.ok(Number(/until (\d+\.\d+) s/.exec(blocked)?.[1]) >= 0.6, rows.join("\n"));
  await playground.close();
});
