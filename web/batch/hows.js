// The ways to run a batch: what its coroutine does with the rows.

import { define } from "./code.js";
import { call, given, one } from "./each.js";

/**
 * @typedef {import("./plan.js").Plan} Plan
 * @typedef {import("./code.js").Code} Code
 */

/** What ends the tasks that are left, and lets nobody complain of what they ended with. @type {Code[]} */
const CANCEL = ["for task in tasks:", ["task.cancel()"], "await asyncio.gather(*tasks, return_exceptions=True)"];
const SAID = "{str(error) or repr(error)}";

/**
 * The ways: the lines for the rows that are called `rows`.
 * @type {Record<import("./model.js").How, (plan: Plan, rows: string) => Code[]>}
 */
export const WAYS = {
  sequence: (plan, rows) => stopping(plan, [`for ${one(plan)} in ${rows}:`, [`print(await ${call(plan)})`]], []),

  gather(plan, rows) {
    const all = `(${call(plan)} for ${one(plan)} in ${rows})`;
    if (!plan.stops) return [`results = await asyncio.gather(*${all})`, 'print(*results, sep="\\n")'];
    return [tasks(plan, rows), ...stopping(plan, ["results = await asyncio.gather(*tasks)", 'print(*results, sep="\\n")'], CANCEL)];
  },

  group: grouped,
  semaphore: grouped,

  completed(plan, rows) {
    return [tasks(plan, rows), ...stopping(plan, ["for task in asyncio.as_completed(tasks):", ["print(await task)"]], CANCEL)];
  },

  workers(plan, rows) {
    const arguments_ = [...plan.given.map((it) => it.name), "queue", "results"].join(", ");
    const work = [
      "async with asyncio.TaskGroup() as group:",
      ["for _ in range(WORKERS):", [`group.create_task(worker(${arguments_}))`]],
      'print(*results, sep="\\n")',
    ];
    return [
      "queue = asyncio.Queue()",
      `for job in enumerate(${rows}):`,
      ["queue.put_nowait(job)"],
      `results = [""] * len(${rows})`,
      ...stoppingGroup(plan, work),
    ];
  },

  first(plan, rows) {
    if (plan.stops || !plan.failures) {
      return [tasks(plan, rows), ...stopping(plan, ["print(await next(asyncio.as_completed(tasks)))"], []), ...CANCEL];
    }
    return [
      tasks(plan, rows),
      "for task in asyncio.as_completed(tasks):",
      ["try:", ["print(await task)", "break"], `except ${plan.failures} as error:`, [`print(f"failed: ${SAID}")`]],
      ...CANCEL,
    ];
  },
};

/** The functions that a way needs besides. @param {Plan} plan @returns {Code[][]} */
export function helpers(plan) {
  if (plan.batch.how !== "workers") return [];
  const row = one(plan) === "request" ? "*request" : one(plan);
  const parameters = [...given(plan), "queue: asyncio.Queue", "results: list[str]"];
  const body = ["while not queue.empty():", [`index, ${one(plan)} = queue.get_nowait()`, `results[index] = await ${call(plan, row)}`]];
  return [define("worker", parameters, "None", body)];
}

/** @param {Plan} plan @param {string} rows @returns {Code[]} */
function grouped(plan, rows) {
  return stoppingGroup(plan, [
    "async with asyncio.TaskGroup() as group:",
    [`tasks = [group.create_task(${call(plan)}) for ${one(plan)} in ${rows}]`],
    'print(*(task.result() for task in tasks), sep="\\n")',
  ]);
}

/** @param {Plan} plan @param {string} rows */
function tasks(plan, rows) {
  return `tasks = [asyncio.create_task(${call(plan)}) for ${one(plan)} in ${rows}]`;
}

/**
 * What says which failure ended the batch, if one does.
 * @param {Plan} plan
 * @param {Code[]} body
 * @param {Code[]} after what is done then
 * @returns {Code[]}
 */
function stopping({ stops, failures }, body, after) {
  return stops ? ["try:", body, `except ${failures} as error:`, [`print(f"stopped: ${SAID}")`, ...after]] : body;
}

/** @param {Plan} plan @param {Code[]} body @returns {Code[]} */
function stoppingGroup({ stops, failures }, body) {
  if (!stops) return body;
  return ["try:", body, `except* ${failures} as failures:`, ["for error in failures.exceptions:", [`print(f"stopped: ${SAID}")`]]];
}
