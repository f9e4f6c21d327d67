// What the page needs of the browser and is much shorter in JavaScript.

/** A file of the same version of the page. @param {string} path beside the script that starts it */
const beside = (path) => new URL(path, document.getElementById("start").src);

/** Imports a module of the page. @param {string} path */
export async function importModule(path) {
  try {
    return await import(beside(path).href);
  } catch (error) {
    throw await whyMissing(path, error);
  }
}

/**
 * Shows a text of the page, with its markup, in an element.
 * @param {Element} place
 * @param {string} path
 */
export async function showText(place, path) {
  try {
    const answer = await fetch(beside(path));
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    place.innerHTML = await answer.text();
  } catch (error) {
    place.textContent = `This text could not be loaded: ${(await whyMissing(path, error)).message}.`;
  }
}

/**
 * @param {string} path
 * @param {any} error
 */
async function whyMissing(path, error) {
  // That has come with the page, if anything has.
  const engine = await import(beside("engine/session.js").href).catch(() => undefined);
  return (await engine?.whyMissing(beside(path), error)) ?? error;
}

/** @param {Uint8Array} bytes */
export async function deflate(bytes) {
  return through(new CompressionStream("deflate-raw"), bytes, Infinity);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} most what comes out of them may not be longer: a small link may unpack to gigabytes
 * @returns {Promise<Uint8Array | undefined>} nothing if it is
 */
export async function inflate(bytes, most) {
  return through(new DecompressionStream("deflate-raw"), bytes, most);
}

/**
 * @param {CompressionStream | DecompressionStream} stream
 * @param {Uint8Array} bytes
 * @param {number} most
 */
async function through(stream, bytes, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > most) {
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(value);
  }
}
