// Recordings as files, packed. What is in them the engine knows.

/** More than any recording has: a small file may unpack to gigabytes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** So long the browser may take to begin with a file that it is given. */
const GIVE_MILLIS = 60_000;

/**
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
export function pack(file) {
  return new Response(file.stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

/**
 * @param {Blob} file
 * @returns {Promise<Uint8Array | string>} words, if it can't be a recording
 */
export async function unpack(file) {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (start[0] !== 0x1f || start[1] !== 0x8b) return "it is no recording of Loopscope";
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: reader }));
    if (value === reader) return "it is cut off or damaged";
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > MOST_BYTES) {
      reader.cancel().catch(() => undefined);
      return "it is too large";
    }
    parts.push(value);
  }
}

/**
 * Gives a file to the reader.
 * @param {Blob} file
 * @param {string} name
 */
export function give(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), GIVE_MILLIS);
}
