// The page in Firefox, over WebDriver BiDi: run, threads, Stop, links, an example in a page of another site.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { linkTo, PATIENCE_MILLIS, serve, servePage } from "../e2e/harness.mjs";

const { default: puppeteer } = await import(createRequire(new URL("../../web/package.json", import.meta.url)).resolve("puppeteer-core"));

const TASKS = `import asyncio

async def work(name, seconds):
    await asyncio.sleep(seconds)
    print("after", seconds, name)

async def main():
    await asyncio.gather(work("b", 0.2), work("a", 0.1))

asyncio.run(main())
raise SystemExit(3)`;
const THREADS = `import threading

results = []

def work(number):
    results.append(sum(range(number)))

threads = [threading.Thread(target=work, args=(10 ** n,)) for n in (2, 4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(results))`;
const ISLAND = `import threading

def work():
    print(sum(range(100000)))

thread = threading.Thread(target=work)
thread.start()
thread.join()
print("joined")`;
const BUSY = `print("busy")
try:
    while True:
        pass
except KeyboardInterrupt:
    print("stopped")`;
const PARTS = `import json, unicodedata
from decimal import Decimal
print(json.dumps({"a": 1}), unicodedata.name("\\N{SNOWMAN}"), Decimal("0.1") + Decimal("0.2"))`;

const RUN = "::-p-aria([name='Run'][role='button'])";
const STOP = "::-p-aria([name='Stop'][role='button'])";

let [site, browser] = [];
before(async () => {
  [site, browser] = await Promise.all([
    servePage(),
    puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX || "/usr/bin/firefox-esr", headless: true }),
  ]);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens an address in a page of its own, and notes what it complains about. */
async function open(t, url) {
  const context = await browser.createBrowserContext();
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MILLIS);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(url);
  return { page, complaints };
}

const click = async (frame, selector) => (await frame.waitForSelector(selector)).click();
const isIn = (frame, state) => frame.waitForSelector(`[data-state="${state}"]`, { timeout: PATIENCE_MILLIS });

/** What the program in a page or frame has printed, and its exit status. */
const outcome = (frame) => frame.evaluate(() => {
  const text = (stream) => Array.from(document.querySelectorAll(`[role="log"] [data-stream="${stream}"]`), (line) =>
    (line.querySelector("[data-text]") ?? line).textContent).join("\n");
  return { stdout: text("stdout"), stderr: text("stderr"), status: document.querySelector("[data-exit-status]")?.dataset.exitStatus };
});

for (const clock of ["real", "virtual"]) {
  const programs = [
    ["tasks", TASKS, "after 0.1 a\nafter 0.2 b", "3"],
    ["threads that share", THREADS, "[4950, 49995000]", "0"],
    ["a thread by itself", ISLAND, "4999950000\njoined", "0"],
    ["all parts of the engine", PARTS, '{"a": 1} SNOWMAN 0.3', "0"],
  ];
  // Parts and islands are the same in virtual time.
  for (const [name, program, stdout, status] of clock === "virtual" ? programs.slice(0, 2) : programs) {
    test(`runs ${name}, in ${clock} time`, async (t) => {
      const { page, complaints } = await open(t, `${site.url}#clock=${clock}&${linkTo(program).slice(1)}`);
      await click(page, RUN);
      await isIn(page, "ended");
      assert.deepEqual(await outcome(page), { stdout, stderr: "", status });
      assert.deepEqual(complaints, []);
    });
  }
}

test("Stop is a KeyboardInterrupt in a program that never waits", async (t) => {
  const { page, complaints } = await open(t, `${site.url}#clock=real&${linkTo(BUSY).slice(1)}`);
  await click(page, RUN);
  await page.waitForFunction(() => document.querySelector('[role="log"]').textContent.includes("busy"));
  await click(page, STOP);
  await isIn(page, "ended");
  assert.deepEqual(await outcome(page), { stdout: "busy\nstopped", stderr: "", status: "0" });
  assert.deepEqual(complaints, []);
});

test("an error has its traceback", async (t) => {
  const { page } = await open(t, site.url + linkTo('def f():\n    return 1 / 0\n\nf()'));
  await click(page, RUN);
  await isIn(page, "ended");
  const { stderr, status } = await outcome(page);
  assert.match(stderr, /^Traceback \(most recent call last\):\n[^]*line 4, in <module>\n[^]*line 2, in f\n[^]*\nZeroDivisionError: division by zero$/);
  assert.equal(status, "1");
});

test("what was visited once is there without a network", async (t) => {
  const { page } = await open(t, site.url + linkTo('print("kept")'));
  await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then((it) => it?.active?.state === "activated"));
  site.isDown = true;
  t.after(() => {
    site.isDown = false;
  });
  await page.reload();
  await click(page, RUN);
  await isIn(page, "ended");
  assert.equal((await outcome(page)).stdout, "kept");
});

test("a link does not run by itself, Share makes one that brings the program back, and a lesson has its name", async (t) => {
  const { page, complaints } = await open(t, site.url + linkTo('print("shown")'));
  await page.waitForSelector(".cm-content");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await isIn(page, "idle");
  const typed = '# "Ünïcode" & 100 %\nprint("typed")';
  await page.focus(".cm-content");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(typed);
  await click(page, "::-p-aria([name='Share'][role='button'])");
  await page.waitForFunction(() => !location.hash.includes("shown"));
  const link = page.url();
  const other = await open(t, link);
  await click(other.page, RUN);
  await isIn(other.page, "ended");
  assert.deepEqual(await outcome(other.page), { stdout: "typed", stderr: "", status: "0" });
  const lesson = await open(t, `${site.url}#clock=virtual&lesson=02_together`);
  await click(lesson.page, RUN);
  await isIn(lesson.page, "ended");
  assert.equal((await outcome(lesson.page)).status, "0");
  assert.deepEqual([...complaints, ...other.complaints, ...lesson.complaints], []);
});

test("an example in a page of another site runs when it is touched", async (t) => {
  const host = await serve((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><html lang="en"><title>A docs page</title><script type="module" src="${site.url}embed.js"></script>
      <loop-scope clock="virtual"><pre>print("an example &amp; more")</pre></loop-scope>`);
  });
  t.after(() => host.close());
  const { page, complaints } = await open(t, host.url);
  const status = page.evaluate(async () => {
    await customElements.whenDefined("loop-scope");
    const element = document.querySelector("loop-scope");
    const finished = new Promise((resolve) => element.addEventListener("loopscope-finished", ({ detail }) => resolve(detail.exitStatus)));
    element.shadowRoot.querySelector("button.run").click();
    return [await finished, element.output];
  });
  assert.deepEqual(await status, [0, "an example & more\n"]);
  const frame = page.frames().find((frame) => frame.url().includes("embed.html"));
  assert.equal((await outcome(frame)).stdout, "an example & more");
  assert.deepEqual(complaints, []);
});
