// Calls back soon, or at a time, on the event loop of the page.

/** A shorter wait is spent polling: browsers make nested timeouts at least this long. */
const SHORTEST_TIMEOUT_MILLIS = 4;
/** Timeouts come late by about this much, so they are set that much earlier. */
const TIMEOUT_LATENESS_MILLIS = 1;
/** Browsers take a longer one for none. */
const LONGEST_TIMEOUT_MILLIS = 2 ** 31 - 1;

export class Ticker {
  /** @param {() => void} callback is called once for each `soon` or `after`; a later one replaces an earlier one */
  constructor(callback) {
    this.callback = callback;
    // Unlike a timeout, a message is not held up.
    this.channel = new MessageChannel();
    this.channel.port1.onmessage = () => this.#arrived();
    this.posted = false;
    this.wanted = false;
    /** When to call, in milliseconds of `performance.now()`. */
    this.dueMillis = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timeout = undefined;
  }

  /** Calls back as soon as the event loop has done what else there is to do. */
  soon() {
    this.after(0);
  }

  /**
   * Calls back after some milliseconds.
   * @param {number} millis
   */
  after(millis) {
    this.cancel();
    this.wanted = true;
    this.dueMillis = performance.now() + millis;
    this.#wait();
  }

  /** Whether it calls back as soon as the event loop lets it. */
  get isSoon() {
    return this.wanted && this.dueMillis <= performance.now();
  }

  /** Does not call back. */
  cancel() {
    this.wanted = false;
    clearTimeout(this.timeout);
    this.timeout = undefined;
  }

  /** Lets go of everything. */
  close() {
    this.cancel();
    this.channel.port1.close();
  }

  #wait() {
    const left = this.dueMillis - performance.now() - TIMEOUT_LATENESS_MILLIS;
    if (left >= SHORTEST_TIMEOUT_MILLIS) {
      this.timeout = setTimeout(() => this.#due(), Math.min(left, LONGEST_TIMEOUT_MILLIS));
    } else if (!this.posted) {
      this.posted = true;
      this.channel.port2.postMessage(null);
    }
  }

  #arrived() {
    this.posted = false;
    this.#due();
  }

  #due() {
    if (!this.wanted) return;
    clearTimeout(this.timeout);
    this.timeout = undefined;
    if (performance.now() < this.dueMillis) {
      this.#wait();
    } else {
      this.wanted = false;
      this.callback();
    }
  }
}
