// Measures in Chromium: `node bench/browser.mjs DIRECTORY NAME…` runs DIRECTORY/NAME.py in the built page in real time, once when
// the reader has read for a while (`NAME, read`) and once as soon as the page is there (`NAME, at once`). What happened goes to the file
// `NAME, read.events`, and how many milliseconds of the processor the page's main thread used from the click on Run is printed; at last
// the cold start.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { clocks, launch, linkTo, Playground, servePage } from "../tests/e2e/harness.mjs";
import { keepBatches, keptBatches, processorClock } from "./kept.mjs";

/** How long somebody reads a program at least before they run it; the page makes its engine quick meanwhile. */
const READING_MILLIS = 3_000;

const [directory, ...names] = process.argv.slice(2);
const site = await servePage();
for (const name of names) {
  const program = readFileSync(path.join(directory, `${name}.py`), "utf8");
  for (const [how, millis] of [["read", READING_MILLIS], ["at once", 0]]) {
    const { recorded, processor } = await measure(program, millis);
    writeFileSync(path.join(directory, `${name}, ${how}.events`), recorded);
    console.log(`${name}, ${how}: ${processor}`);
  }
}
console.log(`cold start: ${await coldStart()}`);
await site.close();

/** Runs a program in a page and a browser of its own after some milliseconds: what was recorded, and the time of the processor. */
async function measure(program, millis) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const playground = new Playground(page, site);
    await keepBatches(page);
    const processorMillis = await processorClock(page);
    await page.goto(site.url + linkTo(program));
    await playground.runButton.waitFor();
    await playground.chooseClock(clocks.real);
    await page.waitForTimeout(millis);
    const before = await processorMillis();
    const { stderr, status } = await playground.runToEnd();
    const processor = (await processorMillis()) - before;
    if (status !== 0) throw new Error(`a program ended with status ${status}:\n${stderr}`);
    return { recorded: await keptBatches(page), processor };
  } finally {
    await browser.close();
  }
}

/** From the navigation to the first printed line, in a browser that has never seen the page, in milliseconds. */
async function coldStart() {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    // Warms the browser's own start up, not the page's.
    await page.goto("about:blank");
    await page.addInitScript(runAtOnce);
    await page.goto(site.url + linkTo("print('first line')"));
    await page.waitForFunction(() => window.firstLineAt !== undefined);
    return await page.evaluate(() => window.firstLineAt);
  } finally {
    await browser.close();
  }
}

/** In the page: presses Run as soon as that is possible, and notes when the first line is there. */
function runAtOnce() {
  let pressed = false;
  new MutationObserver(() => {
    if (!pressed) {
      const run = [...document.querySelectorAll("button")].find((button) =>
        (button.ariaLabel ?? button.textContent).trim() === "Run" && !button.disabled);
      pressed = run !== undefined;
      run?.click();
    }
    if (document.querySelector("[data-stream]") && window.firstLineAt === undefined) {
      window.firstLineAt = performance.now();
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
}
