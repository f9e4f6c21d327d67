// What the reader wrote, kept in this browser. Each program has a name and keeps its own drafts: one for each time that the reader began
// to write in it, oldest first. No draft is written over by another tab's: whoever finds theirs changed begins another one.

/** Followed by the program's name, a space and the draft's number, which begins with the time when it was begun. */
const DRAFT = "loopscope.draft ";
/** In this tab: followed by the program's name, the number of the draft that was written here. */
const OWN = "loopscope.writes ";
/** How long the reader must pause before the text is kept. */
const PAUSE_MILLIS = 300;
/** So many drafts of a program are kept; the oldest ones go first. */
const MOST = 8;

/** @typedef {{ key: string, number: string, at: number, text: string }} Draft */

export class Drafts {
  /** The program that is written in, and what it was to begin with, if its address brings that back. */
  #name = "";
  /** @type {string | undefined} */
  #original;
  /** The draft that is written, if there is one, and what this tab knows to be in it. @type {string | undefined} */
  #number;
  #last = "";
  /** What is not kept yet. @type {string | undefined} */
  #pending;
  #timer = 0;
  #refused = false;

  /**
   * @param {(shown: number, count: number, refused: boolean) => void} onKept which of how many drafts is written, 0 if it is none;
   *   and whether the browser keeps nothing
   */
  constructor(onKept) {
    this.onKept = onKept;
    addEventListener("pagehide", () => this.#flush(true));
    addEventListener("beforeunload", (event) => {
      this.#flush();
      if (this.#refused) event.preventDefault();
    });
  }

  /**
   * A program's draft: that with this number from 1, or else the one of this tab, or the one written last.
   * @param {string} name
   * @param {number} [wanted] 0 for none
   * @returns {[text: string | undefined, shown: number, count: number]}
   */
  look(name, wanted) {
    this.#flush();
    try {
      const all = drafts(name);
      const own = sessionStorage.getItem(OWN + name);
      const last = Math.max(...all.map(({ at }) => at));
      const find = (/** @type {(draft: Draft) => boolean} */ is) => all.findIndex(is) + 1;
      const shown = wanted ?? (find(({ number }) => number === own) || find(({ at }) => at === last));
      return [all[shown - 1]?.text, shown, all.length];
    } catch {
      return [undefined, 0, 0];
    }
  }

  /**
   * The reader writes in a program from now on.
   * @param {string} name
   * @param {string | undefined} original
   * @param {number} shown the draft that they see
   */
  begin(name, original, shown) {
    this.#flush();
    this.#name = name;
    this.#original = original;
    this.#number = undefined;
    try {
      const draft = drafts(name)[shown - 1];
      [this.#number, this.#last] = [draft?.number, draft?.text ?? ""];
    } catch {
      // It is said when there is something to keep.
    }
  }

  /**
   * Keeps what the reader wrote, soon.
   * @param {string} text
   */
  keep(text) {
    this.#pending = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(true), PAUSE_MILLIS);
  }

  /** @param {boolean} [tells] that of the program that is written in */
  #flush(tells) {
    clearTimeout(this.#timer);
    const text = this.#pending;
    if (text === undefined) return;
    this.#pending = undefined;
    let [shown, count] = [0, 0];
    try {
      this.#write(text);
      const all = drafts(this.#name);
      [shown, count] = [all.findIndex(({ number }) => number === this.#number) + 1, all.length];
      this.#refused = false;
    } catch {
      this.#refused = text !== this.#original;
    }
    if (tells) this.onKept(shown, count, this.#refused);
  }

  /** @param {string} text */
  #write(text) {
    const all = drafts(this.#name);
    const draft = all.find(({ number }) => number === this.#number);
    const isOurs = draft?.text === this.#last;
    if (text === this.#original) {
      if (draft && isOurs) localStorage.removeItem(draft.key);
      this.#number = undefined;
    } else {
      if (!isOurs) this.#number = all.find((other) => other.text === text)?.number ?? newNumber();
      localStorage.setItem(`${DRAFT}${this.#name} ${this.#number}`, `${Date.now()} ${text}`);
      this.#last = text;
      if (!isOurs) drafts(this.#name).slice(0, -MOST).forEach(({ key }) => localStorage.removeItem(key));
    }
    sessionStorage.setItem(OWN + this.#name, this.#number ?? "");
  }
}

function newNumber() {
  return `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`;
}

/**
 * @param {string} name
 * @returns {Draft[]}
 */
function drafts(name) {
  const prefix = `${DRAFT}${name} `;
  const keys = Array.from(localStorage, (_, index) => localStorage.key(index) ?? "");
  return keys
    .filter((key) => key.startsWith(prefix) && !key.includes(" ", prefix.length))
    .sort()
    .map((key) => {
      const value = localStorage.getItem(key) ?? "";
      const end = value.indexOf(" ");
      return { key, number: key.slice(prefix.length), at: Number(value.slice(0, end)), text: value.slice(end + 1) };
    });
}
