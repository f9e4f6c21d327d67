// Breakpoints beside the lines: the program stands before them, whoever runs, and its time with it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

const AXE = readFileSync(new URL("../../web/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** The number of a line, beside it. */
const number = ({ page }, line) => page.locator(".cm-lineNumbers").getByText(String(line), { exact: true });

/** Clicks in the lane left of a line's number. */
async function clickBeside(playground, line) {
  const { x, y, height } = await number(playground, line).boundingBox();
  await playground.page.mouse.click(x - 8, y + height / 2);
}

/** The lines that have a dot. */
async function dots({ page }) {
  return page.evaluate(() => {
    const rows = (lane) => [...document.querySelectorAll(`${lane} .cm-gutterElement`)].filter((row) => row.clientHeight > 0);
    const numbers = rows(".cm-lineNumbers");
    const marked = rows(".cm-breakpoints").filter((row) => row.textContent === "●");
    const top = (row) => Math.round(row.getBoundingClientRect().top);
    return marked.map((row) => Number(numbers.find((number) => top(number) === top(row)).textContent));
  });
}

/** Waits until the program stands in this line. */
async function standsIn({ page }, line) {
  await page.getByRole("status").getByText(`Stands at the breakpoint in line ${line}`, { exact: true }).waitFor();
}

/** Waits until all this is in the calls where the reader stands. */
async function calls({ page }, ...texts) {
  let region = page.getByRole("region", { name: "Calls" });
  for (const hasText of texts) region = region.filter({ hasText });
  await region.waitFor();
}

const goOn = ({ page }) => page.getByRole("button", { name: "Go on" }).click();

const TASKS = `import asyncio
import time

begun = time.monotonic()

async def work(name, seconds):
    await asyncio.sleep(seconds)
    # The name is known by now.
    print(name)

async def main():
    await asyncio.gather(work("first", 0.1), work("second", 0.2))
    print("late", time.monotonic() - begun > 0.9)

asyncio.run(main())
`;

for (const clock of [clocks.real, clocks.virtual]) {
  test(`a task stands at a breakpoint, and time with it (${clock})`, async () => {
    const playground = await world.open({ program: TASKS, clock });
    const { page } = playground;
    await clickBeside(playground, 9);
    assert.deepEqual(await dots(playground), [9]);
    await playground.run();
    await standsIn(playground, 9);
    await calls(playground, "work, line 9", "name = 'first'");
    assert.equal(await page.locator(".here-line").innerText(), "    print(name)");
    await page.waitForTimeout(1_000);
    assert.equal(await playground.output("stdout"), "");
    await goOn(playground);
    await calls(playground, "work, line 9", "name = 'second'");
    await playground.printed("first");
    assert.equal(await playground.output("stdout"), "first");
    await standsIn(playground, 9);
    await goOn(playground);
    await playground.ended();
    assert.equal(await playground.output("stdout"), "first\nsecond\nlate False");
    // It is there in the next run, too.
    await playground.run();
    await standsIn(playground, 9);
    await playground.close();
  });
}

test("F9 sets a breakpoint and takes it away, and says so; one where no statement begins goes to the next", async () => {
  const playground = await world.open({ program: TASKS });
  const { page } = playground;
  const said = (text) => page.getByText(text, { exact: true }).waitFor({ state: "attached" });
  await playground.editor.focus();
  await page.keyboard.press("Control+Home");
  for (let line = 1; line < 8; line += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("F9");
  await said("Breakpoint set in line 9");
  assert.deepEqual(await dots(playground), [9]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("F9");
  await said("Breakpoint taken away from line 9");
  assert.deepEqual(await dots(playground), []);
  assert.match(await playground.editor.getAttribute("aria-description"), /F9/);
  // A click on the number does the same.
  await number(playground, 14).click();
  assert.deepEqual(await dots(playground), [15]);
  // There is no statement after the last one.
  await number(playground, 16).click();
  assert.deepEqual(await dots(playground), [15]);
  await playground.close();
});

test("breakpoints move with the text, and go with the program", async () => {
  const playground = await world.open({ program: TASKS });
  const { page } = playground;
  for (const line of [7, 15]) await clickBeside(playground, line);
  await playground.editor.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# Above.\n\n");
  assert.deepEqual(await dots(playground), [9, 17]);
  // At the beginning of its own line, too.
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  assert.deepEqual(await dots(playground), [9, 18]);
  await playground.run();
  await standsIn(playground, 18);
  await goOn(playground);
  await standsIn(playground, 9);
  await page.getByRole("combobox", { name: "Lesson" }).selectOption({ index: 2 });
  assert.deepEqual(await dots(playground), []);
  await playground.close();
});

test("those of a program that runs are its own, though it is edited", async () => {
  const program = "for turn in range(9):\n    print('a')\n    print('b')\n    print('c')\n";
  const playground = await world.open({ program, clock: clocks.virtual });
  const { page } = playground;
  await clickBeside(playground, 2);
  await playground.run();
  await standsIn(playground, 2);
  await playground.editor.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("new = 1\n");
  // It runs with the line as it was, and without the one that was not there.
  for (const line of [3, 5, 1]) await clickBeside(playground, line);
  assert.deepEqual(await dots(playground), [1, 5]);
  await goOn(playground);
  await standsIn(playground, 4);
  await goOn(playground);
  await playground.printed("c");
  await standsIn(playground, 4);
  // What was changed back is the program that runs.
  const changed = page.getByText("The program was changed since this run");
  await changed.waitFor();
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+Z");
  await changed.waitFor({ state: "detached" });
  assert.equal(await page.locator(".here-line").innerText(), "    print('c')");
  await playground.close();
});

test("a loop stands each time around, until its breakpoint is taken away while it does", async () => {
  const program = "for turn in range(5):\n    print(turn)\nprint('over')\n";
  const playground = await world.open({ program, clock: clocks.virtual });
  await clickBeside(playground, 2);
  await playground.run();
  for (const turn of [0, 1, 2]) {
    await calls(playground, `turn = ${turn}`);
    await standsIn(playground, 2);
    if (turn < 2) await goOn(playground);
  }
  await clickBeside(playground, 2);
  await clickBeside(playground, 3);
  await goOn(playground);
  await standsIn(playground, 3);
  assert.equal(await playground.output("stdout"), "0\n1\n2\n3\n4");
  await goOn(playground);
  await playground.ended();
  await playground.close();
});

for (const clock of [clocks.real, clocks.virtual]) {
  test(`a breakpoint is set while the program runs in an endless loop, and Stop works there (${clock})`, async () => {
    const program = "print('runs')\nnumber = 0\nwhile True:\n    number += 1\n    number -= 1\n";
    const playground = await world.open({ program, clock });
    await playground.run();
    await playground.printed("runs");
    await clickBeside(playground, 5);
    await standsIn(playground, 5);
    await calls(playground, "number = 1");
    await goOn(playground);
    await standsIn(playground, 5);
    await playground.stop();
    await playground.ended();
    assert.match(await playground.output("stderr"), /line 5, in <module>\n[^]*KeyboardInterrupt$/);
    await playground.close();
  });
}

test("threads stand, too, and run beside the others for it", async () => {
  const program = `import threading

def work(number):
    total = 0
    for step in range(3):
        total += number
    print(total)

threads = [threading.Thread(target=work, args=(number,), name=f"worker-{number}") for number in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("joined")
`;
  const playground = await world.open({ program, clock: clocks.real });
  await clickBeside(playground, 7);
  await playground.run();
  for (const number of [1, 2]) {
    await calls(playground, `number = ${number}`);
    await standsIn(playground, 7);
    assert.equal(await playground.output("stdout"), number === 1 ? "" : "3");
    await goOn(playground);
  }
  await playground.ended();
  assert.equal(await playground.output("stdout"), "3\n6\njoined");
  await playground.page.getByText("runs beside the others: the program has breakpoints").first().waitFor({ state: "attached" });
  await playground.close();
});

test("a thread in a worker comes home for a breakpoint", async () => {
  const program = `import threading
import time

def work():
    number = 0
    while number < 10 ** 9:
        number += 1
        time.sleep(0.01)

thread = threading.Thread(target=work, daemon=True)
thread.start()
print("started")
thread.join()
`;
  const playground = await world.open({ program, clock: clocks.real });
  await playground.run();
  await playground.printed("started");
  await playground.page.waitForTimeout(300);
  await clickBeside(playground, 8);
  await standsIn(playground, 8);
  await calls(playground, "work, line 8");
  await playground.stop();
  await playground.ended();
  await playground.close();
});

test("a breakpoint on the way stops a step that goes on", async () => {
  const program = "print('first')\nfor number in range(3):\n    number * 2\nprint('second')\n";
  const playground = await world.open({ program, clock: clocks.virtual });
  const { page } = playground;
  await clickBeside(playground, 1);
  await clickBeside(playground, 3);
  await playground.run();
  await standsIn(playground, 1);
  // There is no other task.
  await page.getByRole("button", { name: "Next task switch (S)" }).click();
  await standsIn(playground, 3);
  await playground.printed("first");
  await calls(playground, "<module>, line 3", "number = 0");
  await playground.close();
});

const STEPS = `import asyncio

def inner():
    print("in")

async def main():
    inner()
    for turn in range(100):
        print("turn", turn)
    await asyncio.sleep(10)
    for total in range(5):
        total * 2
    total += 1
    print("out")
    await asyncio.sleep(0.1)

asyncio.run(main())
`;

for (const clock of [clocks.real, clocks.virtual]) {
  test(`a step from a breakpoint ends where it leads (${clock})`, async () => {
    const playground = await world.open({ program: STEPS, clock });
    const { page } = playground;
    const state = page.getByRole("region", { name: "State" });
    const step = async (name, found) => {
      await page.getByRole("button", { name }).click();
      await state.getByText(found).waitFor();
      await page.getByRole("button", { name: "Go on" }).waitFor();
    };
    await clickBeside(playground, 4);
    await playground.run();
    await standsIn(playground, 4);
    await step("Out of this call (U)", /prints at line 9$/);
    await step("Next event (E)", /prints at line 9$/);
    assert.ok((await playground.output("stdout")).split("\n").length < 20);
    if (clock === clocks.virtual) {
      await step("Over the await, to where this task goes on (N)", /at 10\.000 s: Task-1 runs at line 10$/);
      // Nothing happens at this line; the program stands there.
      await page.getByText("total += 1").click();
      await step("Next event at the editor’s line (L)", /at 10\.000 s: Task-1 stands at a breakpoint at line 13$/);
      await calls(playground, "main, line 13", "total = 4");
      assert.deepEqual(await dots(playground), [4]);
    }
    await goOn(playground);
    await playground.ended();
    await playground.close();
  });
}

test("after a Stop that was caught the program says where it stands", async () => {
  const program = "while True:\n    try:\n        while True:\n            number = 1\n    except KeyboardInterrupt:\n        print('caught')\n";
  const playground = await world.open({ program, clock: clocks.virtual });
  await playground.run();
  await clickBeside(playground, 6);
  await playground.stop();
  await standsIn(playground, 6);
  await playground.stop();
  await playground.ended();
  await playground.close();
});

test("axe-core finds nothing while the program stands, and the dots are more than colour", async () => {
  for (const context of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }, { viewport: { width: 360, height: 740 } }]) {
    const playground = await world.open({ program: TASKS, clock: clocks.virtual, context });
    const { page } = playground;
    await page.evaluate(AXE);
    await clickBeside(playground, 9);
    await playground.run();
    await standsIn(playground, 9);
    const isNarrow = Boolean(context.viewport);
    if (isNarrow) await page.getByRole("tab", { name: "Program" }).click();
    else await calls(playground, "name = 'first'");
    const { violations } = await page.evaluate(async () => axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target)}`), []);
    assert.deepEqual(await dots(playground), [9]);
    await playground.screenshot(`breakpoint-${Object.values(context)[0].width ?? Object.values(context)[0]}`);
    await playground.close();
  }
});
