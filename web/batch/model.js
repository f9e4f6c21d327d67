// The shape of a batch: rows, how they are run, and options. Numbers and texts are kept as they were typed.

/**
 * @typedef {"fetch" | "sleep" | "work" | "call"} Kind
 * @typedef {"loop" | "thread" | "pool"} Where the main loop; a loop in another thread; or, for what blocks, a thread of its own (`asyncio.to_thread`)
 *
 * @typedef {"URLS" | "REQUESTS" | "JOBS"} Form what a list in the program holds: only URLs; requests; or any rows
 *
 * @typedef {object} Row
 * @property {Kind} kind
 * @property {boolean} on
 * @property {Where} where
 * @property {string} method of a fetch, in capitals
 * @property {string} url
 * @property {string} headers one a line: `Name: value`
 * @property {string} body
 * @property {string} seconds of a timed task or of blocking work
 * @property {string} name of the function that is called
 *
 * @typedef {"sequence" | "gather" | "group" | "completed" | "semaphore" | "workers" | "first"} How
 *
 * @typedef {object} Options empty is off
 * @property {string} timeout seconds for each row
 * @property {string} retries how often a row that failed is tried again
 * @property {string} backoff seconds before the first of these tries, doubled for each further one
 * @property {string} rate rows that start in a second
 * @property {string} delay seconds before each row
 * @property {boolean} stop whether the first failure ends the batch
 * @property {string} repeat how often the batch is run
 *
 * @typedef {object} Batch
 * @property {Row[]} rows
 * @property {How} how
 * @property {string} many how many at a time, or how many workers
 * @property {Options} options
 * @property {string} functions what the program has besides: the functions that rows call, with their imports
 * @property {Form} [form] what its lists can hold at least; a program keeps its form when its values are edited
 */

/** The kinds of rows, as the reader knows them. @type {Record<Kind, string>} */
export const KINDS = { fetch: "Fetch", sleep: "Timed task", work: "Blocking work", call: "Call" };

/** The ways to run a batch, as the reader knows them. @type {Record<How, string>} */
export const HOWS = {
  sequence: "One after another",
  gather: "All at once (gather)",
  group: "All at once (TaskGroup)",
  completed: "As they complete (as_completed)",
  semaphore: "At most some at a time (semaphore)",
  workers: "Workers on a queue",
  first: "First answer wins",
};

/** The ways that take a number. @type {Partial<Record<How, string>>} */
export const MANY = { semaphore: "AT_MOST", workers: "WORKERS" };

/** @type {Options} */
export const NO_OPTIONS = { timeout: "", retries: "", backoff: "", rate: "", delay: "", stop: false, repeat: "" };

/**
 * A row with what was not said of it.
 * @param {Partial<Row>} [given]
 * @returns {Row}
 */
export function row(given = {}) {
  return { kind: "fetch", on: true, where: "loop", method: "GET", url: "", headers: "", body: "", seconds: "1", name: "", ...given };
}

/**
 * A batch with what was not said of it.
 * @param {Partial<Omit<Batch, "rows" | "options">> & { rows?: Partial<Row>[], options?: Partial<Options> }} [given]
 * @returns {Batch}
 */
export function batch(given = {}) {
  const { rows = [], options = {}, ...rest } = given;
  return { how: "gather", many: "3", functions: "", ...rest, rows: rows.map(row), options: { ...NO_OPTIONS, ...options } };
}

/** The functions at the top of a program: their names, and whether they are coroutines and can be called without arguments. @param {string} program */
export function functionsOf(program) {
  return [...program.matchAll(/^(async +)?def +([A-Za-z_]\w*)\s*\(([^)]*)\)/gm)].map(([, isAsync, name, parameters]) => ({
    name,
    isAsync: Boolean(isAsync),
    takesNothing: parameters.split(",").every((it) => /^\s*$|=|^\s*[*/]/.test(it)),
  }));
}
