// A program in virtual time: nothing is waited for but web requests.

import { AT_BREAKPOINT, ENDED, LACKING, READY } from "./seat.js";
import { SLICE_MILLIS } from "./slices.js";
import { Ticker } from "./ticker.js";

/** What `time.time()` is when a program starts: the same in every run. */
const EPOCH_MICROS = 1_767_225_600_000_000;
/** What `VirtualTime.next` gives when nothing can ever happen again. */
const DEADLOCK = -2;

export class VirtualTime {
  /** @param {any} time a `VirtualTime` of the engine */
  constructor(time) {
    this.time = time;
    this.paused = false;
    /** What is left of a turn of which steps give parts, and the part that is given. */
    this.left = time.budget;
    this.part = 0;
    this.ticker = new Ticker(() => this.#slice());
    /** What the program may still have of the processor. */
    this.allowedMillis = Infinity;
    this.onUsedUp = () => {};
  }

  /**
   * Gives the program so much of the processor.
   * @param {number} millis
   * @param {() => void} onUsedUp is called when it has had that, and again each time when it has had as much again
   */
  allow(millis, onUsedUp) {
    this.allowedMillis = millis;
    this.onUsedUp = () => {
      this.allowedMillis = millis;
      onUsedUp();
    };
  }

  /**
   * Runs a program.
   * @param {import("./seat.js").Seat} seat
   * @param {() => void} onEnd
   * @param {() => void} onBreakpoint
   */
  run(seat, onEnd, onBreakpoint) {
    this.seat = seat;
    this.onEnd = onEnd;
    this.onBreakpoint = onBreakpoint;
    this.ticker.soon();
  }

  get epochMicros() {
    return EPOCH_MICROS;
  }

  get seed() {
    return 0;
  }

  /** Gives the program a turn though it is blocked: something has arrived for it. */
  nudge() {
    this.time.nudge();
    this.#goOn();
  }

  fetchStarted() {
    this.time.fetchStarted();
  }

  fetchEnded() {
    this.time.fetchEnded();
    this.#goOn();
  }

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
    this.time.free();
  }

  #goOn() {
    if (!this.paused) this.ticker.soon();
  }

  /** Whether the turn goes on with the next part: until then time stays what it is. */
  #goesOn(status) {
    if (status === AT_BREAKPOINT) return true;
    this.left = status === READY ? this.left - this.part : 0;
    this.part = 0;
    if (this.left > 0) return true;
    this.left = this.time.budget;
    return false;
  }

  #slice() {
    const start = performance.now();
    this.#turns(start + SLICE_MILLIS);
    this.allowedMillis -= performance.now() - start;
    if (this.allowedMillis <= 0) this.onUsedUp();
  }

  /** @param {number} end when the slice is to end */
  #turns(end) {
    while (!this.paused && !this.seat.lacks) {
      const nowMicros = this.time.next();
      if (nowMicros === DEADLOCK) {
        this.seat.takeIn((engine) => engine.stopDeadlock());
        if (this.seat.crashed) return;
        this.time.nudge();
        continue;
      }
      if (nowMicros < 0) return;
      // From a breakpoint a part goes on, but in a step.
      if (this.part === 0 || this.seat.step > 0) this.part = this.seat.budget(this.left);
      const status = this.seat.turn(nowMicros, this.part);
      if (status === LACKING) return;
      if (status === ENDED) return this.onEnd();
      this.time.turnEnded(this.#goesOn(status) ? AT_BREAKPOINT : status);
      if (status === AT_BREAKPOINT || this.seat.hasStepped()) return this.onBreakpoint();
      if (performance.now() >= end || this.seat.isFlooding()) {
        return this.ticker.after(this.seat.breathe());
      }
    }
  }
}
