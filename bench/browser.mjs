// Measures in Chromium: `node bench/browser.mjs NAME…` runs bench/NAME.py in the built page in real time and prints
// `NAME: FIGURE` for each, run when the reader has read for a while, and `NAME at once: FIGURE`, run as soon as the
// page is there; and at last the cold start.

import { readFileSync } from "node:fs";

import { clocks, launch, linkTo, open, servePage } from "../tests/e2e/harness.mjs";

/** How long somebody reads a program at least before they run it; the page makes its engine quick meanwhile. */
const READING_MILLIS = 3_000;

const names = process.argv.slice(2);
const site = await servePage();
for (const name of names) {
  console.log(`${name}: ${await figure(name, READING_MILLIS)}`);
  console.log(`${name} at once: ${await figure(name, 0)}`);
}
console.log(`cold_start: ${(await coldStart()).toFixed(0)} ms`);
await site.close();

/** What bench/NAME.py prints, run in a page and a browser of its own after some milliseconds. */
async function figure(name, millis) {
  const program = readFileSync(new URL(`${name}.py`, import.meta.url), "utf8");
  const browser = await launch();
  try {
    const playground = await open(browser, site, { program, clock: clocks.real });
    await playground.page.waitForTimeout(millis);
    const { stdout, stderr, status } = await playground.runToEnd();
    if (status !== 0) throw new Error(`${name}.py ended with status ${status}:\n${stderr}`);
    return stdout;
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
