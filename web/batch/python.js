// Python's text for values, and back.

/** @type {Record<string, string>} */
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
/** @type {Record<string, string>} */
const MEANT = { "\\": "\\", '"': '"', n: "\n", r: "\r", t: "\t" };
/** What can't be seen, or would end a line for somebody. */
const UNSEEN = /[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]/g;
/** A string as {@link text} writes it. */
const STRING = /"((?:[^"\\\n]|\\(?:["\\nrt]|u[0-9a-f]{4}))*)"/y;

/** A string literal. @param {string} value */
export function text(value) {
  const escaped = (/** @type {string} */ it) => ESCAPES[it] ?? `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `"${value.replace(UNSEEN, escaped)}"`;
}

/** Reads values one after the other in a line of source. */
export class Reader {
  /** @param {string} source */
  constructor(source) {
    this.source = source;
    this.at = 0;
  }

  /**
   * Passes what stands there next, if it is this.
   * @param {string} word
   */
  takes(word) {
    const is = this.source.startsWith(word, this.at);
    if (is) this.at += word.length;
    return is;
  }

  get ended() {
    return this.at === this.source.length;
  }

  /** A string literal's value. @returns {string | undefined} */
  text() {
    const inside = this.#match(STRING)?.[1];
    return inside?.replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_, code, letter) =>
      code ? String.fromCharCode(parseInt(code, 16)) : MEANT[letter],
    );
  }

  /** A number, as it is written. */
  number() {
    return this.#match(/\d[\d.]*/y)?.[0];
  }

  /** A name. */
  name() {
    return this.#match(/[A-Za-z_]\w*/y)?.[0];
  }

  /** A dict of strings, as lines of `Name: value`. @returns {string | undefined} */
  lines() {
    if (!this.takes("{")) return undefined;
    const lines = [];
    while (!this.takes("}")) {
      if (lines.length > 0 && !this.takes(", ")) return undefined;
      const name = this.text();
      if (name === undefined || !this.takes(": ")) return undefined;
      const value = this.text();
      if (value === undefined) return undefined;
      lines.push(`${name}: ${value}`);
    }
    return lines.join("\n");
  }

  /** @param {RegExp} pattern sticky */
  #match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found) this.at = pattern.lastIndex;
    return found;
  }
}
