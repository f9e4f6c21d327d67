// The islands of a program: threads of its own that share nothing, each in a Web Worker.

import { dataSoFar } from "./parts.js";
import { isRefused, listen, prepare, readyCount, take } from "./pool.js";
import { MEMORY_LIMIT_BYTES, tooMuchMemory } from "./seat.js";

/** At most so many live at once. */
const MOST = 16;
/** So long an island may take to hand over what it has written when the program has ended. */
const LAST_WORDS_MILLIS = 200;
/** After so many messages with events an island hears that they have been taken in. */
const TAKEN_AT_ONCE = 4;

export class Islands {
  /**
   * @param {object} home
   * @param {(call: (engine: any) => void) => void} home.guard calls with the `Engine` of the home
   * @param {(call: (engine: any) => void) => void} home.takeIn the same, with something that happens now
   * @param {{ filename: string, source: string, epochMicros: number }} home.program
   * @param {import("./clock.js").Clock} home.clock
   * @param {() => number} home.memoryBytes what the home's engine uses
   * @param {() => void} home.flush lets out what has happened at home
   * @param {(batches: Uint8Array) => void} home.onEvents
   * @param {() => void} home.onNews the home's engine has been told something
   * @param {() => void} home.onWaits an island waits for what no deadline ends, or goes on
   */
  constructor(home) {
    this.home = home;
    /** @type {Map<number, { worker: Worker, memoryBytes: number, recorded: number[], taken: number, waits: string | undefined }>} */
    this.running = new Map();
    /** How many bytes of output and how many events those recorded that run no more. */
    this.recordedBefore = [0, 0];
    /** Whether the program has ended. */
    this.isFinishing = false;
    /** Called when none is left. @type {((value?: unknown) => void) | undefined} */
    this.onFlushed = undefined;
    listen(() => this.#tellFree());
    this.#tellFree();
  }

  /**
   * What came out of the home's outbox.
   * @param {any[][]} items
   */
  carry(items) {
    /** @type {Map<Worker, Uint8Array[]>} */
    const messages = new Map();
    for (const [kind, thread, bytes] of items) {
      if (kind === "startIsland") {
        this.#start(thread, bytes);
        continue;
      }
      const worker = this.running.get(thread)?.worker;
      if (!worker) continue;
      if (messages.has(worker)) messages.get(worker).push(bytes);
      else messages.set(worker, [bytes]);
    }
    for (const [worker, bytes] of messages) worker.postMessage(["receive", bytes]);
  }

  /** What all islands use. */
  get memoryBytes() {
    let sum = 0;
    for (const { memoryBytes } of this.running.values()) sum += memoryBytes;
    return sum;
  }

  /** Who waits for what, if nothing happens in any of them by itself any more. @returns {string | undefined} */
  get waits() {
    const waits = [...this.running.values()].map((island) => island.waits);
    return waits.includes(undefined) ? undefined : waits.join("");
  }

  /** The clock stands still, or goes on. */
  clockChanged() {
    for (const { worker } of this.running.values()) worker.postMessage(["clock", this.home.clock.setting]);
  }

  /** The program has ended: waits for what islands had written until then. */
  async lastWords() {
    if (this.running.size === 0) return;
    const flushed = new Promise((resolve) => {
      this.onFlushed = resolve;
    });
    this.isFinishing = true;
    for (const { worker } of this.running.values()) worker.postMessage(["finish"]);
    await Promise.race([flushed, new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MILLIS))]);
  }

  /** Ends all of them. */
  close() {
    listen(undefined);
    for (const { worker } of this.running.values()) worker.terminate();
    this.running.clear();
    prepare().catch(() => undefined);
  }

  /**
   * @param {number} thread
   * @param {Uint8Array} parcel
   */
  #start(thread, parcel) {
    const worker = take();
    if (!worker) {
      this.#lost(thread, "no worker was ready", false);
      return;
    }
    this.running.set(thread, { worker, memoryBytes: 0, recorded: [0, 0], taken: 0, waits: undefined });
    worker.onmessage = ({ data: [kind, content] }) => this.#heard(thread, kind, content);
    worker.onmessageerror = () => this.#lost(thread, "it sent what can't be read", true);
    worker.onerror = (event) => this.#lost(thread, event.message, true);
    const { program, clock } = this.home;
    // What the home uses does not become less.
    const memory = { memoryLimitBytes: MEMORY_LIMIT_BYTES, homeBytes: this.home.memoryBytes() };
    worker.postMessage(["begin", { ...program, ...memory, thread, parcel, clock: clock.setting, data: dataSoFar() }]);
    this.#tellFree();
    prepare().catch(() => undefined);
  }

  /**
   * @param {number} thread
   * @param {"events" | "messages" | "memory" | "waits" | "ended" | "refused" | "failed"} kind
   * @param {any} content
   */
  #heard(thread, kind, content) {
    const island = this.running.get(thread);
    if (!island) return;
    if (kind === "events") this.#takeEvents(thread, island, content);
    if (kind === "messages" && content[1]) this.#takeEvents(thread, island, content[1]);
    // Of a program that has ended only counts what was written until then.
    if (kind === "events" || (this.isFinishing && kind !== "ended")) return;
    if (kind === "messages") {
      for (const message of content[0]) this.home.takeIn((engine) => engine.receive(thread, message));
      this.home.onNews();
    } else if (kind === "memory") {
      island.memoryBytes = content;
      if (this.memoryBytes + this.home.memoryBytes() > MEMORY_LIMIT_BYTES) this.#endLargest();
    } else if (kind === "waits") {
      island.waits = content;
      this.home.onWaits();
    } else if (kind === "ended") {
      this.#keep(thread, content);
      this.#end(thread);
    } else {
      this.#lost(thread, content, kind === "failed");
    }
  }

  #takeEvents(thread, island, [batches, recorded, inputs]) {
    // What was printed at home before comes before.
    this.home.flush();
    this.#keep(thread, inputs);
    this.home.onEvents(batches);
    island.taken += 1;
    if (island.taken === TAKEN_AT_ONCE) {
      island.worker.postMessage(["taken", island.taken]);
      island.taken = 0;
    }
    island.recorded = recorded;
    this.#tellRecorded();
  }

  /**
   * @param {number} thread
   * @param {Uint8Array | undefined} inputs what its engine was given
   */
  #keep(thread, inputs) {
    if (inputs) this.home.guard((engine) => engine.keepIsland(thread, inputs));
  }

  /**
   * @param {number} thread
   * @param {string} reason
   * @param {boolean} hadBegun
   */
  #lost(thread, reason, hadBegun) {
    this.#end(thread);
    this.home.takeIn((engine) => engine.islandLost(thread, reason, hadBegun));
    this.home.onNews();
  }

  /** Together they use too much memory. */
  #endLargest() {
    const largest = [...this.running].reduce((a, b) => (b[1].memoryBytes > a[1].memoryBytes ? b : a));
    this.#lost(largest[0], `${tooMuchMemory(MEMORY_LIMIT_BYTES)}.`, true);
  }

  /** @param {number} thread */
  #end(thread) {
    const island = this.running.get(thread);
    if (!island) return;
    island.worker.terminate();
    this.running.delete(thread);
    this.recordedBefore = sum([this.recordedBefore, island.recorded]);
    if (this.running.size === 0) this.onFlushed?.();
    this.#tellFree();
    // Perhaps the others wait for nothing else.
    this.home.onWaits();
  }

  /** The limits are for all engines of a program together. */
  #tellRecorded() {
    const [bytes, events] = sum([this.recordedBefore, ...[...this.running.values()].map(({ recorded }) => recorded)]);
    this.home.guard((engine) => engine.setOthers(bytes, events));
  }

  #whyNone() {
    if (isRefused()) return "this page may have no workers";
    if (this.running.size >= MOST) return `${MOST} threads have workers`;
    return navigator.hardwareConcurrency === 1 ? "there is one processor" : "no worker was ready";
  }

  #tellFree() {
    const count = Math.max(0, Math.min(readyCount(), MOST - this.running.size));
    const whyNone = this.#whyNone();
    this.home.guard((engine) => engine.setFreeIslands(count, whyNone));
  }
}

/** @param {number[][]} pairs */
function sum(pairs) {
  return pairs.reduce(([a, b], [c, d]) => [a + c, b + d]);
}
