// The program as it can be read where no editor is: with numbers, colours and marks, and without the lines that are folded away.

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
/** A longer program is shown as it is: nobody is to wait for its colours, and it may have a million lines. */
const LONGEST_COLOURED = 20_000;

/**
 * Shows a program.
 * @param {HTMLElement} place
 * @param {string} text
 * @param {Uint32Array} folded the first and last line of each run of lines that are folded away, from 1
 */
export function showPlain(place, text, folded) {
  if (text.length > LONGEST_COLOURED) {
    place.textContent = text;
    return;
  }
  const lines = [newLine(1)];
  const add = (/** @type {string} */ piece, /** @type {string | undefined} */ kind) => {
    for (const [number, part] of piece.split("\n").entries()) {
      if (number > 0) lines.push(newLine(lines.length + 1));
      if (part === "") continue;
      lines.at(-1).append(kind ? Object.assign(document.createElement("span"), { className: `code-${kind}`, textContent: part }) : part);
    }
  };
  let [end, last] = [0, ""];
  for (const found of text.matchAll(PIECES)) {
    const [piece] = found;
    const before = text.slice(end, found.index);
    end = found.index + piece.length;
    add(before);
    add(piece, CLASSES[found.slice(1).findIndex((it) => it !== undefined)] ?? kindOfWord(piece, last, text[end]));
    last = piece;
  }
  add(text.slice(end));
  place.style.setProperty("--digits", String(String(lines.length).length));
  place.replaceChildren(...lines);
  for (let at = 0; at + 1 < folded.length; at += 2) fold(lines, folded[at], folded[at + 1]);
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

/** @param {number} number */
function newLine(number) {
  const line = document.createElement("div");
  line.dataset.number = String(number);
  line.className = "plain-line";
  return line;
}

/**
 * Puts a button in the place of lines, which unfolds them.
 * @param {HTMLElement[]} lines
 * @param {number} first
 * @param {number} last
 */
function fold(lines, first, last) {
  const these = lines.slice(first - 1, last);
  if (these.length === 0) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "folded", textContent: wordsOfFold(these.length) });
  Object.assign(button.dataset, { first, last });
  const unfold = (/** @type {Event} */ event) => {
    event.stopPropagation();
    button.remove();
    for (const line of these) line.hidden = false;
  };
  button.addEventListener("pointerdown", (event) => event.stopPropagation());
  button.addEventListener("focusin", (event) => event.stopPropagation());
  button.addEventListener("click", unfold);
  for (const line of these) line.hidden = true;
  these[0].before(button);
}

/** @param {number} count */
function wordsOfFold(count) {
  return count === 1 ? "⋯ 1 line" : `⋯ ${count} lines`;
}

/**
 * What is still folded away, as `showPlain` takes it.
 * @param {HTMLElement} place
 */
export function foldedInPlain(place) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".folded"));
  return new Uint32Array([...buttons].flatMap(({ dataset }) => [Number(dataset.first), Number(dataset.last)]));
}

/**
 * Marks a line, from 1, and no other one; 0 marks none.
 * @param {HTMLElement} place
 * @param {"here" | "error"} kind
 * @param {number} line
 */
export function markPlain(place, kind, line) {
  place.querySelector(`.${kind}-line`)?.classList.remove(`${kind}-line`);
  const marked = /** @type {HTMLElement | undefined} */ (place.querySelectorAll(".plain-line")[line - 1]);
  if (!marked) return;
  marked.classList.add(`${kind}-line`);
  const most = marked.offsetTop - place.offsetTop - 40;
  const least = most + marked.offsetHeight + 80 - place.clientHeight;
  if (place.scrollTop > most) place.scrollTop = most;
  else if (place.scrollTop < least) place.scrollTop = least;
}
