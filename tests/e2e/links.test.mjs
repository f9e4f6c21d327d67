// A link holds a program, never runs by itself, and a broken one says so.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

const PROGRAM = `# Ünïcode, "quotes", 100 % and a #hash & more\nfor i in range(3):\n    print("line", i)`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

test("a link written by hand shows its program and does not run it", async () => {
  const playground = await world.open({ program: PROGRAM });
  assert.equal(await playground.program(), PROGRAM);
  await playground.page.waitForTimeout(1_000);
  assert.equal(await playground.state(), "idle");
  assert.equal(await playground.output("stdout"), "");
  assert.deepEqual((await playground.watched()).states.map(({ state }) => state).filter(Boolean), ["idle"]);
  assert.equal((await playground.runToEnd()).stdout, "line 0\nline 1\nline 2");
  await playground.close();
});

test("Share puts a link into the address bar and the clipboard that brings the program back", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  const playground = await world.open({ program: "print('before')", context });
  await playground.type(PROGRAM);
  await playground.shareButton.click();
  await playground.page.waitForFunction(() => location.hash !== "" && !location.hash.includes("before"));
  const link = playground.page.url();
  await playground.page.waitForFunction((link) => navigator.clipboard.readText().then((text) => text === link), link);
  await playground.close();

  const reader = await world.open({ hash: new URL(link).hash });
  assert.equal(await reader.program(), PROGRAM);
  assert.equal(await reader.state(), "idle");
  await reader.close();
});

test("a long program fits into a link that is shorter than itself", async () => {
  const program = Array.from({ length: 300 }, (_, i) => `print("this is line number", ${i})`).join("\n");
  const playground = await world.open({ program: "" });
  await playground.type(program);
  await playground.shareButton.click();
  await playground.page.waitForFunction(() => location.hash.length > 10);
  const { hash } = new URL(playground.page.url());
  assert.ok(hash.length < program.length / 2, `${hash.length} characters for ${program.length}`);
  await playground.close();

  const reader = await world.open({ hash });
  assert.match((await reader.runToEnd()).stdout, /number 0\n[^]*number 299$/);
  await reader.close();
});

/** The hash of a good shared link. */
async function sharedHash() {
  const playground = await world.open({ program: "" });
  await playground.type(PROGRAM);
  await playground.shareButton.click();
  await playground.page.waitForFunction(() => location.hash.length > 10);
  const { hash } = new URL(playground.page.url());
  await playground.close();
  return hash;
}

test("a corrupt link gives a message and an empty editor", async () => {
  const good = await sharedHash();
  const middle = Math.floor(good.length / 2);
  const corrupt = [
    good.slice(0, middle),
    good.slice(0, middle) + "!*~" + good.slice(middle + 3),
    good.slice(0, good.indexOf("=") + 1) + "AAAA",
    "#code=%E0%A4%A",
    "#code=%FF%FE",
  ];
  for (const hash of corrupt) {
    const playground = await world.open({ hash });
    assert.equal(await playground.program(), "", hash);
    const message = playground.page.getByRole("alert");
    await message.first().waitFor();
    assert.match(await message.first().innerText(), /link/i, hash);
    await playground.type("print('still works')");
    assert.equal((await playground.runToEnd()).stdout, "still works", hash);
    assert.deepEqual(playground.complaints, [], hash);
    await playground.close();
  }
});

test("a corrupt link that is opened later takes nothing away", async () => {
  const playground = await world.open({ program: "" });
  await playground.type("print('mine')");
  await playground.page.evaluate(() => (location.hash = "#code=%E0%A4%A"));
  await playground.page.getByRole("alert").first().waitFor();
  assert.equal(await playground.program(), "print('mine')");
  await playground.close();
});

test("what is written at one address does not overwrite what is written at another", async () => {
  const playground = await world.open({ hash: "#lesson=01_first_coroutine" });
  const goTo = async (lesson, mine) => {
    await playground.page.evaluate((lesson) => (location.hash = `#lesson=${lesson}`), lesson);
    await playground.page.waitForFunction((mine) => document.querySelector(".cm-content").innerText.includes(mine), mine);
  };
  await playground.type("print('first')");
  await playground.page.waitForTimeout(400);
  await goTo("02_together", "gather");
  await playground.type("print('second')");
  await playground.page.waitForTimeout(400);
  await goTo("01_first_coroutine", "print('first')");
  await goTo("02_together", "print('second')");
  await playground.page.reload();
  await playground.page.waitForFunction(() => document.querySelector(".cm-content")?.innerText.includes("print('second')"));
  await playground.close();
});

test("a program cannot reach the page", async () => {
  for (const module of ["js", "pyodide", "browser", "ctypes"]) {
    const playground = await world.open({ program: `import ${module}`, clock: clocks.virtual });
    const { stderr, status } = await playground.runToEnd();
    assert.equal(status, 1);
    assert.match(stderr, /ModuleNotFoundError|ImportError/);
    await playground.close();
  }
});
