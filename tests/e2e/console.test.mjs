// The console and the place in the run at which the reader stands.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

const PROGRAM = `import asyncio, sys

async def main():
    for number in range(100):
        print("line", number)
        if number == 60:
            print("warning", file=sys.stderr)
        await asyncio.sleep(0.01)
    raise ValueError("at the end")

asyncio.run(main())
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

async function open(program = PROGRAM) {
  const playground = await world.open({ program, clock: clocks.virtual });
  await playground.runToEnd();
  const { page } = playground;
  const log = page.getByRole("log", { name: "Console" });
  return {
    playground,
    page,
    log,
    /** Waits until the reader stands at an event that is told so. */
    at: (text) => page.getByRole("region", { name: "State" }).getByText(text).waitFor(),
    marked: () => page.locator(".here-printed [data-text]").allInnerTexts(),
    inView: (text) => log.getByText(text, { exact: true }).evaluate((line) => {
      const [box, of] = [line.getBoundingClientRect(), line.closest("[role=log]").getBoundingClientRect()];
      return box.top >= of.top - 1 && box.bottom <= of.bottom + 1;
    }),
  };
}

test("a line that is clicked is marked, what comes later is dimmed, errors too, and the console stays there", async () => {
  const { playground, page, log, at, marked, inView } = await open();
  await log.getByText("line 59", { exact: true }).click();
  await at(/^After #\d+ at 0\.\d{3} s: Task-1 prints at line 5$/);
  assert.deepEqual(await marked(), ["line 59"]);
  const color = (text) => log.getByText(text, { exact: true }).evaluate((line) => getComputedStyle(line).color);
  assert.equal(await color("warning"), await color("line 99"));
  assert.notEqual(await color("warning"), await color("line 0"));
  assert.ok(await inView("line 59"));
  assert.ok(!(await inView("line 99")));
  await page.getByRole("button", { name: "Leave" }).click();
  assert.deepEqual(await marked(), []);
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("arrow keys go from line to line", async () => {
  const { playground, page, log, at, marked, inView } = await open();
  await log.focus();
  await page.keyboard.press("ArrowUp");
  // The traceback is one thing, and leads to the exception.
  await at(/MainThread fails at line 9: ValueError: at the end$/);
  assert.equal((await marked()).at(-1), "ValueError: at the end");
  assert.equal((await page.locator(".here-line").innerText()).trim(), 'raise ValueError("at the end")');
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await marked(), ["line 99"]);
  for (let number = 98; number >= 60; number -= 1) await page.keyboard.press("ArrowUp");
  assert.deepEqual(await marked(), ["warning"]);
  assert.ok(await inView("warning"));
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await marked(), ["line 61"]);
  await playground.close();
});

test("lines of a traceback lead to the exception, and those of a SyntaxError to its line", async () => {
  const { playground, page, log, at, marked } = await open("x = (1,\n");
  await log.getByText(/^SyntaxError/).click();
  await at(/MainThread fails at line 1: SyntaxError/);
  assert.equal((await marked()).length, 4);
  assert.equal((await page.locator(".here-line").innerText()).trim(), "x = (1,");
  await playground.close();
});

test("in a small window there is room for the lanes and for the place where one stands", async () => {
  const { playground, page, log } = await open();
  await page.setViewportSize({ width: 1280, height: 720 });
  await log.getByText("line 99", { exact: true }).click();
  const height = (locator) => locator.evaluate((element) => element.clientHeight);
  assert.ok((await height(page.getByRole("application", { name: /Lanes/ }))) >= 76);
  assert.ok((await height(page.locator(".stand"))) >= 150);
  await playground.close();
});

test("a program that is typed over a lesson is not taken for it, until that is undone", async () => {
  const playground = await world.open({ clock: clocks.virtual });
  const { page } = playground;
  const title = page.locator("details.lesson h2");
  await title.waitFor();
  const program = page.getByRole("textbox", { name: "Program" });
  await program.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nprint('more')\n");
  await title.waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("print('mine')");
  await title.waitFor({ state: "detached" });
  assert.equal(await page.getByRole("combobox", { name: "Lesson" }).inputValue(), "");
  await page.keyboard.press("Control+z");
  await title.waitFor();
  await playground.close();
});
