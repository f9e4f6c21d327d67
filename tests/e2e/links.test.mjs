// A link holds a program, never runs by itself, and a broken one says so.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";

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

test("the Share panel says how long the link is, and gives it in several forms and as a QR code", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  const playground = await world.open({ hash: "#lesson=02_together", context });
  const { page } = playground;
  await playground.shareButton.click();
  const panel = page.getByRole("dialog", { name: "Share" });
  const link = panel.getByRole("textbox", { name: "Link" });
  await panel.getByRole("status").filter({ hasText: "Copied. It is in the address bar, too." }).waitFor();
  assert.equal(await link.inputValue(), page.url());
  assert.match(page.url(), /#lesson=02_together$/);
  await panel.getByText(`${page.url().length} characters: it is short enough for chats (2,000) and for a QR code (2,953).`).waitFor();
  for (const [form, begins] of [["Markdown", "[Run this"], ["HTML", "<iframe src="], ["reStructuredText", "`Run this"]]) {
    await panel.getByRole("radio", { name: form }).check({ force: true });
    const text = await link.inputValue();
    assert.ok(text.startsWith(begins) && text.includes("#lesson=02_together"), text);
    await panel.getByRole("button", { name: "Copy" }).click();
    await page.waitForFunction((text) => navigator.clipboard.readText().then((copied) => copied === text), text);
  }
  await panel.getByRole("button", { name: "QR code" }).click();
  await panel.getByRole("img", { name: "QR code of the link" }).waitFor();
  await playground.screenshot("share");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.ok(await playground.shareButton.evaluate((button) => button === document.activeElement));
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("a link that points at a moment shows it before anything runs", async () => {
  const playground = await world.open({ hash: "#at=41.7.Task-2+is+ready+at+line+7&lesson=02_together" });
  const { page } = playground;
  const region = page.getByRole("region", { name: "Where this link points" });
  await region.getByText("This link points at #41, and says of it: Task-2 is ready at line 7").waitFor();
  await region.getByRole("button", { name: "Run to it" }).waitFor();
  await page.locator(".cm-line.here-line").filter({ hasText: "come out" }).waitFor();
  assert.equal(await playground.state(), "idle");
  await region.getByRole("button", { name: "Leave it" }).click();
  await region.waitFor({ state: "detached" });
  await playground.close();
});

test("what looks like a secret is not copied before the reader says so", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  const playground = await world.open({ program: "print('hi')", context });
  const { page } = playground;
  await playground.type(`import aiohttp\nheaders = {'Authorization': 'Bearer ${"abcdef0123456789"}'}\n`);
  const before = page.url();
  await playground.shareButton.click();
  const panel = page.getByRole("dialog", { name: "Share" });
  await panel.getByRole("alert").filter({ hasText: "Line 2 looks like credentials in a header." }).waitFor();
  assert.equal(page.url(), before);
  await panel.getByRole("button", { name: "Copy" }).click();
  await panel.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  assert.notEqual(page.url(), before);
  await playground.close();
});

test("lessons' links have at most 800 characters, and so have changed ones", async () => {
  const playground = await world.open({ hash: "#lesson=08_notifications" });
  await playground.editor.press("Control+End");
  await playground.page.keyboard.insertText("# changed\n");
  await playground.shareButton.click();
  await playground.page.waitForFunction(() => location.hash.includes("z="));
  const { hash } = new URL(playground.page.url());
  assert.ok(hash.length < 800 && hash.includes("of=08_notifications"), hash);
  await playground.page.reload();
  await playground.page.getByRole("region", { name: "Lesson" }).waitFor();
  await playground.close();
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

test("a corrupt link says which field is wrong, and why", async () => {
  const links = {
    "#z=!*~": /“z” is not base64url/,
    "#z=AAAA": /“z” does not unpack/,
    "#code=100%": /“code” is not percent-encoded/,
    "#lesson=99_none": /“lesson” names a lesson that does not exist: 99_none/,
  };
  const playground = await world.open({ program: "print('mine')" });
  for (const [hash, words] of Object.entries(links)) {
    await playground.page.evaluate((hash) => (location.hash = hash), hash);
    await playground.page.getByRole("alert").filter({ hasText: words }).waitFor();
    assert.equal(await playground.program(), "print('mine')");
    await playground.page.getByRole("button", { name: "Dismiss" }).click();
  }
  await playground.page.evaluate(() => (location.hash = "#at=soon&code=print('other')"));
  await playground.page.getByRole("alert").filter({ hasText: /“at” is not a number. Its program could be opened/ }).waitFor();
  assert.equal(await playground.program(), "print('other')");
  await playground.close();
});

test("a program of 100 kB is there within 300 ms, and a link that unpacks to more than a megabyte is refused", async () => {
  const packed = (text) => deflateRawSync(Buffer.from(text)).toString("base64url");
  const program = Array.from({ length: 2_600 }, (_, number) => `print("a line with a number", ${number * 7919})`).join("\n");
  assert.ok(program.length > 100_000);
  const playground = await world.open({ program: "" });
  const millis = await playground.page.evaluate(async (hash) => {
    const begin = performance.now();
    location.hash = hash;
    while (!document.querySelector(".editor").textContent.includes("a line with a number")) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - begin;
  }, `#z=${packed(program)}`);
  console.log(`a program of ${program.length} characters was there after ${Math.round(millis)} ms`);
  assert.ok(millis < 300, `${millis} ms`);
  await playground.page.evaluate((hash) => (location.hash = hash), `#z=${packed("#".repeat(100 << 20))}`);
  await playground.page.getByRole("alert").filter({ hasText: "holds a program of more than 1 MB" }).waitFor();
  assert.match(await playground.program(), /^print\("a line with a number", 0\)/);
  await playground.close();
});

test("a link that is opened while a program runs asks, and who stays gets the address back", async () => {
  const playground = await world.open({ program: "import time\nprint('runs')\ntime.sleep(60)", clock: clocks.real });
  const { page } = playground;
  await playground.run();
  await playground.printed("runs");
  const before = page.url();
  const follow = () => page.evaluate(() => (location.hash = "#code=print('linked')"));
  await follow();
  await page.getByRole("button", { name: "Stay here" }).click();
  assert.equal(await playground.state(), "running");
  assert.equal(page.url(), before);
  await follow();
  await page.getByRole("alert").filter({ hasText: "A program is running" }).waitFor();
  await page.getByRole("button", { name: "Open the link" }).click();
  await playground.editor.getByText("print('linked')").waitFor();
  assert.equal(await playground.state(), "idle");
  assert.equal((await playground.runToEnd()).stdout, "linked");
  await playground.close();
});

test("a seed in a link is where random begins", async () => {
  const program = encodeURIComponent("import random\nprint(random.random())");
  const outputs = [];
  for (const seed of [7, 7, 8]) {
    const playground = await world.open({ hash: `#seed=${seed}&code=${program}`, clock: clocks.real });
    outputs.push((await playground.runToEnd()).stdout);
    await playground.close();
  }
  assert.equal(outputs[0], outputs[1]);
  assert.notEqual(outputs[0], outputs[2]);
});

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
