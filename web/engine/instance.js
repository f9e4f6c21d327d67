// An instance of the engine, whose rest and whose rare modules may come while programs run.

import { fetchRare, fetchRest, instantiate, isWhole, join } from "./parts.js";
import { Lacking } from "./seat.js";
import { Undo } from "./undo.js";

export class Instance {
  /** Until the rest has come. @type {Undo | undefined} */
  #undo;
  /** @type {Promise<void> | undefined} */
  #completing;

  /**
   * @param {any} glue what wasm-bindgen made: `Engine`, `VirtualTime`, and what is left after a trap
   * @param {import("./parts.js").Parts} parts
   */
  constructor(glue, parts) {
    this.glue = glue;
    this.exports = instantiate(glue, parts);
    const [first, rest, rare] = parts;
    /** Whether the rare modules are there. */
    this.hasRare = Boolean(rare) || isWhole(first);
    if (!rest && !isWhole(first)) this.#undo = new Undo(this.exports);
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

  /** Brings the rare modules. */
  async bringRare() {
    this.addRare(await fetchRare());
  }

  /** @param {WebAssembly.Module} rare */
  addRare(rare) {
    if (this.hasRare) return;
    join(this.exports, rare);
    this.hasRare = true;
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
