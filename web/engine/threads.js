// The workers of a program: a Python thread each, but for the main one.

const WORKER = new URL("./worker.js", import.meta.url);
/** A program that starts more threads than this gets `RuntimeError: can't start new thread`. */
const MOST_WORKERS = 64;
/** A worker that does not say within this time what its thread did last has nothing to say. */
const FINISH_MILLIS = 100;

/**
 * @typedef {object} Listener
 * @property {() => void} onStarted a new thread's engine is ready
 * @property {(thread: number, item: any[]) => void} carry a thread's outbox holds this
 * @property {(batch: Uint8Array) => void} onEvents
 * @property {(thread: number) => void} onFetchStarted
 * @property {(thread: number) => void} onFetchEnded
 * @property {(thread: number, status: number, gone: boolean) => void} onTurnEnded
 * @property {(message: string) => void} onCrash
 */

export class Threads {
  /**
   * @param {WebAssembly.Module} module
   * @param {Listener} listener
   */
  constructor(module, listener) {
    this.module = module;
    this.listener = listener;
    /** @type {Map<number, Worker>} */
    this.workers = new Map();
    /** A worker that only waits for its thread. @type {Worker | undefined} */
    this.spare = undefined;
    this.lastThread = 0;
    /** The threads that have not finished. @type {Set<number>} */
    this.unfinished = new Set();
    /** @type {(() => void) | undefined} */
    this.onFinished = undefined;
  }

  /** Makes a worker ahead of time, so that the next thread starts at once. */
  prepare() {
    this.spare ??= this.#make();
  }

  /** @returns {number | undefined} the number of a new thread, unless there are too many */
  newThread() {
    if (this.workers.size >= MOST_WORKERS || this.lastThread >= 0xffff) return undefined;
    this.lastThread += 1;
    return this.lastThread;
  }

  /**
   * @param {number} thread
   * @param {object} content of the worker's `start`
   */
  start(thread, content) {
    const worker = this.spare ?? this.#make();
    this.spare = undefined;
    this.workers.set(thread, worker);
    worker.onmessage = ({ data }) => this.#receive(thread, data);
    worker.onerror = (event) => this.listener.onCrash(`a thread failed: ${event.message}`);
    worker.postMessage(["start", content]);
    // Whoever starts several threads will probably start more.
    if (thread > 1) {
      setTimeout(() => this.workers.has(thread) && this.workers.size < MOST_WORKERS && this.prepare());
    }
  }

  /**
   * @param {number} thread
   * @param {string} kind of the worker's messages
   * @param {unknown} content
   */
  post(thread, kind, content) {
    this.workers.get(thread)?.postMessage([kind, content]);
  }

  /**
   * @param {string} kind
   * @param {unknown} content
   * @param {number} [except] the thread that does not get it
   */
  postToAll(kind, content, except) {
    for (const thread of this.workers.keys()) {
      if (thread !== except) this.post(thread, kind, content);
    }
  }

  /**
   * Stops all threads and lets them tell what they have not told yet.
   * @param {() => void} onFinished is called when they did so, or took too long
   */
  finish(onFinished) {
    if (this.workers.size === 0) return onFinished();
    this.onFinished = () => {
      clearTimeout(timeout);
      this.onFinished = undefined;
      onFinished();
    };
    const timeout = setTimeout(this.onFinished, FINISH_MILLIS);
    this.unfinished = new Set(this.workers.keys());
    this.postToAll("finish", null);
  }

  /** Ends all workers, whatever they do. */
  terminate() {
    this.onFinished = undefined;
    for (const worker of this.workers.values()) worker.terminate();
    this.workers.clear();
    this.spare?.terminate();
    this.spare = undefined;
  }

  /** @param {number} thread */
  #dismiss(thread) {
    this.workers.get(thread)?.terminate();
    this.workers.delete(thread);
    this.#finished(thread);
  }

  /** @param {number} thread */
  #finished(thread) {
    if (this.unfinished.delete(thread) && this.unfinished.size === 0) this.onFinished?.();
  }

  #make() {
    const worker = new Worker(WORKER, { type: "module" });
    worker.onerror = (event) => this.listener.onCrash(`a thread can't start: ${event.message ?? "no worker"}`);
    worker.postMessage(["instantiate", this.module]);
    return worker;
  }

  /**
   * @param {number} thread
   * @param {[string, any]} message
   */
  #receive(thread, [kind, content]) {
    // What was under way when the program ended.
    if (!this.workers.has(thread)) return;
    switch (kind) {
      case "started":
        return this.listener.onStarted();
      case "carry":
        return this.listener.carry(thread, content);
      case "events":
        this.listener.onEvents(content);
        // When the page has done what it does about them.
        setTimeout(() => this.post(thread, "heard", null));
        return undefined;
      case "fetchStarted":
        return this.listener.onFetchStarted(thread);
      case "fetchEnded":
        return this.listener.onFetchEnded(thread);
      case "turnEnded":
        if (content.gone) this.#dismiss(thread);
        return this.listener.onTurnEnded(thread, content.status, content.gone);
      case "crash":
        return this.listener.onCrash(content);
      case "finished":
        return this.#finished(thread);
      case "ended":
        return this.#dismiss(thread);
    }
  }
}
