// Links, pages around, servers and programs that mean ill: what docs/security.md claims. Many of them are rows of tables, in `hostile/`.
//
// Names ending in `.example` lead to this machine, as a page from a private address may ask others.

import assert from "node:assert/strict";
import { availableParallelism } from "node:os";
import { after, before, test } from "node:test";

import { clocks, launch, linkTo, open, PATIENCE_MILLIS, serve, servePage } from "./harness.mjs";
import { links } from "./hostile/links.mjs";
import { messages } from "./hostile/messages.mjs";
import { programs } from "./hostile/programs.mjs";
import { MOST_READY, openReady } from "./ready-workers.mjs";

const MINE = "print('mine')";
const READY = Math.min(MOST_READY, availableParallelism());

let browser, site, docs, server;
/** What the server was asked for, and what it answers by path. */
let asked, answers;
before(async () => {
  [site, browser] = await Promise.all([servePage(), launch(["--host-resolver-rules=MAP *.example 127.0.0.1"])]);
  site.local = site.url;
  site.url = site.url.replace("127.0.0.1", "play.example");
  docs = await serve((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Docs</title>"));
  // Of the same site, so that the browser lets the frame have its storage.
  docs.url = docs.url.replace("127.0.0.1", "docs.play.example");
  asked = [];
  answers = {};
  server = await serve((request, response) => {
    asked.push(request);
    const cors = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*", "Set-Cookie": "given=1" };
    const { status = 200, headers = {}, body = "answered" } = answers[request.url] ?? {};
    response.writeHead(request.method === "OPTIONS" ? 204 : status, { ...cors, ...headers });
    if (typeof body === "string") response.end(body);
    else body(response);
  });
  server.port = new URL(server.url).port;
});
after(async () => {
  await browser.close();
  await Promise.all([site.close(), docs.close(), server.close()]);
});

/** Another program in a page that is there, and its end. */
async function runNext(playground, program) {
  const { page } = playground;
  await page.evaluate((hash) => (location.hash = hash), linkTo(program));
  await page.locator('[data-state="idle"]').first().waitFor({ state: "attached" });
  await playground.run();
  await playground.waitForState("ended", "crashed");
  return playground.outcome();
}

/** What a program makes of requests: a line for each. */
function requesting(...requests) {
  return `
import asyncio
import aiohttp

async def main():
    async with aiohttp.ClientSession() as session:
        for method, url in ${JSON.stringify(requests)}:
            try:
                async with session.request(method, url) as response:
                    print(response.status, await response.text())
            except aiohttp.ClientError as error:
                print(type(error).__name__, error)

asyncio.run(main())
`;
}

/** A page of another host with a frame in it; the frame's port when it has offered one. */
async function embed(hash = "", file = "embed.html") {
  const page = await (await browser.newContext({ viewport: { width: 900, height: 800 } })).newPage();
  await page.goto(docs.url);
  const port = await page.evaluateHandle(async ({ src, offers }) => {
    const frame = Object.assign(document.createElement("iframe"), { id: "it", src, width: 800, height: 700 });
    const ready = new Promise((resolve) => {
      addEventListener("message", (event) => event.source === frame.contentWindow && resolve(event.ports[0]));
    });
    document.body.append(frame);
    return offers ? ready : undefined;
  }, { src: site.url + file + hash, offers: file === "embed.html" });
  const frame = page.locator("#it").contentFrame();
  await frame.getByRole("button", { name: "Run", exact: true }).waitFor();
  return { page, port, frame };
}

/** Lets the page around give a frame a program and run it; what it printed. */
function given(port, code, clock = "virtual") {
  return port.evaluate((port, [code, clock]) => new Promise((resolve) => {
    let output = "";
    port.onmessage = ({ data }) => {
      port.heard?.push(data);
      if (data.type === "output") output += data.text;
      if (data.type === "finished") resolve(output);
    };
    port.postMessage({ type: "load", code, clock });
    port.postMessage({ type: "run" });
  }), [code, clock]);
}

/** Nothing was put into the page, or run by it. */
async function isUnharmed(page, what) {
  const found = await page.evaluate(() => ({
    pwned: "pwned" in window,
    elements: [...document.querySelectorAll("iframe, object, embed, body script, img[src=x], a[href^='javascript:' i], .lines a")].map((it) => it.outerHTML),
    title: document.title,
  }));
  assert.deepEqual(found, { pwned: false, elements: [], title: "Loopscope: see in what order asyncio runs, and why" }, what);
}

test("hostile links are text, take nothing away, and run nothing", async (t) => {
  const playground = await open(browser, site, { program: MINE });
  const { page } = playground;
  await playground.editor.waitFor();
  const visit = (hash) => page.evaluate((hash) => (location.hash = hash), hash);
  for (const { name, hash, shows, says } of links) {
    await t.test(name, async () => {
      await visit(linkTo(MINE));
      await page.waitForFunction(() => document.querySelector(".cm-content")?.textContent === "print('mine')" && !document.querySelector(".notice"));
      await visit(hash);
      if (says) await page.locator(".notice p").filter({ hasText: says }).waitFor({ timeout: 5_000 });
      const wanted = shows ?? MINE;
      await page.waitForFunction((text) => document.querySelector(".cm-content")?.textContent === text, wanted, { timeout: 5_000 })
        .catch(async () => assert.equal(await playground.program(), wanted));
      if (!says) {
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
        assert.equal(await page.locator(".notice").count(), 0);
        assert.equal(await playground.program(), wanted);
      }
      await isUnharmed(page, name);
    });
  }
  assert.deepEqual((await playground.watched()).states.map(({ state }) => state).filter(Boolean), ["idle"]);
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("hostile messages do nothing, and the frame goes on", async (t) => {
  const { page, port, frame } = await embed();
  for (const [number, { name, make, refused }] of messages.entries()) {
    await t.test(name, async () => {
      await port.evaluate((port, make) => {
        port.heard = [];
        port.postMessage(new Function(`return (${make})()`)());
      }, String(make));
      assert.equal(await given(port, `print("goes on", ${number})`), `goes on ${number}\n`);
      const heard = await port.evaluate((port) => port.heard);
      if (refused) assert.match(heard.find(({ type }) => type === "refused")?.why ?? "", refused);
      assert.equal(heard.filter(({ type }) => type === "started").length, 1, "it ran nothing else");
    });
  }
  assert.equal(await frame.locator("img[src=x]").count(), 0);
  await page.close();
});

test("a thousand messages to run, and to load within a run, leave one program", async () => {
  const { page, port, frame } = await embed();
  const output = await port.evaluate((port) => new Promise((resolve) => {
    let [output, runs] = ["", 0];
    port.onmessage = ({ data: { type, text } }) => {
      if (type === "started") runs += 1;
      if (type === "output") output += text;
      if (type === "finished" && output.includes("last")) resolve([output, runs]);
    };
    port.postMessage({ type: "load", code: "print('first')\nwhile True: pass" });
    for (let round = 0; round < 1_000; round += 1) port.postMessage({ type: "run" });
    for (let round = 0; round < 100; round += 1) {
      port.postMessage({ type: "load", code: "while True: pass" });
      port.postMessage({ type: "run" });
    }
    port.postMessage({ type: "load", code: "print('last')" });
    port.postMessage({ type: "run" });
  }));
  assert.deepEqual(output, ["last\n", 1_101]);
  assert.equal(await frame.locator("[data-stream]").count(), 1);
  await page.close();
});

test("no other window drives a frame, and a page of its own offers nobody a port", async () => {
  const { page, frame } = await embed(linkTo("print('never asked for')"));
  const drives = async (code) => page.evaluate(code);
  // The page around by its window, a frame beside, and one within that; each says all that a port would take.
  await drives(() => {
    const say = (window) => {
      for (const message of [{ type: "load", code: "print(666)" }, { type: "run" }, { loopscope: 1, type: "run" }]) {
        window.postMessage(message, "*", [new MessageChannel().port2]);
      }
    };
    say(document.getElementById("it").contentWindow);
    const beside = document.createElement("iframe");
    beside.srcdoc = `<script>(${say})(parent.document.getElementById("it").contentWindow)</script>`;
    document.body.append(beside);
    return new Promise((resolve) => (beside.onload = () => setTimeout(resolve, 200)));
  });
  assert.equal(await frame.locator("[data-state]").first().getAttribute("data-state"), "idle");
  await frame.getByText("never asked for").waitFor();

  // Who opens it in a window of its own.
  for (const file of ["", "embed.html"]) {
    const popup = page.waitForEvent("popup");
    await page.evaluate(({ url }) => {
      window.heard = 0;
      addEventListener("message", () => (window.heard += 1));
      window.opened = window.open(url);
    }, { url: site.url + file + linkTo("print('opened')") });
    const opened = await popup;
    await opened.getByRole("button", { name: "Run", exact: true }).waitFor();
    await page.evaluate(() => {
      for (const message of [{ type: "load", code: "print(666)" }, { type: "run" }, { loopscope: 1, type: "run" }]) opened.postMessage(message, "*");
    });
    await opened.waitForTimeout(200);
    assert.equal(await opened.locator("[data-state]").first().getAttribute("data-state"), "idle");
    await opened.getByText("print('opened')").waitFor();
    assert.equal(await page.evaluate(() => window.heard), 0, "it says nothing to who opened it");
    await opened.close();
  }
  await page.close();
});

test("an element hears its own frame only, and only the version that it knows", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(docs.url);
  await page.addScriptTag({ type: "module", url: `${site.url}embed.js` });
  await page.route("**/embed.html", (route) => route.fulfill({
    contentType: "text/html",
    body: `<script>for (const loopscope of [99, undefined, "1"]) parent.postMessage({ loopscope, type: "ready" }, "*", [new MessageChannel().port2])</script>`,
  }));
  const ready = await page.evaluate(async () => {
    let ready = 0;
    addEventListener("loopscope-ready", () => (ready += 1));
    document.body.innerHTML = "<loop-scope><pre>print(1)</pre></loop-scope><iframe sandbox='allow-scripts'></iframe>";
    await customElements.whenDefined("loop-scope");
    document.querySelector("loop-scope").run();
    // A stranger with the right version, and an origin as a frame in a sandbox has it.
    document.querySelector("iframe").srcdoc = `<script>parent.postMessage({ loopscope: 1, type: "ready" }, "*", [new MessageChannel().port2])</script>`;
    postMessage({ loopscope: 1, type: "ready" }, "*", [new MessageChannel().port2]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return ready;
  });
  assert.equal(ready, 0);
  await page.context().close();
});

test("a link that follows a given program is not run from outside, and what the reader wrote is not shown in a frame unasked", async () => {
  const { page, port, frame } = await embed();
  assert.equal(await given(port, "print('given')"), "given\n");
  const own = frame.locator("html");
  const name = "loopscope.draft file=secret.py 1-a";
  await own.evaluate((_, name) => localStorage.setItem(name, "1 print('secret')"), name);
  for (const [hash, text] of [[linkTo("print('linked')"), "linked"], ["#file=secret.py", "print"]]) {
    await page.evaluate(({ src }) => (document.getElementById("it").src = src), { src: `${site.url}embed.html${hash}` });
    await frame.locator(".editor").filter({ hasText: text }).waitFor();
    const why = await port.evaluate((port) => new Promise((resolve) => {
      port.onmessage = ({ data }) => data.type === "refused" && resolve(data.why);
      port.postMessage({ type: "run" });
    }));
    assert.match(why, /never runs by itself/);
    assert.equal(await frame.getByText("secret").count(), 0);
    await given(port, "print('given')");
  }
  await page.close();
});

test("hostile programs print text, and find no way out", async (t) => {
  const playground = await open(browser, site, { program: MINE, clock: clocks.virtual });
  const { page } = playground;
  await playground.editor.waitFor();
  for (const { name, program, stdout, stderr, startsWith, who, answer } of programs) {
    await t.test(name, async () => {
      if (answer) {
        await page.evaluate((hash) => (location.hash = hash), linkTo(program));
        await playground.run();
        await page.getByPlaceholder("The program waits for a line").fill(answer);
        await page.keyboard.press("Enter");
        await playground.ended();
      } else {
        await runNext(playground, program);
      }
      const outcome = await playground.outcome();
      if (stdout !== undefined) assert.equal(outcome.stdout.replace(/\n/g, ""), stdout);
      if (startsWith) assert.ok(outcome.stdout.startsWith(startsWith) && outcome.stdout.length < 2 * startsWith.length, `${outcome.stdout.length} characters`);
      if (stderr) assert.ok(stderr instanceof RegExp ? stderr.test(outcome.stderr) : outcome.stderr.includes(stderr), outcome.stderr);
      if (who) assert.equal(await playground.console.locator(`[data-task], [data-thread]`).getByText(who).count(), 1);
      await isUnharmed(page, name);
    });
  }
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("what is printed stays in its column, whichever way it runs", async () => {
  const playground = await open(browser, site, { program: String.raw`print("\u202e\u2067abc")` + "\nprint('abc')", clock: clocks.virtual });
  await playground.runToEnd();
  const columns = await playground.console.locator("[data-stream]").evaluateAll((lines) =>
    lines.map((line) => [...line.children].map((cell) => Math.round(cell.getBoundingClientRect().left))));
  assert.deepEqual(columns[0], columns[1]);
  await playground.close();
});

test("no script, style or connection of what got into the page would come alive", async () => {
  const playground = await open(browser, site, { program: MINE });
  const { page } = playground;
  const outside = asked.length;
  const all = ["base-uri", "connect-src", "form-action", "frame-src", "img-src", "object-src", "script-src", "script-src-attr", "script-src-elem"];
  const blocked = await page.evaluate(async ({ url, most }) => {
    const blocked = new Set();
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => blocked.add(effectiveDirective));
    const place = document.createElement("div");
    place.innerHTML = `<img src="x" onerror="pwned = 1"><img src="${url}/i"><iframe src="${url}/f"></iframe><object data="${url}/o"></object>`
      + `<form action="${url}/p"><button></button></form><a href="javascript:pwned = 1"></a><base href="${url}">`;
    document.body.append(place);
    const script = Object.assign(document.createElement("script"), { src: `${url}/s` });
    place.append(script, Object.assign(document.createElement("script"), { textContent: "pwned = 1" }));
    place.querySelector("a").click();
    try { setTimeout("pwned = 1"); } catch { /* likewise */ }
    try { new WebSocket(url.replace("http", "ws")); } catch { /* likewise */ }
    for (const other of ["data:,x", "blob:x", "file:///etc/passwd"]) await fetch(other).catch(() => undefined);
    const wait = () => new Promise((resolve) => setTimeout(resolve, 100));
    await wait();
    // It would end what the link has begun.
    place.querySelector("form").submit();
    for (let round = 0; round < 30 && blocked.size < most; round += 1) await wait();
    place.remove();
    return [...blocked].sort();
  }, { url: server.url, most: all.length });
  assert.deepEqual(blocked, all);
  assert.equal(await page.evaluate(() => "pwned" in window), false);
  assert.equal(asked.length, outside);
  await playground.close();
});

test("requests carry nothing of the reader's, and leave nothing behind", async () => {
  const url = `http://evil.example:${server.port}`;
  const playground = await open(browser, site, { program: requesting(["GET", `${url}/a`], ["POST", `${url}/b`]), clock: clocks.real });
  const context = playground.page.context();
  await context.addCookies([{ name: "secret", value: "1", url }, { name: "secret", value: "1", url: site.url }]);
  await playground.page.evaluate(() => localStorage.setItem("secret", "1"));
  asked.length = 0;
  assert.deepEqual(await playground.runToEnd(), { stdout: "200 answered\n200 answered", stderr: "", status: 0 });
  for (const { headers } of asked) {
    assert.deepEqual([headers.cookie, headers.referer, headers.authorization], [undefined, undefined, undefined]);
  }
  assert.deepEqual((await context.cookies(url)).map(({ name }) => name), ["secret"]);
  await playground.close();
});

test("a program asks neither the page's own host nor a private network, in no spelling and by no redirect", async () => {
  const own = new URL(site.url).host;
  const local = `127.0.0.1:${server.port}`;
  const evil = `http://evil.example:${server.port}`;
  answers["/to-local"] = { status: 302, headers: { Location: `http://${local}/redirected` } };
  answers["/to-own"] = { status: 302, headers: { Location: `${site.url}index.html` } };
  const hosts = [local, `localhost:${server.port}`, `2130706433:${server.port}`, `0x7f.1:${server.port}`, `[::1]:${server.port}`, "192.168.0.1", "10.0.0.1", "router", "nas.local", own];
  const playground = await open(browser, site, { program: requesting(...hosts.map((host) => ["GET", `http://${host}/x`]), ["POST", `http://${local}/x`]), clock: clocks.real });
  asked.length = site.asked.length = site.outside.length = 0;
  const refused = (await playground.runToEnd()).stdout.split("\n");
  assert.equal(refused.length, hosts.length + 1);
  for (const line of refused) assert.match(line, /^ClientConnectorError.*which programs may ask only when the reader of the page allows it/);
  assert.deepEqual([asked.length, site.outside], [0, []]);
  const { stdout } = await runNext(playground, requesting(["GET", `${evil}/to-local`], ["GET", `${evil}/to-own`], ["GET", `${evil}/x`]));
  assert.match(stdout, /^(ClientConnectorError.*\n){2}200 answered$/);
  const other = await runNext(playground, requesting(...["file:///etc/passwd", "data:text/plain,x", "blob:http://x/y", "ws://evil.example/", "javascript:1", "/index.html", "//evil.example/x", "index.html"].map((url) => ["GET", url])));
  assert.match(other.stdout, /^((InvalidURL|InvalidUrlClientError|NonHttpUrlClientError) .*\n?){8}$/);
  await playground.close();
});

test("the reader allows a private host by a click, for this program alone", async () => {
  const host = `127.0.0.1:${server.port}`;
  const program = requesting(["GET", `http://${host}/x`]);
  const playground = await open(browser, site, { program, clock: clocks.real });
  const { page } = playground;
  assert.match((await playground.runToEnd()).stdout, /^ClientConnectorError/);
  const notice = page.getByRole("status").filter({ hasText: `The program wanted to ask http://${host},` });
  await notice.getByRole("button", { name: "Allow it and run again" }).click();
  await playground.printed("200 answered");
  await playground.ended();
  assert.equal(await notice.count(), 0);
  // Another program, and this one in another page, ask anew.
  assert.match((await runNext(playground, `${program}# another`)).stdout, /^ClientConnectorError/);
  await playground.close();

  // A page around could make the reader click what they don't see.
  for (const file of ["index.html", "embed.html"]) {
    const { page, frame } = await embed(linkTo(program), file);
    await frame.getByRole("button", { name: "Run", exact: true }).click();
    await frame.locator("[data-stream]").filter({ hasText: "ClientConnectorError" }).waitFor({ timeout: PATIENCE_MILLIS });
    await frame.locator('[data-state="ended"]').waitFor({ state: "attached" });
    assert.equal(await frame.getByRole("button", { name: /Allow/ }).count(), 0);
    await page.context().close();
  }
});

test("a server can neither fill the memory nor put anything into the page", async () => {
  const url = `http://evil.example:${server.port}`;
  const chunk = Buffer.alloc(1 << 20, "x");
  answers["/endless"] = {
    body(response) {
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", more);
      more();
    },
  };
  answers["/markup"] = { headers: { "Content-Type": "text/html", "X-Name": "<img src=x>", Refresh: "0; url=javascript:pwned=1" }, body: "<img src=x onerror=pwned=1>" };
  answers["/round"] = { status: 302, headers: { Location: `${url}/round` } };
  const playground = await open(browser, site, { program: requesting(["GET", `${url}/markup`], ["GET", `${url}/round`], ["GET", `${url}/endless`]), clock: clocks.real });
  const { stdout } = await playground.runToEnd();
  assert.match(stdout, /^200 <img src=x onerror=pwned=1>\nClientConnectorError .*\nClientPayloadError .*$/);
  await isUnharmed(playground.page, "answers");
  await playground.close();
});

/** Two threads that share nothing, which do this at the same time. */
function twice(body) {
  return `
import threading

def work():
    kept = []
    ${body.trim().replaceAll("\n", "\n    ")}
    while True:
        len(kept)

for number in range(2):
    threading.Thread(target=work, daemon=True).start()
while threading.active_count() == 3:
    threading.Event().wait(0.05)
print("one was ended")
`;
}

test("the limit of memory is for all engines of a program together", async () => {
  // Each of them would stay below it.
  const program = twice(`
for round in range(1_100):
    kept.append(["x" * 300 for _ in range(1_000)])
`);
  const playground = await openReady({ open: (options) => open(browser, site, options) }, program, READY);
  const { stdout, stderr } = await playground.runToEnd();
  assert.equal(stdout, "one was ended");
  assert.match(stderr, /more than 768 MB of memory/);
  await playground.close();
});

test("the limit of output is for all engines of a program together", async () => {
  const program = twice(`
for round in range(70):
    print("x" * 99_999)
`);
  const playground = await openReady({ open: (options) => open(browser, site, options) }, program, READY);
  const { status } = await playground.runToEnd();
  // The end of so much is told before all of it is shown.
  await playground.console.locator('[data-stream="stderr"]').filter({ hasText: "it wrote too much" }).first().waitFor({ timeout: PATIENCE_MILLIS });
  assert.notEqual(status, 0);
  await playground.close();
});

test("a frame has a third of the memory, as a page has up to three", async () => {
  const { page, port, frame } = await embed();
  await port.evaluate((port, code) => {
    port.postMessage({ type: "load", code, clock: "real" });
    port.postMessage({ type: "run" });
  }, "kept = []\nwhile True:\n    kept.append(['x' * 300 for _ in range(1_000)])");
  await frame.locator(".notice p").filter({ hasText: "more than 256 MB of memory" }).waitFor({ timeout: PATIENCE_MILLIS });
  await page.close();
});
