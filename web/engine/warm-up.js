// Makes the engine quick before a program is run.
//
// A browser runs WebAssembly in code that is quick to make, and makes better code of what runs long. A worker with the same
// module runs a program for that, while the reader reads: the page's own engine then has the better code too.

import { compiled } from "./engine.js";

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

/** Begins when the page has nothing else to do; does nothing where it would cost more than it gives. */
export function warmUp() {
  if (over || timeout !== undefined || navigator.hardwareConcurrency < 2 || navigator.connection?.saveData) return;
  timeout = setTimeout(() => begin().catch(stopWarmingUp), DELAY_MILLIS);
}

/** A program is about to be run, or there is nothing more to gain. */
export function stopWarmingUp() {
  over = true;
  clearTimeout(timeout);
  worker?.terminate();
  worker = undefined;
}

async function begin() {
  await idle();
  const module = await compiled();
  const program = await (await fetch(PROGRAM, { priority: "low" })).text();
  if (over) return;
  timeout = setTimeout(stopWarmingUp, LIMIT_MILLIS);
  worker = new Worker(WORKER, { type: "module" });
  worker.onmessage = stopWarmingUp;
  worker.onerror = stopWarmingUp;
  worker.postMessage(["instantiate", module]);
  worker.postMessage(["warmUp", program]);
}

/** @returns {Promise<unknown>} when the page has been shown and has nothing to do */
function idle() {
  return new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve));
}
