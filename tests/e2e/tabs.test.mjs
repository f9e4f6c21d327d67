// Where there is room for one pane, panes are reached by tabs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld } from "./harness.mjs";

const PHONE = { width: 390, height: 844 };
const PROGRAM = `
import asyncio

async def work(name):
    await asyncio.sleep(0.1)
    print(name)

async def main():
    await asyncio.gather(*(work(f"w{number}") for number in range(60)))

asyncio.run(main())
`;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

async function openPhone(program = PROGRAM) {
  const playground = await world.open({ program, clock: clocks.virtual, context: { viewport: PHONE } });
  const { page } = playground;
  const pane = (name) => page.getByRole("tabpanel", { name });
  return { playground, page, pane, tab: (name) => page.getByRole("tab", { name }) };
}

/** The tab that is chosen; its pane is the only one in view. */
async function chosen({ page }, name) {
  await page.getByRole("tab", { name, selected: true }).waitFor();
  assert.equal(await page.getByRole("tab", { selected: true }).count(), 1);
  const panes = page.getByRole("tabpanel");
  assert.equal(await panes.count(), 1);
  assert.equal(await page.getByRole("tabpanel", { name }).count(), 1);
}

test("Run shows the console, and the other panes say that there is something new", async () => {
  const phone = await openPhone();
  const { playground, pane, tab } = phone;
  await chosen(phone, "Program");
  await playground.editor.waitFor();
  assert.equal(await tab(/with news/).count(), 0);
  await playground.runToEnd();
  await chosen(phone, "Console");
  await tab("Timeline, with news").waitFor();
  assert.equal(await tab(/with news/).count(), 1);
  await tab("Timeline").click();
  await chosen(phone, "Timeline");
  await pane("Timeline").getByRole("application", { name: /Lanes/ }).waitFor();
  assert.equal(await tab(/with news/).count(), 0);
  await tab("Calls").click();
  await pane("Calls").getByText(/the calls there are here/).waitFor();
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("arrow keys go from tab to tab, and round", async () => {
  const phone = await openPhone();
  const { playground, page, tab } = phone;
  await tab("Program").focus();
  for (const [key, name] of [
    ["ArrowRight", "Console"], ["ArrowRight", "Timeline"], ["ArrowLeft", "Console"], ["End", "Calls"],
    ["ArrowRight", "Program"], ["ArrowLeft", "Calls"], ["Home", "Program"],
  ]) {
    await page.keyboard.press(key);
    await chosen(phone, name);
    assert.ok(await tab(name).evaluate((tab) => tab === document.activeElement), `${key} ${name}`);
  }
  // Tab leads from the chosen one into its pane, not to the next.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("[role=tabpanel]") !== null), true);
  await playground.close();
});

test("where one goes in one pane is seen in the others", async () => {
  const phone = await openPhone();
  const { playground, page, pane, tab } = phone;
  await playground.runToEnd();
  await pane("Console").getByText("w57", { exact: true }).click();
  await tab("Calls, with news").click();
  await pane("Calls").getByText("'w57'").first().waitFor();
  await tab("Timeline").click();
  await pane("Timeline").getByText(/Task-59/).first().waitFor();
  // The lane of that task has been scrolled to.
  const scroller = pane("Timeline").getByRole("application", { name: /Lanes/ });
  await page.waitForFunction((scroller) => scroller.scrollTop > 500, await scroller.elementHandle());
  await scroller.press("Enter");
  await chosen(phone, "Program");
  assert.ok(await playground.editor.evaluate((editor) => editor.contains(document.activeElement)));
  await page.locator(".cm-line.here-line").waitFor();
  await playground.close();
});

test("the console follows what is printed, also where one does not look", async () => {
  const phone = await openPhone("import time\nfor n in range(300):\n    print(n)\n    time.sleep(0.001)\n");
  const { playground, page, pane, tab } = phone;
  await playground.chooseClock(clocks.real);
  await playground.run();
  await tab("Program").click();
  await playground.ended();
  await tab("Console, with news").click();
  const last = pane("Console").getByText("299", { exact: true });
  await last.waitFor();
  const log = await playground.console.elementHandle();
  await page.waitForFunction((log) => log.scrollTop + log.clientHeight >= log.scrollHeight - 2, log);
  await playground.close();
});

test("with more room all panes are there again, and a lesson shows its program", async () => {
  const phone = await openPhone();
  const { playground, page, tab } = phone;
  await playground.runToEnd();
  await page.getByRole("combobox", { name: "Lesson" }).selectOption("1");
  await chosen(phone, "Program");
  await page.setViewportSize({ width: 1280, height: 800 });
  await playground.console.waitFor();
  for (const pane of [playground.editor, playground.timeline]) assert.ok(await pane.isVisible());
  assert.equal(await tab(/./).count(), 0);
  await page.setViewportSize(PHONE);
  await chosen(phone, "Program");
  await playground.close();
});
