// A program's engine in its surroundings: an engine that is no more than what it is asked for here.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ENDED, Seat } from "../../web/engine/seat.js";

/** An engine whose next turn asks for what is in `outbox`, and ends where it uses so many bytes. */
function seatWith(surroundings, { bytes = 0, outbox = [] } = {}) {
  const told = [];
  const engine = {
    turn: () => 1_000_000,
    takeOutbox: () => outbox.splice(0),
    takeEvents: () => undefined,
    fetchFailed: (...words) => told.push(words),
  };
  const glue = { takePanic: () => undefined, lastLine: () => 3, takeLastWords: () => undefined };
  const instance = { memory: { buffer: { byteLength: bytes } }, glue, attempt: (call) => call(), isFull: false };
  const seat = new Seat(instance, {
    onEvents: () => {},
    onFetchStarted: () => {},
    onFetchEnded: () => {},
    onCrash: (message) => told.push(message),
    memoryLimitBytes: Infinity,
    ...surroundings,
  });
  seat.engine = engine;
  return { seat, told };
}

test("an engine whose surroundings let it ask nothing asks nothing", async () => {
  const asked = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (url) => asked.push(url);
  const { seat, told } = seatWith({}, { outbox: [["fetch", 1, "GET", "https://example.org/", [], new Uint8Array()]] });
  seat.turn(0, 1);
  await new Promise((resolve) => setTimeout(resolve));
  globalThis.fetch = fetch;
  assert.deepEqual(asked, []);
  assert.deepEqual(told, [[1, "Network", "this engine may ask no server"]]);
});

test("an engine has as much memory as the page says, less what others of the program use", () => {
  const MB = 1024 * 1024;
  const limits = { memoryLimitBytes: 256 * MB, otherBytes: () => 100 * MB };
  const { seat, told } = seatWith(limits, { bytes: 156 * MB });
  assert.notEqual(seat.turn(0, 1), ENDED);
  seat.instance.memory.buffer.byteLength += 1;
  assert.equal(seat.turn(0, 1), ENDED);
  assert.deepEqual(told, ["The program used more than 256 MB of memory when line 3 ran."]);
});
