// The colours of a program, without a parser.

/** The pieces of Python that have a colour, by groups: a comment, a string, a number, a decorator, a word. */
const PIECES = new RegExp(
  [
    /(#.*)/,
    /((?:\b[rbfu]{1,2})?(?:"""(?:\\[^]|[^\\])*?(?:"""|$(?![^]))|'''(?:\\[^]|[^\\])*?(?:'''|$(?![^]))|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?))/,
    /((?:\b\d|\B\.\d)[\w.]*|\b(?:True|False|None)\b)/,
    /(@[\w.]+)/,
    /\b([a-z_]\w*)/,
  ].map((piece) => piece.source).join("|"),
  "gim",
);
const CLASSES = ["comment", "string", "number", "definition"];
const KEYWORDS = new Set(
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(" "),
);

/**
 * The pieces of a program, in its order: each with what it is, if that has a colour.
 * @param {string} text
 * @returns {Generator<[string, string | undefined]>}
 */
export function* coloured(text) {
  let [end, last] = [0, ""];
  for (const found of text.matchAll(PIECES)) {
    const [piece] = found;
    yield [text.slice(end, found.index), undefined];
    end = found.index + piece.length;
    yield [piece, CLASSES[found.slice(1).findIndex((it) => it !== undefined)] ?? kindOfWord(piece, last, text[end])];
    last = piece;
  }
  yield [text.slice(end), undefined];
}

/**
 * @param {string} word
 * @param {string} before the piece before it
 * @param {string | undefined} after the character behind it
 */
function kindOfWord(word, before, after) {
  if (KEYWORDS.has(word)) return "keyword";
  if (before === "def" || before === "class") return "definition";
  return after === "(" ? "call" : undefined;
}
