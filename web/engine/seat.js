// A program's engine in the page: its turns, its events, its web requests, its end.

import { Fetches } from "./fetch.js";
import { NEEDED } from "./parts.js";
import { NOTHING } from "./reach.js";

/** What `Engine.turn` gives for a program that wants another turn. */
export const READY = -1;
/** What `Engine.turn` gives for a program that has ended. */
export const ENDED = -2;
/** What `Engine.turn` gives for a program that stands at a breakpoint; another turn lets it go on. */
export const AT_BREAKPOINT = -3;
/** What `Seat.turn` gives when a turn was not made, or not to its end, because what it needs of the engine has not come yet. */
export const LACKING = -5;

/** Thrown by calls that need more of the engine than has come, and have not been made. */
export class Lacking extends Error {}

/** The largest budget of a turn in a step. */
const MOST_STEP_BUDGET = 1_000;
/** Events go out at most this often: about once for each frame. */
const EVENTS_MILLIS = 16;
/** A program that has written so many pieces of text since its events went out waits until they go out. */
const MOST_OUTPUTS = 500;
/** A page in a frame is one of up to three (`MOST_ALIVE` of `web/embed/embed.js`), which have as much together as a page of its own. */
const SHARES = globalThis.parent && globalThis.parent !== globalThis ? 3 : 1;
/** A program of this page that uses more memory, in all of its engines together, is ended. Workers don't know whether the page is in a frame, and are told. */
export const MEMORY_LIMIT_BYTES = (768 / SHARES) * 1024 * 1024;

/** @param {number} limitBytes */
export function tooMuchMemory(limitBytes) {
  return `The program used more than ${limitBytes / 1024 / 1024} MB of memory`;
}

/**
 * What surrounds a seat.
 * @typedef {object} Surroundings
 * @property {(batches: Uint8Array) => void} onEvents
 * @property {() => void} onFetchStarted a web request went out, or a line of input is wanted
 * @property {() => void} onFetchEnded the engine got an answer, or gave a request up
 * @property {{ refuses: (url: URL) => string | undefined }} [reach] what may be asked in web requests; nothing without it
 * @property {import("./questions.js").Questions} [questions] who is asked for lines of input
 * @property {(message: string) => void} onCrash the engine is of no use any more
 * @property {() => void} [onComplete] the turn that was not made can be made
 * @property {(items: any[][], batches: Uint8Array | undefined) => void} [onOutgoing] messages for other heaps, and the events
 *   before them
 * @property {number} memoryLimitBytes what all engines of the program may use together
 * @property {() => number} [otherBytes] the memory that other engines of the program use
 * @property {() => number | undefined} [nowMicros] program time, if that passes by itself
 * @property {boolean} [isBesideOthers] whether other engines of the program print, too
 * @property {() => boolean} [isHeldUp] whether whoever gets the events is behind
 */

export class Seat {
  /**
   * @param {import("./instance.js").Instance} instance
   * @param {Surroundings} surroundings
   */
  constructor(instance, surroundings) {
    this.instance = instance;
    this.surroundings = surroundings;
    this.crashed = false;
    this.sentAt = -Infinity;
    /** Whether events have gone out since `flush`. */
    this.told = false;
    /** The budget of the next turn in a step; 0 if there is none. */
    this.step = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.sending = undefined;
    /** An `Engine`. @type {any} */
    this.engine = undefined;
    /** Whether something waits for what of the engine has not come. */
    this.lacks = false;
    /** What the engine has not been given yet. @type {((engine: any) => void)[]} */
    this.owed = [];
    this.fetches = new Fetches((call) => this.takeIn(call), () => surroundings.onFetchEnded(), surroundings.reach ?? NOTHING);
  }

  /**
   * Makes the engine.
   * @param {(glue: any) => any} begin
   */
  async begin(begin) {
    try {
      this.engine = await this.instance.create(begin);
    } catch (error) {
      this.#die(error);
    }
  }

  /**
   * A turn: afterwards its requests are on their way.
   * @param {number} nowMicros program time
   * @param {number} budget
   * @returns {number} what `Engine.turn` gives; `ENDED` after a crash, `LACKING` if it has to be made again, or to its end, when `onComplete` is called
   */
  turn(nowMicros, budget) {
    if (this.lacks || this.instance.isFull) return this.#lackRest();
    const made = this.guard(() => [this.engine.turn(nowMicros, budget), this.engine.takeOutbox()]);
    if (!made) return this.crashed ? ENDED : this.#lackRest();
    const [status, outbox] = made;
    if (outbox) this.#sendOut(outbox);
    const { memoryLimitBytes, otherBytes } = this.surroundings;
    if (this.memoryBytes + (otherBytes?.() ?? 0) > memoryLimitBytes) {
      this.#die(new Error(`${tooMuchMemory(memoryLimitBytes)}${this.#where()}.`));
    }
    if (this.crashed) return ENDED;
    const needed = NEEDED.get(status);
    if (needed) {
      if (this.instance.has(needed)) return this.turn(nowMicros, budget);
      this.#sendEvents(true);
      return this.#lack(() => this.instance.bring(needed));
    }
    if (status !== READY) this.#sendEvents(status === ENDED || this.#owesOutput());
    return status;
  }

  get memoryBytes() {
    return this.instance.memory.buffer.byteLength;
  }

  /** Whether whoever gets the events is so far behind that the program has to wait. */
  isHeldUp() {
    return this.surroundings.isHeldUp?.() ?? false;
  }

  /** Whether the program has written so much that it has to wait: more than a page can show. */
  isFlooding() {
    if (this.isHeldUp()) return true;
    return this.guard(() => this.engine.pendingOutputs() > MOST_OUTPUTS) ?? false;
  }

  /**
   * Lets events out if it is time; for between the turns of a busy program.
   * @returns {number} for how many milliseconds the program has to wait
   */
  breathe() {
    this.#sendEvents(false);
    return this.isFlooding() ? Math.max(1, this.sentAt + EVENTS_MILLIS - performance.now()) : 0;
  }

  /** Lets out what has happened until now; whether something has since the last time. */
  flush() {
    this.#sendEvents(true);
    const { told } = this;
    this.told = false;
    return told;
  }

  /** The budget of the next turn, of which so much is left: in a step little happens before the page hears of it. */
  budget(left) {
    return this.step ? Math.min(this.step, left) : left;
  }

  /** Whether something has happened in a step. As long as nothing does its turns grow. */
  hasStepped() {
    if (!this.step) return false;
    this.step = Math.min(2 * this.step, MOST_STEP_BUDGET);
    return this.flush();
  }

  /**
   * Calls the engine; what it throws is a crash, after which nothing calls it again. What needs more of the engine than has come is not
   * done. Calls have no effect outside of the engine.
   * @template T
   * @param {() => T} call
   * @returns {T | undefined}
   */
  guard(call) {
    if (this.crashed) return undefined;
    try {
      return this.instance.attempt(call);
    } catch (error) {
      if (!(error instanceof Lacking)) this.#die(error);
      return undefined;
    }
  }

  /**
   * Gives the engine something from outside, which happens now, or when it can.
   * @param {(engine: any) => void} call
   */
  takeIn(call) {
    this.owed.push(call);
    if (!this.lacks) this.#takeInOwed();
  }

  #takeInOwed() {
    while (!this.crashed && this.owed.length > 0) {
      const taken = this.guard(() => {
        const now = this.surroundings.nowMicros?.();
        if (now !== undefined) this.engine.setNow(now);
        this.owed[0](this.engine);
        return true;
      });
      if (!taken) {
        if (!this.crashed) this.#lackRest();
        return;
      }
      this.owed.shift();
    }
  }

  /** What the engine was given since the last call; also of one that has died. */
  takeInputs() {
    if (this.crashed) return this.#ofTheDead((glue) => glue.takeLastInputs());
    return this.guard(() => this.engine.takeInputs());
  }

  /** Lets go of the engine. */
  close() {
    clearTimeout(this.sending);
    this.fetches.cancelAll();
    this.guard(() => this.engine.free());
    this.crashed = true;
  }

  /** The rest of the engine is needed. */
  #lackRest() {
    return this.#lack(() => this.instance.complete());
  }

  /** @param {() => Promise<void>} bring what is needed */
  #lack(bring) {
    if (!this.lacks) {
      this.lacks = true;
      bring().then(() => this.#completed(), (error) => this.#die(error));
    }
    return LACKING;
  }

  #completed() {
    this.lacks = false;
    this.#takeInOwed();
    if (!this.crashed) this.surroundings.onComplete?.();
  }

  /** @param {unknown} error */
  #die(error) {
    if (this.crashed) return;
    this.crashed = true;
    this.fetches.cancelAll();
    const words = this.#ofTheDead((glue) => glue.takeLastWords());
    if (words) this.surroundings.onEvents(words);
    this.surroundings.onCrash(this.#describe(error));
  }

  /** Whether it has printed something that has its place among what others print. */
  #owesOutput() {
    return Boolean(this.surroundings.isBesideOthers) && this.engine.pendingOutputs() > 0;
  }

  /** @param {any[][]} outbox */
  #sendOut(outbox) {
    const toOthers = [];
    for (const item of outbox) {
      if (item[0] === "fetch") {
        const [, id, method, url, headers, body] = item;
        this.surroundings.onFetchStarted();
        this.fetches.start(id, method, url, headers, body);
      } else if (item[0] === "cancelFetch") {
        if (this.fetches.cancel(item[1])) this.surroundings.onFetchEnded();
      } else if (item[0] === "readLine") {
        const [, id, prompt, isHidden] = item;
        this.surroundings.onFetchStarted();
        this.surroundings.questions?.add({ id, prompt, isHidden });
      } else if (item[0] === "cancelReadLine") {
        this.surroundings.questions?.cancel(item[1]);
        this.surroundings.onFetchEnded();
      } else {
        toOthers.push(item);
      }
    }
    // What was written comes before what follows from it elsewhere.
    if (toOthers.length > 0) this.surroundings.onOutgoing?.(toOthers, this.#takeEvents());
  }

  /** @param {boolean} atOnce */
  #sendEvents(atOnce) {
    const left = this.sentAt + EVENTS_MILLIS - performance.now();
    if (!atOnce && left > 0) {
      // They may have gone out before with something else, and others be there that can wait.
      this.sending ??= setTimeout(() => {
        this.sending = undefined;
        this.#sendEvents(false);
      }, left);
      return;
    }
    const batches = this.#takeEvents();
    if (!batches) return;
    this.told = true;
    this.surroundings.onEvents(batches);
  }

  #takeEvents() {
    this.sentAt = performance.now();
    return this.guard(() => this.engine.takeEvents());
  }

  /**
   * What is left of the engine, if even that works.
   * @template T
   * @param {(glue: any) => T} look
   * @returns {T | undefined}
   */
  #ofTheDead(look) {
    try {
      return look(this.instance.glue);
    } catch {
      return undefined;
    }
  }

  /** Which line ran. */
  #where() {
    const line = this.#ofTheDead((glue) => glue.lastLine());
    return line ? ` when line ${line} ran` : "";
  }

  /** @param {unknown} error */
  #describe(error) {
    const panic = this.#ofTheDead((glue) => glue.takePanic());
    if (panic) return `The engine failed${this.#where()}: ${panic}`;
    if (error instanceof RangeError) return `The program recursed too deeply for the engine${this.#where()}.`;
    if (error instanceof WebAssembly.RuntimeError) {
      return `The engine failed${this.#where()}, probably for want of memory: ${error.message}`;
    }
    return error instanceof Error ? error.message : String(error);
  }
}
