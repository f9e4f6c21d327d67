// The batch of a program: read from the lists and numbers at its top. Whether it is the program of this batch, its text decides: it has to be
// what would be written for it, to the letter.

import { HOWS, MANY, batch } from "./model.js";
import { THREAD, formOf, readRow } from "./rows.js";
import { parts, write } from "./write.js";

/**
 * @typedef {import("./model.js").Batch} Batch
 * @typedef {import("./model.js").Row} Row
 * @typedef {import("./model.js").Form} Form
 *
 * @typedef {{ batch: Batch }} Read the program of this batch
 * @typedef {{ line: number, text: string }} Edited the first line, from 1, that the panel would not have written, and what it says
 */

const LIST = /^(THREAD_)?(URLS|REQUESTS|JOBS) = \[$/;
const NUMBER = /^([A-Z_]+) = (\d[\d.]*)(?:  # .*)?$/;
/** Options by the names of their numbers. */
const OPTIONS = /** @type {const} */ ({
  TIMEOUT: "timeout",
  RETRIES: "retries",
  BACKOFF: "backoff",
  RATE: "rate",
  DELAY: "delay",
  REPEAT: "repeat",
});

/**
 * The batch of a program.
 * @param {string} program
 * @returns {Read | Edited | undefined} nothing if it has nothing of a batch
 */
export function read(program) {
  const lines = program.split("\n");
  const first = lines.findIndex((line) => LIST.test(line));
  if (first < 0) return undefined;
  const found = readLists(lines, first);
  if ("text" in found) return found;
  const { rows, form, at } = found;
  const numbers = new Map();
  for (let line = at; line < lines.length; line++) {
    const match = NUMBER.exec(lines[line]);
    if (!match) break;
    numbers.set(match[1], match[2]);
  }
  const candidates = [...shapes(rows, form, numbers)].map((it) => withFunctions(it, lines, first));
  const same = candidates.find((it) => write(it) === program);
  return same ? { batch: same } : firstDifference(candidates, lines);
}

/**
 * The lists that begin at a line, and the line behind them.
 * @param {string[]} lines
 * @param {number} first
 * @returns {{ rows: Row[], form: Form, at: number } | Edited}
 */
function readLists(lines, first) {
  /** @type {Row[]} */
  const rows = [];
  let form = /** @type {Form | undefined} */ (undefined);
  let at = first;
  for (let head = LIST.exec(lines[at]); head && (!form || head[2] === form); head = LIST.exec(lines[at] ?? "")) {
    form = /** @type {Form} */ (head[2]);
    for (at += 1; lines[at] !== "]"; at++) {
      const row = at < lines.length ? readRow(lines[at], form, head[1] === THREAD) : undefined;
      if (!row) return { line: Math.min(at, lines.length - 1) + 1, text: lines[at] ?? "" };
      rows.push(row);
    }
    at += 1;
  }
  return { rows, form: /** @type {Form} */ (form), at };
}

/**
 * The batches that could have these rows and numbers.
 * @param {Row[]} rows
 * @param {Form} form
 * @param {Map<string, string>} numbers
 * @returns {Generator<Batch>}
 */
function* shapes(rows, form, numbers) {
  /** @type {Record<string, string>} */
  const options = {};
  for (const [name, option] of Object.entries(OPTIONS)) options[option] = numbers.get(name) ?? "";
  const hows = /** @type {import("./model.js").How[]} */ (Object.keys(HOWS));
  // Rows of one list may all be those of a thread.
  const moved = rows.map((it) => ({ ...it, where: /** @type {const} */ ("thread") }));
  const places = rows.some((it) => it.where !== "loop") ? [rows] : [rows, moved];
  const ofForm = formOf(rows) === form ? {} : { form };
  for (const how of hows.filter((it) => numbers.has("AT_MOST") === (it === "semaphore") && numbers.has("WORKERS") === (it === "workers"))) {
    const many = numbers.get(MANY[how] ?? "") ?? batch().many;
    for (const stop of [false, true]) {
      for (const placed of places) yield batch({ rows: placed, how, many, ...ofForm, options: { ...options, stop } });
    }
  }
}

/**
 * The batch with what stands between the imports and its rows.
 * @param {Batch} shape
 * @param {string[]} lines
 * @param {number} first where the rows begin
 * @returns {Batch}
 */
function withFunctions(shape, lines, first) {
  const above = `${lines.slice(0, first).join("\n")}\n`;
  const { imports } = parts(shape);
  const functions = above.startsWith(imports) ? above.slice(imports.length).trim() : "";
  return functions ? { ...shape, functions } : shape;
}

/**
 * Where a program leaves the one that is most like it.
 * @param {Batch[]} candidates
 * @param {string[]} lines
 * @returns {Edited}
 */
function firstDifference(candidates, lines) {
  let best = { same: -1, fits: -1 };
  for (const candidate of candidates) {
    const written = write(candidate).split("\n");
    const differs = lines.findIndex((line, index) => line !== written[index]);
    const same = differs < 0 ? lines.length - 1 : differs;
    // Of two that are left at the same line, the one of which more lines are there.
    const there = new Set(lines);
    const fits = written.filter((line) => there.has(line)).length / written.length;
    if (same > best.same || (same === best.same && fits > best.fits)) best = { same, fits };
  }
  const line = Math.min(Math.max(best.same, 0), lines.length - 1);
  return { line: line + 1, text: lines[line] };
}
