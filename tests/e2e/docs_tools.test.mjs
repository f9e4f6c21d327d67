// The samples of docs-tools/, as the docs tools have built them (`cargo xtask docs-tools`), on another origin than the page.

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { createWorld, PATIENCE_MILLIS, serve } from "./harness.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SITES = path.resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "docs-tools");
/** Where the samples say that Loopscope and they themselves are; where that is, is known only now. */
const [HOME, HERE] = ["https://loopscope.example/", "https://docs.example/"];
const MIME_TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
};

let world;
let host;
before(async () => {
  world = await createWorld();
  host = await serve(answer);
});
after(async () => {
  await host.close();
  await world.close();
});

function answer(request, response) {
  const { pathname } = new URL(request.url, "http://host");
  let file = path.join(SITES, decodeURIComponent(pathname));
  if (pathname.endsWith("/")) file = path.join(file, "index.html");
  if (!file.startsWith(SITES) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
  const type = MIME_TYPES[path.extname(file)];
  response.writeHead(200, { "Content-Type": type ?? "application/octet-stream" });
  if (![".html", ".xml"].includes(path.extname(file))) return response.end(readFileSync(file));
  response.end(readFileSync(file, "utf8").replaceAll(HOME, world.site.url).replaceAll(HERE, `${host.url}/`));
}

/** Opens a page of a sample. */
async function visit(address) {
  const page = await (await world.browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  world.site.asked.length = 0;
  await page.goto(`${host.url}/${address}`);
  return page;
}

const frameOf = (page, number = 0) => page.locator("loop-scope").nth(number).locator("iframe").contentFrame();

/** Runs an example, and waits for a line that it prints. */
async function prints(page, line, number = 0) {
  const element = page.locator("loop-scope").nth(number);
  // By key: what is under a pointer moves while another example becomes as high as it is.
  await element.getByRole("button", { name: "Run", exact: true }).press("Enter");
  const printed = frameOf(page, number).getByRole("log", { name: "Console" }).getByText(line);
  const end = Date.now() + PATIENCE_MILLIS;
  // What others push out of sight as they grow stands still until it is seen.
  while (Date.now() < end && !(await printed.isVisible())) {
    await element.evaluate((it) => it.scrollIntoView({ block: "center" }));
    await page.waitForTimeout(100);
  }
  assert.ok(await printed.isVisible(), `${line} of example ${number}`);
}

/** A picture in the directory of $LOOPSCOPE_SCREENSHOTS, when that is set. */
async function picture(page, name) {
  const directory = process.env.LOOPSCOPE_SCREENSHOTS;
  if (directory) await page.screenshot({ path: path.join(directory, `${name}.png`) });
}

test("Sphinx: an example of a page, of a file and of a lesson", async () => {
  const page = await visit("sphinx/index.html");
  await picture(page, "docs-sphinx");
  assert.match(await page.locator("pre").first().innerText(), /count\("<two>"\)/);
  await prints(page, "both have ended");
  assert.match(await page.locator("loop-scope").evaluate((it) => it.output), /^one 0\n<two> 0\n/);
  await page.goto(`${host.url}/sphinx/more/file.html`);
  await prints(page, "out of a file");
  await page.locator("loop-scope").nth(1).getByRole("button", { name: "Run", exact: true }).press("Enter");
  await frameOf(page, 1).getByRole("log", { name: "Console" }).waitFor({ timeout: PATIENCE_MILLIS });
  await page.context().close();
});

test("Sphinx: a page in MyST's Markdown, and one without an example", async () => {
  const page = await visit("sphinx/more/myst.html");
  await prints(page, "written in Markdown");
  await page.context().close();
  const plain = await visit("sphinx/plain.html");
  assert.deepEqual(world.site.asked, []);
  await plain.context().close();
});

test("Material: instant navigation back and forth leaves nothing behind, and examples come to life again", async () => {
  const page = await visit("material/");
  await page.evaluate(() => (window.isTheSame = true));
  const links = page.getByRole("navigation", { name: "Navigation" });
  const orders = async () => {
    await page.getByRole("heading", { name: "Orders" }).waitFor();
    await page.locator("loop-scope").getByRole("button", { name: "Run", exact: true }).waitFor();
  };
  assert.deepEqual(world.site.asked, []);
  await links.getByRole("link", { name: "Orders" }).click();
  await orders();
  assert.deepEqual(world.site.asked, ["embed.js"]);
  await picture(page, "docs-material");
  await prints(page, "both have ended");
  assert.match(await page.locator("loop-scope").evaluate((it) => it.code), /^import asyncio\n\n\nasync def count/);
  for (let round = 0; round < 3; round += 1) {
    await links.getByRole("link", { name: "Without" }).click();
    await page.getByRole("heading", { name: "Without an example" }).waitFor();
    await page.waitForFunction(() => !document.querySelector("loop-scope"));
    assert.equal(page.frames().length, 1);
    await page.goBack();
    await orders();
    await prints(page, "both have ended");
  }
  assert.equal(page.frames().length, 2);
  assert.equal(world.site.asked.filter((name) => name === "embed.js").length, 1);
  assert.ok(await page.evaluate(() => window.isTheSame));
  await page.context().close();
});

test("Material: examples in boxes, lists and tabs, of snippets, files and lessons, which are in what is searched", async () => {
  const page = await visit("material/places/");
  await prints(page, "in a box", 0);
  await prints(page, "out of a file", 1);
  await prints(page, "out of a file", 2);
  await page.getByText("A lesson", { exact: true }).click();
  await page.locator("loop-scope").nth(3).getByRole("button", { name: "Run", exact: true }).press("Enter");
  await frameOf(page, 3).getByRole("log", { name: "Console" }).waitFor({ timeout: PATIENCE_MILLIS });
  await picture(page, "docs-material-places");
  const { docs } = JSON.parse(readFileSync(path.join(SITES, "material/search/search_index.json"), "utf8"));
  assert.match(docs.find(({ location }) => location === "places/").text, /put_nowait/);
  await page.context().close();
});

test("plain MkDocs", async () => {
  const page = await visit("mkdocs/");
  await picture(page, "docs-mkdocs");
  assert.equal(await page.locator("loop-scope").count(), 1);
  await prints(page, "without superfences");
  await page.context().close();
});

test("mdBook: examples of a page, of a list, a quotation and a lesson, and a page without one", async () => {
  const page = await visit("mdbook/orders.html");
  await picture(page, "docs-mdbook");
  assert.equal(await page.locator("loop-scope").count(), 1);
  await prints(page, "both have ended");
  assert.match(await page.locator("loop-scope").evaluate((it) => it.output), /^one 0\n<two> 0\n/);
  await page.goto(`${host.url}/mdbook/more/places.html`);
  await prints(page, "out of a file", 0);
  await prints(page, "in a quotation", 1);
  await page.locator("loop-scope").nth(2).getByRole("button", { name: "Run", exact: true }).press("Enter");
  await frameOf(page, 2).getByRole("log", { name: "Console" }).waitFor({ timeout: PATIENCE_MILLIS });
  await page.goto(`${host.url}/mdbook/without.html`);
  assert.equal(world.site.asked.filter((name) => name === "embed.js").length, 2);
  await page.context().close();
});
