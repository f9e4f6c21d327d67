// What of a batch its program depends on.

import { MANY } from "./model.js";
import { THREAD, formOf, hasOptions, wordOf } from "./rows.js";

/**
 * @typedef {import("./model.js").Batch} Batch
 * @typedef {import("./model.js").Row} Row
 *
 * @typedef {object} Plan
 * @property {Batch} batch
 * @property {import("./model.js").Form} form
 * @property {{ name: string, rows: Row[] }[]} lists one, or two when rows run in two loops
 * @property {boolean} inThread whether the only loop is one in another thread
 * @property {boolean} withOptions whether requests have headers or a body
 * @property {Set<string>} words the sorts of `JOBS` that are there; fetches are `fetch`
 * @property {boolean} fetches
 * @property {string} failures the exceptions of rows that fail, as after `except`; empty if none can
 * @property {boolean} passesOn whether a row that fails raises what it failed with, and does not give it as its result
 * @property {boolean} retries
 * @property {boolean} stops
 * @property {boolean} limits whether rows wait at a semaphore
 * @property {boolean} paces whether rows wait for a turn
 * @property {boolean} attempts whether a function of its own tries a row
 * @property {{ name: string, type: string }[]} given what each row is given besides itself: its arguments
 */

/** Each holds what those before it hold. @type {import("./model.js").Form[]} */
const FORMS = ["URLS", "REQUESTS", "JOBS"];

/** @param {Batch} batch @returns {Plan} */
export function plan(batch) {
  const { rows, how, options } = batch;
  const form = FORMS[Math.max(...[formOf(rows), batch.form ?? "URLS"].map((it) => FORMS.indexOf(it)))];
  const elsewhere = rows.filter((it) => it.where === "thread");
  const here = rows.filter((it) => it.where !== "thread");
  const inThread = here.length === 0 && elsewhere.length > 0;
  const lists = inThread || elsewhere.length === 0 ? [{ name: form, rows }] : [{ name: form, rows: here }, { name: THREAD + form, rows: elsewhere }];
  const words = new Set(rows.map((it) => (it.kind === "fetch" ? "fetch" : wordOf(it, batch.functions))));
  const fetches = words.has("fetch");
  const failures = failuresOf(fetches, rows.some((it) => it.kind === "call"), Boolean(options.timeout));
  const retries = Boolean(options.retries && failures);
  const stops = options.stop && Boolean(failures);
  const [limits, paces] = [how === "semaphore", Boolean(options.rate)];
  const given = [];
  if (fetches) given.push({ name: "session", type: "aiohttp.ClientSession" });
  if (limits) given.push({ name: "limit", type: "asyncio.Semaphore" });
  if (paces) given.push({ name: "turn", type: "asyncio.Lock" });
  return {
    batch,
    form,
    lists,
    inThread,
    withOptions: rows.some(hasOptions),
    words,
    fetches,
    failures,
    passesOn: Boolean(failures) && (stops || how === "first"),
    retries,
    stops,
    limits,
    paces,
    attempts: retries || form === "JOBS",
    given,
  };
}

/**
 * @param {boolean} fetches
 * @param {boolean} calls
 * @param {boolean} isTimed
 */
function failuresOf(fetches, calls, isTimed) {
  if (calls) return "Exception";
  if (fetches) return "(aiohttp.ClientError, TimeoutError)";
  return isTimed ? "TimeoutError" : "";
}

/** The numbers at the top of the program, with what is said of them. @param {Plan} plan @returns {[name: string, value: string, comment: string][]} */
export function constants({ batch, retries }) {
  const { how, many, options } = batch;
  const many_ = MANY[how];
  /** @type {[string, string, string][]} */
  const all = [
    ["AT_MOST", many_ === "AT_MOST" ? many : "", "at a time"],
    ["WORKERS", many_ === "WORKERS" ? many : "", ""],
    ["TIMEOUT", options.timeout, "seconds"],
    ["RETRIES", retries ? options.retries : "", ""],
    ["BACKOFF", retries ? options.backoff : "", "seconds, doubled each time"],
    ["RATE", options.rate, "a second"],
    ["DELAY", options.delay, "seconds before each"],
    ["REPEAT", options.repeat, "times"],
  ];
  return all.filter(([, value]) => value);
}
