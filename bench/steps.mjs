// How long a step and a jump take in a run of 100,000 events and more: the page's longest task, and until the variables there are shown.

import { clocks, createWorld } from "../tests/e2e/harness.mjs";

const PROGRAM = `
import asyncio

async def work(lock, name):
    for n in range(3_000):
        async with lock:
            await asyncio.sleep(0.001)

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(work(lock, number) for number in range(3)))

asyncio.run(main())
`;
const KEYS = {
  step: ["e", "Shift+E", "ArrowLeft", "ArrowRight", "Shift+N", "n", "Shift+S", "Shift+R"],
  jump: ["Home", "End", "Home", "End", "Home", "End", "Home", "End"],
};

const world = await createWorld();
const playground = await world.open({ program: PROGRAM, clock: clocks.virtual });
await playground.runToEnd();
const { page } = playground;
await page.getByRole("application", { name: /Lanes/ }).focus();
for (const key of ["Shift+E", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "End"]) await page.keyboard.press(key);
console.log("| | longest task | variables shown after: median | longest |");
console.log("|---|---:|---:|---:|");
for (const [name, keys] of Object.entries(KEYS)) {
  const shown = [];
  const longest = await playground.longestTask(async () => {
    for (const key of keys) shown.push(await untilShown(key));
  });
  shown.sort((a, b) => a - b);
  const [median, last] = [shown[shown.length >> 1], shown.at(-1)];
  console.log(`| ${name} | ${longest.toFixed(0)} ms | ${median.toFixed(0)} ms | ${last.toFixed(0)} ms |`);
}
await playground.close();
await world.close();

/** How long after a key the variables of the place where one stands then are there. */
async function untilShown(key) {
  const begun = performance.now();
  await page.keyboard.press(key);
  await page.waitForSelector('.calls[aria-busy="false"]');
  return performance.now() - begun;
}
