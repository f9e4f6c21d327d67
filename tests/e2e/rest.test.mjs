// The engine's second file comes late: programs begin without it, and what needs it waits, as if nothing had been.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openElsewhere } from "./files.mjs";
import { clocks, createWorld, serveAnswers } from "./harness.mjs";

const REST = "loopscope_engine_rest.wasm";

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** Opens a program in a page whose engine has no rest until `release` is called. */
async function openWithoutRest(program, clock) {
  const release = world.site.hold(REST);
  const playground = await world.open({ program, clock });
  return { playground, release };
}

/** What no lesson and no benchmark does, and what only compiling it needs. */
const RARE = `
RARE = """
import json, re
print(json.dumps({"number": number, "words": re.findall("[a-z]+", "one, two")}))
print(f"{10 ** 30 + number:,}", sorted({3, 1, 2}, reverse=True), "%5.2e" % number)
try:
    exec("1 +", {})
except SyntaxError as error:
    print(error.msg, "word".center(10, "-"))
"""

def rare(number):
    exec(RARE, {"number": number})
`;

const rare = (number) => [
  `{"number": ${number}, "words": ["one", "two"]}`,
  `1,000,000,000,000,000,000,000,000,000,00${number} [3, 2, 1] ${number}.00e+00`,
  `invalid syntax ---word---`,
];

/** Prints, is stopped, counts and sleeps before it needs what is rare: it asks, and more. */
const program = (url) => `${RARE}
import asyncio, time

try:
    print("begun")
    time.sleep(0.5)
    print("not stopped")
except KeyboardInterrupt:
    print("stopped")

async def count(name):
    total = 0
    for number in range(20_000):
        total += number
    await asyncio.sleep(0.05)
    print(name, total)

async def main():
    await asyncio.gather(count("one"), count("two"))
    await asyncio.sleep(0.05)
    import aiohttp
    async with aiohttp.ClientSession() as session:
        async with session.get("${url}") as response:
            print(await response.text())
    for number in range(2):
        rare(number)
        await asyncio.sleep(0.01)

asyncio.run(main())
`;

for (const [clock, stops] of [[clocks.real, true], [clocks.virtual, false]]) {
  test(`what was done is not done again when the rest is needed, and then it goes on: ${clock}`, async () => {
    const server = await serveAnswers();
    const { playground, release } = await openWithoutRest(program(server.url), clock);
    await playground.run();
    if (stops) {
      await playground.printed("begun");
      await playground.stop();
    }
    await playground.printed("two");
    await playground.page.waitForTimeout(300);
    const before = ["begun", stops ? "stopped" : "not stopped", "one 199990000", "two 199990000"];
    assert.deepEqual((await playground.output("stdout")).split("\n"), before);
    assert.equal(await playground.state(), "running");
    assert.equal(server.requests(), 0);
    release();
    await playground.ended();
    const { stdout, stderr, status } = await playground.outcome();
    assert.deepEqual([stdout.split("\n"), stderr, status], [[...before, "answer 1", ...rare(0), ...rare(1)], "", 0]);
    assert.equal(server.requests(), 1);

    // What was recorded is what happens when all of it is run again, to the byte: an opened file is refused else.
    const other = await openElsewhere(world, playground);
    assert.equal(await other.output("stdout"), stdout);
    assert.deepEqual([...playground.complaints, ...other.complaints], []);
    await other.close();
    await playground.close();
    await server.close();
  });
}

test("a program that needs it at once waits, and can be stopped and run anew meanwhile", async () => {
  const { playground, release } = await openWithoutRest(`${RARE}\nrare(1)`);
  await playground.run();
  await playground.page.waitForTimeout(200);
  assert.equal(await playground.state(), "running");
  await playground.stop();
  await playground.stop();
  assert.equal(await playground.waitForState("ended"), "ended");
  assert.equal(await playground.exitStatus(), 130);
  await playground.run();
  await playground.page.waitForTimeout(200);
  release();
  await playground.ended();
  assert.deepEqual((await playground.output("stdout")).split("\n"), rare(1));
  await playground.close();
});

test("Stop and Pause while it waits come before what follows", async () => {
  const source = `${RARE}
import time

try:
    time.sleep(0.1)
    rare(1)
    while True:
        pass
except KeyboardInterrupt:
    print("stopped")
`;
  const { playground, release } = await openWithoutRest(source, clocks.virtual);
  await playground.run();
  await playground.page.waitForTimeout(200);
  await playground.page.getByRole("button", { name: "Pause" }).click();
  await playground.page.getByRole("button", { name: "Go on" }).click();
  await playground.stop();
  release();
  await playground.ended();
  assert.match(await playground.output("stdout"), /stopped$/);
  await playground.close();
});

test("without it a program says so when it needs it, and others run", async () => {
  const { playground, release } = await openWithoutRest(`import time\nprint("begun")\ntime.sleep(0.1)\n${RARE}\nrare(1)`);
  await playground.run();
  await playground.printed("begun");
  release(true);
  assert.equal(await playground.waitForState("crashed"), "crashed");
  assert.equal(await playground.output("stdout"), "begun");
  await playground.type("print('another')");
  await playground.runAnew();
  assert.equal(await playground.output("stdout"), "another");
  await playground.close();
});

const MUCH = `
much = []
for _ in range(20):
    much.append([0] * 500_000)
    for _ in range(20_000):
        pass
print(len(much))
`;

test("a program that takes much memory waits for it", async () => {
  const { playground, release } = await openWithoutRest(MUCH);
  await playground.run();
  await playground.page.waitForTimeout(300);
  assert.equal(await playground.state(), "running");
  release();
  await playground.ended();
  assert.equal(await playground.output("stdout"), "20");
  await playground.close();
});
