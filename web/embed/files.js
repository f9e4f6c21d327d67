// Other files of an example, which stand in blocks of their own somewhere in the page.

/**
 * A program with its other files, as one text (see docs/links.md).
 * @param {string} program
 * @param {string | null} named the attribute `files`: `shop.py=#shop data/prices.json=#prices`
 * @param {(selector: string) => string | undefined} find the text of the block that a selector finds
 * @param {(piece: string) => void} onWrong is told what can't be found, or is not written so
 */
export function withFiles(program, named, find, onWrong) {
  let text = program;
  for (const piece of named?.trim().split(/\s+/).filter(Boolean) ?? []) {
    const [, name, selector] = /^([^=]+\.[^=]+)=(.+)$/.exec(piece) ?? [];
    const its = selector && find(selector);
    if (its === undefined) onWrong(piece);
    else text = `${text}${text.endsWith("\n") ? "" : "\n"}\n# === ${name} ===\n${its}`;
  }
  return text;
}
