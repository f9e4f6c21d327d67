// The functions of a program that a batch can call: what is taken over of it when the panel writes another one.

/** The panel's own names. */
const TAKEN = new Set(["main", "batch", "fetch", "attempt", "run", "worker", "asyncio", "aiohttp", "statistics", "threading", "time"]);
/** What the panel imports itself. */
const IMPORTED = /^import (?:asyncio|aiohttp|statistics|threading|time)$/;

/**
 * Imports, functions and classes at the top of a program, as they stand there.
 * @param {string} program
 */
export function takeFunctions(program) {
  const imports = [];
  const blocks = [];
  for (const block of topLevel(program)) {
    const [first] = block.filter((line) => !line.startsWith("@"));
    if (/^(?:import|from) /.test(first) && !IMPORTED.test(first)) imports.push(block.join("\n"));
    const name = /^(?:(?:async +)?def|class) +(\w+)/.exec(first)?.[1];
    if (name && !TAKEN.has(name)) blocks.push(block.join("\n"));
  }
  return [imports.join("\n"), ...blocks].filter(Boolean).join("\n\n\n");
}

/** The statements at the top of a program, each with its decorators, as lines. @param {string} program */
function* topLevel(program) {
  /** @type {string[]} */
  let block = [];
  for (const line of program.split("\n")) {
    const goes = /^[\s)\]}]/.test(line) || !line || block.at(-1)?.startsWith("@");
    if (!goes && block.length > 0) {
      yield trimmed(block);
      block = [];
    }
    if (line.trim() && !line.startsWith("#") || block.length > 0) block.push(line);
  }
  if (block.length > 0) yield trimmed(block);
}

/** @param {string[]} lines */
function trimmed(lines) {
  const last = lines.findLastIndex((line) => line.trim() && !line.startsWith("#"));
  return lines.slice(0, last + 1);
}
