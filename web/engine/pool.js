// Workers that are ready to be the islands of threads.
//
// A thread for which none is ready begins beside the others: no thread has to wait until a worker has loaded the engine.

import { whole } from "./engine.js";
import { idle } from "./idle.js";

const WORKER = new URL("./worker.js", import.meta.url);
/** So many are kept ready, where there are so many processors. */
const MOST_READY = 2;
/** A page in which a program computes may never be idle: that is waited for so long. */
const MOST_PATIENCE_MILLIS = 300;

/** @type {Set<Worker>} */
const loading = new Set();
/** @type {Worker[]} */
const ready = [];
/** Who is told when one has become ready. @type {(() => void) | undefined} */
let listener;
/** Whether workers can't be had here: the page is in a sandboxed frame, or its policy forbids them. */
let refused = false;
/** Whether one has been loaded. */
let loadedBefore = false;

/** @param {string} source a program; whether it may start threads */
export function mayNeedWorkers(source) {
  return /\bThread\b/.test(source);
}

/** Makes workers ready when the page has nothing else to do. */
export async function prepare() {
  const processors = navigator.hardwareConcurrency ?? 1;
  const most = processors > 1 ? Math.min(MOST_READY, processors) : 0;
  if (refused || ready.length + loading.size >= most) return;
  await idle(MOST_PATIENCE_MILLIS);
  const parts = await whole();
  while (!refused && ready.length + loading.size < most) begin(parts);
}

/** How many workers are ready. */
export function readyCount() {
  return ready.length;
}

/** Whether workers can't be had here. */
export function isRefused() {
  return refused;
}

/** @returns {Worker | undefined} a worker that is ready, which is the caller's from now on */
export function take() {
  return ready.shift();
}

/** @param {(() => void) | undefined} callback is called when a worker has become ready */
export function listen(callback) {
  listener = callback;
}

/** @param {import("./parts.js").Parts} parts */
function begin(parts) {
  let worker;
  try {
    worker = new Worker(WORKER, { type: "module" });
  } catch {
    refused = true;
    return;
  }
  loading.add(worker);
  worker.onmessage = () => {
    loadedBefore = true;
    loading.delete(worker);
    ready.push(worker);
    listener?.();
  };
  worker.onerror = () => {
    // If none could ever be loaded, another one could not, either.
    refused = !loadedBefore;
    loading.delete(worker);
    if (ready.includes(worker)) ready.splice(ready.indexOf(worker), 1);
    worker.terminate();
    listener?.();
  };
  worker.postMessage(["instantiate", parts]);
  worker.postMessage(["prepare"]);
}
