// Python's source as nested blocks of lines.

/** A line, or a block that is indented. @typedef {string | Code[]} Code */

/** As many characters fit into a line of a definition. */
const WIDTH = 88;

/**
 * The lines of blocks, indented.
 * @param {Code[]} code
 * @param {string} [indent]
 * @returns {string[]}
 */
export function lines(code, indent = "") {
  return code.flatMap((it) => (typeof it === "string" ? [indent + it] : lines(it, `${indent}    `)));
}

/**
 * A coroutine function.
 * @param {string} name
 * @param {string[]} parameters
 * @param {string} result
 * @param {Code[]} body
 * @returns {Code[]}
 */
export function define(name, parameters, result, body) {
  const line = `async def ${name}(${parameters.join(", ")}) -> ${result}:`;
  if (line.length <= WIDTH) return [line, body];
  return [`async def ${name}(`, parameters.map((it) => `${it},`), `) -> ${result}:`, body];
}

/**
 * A block below a line, or the block alone where there is no such line.
 * @param {string | false} head
 * @param {Code[]} body
 * @returns {Code[]}
 */
export function under(head, body) {
  return head ? [head, body] : body;
}
