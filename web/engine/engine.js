// The engine in the page: an instance for the next program, and what workers get of it.

import { Instance } from "./instance.js";
import { importLate } from "./late.js";
import { fetchFirst, fetchRest, isWhole, partsSoFar } from "./parts.js";

const GLUE = new URL("./loopscope_engine.js", import.meta.url);
/** An instance that has grown beyond this is not used for another program: its memory never shrinks. */
const REUSABLE_BYTES = 64 * 1024 * 1024;

/** @type {Promise<Instance> | undefined} */
let current;
let instances = 0;

/** @returns {Promise<import("./parts.js").Parts>} the engine, but for the data that nothing has needed */
export async function whole() {
  if (!isWhole(await fetchFirst())) await fetchRest();
  return partsSoFar();
}

/** @returns {Promise<Instance>} an instance for the next program in this page */
export async function instance() {
  const last = current && (await current.catch(() => undefined));
  if (!last || last.memory.buffer.byteLength > REUSABLE_BYTES) {
    current = instantiate();
  }
  return /** @type {Promise<Instance>} */ (current);
}

/** Brings all of the engine to the page's instance, whichever that is when it has come; later ones have it from their start. */
export async function complete() {
  await whole();
  await (await instance()).complete();
}

/** Forgets the page's instance: it has trapped, and can't be trusted any more. */
export function abandon() {
  current = undefined;
}

async function instantiate() {
  // The module with the glue holds one instance for ever; another one needs another address.
  const url = instances === 0 ? GLUE : new URL(`?${instances}`, GLUE);
  instances += 1;
  const [glue, parts] = await Promise.all([importLate(url), partsSoFar()]);
  return new Instance(glue, parts);
}
