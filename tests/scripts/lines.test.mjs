// Lines of an example in another page: named as the frame reads them, and counted as its program has them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { hiddenRuns, readLines, startsIn } from "../../web/embed/lines.js";

const never = (field) => assert.fail(`${field} is not wrong`);

test("lines are named as in the table that the frame keeps to", () => {
  const table = readFileSync(new URL("../../crates/link/tests/lines.txt", import.meta.url), "utf8");
  const rows = table.trimEnd().split("\n").filter((row) => !row.startsWith("#"));
  assert.ok(rows.length > 20);
  for (const row of rows) {
    const [, value, , names] = /^\[(.*)\] (is wrong|names ?(.*))$/.exec(row);
    const read = readLines(value);
    const named = read && Array.from({ length: 9 }, (_, at) => at + 1).filter((line) => read.some(([first, last]) => first <= line && line <= last));
    assert.deepEqual(named?.join(" "), names, row);
  }
  assert.equal(readLines("1,".repeat(100)), undefined);
  assert.equal(readLines(new Array(100).fill(1).join()).length, 100);
  assert.equal(readLines(new Array(101).fill(1).join()), undefined);
});

test("hidden lines come in runs", () => {
  assert.deepEqual(hiddenRuns(7, "3-5", null, never), [[1, 2], [6, 7]]);
  assert.deepEqual(hiddenRuns(7, null, "1,2,7-", never), [[1, 2], [7, 7]]);
  assert.deepEqual(hiddenRuns(7, "2-5", "3", never), [[1, 1], [3, 3], [6, 7]]);
  assert.deepEqual(hiddenRuns(7, null, null, never), []);
  assert.deepEqual(hiddenRuns(7, "1-7", "9", never), []);
});

test("of a program of which nothing is left all is seen", () => {
  assert.deepEqual(hiddenRuns(3, null, "1-3", never), []);
  assert.deepEqual(hiddenRuns(3, "8", null, never), []);
});

test("what names no lines hides none, and is told", () => {
  for (const [only, without, wrong] of [["a", null, "lines"], [null, "3-2", "hide-lines"], ["1", "", "hide-lines"], ["0", "x", "lines"]]) {
    const told = [];
    assert.deepEqual(hiddenRuns(9, only, without, (field) => told.push(field)), []);
    assert.deepEqual(told, [wrong]);
  }
});

test("lines begin where the program has them", () => {
  /** The texts of the lines, as the starts cut them out of the pieces. */
  const lines = (...pieces) => {
    const places = startsIn(pieces).map(([piece, offset]) => pieces.slice(0, piece).join("").length + offset);
    return places.slice(1).map((end, at) => pieces.join("").slice(places[at], end));
  };
  assert.deepEqual(lines("one\ntwo"), ["one\n", "two"]);
  assert.deepEqual(lines("\none\n", "t", "wo", "\n"), ["one\n", "two\n"]);
  assert.deepEqual(lines("\n", "one", "\n", "\n", "two"), ["one\n", "\n", "two"]);
  // What is behind a program's last line belongs to that.
  assert.deepEqual(lines("one\ntwo\n\n", "  \n"), ["one\n", "two\n\n  \n"]);
  assert.deepEqual(lines("\n\none"), ["\n", "one"]);
  assert.deepEqual(lines(""), [""]);
  assert.deepEqual(lines(), [""]);
});
