// The timeline under the reader's hands: folding, the filter, panning and zooming by mouse, keys and fingers, and tips.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

/** Tasks below tasks: two groups of three, and a worker. */
const FAMILY = `import asyncio

async def fetch(n):
    await asyncio.sleep(0.1 * n)

async def group(name):
    tasks = [asyncio.create_task(fetch(n), name=f"{name}-{n}") for n in (1, 2, 3)]
    await asyncio.gather(*tasks)

async def main():
    tasks = [asyncio.create_task(group(name), name=name) for name in ("red", "blue")]
    await asyncio.gather(*tasks)

asyncio.run(main())
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** The page after the program, with what the tests look at. */
async function ran(context) {
  const playground = await world.open({ program: FAMILY, clock: clocks.virtual, context });
  await playground.runToEnd();
  const lanes = playground.page.getByRole("application", { name: /Lanes/ });
  return { playground, page: playground.page, lanes };
}

/** The names of the lanes that have a row, from above, as they are told to those who can't see them. */
function names({ playground }) {
  return playground.timeline.locator(".lanes > .unseen").first().innerText();
}

/** How much wider than what is seen of it the picture is, and where it is scrolled to. */
function scale({ lanes }) {
  return lanes.evaluate((scroller) => ({
    zoom: scroller.scrollWidth / scroller.clientWidth,
    left: scroller.scrollLeft,
    top: scroller.scrollTop,
  }));
}

async function waitForZoom(all, isSo) {
  for (let tries = 0; tries < 100; tries += 1) {
    const now = await scale(all);
    if (isSo(now)) return now;
    await all.page.waitForTimeout(20);
  }
  throw new Error(`the picture did not change: ${JSON.stringify(await scale(all))}`);
}

const ALL = "MainThread, event loop, Task-1, red, red-1, red-2, red-3, blue, blue-1, blue-2, blue-3";

test("lanes are below what created them, fold by key and by click, and are filtered by name", async () => {
  const all = await ran();
  const { playground, page, lanes } = all;
  assert.equal(await names(all), ALL);
  await lanes.focus();
  // The thread, its loop, the main task, the red group.
  for (const key of ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "f"]) await page.keyboard.press(key);
  assert.equal(await names(all), "MainThread, event loop, Task-1, red, blue, blue-1, blue-2, blue-3");
  await playground.timeline.getByRole("status").getByText(/^red .*; 3 folded below$/).waitFor();
  // What is below is skipped; a lane with nothing below it folds with those beside it.
  for (const key of ["ArrowDown", "ArrowDown", "f"]) await page.keyboard.press(key);
  assert.equal(await names(all), "MainThread, event loop, Task-1, red, blue");
  await page.getByRole("region", { name: "Why" }).getByText(/^blue waits for/).waitFor();
  for (const key of ["f", "Escape"]) await page.keyboard.press(key);
  await lanes.evaluate((scroller) => scroller.scrollTo(0, 0));
  // The red group's name is in the fourth row, below the axis.
  await lanes.click({ position: { x: 60, y: 26 + 3.5 * 26 } });
  assert.equal(await names(all), ALL);

  const filter = page.getByRole("searchbox", { name: "Filter lanes by name" });
  await filter.fill("BLUE-");
  assert.equal(await names(all), "MainThread, Task-1, blue, blue-1, blue-2, blue-3");
  await filter.fill("nobody");
  await page.getByText("No lane is called that.").waitFor();
  assert.equal(await names(all), "");
  await filter.press("Escape");
  assert.equal(await names(all), ALL);
  assert.equal(await filter.inputValue(), "");
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("the mouse and keys move the lanes, and a drag chooses nothing", async () => {
  const all = await ran();
  const { playground, page, lanes } = all;
  for (let times = 0; times < 3; times += 1) await page.getByRole("button", { name: "Zoom in" }).click();
  const before = await waitForZoom(all, ({ zoom }) => zoom > 3);
  const box = await lanes.boundingBox();
  const [x, y] = [box.x + 400, box.y + 26 * 3.5];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y + 5, { steps: 4 });
  await page.mouse.up();
  const { left } = await waitForZoom(all, ({ left }) => left !== before.left);
  assert.equal(left, before.left + 60);
  await lanes.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await waitForZoom(all, (now) => now.left === left + 100);
  await page.keyboard.press("Shift+ArrowLeft");
  await waitForZoom(all, (now) => now.left === left);
  assert.equal(await page.getByRole("region", { name: "Why" }).count(), 0);
  await page.mouse.click(x, y);
  await page.getByRole("region", { name: "Why" }).waitFor();
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("a drag along the axis goes through the run, and back", async () => {
  const all = await ran();
  const { playground, page, lanes } = all;
  const box = await lanes.boundingBox();
  const why = page.getByRole("region", { name: "Why" });
  const y = box.y + 12;
  await page.mouse.move(box.x + 200, y);
  await page.mouse.down();
  await why.waitFor();
  const first = await why.innerText();
  await page.mouse.move(box.x + box.width - 20, y, { steps: 12 });
  await page.waitForFunction((first) => document.querySelector('[aria-label="Why"]').innerText !== first, first);
  const last = await why.innerText();
  assert.match(last.split("\n")[0], /at 0\.300 s/);
  await page.mouse.move(box.x + 190, y, { steps: 12 });
  await page.waitForFunction((last) => document.querySelector('[aria-label="Why"]').innerText !== last, last);
  await page.mouse.up();
  assert.match((await why.innerText()).split("\n")[0], /(at|from) 0\.000 s/);
  const { zoom, left } = await scale(all);
  assert.deepEqual([zoom, left], [1, 0]);
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("two fingers zoom at the place between them, and a tip stays when a finger lifts", async () => {
  const all = await ran({ hasTouch: true, viewport: { width: 1000, height: 800 } });
  const { playground, page, lanes } = all;
  const box = await lanes.boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const [x, y] = [box.x + box.width * 0.6, box.y + 26 * 4.5];
  await touch("touchStart", [x - 40, y], [x + 40, y]);
  for (let apart = 50; apart <= 160; apart += 10) await touch("touchMove", [x - apart, y], [x + apart, y]);
  await touch("touchEnd");
  // From 80 to 320 pixels apart.
  const { zoom } = await waitForZoom(all, ({ zoom }) => zoom > 2.5);
  assert.ok(zoom < 4.2, `${zoom}`);
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Fit" }).click();
  await waitForZoom(all, ({ zoom }) => zoom === 1);
  await touch("touchStart", [box.x + 220, y]);
  await touch("touchEnd");
  const told = page.getByRole("region", { name: "Why" }).getByText(/^red waits for/);
  await told.waitFor();
  await page.waitForTimeout(100);
  assert.ok(await told.isVisible());
  await playground.screenshot("touched");
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("a tip covers no lane that it names", async () => {
  const all = await ran({ viewport: { width: 1440, height: 1000 } });
  const { playground, page, lanes } = all;
  const box = await lanes.boundingBox();
  const tip = playground.timeline.locator(".tip");
  // At the first run of each lane, which its creator's lane explains.
  for (const row of [3, 4, 6, 7, 9]) {
    const top = box.y + 26 + 26 * row;
    await page.mouse.move(box.x + 184 + 11, top + 13);
    const name = ALL.split(", ")[row];
    await tip.getByText(new RegExp(`^${name} (runs|is ready)`)).waitFor();
    const over = await tip.boundingBox();
    const covers = (other) => over.y < box.y + 52 + 26 * other && over.y + over.height > box.y + 26 + 26 * other;
    const said = await tip.innerText();
    const named = ALL.split(", ").flatMap((other, index) => (new RegExp(`\\b${other}(?![\\w-])`).test(said) ? [index] : []));
    assert.ok(named.length > 1, said);
    for (const other of named) assert.ok(!covers(other), `over ${ALL.split(", ")[other]}: ${said}`);
  }
  await playground.screenshot("tip");
  await playground.close();
});
