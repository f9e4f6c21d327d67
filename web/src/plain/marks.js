// Marks of lines: where the reader stands, and where an error is.

/**
 * Marks a line, from 1, and no other one; 0 marks none.
 * @param {HTMLElement} place
 * @param {"here" | "error"} kind
 * @param {number} line
 */
export function markPlain(place, kind, line) {
  place.querySelector(`.${kind}-line`)?.classList.remove(`${kind}-line`);
  const marked = /** @type {HTMLElement | undefined} */ (place.querySelectorAll(".plain-line")[line - 1]);
  if (!marked) return;
  marked.classList.add(`${kind}-line`);
  const most = marked.offsetTop - place.offsetTop - 40;
  const least = most + marked.offsetHeight + 80 - place.clientHeight;
  if (place.scrollTop > most) place.scrollTop = most;
  else if (place.scrollTop < least) place.scrollTop = least;
}
