// A row of the batch in the panel: its fields, and below each what is wrong with it.

import { checkRow } from "./checks.js";
import { element, field, select } from "./elements.js";
import { KINDS, functionsOf } from "./model.js";

/** @typedef {import("./model.js").Row} Row */

/** Where a row may run, as the reader knows it. */
const PLACES = { loop: "main loop", thread: "loop in another thread", pool: "thread of its own" };
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/**
 * @typedef {object} Actions what the reader can do to a row
 * @property {() => void} changed a value changed
 * @property {() => void} rebuilt another kind of row
 * @property {(by: -1 | 1) => void} move
 * @property {() => void} duplicate
 * @property {() => void} remove
 */

export class RowView {
  /**
   * @param {Row} row
   * @param {number} number from 1
   * @param {string} functions
   * @param {Actions} actions
   */
  constructor(row, number, functions, actions) {
    this.row = row;
    this.functions = functions;
    this.actions = actions;
    /** @type {Map<string, import("./elements.js").Field>} */
    this.fields = new Map();
    const on = element("input", { type: "checkbox", checked: row.on, ariaLabel: "On" });
    on.onchange = () => this.#set("on", on.checked);
    const kind = select(KINDS, row.kind, (value) => this.#rebuild("kind", value), "Kind");
    this.item = element("li", { className: row.on ? "" : "off" }, [
      element("fieldset", {}, [element("legend", { textContent: `Row ${number}` }), on, kind, ...this.#ofKind(), this.#place(), ...this.#more(), this.#buttons()]),
    ]);
    this.item.onkeydown = (event) => {
      if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
        event.preventDefault();
        actions.move(event.key === "ArrowUp" ? -1 : 1);
      }
    };
    this.check();
  }

  /** Shows what is wrong. */
  check() {
    const problems = new Map(checkRow(this.row, this.functions).reverse());
    for (const [name, it] of this.fields) it.say(problems.get(name) ?? "");
  }

  #ofKind() {
    const { row } = this;
    if (row.kind === "call") {
      const names = functionsOf(this.functions).map((it) => it.name);
      return [this.#text("name", "Function", { list: names, placeholder: "compute" })];
    }
    if (row.kind !== "fetch") return [this.#text("seconds", "Seconds", { inputMode: "decimal", size: 5 })];
    return [
      this.#text("method", "Method", { list: METHODS, size: 7 }),
      this.#text("url", "URL", { inputMode: "url", placeholder: "https://demo.test/delay/1" }),
    ];
  }

  #more() {
    const { row } = this;
    if (row.kind !== "fetch") return [];
    return [
      element("details", { open: Boolean(row.headers || row.body) }, [
        element("summary", { textContent: "Headers and body" }),
        this.#text("headers", "Headers, one a line", { lines: 2, placeholder: "Accept: application/json" }),
        this.#text("body", "Body", { lines: 2 }),
      ]),
    ];
  }

  /**
   * @param {"name" | "seconds" | "method" | "url" | "headers" | "body"} name
   * @param {string} label
   * @param {import("./elements.js").Look} look
   */
  #text(name, label, look) {
    const made = field(label, this.row[name], look, (value) => this.#set(name, value));
    this.fields.set(name, made);
    return made.element;
  }

  #place() {
    const { kind, where } = this.row;
    const { pool, ...loops } = PLACES;
    return select(kind === "work" || kind === "call" ? { ...loops, pool } : loops, where, (value) => this.#set("where", value), "Where");
  }

  #buttons() {
    const { move, duplicate, remove } = this.actions;
    const button = (/** @type {string} */ name, /** @type {string} */ shown, /** @type {() => void} */ onclick) =>
      element("button", { type: "button", className: "quiet", title: name, ariaLabel: name, textContent: shown, onclick });
    return element("span", { className: "tools" }, [
      button("Move up", "↑", () => move(-1)),
      button("Move down", "↓", () => move(1)),
      button("Duplicate", "+", duplicate),
      button("Remove", "✕", remove),
    ]);
  }

  /** @param {string} name @param {unknown} value */
  #set(name, value) {
    Object.assign(this.row, { [name]: value });
    this.item.classList.toggle("off", !this.row.on);
    this.check();
    this.actions.changed();
  }

  /** @param {string} name @param {unknown} value */
  #rebuild(name, value) {
    Object.assign(this.row, { [name]: value });
    if (this.row.where === "pool" && this.row.kind !== "work" && this.row.kind !== "call") this.row.where = "loop";
    this.actions.rebuilt();
  }
}
