// The rows of a batch as the lists at the top of its program, and back.

import { functionsOf, row } from "./model.js";
import { Reader, text } from "./python.js";

/**
 * @typedef {import("./model.js").Row} Row
 * @typedef {import("./model.js").Form} Form
 */

/** What stands before the name of the list whose rows run in another thread's loop. */
export const THREAD = "THREAD_";
const BLOCKING = " in a thread";

/** The simplest form that holds these rows. @param {Row[]} rows @returns {Form} */
export function formOf(rows) {
  if (rows.some((it) => it.kind !== "fetch")) return "JOBS";
  return rows.every((it) => it.method === "GET" && !hasOptions(it)) ? "URLS" : "REQUESTS";
}

/** @param {Row} row */
export function hasOptions(row) {
  return row.kind === "fetch" && Boolean(row.headers.trim() || row.body);
}

/**
 * The first word of a row in `JOBS`.
 * @param {Row} row
 * @param {string} functions
 */
export function wordOf(row, functions) {
  if (row.kind === "fetch") return row.method;
  if (row.kind === "call" && functionsOf(functions).findLast((it) => it.name === row.name)?.isAsync) return "await";
  return row.where === "pool" && row.kind !== "sleep" ? row.kind + BLOCKING : row.kind;
}

/**
 * The list of rows, as lines.
 * @param {string} name
 * @param {Form} form
 * @param {Row[]} rows those of this list
 * @param {boolean} withOptions whether requests have a third place
 * @param {string} functions
 */
export function list(name, form, rows, withOptions, functions) {
  const lines = rows.map((row) => `    ${row.on ? "" : "# "}${item(row, form, withOptions, functions)},`);
  return [`${name} = [`, ...lines, "]"];
}

/**
 * @param {Row} row
 * @param {Form} form
 * @param {boolean} withOptions
 * @param {string} functions
 */
function item(row, form, withOptions, functions) {
  if (form === "URLS") return text(row.url);
  const word = text(wordOf(row, functions));
  if (row.kind === "call") return `(${word}, ${row.name})`;
  if (row.kind !== "fetch") return `(${word}, ${row.seconds})`;
  return `(${word}, ${text(row.url)}${withOptions ? `, ${options(row)}` : ""})`;
}

/** What aiohttp is told besides, as a dict. @param {Row} row */
function options({ headers, body }) {
  const pairs = headers.split("\n").filter((line) => line.trim()).map((line) => {
    const colon = line.indexOf(":");
    return `${text(line.slice(0, colon).trim())}: ${text(line.slice(colon + 1).trim())}`;
  });
  const given = [];
  if (pairs.length > 0) given.push(`"headers": {${pairs.join(", ")}}`);
  if (body) given.push(`"data": ${text(body)}`);
  return `{${given.join(", ")}}`;
}

/**
 * The row that a line of a list holds.
 * @param {string} line
 * @param {Form} form
 * @param {boolean} inThread
 * @returns {Row | undefined} nothing if it is not as it would be written
 */
export function readRow(line, form, inThread) {
  const reader = new Reader(line);
  if (!reader.takes("    ")) return undefined;
  const on = !reader.takes("# ");
  const given = form === "URLS" ? readUrl(reader) : readTuple(reader);
  if (!given || !reader.takes(",") || !reader.ended) return undefined;
  return row({ on, where: inThread ? "thread" : "loop", ...given });
}

/** @param {Reader} reader @returns {Partial<Row> | undefined} */
function readUrl(reader) {
  const url = reader.text();
  return url === undefined ? undefined : { url };
}

/** @param {Reader} reader @returns {Partial<Row> | undefined} */
function readTuple(reader) {
  const word = reader.takes("(") ? reader.text() : undefined;
  if (word === undefined || !reader.takes(", ")) return undefined;
  const given = readRest(word, reader);
  return given && reader.takes(")") ? given : undefined;
}

/**
 * @param {string} word
 * @param {Reader} reader
 * @returns {Partial<Row> | undefined}
 */
function readRest(word, reader) {
  const isBlocking = word.endsWith(BLOCKING);
  const kind = isBlocking ? word.slice(0, -BLOCKING.length) : word;
  /** @type {Partial<Row>} */
  const where = isBlocking ? { where: "pool" } : {};
  if (kind === "sleep" || kind === "work") {
    const seconds = reader.number();
    return seconds === undefined ? undefined : { kind, seconds, ...where };
  }
  if (kind === "call" || kind === "await") {
    const name = reader.name();
    return name === undefined ? undefined : { kind: "call", name, ...where };
  }
  const url = reader.text();
  if (url === undefined) return undefined;
  if (!reader.takes(", ")) return { method: word, url };
  const options = readOptions(reader);
  return options && { method: word, url, ...options };
}

/** @param {Reader} reader @returns {Partial<Row> | undefined} */
function readOptions(reader) {
  let [headers, body] = /** @type {(string | undefined)[]} */ (["", ""]);
  if (!reader.takes("{")) return undefined;
  if (reader.takes('"headers": ')) {
    headers = reader.lines();
    if (!reader.takes(", ")) return reader.takes("}") && headers !== undefined ? { headers } : undefined;
  }
  if (reader.takes('"data": ')) body = reader.text();
  return reader.takes("}") && headers !== undefined && body !== undefined ? { headers, body } : undefined;
}
