// Other files of an example, in blocks of their own.

import assert from "node:assert/strict";
import { test } from "node:test";

import { withFiles } from "../../web/embed/files.js";

const blocks = { "#shop": "price = 3\n", ".data>pre": "{}" };

test("files come behind the program, each below its name", () => {
  const never = (piece) => assert.fail(piece);
  const find = (selector) => blocks[selector];
  assert.equal(withFiles("import shop", " shop.py=#shop\n data/a.json=.data>pre ", find, never), "import shop\n\n# === shop.py ===\nprice = 3\n\n# === data/a.json ===\n{}");
  assert.equal(withFiles("a\n", null, find, never), "a\n");
  assert.equal(withFiles("a\n", "", find, never), "a\n");
});

test("what can't be found is told, and left out", () => {
  const wrong = [];
  const text = withFiles("a", "#shop x=#shop shop.py=#none shop.py= shop.py=#shop", (selector) => blocks[selector], (piece) => wrong.push(piece));
  assert.deepEqual(wrong, ["#shop", "x=#shop", "shop.py=#none", "shop.py="]);
  assert.equal(text, "a\n\n# === shop.py ===\nprice = 3\n");
});
