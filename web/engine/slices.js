// Real time: gives a program turns on the event loop of the page, in slices that let it breathe.

import { AT_BREAKPOINT, ENDED, LACKING, READY } from "./seat.js";
import { Ticker } from "./ticker.js";

/** So long the event loop may be held up. */
export const SLICE_MILLIS = 12;
/** Calls and turns of loops between two looks at the clock: well under a millisecond. */
export const TURN_BUDGET = 4_000;
/** So long a program rests whose events nobody takes in. */
const HELD_UP_MILLIS = 16;

export class Slices {
  /**
   * @param {import("./seat.js").Seat} seat
   * @param {import("./clock.js").Clock} clock
   * @param {() => void} onEnd is called when the program has ended
   * @param {(waiting: boolean) => void} onWaiting is called when the program begins to wait for what no deadline ends,
   *   and when it goes on
   * @param {() => void} [onBreakpoint] is called when the program stands at a breakpoint
   */
  constructor(seat, clock, onEnd, onWaiting, onBreakpoint) {
    this.seat = seat;
    this.clock = clock;
    this.onEnd = onEnd;
    this.onBreakpoint = onBreakpoint;
    this.onWaiting = onWaiting;
    this.waiting = false;
    this.paused = false;
    this.woken = false;
    this.running = false;
    this.closed = false;
    this.ticker = new Ticker(() => this.#slice());
  }

  /** Something has arrived: gives the seat a turn soon. */
  wake() {
    this.woken = true;
    if (!this.paused) this.ticker.soon();
  }

  /** A message has arrived that somebody may wait for: gives the seat a turn now, unless it is about to have one. */
  hurry() {
    this.woken = true;
    if (this.closed || this.paused || this.running || this.ticker.isSoon) return;
    this.ticker.cancel();
    this.#slice();
  }

  pause() {
    this.paused = true;
    this.ticker.cancel();
  }

  resume() {
    this.paused = false;
    this.wake();
  }

  close() {
    this.closed = true;
    this.ticker.close();
  }

  #slice() {
    if (this.seat.isHeldUp()) {
      this.ticker.after(HELD_UP_MILLIS);
      return;
    }
    this.#waits(false);
    const end = performance.now() + SLICE_MILLIS;
    let status;
    this.running = true;
    do {
      this.woken = false;
      status = this.seat.turn(this.clock.nowMicros(), this.seat.budget(TURN_BUDGET));
      if (status !== ENDED && status !== LACKING && this.seat.hasStepped()) status = AT_BREAKPOINT;
    } while ((status === READY || (this.woken && status !== AT_BREAKPOINT && status !== LACKING)) && performance.now() < end && !this.seat.isFlooding());
    this.running = false;
    if (status === LACKING) return;
    if (status === ENDED) {
      this.onEnd();
    } else if (status === AT_BREAKPOINT) {
      this.onBreakpoint();
    } else if (status === READY || this.woken) {
      // Whoever floods the console is held up for longer than a thread's turn is.
      if (this.seat.isFlooding()) this.seat.guard(() => this.seat.engine.giveWay());
      this.ticker.after(this.seat.breathe());
    } else if (status < Infinity) {
      this.ticker.after(Math.max(0, this.clock.millisUntil(status)));
    } else {
      this.#waits(true);
    }
  }

  /** @param {boolean} waiting */
  #waits(waiting) {
    if (waiting === this.waiting) return;
    this.waiting = waiting;
    this.onWaiting(waiting);
  }
}
