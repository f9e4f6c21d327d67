// The engine's WebAssembly is in four files: what runs soon; the rest, which may come later; and data that comes for a program that needs it: the rare
// modules, and what Unicode says of characters.
//
// The rest shares memory and tables with the first, and each finds functions of the other in the function table; calls of what is not there yet trap.

import { GONE } from "./late.js";

/** Data that comes for programs that need it. @typedef {"rare" | "unicode"} What */
/** What there is of that, compiled. @typedef {Partial<Record<What, WebAssembly.Module>>} Data */
/** The engine, compiled: what runs soon, and what there is of the rest and of the data. @typedef {[WebAssembly.Module, WebAssembly.Module?, Data?]} Parts */

const FIRST = new URL("./loopscope_engine_bg.wasm", import.meta.url);
const REST = new URL("./loopscope_engine_rest.wasm", import.meta.url);
/** @type {Record<What, URL>} */
const DATA = {
  rare: new URL("./loopscope_engine_rare.wasm", import.meta.url),
  unicode: new URL("./loopscope_engine_unicode.wasm", import.meta.url),
};
/** By what `Engine.turn` gives for a program that needs it; another turn lets that go on. @type {Map<number, What>} */
export const NEEDED = new Map([
  [-4, "rare"],
  [-6, "unicode"],
]);

/** @type {Map<URL, Promise<WebAssembly.Module>>} */
const compiling = new Map();
/** @type {Map<URL, WebAssembly.Module>} */
const compiled = new Map();

export const fetchFirst = () => compile(FIRST);
export const fetchRest = () => compile(REST);
export const fetchData = (/** @type {What} */ what) => compile(DATA[what]);

/** @returns {Promise<Parts>} what has come of the engine, and the first of it */
export async function partsSoFar() {
  return [await fetchFirst(), compiled.get(REST), dataSoFar()];
}

/** The data that has come. @returns {Data} */
export function dataSoFar() {
  /** @type {Data} */
  const data = {};
  for (const what of NEEDED.values()) {
    const module = compiled.get(DATA[what]);
    if (module) data[what] = module;
  }
  return data;
}

/** Whether a module is all of the engine, as in a build for development. */
export function isWhole(/** @type {WebAssembly.Module} */ first) {
  return !WebAssembly.Module.exports(first).some(({ name }) => name === "table0");
}

/**
 * @param {any} glue what wasm-bindgen made
 * @param {Parts} parts
 * @returns {any} the exports of an instance
 */
export function instantiate(glue, [first, rest, data = {}]) {
  const exports = glue.initSync({ module: first });
  for (const part of [rest, ...Object.values(data)]) if (part) join(exports, part);
  return exports;
}

/** Brings another part to an instance of the first, between two of its calls. */
export function join(/** @type {any} */ exports, /** @type {WebAssembly.Module} */ part) {
  // Functions are imported by their slots in the function table.
  const shared = new Proxy({}, { get: (_, name) => exports[name] ?? exports.table0.get(Number(name)) });
  new WebAssembly.Instance(part, { "": shared });
}

/** @param {URL} url */
function compile(url) {
  let module = compiling.get(url);
  if (!module) {
    module = fetchAndCompile(url);
    compiling.set(url, module);
    module.then(
      (module) => compiled.set(url, module),
      () => compiling.delete(url),
    );
  }
  return module;
}

/** @param {URL} url */
async function fetchAndCompile(url) {
  // What shows the page goes first.
  const response = await fetch(url, { priority: "low" });
  if (response.status === 404) throw new Error(GONE);
  if (!response.ok) {
    throw new Error(`the engine can't be loaded: ${response.status} ${response.statusText}`);
  }
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
