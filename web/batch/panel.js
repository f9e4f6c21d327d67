// Batch: rows, how they are run, and options, which become a program in the editor. It is loaded when it is asked for.

import { check } from "./checks.js";
import { element, field, select } from "./elements.js";
import { takeFunctions } from "./functions.js";
import { HOWS, KINDS, MANY, batch, row } from "./model.js";
import { paste } from "./paste.js";
import { read } from "./read.js";
import { RowView } from "./row_view.js";
import { write } from "./write.js";

const STYLES = new URL("./panel.css", import.meta.url);
/** The options that are numbers: label, and what is said in an empty field. @type {[name: Exclude<keyof import("./model.js").Options, "stop">, label: string, placeholder: string][]} */
const NUMBERS = [
  ["timeout", "Timeout, s", "none"],
  ["retries", "Retries", "none"],
  ["backoff", "Backoff, s", "none"],
  ["rate", "Rate, a second", "any"],
  ["delay", "Delay before each, s", "none"],
  ["repeat", "Times", "once"],
];
/** What a batch begins with. */
const FIRST = ["https://demo.test/delay/1", "https://demo.test/delay/2", "https://demo.test/delay/0.5"];

/**
 * @typedef {object} Given
 * @property {string} program what is in the editor
 * @property {(program: string, runs: boolean) => void} onWritten the reader wants this program in the editor, or to run it, too
 */

/** @param {Given} given */
export async function open(given) {
  await styles();
  document.querySelector("dialog.batch")?.remove();
  new Panel(given);
}

class Panel {
  /** @param {Given} given */
  constructor(given) {
    this.given = given;
    const found = read(given.program);
    this.batch = found && "batch" in found ? found.batch : batch({ rows: FIRST.map((url) => ({ url })), functions: takeFunctions(given.program) });
    const edited = found && !("batch" in found) ? found : undefined;
    this.list = element("ol", { className: "rows", ariaLabel: "Rows" });
    this.options = element("div", { className: "options" });
    this.said = element("p", { role: "status" });
    this.runs = element("button", { className: "run", textContent: "Write and run", onclick: () => this.#write(true) });
    this.writes = element("button", { textContent: "Write", onclick: () => this.#write(false) });
    this.dialog = element("dialog", { className: "batch", ariaLabel: "Batch" });
    this.dialog.append(
      element("h2", { textContent: "Batch" }),
      ...(edited ? [element("p", { className: "notice", role: "alert", textContent: beyond(edited) })] : []),
      this.list,
      this.#adders(),
      this.#paster(),
      this.options,
      this.said,
      element("div", { className: "buttons" }, [this.runs, this.writes, element("button", { textContent: "Close", onclick: () => this.dialog.close() })]),
    );
    this.dialog.onclose = () => this.dialog.remove();
    document.body.append(this.dialog);
    this.#showRows();
    this.#showOptions();
    this.dialog.showModal();
  }

  #showRows() {
    const { rows, functions } = this.batch;
    this.views = rows.map((it, index) => {
      const actions = {
        changed: () => this.#changed(),
        rebuilt: () => this.#rowsChanged(index),
        move: (/** @type {-1 | 1} */ by) => this.#move(index, by),
        duplicate: () => this.#splice(index + 1, 0, [{ ...it }]),
        remove: () => this.#splice(index, 1, []),
      };
      return new RowView(it, index + 1, functions, actions);
    });
    this.list.replaceChildren(...this.views.map((it) => it.item));
    this.#changed();
  }

  /** Rows came, went or changed places; the reader is at this one now. @param {number} at */
  #rowsChanged(at) {
    // The rows decide anew what their list can hold.
    delete this.batch.form;
    this.#showRows();
    const view = this.views?.[Math.min(at, this.views.length - 1)];
    /** @type {HTMLElement | null | undefined} */ (view?.item.querySelector("select"))?.focus();
  }

  /** @param {number} at @param {number} gone @param {import("./model.js").Row[]} rows */
  #splice(at, gone, rows) {
    this.batch.rows.splice(at, gone, ...rows);
    this.#rowsChanged(at);
  }

  /** @param {number} index @param {-1 | 1} by */
  #move(index, by) {
    const { rows } = this.batch;
    if (!rows[index + by]) return;
    [rows[index], rows[index + by]] = [rows[index + by], rows[index]];
    this.#rowsChanged(index + by);
  }

  #adders() {
    const add = (/** @type {string} */ kind) => {
      const made = row({ kind: /** @type {import("./model.js").Kind} */ (kind) });
      this.#splice(this.batch.rows.length, 0, [made]);
    };
    const buttons = Object.entries(KINDS).map(([kind, name]) => element("button", { className: "quiet", textContent: `+ ${name}`, onclick: () => add(kind) }));
    return element("div", { className: "buttons adders", role: "group", ariaLabel: "Add a row" }, buttons);
  }

  #paster() {
    const text = element("textarea", { rows: 3, spellcheck: false, ariaLabel: "URLs, CSV or cURL commands", placeholder: "URLs, CSV, or a cURL command" });
    const said = element("p", { role: "status" });
    const take = () => {
      const { rows, said: words } = paste(text.value);
      said.textContent = [`${rows.length} ${rows.length === 1 ? "row" : "rows"} added.`, ...words].join(" ");
      if (rows.length === 0) return;
      text.value = "";
      // What was there to begin with gives way.
      const isUntouched = this.batch.rows.length === FIRST.length && this.batch.rows.every((it, index) => it.url === FIRST[index]);
      if (isUntouched) this.batch.rows.length = 0;
      this.batch.rows.push(...rows);
      delete this.batch.form;
      this.#showRows();
    };
    // What is pasted is taken over at once.
    text.onpaste = () => setTimeout(take);
    return element("details", { className: "paste" }, [
      element("summary", { textContent: "Paste URLs, CSV or cURL" }),
      text,
      element("button", { textContent: "Add these", onclick: take }),
      said,
    ]);
  }

  #showOptions() {
    const { batch: it } = this;
    const how = select(HOWS, it.how, (value) => {
      it.how = /** @type {import("./model.js").How} */ (value);
      this.#showOptions();
    }, "How");
    this.fields = new Map();
    const number = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ value, /** @type {string} */ placeholder, /** @type {(value: string) => void} */ set) => {
      const made = field(label, value, { placeholder, inputMode: "decimal", size: 6 }, (given) => {
        set(given.trim());
        this.#changed();
      });
      this.fields?.set(name, made);
      return made.element;
    };
    const stop = element("input", { type: "checkbox", checked: it.options.stop });
    stop.onchange = () => {
      it.options.stop = stop.checked;
      this.#changed();
    };
    const many = it.how in MANY ? [number("many", it.how === "workers" ? "Workers" : "At most", it.many, "3", (value) => (it.many = value))] : [];
    this.options.replaceChildren(
      how,
      ...many,
      ...NUMBERS.map(([name, label, placeholder]) => number(name, label, it.options[name], placeholder, (value) => (it.options[name] = value))),
      element("label", { className: "check" }, [stop, element("span", { textContent: "Stop on the first failure" })]),
    );
    this.#changed();
  }

  /** Says what is wrong with the batch, and whether it can be written. */
  #changed() {
    const problems = check(this.batch);
    for (const [name, it] of this.fields ?? []) it.say(problems.find(({ row: of, field: at }) => of === null && at === name)?.message ?? "");
    this.runs.disabled = this.writes.disabled = problems.length > 0;
    const rows = problems.find((it) => it.field === "rows")?.message;
    const first = problems.find((it) => it.row !== null);
    this.said.textContent = rows ?? (first ? `Row ${Number(first.row) + 1}: ${first.message}` : (problems[0]?.message ?? ""));
  }

  /** @param {boolean} runs */
  #write(runs) {
    this.dialog.close();
    this.given.onWritten(write(this.batch), runs);
  }
}

/** @param {import("./read.js").Edited} edited */
function beyond({ line, text }) {
  const shown = text.trim() ? `: ${text.trim().slice(0, 60)}` : ", which is empty";
  return `The program was edited beyond what this panel writes, first in line ${line}${shown}. What you write from here replaces it; Undo in the editor brings it back.`;
}

/** The style sheet comes with the panel; without it the panel can be used as well. */
function styles() {
  if (document.querySelector(`link[href="${STYLES.href}"]`)) return undefined;
  return new Promise((resolve) => {
    const link = element("link", { rel: "stylesheet", href: STYLES.href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
}
