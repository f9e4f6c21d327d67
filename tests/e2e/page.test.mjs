// The page as a whole: any path, no complaints, a phone, the keyboard, and errors that show where they are.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld, DIST } from "./harness.mjs";

const PROGRAM = `
import asyncio

async def work(n):
    await asyncio.sleep(n)
    print("worked", n)

async def main():
    await asyncio.wait_for(asyncio.gather(work(0.01), work(0.02)), 1)

asyncio.run(main())
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

test("the page works under a sub-path and has no complaints", async () => {
  world.site.outside.length = 0;
  const playground = await world.open({ program: PROGRAM, clock: clocks.virtual });
  assert.equal((await playground.runToEnd()).stdout, "worked 0.01\nworked 0.02");
  await playground.screenshot("page");
  assert.deepEqual(playground.complaints, []);
  assert.deepEqual(world.site.outside, []);
  await playground.close();
});

test("things have the roles and names that assistive tools look for", async () => {
  const playground = await world.open();
  await playground.runButton.waitFor();
  await playground.stopButton.waitFor();
  await playground.editor.waitFor();
  await playground.console.waitFor({ state: "attached" });
  await playground.timeline.waitFor({ state: "attached" });
  assert.match(await playground.page.title(), /Loopscope/);
  assert.equal(await playground.page.locator("html").getAttribute("lang"), "en");
  await playground.close();
});

test("a program can be read and run before it can be edited", async () => {
  const playground = await world.open({ program: "print('before')\nraise ValueError('no')", clock: clocks.virtual });
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await playground.page.route("**/editor.js", async (route) => {
    await held;
    await route.continue();
  });
  await playground.page.reload();
  await playground.page.getByText("raise ValueError('no')").waitFor();
  assert.equal((await playground.runToEnd()).stdout, "before");
  assert.equal(await playground.editor.count(), 0);
  release();
  assert.equal(await playground.page.locator(".cm-line.error-line").innerText(), "raise ValueError('no')");
  await playground.type("print('after')");
  assert.equal((await playground.runToEnd()).stdout, "after");
  await playground.close();
});

test("every clock gives the same order", async () => {
  const playground = await world.open({ program: PROGRAM });
  for (const clock of Object.values(clocks)) {
    await playground.chooseClock(clock);
    assert.equal((await playground.runToEnd()).stdout, "worked 0.01\nworked 0.02", clock);
  }
  await playground.close();
});

test("virtual time does not wait", async () => {
  const program = "import time\ntime.sleep(3600)\nprint('an hour later')";
  const playground = await world.open({ program, clock: clocks.virtual });
  assert.equal((await playground.runToEnd()).stdout, "an hour later");
  await playground.close();
});

test("a phone needs no horizontal scrolling", async () => {
  const context = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const playground = await world.open({ program: PROGRAM, clock: clocks.virtual, context });
  await playground.runToEnd();
  const { wide, room } = await playground.page.evaluate(() => (
    { wide: document.documentElement.scrollWidth, room: window.innerWidth }));
  assert.ok(wide <= room, `${wide} pixels in ${room}`);
  await playground.screenshot("phone");
  await playground.close();
});

test("Escape leaves the editor, and Control+Enter runs", async () => {
  const playground = await world.open({ program: "print('from the keyboard')", clock: clocks.virtual });
  await playground.editor.focus();
  await playground.page.keyboard.press("Control+Enter");
  await playground.ended();
  assert.equal(await playground.output("stdout"), "from the keyboard");
  await playground.editor.focus();
  await playground.page.keyboard.press("Escape");
  const inside = await playground.editor.evaluate((editor) => editor.contains(document.activeElement));
  assert.equal(inside, false);
  await playground.close();
});

test("after Escape, Tab goes past the editor, until something is typed", async () => {
  const playground = await world.open({ program: "pass", clock: clocks.virtual });
  const { page } = playground;
  const editor = page.getByRole("textbox", { name: "Program" });
  await editor.click();
  await page.keyboard.press("Escape");
  const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; !(await isFocused(editor)); tabs += 1) {
    assert.ok(tabs < 20);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Tab");
  assert.equal(await isFocused(editor), false);
  assert.equal(await playground.program(), "pass");
  await editor.press("End");
  await page.keyboard.type("x");
  await page.keyboard.press("Tab");
  assert.equal(await isFocused(editor), true);
  await playground.close();
});

test("an error shows its traceback and marks its line", async () => {
  const playground = await world.open({ program: "x = 1\ny = 0\nprint(x / y)", clock: clocks.virtual });
  const { stderr, status } = await playground.runToEnd();
  assert.equal(status, 1);
  assert.match(stderr, /^Traceback \(most recent call last\):\n[^]*line 3[^]*ZeroDivisionError: division by zero$/);
  const marked = playground.page.locator(".cm-line.error-line");
  await marked.waitFor();
  assert.equal(await marked.innerText(), "print(x / y)");

  await playground.type("print('mended')");
  assert.equal(await marked.count(), 0);
  assert.equal((await playground.runToEnd()).stdout, "mended");
  await playground.close();
});

test("a syntax error shows as CPython prints it and marks its line", async () => {
  const playground = await world.open({ program: "print('a')\ndef f(:\n    pass", clock: clocks.virtual });
  const { stdout, stderr, status } = await playground.runToEnd();
  assert.equal(stdout, "");
  assert.equal(status, 1);
  assert.match(stderr, /line 2\n {4}def f\(:\n {10}\^\nSyntaxError: invalid syntax$/);
  assert.equal(await playground.page.locator(".cm-line.error-line").innerText(), "def f(:");
  await playground.close();
});

test("the gallery has a lesson for each pattern", async () => {
  const playground = await world.open({ clock: clocks.virtual });
  const lessons = playground.page.getByRole("combobox", { name: "Lesson" }).locator("option[value]");
  const count = await lessons.count();
  assert.ok(count >= 7, `the gallery has ${count} lessons`);
  await playground.close();
});

test("a lesson's text comes when the lesson is opened, and what can't come says so", async () => {
  const { site } = world;
  site.asked.length = 0;
  const playground = await world.open();
  const { page } = playground;
  const texts = () => site.asked.filter((name) => name.startsWith("lessons/"));
  const text = page.getByRole("region", { name: "Lesson" });
  await text.getByText("make_tea(3)").first().waitFor();
  assert.deepEqual(texts(), ["lessons/01_first_coroutine.txt"]);
  const picker = page.getByRole("combobox", { name: "Lesson" });
  await picker.selectOption({ index: 2 });
  await text.locator("p").first().waitFor();
  assert.deepEqual(texts(), ["lessons/01_first_coroutine.txt", "lessons/02_together.txt"]);
  assert.equal(await text.getByText("make_tea(3)").count(), 0);
  site.directory = "/nowhere/";
  await picker.selectOption({ index: 3 });
  await text.getByText("This text could not be loaded: this version of the page is not there any more").waitFor();
  site.directory = DIST;
  // Its program is there all the same.
  assert.match(await playground.program(), /import asyncio/);
  await playground.close();
});

test("when the engine dies, all that the program printed is there, and one can run again", async () => {
  const program = `
import aiohttp, asyncio

async def main():
    async with aiohttp.ClientSession() as session:
        print("asks")
        await session.get("http://127.0.0.1:9/")

print("begins")
asyncio.run(main())
`;
  const playground = await world.open({ program, clock: clocks.virtual });
  await playground.dieAtRequest();
  await playground.run();
  await playground.waitForState("crashed");
  assert.equal(await playground.output("stdout"), "begins\nasks");
  assert.match(await playground.page.getByRole("alert").innerText(), /no room for a request/);
  assert.equal(await playground.program(), program);
  await playground.type("print('again')");
  await playground.page.getByRole("button", { name: "Run again" }).click();
  await playground.waitForState("ended");
  assert.equal(await playground.output("stdout"), "again");
  await playground.close();
});
