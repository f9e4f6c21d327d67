// A program of several files: one text, in which a line names each.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

const PROGRAM = `import asyncio
import json
import shop

async def main():
    with open("data/prices.json") as file:
        print(json.load(file)["tea"])
    print(await asyncio.gather(shop.price("tea"), shop.price("milk")))
    await shop.sold_out()

asyncio.run(main())

# === shop.py ===
import asyncio

async def price(what):
    await asyncio.sleep(1)
    return what

async def sold_out():
    raise ValueError("sold out")

# === data/prices.json ===
{"tea": 3}
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

test("a program imports and opens its files, and what went wrong is marked in the file where it did", async () => {
  const playground = await world.open({ program: PROGRAM, clock: clocks.virtual });
  const { page } = playground;
  const { stdout, stderr } = await playground.runToEnd();
  assert.equal(stdout, "3\n['tea', 'milk']");
  assert.match(stderr, /File "program.py", line 9, in main\n {4}await shop.sold_out\(\)\n {2}File "\/home\/user\/shop.py", line 8, in sold_out\n/);
  const marked = page.locator(".error-line");
  assert.equal((await marked.textContent()).trim(), 'raise ValueError("sold out")');
  // Each file has numbers of its own.
  const numbers = await page.locator(".cm-lineNumbers .cm-gutterElement:visible").allTextContents();
  const begins = numbers.indexOf("", 1);
  assert.deepEqual(numbers.slice(begins - 2, begins + 3), ["11", "12", "", "1", "2"]);
  await playground.screenshot("own-files");
  await playground.close();
});

test("the files are listed, and lead to where they begin", async () => {
  const playground = await world.open({ program: PROGRAM });
  const { page } = playground;
  const files = page.getByRole("group", { name: "Files" });
  assert.deepEqual(await files.getByRole("button").allTextContents(), ["program.py", "shop.py", "data/prices.json", "+ File"]);
  await files.getByRole("button", { name: "shop.py" }).click();
  await page.locator(".cm-activeLine", { hasText: "import asyncio" }).waitFor();
  await page.keyboard.type("# shops\n");
  assert.ok((await playground.program()).includes("# === shop.py ===\n# shops\nimport asyncio"));
  await playground.close();
});

test("+ File begins a file whose name can be typed at once", async () => {
  const playground = await world.open({ program: "import tools\nprint(tools.NAME)" });
  const { page } = playground;
  await page.getByRole("button", { name: "+ File" }).click();
  await page.locator(".cm-focused").waitFor();
  await page.keyboard.type("tools");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("NAME = __name__");
  assert.equal(await playground.program(), "import tools\nprint(tools.NAME)\n\n# === tools.py ===\nNAME = __name__");
  await page.getByRole("group", { name: "Files" }).getByRole("button", { name: "tools.py" }).waitFor();
  assert.equal((await playground.runToEnd()).stdout, "tools");
  await playground.close();
});

test("steps, breakpoints and words know the files", async () => {
  const playground = await world.open({ program: PROGRAM, clock: clocks.virtual });
  const { page } = playground;
  await page.getByRole("group", { name: "Files" }).getByRole("button", { name: "shop.py" }).click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("F9");
  await page.getByText("Breakpoint set in line 4 of shop.py").waitFor({ state: "attached" });
  await playground.runButton.click();
  await page.locator(".here-line", { hasText: "await asyncio.sleep(1)" }).waitFor();
  await page.getByText("price, line 4 of shop.py").first().waitFor();
  await playground.close();
});
