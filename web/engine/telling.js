// Tells the page what has happened, about once for each frame: threads that answer each other send events far more often, and hearing of
// them takes the page longer than it takes engines to send them.

import { joined } from "./joined.js";

const APART_MILLIS = 16;

export class Telling {
  /** @type {Uint8Array[]} */
  #waiting = [];
  #toldAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {(batches: Uint8Array) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** Tells of events now, or soon. @param {Uint8Array} batches */
  add(batches) {
    this.#waiting.push(batches);
    const left = this.#toldAt + APART_MILLIS - performance.now();
    if (left <= 0) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), left);
  }

  /** Tells of what was not told yet. */
  flush() {
    const waiting = this.#waiting;
    this.close();
    if (waiting.length === 0) return;
    this.#toldAt = performance.now();
    this.tell(waiting.length === 1 ? waiting[0] : joined(waiting));
  }

  /** Forgets what was not told yet. */
  close() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }
}
