// Looks at what a run was like at one of its events: asks a worker, which runs it again.

import { instance, whole } from "./engine.js";
import { GONE, isGone } from "./late.js";
import { give, pack } from "./packing.js";
import { MEMORY_LIMIT_BYTES } from "./seat.js";

const WORKER = new URL("./again.js", import.meta.url);

/** @typedef {{ clock: "real" | "x10" | "virtual", epochMicros: number, seed: number, filename: string, source: string }} Beginning */

/** A run that can be looked at, while it runs and afterwards. */
export class Looker {
  /** @type {Worker | undefined} */
  #worker;
  /** All that the program was given. @type {Uint8Array[]} */
  #inputs = [];
  /** How many of these the worker knows. */
  #known = 0;
  /** @type {Map<number, (answer: any) => void>} */
  #waiting = new Map();
  #asked = 0;
  #closed = false;
  /** Whether the worker is to be followed by another one. */
  #isWornOut = false;
  /** What `Engine.forProgram` got, or an unpacked file. @type {Beginning | Uint8Array | undefined} */
  #begin;
  /** Gives what the program was given since the last call. @type {(() => Uint8Array | undefined) | undefined} */
  #takeInputs;

  /**
   * The program begins.
   * @param {Beginning} begin
   * @param {() => Uint8Array | undefined} takeInputs
   */
  begin(begin, takeInputs) {
    this.#begin = begin;
    this.#takeInputs = takeInputs;
  }

  /**
   * Opens a file: what `Again.open` gives behind the run, its events, and its end as `Again.giveNext` gives it; or words why that can't be.
   * @param {Uint8Array} file unpacked
   * @returns {Promise<any[] | string>}
   */
  async play(file) {
    this.#begin = file;
    await this.#prepare();
    const played = await this.#ask("play", MEMORY_LIMIT_BYTES);
    return played ?? ((await isGone(WORKER)) ? GONE : "there is no worker to run it in");
  }

  /** Gives the run until now to the reader, as a file. @param {string} name */
  async save(name) {
    this.#keep();
    const begin = this.#begin;
    if (!begin) throw new Error("the worker that looked at it failed");
    const parts = [begin];
    if (!(begin instanceof Uint8Array)) {
      const page = await instance();
      await page.complete();
      parts[0] = page.glue.beginningOfFile(begin.clock, begin.epochMicros, begin.seed, begin.filename, begin.source);
    }
    give(await pack(new Blob([...parts, ...this.#inputs])), name);
  }

  /** The engine is about to be gone: takes the last of its inputs. */
  end() {
    this.#keep();
    this.#takeInputs = undefined;
  }

  /**
   * The calls of all threads and tasks at an event, as `Again.stacks` gives them; `undefined` if they can't be had.
   * @param {number} thread
   * @param {number} seq
   * @param {number} heap of the task whose calls are always wanted
   * @param {number} index its number, or 0
   */
  look(thread, seq, heap, index) {
    return this.#run("look", thread, seq, heap, index);
  }

  /**
   * Where a step out of a call leads, as `Again.beginOut` and `Again.lookOut` have it; `undefined` if that can't be had.
   * @param {number} heap
   * @param {number} index
   * @param {boolean} back
   * @param {Uint32Array} events
   */
  out(heap, index, back, events) {
    return this.#run("out", heap, index, back, events);
  }

  /**
   * What is in a variable of the answer to the last `look`, as `Again.partsOf` gives it.
   * @param {number} variable
   */
  parts(variable) {
    return this.#ask("parts", variable);
  }

  get isClosed() {
    return this.#closed;
  }

  /** Nobody looks any more. */
  close() {
    this.#closed = true;
    this.#fail();
  }

  #keep() {
    const inputs = this.#takeInputs?.();
    if (inputs?.length) this.#inputs.push(inputs);
  }

  async #prepare() {
    if (this.#worker) return;
    const parts = await whole();
    if (this.#worker || this.#closed) return;
    try {
      this.#worker = new Worker(WORKER, { type: "module" });
    } catch {
      // Workers can't be had here.
      return;
    }
    this.#worker.onerror = () => this.#fail();
    this.#worker.onmessage = ({ data: [number, answer] }) => {
      if (number === 0) this.#isWornOut = true;
      this.#waiting.get(number)?.(answer);
      this.#waiting.delete(number);
    };
    this.#worker.postMessage([this.#begin instanceof Uint8Array ? "open" : "begin", parts, this.#begin]);
  }

  async #run(...question) {
    if (this.#closed || !this.#begin) return undefined;
    this.#keep();
    if (this.#isWornOut) this.#dismiss();
    await this.#prepare();
    for (const bytes of this.#inputs.slice(this.#known)) this.#worker?.postMessage(["inputs", bytes]);
    this.#known = this.#inputs.length;
    return this.#ask(...question);
  }

  #ask(what, ...rest) {
    if (!this.#worker) return Promise.resolve(undefined);
    this.#asked += 1;
    const number = this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve);
      this.#worker?.postMessage([what, number, ...rest]);
    });
  }

  #fail() {
    this.#dismiss();
    this.#begin = undefined;
  }

  #dismiss() {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#known = 0;
    this.#isWornOut = false;
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
}
