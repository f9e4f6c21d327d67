// The timeline as a file, as Share gives it: the same one as `loopscope svg` writes.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { createWorld } from "./harness.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LOOPSCOPE = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "debug/loopscope");
const HREF = /(<a href=")([^"]*)/;

let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** The panel, and what it does with the button for the timeline. */
async function share(playground) {
  await playground.shareButton.click();
  const panel = playground.page.getByRole("dialog", { name: "Share" });
  await panel.waitFor();
  return { panel, timeline: panel.getByRole("button", { name: "Timeline" }) };
}

for (const lesson of ["02_together", "05_loop_in_a_thread"]) {
  test(`the timeline of ${lesson} is the same in the page and in a terminal`, async () => {
    const playground = await world.open({ hash: `#clock=virtual&lesson=${lesson}` });
    await playground.runToEnd();
    const { timeline } = await share(playground);
    const download = playground.page.waitForEvent("download");
    await timeline.click();
    const file = await download;
    assert.equal(file.suggestedFilename(), `${lesson}.svg`);
    const given = await readFile(await file.path(), "utf8");
    const [, , link] = given.match(HREF);
    assert.equal(link.replaceAll("&amp;", "&"), `${world.site.url}#clock=virtual&lesson=${lesson}`);

    const program = path.join(ROOT, "lessons", lesson, "program.py");
    const words = ["svg", program, "--title", `Timeline of ${lesson}`, "--page", world.site.url];
    const { stdout } = await promisify(execFile)(LOOPSCOPE, words);
    assert.equal(given.replace(HREF, "$1"), stdout.replace(HREF, "$1"));
    assert.deepEqual(playground.complaints, []);
    await playground.close();
  });
}

test("what did not run yet has no timeline, and the panel says so", async () => {
  const playground = await world.open({ program: "print('hi')" });
  const { panel, timeline } = await share(playground);
  await timeline.click();
  await panel.getByRole("status").filter({ hasText: "This program did not run yet" }).waitFor();
  await playground.page.keyboard.press("Escape");
  await playground.runToEnd();
  await playground.type("print('another one')");
  await (await share(playground)).timeline.click();
  await panel.getByRole("status").filter({ hasText: "This program did not run yet" }).waitFor();
  await playground.close();
});
