// Examples where pages are not as usual: isolated, without scripts, printed, with colours or a direction of their own, left and come back to.

import assert from "node:assert/strict";
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { createWorld, DIST, PATIENCE_MILLIS, serve, servePage } from "./harness.mjs";

const AXE = createRequire(new URL("../../web/package.json", import.meta.url)).resolve("axe-core/axe.min.js");
const PROGRAM = `import asyncio

async def main():
    await asyncio.sleep(0.01)
    print("slept")

asyncio.run(main())`;

let world;
let host;
let answer;
before(async () => {
  world = await createWorld();
  host = await serve((request, response) => answer(request, response));
});
after(async () => {
  await host.close();
  await world.close();
});

/** A page of another origin, with an example. */
function docs({ script = `${world.site.url}embed.js`, attributes = 'clock="virtual" view="console"', html = 'lang="en"', style = "" } = {}) {
  return `<!doctype html><html ${html}><title>A docs page</title><style>${style}</style><script type="module" src="${script}"></script>
    <main><h1>Docs</h1><loop-scope ${attributes}><pre><code class="language-python">${PROGRAM}</code></pre></loop-scope></main>`;
}

async function visit(body, { headers = {}, context } = {}) {
  answer = (_, response) => response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...headers }).end(body);
  const opened = await world.browser.newContext({ viewport: { width: 900, height: 900 }, serviceWorkers: "block", ...context });
  const page = await opened.newPage();
  page.setDefaultTimeout(PATIENCE_MILLIS);
  await page.goto(host.url);
  return page;
}

/** Runs the example to its line. */
async function runs(page) {
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const frame = page.locator("loop-scope iframe").contentFrame();
  await frame.getByRole("log", { name: "Console" }).getByText("slept").waitFor();
  return frame;
}

test("a page that isolates itself runs examples of a host that lets it", async () => {
  const isolating = { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin" };
  const site = await servePage({
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  });
  const page = await visit(docs({ script: `${site.url}embed.js` }), { headers: isolating });
  assert.ok(await page.evaluate(() => crossOriginIsolated));
  await runs(page);
  await page.close();
  await site.close();
});

test("what is dark, has the reader's own colours, or runs from right to left can be read", async () => {
  for (const [context, options] of [
    [{ colorScheme: "dark" }, { style: ":root { color-scheme: dark } body { background: #111; color: #eee }" }],
    [{ forcedColors: "active" }, {}],
    [{}, { html: 'lang="ar" dir="rtl"' }],
  ]) {
    const page = await visit(docs(options), { context });
    const frame = await runs(page);
    for (const it of [page, await (await page.locator("loop-scope iframe").elementHandle()).contentFrame()]) {
      await it.addScriptTag({ path: AXE }).catch(() => undefined);
    }
    const found = await page.evaluate(() => window.axe.run(document.querySelector("loop-scope"), { iframes: false, runOnly: ["wcag2a", "wcag2aa"] }));
    assert.deepEqual(found.violations.map(({ id }) => id), []);
    // The frame is the page's own language and direction, whatever is around it.
    const line = await frame.getByRole("log").getByText("slept").boundingBox();
    const place = await page.locator("loop-scope iframe").boundingBox();
    assert.ok(line.x >= place.x && line.x < place.x + place.width / 2);
    await page.close();
  }
});

test("what is printed shows the program and what it printed last", async () => {
  const page = await visit(docs());
  await runs(page);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.getByText("async def main").isVisible());
  assert.ok(await page.getByLabel("Output").getByText("slept").isVisible());
  assert.ok(!(await page.locator("loop-scope iframe").isVisible()));
  assert.ok(!(await page.getByRole("button", { name: "Run" }).isVisible()));
  await page.close();
});

test("who goes away and comes back finds the page as it was, and examples run", async () => {
  const page = await visit(docs());
  await runs(page);
  await page.goto("about:blank");
  await page.goBack();
  await page.getByText("async def main").first().waitFor();
  const again = page.getByRole("button", { name: "Run", exact: true });
  if (await again.isVisible()) await runs(page);
  else await page.locator("loop-scope iframe").contentFrame().getByText("slept").waitFor();
  await page.close();
});

test("without scripts the program is there, and a frame says what it needs", async () => {
  const body = docs() + `<iframe id="it" src="${world.site.url}embed.html" width="600" height="300"></iframe>`;
  const page = await visit(body, { context: { javaScriptEnabled: false } });
  assert.ok(await page.getByText("async def main").isVisible());
  assert.equal(await page.getByRole("button").count(), 0);
  // Texts are looked for elsewhere only.
  await page.locator("#it").contentFrame().locator("noscript p").waitFor();
  await page.close();
});

test("a page on disk runs examples of a host, and Loopscope itself on disk says what to do instead", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "loopscope-docs-"));
  const file = path.join(directory, "page.html");
  await writeFile(file, docs());
  const page = await (await world.browser.newContext({ viewport: { width: 900, height: 900 } })).newPage();
  page.setDefaultTimeout(PATIENCE_MILLIS);
  await page.goto(pathToFileURL(file).href);
  await runs(page);
  await page.goto(pathToFileURL(path.join(DIST, "index.html")).href);
  await page.getByText("they have to come from a web server").waitFor();
  await page.close();
  await rm(directory, { recursive: true });
});
