// Which lines of a program begin a file, as the editor reads them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { beginning } from "../../web/src/files.js";

test("the editor cuts a program where the engine does", () => {
  const cases = readFileSync(new URL("../../crates/files/tests/lines.txt", import.meta.url), "utf8").trimEnd().split("\n").slice(1);
  assert.ok(cases.length > 20);
  for (const one of cases) {
    const [name, line] = one.split("\t");
    assert.equal(beginning(line) ?? "-", name, line);
  }
});
