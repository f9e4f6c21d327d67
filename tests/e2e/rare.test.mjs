// Modules that few programs import, and names of characters, are fetched for one that needs them: it waits, as if nothing had been.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openElsewhere } from "./files.mjs";
import { clocks, createWorld } from "./harness.mjs";
import { openReady, timelineRows } from "./ready-workers.mjs";

const RARE = "loopscope_engine_rare.wasm";
const UNICODE = "loopscope_engine_unicode.wasm";

const SUMS = `
import asyncio

async def main():
    print("begun")
    try:
        await asyncio.sleep(0.05)
        from decimal import Decimal
        total = Decimal("0.1") + Decimal("0.2")
        print(total)
        await asyncio.sleep(0.05)
        print("end of", total)
    except asyncio.CancelledError:
        print("cancelled")
        raise

asyncio.run(main())
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** The names of what a page fetched. */
const fetched = (playground) =>
  playground.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1)));

for (const clock of [clocks.real, clocks.virtual]) {
  test(`an import waits while the page lives, and the next program need not: ${clock}`, async () => {
    const release = world.site.hold(RARE);
    const playground = await world.open({ program: SUMS, clock });
    await playground.run();
    await playground.printed("begun");
    await playground.page.waitForTimeout(300);
    assert.equal(await playground.output("stdout"), "begun");
    assert.equal(await playground.state(), "running");
    release();
    await playground.ended();
    const { stdout, stderr, status } = await playground.outcome();
    assert.deepEqual([stdout, stderr, status], ["begun\n0.3\nend of 0.3", "", 0]);
    await playground.runAnew();
    assert.equal(await playground.output("stdout"), stdout);
    assert.equal((await fetched(playground)).filter((name) => name === RARE).length, 1);

    // Whoever looks at the run has it, too, wherever one goes; and so has another page.
    const calls = playground.page.getByRole("region", { name: "Calls" });
    for (const line of ["0.3", "begun", "end of 0.3"]) {
      await playground.page.getByRole("log", { name: "Console" }).getByText(line, { exact: true }).click();
      await calls.filter({ hasText: line === "begun" ? "main, line 5" : "total = " }).waitFor();
    }
    const other = await openElsewhere(world, playground);
    assert.equal(await other.output("stdout"), stdout);
    assert.deepEqual([...playground.complaints, ...other.complaints], []);
    await other.close();
    await playground.close();
  });
}

test("a program that names a character begins when the names have come, and does again in a saved run", async () => {
  const release = world.site.hold(UNICODE);
  const program = String.raw`import unicodedata
print("\N{BULLET} begun", unicodedata.name("a"))
print(eval(r"'\N{EM DASH}'"))`;
  const playground = await world.open({ program });
  await playground.run();
  await playground.page.waitForTimeout(200);
  assert.equal(await playground.output("stdout"), "");
  release();
  await playground.ended();
  const { stdout, stderr, status } = await playground.outcome();
  assert.deepEqual([stdout, stderr, status], ["• begun LATIN SMALL LETTER A\n—", "", 0]);
  const names = await fetched(playground);
  assert.equal(names.filter((name) => name === UNICODE).length, 1);
  assert.ok(!names.includes(RARE));
  const other = await openElsewhere(world, playground);
  assert.equal(await other.output("stdout"), stdout);
  assert.deepEqual([...playground.complaints, ...other.complaints], []);
  await other.close();
  await playground.close();
});

test("a program that imports none of them fetches nothing", async () => {
  const playground = await world.open({ program: "import asyncio, json, re\nprint(json.dumps(1))" });
  await playground.runToEnd();
  const names = await fetched(playground);
  assert.ok(!names.includes(RARE) && !names.includes(UNICODE));
  await playground.close();
});

test("Stop while it waits comes before what follows, and a second one ends the program", async () => {
  for (const stops of [1, 2]) {
    const release = world.site.hold(RARE);
    const playground = await world.open({ program: SUMS });
    await playground.run();
    await playground.printed("begun");
    await playground.page.waitForTimeout(200);
    for (let stop = 0; stop < stops; stop += 1) await playground.stop();
    if (stops === 1) release();
    assert.equal(await playground.waitForState("ended"), "ended");
    assert.equal(await playground.exitStatus(), 130);
    assert.equal(await playground.output("stdout"), stops === 1 ? "begun\n0.3\ncancelled" : "begun");
    release();
    await playground.close();
  }
});

const IN_A_THREAD = `
import threading

def work():
    from fractions import Fraction
    total = Fraction(0)
    for n in range(1, 400):
        total += Fraction(1, n * (n + 1))
    assert total == Fraction(399, 400)

thread = threading.Thread(target=work, name="Adder")
thread.start()
thread.join()
print("added")
`;

test("a thread in a worker of its own gets it there", async () => {
  const playground = await openReady(world, IN_A_THREAD, 1);
  const { stdout, stderr, status } = await playground.runToEnd();
  assert.deepEqual([stdout, stderr, status], ["added", "", 0]);
  assert.match(await timelineRows(playground), /it has a worker of its own/);
  await playground.close();
});

test("where it can't be had the program says so, and another one runs", async () => {
  const release = world.site.hold(RARE);
  const playground = await world.open({ program: SUMS });
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
