// The timeline as a file. What draws it is WebAssembly (`crates/exports`), which comes with this.

import start, { svg } from "./loopscope_exports.js";

import { give } from "../engine/packing.js";

/**
 * Gives the reader the timeline of a run as an SVG file.
 * @param {Uint8Array} events
 * @param {string} name of the program
 * @param {string} link to it
 */
export async function givePicture(events, name, link) {
  await start();
  const text = svg(events, `Timeline of ${name}`, link);
  give(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
}
