// The engine's WebAssembly is in two files: what runs soon, and the rest, which may come later.
//
// The rest shares memory and tables with the first, and each finds functions of the other in the function table; calls of what is not there yet trap.

/** The engine, compiled: what runs soon, and the rest if there is one. @typedef {[WebAssembly.Module, WebAssembly.Module | undefined]} Parts */

/** Whether a module is all of the engine, as in a build for development. */
export function isWhole(/** @type {WebAssembly.Module} */ first) {
  return !WebAssembly.Module.exports(first).some(({ name }) => name === "table0");
}

/**
 * @param {any} glue what wasm-bindgen made
 * @param {Parts} parts
 * @returns {any} the exports of an instance
 */
export function instantiate(glue, [first, rest]) {
  const exports = glue.initSync({ module: first });
  if (rest) join(exports, rest);
  return exports;
}

/** Brings the rest to an instance of the first, between two of its calls. */
export function join(/** @type {any} */ exports, /** @type {WebAssembly.Module} */ rest) {
  // Functions are imported by their slots in the function table.
  const shared = new Proxy({}, { get: (_, name) => exports[name] ?? exports.table0.get(Number(name)) });
  new WebAssembly.Instance(rest, { "": shared });
}
