// A batch as a program, as one would write it by hand.

import { lines } from "./code.js";
import { functions } from "./each.js";
import { helpers } from "./hows.js";
import { constants, plan } from "./plan.js";
import { list } from "./rows.js";
import { coroutines, start } from "./start.js";

/** @typedef {import("./model.js").Batch} Batch */

/**
 * The program of a batch in which nothing is wrong.
 * @param {Batch} batch
 */
export function write(batch) {
  const { imports, own, rows, rest } = parts(batch);
  return `${imports}${own && `\n${own}\n\n`}\n${rows}\n${rest}`;
}

/**
 * The parts of the program: its imports, what it has besides the batch, its rows, and all behind them.
 * @param {Batch} batch
 */
export function parts(batch) {
  const plan_ = plan(batch);
  const rows = plan_.lists.map((it) => list(it.name, plan_.form, it.rows, plan_.withOptions, batch.functions).join("\n"));
  const numbers = constants(plan_).map(([name, value, comment]) => `${name} = ${value}${comment && `  # ${comment}`}`);
  const defined = [...functions(plan_), ...helpers(plan_), ...coroutines(plan_)].map((it) => lines(it).join("\n"));
  const top = numbers.length > 0 ? `${numbers.join("\n")}\n` : "";
  return {
    imports: importsOf(plan_),
    own: batch.functions.trim() && `\n${batch.functions.trim()}`,
    rows: rows.join("\n"),
    rest: `${top}\n\n${[...defined, start(plan_).join("\n")].join("\n\n\n")}\n`,
  };
}

/** @param {import("./plan.js").Plan} plan */
function importsOf({ batch, words, lists, inThread, fetches }) {
  const repeats = Boolean(batch.options.repeat);
  const wanted = {
    asyncio: true,
    statistics: repeats,
    threading: inThread || lists.length > 1,
    time: repeats || words.has("work") || words.has("work in a thread"),
  };
  const names = Object.entries(wanted).filter(([, is]) => is).map(([name]) => `import ${name}\n`);
  return names.join("") + (fetches ? "\nimport aiohttp\n" : "");
}
