// Lines that a program asks for: typed into the console, where the program waits for them and nothing else does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** Opens a program that asks, and runs it. */
async function ask(program, clock = clocks.real) {
  const playground = await world.open({ program, clock });
  await playground.run();
  const { page } = playground;
  return {
    playground,
    page,
    field: (name) => page.getByRole("textbox", { name, exact: true }),
    /** Waits until a question is there, and answers it. */
    answer: async (name, line) => {
      await page.getByRole("textbox", { name, exact: true }).fill(line);
      await page.keyboard.press("Enter");
    },
  };
}

for (const [clock, name] of [[clocks.real, "real"], [clocks.virtual, "virtual"]]) {
  test(`what is typed is the program's, and stands in the console, in ${name} time`, async () => {
    const program = `import sys
name = input("Name? ")
print("Hello", name)
print(repr(sys.stdin.readline()))
try:
    input("More? ")
except EOFError as error:
    print(repr(error))
`;
    const { playground, page, field, answer } = await ask(program, clock);
    await field("Name?").waitFor();
    assert.ok(await field("Name?").evaluate((element) => element === document.activeElement));
    await page.keyboard.type("Ada");
    await page.keyboard.press("Enter");
    await answer("Input of the program", " a line ");
    await field("More?").waitFor();
    await page.getByRole("button", { name: "End input" }).click();
    await playground.ended();
    const { stdout, status } = await playground.outcome();
    assert.equal(stdout, "Name? Ada\nHello Ada\n a line \n' a line \\n'\nMore? EOFError('EOF when reading a line')");
    assert.equal(status, 0);
    assert.equal(await page.locator(".ask").count(), 0);
    assert.deepEqual(playground.complaints, []);
    await playground.close();
  });
}

test("a loop in another thread goes on, and the first that has asked is answered first", async () => {
  const program = `import asyncio, threading, time

async def tick():
    for number in range(3):
        print("tick", number)
        await asyncio.sleep(0.05)

async def main():
    ticks = asyncio.create_task(tick())
    first = asyncio.create_task(asyncio.to_thread(input, "first? "))
    await asyncio.sleep(0)
    second = asyncio.create_task(asyncio.to_thread(input, "second? "))
    await ticks
    print("ticked")
    print(await first, await second)

asyncio.run(main())
`;
  const { playground, answer } = await ask(program);
  await playground.printed("ticked");
  await answer("first?", "1");
  await answer("second?", "2");
  await playground.ended();
  assert.match((await playground.outcome()).stdout, /^1 2$/m);
  await playground.close();
});

test("Pause and Stop work while the program waits, and Ctrl+D ends the input", async () => {
  const program = `try:
    input("stop me: ")
except KeyboardInterrupt:
    print("interrupted")
print(input("pause me: "))
input("end: ")
`;
  const { playground, page, field, answer } = await ask(program);
  await field("stop me:").waitFor();
  await playground.stop();
  await playground.printed("interrupted");
  await field("pause me:").waitFor();
  assert.equal(await field("stop me:").count(), 0);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await answer("pause me:", "answered in a pause");
  await page.getByRole("button", { name: "Go on", exact: true }).click();
  await playground.printed("answered in a pause");
  await field("end:").focus();
  await page.keyboard.press("Control+d");
  await playground.ended();
  assert.equal(await playground.exitStatus(), 1);
  assert.match((await playground.outcome()).stderr, /EOFError: EOF when reading a line$/);
  await playground.close();
});

test("a password is not shown, and one goes back to before what was typed", async () => {
  const program = `from getpass import getpass
name = input("name: ")
secret = getpass()
print(len(secret))
`;
  const { playground, page, answer } = await ask(program, clocks.virtual);
  await answer("name:", "Ada");
  const secret = page.getByLabel("Password:", { exact: true });
  assert.equal(await secret.getAttribute("type"), "password");
  await secret.fill("12345");
  await page.keyboard.press("Enter");
  await playground.ended();
  const { stdout } = await playground.outcome();
  assert.equal(stdout, "name: Ada\n5");
  await page.getByRole("log", { name: "Console" }).getByText("5", { exact: true }).click();
  const state = page.getByRole("region", { name: "State" });
  await state.getByText(/prints at line 4$/).waitFor();
  // The run is done again from what it was given.
  await page.getByText("'12345'").first().waitFor();
  await playground.close();
});

test("files are there in the page", async () => {
  const program = `import os, tempfile
from pathlib import Path
with open("notes.txt", "w") as file:
    file.write("kept in memory")
print(Path("notes.txt").read_text(), os.listdir(), os.getcwd())
with tempfile.TemporaryDirectory() as name:
    print(os.path.dirname(name))
try:
    open("/etc/passwd")
except OSError as error:
    print(error)
`;
  const { playground } = await ask(program, clocks.virtual);
  await playground.ended();
  assert.equal(
    (await playground.outcome()).stdout,
    "kept in memory ['program.py', 'notes.txt'] /home/user\n/tmp\n[Errno 2] No such file or directory: '/etc/passwd'",
  );
  await playground.close();
});

test("what a link says was typed is typed, and a link to a moment of that run says it again", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  const program = "name = input('Name? ')\nprint('Hello', name)\nprint('Age', input('Age? '))";
  const playground = await world.open({ hash: `#clock=virtual&answers=Ada&code=${encodeURIComponent(program)}`, context });
  const { page } = playground;
  await playground.runButton.click();
  const field = page.getByRole("textbox", { name: "Age?" });
  await field.fill("36");
  await field.press("Enter");
  await page.getByText("Age 36").waitFor();
  assert.match(await playground.output("stdout"), /Name\? Ada\nHello Ada\nAge\? 36\nAge 36/);
  await page.getByText("Age 36").click();
  await playground.shareButton.click();
  const panel = page.getByRole("dialog", { name: "Share" });
  await panel.getByText(/with what was typed: Ada, 36/).waitFor();
  await playground.close();
});
