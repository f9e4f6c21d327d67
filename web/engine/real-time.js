// A program in real or faster time.

import { Clock } from "./clock.js";
import { Slices } from "./slices.js";

export class RealTime {
  /** @param {number} speed microseconds of program time per microsecond */
  constructor(speed) {
    this.clock = new Clock(speed);
    this.epochMicros = Date.now() * 1000;
    this.seed = crypto.getRandomValues(new Uint32Array(1))[0];
  }

  /**
   * Runs a program.
   * @param {import("./seat.js").Seat} seat
   * @param {() => void} onEnd
   */
  run(seat, onEnd) {
    this.slices = new Slices(seat, this.clock, onEnd);
    this.slices.wake();
  }

  /** Gives the program a turn: something has arrived for it. */
  nudge() {
    this.slices.wake();
  }

  fetchStarted() {}

  fetchEnded() {
    this.slices.wake();
  }

  pause() {
    this.slices.pause();
    this.clock.pause();
  }

  resume() {
    this.clock.resume();
    this.slices.resume();
  }

  close() {
    this.slices?.close();
  }
}
