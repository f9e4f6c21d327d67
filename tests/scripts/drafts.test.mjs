// What the reader wrote is kept, for each program its own, and by no tab for another.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Drafts } from "../../crates/playground/src/effects/drafts.js";

/** As browsers have it. */
class Storage {
  items = new Map();

  get length() {
    return this.items.size;
  }

  key(index) {
    return [...this.items.keys()][index] ?? null;
  }

  getItem(key) {
    return this.items.get(key) ?? null;
  }

  setItem(key, value) {
    if (this.isFull) throw new Error("QuotaExceededError");
    this.items.set(key, value);
  }

  removeItem(key) {
    this.items.delete(key);
  }
}

let listeners;
let kept;

/** A tab: what it says, and the events that it gets. */
function tab() {
  globalThis.sessionStorage = new Storage();
  const drafts = new Drafts((...said) => (kept = said));
  const write = (text) => {
    drafts.keep(text);
    hide();
  };
  return { drafts, write, session: globalThis.sessionStorage };
}

function hide() {
  for (const [name, hear] of listeners) if (name === "pagehide") hear();
}

beforeEach(() => {
  listeners = [];
  kept = undefined;
  globalThis.localStorage = new Storage();
  globalThis.addEventListener = (name, hear) => listeners.push([name, hear]);
});

test("what was written is there in another tab, and not at another program", () => {
  const { drafts, write } = tab();
  drafts.begin("lesson=a", "original", 0);
  write("mine");
  assert.deepEqual(kept, [1, 1, false]);
  assert.deepEqual(tab().drafts.look("lesson=a"), ["mine", 1, 1]);
  assert.deepEqual(drafts.look("lesson=a", 0), [undefined, 0, 1]);
  for (const other of ["lesson=b", "lesson", "lesson=a b", ""]) assert.deepEqual(drafts.look(other), [undefined, 0, 0]);
});

test("what was written just before another program is opened is kept", () => {
  const { drafts } = tab();
  drafts.begin("a", "original", 0);
  drafts.keep("mine");
  drafts.begin("b", "original", 0);
  drafts.keep("other");
  assert.deepEqual(drafts.look("a"), ["mine", 1, 1]);
  assert.deepEqual(drafts.look("b"), ["other", 1, 1]);
});

test("two tabs do not write over each other, and each finds its own again", () => {
  const [one, two] = [tab(), tab()];
  for (const { drafts } of [one, two]) drafts.begin("a", "original", 0);
  one.write("one");
  two.write("two");
  one.write("one, more");
  assert.deepEqual(kept.slice(1), [2, false]);
  const texts = [1, 2].map((number) => one.drafts.look("a", number)[0]);
  assert.deepEqual(texts.sort(), ["one, more", "two"]);
});

test("a draft that two tabs have opened becomes two when both write", () => {
  const { drafts, write } = tab();
  drafts.begin("a", "original", 0);
  write("draft");
  const [one, two] = [tab(), tab()];
  for (const { drafts } of [one, two]) drafts.begin("a", "original", 1);
  one.write("draft one");
  two.write("draft two");
  assert.deepEqual([1, 2].map((number) => drafts.look("a", number)[0]).sort(), ["draft one", "draft two"]);
});

test("whoever writes anew in the original does not lose the draft before", () => {
  const { drafts, write } = tab();
  drafts.begin("a", "original", 0);
  write("first");
  drafts.begin("a", "original", 0);
  write("second");
  assert.deepEqual(["first", "second"].sort(), [1, 2].map((number) => drafts.look("a", number)[0]).sort());
});

test("what is again as it was needs no draft", () => {
  const { drafts, write } = tab();
  drafts.begin("a", "original", 0);
  write("mine");
  write("original");
  assert.deepEqual(kept, [0, 0, false]);
  assert.deepEqual(drafts.look("a"), [undefined, 0, 0]);
});

test("of many drafts the newest are kept", () => {
  const { drafts, write } = tab();
  for (let number = 0; number < 12; number += 1) {
    drafts.begin("a", "original", 0);
    write(`draft ${number}`);
  }
  assert.equal(drafts.look("a")[2], 8);
});

test("what can't be kept is said, also before the page closes, until it can be", () => {
  const { drafts, write } = tab();
  drafts.begin("a", "original", 0);
  const asks = () => {
    let prevented = false;
    for (const [name, hear] of listeners) if (name === "beforeunload") hear({ preventDefault: () => (prevented = true) });
    return prevented;
  };
  assert.equal(asks(), false);
  localStorage.isFull = true;
  write("mine");
  assert.deepEqual(kept, [0, 0, true]);
  assert.equal(asks(), true);
  write("original");
  assert.equal(asks(), false);
  localStorage.isFull = false;
  write("mine");
  assert.deepEqual([kept, asks()], [[1, 1, false], false]);
});

test("without storage nothing fails", () => {
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new Error("SecurityError");
    },
  });
  const { drafts, write } = tab();
  assert.deepEqual(drafts.look("a"), [undefined, 0, 0]);
  drafts.begin("a", "original", 0);
  write("mine");
  assert.deepEqual(kept, [0, 0, true]);
  Object.defineProperty(globalThis, "localStorage", { configurable: true, writable: true, value: undefined });
});
