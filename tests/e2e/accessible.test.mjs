// What axe-core finds in the page's states: nothing, light and dark, wide and on a phone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { choose, hint, save } from "./files.mjs";
import { clocks, createWorld } from "./harness.mjs";

const AXE = readFileSync(new URL("../../web/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const PROGRAM = `
import asyncio, sys

async def work(lock, name):
    async with lock:
        await asyncio.sleep(0.1)
        print(name)

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(work(lock, number) for number in range(3)))
    print("an error", file=sys.stderr)
    1 / 0

asyncio.run(main())
`;
const sizes = { wide: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** What is wrong in the page as it is now, a line for each. */
async function problems(playground, state) {
  const { violations } = await playground.page.evaluate(async () => axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${state}: ${id} ${target}: ${failureSummary}`));
}

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe-core finds nothing, ${colorScheme}, ${size}`, async () => {
      const playground = await world.open({ program: PROGRAM, clock: clocks.virtual, context: { viewport, colorScheme } });
      const { page } = playground;
      await page.evaluate(AXE);
      const found = await problems(playground, "before a run");
      await playground.runToEnd();
      found.push(...(await problems(playground, "after a run")));
      await page.getByRole("log", { name: "Console" }).getByText("1", { exact: true }).click();
      await playground.show("Calls");
      await page.getByRole("region", { name: "Calls" }).getByText("work, line 7").first().waitFor();
      found.push(...(await problems(playground, "where one stands")));
      await playground.show("Timeline");
      found.push(...(await problems(playground, "the timeline")));
      await page.getByRole("radio", { name: "Order" }).check({ force: true });
      await page.getByText("Timeline as table").click();
      found.push(...(await problems(playground, "by order, with the table")));
      await page.keyboard.press("Escape");
      await choose(playground, "saved.loopscope", (await save(playground)).bytes);
      await hint(playground, "the recording saved.loopscope").waitFor();
      found.push(...(await problems(playground, "a recording out of a file")));
      await playground.show("Program");
      await playground.type("while True: pass");
      await playground.run();
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByRole("button", { name: "Go on" }).waitFor();
      found.push(...(await problems(playground, "paused")));
      await page.getByRole("combobox", { name: "Lesson" }).selectOption("2");
      found.push(...(await problems(playground, "a lesson")));
      assert.deepEqual(found, []);
      await playground.close();
    });
  }
}
