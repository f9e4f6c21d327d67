// Stepping through a run, on and back, and who awaits whom where the reader stands.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";
import { LOCK } from "./programs.mjs";

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

async function open() {
  const playground = await world.open({ program: LOCK, clock: clocks.virtual });
  await playground.runToEnd();
  const { page } = playground;
  const bar = page.getByRole("group", { name: "Step", exact: true });
  return {
    playground,
    page,
    /** Presses a button of the bar. */
    step: (name) => bar.getByRole("button", { name }).click(),
    key: (key) => page.keyboard.press(key),
    bar,
    lanes: page.getByRole("application", { name: /Lanes/ }),
    /** Waits until the reader stands at an event that is told so. */
    at: (text) => page.getByRole("region", { name: "State" }).getByText(text).waitFor(),
    line: async () => (await page.locator(".here-line").innerText()).trim(),
  };
}

test("steps lead on and back by buttons, from the first event or from the last", async () => {
  const { playground, page, bar, step, at, line } = await open();
  await step(/^Next event \(/);
  await at(/^After #0 at 0\.000 s: MainThread begins$/);
  await step(/^Next event \(/);
  await at(/^After #1 at 0\.000 s: MainThread makes an event loop at line 12$/);
  await step(/^Next iteration/);
  await at(/begins an iteration with 1 callback$/);
  await step(/^Next task switch/);
  await at(/Task-1 runs at line 8$/);
  await step(/^Next event \(/);
  await at(/Task-1 creates worker-0 of work at line 10$/);
  assert.equal(await line(), "await asyncio.gather(*(asyncio.create_task(work(lock, n), name=f\"worker-{n}\") for n in range(3)))");
  await step(/^Into what this creates/);
  await at(/worker-0 runs at line 3$/);
  await step(/^Back to what created/);
  await at(/Task-1 creates worker-0/);
  await step(/^Over the await/);
  await at(/Task-1 runs at line 10$/);
  // What is printed by then is not dimmed, and the timeline's choice has followed.
  assert.equal(await page.locator(".later").count(), 0);
  await page.getByRole("region", { name: "Why" }).getByText(/^Task-1 runs at line 10, at 0\.300 s/).waitFor();
  await step(/^Over the await/);
  await at(/Task-1 ends at line 10: done$/);
  await step(/^Back to where this task/);
  await step(/^Back to where this task/);
  await at(/Task-1 runs at line 8$/);
  assert.equal(await page.locator(".later").count(), 3);
  await step(/^Back to where this task/);
  await bar.getByText("No further one").waitFor();
  // The focus has stayed, so that Enter goes on.
  await bar.getByRole("button", { name: /^Next task switch/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await at(/worker-1 runs at line 3$/);
  await playground.screenshot("steps");
  await page.getByRole("button", { name: "Leave" }).click();
  await step(/^Previous event \(/);
  await at(/the program ends with status 0$/);
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("steps lead on and back by keys, also to the line that the editor's cursor is in", async () => {
  const { playground, page, key, lanes, at } = await open();
  await page.getByText("print(name)").click();
  await lanes.focus();
  await key("Shift+E");
  await at(/the program ends with status 0$/);
  await key("Shift+L");
  await at(/worker-2 prints at line 6$/);
  await key("Shift+L");
  await at(/worker-1 prints at line 6$/);
  await key("l");
  await at(/worker-2 prints at line 6$/);
  await key("Shift+N");
  await at(/worker-2 runs at line 5$/);
  await key("Shift+S");
  await at(/worker-2 runs at line 4$/);
  await key("Shift+I");
  await at(/worker-1 calls Lock\.release at line 4$/);
  await key("i");
  await at(/worker-2 runs at line 4$/);
  await key("Shift+R");
  await at(/begins an iteration/);
  await playground.close();
});

test("no arrow key is lost on a slow machine", async () => {
  const { playground, page, key, lanes } = await open();
  await lanes.focus();
  const told = async () => {
    for (const press of ["ArrowDown", "ArrowDown", "ArrowDown", "Home"]) await key(press);
    await Promise.all(Array.from({ length: 4 }, () => key("ArrowRight")));
    await page.waitForTimeout(1_000);
    const state = await page.getByRole("region", { name: "State" }).innerText();
    await key("Escape");
    return state;
  };
  const expected = await told();
  const browser = await page.context().newCDPSession(page);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 12 });
  assert.equal(await told(), expected);
  await playground.close();
});

test("Enter shows the line of a bar in the editor, and changes nothing there", async () => {
  const { playground, page, key, lanes, at } = await open();
  await page.getByText("print(name)").click();
  await lanes.focus();
  await key("Shift+E");
  await key("Shift+L");
  await at(/worker-2 prints at line 6$/);
  const program = await playground.program();
  await key("Enter");
  await page.waitForFunction(() => document.activeElement.closest(".cm-editor"));
  await page.waitForTimeout(200);
  assert.equal(await playground.program(), program);
  await playground.close();
});

test("a task that waits says what has to happen first, and each part leads on", async () => {
  const { playground, page, key, lanes, at } = await open();
  await lanes.focus();
  for (const press of ["e", "s", "s", "s", "s", "e"]) await key(press);
  await at(/worker-2 waits for Lock/);
  const notYet = page.getByRole("list", { name: "Not yet" }).getByRole("listitem");
  const told = (await notYet.allInnerTexts()).map((text) => text.replaceAll("\n", " "));
  assert.match(told[0], /worker-2 of work: waiting for Lock `lock`, held by worker-0, number 2 in its queue, since 0\.000 s; before it: worker-1$/);
  assert.match(told[1], /worker-0 of work: waiting for sleep of 100\.0 ms \(until 0\.100 s\)/);
  await notYet.getByRole("button", { name: /worker-0 of work/ }).click();
  await at(/worker-0 waits for sleep/);
  await playground.close();
});

test("the state has who awaits whom as a tree", async () => {
  const { playground, page, key, lanes, at } = await open();
  await lanes.focus();
  for (const press of ["e", "s", "s", "s", "s", "s", "s"]) await key(press);
  await at(/worker-1 runs at line 4$/);
  const tree = page.getByRole("group", { name: "Who awaits whom" });
  const rows = (await tree.getByRole("listitem").allInnerTexts()).map((text) => text.split("\n")[0].trim());
  assert.deepEqual(rows.slice(0, 2), ["▶MainThread: running", "event loop, iteration 5"]);
  assert.ok(rows.includes("…Task-1 of main: waiting for gather (0 of 3 done), since 0.000 s"), rows.join("\n"));
  const below = tree.getByRole("listitem").filter({ hasText: /^.?Task-1 of main/ }).getByRole("listitem");
  await below.getByRole("button").nth(1).waitFor();
  assert.deepEqual(await below.allInnerTexts(), [
    "▶worker-1 of work: running, since 0.100 s\nwork, line 4",
    "…worker-2 of work: waiting for Lock `lock`, held by worker-1, first in its queue, since 0.000 s\nwork, line 4",
  ]);
  await tree.getByText("1 task has ended").click();
  await tree.getByText(/worker-0 of work: done at 0\.100 s/).waitFor();
  await playground.close();
});

test("an iteration from nowhere is the first one, End the last event, and nothing is chosen above the names", async () => {
  const { playground, page, key, lanes, at } = await open();
  await lanes.click({ position: { x: 10, y: 6 } });
  assert.equal(await page.getByRole("region", { name: "State" }).count(), 0);
  await lanes.focus();
  await key("r");
  await at(/^After #\d+ at 0\.000 s: the event loop of MainThread begins an iteration/);
  await key("End");
  await at(/the program ends with status 0$/);
  await playground.close();
});

test("in a run of more than 100,000 events one goes from end to end and on by one", async () => {
  const program = LOCK.replace("async with lock:", "for _ in range(3000):\n      async with lock:")
    .replace("asyncio.sleep(0.1)", "asyncio.sleep(0.001)").replace("print(name)", "pass");
  const playground = await world.open({ program, clock: clocks.virtual });
  await playground.runToEnd();
  const { page } = playground;
  const state = page.getByRole("region", { name: "State" });
  await page.getByRole("application", { name: /Lanes/ }).focus();
  const moment = async () => Number(/After #(\d+)/.exec(await state.innerText())[1]);
  await page.keyboard.press("Shift+E");
  await state.getByText(/^After #1\d{5} at \d+\.\d{3} s: the program ends/).waitFor();
  const last = await moment();
  for (const key of ["Shift+E", "Shift+E", "e"]) await page.keyboard.press(key);
  assert.ok((await moment()) < last && (await moment()) > last - 100);
  await page.keyboard.press("Home");
  await page.waitForFunction(() => /After #\d{1,3} at /.test(document.querySelector(".state")?.textContent));
  await playground.close();
});
