// A program in real or faster time: every thread runs on its own, and messages go straight to their threads.

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
    this.threads.start(thread, { bytes, epochMicros, seed: (seed + thread) >>> 0, clock: clock.state });
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

  pause() {
    this.clock.pause();
    this.slices.pause();
    this.threads.postToAll("pause", null);
  }

  resume() {
    this.clock.resume();
    this.slices.resume();
    this.threads.postToAll("resume", this.clock.state);
  }

  close() {
    this.slices?.close();
  }
}
