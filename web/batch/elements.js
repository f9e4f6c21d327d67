// Elements of the panel.

/** @typedef {{ list?: string[], lines?: number, size?: number, placeholder?: string, inputMode?: string }} Look */
/** @typedef {{ element: HTMLElement, say: (problem: string) => void }} Field */

let count = 0;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {object} properties
 * @param {Node[]} [children]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, properties, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/**
 * A field with its label, and room for what is wrong.
 * @param {string} label
 * @param {string} value
 * @param {Look} look
 * @param {(value: string) => void} changed
 * @returns {Field}
 */
export function field(label, value, { list, lines, ...look }, changed) {
  count += 1;
  const problem = element("span", { className: "problem", id: `batch-problem-${count}` });
  const given = { value, spellcheck: false, autocomplete: "off", autocapitalize: "off", ...look };
  const input = lines ? element("textarea", { ...given, rows: lines }) : element("input", { type: "text", ...given });
  input.oninput = () => changed(input.value);
  const children = [element("span", { textContent: label }), input];
  if (list) {
    const options = element("datalist", { id: `batch-list-${count}` }, list.map((it) => element("option", { value: it })));
    input.setAttribute("list", options.id);
    children.push(options);
  }
  return {
    element: element("div", { className: `field ${label.toLowerCase().split(/\W/)[0]}` }, [element("label", {}, children), problem]),
    say(text) {
      problem.textContent = text;
      input.ariaInvalid = text ? "true" : "false";
      if (text) input.setAttribute("aria-describedby", problem.id);
      else input.removeAttribute("aria-describedby");
    },
  };
}

/**
 * A choice with its label.
 * @param {Record<string, string>} choices
 * @param {string} value
 * @param {(value: string) => void} chosen
 * @param {string} label
 */
export function select(choices, value, chosen, label) {
  const made = element("select", {}, Object.entries(choices).map(([it, textContent]) => element("option", { value: it, textContent })));
  made.value = value;
  made.onchange = () => chosen(made.value);
  return element("label", { className: "choice" }, [element("span", { textContent: label }), made]);
}
