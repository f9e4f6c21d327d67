// Lines that are folded away, until the reader unfolds them.

/**
 * What stands in their place.
 * @param {number} count
 */
export function wordsOfFold(count) {
  return count === 1 ? "⋯ 1 line" : `⋯ ${count} lines`;
}

/**
 * Puts a button in the place of lines, which unfolds them.
 * @param {HTMLElement[]} lines
 * @param {number} first
 * @param {number} last
 */
export function fold(lines, first, last) {
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

/**
 * What is still folded away, as `showPlain` takes it.
 * @param {HTMLElement} place
 */
export function foldedInPlain(place) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".folded"));
  return new Uint32Array([...buttons].flatMap(({ dataset }) => [Number(dataset.first), Number(dataset.last)]));
}
