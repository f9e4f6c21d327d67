// A copy of an engine's memory as it was between two calls, to which one can go back.

export class MemoryCopy {
  #bytes = new Uint8Array();

  /**
   * @param {WebAssembly.Memory} memory
   * @param {number} [from] what lies before that is neither copied nor put back
   */
  constructor(memory, from = 0) {
    this.memory = memory;
    this.from = from;
    this.renew();
  }

  /** How many bytes it holds. */
  get size() {
    return this.#bytes.length;
  }

  /** Copies the memory as it is now in place of what it was. */
  renew() {
    const used = new Uint8Array(this.memory.buffer, this.from);
    // Memory that is there already is quicker to write than new one is to have.
    if (this.#bytes.length === used.length) this.#bytes.set(used);
    else this.#bytes = used.slice();
  }

  /** Makes the memory as it was. What it has grown by since stays as it is, and is not in use then. */
  putBack() {
    new Uint8Array(this.memory.buffer, this.from).set(this.#bytes);
  }
}
