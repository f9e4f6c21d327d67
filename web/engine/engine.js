// The engine's WebAssembly: compiled once, instantiated for the page here, and for the worker that warms it up.

const GLUE = new URL("./loopscope_engine.js", import.meta.url);
const WASM = new URL("./loopscope_engine_bg.wasm", import.meta.url);
/** An instance that has grown beyond this is not used for another program: its memory never shrinks. */
const REUSABLE_BYTES = 64 * 1024 * 1024;

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiling;
/** @type {Promise<Instance> | undefined} */
let current;
let instances = 0;

/**
 * An instance of the engine in this page.
 * @typedef {object} Instance
 * @property {any} glue what wasm-bindgen made: `Engine`, `VirtualTime`, and what is left after a trap
 * @property {WebAssembly.Memory} memory
 */

/** @returns {Promise<WebAssembly.Module>} the engine, compiled */
export function compiled() {
  compiling ??= compile().catch((error) => {
    compiling = undefined;
    throw error;
  });
  return compiling;
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

async function compile() {
  // What shows the page goes first.
  const response = await fetch(WASM, { priority: "low" });
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
  const [glue, module] = await Promise.all([import(url.href), compiled()]);
  const { memory } = glue.initSync({ module });
  return { glue, memory };
}
