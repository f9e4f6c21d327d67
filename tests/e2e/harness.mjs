// What the browser tests share: the built page on a server, Chromium, and a page as its user meets it.
//
// Things are found as an assistive tool finds them, by role and name. Beyond that the page says of itself
// `data-state` (idle, running, ended, crashed) and `data-exit-status`, and of each line of its console
// `data-stream` (stdout, stderr).

import { readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(new URL("../../web/package.json", import.meta.url))("playwright-core");

/** The built page. */
export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
/** Not the top of the host, to prove that all of the page's addresses are relative. */
const PREFIX = "/some/where/loopscope/";

const MIME_TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
};

const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long a program may run before a test gives up, in milliseconds. */
export const PATIENCE_MILLIS = 15_000;

/** The clocks of the page, by what their control says. */
export const clocks = { real: "Real time", faster: "×10", virtual: "Virtual time" };

/**
 * Serves the built page as a static host would, with these headers: by default one that lets other pages load scripts from it.
 * What it gives has `directory`, which another version may take the place of, and `isDown`, as when there is no network.
 */
export async function servePage(headers = { "Access-Control-Allow-Origin": "*" }) {
  const site = { directory: DIST, isDown: false };
  const outside = [];
  const asked = [];
  const held = new Map();
  const server = http.createServer(async (request, response) => {
    if (site.isDown) {
      request.socket.destroy();
      return;
    }
    const url = new URL(request.url, "http://host");
    const file = url.pathname.startsWith(PREFIX) && readFrom(site.directory, url.pathname.slice(PREFIX.length));
    if (!file) {
      outside.push(url.pathname);
      response.writeHead(404).end();
      return;
    }
    if (await held.get(path.basename(url.pathname))) {
      response.writeHead(503).end();
      return;
    }
    asked.push(url.pathname.slice(PREFIX.length).replace(/^v-\w+\//, ""));
    response.writeHead(200, { "Content-Type": file.type, ...headers }).end(file.bytes);
  });
  const origin = await listen(server);
  return Object.assign(site, {
    url: origin + PREFIX,
    /** Paths that were asked for and are not there. */
    outside,
    /** What was asked for, in this order, named without the folder of its version. */
    asked,
    /** Does not answer for a file of that name until what it gives is called; with `true` it fails then. */
    hold(name) {
      let release;
      held.set(name, new Promise((resolve) => (release = resolve)));
      return release;
    },
    close: () => close(server),
  });
}

function readFrom(directory, name) {
  const file = path.join(directory, decodeURIComponent(name) || "index.html");
  if (!file.startsWith(directory) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  return { bytes: readFileSync(file), type: MIME_TYPES[path.extname(file)] ?? "application/octet-stream" };
}

/** Serves `answer(request, response)` at a random port; has `url` and `close`. */
export async function serve(answer) {
  const server = http.createServer(answer);
  return { url: await listen(server), close: () => close(server) };
}

/** Serves `answer 1`, `answer 2` and so on, to everybody; has `url`, `close` and how many `requests` there were. */
export async function serveAnswers() {
  let requests = 0;
  const { url, close } = await serve((_, response) => {
    requests += 1;
    const headers = { "Access-Control-Allow-Origin": "*", "Content-Type": "text/plain" };
    response.writeHead(200, headers).end(`answer ${requests}`);
  });
  return { url, close, requests: () => requests };
}

async function listen(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}`;
}

function close(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

/** Starts headless Chromium, with an empty profile and these flags besides. */
export function launch(flags = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [...CHROMIUM_FLAGS, ...flags],
    headless: true,
  });
}

/** A link that holds a program, as written by hand. */
export function linkTo(program) {
  return `#code=${encodeURIComponent(program)}`;
}

/**
 * Opens the page in a fresh context.
 *
 * Options: `program` or `hash` for the link, `clock` (one of `clocks`), and what `browser.newContext` takes
 * in `context`. Nothing is kept for when there is no network, unless that has `serviceWorkers: "allow"`.
 */
export async function open(browser, site, { program, hash = program === undefined ? "" : linkTo(program), clock, context } = {}) {
  const opened = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block", ...context });
  const page = await opened.newPage();
  const playground = new Playground(page, site);
  await page.addInitScript(watchPage);
  await page.goto(site.url + hash);
  await playground.runButton.waitFor();
  if (clock) await playground.chooseClock(clock);
  return playground;
}

/** Runs in the page, before its own scripts: notes when each state of the program began. */
function watchPage() {
  window.watched = { states: [], stopClicked: undefined };
  let last;
  const noteState = () => {
    const state = document.querySelector("[data-state]")?.dataset.state;
    if (state !== last) watched.states.push({ state, at: performance.now() });
    last = state;
  };
  new MutationObserver(noteState).observe(document, { subtree: true, childList: true, attributeFilter: ["data-state"] });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && (button.ariaLabel ?? button.textContent).trim() === "Stop") watched.stopClicked = event.timeStamp;
  }, { capture: true });
}

function isNameOfMainThread(event) {
  return event.name === "thread_name" && event.args.name === "CrRendererMain";
}

function threadOf(event) {
  return `${event.pid} ${event.tid}`;
}

/** The page, as its user meets it. */
export class Playground {
  constructor(page, site) {
    this.page = page;
    this.site = site;
    /** What the page complained about: errors of scripts and in the browser's console. */
    this.complaints = [];
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    this.runButton = page.getByRole("button", { name: "Run", exact: true });
    this.stopButton = page.getByRole("button", { name: "Stop", exact: true });
    this.shareButton = page.getByRole("button", { name: "Share" });
    this.editor = page.getByRole("textbox", { name: "Program" });
    this.console = page.getByRole("log", { name: "Console" });
    this.timeline = page.getByRole("region", { name: "Timeline" });
    this.root = page.locator("[data-state]").first();
  }

  async chooseClock(clock) {
    await this.page.getByRole("radiogroup", { name: "Clock" }).getByRole("radio", { name: clock }).check();
  }

  /** Brings a pane into view, where panes are reached by tabs. */
  async show(name) {
    const tab = this.page.getByRole("tab", { name });
    if (await tab.count()) await tab.click();
  }

  /** The program in the editor. */
  async program() {
    const lines = await this.editor.locator(".cm-line").evaluateAll((all) => all.map((line) => line.textContent));
    return lines.join("\n");
  }

  /** Replaces the program by typing over it. */
  async type(program) {
    await this.editor.focus();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(program);
  }

  async run() {
    await this.runButton.click();
  }

  async stop() {
    await this.stopButton.click();
  }

  async state() {
    return this.root.getAttribute("data-state");
  }

  /** The exit status of the program that ended last. */
  async exitStatus() {
    return Number(await this.root.getAttribute("data-exit-status"));
  }

  /** Waits for one of the states, and says which. */
  async waitForState(...states) {
    const selector = states.map((state) => `[data-state="${state}"]`).join(",");
    await this.page.locator(selector).first().waitFor({ state: "attached", timeout: PATIENCE_MILLIS });
    return this.state();
  }

  /** Lets the engine die in the midst of the turn in which a program makes a request: what the host does for it there throws. */
  async dieAtRequest() {
    await this.page.evaluate(() => {
      const push = Array.prototype.push;
      Array.prototype.push = function (...items) {
        if (items[0] === "fetch") throw new Error("there is no room for a request");
        return push.apply(this, items);
      };
    });
  }

  /** Waits for the end of the program. */
  async ended() {
    const state = await this.waitForState("ended", "crashed");
    if (state !== "ended") throw new Error(`the engine crashed: ${await this.page.locator("body").innerText()}`);
  }

  /** Runs the program to its end in a page where another one may have ended before. */
  async runAnew() {
    const runs = await this.page.evaluate(() => window.watched.states.filter(({ state }) => state === "running").length);
    await this.run();
    await this.page.waitForFunction((runs) => {
      const states = window.watched.states.map(({ state }) => state);
      return states.filter((state) => state === "running").length > runs && states.at(-1) !== "running";
    }, runs, { timeout: PATIENCE_MILLIS });
    await this.ended();
  }

  /** Runs the program to its end and gives what a terminal would show of it. */
  async runToEnd() {
    await this.run();
    await this.ended();
    return this.outcome();
  }

  async outcome() {
    return { stdout: await this.output("stdout"), stderr: await this.output("stderr"), status: await this.exitStatus() };
  }

  /** What the program printed on a stream, without the last newline. */
  async output(stream) {
    const texts = await this.console.locator(`[data-stream="${stream}"]`).evaluateAll((lines) =>
      lines.map((line) => (line.querySelector("[data-text]") ?? line).textContent));
    return texts.join("\n");
  }

  /** Waits until the console has a line with this text. */
  async printed(text) {
    await this.console.locator("[data-stream]").filter({ hasText: text }).first().waitFor({ timeout: PATIENCE_MILLIS });
  }

  /**
   * The processor time of the page's longest task until `until` resolves, in milliseconds: what others on the
   * machine do meanwhile does not count.
   */
  async longestTask(until) {
    const browser = this.page.context().browser();
    await browser.startTracing(this.page, { categories: ["disabled-by-default-devtools.timeline"] });
    await until();
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const pages = new Set(traceEvents.filter(isNameOfMainThread).map(threadOf));
    const tasks = traceEvents.filter((event) => event.name === "RunTask" && pages.has(threadOf(event)));
    if (tasks.length === 0) throw new Error("the browser has traced no task");
    return Math.max(...tasks.map((task) => (task.tdur ?? 0) / 1000));
  }

  /** What `watchPage` noted. */
  async watched() {
    return this.page.evaluate(() => window.watched);
  }

  /** A picture in the directory of $LOOPSCOPE_SCREENSHOTS, when that is set. */
  async screenshot(name) {
    const directory = process.env.LOOPSCOPE_SCREENSHOTS;
    if (!directory) return;
    await mkdir(directory, { recursive: true });
    await this.page.screenshot({ path: path.join(directory, `${name}.png`) });
  }

  async close() {
    await this.page.context().close();
  }
}

/** Server and browser for the tests of one file, which close them with `after(() => world.close())`. */
export async function createWorld() {
  const [site, browser] = await Promise.all([servePage(), launch()]);
  return {
    site,
    browser,
    open: (options) => open(browser, site, options),
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}
