// The program where no editor is: its colours, and the words of what is folded away.

import assert from "node:assert/strict";
import { test } from "node:test";

import { coloured } from "../../web/src/plain/colours.js";
import { wordsOfFold } from "../../web/src/plain/folds.js";

/** The pieces that have a colour. */
const colours = (text) => [...coloured(text)].filter(([, kind]) => kind).map(([piece, kind]) => `${kind} ${piece}`);

test("words, texts and numbers have their colours", () => {
  assert.deepEqual(colours('async def main(x):  # "a"\n    return f"{x}" + str(0x1F) if None else .5'), [
    "keyword async",
    "keyword def",
    "definition main",
    'comment # "a"',
    "keyword return",
    'string f"{x}"',
    "call str",
    "number 0x1F",
    "keyword if",
    "number None",
    "keyword else",
    "number .5",
  ]);
  assert.deepEqual(colours('"""a\n# b"""\n@x.y\nclass Z: pass'), ['string """a\n# b"""', "definition @x.y", "keyword class", "definition Z", "keyword pass"]);
});

test("nothing of a program is lost", () => {
  for (const text of ["", "\n", "x", 'a = """never closed\n', "'\\", "déf ñ(…): “…”\n\n# 🦀"]) {
    assert.equal([...coloured(text)].map(([piece]) => piece).join(""), text);
  }
});

test("one line is not two", () => {
  assert.deepEqual([1, 2].map(wordsOfFold), ["⋯ 1 line", "⋯ 2 lines"]);
});
