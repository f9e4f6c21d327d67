// The Batch panel: rows become a program in the editor, and a program that it wrote becomes rows again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** Opens the panel. */
async function openPanel({ page }) {
  await page.getByRole("button", { name: "Batch", exact: true }).click();
  const panel = page.getByRole("dialog", { name: "Batch" });
  await panel.waitFor();
  return panel;
}

const rowsOf = (panel) => panel.getByRole("list", { name: "Rows" }).getByRole("listitem");

test("pasted URLs are fetched at once, and the program opens in the panel again", async () => {
  const playground = await world.open({ program: "print('before')", clock: clocks.virtual });
  let panel = await openPanel(playground);
  await panel.getByText("Paste URLs, CSV or cURL").click();
  await panel.getByRole("textbox", { name: "URLs, CSV or cURL commands" }).fill("https://demo.test/delay/2\nhttps://demo.test/text\nhttps://demo.test/status/404");
  await panel.getByRole("button", { name: "Add these" }).click();
  await panel.getByText("3 rows added.").waitFor();
  await panel.getByRole("button", { name: "Write and run" }).click();
  await playground.page.waitForFunction(() => document.querySelector("[data-state=ended]"));
  assert.equal(
    await playground.output("stdout"),
    "https://demo.test/delay/2: 200, 12 bytes\nhttps://demo.test/text: 200, 14 bytes\nhttps://demo.test/status/404: 404, 9 bytes",
  );

  panel = await openPanel(playground);
  assert.equal(await rowsOf(panel).count(), 3);
  assert.equal(await panel.getByRole("combobox", { name: "How" }).inputValue(), "gather");
  await panel.getByRole("combobox", { name: "How" }).selectOption({ label: "As they complete (as_completed)" });
  await rowsOf(panel).first().getByRole("button", { name: "Duplicate" }).click();
  await rowsOf(panel).nth(1).getByRole("combobox", { name: "Kind" }).selectOption("Timed task");
  await rowsOf(panel).nth(1).getByRole("textbox", { name: "Seconds" }).fill("1.5");
  await panel.getByRole("button", { name: "Write", exact: true }).click();
  const written = await playground.program();
  assert.match(written, /\("GET", "https:\/\/demo\.test\/delay\/2"\),\n {4}\("sleep", 1\.5\),/);
  assert.match(written, /for task in asyncio\.as_completed\(tasks\):/);
  const { stdout } = await playground.runToEnd();
  assert.match(stdout, /sleep 1\.5: done\nGET https:\/\/demo\.test\/delay\/2: 200, 12 bytes$/);
  await playground.close();
});

test("what is wrong with a row is said beside it, and nothing is written before it is right", async () => {
  const playground = await world.open({ program: "def compute():\n    return 42\n" });
  const panel = await openPanel(playground);
  await panel.getByRole("button", { name: "+ Call" }).click();
  const call = rowsOf(panel).last();
  const name = call.getByRole("combobox", { name: "Function" });
  await name.fill("missing");
  await call.getByText("The program has no function missing.").waitFor();
  assert.equal(await name.getAttribute("aria-invalid"), "true");
  assert.equal(await panel.getByRole("button", { name: "Write", exact: true }).isDisabled(), true);
  await name.fill("compute");
  await panel.getByRole("button", { name: "Write", exact: true }).click();
  assert.match(await playground.program(), /def compute\(\):\n {4}return 42\n\n\nJOBS = \[\n/);
  await playground.close();
});

test("a program that was edited beyond the panel says where", async () => {
  const playground = await world.open({ program: "URLS = [\n    \"https://demo.test/\",\n]\nprint(URLS)\n" });
  const panel = await openPanel(playground);
  assert.match(await panel.getByRole("alert").innerText(), /edited beyond what this panel writes, first in line 1/);
  await playground.page.keyboard.press("Escape");
  assert.equal(await panel.count(), 0);
  await playground.close();
});
