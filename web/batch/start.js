// How a batch starts: its session, its repetitions, and the threads that its loops run in.

import { define, under } from "./code.js";
import { WAYS } from "./hows.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./code.js").Code} Code
 */

const TYPES = { URLS: "list[str]", REQUESTS: "list[tuple]", JOBS: "list[tuple]" };

/** The coroutine that runs a list, and what repeats it. @param {Plan} plan @returns {Code[][]} */
export function coroutines(plan) {
  const { lists, form, batch } = plan;
  const rows = lists.length > 1 ? form.toLowerCase() : form;
  const parameters = lists.length > 1 ? [`${rows}: ${TYPES[form]}`] : [];
  if (!batch.options.repeat) return [define("main", parameters, "None", once(plan, rows))];
  const passed = lists.length > 1 ? rows : "";
  return [define("batch", parameters, "None", once(plan, rows)), define("main", parameters, "None", repeated(passed))];
}

/** @param {Plan} plan @param {string} rows @returns {Code[]} */
function once(plan, rows) {
  const { fetches, limits, paces, batch } = plan;
  const settings = [];
  /** @type {Code[]} */
  const made = [];
  if (limits) made.push("limit = asyncio.Semaphore(AT_MOST)");
  if (paces) made.push("turn = asyncio.Lock()");
  if (batch.options.timeout && plan.form !== "JOBS") {
    made.push("timeout = aiohttp.ClientTimeout(total=TIMEOUT)");
    settings.push("timeout=timeout");
  }
  // Only where failures matter is an error's status one.
  if (plan.passesOn || plan.retries) settings.push("raise_for_status=True");
  const session = fetches && `async with aiohttp.ClientSession(${settings.join(", ")}) as session:`;
  return [...made, ...under(session, WAYS[batch.how](plan, rows))];
}

/** @param {string} passed @returns {Code[]} */
function repeated(passed) {
  return [
    "times = []",
    "for number in range(1, REPEAT + 1):",
    ['print(f"run {number}")', "begin = time.perf_counter()", `await batch(${passed})`, "times.append(time.perf_counter() - begin)"],
    'percent_95 = statistics.quantiles(times, n=20, method="inclusive")[-1]',
    'print(f"median {statistics.median(times):.2f} s, 95 % {percent_95:.2f} s")',
  ];
}

/** What starts the loops. @param {Plan} plan @returns {string[]} */
export function start({ lists, inThread }) {
  const thread = (/** @type {string} */ coroutine) => [`thread = threading.Thread(target=asyncio.run, args=(${coroutine},))`, "thread.start()"];
  if (inThread) return [...thread("main()"), "thread.join()"];
  if (lists.length === 1) return ["asyncio.run(main())"];
  const [here, there] = lists.map((it) => `main(${it.name})`);
  return [...thread(there), `asyncio.run(${here})`, "thread.join()"];
}
