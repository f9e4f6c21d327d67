// A program's time, the same in the page and in its workers: microseconds since the program's start.

/**
 * All that makes a clock, to be posted to workers.
 * @typedef {object} ClockState
 * @property {number} origin when the program started, on the time line that page and workers share
 * @property {number} speed microseconds of program time per microsecond
 * @property {number | undefined} pausedAt since when time stands still, on the same line
 */

/** Milliseconds on a time line that page and workers share. */
const wallMillis = () => performance.timeOrigin + performance.now();

export class Clock {
  /** @param {ClockState} state */
  constructor(state) {
    this.state = state;
    /** What `nowMicros` gave last: changes of the state arrive late in workers, and time never goes back. */
    this.lastMicros = 0;
  }

  /** @param {number} speed */
  static start(speed) {
    return new Clock({ origin: wallMillis(), speed, pausedAt: undefined });
  }

  /** Program time in microseconds. */
  nowMicros() {
    const { origin, speed, pausedAt } = this.state;
    const micros = ((pausedAt ?? wallMillis()) - origin) * 1000 * speed;
    this.lastMicros = Math.max(this.lastMicros, micros);
    return this.lastMicros;
  }

  /**
   * Milliseconds until a time of the program.
   * @param {number} micros
   */
  millisUntil(micros) {
    return (micros - this.nowMicros()) / 1000 / this.state.speed;
  }

  pause() {
    this.state = { ...this.state, pausedAt: wallMillis() };
  }

  resume() {
    const { origin, speed, pausedAt } = this.state;
    const lost = pausedAt === undefined ? 0 : wallMillis() - pausedAt;
    this.state = { origin: origin + lost, speed, pausedAt: undefined };
  }
}
