// The engine in a Web Worker: as the island of a thread, or only for what the browser makes of the engine meanwhile.
//
// From the page: {instantiate}, {warmUp} or {prepare}, {begin}, then {receive}, {taken}, {clock}, {finish}.
// To the page: {warm}, {ready}, then {events}, {messages}, {memory}, {waits}, and in the end {ended}, {refused} or {failed}.

import { Clock } from "./clock.js";
import * as glue from "./loopscope_engine.js";
import { Instance } from "./instance.js";
import { ENDED, READY, Seat } from "./seat.js";
import { Slices, TURN_BUDGET } from "./slices.js";

/** So many messages with events may be under way to a page that has not taken them in. */
const MOST_UNDER_WAY = 8;
/** A wait that no deadline ends is worth a word when it has lasted so long. */
const LONG_WAIT_MILLIS = 100;

/** @type {Instance} */
let instance;
/** @type {any} */
let prepared;
/** @type {Island | undefined} */
let island;

/** A thread's island. */
class Island {
  constructor({ filename, source, epochMicros, thread, parcel, clock, memoryLimitBytes, homeBytes }) {
    this.underWay = 0;
    this.memoryBytes = 0;
    this.toldWaits = false;
    /** @type {number | undefined} */
    this.waitsSince = undefined;
    this.clock = Clock.of(clock);
    this.seat = new Seat(instance, {
      onEvents: (batches) => tell("events", this.#counted(batches), [batches.buffer]),
      // A thread whose program makes requests is at home.
      onFetchStarted: () => {},
      onFetchEnded: () => {},
      onCrash: (message) => tell("failed", message),
      onOutgoing: (items, batches) => {
        tell("messages", [items.map(([, message]) => message), batches && this.#counted(batches)]);
      },
      memoryLimitBytes,
      otherBytes: () => homeBytes,
      nowMicros: () => this.clock.nowMicros(),
      isBesideOthers: true,
      isHeldUp: () => this.underWay > MOST_UNDER_WAY,
      onComplete: () => this.slices.wake(),
    });
    this.seat.engine = prepared;
    this.slices = new Slices(this.seat, this.clock, () => this.#end(), (waiting) => this.#waits(waiting));
    const refusal = this.seat.guard(() =>
      prepared.beginIsland(epochMicros, this.clock.nowMicros(), filename, source, thread, parcel),
    );
    if (refusal) {
      tell("refused", refusal);
    } else if (this.clock.pausedAt === undefined) {
      this.slices.wake();
    } else {
      this.slices.pause();
    }
    setInterval(() => this.#measure(), 100);
  }

  /** @param {Uint8Array[]} messages */
  receive(messages) {
    for (const message of messages) this.seat.takeIn((engine) => engine.receive(0, message));
    this.slices.hurry();
  }

  /**
   * Events for the page, with how much has been recorded until now, and what the engine was given for that.
   * @param {Uint8Array} batches
   */
  #counted(batches) {
    this.underWay += 1;
    return [batches, this.seat.guard(() => prepared.recorded()) ?? [0, 0], this.#inputs()];
  }

  /** Nothing of an engine that has died: it would die again. */
  #inputs() {
    return this.seat.guard(() => prepared.takeInputs());
  }

  /** @param {number} count */
  taken(count) {
    this.underWay -= count;
  }

  /** The program has ended: nothing more is done. */
  finish() {
    this.slices.close();
    this.seat.flush();
    tell("ended", this.#inputs());
  }

  setClock(setting) {
    const { origin, pausedAt } = Clock.of(setting);
    Object.assign(this.clock, { origin, pausedAt });
    if (pausedAt === undefined) {
      this.slices.resume();
    } else {
      this.slices.pause();
    }
  }

  /** @param {boolean} waiting whether nothing happens here by itself any more */
  #waits(waiting) {
    this.#measure();
    if (waiting) {
      this.waitsSince = performance.now();
      this.telling ??= setTimeout(() => this.#tellWaits(), LONG_WAIT_MILLIS);
      return;
    }
    this.waitsSince = undefined;
    if (this.toldWaits) {
      this.toldWaits = false;
      tell("waits", undefined);
    }
  }

  #tellWaits() {
    this.telling = undefined;
    if (this.waitsSince === undefined || this.toldWaits) return;
    const left = this.waitsSince + LONG_WAIT_MILLIS - performance.now();
    if (left > 0) {
      this.telling = setTimeout(() => this.#tellWaits(), left);
    } else {
      this.toldWaits = true;
      tell("waits", this.seat.guard(() => this.seat.engine.describeWaits()));
    }
  }

  #end() {
    const status = this.seat.guard(() => this.seat.engine.exitStatus());
    if (status === 0) {
      tell("ended", this.#inputs());
    } else if (status !== undefined) {
      tell("failed", "it wrote too much");
    }
  }

  #measure() {
    if (this.seat.memoryBytes === this.memoryBytes) return;
    this.memoryBytes = this.seat.memoryBytes;
    tell("memory", this.memoryBytes);
  }
}

/** @type {Record<string, (content: any) => void>} */
const receive = {
  instantiate(parts) {
    instance = new Instance(glue, parts);
  },
  warmUp(program) {
    const engine = glue.Engine.forProgram(0, 0, "warm-up.py", program);
    let now = 0;
    for (let status = READY; status !== ENDED; now = Math.max(now, status)) {
      status = engine.turn(now, TURN_BUDGET);
      engine.takeEvents();
    }
    tell("warm");
  },
  prepare() {
    prepared = glue.Engine.prepareIsland();
    tell("ready");
  },
  begin(content) {
    for (const [what, module] of Object.entries(content.data)) instance.add(what, module);
    island = new Island(content);
  },
  receive: (messages) => island?.receive(messages),
  taken: (count) => island?.taken(count),
  clock: (setting) => island?.setClock(setting),
  finish: () => island?.finish(),
};

/**
 * @param {string} kind
 * @param {any} [content]
 * @param {Transferable[]} [transferred]
 */
function tell(kind, content, transferred = []) {
  self.postMessage([kind, content], transferred);
}

self.onmessage = ({ data: [kind, content] }) => receive[kind](content);
