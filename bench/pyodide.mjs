// Measures Pyodide in Chromium: `node bench/pyodide.mjs PYODIDE DIRECTORY NAME…` runs DIRECTORY/NAME.py in a page that has had Pyodide,
// from the directory PYODIDE, for as long as browser.mjs lets its page be read, and prints how many milliseconds it took from `begin` to
// `end`, and how many of the processor the page's main thread used. A program that Pyodide can't run, as those with threads, has no line.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { launch, PATIENCE_MILLIS, serve } from "../tests/e2e/harness.mjs";
import { processorClock } from "./kept.mjs";

const READING_MILLIS = 3_000;
const MIME_TYPES = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
const PAGE = `<!doctype html><script src="pyodide.js"></script>`;

const [pyodide, directory, ...names] = process.argv.slice(2);
const site = await serve((request, response) => {
  const name = path.basename(new URL(request.url, "http://host").pathname);
  if (!name) {
    response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE);
    return;
  }
  const file = path.join(pyodide, name);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": MIME_TYPES[path.extname(name)] ?? "application/octet-stream" }).end(readFileSync(file));
});
for (const name of names) {
  const measured = await measure(readFileSync(path.join(directory, `${name}.py`), "utf8"));
  if (!measured) continue;
  console.log(`${name}: ${measured.wall}`);
  console.log(`${name}, processor: ${measured.processor}`);
}
await site.close();

/** Runs a program in a page and a browser of its own: the time that it took, and that of the processor. */
async function measure(program) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const processorMillis = await processorClock(page);
    await page.goto(`${site.url}/`);
    await page.evaluate(async () => { window.python = await loadPyodide(); });
    await page.waitForTimeout(READING_MILLIS);
    const before = await processorMillis();
    const run = page.evaluate(async (program) => {
      const at = {};
      window.python.setStdout({ batched: (line) => { at[line] = performance.now(); } });
      await window.python.runPythonAsync(program);
      return at.end - at.begin;
    }, program);
    const tooLate = new Promise((_, reject) => setTimeout(reject, PATIENCE_MILLIS, new Error("too late")));
    const wall = await Promise.race([run, tooLate]);
    return { wall, processor: (await processorMillis()) - before };
  } catch (error) {
    const [why] = error.message.match(/^\w*Error: .*$/m) ?? [error.message];
    console.error(`Pyodide does not run it: ${why}`);
    return undefined;
  } finally {
    await browser.close();
  }
}
