// What an engine has done in vain is taken back: its memory is as if the call that trapped had not been made.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Lacking } from "../../web/engine/seat.js";
import { Undo } from "../../web/engine/undo.js";

const PAGE = 64 * 1024;
const STACK_TOP = 1024;
const FIRST = STACK_TOP;

/** An engine of which something is missing: it counts in its memory, and traps when it is asked for more than it has. */
class Engine {
  constructor(exports) {
    this.exports = exports;
    this.made = 0;
  }

  get bytes() {
    return new Uint8Array(this.exports.memory0.buffer);
  }

  get count() {
    return this.bytes[FIRST];
  }

  add(number) {
    this.made += 1;
    this.bytes[FIRST] += number;
    return this.count;
  }

  /** What it has done until then is in its memory and on its stack. */
  lack() {
    this.bytes[FIRST] = 99;
    this.bytes[0] = 7;
    this.exports.global0.value -= 100;
    throw new WebAssembly.RuntimeError("unreachable");
  }

  grow() {
    this.exports.memory0.grow(1);
    this.bytes[PAGE] = 1;
    this.lack();
  }

  fail() {
    throw new TypeError("not a trap");
  }

  free() {
    this.bytes[FIRST] = 0;
  }
}

function begin() {
  const exports = {
    memory0: new WebAssembly.Memory({ initial: 1 }),
    global0: new WebAssembly.Global({ value: "i32", mutable: true }, STACK_TOP),
  };
  const undo = new Undo(exports);
  const engine = new Engine(exports);
  undo.copy();
  return { exports, undo, engine, watched: undo.watch(engine) };
}

test("a call that traps has not been made, and those before it have", () => {
  const { exports, undo, engine, watched } = begin();
  assert.equal(undo.attempt(() => watched.add(3)), 3);
  assert.throws(() => undo.attempt(() => watched.lack()), Lacking);
  assert.deepEqual([engine.count, exports.global0.value], [3, STACK_TOP]);
  // Below the stack's top nothing is in use between two calls.
  assert.equal(engine.bytes[0], 7);
  assert.equal(undo.attempt(() => watched.add(2)), 5);
});

test("of several calls all are made, or none", () => {
  const { undo, engine, watched } = begin();
  undo.attempt(() => watched.add(1));
  assert.throws(() => undo.attempt(() => [watched.add(4), watched.lack()]), Lacking);
  assert.equal(engine.count, 1);
  assert.throws(() => undo.attempt(() => watched.lack()), Lacking);
  assert.equal(engine.count, 1);
});

test("what was called since the last copy is called again, and not what came before it", () => {
  const { undo, engine, watched } = begin();
  undo.attempt(() => watched.add(1));
  undo.copy();
  undo.attempt(() => watched.add(2));
  engine.made = 0;
  assert.throws(() => undo.attempt(() => watched.lack()), Lacking);
  assert.deepEqual([engine.count, engine.made], [3, 1]);
});

test("memory that has grown is put back as far as it was there", () => {
  const { exports, undo, engine, watched } = begin();
  undo.attempt(() => watched.add(1));
  assert.throws(() => undo.attempt(() => watched.grow()), Lacking);
  assert.deepEqual([engine.count, exports.memory0.buffer.byteLength], [1, 2 * PAGE]);
  undo.copy();
  undo.attempt(() => watched.add(1));
  assert.throws(() => undo.attempt(() => watched.lack()), Lacking);
  assert.equal(engine.count, 2);
});

test("what is freed is not called again", () => {
  const { undo, engine, watched } = begin();
  undo.attempt(() => watched.add(1));
  undo.attempt(() => watched.free());
  const next = undo.watch(new Engine(engine.exports));
  undo.attempt(() => next.add(5));
  engine.made = 0;
  assert.throws(() => undo.attempt(() => next.lack()), Lacking);
  assert.deepEqual([engine.count, engine.made], [5, 0]);
});

test("what is no trap goes through, and takes nothing back", () => {
  const { undo, engine, watched } = begin();
  assert.throws(() => undo.attempt(() => [watched.add(1), watched.fail()]), TypeError);
  assert.equal(engine.count, 1);
});

test("an engine that is whole keeps what it has done", () => {
  const { undo, engine, watched } = begin();
  undo.end();
  assert.equal(watched.add(1), 1);
  assert.throws(() => watched.lack(), WebAssembly.RuntimeError);
  assert.equal(engine.count, 99);
});

test("a memory that has become large is copied no more", () => {
  const { exports, undo, watched } = begin();
  exports.memory0.grow(1024);
  assert.equal(undo.isFull, false);
  const end = performance.now() + 2_000;
  // It is looked at when it has run for longer than copying took.
  while (!undo.isFull && performance.now() < end) undo.attempt(() => watched.add(1));
  assert.equal(undo.isFull, true);
});
