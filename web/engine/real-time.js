// A program in real or faster time.

import { Clock } from "./clock.js";
import { Slices } from "./slices.js";

export class RealTime {
  /**
   * @param {number} speed microseconds of program time per microsecond
   * @param {(waits: string | undefined) => void} onStuck is told who waits for what when nothing happens by itself any
   *   more, and nothing when something does
   */
  constructor(speed, onStuck) {
    this.onStuck = onStuck;
    this.fetches = 0;
    /** The threads that have a worker of their own. @type {import("./islands.js").Islands | undefined} */
    this.islands = undefined;
    /** Whether that nothing happens by itself has been told. */
    this.isStuck = false;
    this.clock = new Clock(speed);
    this.epochMicros = Date.now() * 1000;
    this.seed = crypto.getRandomValues(new Uint32Array(1))[0];
  }

  /**
   * Runs a program.
   * @param {import("./seat.js").Seat} seat
   * @param {() => void} onEnd
   * @param {() => void} onBreakpoint
   */
  run(seat, onEnd, onBreakpoint) {
    this.seat = seat;
    this.slices = new Slices(seat, this.clock, onEnd, (waiting) => this.#waiting(waiting), onBreakpoint);
    this.slices.wake();
  }

  /** Gives the program a turn: something has arrived for it. */
  nudge() {
    this.slices.wake();
  }

  /** Gives the program a turn now: a message has arrived that a thread may wait for. */
  hurry() {
    this.slices.hurry();
  }

  fetchStarted() {
    this.fetches += 1;
  }

  fetchEnded() {
    this.fetches -= 1;
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

  /** Looks whether anything still happens by itself. */
  lookForWaits() {
    this.#waiting(this.slices?.waiting ?? false);
  }

  /** @param {boolean} waiting */
  #waiting(waiting) {
    const others = this.islands ? this.islands.waits : "";
    const isStuck = waiting && this.fetches === 0 && others !== undefined;
    if (!isStuck && !this.isStuck) return;
    this.isStuck = isStuck;
    this.onStuck(isStuck ? (this.seat.guard(() => this.seat.engine.describeWaits()) ?? "") + others : undefined);
  }
}
