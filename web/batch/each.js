// What is done for one row: the functions that fetch, run and try it.

import { define, under } from "./code.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./code.js").Code} Code
 */

/** How a row is named in the program, by the form of its list. */
const FORMS = {
  URLS: { one: "url", passed: "url", parameters: ["url: str"], name: "{url}" },
  REQUESTS: { one: "request", passed: "*request", parameters: ["method: str", "url: str"], name: "{method} {url}" },
  JOBS: { one: "job", passed: "job", parameters: ["job: tuple"], name: "{name}" },
};
const SIZE = "{response.status}, {len(body)} bytes";

/** The name of a row of the list, as in `for url in URLS`. @param {Plan} plan */
export function one({ form }) {
  return FORMS[form].one;
}

/** The call that runs a row. @param {Plan} plan @param {string} [row] what the row is called there */
export function call(plan, row = FORMS[plan.form].passed) {
  return `${plan.attempts ? "attempt" : "fetch"}(${[...plan.given.map((it) => it.name), row].join(", ")})`;
}

/** The parameters besides the row itself. @param {Plan} plan @param {boolean} [onlySession] */
export function given({ given }, onlySession = false) {
  return given.filter((it) => !onlySession || it.name === "session").map(({ name, type }) => `${name}: ${type}`);
}

/** The functions for one row. @param {Plan} plan @returns {Code[][]} */
export function functions(plan) {
  const { form, attempts } = plan;
  if (form === "JOBS") return [run(plan), attempt(plan)];
  if (!attempts) return [define("fetch", [...given(plan), ...ofRow(plan)], "str", tried(plan, request(plan, `${nameOf(plan)}: ${SIZE}`)))];
  return [define("fetch", [...given(plan, true), ...ofRow(plan)], "str", request(plan, SIZE)), attempt(plan)];
}

/** @param {Plan} plan */
function ofRow({ form, withOptions }) {
  return form === "REQUESTS" && withOptions ? [...FORMS[form].parameters, "options: dict"] : FORMS[form].parameters;
}

/** The name of a row in what is printed, inside an f-string. @param {Plan} plan */
function nameOf({ form }) {
  return FORMS[form].name;
}

/** @param {Plan} plan @param {string} result @returns {Code[]} */
function request({ form, withOptions }, result) {
  const ask = form === "URLS" ? "get(url)" : `request(method, url${withOptions ? ", **options" : ""})`;
  return [`async with session.${ask} as response:`, ["body = await response.read()", `return f"${result}"`]];
}

/** @param {Plan} plan @returns {Code[]} */
function run(plan) {
  /** @type {[word: string, what: string, lines: Code[]][]} */
  const cases = [
    ["sleep", "seconds", ["await asyncio.sleep(seconds)", 'return "done"']],
    ["work", "seconds", ["time.sleep(seconds)", 'return "done"']],
    ["work in a thread", "seconds", ["await asyncio.to_thread(time.sleep, seconds)", 'return "done"']],
    ["await", "function", ["return repr(await function())"]],
    ["call", "function", ["return repr(function())"]],
    ["call in a thread", "function", ["return repr(await asyncio.to_thread(function))"]],
  ];
  const there = cases.filter(([word]) => plan.words.has(word)).flatMap(([word, what, lines]) => [`case "${word}", ${what}:`, lines]);
  if (plan.fetches) there.push(`case method, url${plan.withOptions ? ", options" : ""}:`, request(plan, SIZE));
  return define("run", [...given(plan, true), "job: tuple"], "str", ["match job:", there]);
}

/** @param {Plan} plan @returns {Code[]} */
function attempt(plan) {
  const { form, fetches, retries, words, withOptions } = plan;
  const inner = form === "JOBS" ? "run" : "fetch";
  const row = form === "REQUESTS" ? `method, url${withOptions ? ", options" : ""}` : FORMS[form].passed;
  const result = `{await ${inner}(${fetches ? "session, " : ""}${row})}`;
  const calls = ["await", "call", "call in a thread"].some((it) => words.has(it));
  const name = calls ? `name = f"{job[0]} {getattr(job[1], '__name__', job[1])}"` : 'name = f"{job[0]} {job[1]}"';
  const timed = plan.batch.options.timeout && form === "JOBS" ? "async with asyncio.timeout(TIMEOUT):" : false;
  const done = under(timed, [`return f"${nameOf(plan)}: ${result}${retries ? ", attempt {number + 1}" : ""}"`]);
  const body = tried(plan, done);
  return define("attempt", [...given(plan), ...ofRow(plan)], "str", form === "JOBS" ? [name, ...body] : body);
}

/**
 * What runs a row, with what it waits for before, and what becomes of its failures.
 * @param {Plan} plan
 * @param {Code[]} row
 * @returns {Code[]}
 */
function tried(plan, row) {
  const { failures, passesOn, retries, limits, paces, batch } = plan;
  /** @type {Code[]} */
  const waits = [];
  if (batch.options.delay) waits.push("await asyncio.sleep(DELAY)");
  if (paces) waits.push("async with turn:", ["await asyncio.sleep(1 / RATE)"]);
  const inLimit = under(limits && "async with limit:", [...waits, ...row]);
  if (!failures || (passesOn && !retries)) return inLimit;
  const fails = passesOn ? "raise" : `return f"${nameOf(plan)}: {str(error) or repr(error)}"`;
  if (!retries) return ["try:", inLimit, `except ${failures} as error:`, [fails]];
  const again = batch.options.backoff ? ["await asyncio.sleep(BACKOFF * 2**number)"] : [];
  const caught = `except ${failures}${passesOn ? "" : " as error"}:`;
  return ["for number in range(RETRIES + 1):", ["try:", inLimit, caught, ["if number == RETRIES:", [fails], ...again]]];
}
