// A Python thread in a Web Worker of its own. The first message makes the instance, "start" the thread.
//
// From the page: {instantiate}, {start}, {deliver}, {heard}, {threadId}, {turn}, {pause}, {resume}, {clock}, {finish};
// or, instead of a thread's, {warmUp}.
// To the page: {started}, {carry}, {events}, {fetchStarted}, {fetchEnded}, {turnEnded}, {ended},
// {finished}, {crash}; {warm}.

import * as glue from "./loopscope_engine.js";
import { Clock } from "./clock.js";
import { ENDED, READY, Seat } from "./seat.js";
import { Slices, TURN_BUDGET } from "./slices.js";

/** @type {import("./engine.js").Instance} */
let instance;
/** @type {Seat} */
let seat;
/** In real time only. @type {Slices | undefined} */
let slices;

/** @type {Record<string, (content: any) => void>} */
const receive = {
  instantiate(module) {
    instance = { glue, memory: glue.initSync({ module }).memory };
  },
  warmUp(program) {
    const engine = glue.Engine.forProgram(0, 0, "warm-up.py", program);
    let now = 0;
    for (let status = READY; status !== ENDED; now = Math.max(now, status)) {
      status = engine.turn(now, TURN_BUDGET);
      engine.takeEvents();
    }
    post("warm", null);
  },
  start({ bytes, epochMicros, seed, clock }) {
    seat = new Seat(instance, (Engine) => Engine.forThread(epochMicros, seed, bytes), {
      carry: (item) => post("carry", item),
      onEvents: (batch) => {
        seat.unheard += 1;
        post("events", batch, [batch.buffer]);
      },
      onFetchStarted: () => post("fetchStarted", null),
      onFetchEnded: () => {
        slices?.wake();
        post("fetchEnded", null);
      },
      onCrash: (message) => post("crash", message),
    });
    if (clock) {
      slices = new Slices(seat, new Clock(clock), ended);
      slices.wake();
    }
    post("started", null);
  },
  deliver(bytes) {
    seat.guard(() => seat.engine.deliver(bytes));
    slices?.wake();
  },
  heard() {
    seat.unheard -= 1;
  },
  threadId(thread) {
    seat.guard(() => seat.engine.threadIdGiven(thread));
    slices?.wake();
  },
  turn({ nowMicros, budget, messages }) {
    for (const bytes of messages) seat.guard(() => seat.engine.deliver(bytes));
    const status = seat.turn(nowMicros, budget);
    seat.flush();
    const gone = status === ENDED && !seat.crashed && !seat.engine.isNeeded();
    post("turnEnded", { status, gone });
  },
  finish() {
    slices?.pause();
    seat.flush();
    post("finished", null);
  },
  pause() {
    slices?.pause();
  },
  resume() {
    slices?.resume();
  },
  clock(state) {
    slices.clock.state = state;
    slices.wake();
  },
};

function ended() {
  if (!seat.crashed && !seat.engine.isNeeded()) post("ended", null);
}

/**
 * @param {string} kind
 * @param {unknown} content
 * @param {Transferable[]} [transfer]
 */
function post(kind, content, transfer = []) {
  self.postMessage([kind, content], { transfer });
}

self.onmessage = ({ data: [kind, content] }) => receive[kind](content);
