// Calls and variables where the reader stands: as they were then, in whatever order one goes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld, serveAnswers } from "./harness.mjs";
import { fetching } from "./programs.mjs";

const ACCOUNT = `
import asyncio

class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

async def worker(account, lock, amounts):
    for amount in amounts:
        async with lock:
            before = account.balance
            await asyncio.sleep(0.1)
            account.balance = before + amount
            print("balance", account.balance)

async def main():
    account = Account("ada")
    lock = asyncio.Lock()
    await asyncio.gather(*(worker(account, lock, [n, 2 * n]) for n in range(1, 4)))

asyncio.run(main())
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** The calls that are shown once they have this in them, as text. */
async function calls(playground, expected) {
  const region = playground.page.getByRole("region", { name: "Calls" });
  await region.filter({ hasText: expected }).waitFor();
  return region.innerText();
}

async function keys(playground, ...names) {
  await playground.page.getByRole("application").focus();
  for (const name of names) await playground.page.keyboard.press(name);
}

test("a click on a printed line shows the variables there, and what is in them", async () => {
  const playground = await world.open({ program: ACCOUNT, clock: clocks.virtual });
  await playground.runToEnd();
  const lines = playground.page.getByRole("log", { name: "Console" }).getByText(/^balance/);
  const seen = [];
  for (const [line, amount, balance] of [[2, 3, 6], [0, 1, 1], [4, 4, 12]]) {
    await lines.nth(line).click();
    const text = await calls(playground, `amount = ${amount}\n`);
    assert.match(text, /^Task-\d\nworker, line 15\n/);
    seen.push(text);
    await playground.page.getByText("account = <Account object>").first().click();
    await calls(playground, `balance = ${balance}`);
    await calls(playground, "owner = 'ada'");
  }
  // Back to where one was; what was opened is open, as it was then.
  await lines.nth(2).click();
  await calls(playground, "amount = 3\n");
  assert.equal((await calls(playground, "balance = 6")).replace("owner = 'ada'\nbalance = 6\n", ""), seen[0]);
  // What others were in can be opened.
  await playground.page.getByRole("region", { name: "Calls" }).getByText("Task-1", { exact: true }).click();
  await calls(playground, "main, line 20");
  await keys(playground, "Escape");
  await playground.page.getByRole("region", { name: "Calls" }).waitFor({ state: "detached" });
  await playground.close();
});

test("steps of a long run go backwards one by one", async () => {
  const program = `
import asyncio

async def tick():
    for n in range(30_000):
        await asyncio.sleep(0)

asyncio.run(tick())
`;
  const playground = await world.open({ program, clock: clocks.virtual });
  await playground.runToEnd();
  await keys(playground, "o", "End", "ArrowDown", "ArrowDown");
  await calls(playground, "n = 29999");
  for (const n of [29_998, 29_997, 29_996]) {
    await keys(playground, "ArrowLeft");
    await calls(playground, `n = ${n}`);
  }
  await keys(playground, "Home", "ArrowRight", "ArrowRight");
  await calls(playground, "n = 1");
  await playground.close();
});

test("a run in real time, with a thread and requests, is looked at without asking again", async () => {
  const server = await serveAnswers();
  const playground = await world.open({ program: fetching(server.url), clock: clocks.real });
  const { stdout } = await playground.runToEnd();
  assert.equal(stdout.split("\n").length, 4);
  assert.equal(server.requests(), 3);
  const console_ = playground.page.getByRole("log", { name: "Console" });
  for (const number of [2, 0, 1]) {
    await console_.getByText(`fetched ${number}`).click();
    await calls(playground, `text = 'answer ${number + 1}'`);
  }
  await console_.getByText("waited").click();
  assert.match(await calls(playground, "seconds = 0.05"), /^Thread-1 \(wait\)\nwait, line 9\n/);
  assert.equal(server.requests(), 3);
  await playground.close();
  await server.close();
});

test("a run in which the engine died is looked at until there", async () => {
  const program = `
import aiohttp, asyncio

async def main(number):
    async with aiohttp.ClientSession() as session:
        print("asks")
        await session.get("http://127.0.0.1:9/")

asyncio.run(main(42))
`;
  const playground = await world.open({ program, clock: clocks.virtual });
  await playground.dieAtRequest();
  await playground.run();
  await playground.waitForState("crashed");
  await playground.page.getByRole("log", { name: "Console" }).getByText("asks").click();
  await calls(playground, "number = 42");
  await playground.close();
});

test("a variable is opened after a step out that led nowhere", async () => {
  const program = "class Pet:\n    def __init__(self):\n        self.owner = 'ada'\n\npet = Pet()\nprint('here')\n";
  const playground = await world.open({ program, clock: clocks.virtual });
  await playground.runToEnd();
  const { page } = playground;
  await page.getByRole("log", { name: "Console" }).getByText("here", { exact: true }).click();
  await calls(playground, "pet = ");
  await keys(playground, "Shift+U");
  await page.getByRole("group", { name: "Step", exact: true }).getByText("No further one").waitFor();
  await page.getByText("pet = <Pet object>").click();
  await calls(playground, "owner = 'ada'");
  await playground.close();
});

test("what was opened stays open from step to step, and step keys work where one reads", async () => {
  const program = `
import asyncio

class Box:
    def __init__(self):
        self.items = []

async def fill(box):
    for n in range(3):
        box.items.append(n)
        await asyncio.sleep(0.1)
        print("filled", n)

asyncio.run(fill(Box()))
`;
  const playground = await world.open({ program, clock: clocks.virtual });
  await playground.runToEnd();
  const { page } = playground;
  const log = page.getByRole("log", { name: "Console" });
  await log.getByText("filled 0").click();
  await calls(playground, "n = 0");
  await page.getByText("box = <Box object>").click();
  await page.getByText("items = [0]").click();
  await calls(playground, "0 = 0");
  // The console has the focus.
  await page.keyboard.press("n");
  await calls(playground, "items = [0, 1]");
  assert.match(await calls(playground, "1 = 1"), /items = \[0, 1\]\n0 = 0\n1 = 1/);
  await page.keyboard.press("Shift+N");
  await calls(playground, "items = [0]");
  // Once closed it stays closed.
  await page.getByText("box = <Box object>").click();
  await page.keyboard.press("n");
  await calls(playground, "n = 1");
  assert.doesNotMatch(await calls(playground, "n = 1"), /items/);
  await playground.close();
});

test("the line where one stands is not hidden, and a changed program says so", async () => {
  const filler = Array.from({ length: 60 }, (_, number) => `value_${number} = ${number}`).join("\n");
  const playground = await world.open({ program: `${filler}\nprint("here")\n`, clock: clocks.virtual });
  await playground.runToEnd();
  const { page } = playground;
  await page.getByRole("log", { name: "Console" }).getByText("here").click();
  const text = await calls(playground, "value_59 = 59");
  assert.doesNotMatch(text, /was changed/);
  const marked = page.locator(".cm-line.here-line");
  await page.waitForFunction(() => {
    const line = document.querySelector(".cm-line.here-line").getBoundingClientRect();
    const editor = document.querySelector(".cm-scroller").getBoundingClientRect();
    return line.top >= editor.top && line.bottom <= editor.bottom;
  });
  await page.getByRole("textbox", { name: "Program" }).press("Control+Home");
  await page.keyboard.type("# new\n");
  await calls(playground, "The program was changed since this run");
  assert.equal(await marked.count(), 0);
  await playground.close();
});

test("on a phone nothing moves away from under the finger", async () => {
  const playground = await world.open({ program: ACCOUNT, clock: clocks.virtual, context: { viewport: { width: 390, height: 844 } } });
  await playground.runToEnd();
  const { page } = playground;
  const line = page.getByRole("log", { name: "Console" }).getByText("balance 6");
  await line.scrollIntoViewIfNeeded();
  const before = await line.boundingBox();
  await line.click();
  await playground.show("Calls, with news");
  await calls(playground, "amount = 3");
  await playground.show("Console");
  const after = await line.boundingBox();
  assert.ok(Math.abs(after.y - before.y) < 2, `${before.y} ${after.y}`);
  await playground.close();
});

const NESTED = `import asyncio

async def get(n):
    await asyncio.sleep(0.1)
    print("got", n)

async def fetch(n):
    await get(n)
    print("fetched", n)

async def main():
    await asyncio.gather(fetch(1), fetch(2))
    print("main goes on")

asyncio.run(main())
`;

test("the tree shows the calls of each task, and a click on one opens it", async () => {
  const playground = await world.open({ program: NESTED, clock: clocks.virtual });
  await playground.runToEnd();
  const { page } = playground;
  await page.getByRole("log", { name: "Console" }).getByText("got 1").click();
  const tree = page.getByRole("group", { name: "Who awaits whom" });
  const other = tree.getByRole("listitem").filter({ hasText: "Task-3 of fetch" }).last();
  await other.getByRole("button", { name: "get, line 4" }).waitFor();
  assert.deepEqual(await other.getByRole("button").allInnerTexts(), ["fetch, line 8", "get, line 4"]);
  await tree.getByRole("button", { name: "main, line 12" }).waitFor();
  // A row has as much room before its calls are known.
  const height = (await tree.boundingBox()).height;
  await playground.page.keyboard.press("e");
  await tree.waitFor();
  assert.ok(Math.abs((await tree.boundingBox()).height - height) < 30);
  await page.keyboard.press("Shift+E");
  await other.getByRole("button", { name: "fetch, line 8" }).click();
  const chosen = page.getByRole("region", { name: "Calls" }).locator("[aria-current=true]");
  await chosen.getByText("n = 2").waitFor();
  assert.match(await chosen.innerText(), /^fetch, line 8\n/);
  await page.locator(".cm-activeLine").filter({ hasText: "await get(n)" }).waitFor();
  await playground.close();
});

test("a step out leads to after the call, or to before it", async () => {
  const playground = await world.open({ program: NESTED, clock: clocks.virtual });
  await playground.runToEnd();
  const { page } = playground;
  const at = (text) => page.getByRole("region", { name: "State" }).getByText(text).waitFor();
  const step = (name) => page.getByRole("group", { name: "Step", exact: true }).getByRole("button", { name }).click();
  await page.getByRole("log", { name: "Console" }).getByText("got 1").click();
  await at(/prints at line 5$/);
  await page.keyboard.press("u");
  await at(/Task-2 prints at line 9$/);
  await page.keyboard.press("u");
  await at(/Task-2 ends at line 9: done$/);
  await page.getByRole("log", { name: "Console" }).getByText("got 2").click();
  await at(/prints at line 5$/);
  await step(/^Back to before this call/);
  await at(/Task-3 runs at line 7$/);
  await step(/^Back to before this call/);
  await page.getByText("No further one").waitFor();
  await step(/^Out of this call/);
  await at(/Task-3 ends at line 9: done$/);
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("a step out of a call that has not ended lets a paused program go on until it has", async () => {
  const program = `import asyncio

async def inner():
    print("inside")
    await asyncio.sleep(0.5)
    await asyncio.sleep(0.2)

async def main():
    await inner()
    print("outside")
    await asyncio.sleep(5)

asyncio.run(main())
`;
  const playground = await world.open({ program, clock: clocks.real });
  const { page } = playground;
  await playground.run();
  await playground.printed("inside");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("log", { name: "Console" }).getByText("inside").click();
  await page.getByRole("region", { name: "State" }).getByText(/prints at line 4$/).waitFor();
  await page.keyboard.press("u");
  await page.getByRole("region", { name: "State" }).getByText(/prints at line 10$/).waitFor();
  await page.getByText(/^Paused at 0\.\d+ s$/).waitFor();
  await playground.close();
});
