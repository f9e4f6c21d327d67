// Takes back what an engine whose rest has not come has done in vain.
//
// A call of what is not there traps in the midst of what the engine does. Its memory is put back as it was when it was copied, and what was called since
// is called again: the same calls do the same again. Then all is as if the call that trapped had not been made, and it can be made later.

import { MemoryCopy } from "./memory-copy.js";
import { Lacking } from "./seat.js";

/** So many times as long as copying took an engine may run before it is copied again: that long its page may be held up by a call in vain. */
const APART = 10;
/** A memory that has grown beyond this is not copied. */
const MOST_BYTES = 64 * 1024 * 1024;

export class Undo {
  /** @type {MemoryCopy | undefined} */
  #copy;
  #copyMillis = 0;
  /** What was called since the copy. @type {(() => void)[]} */
  #calls = [];
  #runMillis = 0;
  #over = false;

  /** @param {WebAssembly.Exports} engine with its memory and its stack's pointer, that stands between two calls */
  constructor({ memory0, global0 }) {
    this.memory = memory0;
    this.stack = global0;
    /** Below that nothing is in use between two calls. */
    this.stackTop = global0.value;
    /** Whether the memory is so large that nothing more should be done before the rest has come. */
    this.isFull = false;
    this.copy();
  }

  /** From now on nothing needs to be taken back. */
  end() {
    this.#over = true;
    this.#copy = undefined;
    this.#calls = [];
  }

  /** Makes what is as it is now the state to go back to. */
  copy() {
    const begun = performance.now();
    if (this.#copy) this.#copy.renew();
    else this.#copy = new MemoryCopy(this.memory, this.stackTop);
    this.#copyMillis = performance.now() - begun;
    this.#calls = [];
    this.#runMillis = 0;
  }

  /**
   * @template {object} T
   * @param {T} object of the engine, made before the last copy
   * @returns {T} the same; what is called there can be called again
   */
  watch(object) {
    return new Proxy(object, {
      get: (target, name) => {
        const member = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...args) => {
          const call = () => member.apply(target, args);
          const result = call();
          if (!this.#over) this.#called(name, call);
          return result;
        };
      },
    });
  }

  /**
   * Makes some calls of what is watched, or none of them. They have no effect outside of the engine.
   * @template T
   * @param {() => T} calls
   * @returns {T}
   */
  attempt(calls) {
    const before = this.#calls.length;
    const begun = performance.now();
    let result;
    try {
      result = calls();
    } catch (error) {
      // Other traps look the same. They come again when the rest is there.
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#calls.length = before;
      this.#putBack();
      throw new Lacking("the rest of the engine has not come yet");
    }
    this.#runMillis += performance.now() - begun;
    if (this.#runMillis > APART * this.#copyMillis) {
      this.isFull = this.memory.buffer.byteLength > MOST_BYTES;
      if (!this.isFull) this.copy();
    }
    return result;
  }

  #called(name, call) {
    this.#calls.push(call);
    // What is gone can't be called again.
    if (name === "free" && !this.isFull) this.copy();
  }

  #putBack() {
    this.#copy?.putBack();
    this.stack.value = this.stackTop;
    for (const call of this.#calls) call();
  }
}
