// Scripts that come late: what is said when they do not.

import assert from "node:assert/strict";
import { test } from "node:test";

import { GONE, importLate } from "../../web/engine/late.js";

const NONE = new URL("./none.js", import.meta.url);

test("a script that is not there any more says that there is a new version", async () => {
  const { fetch } = globalThis;
  const answers = { 404: GONE, 200: /none\.js/, 503: /none\.js/ };
  for (const [status, words] of Object.entries(answers)) {
    globalThis.fetch = async () => new Response("", { status: Number(status) });
    await assert.rejects(importLate(NONE), { message: words });
  }
  globalThis.fetch = () => Promise.reject(new Error("no network"));
  await assert.rejects(importLate(NONE), { message: /none\.js/ });
  globalThis.fetch = fetch;
});
