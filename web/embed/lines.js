// Lines of a program in a <pre>: where they are, and which of them an author wants to be seen.

/** As many as `crates/link/src/lines.rs` lets through, which reads the same for the frame. */
const MOST_PIECES = 100;
/** The largest number of a line. */
const MOST_LINES = 2 ** 32 - 1;

/** The program that a <pre> shows, without what its highlighter puts around it. */
export function textOf(block) {
  return programIn(piecesOf(block).map(([, text]) => text).join(""));
}

/**
 * Where each line of a <pre> begins, and where the last one ends: pairs of a node and an offset, as ranges take them.
 * @param {Element} block
 */
export function lineStarts(block) {
  const pieces = piecesOf(block);
  return startsIn(pieces.map(([, text]) => text)).map(([piece, offset]) => {
    const [node, text] = pieces[piece] ?? [block, ""];
    if (node.nodeType === Node.TEXT_NODE || !text) return [node, offset];
    return [node.parentNode, [...node.parentNode.childNodes].indexOf(node) + offset];
  });
}

/** A range over lines of a <pre>, from 1; none if there are no such. */
export function rangeOf(starts, first, last) {
  const [from, to] = [starts[first - 1], starts[Math.min(last, starts.length - 1)]];
  if (!from || !to || first >= starts.length) return undefined;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/**
 * The lines that are not seen, of a program with so many: the first and last of each run of them. Of a program of which nothing would be left all is
 * seen, and so it is when what names lines does not.
 * @param {number} count
 * @param {string | null} only the value of `lines`, if there is one
 * @param {string | null} without that of `hide-lines`
 * @param {(field: string) => void} onWrong is told whose value names no lines
 * @returns {[number, number][]}
 */
export function hiddenRuns(count, only, without, onWrong) {
  const named = { lines: only, "hide-lines": without };
  for (const [field, value] of Object.entries(named)) {
    named[field] = value === null ? undefined : readLines(value);
    if (value === null || named[field]) continue;
    onWrong(field);
    return [];
  }
  const has = (pieces, line) => pieces.some(([first, last]) => first <= line && line <= last);
  const isHidden = (line) => (named.lines && !has(named.lines, line)) || (named["hide-lines"] && has(named["hide-lines"], line));
  const runs = [];
  for (let line = 1; line <= count; line += 1) {
    if (!isHidden(line)) continue;
    if (runs.at(-1)?.[1] === line - 1) runs.at(-1)[1] = line;
    else runs.push([line, line]);
  }
  return runs[0]?.[0] === 1 && runs[0][1] === count ? [] : runs;
}

/**
 * Reads `1-3,7,20-`: the first and last line of each piece; nothing if it is written otherwise.
 * @param {string} value
 * @returns {[number, number][] | undefined}
 */
export function readLines(value) {
  const number = (text) => (/^\s*\+?\d+\s*$/.test(text) ? Number(text) : Number.NaN);
  const pieces = value.split(",", MOST_PIECES + 1).map((piece) => {
    const [from, ...rest] = piece.split("-");
    const to = rest.join("-");
    const first = number(from);
    const last = rest.length === 0 ? first : to === "" ? MOST_LINES : number(to);
    return first > 0 && first <= last && last <= MOST_LINES ? [first, last] : undefined;
  });
  return pieces.length <= MOST_PIECES && pieces.every(Boolean) ? pieces : undefined;
}

/**
 * Where each line of a program begins, and where the last one ends, in the pieces of text that a <pre> consists of: pairs of a piece's number and an
 * offset in it.
 * @param {string[]} pieces
 */
export function startsIn(pieces) {
  const text = pieces.join("");
  const count = programIn(text).split("\n").length - 1;
  // What the program leaves out is no line.
  const starts = [text.startsWith("\n") ? 1 : 0];
  while (starts.length < count) starts.push(text.indexOf("\n", starts.at(-1)) + 1);
  starts.push(text.length);
  let [piece, before] = [0, 0];
  return starts.map((start) => {
    while (piece < pieces.length - 1 && start > before + pieces[piece].length) {
      before += pieces[piece].length;
      piece += 1;
    }
    return [piece, start - before];
  });
}

/** A program as it is written in a page: without an empty line before it, and with the end of a line, and nothing else, behind it. */
function programIn(text) {
  return text.replace(/^\n/, "").replace(/\s*$/, "\n");
}

/** The pieces of text of a <pre>, each with its node. Some docs tools end lines by <br>. @returns {[Node, string][]} */
function piecesOf(block) {
  const code = block.querySelector("code") ?? block;
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const pieces = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) pieces.push([node, node.data]);
    else if (node.localName === "br") pieces.push([node, "\n"]);
  }
  return pieces;
}
