// Pause: the program, its threads and its time stand still, and can be looked at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

const pause = (playground) => playground.page.getByRole("button", { name: "Pause" });
const goOn = (playground) => playground.page.getByRole("button", { name: "Go on" });

test("paused time is not the program's", async () => {
  const program = `
import asyncio, time

async def main():
    begun = time.monotonic()
    print("begins")
    await asyncio.sleep(0.3)
    print("slept", time.monotonic() - begun < 0.8)

asyncio.run(main())
`;
  const playground = await world.open({ program, clock: clocks.real });
  assert.equal(await pause(playground).isDisabled(), true);
  await playground.run();
  await playground.printed("begins");
  await pause(playground).click();
  await playground.page.getByText(/^Paused at 0\.\d+ s$/).waitFor();
  const paused = await playground.page.getByText(/^Paused at/).innerText();
  await playground.page.waitForTimeout(1_000);
  assert.equal(await playground.page.getByText(/^Paused at/).innerText(), paused);
  assert.equal(await playground.output("stdout"), "begins");
  await goOn(playground).click();
  await playground.ended();
  assert.equal(await playground.output("stdout"), "begins\nslept True");
  await playground.close();
});

for (const clock of [clocks.real, clocks.virtual]) {
  test(`a busy program with threads stands still (${clock}), can be looked at, and is stopped`, async () => {
    const program = `
import threading

counted = []

def count():
    for number in range(10 ** 9):
        if number % 1_000 == 0:
            counted.append(number)

for _ in range(2):
    threading.Thread(target=count, daemon=True).start()
print("counts")
while True:
    pass
`;
    const playground = await world.open({ program, clock });
    await playground.run();
    await playground.printed("counts");
    await pause(playground).click();
    await playground.page.getByText(/^Paused at/).waitFor();
    await playground.page.getByRole("log", { name: "Console" }).getByText("counts").click();
    const calls = playground.page.getByRole("region", { name: "Calls" });
    await calls.getByText("<module>, line 13").waitFor();
    await goOn(playground).waitFor();
    await playground.stop();
    await playground.ended();
    assert.match(await playground.output("stderr"), /KeyboardInterrupt$/);
    assert.equal(await pause(playground).isDisabled(), true);
    await playground.close();
  });
}

test("a step beyond what is recorded lets a paused program go on until there", async () => {
  const program = `
import time

print("first")
time.sleep(1)
for number in range(3):
    print("number", number)
    time.sleep(0.2)
`;
  const playground = await world.open({ program, clock: clocks.real });
  const { page } = playground;
  await playground.run();
  await playground.printed("first");
  await pause(playground).click();
  await page.getByRole("log", { name: "Console" }).getByText("first").click();
  const calls = page.getByRole("region", { name: "Calls" });
  await calls.getByText("<module>, line 4").waitFor();
  const step = page.getByRole("button", { name: "Over the await, to where this task goes on (N)" });
  // The next time that the thread goes on is after its sleep.
  await step.click();
  await calls.getByText("<module>, line 5").waitFor();
  await goOn(playground).waitFor();
  await step.click();
  await calls.getByText("number = 0").waitFor();
  await goOn(playground).waitFor();
  assert.doesNotMatch(await playground.output("stdout"), /number 2/);
  await goOn(playground).click();
  await playground.ended();
  assert.match(await playground.output("stdout"), /number 2$/);
  await playground.close();
});
