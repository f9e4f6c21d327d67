// An instance of the engine, whose rest and whose data may come while programs run.

import { fetchData, fetchRest, instantiate, isWhole, join } from "./parts.js";
import { Lacking } from "./seat.js";
import { Undo } from "./undo.js";

export class Instance {
  /** Until the rest has come. @type {Undo | undefined} */
  #undo;
  /** @type {Promise<void> | undefined} */
  #completing;
  /** The data that is there. @type {Set<string>} */
  #data;
  /** Whether all of the engine is one module. */
  #isWhole;

  /**
   * @param {any} glue what wasm-bindgen made: `Engine`, `VirtualTime`, and what is left after a trap
   * @param {import("./parts.js").Parts} parts
   */
  constructor(glue, parts) {
    this.glue = glue;
    this.exports = instantiate(glue, parts);
    const [first, rest, data = {}] = parts;
    this.#data = new Set(Object.keys(data));
    this.#isWhole = isWhole(first);
    if (!rest && !this.#isWhole) this.#undo = new Undo(this.exports);
  }

  /** @returns {WebAssembly.Memory} */
  get memory() {
    return this.exports.memory;
  }

  /** Whether nothing more should be called before the rest has come. */
  get isFull() {
    return this.#undo?.isFull ?? false;
  }

  /** Brings the rest. */
  async complete() {
    if (!this.#undo) return;
    this.#completing ??= this.#complete();
    try {
      await this.#completing;
    } catch (error) {
      this.#completing = undefined;
      throw error;
    }
  }

  /** Whether data is there. */
  has(/** @type {import("./parts.js").What} */ what) {
    return this.#isWhole || this.#data.has(what);
  }

  /** Brings data. */
  async bring(/** @type {import("./parts.js").What} */ what) {
    this.add(what, await fetchData(what));
  }

  /**
   * @param {import("./parts.js").What} what
   * @param {WebAssembly.Module} module
   */
  add(what, module) {
    if (this.has(what)) return;
    join(this.exports, module);
    this.#data.add(what);
    if (!this.isFull) this.#undo?.copy();
  }

  /**
   * Makes something of the engine, when it can.
   * @template {object} T
   * @param {(glue: any) => T} make
   * @returns {Promise<T>}
   */
  async create(make) {
    try {
      const object = this.attempt(() => make(this.glue));
      this.#undo?.copy();
      return this.#undo?.watch(object) ?? object;
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      await this.complete();
      return make(this.glue);
    }
  }

  /**
   * Makes some calls, or none of them and throws `Lacking`.
   * @template T
   * @param {() => T} calls of what `create` gave, without an effect outside of the engine
   * @returns {T}
   */
  attempt(calls) {
    return this.#undo ? this.#undo.attempt(calls) : calls();
  }

  async #complete() {
    const rest = await fetchRest();
    join(this.exports, rest);
    this.#undo?.end();
    this.#undo = undefined;
  }
}
