// A program in real or faster time: every thread runs on its own, and messages go straight to their threads.
//
// Its clock stands still while a thread starts: that takes a moment in CPython, but a worker has an engine to
// set up, and the program's order would depend on how long that takes here.

import { Clock } from "./clock.js";
import { Slices } from "./slices.js";

export class RealTime {
  /**
   * @param {import("./threads.js").Threads} threads
   * @param {number} speed microseconds of program time per microsecond
   */
  constructor(threads, speed) {
    this.threads = threads;
    this.clock = Clock.start(speed);
    this.epochMicros = Date.now() * 1000;
    /** How many threads are starting, and one more while the program is paused. */
    this.holds = 0;
    this.seed = crypto.getRandomValues(new Uint32Array(1))[0];
  }

  /**
   * Runs the main thread.
   * @param {import("./seat.js").Seat} main
   * @param {() => void} onEnd
   */
  run(main, onEnd) {
    this.main = main;
    this.slices = new Slices(main, this.clock, onEnd);
    this.slices.wake();
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {Uint8Array} bytes
   */
  send(from, to, bytes) {
    if (to === 0) {
      this.main.guard(() => this.main.engine.deliver(bytes));
      this.slices.wake();
    } else {
      this.threads.post(to, "deliver", bytes);
    }
  }

  /**
   * @param {number} from
   * @param {Uint8Array} bytes
   */
  sendToOthers(from, bytes) {
    if (from !== 0) this.send(from, 0, bytes);
    this.threads.postToAll("deliver", bytes, from);
  }

  /**
   * @param {number} thread
   * @param {Uint8Array} bytes
   */
  start(thread, bytes) {
    const { epochMicros, seed, clock } = this;
    this.#hold();
    this.threads.start(thread, { bytes, epochMicros, seed: (seed + thread) >>> 0, clock: clock.state });
    if (this.slices.paused) this.threads.post(thread, "pause", null);
  }

  /**
   * Gives a thread a turn: something has arrived for it. Workers give themselves theirs.
   * @param {number} thread
   */
  nudge(thread) {
    if (thread === 0) this.slices.wake();
  }

  fetchStarted() {}

  /** @param {number} thread */
  fetchEnded(thread) {
    this.nudge(thread);
  }

  turnEnded() {}

  /** A new thread's engine is ready. */
  threadStarted() {
    this.#release();
  }

  pause() {
    this.slices.pause();
    this.threads.postToAll("pause", null);
    this.#hold();
  }

  resume() {
    this.#release();
    this.slices.resume();
    this.threads.postToAll("resume", null);
  }

  close() {
    this.slices?.close();
  }

  /** Lets the clock stand still until as many calls of `#release`. */
  #hold() {
    this.holds += 1;
    if (this.holds > 1) return;
    this.clock.pause();
    this.threads.postToAll("clock", this.clock.state);
  }

  #release() {
    this.holds -= 1;
    if (this.holds > 0) return;
    this.clock.resume();
    this.threads.postToAll("clock", this.clock.state);
    this.slices.wake();
  }
}
