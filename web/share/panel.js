// Share: the link to what is in the editor, in the forms in which it is pasted, how long it is, and what in it had better not be given away.
// It is loaded when it is asked for.

import { FORMS, QR_LIMIT, fit } from "./forms.js";
import { secretsIn } from "./secrets.js";

const STYLES = new URL("./panel.css", import.meta.url);
/** Below this, a camera can't tell a QR code's squares apart. */
const QR_PIXELS = 280;

/**
 * @typedef {object} Shared
 * @property {string} link to the program
 * @property {string} [linkAt] to it and to where the reader stands
 * @property {string} [where] that is, in words
 * @property {string} program
 * @property {string} name of it, as a file
 * @property {() => Uint8Array} [events] of its run so far
 * @property {(link: string) => void} onGiven the reader has got the link
 */

/** @param {Shared} shared */
export async function open(shared) {
  await styles();
  document.querySelector("dialog.sharing")?.remove();
  new Panel(shared);
}

class Panel {
  /** @param {Shared} shared */
  constructor(shared) {
    this.shared = shared;
    this.dialog = element("dialog", { className: "sharing", ariaLabel: "Share" });
    this.link = element("textarea", { readOnly: true, rows: 3, ariaLabel: "Link", spellcheck: false });
    this.link.onfocus = () => this.link.select();
    this.length = element("p", { className: "length" });
    this.said = element("p", { role: "status" });
    this.code = element("div", { className: "code" });
    this.form = "Link";
    this.pointsAt = element("input", { type: "checkbox", onchange: () => this.#show() });
    this.copy = element("button", { className: "run", textContent: "Copy", onclick: () => this.#give() });
    this.qr = element("button", { textContent: "QR code", onclick: () => this.#drawCode() });
    this.qr.ariaExpanded = "false";

    const secrets = secretsIn(shared.program);
    const { linkAt, where } = shared;
    this.dialog.append(
      element("h2", { textContent: "Share" }),
      ...(secrets.length > 0 ? [warning(secrets)] : []),
      this.#forms(),
      this.link,
      this.length,
      ...(linkAt ? [label(this.pointsAt, `Point at where you stand: ${where}`)] : []),
      this.said,
      this.code,
      element("div", { className: "buttons" }, [
        this.copy,
        this.qr,
        element("button", {
          textContent: "Timeline",
          title: "The timeline as a picture (SVG), light or dark as its reader has it, with the link in it",
          onclick: () => this.#givePicture(),
        }),
        element("button", { textContent: "Close", onclick: () => this.dialog.close() }),
      ]),
    );
    this.dialog.onclose = () => this.dialog.remove();
    document.body.append(this.dialog);
    this.#show();
    this.dialog.showModal();
    this.copy.focus();
    // What looks like a secret is not given away unasked.
    if (secrets.length === 0) this.#give();
  }

  get #address() {
    return (this.pointsAt.checked && this.shared.linkAt) || this.shared.link;
  }

  #forms() {
    const radios = Object.keys(FORMS).map((form) => {
      const choose = () => {
        this.form = form;
        this.#show();
      };
      return label(element("input", { type: "radio", name: "form", checked: form === this.form, onchange: choose }), form);
    });
    return element("div", { className: "clock forms", role: "radiogroup", ariaLabel: "Form" }, radios);
  }

  /** Shows the link as it is chosen. */
  #show() {
    this.link.value = FORMS[this.form](this.#address);
    this.length.textContent = fit(this.#address);
    this.said.textContent = "";
    this.#hideCode();
    this.qr.disabled = this.#address.length > QR_LIMIT;
  }

  /** Gives the reader the link: in the clipboard, if the browser allows that, and in the address. */
  async #give() {
    this.shared.onGiven(this.#address);
    const copied = await navigator.clipboard?.writeText(this.link.value).then(() => true, () => false);
    if (!copied) this.link.select();
    this.said.textContent = said(Boolean(copied), window.parent !== window);
  }

  /** Gives the reader the timeline as a file. */
  async #givePicture() {
    const { events, name } = this.shared;
    const happened = events?.();
    if (!happened?.length) {
      this.said.textContent = "This program did not run yet: run it, and there is a timeline.";
      return;
    }
    try {
      const { givePicture } = await import("./picture.js");
      await givePicture(happened, name, this.#address);
      this.shared.onGiven(this.#address);
      this.said.textContent = `${name}.svg has the timeline, with the link below it. “loopscope svg” makes the same picture in a terminal.`;
    } catch {
      this.said.textContent = "The timeline could not be drawn: a part of the page could not be loaded.";
    }
  }

  #hideCode() {
    this.code.replaceChildren();
    this.qr.ariaExpanded = "false";
  }

  async #drawCode() {
    if (this.code.firstChild) return this.#hideCode();
    try {
      const { qrCode } = await import("./qr.js");
      this.code.append(qrCode(this.#address, QR_PIXELS));
      this.qr.ariaExpanded = "true";
      this.shared.onGiven(this.#address);
    } catch {
      this.said.textContent = "The QR code could not be drawn: a part of the page could not be loaded.";
    }
  }
}

/**
 * Where the link is now.
 * @param {boolean} copied
 * @param {boolean} isFramed
 */
function said(copied, isFramed) {
  const address = isFramed
    ? "This page is part of another one, whose address is in the address bar: this link is not."
    : "It is in the address bar, too.";
  if (copied) return `Copied. ${address}`;
  const way = "The browser does not let this page copy it; it is selected above, to be copied with Ctrl+C.";
  return isFramed ? `${way} ${address}` : `${way} It is in the address bar, too.`;
}

/** @param {{ line: number, what: string }[]} secrets */
function warning(secrets) {
  const items = secrets.map(({ line, what }) => element("li", { textContent: `Line ${line} looks like ${what}.` }));
  return element("div", { className: "notice secrets", role: "alert" }, [
    element("p", { textContent: "Whoever gets this link can read the whole program, and it can’t be called back:" }),
    element("ul", {}, items),
  ]);
}

/**
 * @param {HTMLElement} input
 * @param {string} text
 */
function label(input, text) {
  return element("label", {}, [input, element("span", { textContent: text })]);
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {object} properties
 * @param {Node[]} [children]
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, properties, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The style sheet comes with the panel; without it the panel can be used as well. */
function styles() {
  if (document.querySelector(`link[href="${STYLES.href}"]`)) return undefined;
  return new Promise((resolve) => {
    const link = element("link", { rel: "stylesheet", href: STYLES.href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });
}
