// What a reader writes is kept: for each program its own, across reloads, tabs and Back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { createWorld } from "./harness.mjs";

/** What the reader wrote is kept when they have paused for so long. */
const KEPT_MILLIS = 400;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

function drafts({ page }) {
  return page.getByRole("group", { name: "Kept in this browser" });
}

async function shows(playground, text) {
  await playground.editor.getByText(text).first().waitFor();
}

test("a draft is there in another tab and after Back, and the original too", async () => {
  const playground = await world.open({ hash: "#lesson=02_together" });
  const { page } = playground;
  assert.equal(await drafts(playground).count(), 0);
  await playground.type("print('mine')");
  await page.waitForTimeout(KEPT_MILLIS);
  await page.getByRole("combobox", { name: "Lesson" }).selectOption({ index: 4 });
  await shows(playground, "loop");
  await page.goBack();
  await shows(playground, "print('mine')");

  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await tab.getByRole("textbox", { name: "Program" }).getByText("print('mine')").waitFor();
  await tab.getByRole("button", { name: "Original" }).click();
  await tab.getByRole("textbox", { name: "Program" }).getByText("gather").first().waitFor();
  await tab.getByRole("button", { name: "My draft" }).click();
  await tab.getByRole("textbox", { name: "Program" }).getByText("print('mine')").waitFor();
  await playground.close();
});

test("what was typed a moment before a link is opened, or the page is loaded again, is not lost", async () => {
  const playground = await world.open({ program: "print('one')" });
  const { page } = playground;
  await playground.type("print('one, changed')");
  await page.evaluate(() => (location.hash = "#code=print('two')"));
  await shows(playground, "print('two')");
  await playground.type("print('two, changed')");
  await page.reload();
  await shows(playground, "print('two, changed')");
  await page.goBack();
  await shows(playground, "print('one, changed')");
  await playground.close();
});

test("two tabs that write in one program lose nothing of each other", async () => {
  const playground = await world.open({ hash: "#lesson=01_first_coroutine" });
  const { page } = playground;
  const other = await page.context().newPage();
  await other.goto(page.url());
  const editor = other.getByRole("textbox", { name: "Program" });
  await playground.type("print('left')");
  await page.waitForTimeout(KEPT_MILLIS);
  await editor.focus();
  await other.keyboard.press("Control+A");
  await other.keyboard.insertText("print('right')");
  await other.waitForTimeout(KEPT_MILLIS);
  await page.reload();
  await shows(playground, "print('left')");
  await page.getByRole("button", { name: "Draft 2" }).click();
  await shows(playground, "print('right')");
  await playground.close();
});

test("where the browser keeps nothing, the page says so, and asks before it closes", async () => {
  const playground = await world.open({ program: "print('one')" });
  const { page } = playground;
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await playground.type("print('mine')");
  await page.getByRole("alert").filter({ hasText: "keeps nothing" }).waitFor();
  const asked = page.waitForEvent("dialog");
  const reloaded = page.reload({ timeout: 1_000 }).catch(() => undefined);
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  await reloaded;
  assert.equal(await playground.program(), "print('mine')");
  await playground.close();
});
