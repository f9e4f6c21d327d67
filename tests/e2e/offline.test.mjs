// What was visited once is there without a network, whole and of one version; a new version takes the old one's place at the next load.

import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { after, before, beforeEach, test } from "node:test";

import { clocks, createWorld, DIST, linkTo, PATIENCE_MILLIS, serve } from "./harness.mjs";
import { versionCalled } from "./versions.mjs";

const KEPT = { serviceWorkers: "allow" };

const TASKS = `import asyncio

async def main():
    await asyncio.sleep(0.01)
    print("slept")

asyncio.run(main())`;
const REST = `import json, unittest\nprint(json.dumps({"a": [1, 2.5, None]}), unittest.__name__)`;
const RARE = `from decimal import Decimal\nprint(Decimal("0.1") + Decimal("0.2"))`;
const UNICODE = `import unicodedata\nprint(unicodedata.name("\\N{SNOWMAN}"))`;
const THREAD = `import threading

def work():
    print(sum(range(1000)))

thread = threading.Thread(target=work)
thread.start()
thread.join()
print("joined")`;

let world;
let [first, second] = [];
before(async () => {
  world = await createWorld();
  [first, second] = [await versionCalled("first"), await versionCalled("second")];
});
after(async () => {
  await world.close();
  await first.remove();
  await second.remove();
});
beforeEach(() => {
  Object.assign(world.site, { isDown: false, directory: DIST });
});

/** Opens the page, and waits until all of it is kept. */
async function visit(options) {
  const playground = await world.open({ program: TASKS, context: KEPT, ...options });
  await isKept(playground.page);
  await playground.page.context().addInitScript(() => {
    navigator.serviceWorker?.addEventListener("controllerchange", () => (window.isUpdated = true));
  });
  return playground;
}

/** Waits until another version is kept beside the one with which a page was loaded. */
async function isUpdated(page) {
  await page.waitForFunction(() => window.isUpdated && navigator.serviceWorker.controller.state === "activated", undefined, { timeout: PATIENCE_MILLIS });
}

async function isKept(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", undefined, { timeout: PATIENCE_MILLIS });
}

/** Shows another link in a page, as if it were opened in a new tab, and runs its program. */
async function runs(playground, hash, clock = clocks.virtual) {
  const { page, site } = playground;
  await page.goto("about:blank");
  await page.goto(site.url + hash);
  await playground.runButton.waitFor();
  await playground.chooseClock(clock);
  return playground.runToEnd();
}

/** Which version runs in a page, and where its scripts and parts came from. */
async function versions(page) {
  const [title, engine, folders] = await page.evaluate(() => [
    document.title,
    globalThis.engineIs,
    performance.getEntriesByType("resource").map(({ name }) => /\/v-(\w+)\//.exec(name)?.[1]).filter(Boolean),
  ]);
  return { title, engine, folders: [...new Set(folders)] };
}

/** Lets the worker that keeps the page go, as the browser does when nothing has happened for a while. */
async function forgetWorker(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.stopAllWorkers");
  await devtools.detach();
}

test("what was visited once runs without a network, with each part that programs need", async () => {
  const playground = await visit();
  const { page, site } = playground;
  assert.equal((await playground.runToEnd()).stdout, "slept");
  site.isDown = true;
  site.asked.length = 0;
  assert.equal((await runs(playground, linkTo(TASKS))).stdout, "slept");
  assert.equal((await runs(playground, linkTo(REST))).stdout, '{"a": [1, 2.5, null]} unittest');
  assert.equal((await runs(playground, linkTo(RARE))).stdout, "0.3");
  assert.equal((await runs(playground, linkTo(UNICODE))).stdout, "SNOWMAN");

  await page.goto("about:blank");
  await page.goto(site.url + linkTo(THREAD));
  const { readyCount } = await page.evaluateHandle(() => import(new URL("engine/session.js", document.getElementById("start").src)))
    .then((module) => ({ readyCount: () => module.evaluate((it) => it.readyCount()) }));
  const deadline = Date.now() + PATIENCE_MILLIS;
  while ((await readyCount()) === 0 && Date.now() < deadline) await page.waitForTimeout(50);
  assert.notEqual(await readyCount(), 0, "no worker has become ready");
  assert.equal((await playground.runToEnd()).stdout, "499500\njoined");
  // Another worker runs it again, for whoever looks at a moment of it.
  await playground.console.getByText("joined").click();
  await page.getByRole("region", { name: "Calls" }).filter({ hasText: "line 9" }).waitFor({ timeout: PATIENCE_MILLIS });

  await runs(playground, "#lesson=02_together");
  await page.getByRole("region", { name: "Lesson" }).locator("p").first().waitFor();
  await playground.shareButton.click();
  await page.getByRole("dialog", { name: "Share" }).waitFor();
  await page.goto(`${site.url}embed.html${linkTo('print("in a frame")')}`);
  await playground.runButton.click();
  await playground.printed("in a frame");
  assert.deepEqual(site.asked, []);
  await playground.close();
});

test("a page goes on with its version when there is a new one, and the next load takes that", async () => {
  world.site.directory = first.directory;
  const playground = await visit();
  const { page, site } = playground;
  site.directory = second.directory;
  // What it has not loaded yet is not at the host any more.
  await playground.type(RARE);
  assert.equal((await playground.runToEnd()).stdout, "0.3");
  assert.deepEqual(await versions(page), { title: "first", engine: "first", folders: [first.version] });

  await page.reload();
  await playground.runButton.waitFor();
  assert.equal((await playground.runToEnd()).stdout, "0.3");
  assert.deepEqual(await versions(page), { title: "second", engine: "second", folders: [second.version] });
  await isUpdated(page);

  // And it is what is there without a network, all of it; the other one is forgotten when nobody runs it.
  site.isDown = true;
  assert.equal((await runs(playground, linkTo(UNICODE))).stdout, "SNOWMAN");
  assert.deepEqual(await versions(page), { title: "second", engine: "second", folders: [second.version] });
  await page.waitForFunction(async (version) => !(await caches.keys()).some((name) => name.endsWith(version)), first.version);
  await playground.close();
});

test("two tabs run two versions, each whole", async () => {
  world.site.directory = first.directory;
  const older = await visit();
  world.site.directory = second.directory;
  const page = await older.page.context().newPage();
  await page.goto(world.site.url + linkTo(TASKS));
  await isUpdated(page);
  world.site.isDown = true;
  await older.type(UNICODE);
  assert.equal((await older.runToEnd()).stdout, "SNOWMAN");
  assert.deepEqual(await versions(older.page), { title: "first", engine: "first", folders: [first.version] });
  assert.deepEqual(await versions(page), { title: "second", engine: "second", folders: [second.version] });
  await older.close();
});

test("what is lost or spoilt of a kept version is fetched again", async () => {
  const playground = await visit();
  const { page, site } = playground;
  const spoil = () => page.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const files = await cache.keys();
    const called = (end) => files.find(({ url }) => url.endsWith(end));
    await cache.delete(called("_rare.wasm"));
    await cache.put(called("_unicode.wasm"), new Response("half of i", { headers: { "Content-Type": "application/wasm" } }));
    return files.length;
  });
  const count = await spoil();
  await forgetWorker(page);
  // What is lost comes from the host meanwhile.
  assert.equal((await runs(playground, linkTo(RARE))).stdout, "0.3");
  await page.waitForFunction(async (count) => {
    const cache = await caches.open((await caches.keys())[0]);
    const files = await cache.keys();
    const unicode = await cache.match(files.find(({ url }) => url.endsWith("_unicode.wasm")));
    return files.length === count && (await unicode.arrayBuffer()).byteLength > 100_000;
  }, count);
  site.isDown = true;
  assert.equal((await runs(playground, linkTo(RARE))).stdout, "0.3");
  assert.equal((await runs(playground, linkTo(UNICODE))).stdout, "SNOWMAN");

  // Without a network it says what is missing, and runs what it can.
  await spoil();
  assert.equal((await runs(playground, linkTo(TASKS))).stdout, "slept");
  await page.goto("about:blank");
  await page.goto(site.url + linkTo(RARE));
  await playground.run();
  assert.equal(await playground.waitForState("ended", "crashed"), "crashed");
  await playground.close();
});

test("a version of which the host has not all is not kept, and the page runs all the same", async () => {
  const damaged = await versionCalled("damaged");
  const release = world.site.hold("loopscope_engine_unicode.wasm");
  release(true);
  world.site.directory = damaged.directory;
  const playground = await world.open({ program: TASKS, context: KEPT });
  const { page } = playground;
  await page.waitForFunction(async () => (await caches.keys()).length > 0);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
  assert.equal((await playground.runToEnd()).stdout, "slept");
  await page.reload();
  assert.equal((await playground.runToEnd()).stdout, "slept");
  await playground.close();
  world.site.hold("loopscope_engine_unicode.wasm")();
  await damaged.remove();
});

test("where there is no room nothing is kept, and nothing breaks", async () => {
  const context = await world.browser.newContext(KEPT);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(world.site.url);
  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 200_000 });
  await page.goto(world.site.url + linkTo(TASKS));
  await page.waitForFunction(async () => (await caches.keys()).length > 0);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0);
  await page.reload();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("log", { name: "Console" }).getByText("slept").waitFor();
  await context.close();
});

test("a host that does not answer is not waited for, and one that fails is passed over", async () => {
  const playground = await visit();
  const { page, site } = playground;
  const release = site.hold(new URL(site.url).pathname.split("/").at(-2));
  const began = Date.now();
  assert.equal((await runs(playground, linkTo(RARE))).stdout, "0.3");
  assert.ok(Date.now() - began > 2_000, "the host was asked first");
  release(true);
  assert.equal((await runs(playground, linkTo(UNICODE))).stdout, "SNOWMAN");
  site.hold(new URL(site.url).pathname.split("/").at(-2))();
  await playground.close();
});

test("nothing else of the host is touched", async () => {
  const playground = await visit();
  const { page, site } = playground;
  site.outside.length = 0;
  site.asked.length = 0;
  const status = (path) => page.evaluate((path) => fetch(path).then(({ status }) => status), path);
  assert.equal(await status("docs/"), 404);
  assert.equal(await status("/elsewhere/v-1/boot.js"), 404);
  assert.equal(await status("embed.js"), 200);
  assert.equal(site.outside.length, 2);
  assert.deepEqual(site.asked, ["embed.js"]);
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1);
  await playground.close();
});

test("the worker that goes forgets all, and a browser that has it is as new", async () => {
  const playground = await visit();
  const { page, site } = playground;
  const retired = await versionCalled("retired");
  await copyFile(new URL("../../web/offline/retire.js", import.meta.url), `${retired.directory}offline.js`);
  site.directory = retired.directory;
  await page.reload();
  await page.waitForFunction(async () => {
    const registrations = await navigator.serviceWorker.getRegistrations();
    return registrations.length === 0 && (await caches.keys()).length === 0;
  });
  await page.reload();
  assert.equal((await playground.runToEnd()).stdout, "slept");
  assert.equal(await page.title(), "retired");
  await playground.close();
  await retired.remove();
});

test("examples in a page of another site are kept, too, and what may keep nothing runs as ever", async (t) => {
  const example = `<loop-scope clock="virtual" view="console"><pre>print("an example")</pre></loop-scope>`;
  const host = await serve((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><html lang="en"><title>A docs page</title><script type="module" src="${world.site.url}embed.js"></script>
      ${example.repeat(2)}<iframe id="boxed" sandbox="allow-scripts" src="${world.site.url}embed.html${linkTo('print("in a box")')}" height="400"></iframe>`);
  });
  t.after(() => host.close());
  const page = await (await world.browser.newContext(KEPT)).newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(host.url);
  const run = async (number) => {
    const element = page.locator("loop-scope").nth(number);
    await element.getByRole("button", { name: "Run", exact: true }).click();
    const frame = element.locator("iframe").contentFrame();
    await frame.getByRole("log", { name: "Console" }).getByText("an example").waitFor({ timeout: PATIENCE_MILLIS });
    return frame;
  };
  const boxed = page.locator("#boxed").contentFrame();
  await boxed.getByRole("button", { name: "Run", exact: true }).click();
  await boxed.getByRole("log", { name: "Console" }).getByText("in a box").waitFor({ timeout: PATIENCE_MILLIS });
  const frame = await run(0);
  await frame.locator("html").evaluate(async () => {
    const { serviceWorker } = navigator;
    while (serviceWorker.controller?.state !== "activated") await new Promise((resolve) => setTimeout(resolve, 20));
  });
  assert.deepEqual(complaints, []);
  world.site.isDown = true;
  await run(1);
  await page.context().close();
});
