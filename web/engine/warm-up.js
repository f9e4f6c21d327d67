// Makes the engine quick before a program is run.
//
// A browser runs WebAssembly in code that is quick to make, and makes better code of what runs long. A worker with the same
// module runs a program for that, while the reader reads: the page's own engine then has the better code too.

import { fetchFirst } from "./parts.js";
import { idle } from "./idle.js";
import { TURN_BUDGET } from "./slices.js";

const WORKER = new URL("./worker.js", import.meta.url);
const PROGRAM = new URL("./warm-up.py", import.meta.url);
/** What shows the page goes first. */
const DELAY_MILLIS = 600;
/** Longer than it takes where it helps. */
const LIMIT_MILLIS = 5_000;

/** @type {Worker | undefined} */
let worker;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timeout;
let over = false;

/**
 * Makes the page's engine ready for the first program, and then quick, when the page has nothing else to do.
 * @param {import("./instance.js").Instance} page
 */
export async function warmUp(page) {
  if (over || timeout !== undefined) return;
  timeout = setTimeout(() => begin().catch(stopWarmingUp), DELAY_MILLIS);
  await idle();
  if (!over) await setUpOnce(page);
}

/** A program is about to be run, or there is nothing more to gain. */
export function stopWarmingUp() {
  over = true;
  clearTimeout(timeout);
  worker?.terminate();
  worker = undefined;
}

/** What a browser compiles when it is first called is compiled now, not after the click on Run. */
async function setUpOnce(page) {
  const engine = await page.create(({ Engine }) => Engine.forProgram(0, 0, "warm-up.py", "print()"));
  page.attempt(() => {
    engine.turn(0, TURN_BUDGET);
    engine.takeEvents();
    engine.free();
  });
}

/** Does nothing where it would cost more than it gives. */
async function begin() {
  if (navigator.hardwareConcurrency < 2 || navigator.connection?.saveData) return;
  await idle();
  const module = await fetchFirst();
  const program = await (await fetch(PROGRAM, { priority: "low" })).text();
  if (over) return;
  timeout = setTimeout(stopWarmingUp, LIMIT_MILLIS);
  worker = new Worker(WORKER, { type: "module" });
  worker.onmessage = stopWarmingUp;
  worker.onerror = stopWarmingUp;
  // The program needs nothing else.
  worker.postMessage(["instantiate", [module]]);
  worker.postMessage(["warmUp", program]);
}
