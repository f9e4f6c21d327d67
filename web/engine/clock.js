// A program's time: microseconds since the program's start.

export class Clock {
  /**
   * Starts at once.
   * @param {number} speed microseconds of program time per microsecond
   */
  constructor(speed) {
    this.speed = speed;
    /** When the program started, had it never paused, in milliseconds of `performance.now()`. */
    this.origin = performance.now();
    /** Since when time stands still. @type {number | undefined} */
    this.pausedAt = undefined;
  }

  /** What [`Clock.of`] needs to make the same clock in another thread. */
  get setting() {
    const { speed, origin, pausedAt } = this;
    const absolute = (/** @type {number | undefined} */ at) => (at === undefined ? undefined : performance.timeOrigin + at);
    return { speed, origin: absolute(origin), pausedAt: absolute(pausedAt) };
  }

  /**
   * The clock of another thread.
   * @param {{ speed: number, origin: number, pausedAt: number | undefined }} setting
   */
  static of({ speed, origin, pausedAt }) {
    const clock = new Clock(speed);
    clock.origin = origin - performance.timeOrigin;
    clock.pausedAt = pausedAt === undefined ? undefined : pausedAt - performance.timeOrigin;
    return clock;
  }

  /** Program time in microseconds. */
  nowMicros() {
    return ((this.pausedAt ?? performance.now()) - this.origin) * 1000 * this.speed;
  }

  /**
   * Milliseconds until a time of the program.
   * @param {number} micros
   */
  millisUntil(micros) {
    return (micros - this.nowMicros()) / 1000 / this.speed;
  }

  pause() {
    this.pausedAt ??= performance.now();
  }

  resume() {
    if (this.pausedAt === undefined) return;
    this.origin += performance.now() - this.pausedAt;
    this.pausedAt = undefined;
  }
}
