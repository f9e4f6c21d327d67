// What is wrong with a batch, for each field.

import { MANY, functionsOf } from "./model.js";

/**
 * @typedef {object} Problem
 * @property {number | null} row its index; `null` for the batch
 * @property {string} field
 * @property {string} message
 *
 * @typedef {import("./model.js").Batch} Batch
 * @typedef {import("./model.js").Row} Row
 */

/** A number as Python writes it, too. */
const NUMBER = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** What a header's name, or a method, is made of (RFC 9110, token). */
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/;
const LONGEST_SECONDS = 86_400;
const MOST_TIMES = 1_000;

/**
 * All that is wrong, in the order of the fields.
 * @param {Batch} batch
 * @returns {Problem[]}
 */
export function check(batch) {
  const problems = batch.rows.flatMap((row, index) =>
    checkRow(row, batch.functions).map(([field, message]) => ({ row: index, field, message })),
  );
  const ofBatch = (/** @type {string} */ field, /** @type {string | undefined} */ message) =>
    message && problems.push({ row: /** @type {any} */ (null), field, message });
  if (!batch.rows.some((row) => row.on)) ofBatch("rows", batch.rows.length > 0 ? "No row is switched on." : "There is no row yet.");
  if (batch.how in MANY) ofBatch("many", count(batch.many, 1));
  const { timeout, retries, backoff, rate, delay, repeat } = batch.options;
  if (timeout) ofBatch("timeout", seconds(timeout, "above"));
  if (retries) ofBatch("retries", count(retries, 1));
  if (backoff) ofBatch("backoff", seconds(backoff));
  if (backoff && !retries) ofBatch("backoff", "It waits between retries: say how many there are.");
  if (rate) ofBatch("rate", number(rate) ?? (Number(rate) > 0 ? undefined : "It has to be above 0."));
  if (delay) ofBatch("delay", seconds(delay));
  if (repeat) ofBatch("repeat", count(repeat, 2));
  return problems;
}

/**
 * What is wrong with a row: field and message.
 * @param {Row} row
 * @param {string} functions what the program has
 * @returns {[field: string, message: string][]}
 */
export function checkRow(row, functions) {
  /** @type {[string, string | undefined][]} */
  const found = [];
  if (row.kind === "fetch") {
    found.push(["method", method(row.method)], ["url", url(row.url)], ["headers", headers(row.headers)]);
    if (row.body && /^(?:GET|HEAD)$/.test(row.method)) found.push(["body", `A browser sends no body with ${row.method}.`]);
  } else if (row.kind === "call") {
    found.push(["name", called(row, functions)]);
  } else {
    found.push(["seconds", seconds(row.seconds)]);
  }
  if (row.where === "pool" && (row.kind === "fetch" || row.kind === "sleep")) {
    found.push(["where", "Only what blocks can have a thread of its own."]);
  }
  return /** @type {[string, string][]} */ (found.filter(([, message]) => message));
}

/** @param {string} text */
function method(text) {
  if (!text) return "Give it a method, such as GET.";
  if (!TOKEN.test(text)) return `${text} is not a method.`;
  return text === text.toUpperCase() ? undefined : "Write the method in capitals.";
}

/** @param {string} text */
function url(text) {
  if (!text) return "Give it a URL.";
  if (/\s/.test(text)) return "There is a space in it: write %20.";
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1].toLowerCase();
  if (scheme && !/^https?$/.test(scheme) && (text.startsWith(`${scheme}:/`) || !/^[^/]*:\d/.test(text))) {
    return `Only http and https can be fetched, and not ${scheme}.`;
  }
  if (!scheme || !/^https?$/.test(scheme)) return "This is not a URL: it begins with https:// or http://.";
  if (!/^https?:\/\/[^/]/i.test(text)) return "This is not a URL: a host comes after //.";
  return URL.canParse(text) ? undefined : "This is not a URL.";
}

/** @param {string} text */
function headers(text) {
  const names = new Set();
  for (const [index, line] of text.split("\n").entries()) {
    if (!line.trim()) continue;
    const where = text.trim().includes("\n") ? `Line ${index + 1}` : "The header";
    const colon = line.indexOf(":");
    if (colon < 0) return `${where} has no colon: write Name: value.`;
    const name = line.slice(0, colon).trim();
    if (!TOKEN.test(name)) return name ? `${where} begins with ${name}, which is not a header’s name.` : `${where} has no name before its colon.`;
    if (names.has(name.toLowerCase())) return `${name} is there twice.`;
    names.add(name.toLowerCase());
  }
  return undefined;
}

/**
 * @param {Row} row
 * @param {string} functions
 */
function called({ name, where }, functions) {
  if (!name) return "Say which function is called.";
  if (!/^[A-Za-z_]\w*$/.test(name)) return `${name} is not the name of a function.`;
  const found = functionsOf(functions).findLast((it) => it.name === name);
  if (!found) return `The program has no function ${name}.`;
  if (!found.takesNothing) return `${name} needs arguments: only functions that need none can be called.`;
  if (where === "pool" && found.isAsync) return `${name} is a coroutine function: it does not block, and needs no thread of its own.`;
  return undefined;
}

/** @param {string} text */
function number(text) {
  if (/^-/.test(text)) return "It can’t be negative.";
  return NUMBER.test(text) ? undefined : "Write a number, such as 2 or 0.5.";
}

/**
 * @param {string} text
 * @param {"above"} [above] whether 0 is too little
 */
function seconds(text, above) {
  const problem = text ? number(text) : "Say how many seconds.";
  if (problem) return problem;
  if (above && Number(text) === 0) return "It has to be above 0.";
  return Number(text) > LONGEST_SECONDS ? "That is longer than a day." : undefined;
}

/**
 * @param {string} text
 * @param {number} least
 */
function count(text, least) {
  const problem = text ? number(text) : "Say how many.";
  if (problem) return problem;
  if (text.includes(".")) return "It has to be a whole number.";
  if (Number(text) < least) return `It has to be at least ${least}.`;
  return Number(text) > MOST_TIMES ? `It can be at most ${MOST_TIMES}.` : undefined;
}
