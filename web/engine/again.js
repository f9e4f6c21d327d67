// A run that is run again, in a worker, to see what it was like at one of its events.
//
// From the page: {begin} or {open}, {inputs}, {play}, {look}, {parts}, {out}. To the page: the number of a question, and its answer; 0
// when this worker is to be followed by another one.
// The engine's memory is copied now and then on the way: a place between two inputs to which one can go back at once.

import * as glue from "./loopscope_engine.js";
import { MemoryCopy } from "./memory-copy.js";
import { fetchData, instantiate, isWhole, join, NEEDED } from "./parts.js";

/** So many inputs are given between two looks at the clock. */
const INPUTS = 8;
/** A run that goes on for so long lets a newer question in. */
const SLICE_MILLIS = 12;
/** So much is run again at most before what is asked for, if memory allows. */
const APART_MILLIS = 12;
/** A memory that has grown beyond this and twice its largest copy is given up. */
const LARGE_BYTES = 128 * 1024 * 1024;
/** All copies and the memory together. */
const MOST_BYTES = 256 * 1024 * 1024;
/** The events of a file may be so much. */
const MOST_EVENTS_BYTES = 64 * 1024 * 1024;

/** The engine's. @type {any} */
let exports;
/** Whether all of the engine is one module, with its data. */
let hasAll = false;
/** @type {WebAssembly.Memory} */
let memory;
/** @type {any} */
let again;
/** What the program was given. @type {Uint8Array[]} */
const given = [];
/** How much of that the memory knows. */
let known = 0;
/** In the order of the run. @type {{ reached: Map<number, number>, known: number, state: MemoryCopy }[]} */
let copies = [];
/** So much lies between two copies. */
let apartMillis = APART_MILLIS;
/** The number of the question that was asked last. */
let asked = 0;
/** Where the last `look` was: an event, and the task whose calls are always wanted. @type {number[]} */
let looked;
/** The variables that were opened there: what is in them has numbers in this order. @type {number[]} */
let opened = [];
/** Until the last question is answered. @type {Promise<void>} */
let working = Promise.resolve();
/** Whether the run has been somewhere else since. */
let isLeft = true;
/** Whether islands are run, too. */
let hasIslands = false;
/** What a file says of its run: clock, epoch, filename, source; or why it can't be read. @type {any[] | string} */
let about;

/** @param {import("./parts.js").Parts} parts */
function begin(parts) {
  exports = instantiate(glue, parts);
  ({ memory } = exports);
  hasAll = isWhole(parts[0]);
}

const handlers = {
  begin([parts, { epochMicros, seed, filename, source }]) {
    begin(parts);
    again = new glue.Again(epochMicros, seed, filename, source);
    copy();
  },
  open([parts, file]) {
    begin(parts);
    const opened = glue.Again.open(file);
    hasIslands = true;
    about = opened;
    if (typeof opened !== "string") {
      [again, ...about] = opened;
      copy();
    }
  },
  async play([number, mostMemory]) {
    let played = about;
    try {
      if (typeof about !== "string") played = await play(mostMemory);
    } catch {
      played = "the engine fails when its program is run again";
    }
    answer(number, typeof played === "string" ? played : [...about, ...played]);
  },
  inputs([inputs]) {
    // What runs to where it was asked for does not know them, and is given up.
    [asked, isLeft] = [0, true];
    given.push(inputs);
  },
  look([number, ...rest]) {
    [looked, opened] = [rest, []];
    working = answerWith(number, () => look(number));
  },
  out([number, heap, index, isBack, events]) {
    isLeft = true;
    working = answerWith(number, async () => {
      if (!(await stand(number, events[0], events[1]))) return undefined;
      again.beginOut(heap, index, isBack, events);
      let found;
      while ((found = again.lookOut()) === undefined) {
        if (!(await goOn(number, false))) break;
      }
      return found;
    });
  },
  parts([number, variable]) {
    const asked = looked;
    const parts = async () => {
      if (isLeft && !(await look(number))) return undefined;
      opened.push(variable);
      return again.partsOf(variable);
    };
    // By then there may be another answer, with other variables.
    working = working.then(() => (asked && asked === looked ? answerWith(number, parts) : answer(number, undefined)));
  },
};

/** The calls where the last `look` was. */
async function look(number) {
  const [thread, seq, heap, index] = looked;
  isLeft = true;
  if (!(await stand(number, thread, seq))) return undefined;
  const stacks = again.stacks(heap, index);
  for (const variable of opened) again.partsOf(variable);
  isLeft = false;
  return stacks;
}

/** @param {() => Promise<any>} work */
async function answerWith(number, work) {
  asked = number;
  try {
    answer(number, await work());
  } catch {
    // The engine dies again where it died, and is of no use then.
    answer(number, undefined);
    answer(0, undefined);
  }
  // Its memory never shrinks, and what was put back does not know how large it is.
  const largest = Math.max(...copies.map(({ state }) => state.size));
  if (memory.buffer.byteLength > Math.max(LARGE_BYTES, 2 * largest)) answer(0, undefined);
}

self.onmessage = ({ data: [what, ...rest] }) => handlers[what](rest);

/** Runs to an event, from the copy that is nearest: whether there is one; `undefined` if something else is asked meanwhile. */
async function stand(number, thread, seq) {
  const from = copies.findLast((copy) => isBefore(copy, thread, seq)) ?? copies[0];
  let stands = await run(from, number, thread, seq);
  // A thread may have begun and ended between two copies.
  if (stands === false && from !== copies[0]) stands = await run(copies[0], number, thread, seq);
  if (stands === false && !hasIslands) {
    // What islands did is run again only for who looks at that.
    goTo(copies[0]);
    again.bringIslands();
    [hasIslands, copies] = [true, []];
    copy();
    stands = await run(copies[0], number, thread, seq);
  }
  return stands;
}

/**
 * Runs from a copy to an event: whether there is one; `undefined` if something else is asked meanwhile.
 * @param {{ state: MemoryCopy }} from
 */
function run(from, number, thread, seq) {
  goTo(from);
  again.aim(thread, seq);
  return goOn(number, from === copies.at(-1));
}

/** Goes on to where it is to stand, likewise; beyond the last copy it makes others. */
async function goOn(number, isLast) {
  let [sliceEnd, copied] = [performance.now() + SLICE_MILLIS, performance.now()];
  for (;;) {
    const stands = again.step(INPUTS);
    await bringNeeded();
    if (stands !== undefined) return stands;
    const now = performance.now();
    if (isLast && now - copied >= apartMillis) {
      copy();
      copied = performance.now();
    }
    if (now >= sliceEnd) {
      await new Promise((resolve) => setTimeout(resolve));
      if (number !== asked) return undefined;
      sliceEnd = performance.now() + SLICE_MILLIS;
    }
  }
}

/**
 * Runs all of it: its events, and its end as `Again.giveNext` gives it; or words why that can't be.
 * @param {number} mostMemory
 * @returns {Promise<[Uint8Array[], number] | string>}
 */
async function play(mostMemory) {
  const events = [];
  let [length, copied] = [0, performance.now()];
  for (;;) {
    const came = again.giveNext();
    await bringNeeded();
    if (typeof came === "string") return came;
    if (typeof came === "number") return [events, came];
    if (came !== true) {
      events.push(came);
      length += came.length;
    }
    if (length > MOST_EVENTS_BYTES || memory.buffer.byteLength > mostMemory) return "it is too large";
    if (performance.now() - copied >= apartMillis) {
      copy();
      copied = performance.now();
    }
  }
}

/** Brings the data that the run needs where it has come to: also to a memory that has had it and was put back. */
async function bringNeeded() {
  const needed = NEEDED.get(again.needs());
  if (!hasAll && needed) join(exports, await fetchData(needed));
}

function copy() {
  const size = memory.buffer.byteLength;
  const sum = () => copies.reduce((sum, { state }) => sum + state.size, size);
  if (sum() + size > MOST_BYTES && copies.length > 1) {
    // The first one stays.
    copies = copies.filter((_, at) => at % 2 === 0);
    apartMillis *= 2;
  }
  if (sum() + size > MOST_BYTES && copies.length > 0) return;
  const reached = again.reached();
  const threads = new Map();
  for (let at = 0; at < reached.length; at += 2) threads.set(reached[at], reached[at + 1]);
  copies.push({ reached: threads, known, state: new MemoryCopy(memory) });
}

function goTo(copy) {
  copy.state.putBack();
  ({ known } = copy);
  for (; known < given.length; known += 1) again.add(given[known]);
}

/** Whether an event comes after a copy. */
function isBefore({ reached }, thread, seq) {
  const next = reached.get(thread);
  // One that is not there has not begun, or has ended.
  return next === undefined ? !copies.some((other) => other.reached.has(thread)) : next <= seq;
}

function answer(number, value) {
  self.postMessage([number, value]);
}
