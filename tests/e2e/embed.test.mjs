// Examples in other pages, on another origin: they cost a script until they are touched, and do what the page does.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { createWorld, DIST, linkTo, PATIENCE_MILLIS, serve, servePage } from "./harness.mjs";

const PROGRAM = `import asyncio

async def main():
    await asyncio.sleep(0.01)
    print("slept & <woke>")

asyncio.run(main())`;

let world;
/** A server of another origin, and what its pages are. */
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
beforeEach(() => {
  world.site.asked.length = 0;
});

/** An example as an author writes it. */
function example(attributes = "", program = PROGRAM) {
  const text = program.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<loop-scope ${attributes}><pre><code class="language-python">${text}</code></pre></loop-scope>`;
}

/** Opens a page of the other origin. */
async function visit(body, { headers = {}, context } = {}) {
  answer = (_, response) => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...headers });
    response.end(`<!doctype html><html lang="en"><title>A docs page</title>
      <script type="module" src="${world.site.url}embed.js"></script>${body}`);
  };
  const page = await (await world.browser.newContext({ viewport: { width: 900, height: 800 }, serviceWorkers: "block", ...context })).newPage();
  page.setDefaultTimeout(PATIENCE_MILLIS);
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(host.url);
  await page.waitForFunction(() => customElements.get("loop-scope"));
  return page;
}

const frameOf = (page, number = 0) => page.locator("loop-scope").nth(number).locator("iframe").contentFrame();

/** Runs an example for the first time, and waits for its end. */
async function runs(page, number = 0) {
  const element = page.locator("loop-scope").nth(number);
  const ended = element.evaluate((it) => new Promise((resolve) => {
    it.addEventListener("loopscope-finished", (event) => resolve(event.detail.exitStatus), { once: true });
  }));
  await element.getByRole("button", { name: "Run", exact: true }).click();
  return ended;
}

test("a page with thirty examples loads one script, and moves nothing", async () => {
  const page = await visit(`<main>${example().repeat(30)}</main>`);
  await page.waitForTimeout(500);
  assert.deepEqual(world.site.asked, ["embed.js"]);
  assert.equal(await page.getByRole("button", { name: "Run", exact: true }).count(), 30);
  assert.equal(await page.locator("pre code").first().innerText(), PROGRAM);
  assert.ok((await page.evaluate(() => window.shift)) < 0.05);
  await page.close();
});

test("a lesson without a block has the height of its buttons before it is touched", async () => {
  const page = await visit(`<p>before</p><loop-scope lesson="02_together"></loop-scope><p>after</p>`);
  const [element, button] = await Promise.all([page.locator("loop-scope"), page.getByRole("button", { name: "Run", exact: true })].map((it) => it.boundingBox()));
  assert.ok(element.height >= 36 && button.y >= element.y && button.y + button.height <= element.y + element.height, JSON.stringify([element, button]));
  await page.close();
});

test("an example has other files, in its block or in others of the page", async () => {
  const program = "import shop, tools\nprint(shop.price, tools.double(shop.price), open('a.txt').read().strip())\n\n# === tools.py ===\ndef double(x): return 2 * x";
  const page = await visit(`<pre id="shop">price = 3\n</pre><pre class="data">text</pre>
    ${example('files="shop.py=#shop a.txt=.data" clock="virtual"', program)}`);
  assert.equal(await runs(page), 0);
  assert.equal(await page.locator("loop-scope").evaluate((it) => it.output), "3 6 text\n");
  const opening = page.context().waitForEvent("page");
  await frameOf(page).getByRole("button", { name: "Open in Loopscope" }).click();
  const opened = await opening;
  await opened.getByRole("group", { name: "Files" }).getByRole("button", { name: "shop.py" }).waitFor();
  await page.close();
});

test("a touched example runs in its frame, and tells the page what it does", async () => {
  const page = await visit(example('clock="virtual"'));
  const element = page.locator("loop-scope");
  await element.evaluate((it) => {
    window.heard = [];
    for (const name of ["ready", "started", "output", "finished"]) {
      it.addEventListener(`loopscope-${name}`, ({ type, detail }) => heard.push([type, detail]));
    }
  });
  assert.equal(await runs(page), 0);
  const frame = frameOf(page);
  await frame.getByRole("log", { name: "Console" }).getByText("slept & <woke>").waitFor();
  assert.equal(await element.evaluate((it) => it.output), "slept & <woke>\n");
  assert.deepEqual(world.site.asked.filter((name) => name.startsWith("lessons/")), []);
  assert.deepEqual((await page.evaluate(() => window.heard)).map(([type]) => type), [
    "loopscope-ready",
    "loopscope-started",
    "loopscope-output",
    "loopscope-finished",
  ]);
  await frame.getByRole("region", { name: "Timeline" }).waitFor();
  const height = await element.locator("iframe").evaluate((it) => [it.clientHeight, it.scrollHeight]);
  assert.ok(height[0] > 300, `the frame is ${height[0]} px high`);
  await page.close();
});

test("the editor comes when the program is touched, and not before", async () => {
  const page = await visit(example('clock="virtual"'));
  assert.equal(await runs(page), 0);
  assert.ok(!world.site.asked.includes("editor.js"));
  const program = frameOf(page).getByRole("textbox", { name: "Program" });
  assert.match(await program.innerText(), /async def main/);
  await program.focus();
  await page.keyboard.press("Control+End");
  await frameOf(page).locator(".cm-focused").waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("  # mine");
  await page.waitForFunction(() => document.querySelector("loop-scope").code.endsWith("  # mine"));
  assert.ok(world.site.asked.includes("editor.js"));
  await page.close();
});

test("an example that is only read loads no editor, and one that is walked through stands at its beginning", async () => {
  const page = await visit(example('clock="virtual" mode="read"') + example('mode="trace"'), { context: { viewport: { width: 900, height: 1600 } } });
  assert.equal(await runs(page, 0), 0);
  await frameOf(page, 0).getByRole("textbox", { name: "Program" }).click();
  const second = page.locator("loop-scope").nth(1);
  const stood = second.evaluate((it) => new Promise((resolve) => {
    it.addEventListener("loopscope-event", ({ detail }) => resolve(detail), { once: true });
  }));
  await second.getByRole("button", { name: "Walk through" }).click();
  const { line } = await stood;
  assert.equal(line, 7);
  await frameOf(page, 1).locator(".here-line").filter({ hasText: "asyncio.run" }).waitFor();
  assert.ok(!world.site.asked.includes("editor.js"));
  await page.close();
});

test("a moment is marked and said before anything is loaded, and one click runs to it", async () => {
  const program = 'import asyncio\n\nasync def main():\n    print("one")\n    print("two")\n\nasyncio.run(main())';
  const page = await visit(example('at="8.5.Task-1+prints+at+line+5"', program));
  const element = page.locator("loop-scope");
  await element.getByText("#8: Task-1 prints at line 5").waitFor();
  const [mark, line] = await page.evaluate(() => {
    const element = document.querySelector("loop-scope");
    const text = element.querySelector("code").firstChild;
    const range = document.createRange();
    const at = text.data.indexOf("print(\"two\")");
    range.setStart(text, at);
    range.setEnd(text, at + 5);
    const box = (it) => [it.getBoundingClientRect()].map(({ top, bottom }) => [Math.round(top), Math.round(bottom)])[0];
    return [box(element.shadowRoot.querySelector(".mark")), box(range)];
  });
  assert.deepEqual(mark, line);
  assert.deepEqual(world.site.asked, ["embed.js"]);
  const stood = element.evaluate((it) => new Promise((resolve) => {
    it.addEventListener("loopscope-event", ({ detail }) => resolve(detail), { once: true });
  }));
  await element.getByRole("button", { name: "Run to it" }).click();
  assert.deepEqual(await stood, { event: 8, line: 5, text: "Task-1 prints at line 5" });
  assert.equal(await frameOf(page).getByText("turned out differently").count(), 0);
  await frameOf(page).locator(".here-line").filter({ hasText: 'print("two")' }).waitFor({ timeout: PATIENCE_MILLIS });
  await page.close();
});

test("lines are hidden in the page and folded away in the frame, and can be seen in both", async () => {
  const page = await visit(example('clock="virtual" lines="3-5"'));
  const block = page.locator("loop-scope pre").first();
  const seen = () => block.evaluate((it) => it.innerText.trim());
  assert.equal(await seen(), 'async def main():\n    await asyncio.sleep(0.01)\n    print("slept & <woke>")');
  assert.equal(await page.locator("loop-scope").evaluate((it) => it.code), `${PROGRAM}\n`);
  await page.getByRole("button", { name: "All lines" }).click();
  assert.equal(await seen(), PROGRAM);
  assert.equal(await runs(page), 0);
  const frame = frameOf(page);
  assert.equal(await frame.getByRole("button", { name: "⋯ 2 lines" }).count(), 2);
  assert.equal(await frame.locator("[data-number]").filter({ hasText: "async def main" }).getAttribute("data-number"), "3");
  await frame.getByRole("button", { name: "⋯ 2 lines" }).first().click();
  await frame.getByText("import asyncio").waitFor();
  await frame.getByText("async def main").click();
  await frame.locator(".cm-editor").waitFor();
  await frame.getByRole("button", { name: "⋯ 2 lines" }).click();
  await frame.locator(".cm-editor").getByText("asyncio.run(main())").waitFor();
  await page.close();
});

test("lines are hidden before the first touch where a selector finds the block, also where lines end by <br>", async () => {
  const lines = ["import asyncio", "", "async def main():", '    print("seen")', "", "asyncio.run(main())", "", ""];
  const block = (end) => `<pre class="loopscope"><code>${lines.map((line) => `<span>${line}${end}</span>`).join("")}</code></pre>`;
  const page = await visit(`${block("\n")}${block("<br>")}<loop-scope for="pre.loopscope" lines="3-4" clock="virtual" view="console"></loop-scope>`);
  await page.getByRole("button", { name: "All lines" }).nth(1).waitFor();
  const shown = (number) => page.locator("pre.loopscope").nth(number).evaluate((it) => it.innerText.trim());
  for (const number of [0, 1]) {
    assert.equal(await shown(number), lines.slice(2, 4).join("\n"));
    assert.equal(await page.locator("loop-scope:not([for])").nth(number).evaluate((it) => it.code), `${lines.slice(0, 6).join("\n")}\n`);
  }
  await page.getByRole("button", { name: "All lines" }).nth(1).click();
  assert.equal(await shown(1), lines.join("\n").trim());
  await page.close();
});

test("the line of a moment is marked whatever a highlighter makes of the lines", async () => {
  const lines = ["import asyncio", "", "async def main():", '    print("here")', "", "asyncio.run(main())"];
  const pygments = lines.map((line) => `<span>${line}</span><span></span>\n`).join("");
  const breaks = lines.map((line) => `<span>${line}<br></span>`).join("");
  const examples = [pygments, breaks].flatMap((code) => [4, 5].map((line) => `<loop-scope at="3.${line}"><pre><code>${code}</code></pre></loop-scope>`));
  const page = await visit(examples.join(""));
  for (const number of [0, 1, 2, 3]) {
    const [marked, there] = await page.locator("loop-scope").nth(number).evaluate((it) => {
      const find = (text) => [...it.querySelectorAll("span")].find((span) => span.textContent.includes(text)).getBoundingClientRect();
      const mark = it.shadowRoot.querySelector(".mark").getBoundingClientRect();
      return [mark.top + mark.height / 2, [find("here"), find("run(")]].map((it) => it.map?.((box) => [box.top, box.bottom]) ?? it);
    });
    const [here, after] = there;
    const isThere = number % 2 === 0 ? here[0] < marked && marked < here[1] : here[1] <= marked && marked <= after[0];
    assert.ok(isThere, `example ${number}: ${marked} in ${JSON.stringify(there)}`);
  }
  await page.close();
});

test("what names no lines hides none, and is said in the console", async () => {
  const page = await visit("");
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), example('lines="3-2"') + example('hide-lines="1-9"', `${PROGRAM}\n\n\n`));
  await page.getByRole("button", { name: "Run", exact: true }).nth(1).waitFor();
  for (const number of [0, 1]) assert.equal(await page.locator("pre code").nth(number).evaluate((it) => it.innerText.trim()), PROGRAM);
  assert.equal(await page.getByRole("button", { name: "All lines" }).count(), 0);
  assert.equal(said.length, 1);
  assert.match(said[0], /This example is damaged: its field “lines” does not name lines, as in 1-3,7\./);
  await page.close();
});

test("what runs by itself does so when it is seen, asks nobody, and does not run on", async () => {
  let asked = 0;
  const server = await serve((_, response) => {
    asked += 1;
    response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("secret");
  });
  const program = `import aiohttp, asyncio
async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://demo.test/status/200") as response:
            print(response.status)
        try:
            await session.get("${server.url}")
        except aiohttp.ClientError as error:
            print("refused" if "press Run" in str(error) else error)
asyncio.run(main())
print("on and on")
while True: pass`;
  const page = await visit(`<div style="height: 3000px"></div>${example('run="visible" clock="real" view="console"', program)}`);
  await page.waitForTimeout(300);
  assert.deepEqual(world.site.asked, ["embed.js"]);
  const element = page.locator("loop-scope");
  const ended = element.evaluate((it) => new Promise((resolve) => {
    it.addEventListener("loopscope-finished", (event) => resolve(event.detail.exitStatus), { once: true });
  }));
  await page.evaluate(() => scrollTo(0, 3000));
  assert.equal(await ended, 130);
  assert.match(await element.evaluate((it) => it.output), /^200\nrefused\non and on\n/);
  await frameOf(page).getByText("two seconds of the processor").waitFor();
  assert.equal(asked, 0);
  await server.close();
  await page.close();
});

test("what is out of sight stands still", async () => {
  const program = `import asyncio
async def main():
    for i in range(1000):
        print(i)
        await asyncio.sleep(0.02)
asyncio.run(main())`;
  const page = await visit(`${example('view="console"', program)}<div style="height: 5000px"></div>`);
  const element = page.locator("loop-scope");
  await element.getByRole("button", { name: "Run", exact: true }).click();
  const count = () => element.evaluate((it) => it.output.length);
  await page.waitForFunction(() => document.querySelector("loop-scope").output.length > 0);
  await page.evaluate(() => scrollTo(0, 5000));
  await page.waitForTimeout(400);
  const before = await count();
  await page.waitForTimeout(400);
  assert.equal(await count(), before);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction((before) => document.querySelector("loop-scope").output.length > before, before);
  await page.close();
});

test("what a script starts out of sight waits until it is seen", async () => {
  let asked = 0;
  const server = await serve((_, response) => {
    asked += 1;
    response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end();
  });
  const program = `import aiohttp, asyncio
async def main():
    async with aiohttp.ClientSession() as session:
        await session.get("${server.url}")
asyncio.run(main())`;
  const page = await visit(`<div style="height: 3000px"></div>${example('view="console"', program)}`);
  const element = page.locator("loop-scope");
  await element.evaluate((it) => new Promise((resolve) => {
    it.addEventListener("loopscope-started", resolve, { once: true });
    it.run();
  }));
  await page.waitForTimeout(1_000);
  assert.equal(asked, 0);
  await page.evaluate(() => scrollTo(0, 3000));
  await element.locator("iframe").contentFrame().locator('[data-exit-status="0"]').waitFor({ state: "attached" });
  assert.equal(asked, 1);
  await server.close();
  await page.close();
});

test("what the reader changes goes along to Loopscope, and stays when the example is put away", async () => {
  const page = await visit(Array.from({ length: 4 }, (_, at) => example('clock="virtual" view="console"', `print("example", ${at})`)).join(""));
  await runs(page, 0);
  const frame = frameOf(page, 0);
  const editor = frame.getByRole("textbox", { name: "Program" });
  await editor.waitFor();
  await editor.focus();
  await frame.locator(".cm-focused").waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText('print("mine")');
  const popup = page.waitForEvent("popup");
  await frame.getByRole("button", { name: "Open in Loopscope" }).click();
  const outside = await popup;
  await outside.getByText('print("mine")').waitFor();
  await outside.close();

  for (const at of [1, 2, 3]) assert.equal(await runs(page, at), 0);
  assert.equal(await page.locator("loop-scope iframe").count(), 3);
  const first = page.locator("loop-scope").first();
  assert.equal(await first.evaluate((it) => it.code), 'print("example", 0)\nprint("mine")');
  await first.getByText('print("mine")').waitFor();
  await first.getByLabel("Output").getByText("example 0").waitFor();
  await runs(page, 0);
  assert.equal(await first.evaluate((it) => it.output), "example 0\nmine\n");
  await page.close();
});

test("a selector makes the blocks of a docs tool live, also those that come later", async () => {
  const block = `<div class="highlight"><pre class="loopscope"><span>print</span>(<span>"from a block"</span>)</pre></div>`;
  const page = await visit(`${block}<loop-scope for="pre.loopscope" clock="virtual" view="console"></loop-scope>`);
  assert.equal(await page.getByRole("button", { name: "Run", exact: true }).count(), 1);
  await page.evaluate((block) => document.body.insertAdjacentHTML("beforeend", block), block);
  await page.getByRole("button", { name: "Run", exact: true }).nth(1).waitFor();
  await page.locator("loop-scope:not([for])").nth(1).evaluate((it) => it.run());
  await page.locator("loop-scope:not([for])").nth(1).locator("iframe").contentFrame()
    .getByRole("log", { name: "Console" }).getByText("from a block").waitFor();
  // Instant navigation: all comes and goes, and nothing stays.
  for (let round = 0; round < 10; round += 1) {
    await page.evaluate((block) => {
      for (const it of document.querySelectorAll(".highlight")) it.remove();
      document.body.insertAdjacentHTML("beforeend", block);
    }, block);
    await page.getByRole("button", { name: "Run", exact: true }).waitFor();
  }
  assert.equal(page.frames().length, 1);
  await page.close();
});

test("a button that is pressed stays under the pointer while a frame above it grows", async () => {
  const page = await visit(example('clock="virtual"') + example('clock="virtual" view="console"'));
  await page.getByRole("button", { name: "Edit" }).first().click();
  const frame = page.locator("loop-scope iframe");
  // It has the height that it wants to have.
  for (let height = 0, last = -1; height !== last; await page.waitForTimeout(300)) [last, height] = [height, (await frame.boundingBox()).height];
  const button = page.locator("loop-scope").nth(1).getByRole("button", { name: "Run", exact: true });
  const place = async () => (await button.boundingBox()).y;
  const before = await place();
  await button.hover();
  await page.mouse.down();
  await page.locator("loop-scope").first().evaluate((it) => new Promise((resolve) => {
    const { height } = it.shadowRoot.querySelector("iframe").getBoundingClientRect();
    it.addEventListener("loopscope-resize", ({ detail }) => detail.height > height + 50 && resolve());
    it.load("print()\n".repeat(18));
  }));
  assert.equal(await place(), before);
  await page.mouse.up();
  await page.waitForFunction((before) => document.querySelectorAll("loop-scope")[1].getBoundingClientRect().top > before, before);
  await page.waitForFunction(() => document.querySelectorAll("loop-scope")[1].output.includes("woke"));
  await page.close();
});

test("buttons are where a block ends, and leave its beginning to others", async () => {
  const page = await visit(example());
  const [bar, block] = await page.evaluate(() => {
    const element = document.querySelector("loop-scope");
    const box = ({ top, bottom, right }) => ({ top, bottom, right });
    return [element.shadowRoot.querySelector(".bar"), element.querySelector("pre")].map((it) => box(it.getBoundingClientRect()));
  });
  assert.ok(bar.top > block.top + 40 && bar.bottom <= block.bottom && bar.right <= block.right, JSON.stringify([bar, block]));
  await page.close();
});

test("a frame that is put away before it is ready leaves nothing behind", async () => {
  const page = await visit(example().repeat(4));
  const release = world.site.hold("embed.html");
  const listening = await page.evaluate(() => {
    let count = 0;
    const { addEventListener, removeEventListener } = window;
    window.addEventListener = (...given) => {
      const [type, , options] = given;
      if (type === "message") {
        count += 1;
        options?.signal?.addEventListener("abort", () => (count -= 1), { once: true });
      }
      return addEventListener.apply(window, given);
    };
    window.removeEventListener = (...given) => {
      if (given[0] === "message") count -= 1;
      return removeEventListener.apply(window, given);
    };
    for (let round = 0; round < 5; round += 1) for (const it of document.querySelectorAll("loop-scope")) it.run();
    return count;
  });
  // As many as have a frame.
  assert.equal(listening, 3);
  release();
  await page.close();
});

test("an editor that is not there any more says that there is a new version", async () => {
  const page = await visit(example('clock="virtual" view="console"'));
  assert.equal(await runs(page), 0);
  world.site.directory = "/nowhere/";
  await frameOf(page).getByRole("textbox", { name: "Program" }).click();
  await frameOf(page).getByRole("alert").getByText("this version of the page is not there any more: reload the page for the new one").waitFor();
  world.site.directory = DIST;
  await page.close();
});

test("lines may end as some docs tools end them", async () => {
  const page = await visit('<loop-scope clock="virtual"><pre><code><span>if True:<br></span><span>    print("two lines")<br></span></code></pre></loop-scope>');
  assert.equal(await page.locator("loop-scope").evaluate((it) => it.code), 'if True:\n    print("two lines")\n');
  assert.equal(await runs(page), 0);
  await page.close();
});

test("a strict policy of the page around is enough with this script and this frame in it", async () => {
  const { origin } = new URL(world.site.url);
  const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}`;
  const page = await visit(example('clock="virtual" view="console"'), { headers: { "Content-Security-Policy": policy } });
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  assert.equal(await runs(page), 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("an example is as light or dark as the page around it, also when that switches", async () => {
  const page = await visit(`<style>body { background: white } .dark body { background: #111 }</style>${example('clock="virtual"')}`);
  await runs(page);
  const scheme = () => frameOf(page).locator("html").evaluate((it) => it.style.colorScheme);
  assert.equal(await scheme(), "light");
  await page.evaluate(() => document.documentElement.classList.add("dark"));
  await page.waitForFunction(() => true);
  await frameOf(page).locator('html[style*="dark"]').waitFor({ state: "attached", timeout: PATIENCE_MILLIS });
  await page.close();
});

test("only the page around drives a frame, and a link does not run by itself", async () => {
  const src = `${world.site.url}embed.html${linkTo('print("never asked for")')}`;
  const page = await visit("");
  const port = await page.evaluateHandle(async (src) => {
    const frame = Object.assign(document.createElement("iframe"), { id: "it", src, width: 600, height: 400 });
    const ready = new Promise((resolve) => {
      addEventListener("message", (event) => event.source === frame.contentWindow && resolve(event));
    });
    document.body.append(frame);
    const { data, ports } = await ready;
    if (data.loopscope !== 1 || data.type !== "ready") throw new Error(JSON.stringify(data));
    return ports[0];
  }, src);
  const frame = page.locator("#it").contentFrame();
  await frame.getByRole("button", { name: "Run", exact: true }).waitFor();
  // What any window can do.
  await page.evaluate(() => {
    for (const message of [{ type: "run" }, { loopscope: 1, type: "run" }, { loopscope: 1, type: "load", code: "print(666)" }]) {
      document.getElementById("it").contentWindow.postMessage(message, "*");
    }
  });
  // What the page around can do.
  const refused = await port.evaluate((port) => new Promise((resolve) => {
    port.onmessage = ({ data }) => data.type === "refused" && resolve(data.why);
    for (const message of [undefined, 7, {}, { type: 3 }, { type: "unheard of" }, { type: "step", kind: "sideways" }, { type: "run" }]) {
      port.postMessage(message);
    }
  }));
  assert.match(refused, /never runs by itself/);
  await page.waitForTimeout(300);
  assert.equal(await frame.locator("[data-state]").first().getAttribute("data-state"), "idle");
  await frame.getByText("never asked for").waitFor();

  // What that gives it may run.
  const output = await port.evaluate((port) => new Promise((resolve) => {
    port.onmessage = ({ data }) => data.type === "output" && resolve(data);
    port.postMessage({ type: "load", code: 'print("given")', clock: "virtual" });
    port.postMessage({ type: "run" });
  }));
  assert.deepEqual(output, { type: "output", stream: "stdout", text: "given\n" });
  await page.close();
});

test("a frame that may not load its files says so and is not white", async () => {
  const closed = await servePage({});
  const page = await visit(`<iframe id="it" sandbox="allow-scripts" src="${closed.url}embed.html" width="600" height="300"></iframe>`);
  await page.locator("#it").contentFrame().getByText("could not").waitFor({ timeout: PATIENCE_MILLIS });
  await page.close();
  await closed.close();
});

test("a sandboxed frame runs programs where the host lets other origins in", async () => {
  const src = `${world.site.url}embed.html${linkTo('print("in a box")')}`;
  const page = await visit(`<iframe id="it" sandbox="allow-scripts" src="${src}" width="600" height="500"></iframe>`);
  const frame = page.locator("#it").contentFrame();
  await frame.getByRole("button", { name: "Run", exact: true }).click();
  await frame.getByRole("log", { name: "Console" }).getByText("in a box").waitFor({ timeout: PATIENCE_MILLIS });
  await page.close();
});
