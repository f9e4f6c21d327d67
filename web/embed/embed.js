// <loop-scope>: a live example in any page. Until somebody touches one, a page that has thirty of them has loaded this file and nothing else.
//
// The element holds the program as text, in a <pre> that the page shows, searches and highlights as it likes. The first touch puts
// a frame in its place (`embed.html`), which offers a port to talk through; see docs/embedding.md.

import { withFiles } from "./files.js";
import { hiddenRuns, lineStarts, rangeOf, textOf } from "./lines.js";
import { unpressed } from "./presses.js";
import { style } from "./style.js";

const VERSION = 1;
const HOME = new URL(".", import.meta.url);
/** So many frames have an engine at the same time. */
const MOST_ALIVE = 3;
/** What is handed on to the frame as it stands. */
const HANDED_ON = ["mode", "view", "clock", "seed", "at", "lines", "hide-lines"];
/** How long a frame may take to say something, in milliseconds. */
const PATIENCE = 20_000;

/** Those with a frame; who was used last is last. */
const alive = new Set();

/** Whether it is dark around an element: by the first background that is seen through to, else as the reader has it. */
function isDarkAround(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const [red, green, blue, alpha = 1] = getComputedStyle(at).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    if (alpha > 0.5) return red * 0.3 + green * 0.6 + blue * 0.1 < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** What an author's selector finds, if it is one. */
function findBlock(selector) {
  try {
    return document.querySelector(selector);
  } catch {
    return null;
  }
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

class LoopScope extends HTMLElement {
  static observedAttributes = ["theme"];

  static {
    // A frame's content does not flow over pages.
    addEventListener("beforeprint", () => {
      for (const live of alive) live.#still();
    });
  }

  #parts;
  #frame;
  /** So much room it needs, in pixels. */
  #height;
  #port;
  /** Until the frame has said that it is ready, or is given up. */
  #starting = new AbortController();
  #waiting = [];
  /** Whether it is in sight, once that is known. */
  #isSeen = true;
  #patience;
  #edited;
  #output = "";
  #isRunning = false;
  #watch = new AbortController();
  #observers = [];
  /** Elements around lines that are hidden. */
  #hidden = [];

  connectedCallback() {
    this.#watch = new AbortController();
    if (this.hasAttribute("for")) return this.#attach();
    this.#parts ??= this.#build();
    this.#follow();
    this.#look();
  }

  disconnectedCallback() {
    this.#watch.abort();
    for (const observer of this.#observers.splice(0)) observer.disconnect();
    this.#end();
  }

  attributeChangedCallback() {
    if (this.#parts) this.#themed();
  }

  /** The program: the page's, or what the reader made of it. */
  get code() {
    return this.#edited ?? (this.#block ? this.#given : "");
  }

  /** The block's program, with its other files. */
  get #given() {
    const find = (selector) => {
      const block = findBlock(selector);
      return block ? textOf(block) : undefined;
    };
    return withFiles(textOf(this.#block), this.getAttribute("files"), find, (piece) => {
      console.warn(`This example is damaged: its field “files” has “${piece}”, which is no file=#block of this page.`, this);
    });
  }

  /** What the last run has printed. */
  get output() {
    return this.#output;
  }

  get isRunning() {
    return this.#isRunning;
  }

  /** Another program in place of this one. */
  load(code) {
    this.#edited = code;
    this.#still();
    if (this.#frame) this.#tell("load", this.#program());
  }

  /** Runs the program: to the moment that the element points at, if it points at one. */
  run() {
    this.#touch();
    this.#tell("run", this.#at ? { to: "at" } : {});
  }

  pause(paused = true) {
    this.#tell("pause", { paused });
  }

  /** Steps on, by an event or `over`, `into`, `switch`, `iteration`, `line`, `out`; `back` goes back. */
  step(kind = "event", back = false) {
    this.#tell("step", { kind, back });
  }

  stop() {
    this.#tell("stop");
  }

  get #block() {
    return this.querySelector("pre");
  }

  /** The moment that it points at, in a program that the reader did not change. */
  get #at() {
    return this.#edited === undefined && this.getAttribute("at");
  }

  get #isDark() {
    const theme = this.getAttribute("theme");
    return theme === "dark" || (theme !== "light" && isDarkAround(this));
  }

  #program() {
    const attribute = (name) => this.getAttribute(name) ?? undefined;
    const settings = Object.fromEntries(HANDED_ON.map((name) => [name, attribute(name)]));
    const lesson = this.#isLesson ? attribute("lesson") : undefined;
    return { code: this.code, lesson, dark: this.#isDark, ...settings };
  }

  /** Whether it shows a lesson, as that is. */
  get #isLesson() {
    return this.hasAttribute("lesson") && this.#edited === undefined && !this.#block;
  }

  #build() {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    const run = make("button", { className: "run", type: "button", textContent: this.#at ? "Run to it" : this.getAttribute("mode") === "trace" ? "Walk through" : "Run" });
    const open = make("a", { ariaLabel: "Open in Loopscope", target: "_blank", rel: "noopener" });
    open.append("Open", make("span", { className: "wide", textContent: " in Loopscope" }));
    const bar = make("div", { className: "bar", part: "bar" }, run, open);
    if ((this.getAttribute("mode") ?? "edit") === "edit") {
      const edit = make("button", { className: "edit", type: "button", textContent: "Edit" });
      edit.addEventListener("click", () => this.#touch());
      run.after(edit);
    }
    this.#hide();
    if (this.#hidden.length > 0) {
      const all = make("button", { type: "button", textContent: "All lines", ariaPressed: "false" });
      all.addEventListener("click", () => {
        const shows = all.ariaPressed === "false";
        all.ariaPressed = String(shows);
        for (const lines of this.#hidden) lines.style.display = shows ? "" : "none";
      });
      run.after(all);
    }
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Loopscope");
    const code = make("pre", { hidden: true, part: "code" });
    const output = make("pre", { hidden: true, className: "output", part: "output" });
    output.setAttribute("aria-label", "Output");
    const note = make("p", { hidden: true, className: "note" });
    note.setAttribute("role", "status");
    const slot = make("slot", {});
    // At its end, as docs tools have buttons of their own where a block begins.
    const block = make("div", { className: "block" }, slot, code, bar);
    const place = make("div", {}, block, output, note);
    if (this.#at) {
      const [mark, words] = this.#pointAt(this.#at, block);
      slot.after(mark);
      block.after(words);
    }
    root.append(place);
    run.addEventListener("click", () => this.run());
    const name = () => {
      open.href = this.#address();
    };
    for (const event of ["pointerenter", "focusin"]) bar.addEventListener(event, name);
    name();
    return { place, slot, code, output, note };
  }

  /** Takes lines of the block out of sight. They stay where they are, in elements of their own. */
  #hide() {
    if (!this.#block) return;
    const starts = lineStarts(this.#block);
    const runs = hiddenRuns(starts.length - 1, this.getAttribute("lines"), this.getAttribute("hide-lines"), (field) => {
      console.warn(`This example is damaged: its field “${field}” does not name lines, as in 1-3,7.`, this);
    });
    // From the last one, as what is before it stays where it is then.
    for (const [first, last] of runs.reverse()) {
      const range = rangeOf(starts, first, last);
      const lines = make("span", {}, range.extractContents());
      lines.style.display = "none";
      range.insertNode(lines);
      this.#hidden.push(lines);
    }
  }

  /** Marks the line of a moment, and says what happens there. */
  #pointAt(at, place) {
    const [event, line, ...words] = at.split(".");
    let sentence = words.join(".").replaceAll("+", " ");
    try {
      sentence = decodeURIComponent(sentence);
    } catch {
      // As it is written, then.
    }
    const text = `#${event}${sentence ? `: ${sentence}` : line > 0 ? `, line ${line}` : ""}`;
    const note = make("p", { className: "at", textContent: text });
    const mark = make("div", { className: "mark", hidden: true });
    const move = () => {
      const box = this.#block && rangeOf(lineStarts(this.#block), line, line)?.getClientRects()[0];
      mark.hidden = !box?.height;
      if (box) Object.assign(mark.style, { top: `${box.top - place.getBoundingClientRect().top}px`, height: `${box.height}px` });
    };
    new ResizeObserver(move).observe(place);
    return [mark, note];
  }

  /** Runs by itself when it is seen, if the page wants that; and stands still while it is not. */
  #look() {
    const observer = new IntersectionObserver(([...seen]) => {
      this.#isSeen = seen.at(-1).isIntersecting;
      if (this.#isSeen && !this.#frame && !this.#output && this.getAttribute("run") === "visible" && this.#block) this.#runUnasked();
      // One that begins is told when it can hear.
      if (this.#port) this.#tell("seen", { seen: this.#isSeen });
    });
    observer.observe(this);
    this.#observers.push(observer);
  }

  /** The frame lets it have little, and asks no server. Not in the place of what somebody runs. */
  #runUnasked() {
    if (alive.size >= MOST_ALIVE && [...alive].every((other) => other.#isRunning)) return;
    this.#touch();
    this.#tell("run", { unasked: true });
  }

  /** Where the program is in a page of its own. */
  #address() {
    const written = ["clock", "seed", ...(this.#at ? ["at"] : [])].map((name) => [name, this.getAttribute(name)?.replaceAll("&", "%26")]);
    const fields = written.map(([name, value]) => (value ? `${name}=${value}&` : "")).join("");
    const program = this.#isLesson ? `lesson=${this.getAttribute("lesson")}` : `code=${encodeURIComponent(this.code)}`;
    return new URL(`./#${fields}${program}`, HOME).href;
  }

  /** Puts live elements around all blocks that a selector finds, now and later. */
  #attach() {
    const attach = () => {
      for (const found of document.querySelectorAll(this.getAttribute("for"))) {
        const block = found.closest("pre") ?? found;
        if (block.closest("loop-scope")) continue;
        const live = document.createElement("loop-scope");
        for (const { name, value } of this.attributes) if (name !== "for") live.setAttribute(name, value);
        // It is complete when it comes into the page.
        const { parentNode, nextSibling } = block;
        live.append(block);
        parentNode.insertBefore(live, nextSibling);
      }
    };
    attach();
    const observer = new MutationObserver(attach);
    observer.observe(document.body, { childList: true, subtree: true });
    this.#observers.push(observer);
  }

  /** Keeps to the page's light and dark. */
  #follow() {
    const { signal } = this.#watch;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#themed(), { signal });
    const observer = new MutationObserver(() => this.#themed());
    for (const place of [document.documentElement, document.body]) observer.observe(place, { attributes: true });
    this.#observers.push(observer);
    this.#themed();
  }

  #themed() {
    this.#parts.place.classList.toggle("dark", this.#isDark);
    if (this.#port) this.#tell("theme", { dark: this.#isDark });
  }

  /** Gets a frame, if there is none. */
  #touch() {
    alive.delete(this);
    if (!this.#frame) this.#begin();
    alive.add(this);
    const others = [...alive].filter((other) => other !== this);
    const spare = others.find((other) => !other.#isRunning) ?? others[0];
    if (alive.size > MOST_ALIVE) spare.#end();
  }

  #begin() {
    const { place, note } = this.#parts;
    const frame = make("iframe", { title: "Loopscope", src: new URL("embed.html", HOME).href, hidden: true });
    frame.allow = "clipboard-write";
    const isFrom = (event) => event.source === frame.contentWindow && [HOME.origin, "null"].includes(event.origin);
    this.#starting = new AbortController();
    const listener = (event) => {
      if (!isFrom(event) || event.data?.loopscope !== VERSION || event.data.type !== "ready") return;
      this.#starting.abort();
      this.#connect(event.ports[0]);
    };
    addEventListener("message", listener, { signal: this.#starting.signal });
    this.#frame = frame;
    this.#say("Starting…");
    this.#patience = setTimeout(() => {
      this.#end();
      this.#say(`The example could not be loaded from ${HOME.host}.`);
    }, PATIENCE);
    note.before(frame);
    place.setAttribute("aria-busy", "true");
  }

  #connect(port) {
    clearTimeout(this.#patience);
    this.#port = port;
    port.onmessage = (event) => this.#hear(event.data);
    port.postMessage({ type: "load", ...this.#program() });
    port.postMessage({ type: "seen", seen: this.#isSeen });
    this.#announce("ready", {});
    for (const message of this.#waiting.splice(0)) port.postMessage(message);
  }

  #hear(message) {
    const { type, ...detail } = message;
    if (type === "resize") {
      this.#height = detail.height;
      unpressed(this.#show);
    } else if (type === "edited") {
      this.#edited = detail.code;
    } else if (type === "started") {
      this.#isRunning = true;
      this.#output = "";
    } else if (type === "output") {
      this.#output += detail.text;
    } else if (type === "finished") {
      this.#isRunning = false;
    }
    this.#announce(type, detail);
  }

  #announce(type, detail) {
    this.dispatchEvent(new CustomEvent(`loopscope-${type}`, { detail, bubbles: true }));
  }

  /** Shows the frame in place of the text. */
  #show = () => {
    const { place, note } = this.#parts;
    // It may have been put away meanwhile.
    if (!this.#port) return;
    const fixed = Number.parseInt(this.getAttribute("height") ?? "", 10);
    this.#frame.style.height = `${fixed > 0 ? fixed : this.#height}px`;
    if (place.classList.contains("live")) return;
    this.#frame.hidden = false;
    note.hidden = true;
    place.classList.add("live");
    place.removeAttribute("aria-busy");
  };

  /** Puts the frame away, and keeps what it showed as text. */
  #end() {
    alive.delete(this);
    clearTimeout(this.#patience);
    this.#starting.abort();
    this.#port?.close();
    this.#frame?.remove();
    this.#frame = this.#port = undefined;
    this.#waiting = [];
    this.#isRunning = false;
    if (!this.#parts) return;
    this.#parts.place.classList.remove("live");
    this.#parts.note.hidden = true;
    this.#still();
  }

  /** What is shown without a frame, and printed. */
  #still() {
    const { slot, code, output } = this.#parts ?? {};
    if (!slot) return;
    const isEdited = this.#edited !== undefined && this.#edited !== (this.#block && this.#given);
    slot.hidden = isEdited;
    code.hidden = !isEdited;
    code.textContent = isEdited ? this.#edited : "";
    output.hidden = !this.#output;
    output.textContent = this.#output;
  }

  #say(text) {
    this.#parts.note.textContent = text;
    this.#parts.note.hidden = false;
  }

  #tell(type, detail) {
    const message = { type, ...detail };
    if (this.#port) this.#port.postMessage(message);
    else if (this.#frame) this.#waiting.push(message);
  }
}

if (!customElements.get("loop-scope")) customElements.define("loop-scope", LoopScope);

export { LoopScope };
