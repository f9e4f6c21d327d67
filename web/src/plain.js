// The program as it can be read where no editor is: with numbers, colours and marks, and without the lines that are folded away.

import { coloured } from "./plain/colours.js";
import { fold } from "./plain/folds.js";

export { foldedInPlain } from "./plain/folds.js";
export { markPlain } from "./plain/marks.js";

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
  for (const [piece, kind] of coloured(text)) {
    for (const [number, part] of piece.split("\n").entries()) {
      if (number > 0) lines.push(newLine(lines.length + 1));
      if (part === "") continue;
      lines.at(-1).append(kind ? Object.assign(document.createElement("span"), { className: `code-${kind}`, textContent: part }) : part);
    }
  }
  place.style.setProperty("--digits", String(String(lines.length).length));
  place.replaceChildren(...lines);
  for (let at = 0; at + 1 < folded.length; at += 2) fold(lines, folded[at], folded[at + 1]);
}

/** @param {number} number */
function newLine(number) {
  const line = document.createElement("div");
  line.dataset.number = String(number);
  line.className = "plain-line";
  return line;
}
