// aiohttp in the page is the browser's fetch, without credentials; its failures are aiohttp's exceptions.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { clocks, createWorld, serve } from "./harness.mjs";

let world, server, requests;
before(async () => {
  world = await createWorld();
  requests = [];
  server = await serve((request, response) => {
    requests.push({ url: request.url, method: request.method, headers: request.headers });
    const allowed = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*", "Access-Control-Allow-Methods": "*" };
    if (request.method === "OPTIONS") return response.writeHead(204, allowed).end();
    if (request.url === "/refused") return response.writeHead(200, { "Content-Type": "text/plain" }).end("secret");
    if (request.url === "/aborted") return request.socket.destroy();
    if (request.url === "/never") return undefined;
    const body = JSON.stringify({ method: request.method });
    const slow = request.url === "/slow" ? 600 : 0;
    const status = request.url === "/teapot" ? 418 : 200;
    setTimeout(() => response.writeHead(status, { ...allowed, "Content-Type": "application/json" }).end(body), slow);
    return undefined;
  });
});
after(async () => {
  await server.close();
  await world.close();
});

/** Runs the body of an `async def main(session)`. */
async function runRequests(body) {
  const indented = body.trim().replaceAll("\n", "\n        ");
  const program = `
import asyncio
import time
import aiohttp

URL = "${server.url}"

async def main():
    async with aiohttp.ClientSession() as session:
        ${indented}

asyncio.run(main())
`;
  const playground = await world.open({ program, clock: clocks.real });
  await playground.page.context().addCookies([{ name: "secret", value: "1", url: server.url }]);
  const outcome = await playground.runToEnd();
  assert.equal(outcome.stderr, "");
  await playground.close();
  return outcome.stdout;
}

/** Lines that say which of aiohttp's exceptions a request raises. */
function attempt(request, ...exceptions) {
  return `
try:
    async with ${request} as response:
        print(await response.text())
${exceptions.map((name) => `except ${name} as error:\n    print("${name}")`).join("\n")}
`;
}

test("a request with CORS is answered, and carries no cookie", async () => {
  const stdout = await runRequests(`
async with session.get(URL + "/plain") as response:
    print(response.status, response.headers["Content-Type"], await response.json())
async with session.post(URL + "/posted", json={"a": 1}) as response:
    print(await response.json())
async with session.get(URL + "/teapot") as response:
    print(response.status, response.ok)
`);
  assert.equal(stdout, "200 application/json {'method': 'GET'}\n{'method': 'POST'}\n418 False");
  for (const { url, headers } of requests) assert.equal(headers.cookie, undefined, url);
});

test("requests run in parallel", async () => {
  const stdout = await runRequests(`
async def fetch():
    async with session.get(URL + "/slow") as response:
        return response.status
start = time.monotonic()
print(await asyncio.gather(*[fetch() for _ in range(4)]))
print(time.monotonic() - start < 1.8)
`);
  assert.equal(stdout, "[200, 200, 200, 200]\nTrue");
});

test("a request as the article awaits it", async () => {
  const stdout = await runRequests(`
response = await aiohttp.request("GET", URL + "/plain")
print(await response.text())
`);
  assert.equal(stdout, '{"method":"GET"}');
});

test("what CORS refuses is a ClientConnectionError", async () => {
  const body = attempt(`session.get(URL + "/refused")`, "aiohttp.ClientConnectionError");
  assert.equal(await runRequests(body), "aiohttp.ClientConnectionError");
});

test("an aborted connection is a ClientConnectionError", async () => {
  const body = attempt(`session.get(URL + "/aborted")`, "aiohttp.ClientConnectionError");
  assert.equal(await runRequests(body), "aiohttp.ClientConnectionError");
});

test("a port that nobody listens on is a ClientConnectorError", async () => {
  const body = attempt(`session.get("http://127.0.0.1:9/")`, "aiohttp.ClientConnectorError");
  assert.equal(await runRequests(body), "aiohttp.ClientConnectorError");
});

test("a timeout is asyncio's TimeoutError", async () => {
  const request = `session.get(URL + "/never", timeout=aiohttp.ClientTimeout(total=0.3))`;
  assert.equal(await runRequests(attempt(request, "asyncio.TimeoutError")), "asyncio.TimeoutError");
});

test("a bad URL is an InvalidURL", async () => {
  const body = attempt(`session.get("http://:80")`, "aiohttp.InvalidURL");
  assert.equal(await runRequests(body), "aiohttp.InvalidURL");
});
