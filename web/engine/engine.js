// The engine's WebAssembly: compiled once, instantiated for the page here, and for the workers.

import { Instance } from "./instance.js";
import { isWhole } from "./parts.js";

const GLUE = new URL("./loopscope_engine.js", import.meta.url);
const FIRST = new URL("./loopscope_engine_bg.wasm", import.meta.url);
const REST = new URL("./loopscope_engine_rest.wasm", import.meta.url);
/** An instance that has grown beyond this is not used for another program: its memory never shrinks. */
const REUSABLE_BYTES = 64 * 1024 * 1024;

/** @type {Map<URL, Promise<WebAssembly.Module>>} */
const compiling = new Map();
/** When it has come. @type {WebAssembly.Module | undefined} */
let rest;
/** @type {Promise<Instance> | undefined} */
let current;
let instances = 0;

/** @returns {Promise<WebAssembly.Module>} what of the engine runs soon, compiled */
export function first() {
  return compiled(FIRST);
}

/** @returns {Promise<import("./parts.js").Parts>} all of the engine, compiled */
export async function whole() {
  const module = await first();
  return [module, isWhole(module) ? undefined : await fetchRest()];
}

/** @returns {Promise<Instance>} an instance for the next program in this page */
export async function instance() {
  const last = current && (await current.catch(() => undefined));
  if (!last || last.memory.buffer.byteLength > REUSABLE_BYTES) {
    current = instantiate();
  }
  return /** @type {Promise<Instance>} */ (current);
}

/** Forgets the page's instance: it has trapped, and can't be trusted any more. */
export function abandon() {
  current = undefined;
}

async function fetchRest() {
  rest = await compiled(REST);
  return rest;
}

/** @param {URL} url */
function compiled(url) {
  let module = compiling.get(url);
  if (!module) {
    module = compile(url);
    compiling.set(url, module);
    module.catch(() => compiling.delete(url));
  }
  return module;
}

/** @param {URL} url */
async function compile(url) {
  // What shows the page goes first.
  const response = await fetch(url, { priority: "low" });
  if (!response.ok) {
    throw new Error(`the engine can't be loaded: ${response.status} ${response.statusText}`);
  }
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

async function instantiate() {
  // The module with the glue holds one instance for ever; another one needs another address.
  const url = instances === 0 ? GLUE : new URL(`?${instances}`, GLUE);
  instances += 1;
  const [glue, module] = await Promise.all([import(url.href), first()]);
  return new Instance(glue, [module, rest], fetchRest);
}
