// What the page needs of the browser and is much shorter in JavaScript.

/** @param {string} path beside the script that starts the page: a module of the same version */
export function importModule(path) {
  return import(new URL(path, document.getElementById("start").src));
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
