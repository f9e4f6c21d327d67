// The words of a shell's command line (POSIX, and `$'…'`).

/** What a letter behind a backslash means in `$'…'`. @type {Record<string, string>} */
const ESCAPES = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v", e: "\x1b" };

/**
 * The commands of a text, each as its words.
 * @param {string} source
 * @returns {{ commands: string[][], problem?: string }} `problem` is what could not be understood
 */
export function commands(source) {
  const text = source.replace(/\r\n?/g, "\n");
  /** @type {string[][]} */
  const found = [[]];
  let word = /** @type {string | undefined} */ (undefined);
  let problem;
  const endWord = () => {
    if (word !== undefined) /** @type {string[]} */ (found.at(-1)).push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 2);
    const letter = rest[0];
    if (rest === "\\\n") {
      at += 2;
    } else if (/[ \t]/.test(letter)) {
      endWord();
      at += 1;
    } else if (/[\n;&|]/.test(letter)) {
      endWord();
      found.push([]);
      at += 1;
    } else if (letter === "#" && word === undefined) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (letter === "'" || rest === "$'" || letter === '"') {
      const quoted = letter === '"' ? doubleQuoted(text, at + 1) : letter === "'" ? singleQuoted(text, at + 1) : escaped(text, at + 2);
      if (quoted.end > text.length) problem = "A quotation mark is not closed.";
      word = (word ?? "") + quoted.value;
      at = quoted.end;
    } else {
      const isEscaped = letter === "\\" && at + 1 < text.length;
      word = (word ?? "") + (isEscaped ? rest[1] : letter);
      at += isEscaped ? 2 : 1;
    }
  }
  endWord();
  return { commands: found.filter((it) => it.length > 0), problem };
}

/** @param {string} text @param {number} from */
function singleQuoted(text, from) {
  const end = text.indexOf("'", from);
  return end < 0 ? { value: text.slice(from), end: text.length + 1 } : { value: text.slice(from, end), end: end + 1 };
}

/** @param {string} text @param {number} from */
function doubleQuoted(text, from) {
  let value = "";
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') return { value, end: at + 1 };
    if (text[at] === "\\" && /["\\$`\n]/.test(text[at + 1] ?? "")) {
      at += 1;
      if (text[at] === "\n") continue;
    }
    value += text[at];
  }
  return { value, end: text.length + 1 };
}

/** @param {string} text @param {number} from */
function escaped(text, from) {
  let value = "";
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") return { value, end: at + 1 };
    const code = /^\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|([0-7]{1,3}))/i.exec(text.slice(at, at + 6));
    if (code) {
      value += String.fromCharCode(code[3] ? parseInt(code[3], 8) : parseInt(code[1] ?? code[2], 16));
      at += code[0].length - 1;
    } else if (text[at] === "\\") {
      at += 1;
      value += ESCAPES[text[at]] ?? text[at] ?? "";
    } else {
      value += text[at];
    }
  }
  return { value, end: text.length + 1 };
}
