// One run of a program. The page's whole interface to the engine.

import { abandon, compiled, instance } from "./engine.js";
import { RealTime } from "./real-time.js";
import { Seat } from "./seat.js";
import { Threads } from "./threads.js";
import { VirtualTime } from "./virtual-time.js";
import { stopWarmingUp, warmUp } from "./warm-up.js";

/** The exit status of a program that was stopped, as a shell gives it. */
const STOPPED = 130;
const SPEED = { real: 1, x10: 10 };
/** In such a program a thread will probably be started. */
const MENTIONS_THREADS = /\b(threading|to_thread|run_in_executor|futures)\b/;

/** Begins to fetch and compile the engine, so that the first run need not wait, and then to make it quick. */
export function preload() {
  // What fails here fails again, and is then reported, when a program is run.
  return instance().then(warmUp).catch(() => undefined);
}

/**
 * @typedef {object} Options
 * @property {"real" | "x10" | "virtual"} clock
 * @property {string} filename as tracebacks show it
 * @property {(batch: Uint8Array) => void} onEvents events of one thread, encoded; about once a frame
 * @property {(exitStatus: number) => void} onEnd called once, unless `onCrash` is
 * @property {(message: string) => void} onCrash the engine itself failed; called once
 */

export class Session {
  /**
   * Starts a program at once.
   * @param {string} source
   * @param {Options} options
   */
  constructor(source, options) {
    this.options = options;
    this.stops = 0;
    this.paused = false;
    this.ending = false;
    this.over = false;
    stopWarmingUp();
    this.#begin(source).catch((error) => this.#crash(error.message));
  }

  /** Raises `KeyboardInterrupt` in the main thread; a second call ends the program. */
  stop() {
    if (this.over) return;
    this.stops += 1;
    if (this.stops > 1 || !this.time) {
      this.#end(STOPPED);
    } else {
      if (this.paused) this.resume();
      this.main.guard(() => this.main.engine.interrupt());
      this.time.nudge(0);
    }
  }

  /** Makes the program and its time stand still. */
  pause() {
    if (this.over || this.paused) return;
    this.paused = true;
    this.time?.pause();
  }

  /** Lets the program go on. */
  resume() {
    if (this.over || !this.paused) return;
    this.paused = false;
    this.time?.resume();
  }

  /** Ends the program without a word. */
  dispose() {
    if (this.over) return;
    this.over = true;
    this.threads?.terminate();
    this.time?.close();
    this.main?.close();
  }

  /** @param {string} source */
  async #begin(source) {
    const page = await instance();
    const module = await compiled();
    if (this.over) return;
    const { clock, filename } = this.options;
    const threads = new Threads(module, {
      carry: (thread, item) => this.#carry(thread, item),
      onEvents: (batch) => this.options.onEvents(batch),
      onFetchStarted: () => this.time.fetchStarted(),
      onFetchEnded: (thread) => this.time.fetchEnded(thread),
      onStarted: () => this.time.threadStarted(),
      onTurnEnded: (thread, status, gone) => this.time.turnEnded(thread, status, gone),
      onCrash: (message) => this.#crash(message),
    });
    this.threads = threads;
    this.time =
      clock === "virtual"
        ? new VirtualTime(threads, new page.glue.Conductor())
        : new RealTime(threads, SPEED[clock]);
    const { epochMicros, seed } = this.time;
    const main = new Seat(page, (Engine) => Engine.forProgram(epochMicros, seed, filename, source), {
      carry: (item) => this.#carry(0, item),
      onEvents: (batch) => this.over || this.options.onEvents(batch),
      onFetchStarted: () => this.time.fetchStarted(),
      onFetchEnded: () => this.time.fetchEnded(0),
      onCrash: (message) => {
        abandon();
        this.#crash(message);
      },
    });
    if (this.over) return;
    this.main = main;
    this.time.run(main, () => this.#mainEnded());
    if (this.paused) this.time.pause();
    if (MENTIONS_THREADS.test(source)) threads.prepare();
  }

  /**
   * @param {number} from the thread whose outbox held this
   * @param {any[]} item
   */
  #carry(from, [word, first, second]) {
    switch (word) {
      case "send":
        return this.time.send(from, first, second);
      case "sendToOthers":
        return this.time.sendToOthers(from, first);
      case "start":
        return this.time.start(first, second);
      case "wantThreadId": {
        const thread = this.threads.newThread();
        if (from !== 0) this.threads.post(from, "threadId", thread);
        else this.main.guard(() => this.main.engine.threadIdGiven(thread));
        return this.time.nudge(from);
      }
    }
  }

  /** The program is over, but for what its other threads have not told yet. */
  #mainEnded() {
    if (this.over || this.ending) return;
    this.ending = true;
    const exitStatus = this.main.engine.exitStatus();
    this.threads.finish(() => this.#end(exitStatus));
  }

  /** @param {number} exitStatus */
  #end(exitStatus) {
    if (this.over) return;
    this.dispose();
    this.options.onEnd(exitStatus);
  }

  /** @param {string} message */
  #crash(message) {
    if (this.over) return;
    this.dispose();
    this.options.onCrash(message);
  }
}
