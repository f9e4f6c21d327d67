// One run of a program. The page's whole interface to the engine.

import { abandon, complete, instance } from "./engine.js";
import { idle } from "./idle.js";
import { Islands } from "./islands.js";
import { Looker } from "./looker.js";
import { mayNeedWorkers, prepare } from "./pool.js";
import { Questions } from "./questions.js";
import { NOBODY, Reach } from "./reach.js";
import { RealTime } from "./real-time.js";
import { MEMORY_LIMIT_BYTES, Seat } from "./seat.js";
import { Telling } from "./telling.js";
import { VirtualTime } from "./virtual-time.js";
import { stopWarmingUp, warmUp } from "./warm-up.js";

export { listen } from "./files.js";

// Why a script of the page did not come.
export { whyMissing } from "./late.js";

// How many workers are ready for threads.
export { readyCount } from "./pool.js";

/** The exit status of a program that was stopped, as a shell gives it. */
const STOPPED = 130;
/** The rest of the engine is fetched at last when the page has been busy for so long. */
const MOST_PATIENCE_MILLIS = 300;
/** So much of the processor a program has that nobody asked for, and again to take it in that it is stopped. */
const MOST_UNASKED_MILLIS = 2_000;
const SPEED = { real: 1, x10: 10 };

/** Begins to fetch and compile the engine, so that the first run need not wait, and then to make it quick. */
export function preload() {
  // What fails here fails again, and is then reported, when a program is run.
  return instance().then(makeReady).catch(() => undefined);
}

/** @param {import("./instance.js").Instance} page */
async function makeReady(page) {
  const ready = warmUp(page);
  await idle(MOST_PATIENCE_MILLIS);
  await complete();
  await ready;
}

/**
 * The program that will probably be run next: makes ready what it may need.
 * @param {string} source
 */
export function expect(source) {
  if (mayNeedWorkers(source)) prepare().catch(() => undefined);
}

/**
 * @typedef {object} Options
 * @property {"real" | "x10" | "virtual"} clock
 * @property {number} [seed] where `random` begins; else the clock says that
 * @property {boolean} [isLimited] nobody has asked for the run: it asks no server, and is stopped when it has had `MOST_UNASKED_MILLIS` of the processor; in virtual time only
 * @property {string} filename as tracebacks show it
 * @property {string[]} allowed origins that the reader lets the program ask though they are private
 * @property {(origin: string) => void} onRefused it wants to ask such a one, and the reader can let it
 * @property {(batches: Uint8Array) => void} onEvents events, encoded; about once a frame
 * @property {(waits: string | undefined) => void} onStuck in real time: nothing happens by itself any more, and who
 *   waits for what; without that, something does again
 * @property {(prompt: string | undefined, isHidden: boolean) => void} onAsk a thread wants a line of input, and has asked for it with these words; without
 *   them, none does any more
 * @property {() => void} onBreakpoint the program stands at a breakpoint, or where a step is to be looked at, and is paused
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
    /** The lines that have breakpoints, from 1. @type {number[]} */
    this.breakpoints = [];
    /** Looks at the run, also when it is over, until that is closed. */
    this.looker = new Looker();
    this.telling = new Telling((batches) => options.onEvents(batches));
    this.questions = new Questions((question) => this.over || options.onAsk(question?.prompt, Boolean(question?.isHidden)));
    this.stops = 0;
    this.paused = false;
    this.over = false;
    stopWarmingUp();
    this.#begin(source).catch((error) => this.#crash(error.message));
  }

  /** Raises `KeyboardInterrupt` in the main thread; a second call ends the program. */
  stop() {
    if (this.over) return;
    this.stops += 1;
    if (this.stops > 1 || !this.seat) {
      this.#end(STOPPED);
    } else {
      if (this.paused) this.resume();
      this.seat.takeIn((engine) => engine.interrupt());
      this.time.nudge();
    }
  }

  /** Makes the program and its time stand still. */
  pause() {
    if (this.over || this.paused) return;
    this.paused = true;
    this.time?.pause();
    this.seat?.flush();
    this.telling.flush();
    this.islands?.clockChanged();
  }

  /**
   * Lets the program go on.
   * @param {boolean} [steps] until something has happened: then it stands as at a breakpoint. What happens in workers comes by itself
   */
  resume(steps = false) {
    if (this.over || !this.paused) return;
    this.paused = false;
    if (this.seat) this.seat.step = steps && !this.islands ? 1 : 0;
    this.time?.resume();
    this.islands?.clockChanged();
  }

  /**
   * Gives the program the line of input that it wants.
   * @param {string | undefined} line without that, the input has ended
   */
  answer(line) {
    const id = this.over ? undefined : this.questions.answered();
    if (id === undefined) return;
    this.seat.takeIn((engine) => engine.lineRead(id, line));
    this.time.fetchEnded();
  }

  /**
   * These lines have breakpoints from now on.
   * @param {number[]} lines
   */
  setBreakpoints(lines) {
    this.breakpoints = lines;
    if (this.over || !this.seat) return;
    this.#tellBreakpoints();
    // Threads that have workers are called home.
    if (this.islands) this.time.nudge();
  }

  /** Ends the program without a word. */
  dispose() {
    if (this.over) return;
    this.over = true;
    this.telling.close();
    this.time?.close();
    this.islands?.close();
    this.looker.end();
    this.seat?.close();
  }

  #tellBreakpoints() {
    this.seat.takeIn((engine) => engine.setBreakpoints(new Uint32Array(this.breakpoints)));
  }

  /** @param {string} source */
  async #begin(source) {
    const page = await instance();
    if (this.over) return;
    const { clock, filename, isLimited } = this.options;
    const time =
      clock === "virtual"
        ? new VirtualTime(await page.create((glue) => new glue.VirtualTime()))
        : new RealTime(SPEED[clock], (waits) => this.#stuck(waits));
    const { epochMicros, seed: ownSeed } = time;
    const seed = this.options.seed ?? ownSeed;
    const onEvents = (/** @type {Uint8Array} */ batches) => this.over || this.telling.add(batches);
    const seat = new Seat(page, {
      onEvents,
      onOutgoing: (items, batches) => {
        if (batches) onEvents(batches);
        this.islands?.carry(items);
      },
      memoryLimitBytes: MEMORY_LIMIT_BYTES,
      otherBytes: () => this.islands?.memoryBytes ?? 0,
      nowMicros: () => time.clock?.nowMicros(),
      onFetchStarted: () => time.fetchStarted(),
      onFetchEnded: () => time.fetchEnded(),
      questions: this.questions,
      reach: isLimited ? NOBODY : new Reach(this.options.allowed, (origin) => this.#refused(origin)),
      onCrash: (message) => {
        abandon();
        this.#crash(message);
      },
      onComplete: () => this.over || time.nudge(),
    });
    await seat.begin(({ Engine }) => Engine.forProgram(epochMicros, seed, filename, source));
    if (this.over) {
      time.close();
      seat.close();
      return;
    }
    [this.time, this.seat] = [time, seat];
    if (isLimited) time.allow(MOST_UNASKED_MILLIS, () => this.stop());
    this.looker.begin({ clock, epochMicros, seed, filename, source }, () => seat.takeInputs());
    if (this.time instanceof RealTime && mayNeedWorkers(source)) {
      this.islands = new Islands({
        guard: (call) => seat.guard(() => call(seat.engine)),
        takeIn: (call) => seat.takeIn(call),
        program: { filename, source, epochMicros },
        clock: this.time.clock,
        memoryBytes: () => seat.memoryBytes,
        flush: () => seat.flush(),
        onEvents,
        onNews: () => this.time.hurry(),
        onWaits: () => this.time.lookForWaits(),
      });
      this.time.islands = this.islands;
      prepare().catch(() => undefined);
    }
    if (this.breakpoints.length > 0) this.#tellBreakpoints();
    const atBreakpoint = () => {
      this.pause();
      this.options.onBreakpoint();
    };
    this.time.run(seat, () => this.#ended(seat.guard(() => seat.engine.exitStatus()) ?? STOPPED), atBreakpoint);
    if (this.paused) this.time.pause();
  }

  /** @param {number} exitStatus */
  #end(exitStatus) {
    if (this.over) return;
    this.seat?.flush();
    this.telling.flush();
    this.dispose();
    this.options.onEnd(exitStatus);
  }

  /**
   * The program has come to its end by itself.
   * @param {number} exitStatus
   */
  async #ended(exitStatus) {
    await this.islands?.lastWords();
    this.#end(exitStatus);
  }

  /** In a frame, a page around could lead the reader to click what they don't see. @param {string} origin */
  #refused(origin) {
    if (!this.over && self.parent === self) this.options.onRefused(origin);
  }

  /** @param {string | undefined} waits */
  #stuck(waits) {
    this.telling.flush();
    this.options.onStuck(waits);
  }

  /** @param {string} message */
  #crash(message) {
    if (this.over) return;
    this.telling.flush();
    this.dispose();
    this.options.onCrash(message);
  }
}
