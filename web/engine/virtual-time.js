// A program in virtual time: one thread at a time has its turn, in the order that the engine's Conductor says.

import { ENDED } from "./seat.js";
import { SLICE_MILLIS } from "./slices.js";
import { Ticker } from "./ticker.js";

/** What `time.time()` is when a program starts: the same in every run. */
const EPOCH_MICROS = 1_767_225_600_000_000;

export class VirtualTime {
  /**
   * @param {import("./threads.js").Threads} threads
   * @param {any} conductor a `Conductor`
   */
  constructor(threads, conductor) {
    this.threads = threads;
    this.conductor = conductor;
    this.paused = false;
    /** Whether a worker has its turn. */
    this.away = false;
    this.ticker = new Ticker(() => this.#slice());
  }

  /**
   * Runs the main thread.
   * @param {import("./seat.js").Seat} main
   * @param {() => void} onEnd
   */
  run(main, onEnd) {
    this.main = main;
    this.onEnd = onEnd;
    this.ticker.soon();
  }

  get epochMicros() {
    return EPOCH_MICROS;
  }

  get seed() {
    return 0;
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {Uint8Array} bytes
   */
  send(from, to, bytes) {
    this.conductor.send(to, bytes);
  }

  /**
   * @param {number} from
   * @param {Uint8Array} bytes
   */
  sendToOthers(from, bytes) {
    this.conductor.sendToOthers(from, bytes);
  }

  /**
   * @param {number} thread
   * @param {Uint8Array} bytes
   */
  start(thread, bytes) {
    this.conductor.threadStarted(thread);
    this.threads.start(thread, { bytes, epochMicros: EPOCH_MICROS, seed: thread, clock: undefined });
  }

  /**
   * Gives a thread a turn though it is blocked: something has arrived for it.
   * @param {number} thread
   */
  nudge(thread) {
    this.conductor.nudge(thread);
    this.#goOn();
  }

  fetchStarted() {
    this.conductor.fetchStarted();
  }

  /** @param {number} thread */
  fetchEnded(thread) {
    this.conductor.fetchEnded(thread);
    this.#goOn();
  }

  /**
   * A worker's turn is over.
   * @param {number} thread
   * @param {number} status
   * @param {boolean} gone whether the thread ended and is not needed any more
   */
  turnEnded(thread, status, gone) {
    this.away = false;
    this.conductor.turnEnded(thread, status);
    if (gone) this.conductor.threadGone(thread);
    this.#slice();
  }

  threadStarted() {}

  pause() {
    this.paused = true;
    this.ticker.cancel();
  }

  resume() {
    this.paused = false;
    this.#goOn();
  }

  close() {
    this.ticker.close();
    this.conductor.free();
  }

  #goOn() {
    if (!this.paused && !this.away) this.ticker.soon();
  }

  #slice() {
    const end = performance.now() + SLICE_MILLIS;
    while (!this.paused && !this.away) {
      const next = this.conductor.next();
      if (!next) return;
      const [thread, nowMicros, budget, messages] = next;
      if (thread !== 0) {
        this.away = true;
        // The page hears of what happened in the order in which it did.
        this.main.flush();
        this.threads.post(thread, "turn", { nowMicros, budget, messages });
        return;
      }
      for (const bytes of messages) this.main.guard(() => this.main.engine.deliver(bytes));
      const status = this.main.turn(nowMicros, budget);
      if (status === ENDED) return this.onEnd();
      this.conductor.turnEnded(0, status);
      if (performance.now() >= end || this.main.isFlooding()) {
        return this.ticker.after(this.main.breathe());
      }
    }
  }
}
