// The batches that are written, run and read again: each way with each option, with all of them, and with each kind of row.

import { HOWS, batch } from "../../web/batch/model.js";

const HOST = "http://demo.test";
/** One fails. They end 0.1 s and more apart, whatever they wait for before. */
const URLS = ["/bytes/10?delay=0.4", "/text", "/status/503?delay=0.2", "/delay/0.7"];
/** What comes first fails. */
const FIRST_FAILS = ["/bytes/10?delay=0.4", "/status/503", "/text?delay=0.2"];

/** Options, each alone. */
export const OPTIONS = {
  plain: {},
  timeout: { timeout: "0.55" },
  retries: { retries: "1", backoff: "0.1" },
  rate: { rate: "20" },
  delay: { delay: "0.05" },
  stop: { stop: true },
  repeat: { repeat: "2" },
};
const ALL = Object.assign({}, ...Object.values(OPTIONS));

const FUNCTIONS = `import math


def compute():
    return math.factorial(5)


async def later():
    await asyncio.sleep(0.15)
    raise ValueError("too late")`;
const JOBS = [
  { kind: "work", seconds: "0.05", where: "pool" },
  { kind: "fetch", url: `${HOST}/text?delay=0.4` },
  { kind: "sleep", seconds: "0.3" },
  { kind: "sleep", seconds: "60", on: false },
  { kind: "call", name: "compute" },
  { kind: "call", name: "later" },
  { kind: "work", seconds: "0.02" },
];
const REQUESTS = [
  { method: "POST", url: `${HOST}/echo?delay=0.2`, headers: "Content-Type: text/plain\nX-Name: \"quoted\"", body: "one\n\ttwo \\ “three”" },
  { method: "HEAD", url: `${HOST}/bytes/10` },
  { method: "DELETE", url: `${HOST}/status/204?delay=0.1` },
];
/** What another thread does, when all others have ended. */
const LATER = [
  { kind: "sleep", seconds: "1.6", where: "thread" },
  { kind: "fetch", url: `${HOST}/text?delay=1.8`, where: "thread" },
];

/** All batches, by name. @returns {Map<string, ReturnType<typeof batch>>} */
export function batches() {
  const all = new Map();
  for (const how of Object.keys(HOWS)) {
    const urls = (how === "first" ? FIRST_FAILS : URLS).map((path) => ({ url: HOST + path }));
    const add = (name, given) => all.set(`${how}-${name}`, batch({ how, many: "2", ...given }));
    for (const [name, options] of Object.entries(OPTIONS)) add(name, { rows: urls, options });
    add("all", { rows: urls, options: ALL });
    add("all-but-stop", { rows: urls, options: { ...ALL, stop: false } });
    add("jobs", { rows: JOBS, functions: FUNCTIONS });
    add("jobs-all", { rows: JOBS, functions: FUNCTIONS, options: { ...ALL, repeat: "" } });
    add("requests", { rows: REQUESTS, options: { timeout: "5" } });
    add("in-thread", { rows: urls.map((row) => ({ ...row, where: "thread" })) });
    add("two-loops", { rows: [...urls.map((row) => ({ kind: "fetch", ...row })), ...LATER] });
  }
  return all;
}
