// From a link to the first printed line, in a fresh browser: what is fetched when, and when one can see, read and run
// what. Prints the waterfall of the median of nine.
//
// The server here sends files as they are, at the speed of the machine: it shows what waits for what, and not how long a
// network takes.

import { launch, linkTo, servePage } from "../tests/e2e/harness.mjs";

const ROUNDS = 9;
/** A column of the waterfall. */
const COLUMN_MILLIS = 6;
const MARKS = {
  painted: "first paint",
  app: "the program can be read",
  run: "Run can be pressed (and is)",
  line: "the first line is printed",
  editor: "the editor is alive",
};

/** Runs in the page, before anything else: when what is looked for is there. Run is pressed as soon as it can be. */
function watch() {
  const at = (window.startedAt = {});
  const painted = (entries) => entries.getEntries().forEach((entry) => (at.painted ??= entry.startTime));
  new PerformanceObserver(painted).observe({ type: "paint", buffered: true });
  const see = (name, isThere) => {
    if (isThere) at[name] ??= performance.now();
    return isThere;
  };
  const look = () => {
    see("app", document.querySelector(".app"));
    see("editor", document.querySelector(".cm-content"));
    const run = [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === "Run" && !it.disabled);
    if (!at.run && see("run", run)) run.click();
    see("line", document.querySelector("[data-stream]"));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

async function start(site) {
  const browser = await launch();
  const page = await browser.newPage();
  // The browser's own first page takes a while to start.
  await page.goto("about:blank");
  await page.addInitScript(watch);
  await page.goto(site.url + linkTo("print('first line')"));
  await page.waitForFunction(() => window.startedAt.line && window.startedAt.editor);
  const started = await page.evaluate(() => ({
    at: window.startedAt,
    files: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((entry) => ({
      name: new URL(entry.name).pathname.replace(/-[0-9a-f]{12,16}\b/, "").replace("/some/where/loopscope", "").replace(/^\/v-[0-9a-f]+/, ""),
      from: entry.startTime,
      to: entry.responseEnd,
    })),
  }));
  await browser.close();
  return started;
}

const bar = (from, to) => " ".repeat(Math.round(from / COLUMN_MILLIS)) + "█".repeat(Math.max(1, Math.round((to - from) / COLUMN_MILLIS)));
const millis = (time) => `${Math.round(time)} ms`.padStart(7);

const site = await servePage();
const starts = [];
for (let round = 0; round < ROUNDS; round++) starts.push(await start(site));
await site.close();
starts.sort((one, other) => one.at.line - other.at.line);
const { at, files } = starts[ROUNDS >> 1];

console.log(`the first line after ${millis(at.line).trim()}; of ${ROUNDS} starts the least ${millis(starts[0].at.line).trim()}, the most ${millis(starts.at(-1).at.line).trim()}\n`);
for (const { name, from, to } of files) console.log(name.padEnd(42), millis(from), bar(from, to));
console.log();
for (const [name, words] of Object.entries(MARKS)) console.log(words.padEnd(42), millis(at[name]), bar(at[name], at[name]));
