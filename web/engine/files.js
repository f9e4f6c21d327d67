// Files that the reader drops onto the page, or chooses: recordings and programs.

import { Looker } from "./looker.js";
import { unpack } from "./packing.js";

/** A program may not be larger: as in a link. */
const MOST_PROGRAM_BYTES = 1024 * 1024;
/** What takes longer is said. */
const SOON_MILLIS = 300;

/**
 * What came out of a file: words why it can't be opened, "it is …"; or its program; and, of a recording, its clock, when it began if that
 * was in real time, its events as `Session` gives them, its end as `Again.giveNext` gives it, and who looks at it.
 * @typedef {[problem: string | undefined, source?: string, clock?: string, began?: string, events?: Uint8Array[], end?: number, looker?: Looker]} Opened
 */

/**
 * Hears of files for the page from now on.
 * @param {(name: string, opened: Opened) => void} onOpened
 * @returns {(file: File) => void} opens one
 */
export function listen(onOpened) {
  const { dataset } = document.documentElement;
  /** @type {Looker | undefined} of what is being opened */
  let opening;
  const dialog = document.createElement("dialog");
  const [text, cancel] = [document.createElement("p"), document.createElement("button")];
  cancel.textContent = "Cancel";
  cancel.onclick = () => {
    opening?.close();
    dialog.close();
  };
  dialog.oncancel = () => opening?.close();
  dialog.append(text, cancel);
  document.body.append(dialog);

  /** @param {File} file */
  const take = async (file) => {
    opening?.close();
    const looker = new Looker();
    opening = looker;
    text.textContent = `Opening ${file.name} …`;
    const soon = setTimeout(() => dialog.showModal(), SOON_MILLIS);
    const opened = await open(file, looker).catch((error) => /** @type {Opened} */ ([error.message]));
    clearTimeout(soon);
    if (opening !== looker) return;
    opening = undefined;
    const isCancelled = looker.isClosed;
    if (!opened.includes(looker)) looker.close();
    dialog.close();
    if (!isCancelled) onOpened(file.name, opened);
  };

  // The editor would take what is dropped for text.
  const on = (/** @type {string} */ what, /** @type {(event: DragEvent) => void} */ handle) =>
    addEventListener(what, (event) => hasFiles(event) && handle(/** @type {DragEvent} */ (event)), { capture: true });
  const allow = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    dataset.drop = "";
  };
  on("dragenter", allow);
  on("dragover", allow);
  on("dragleave", (event) => event.relatedTarget || delete dataset.drop);
  on("drop", (event) => {
    allow(event);
    delete dataset.drop;
    if (event.dataTransfer?.files[0]) take(event.dataTransfer.files[0]);
  });
  return take;
}

/** @param {any} event */
function hasFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

/**
 * @param {File} file
 * @param {Looker} looker
 * @returns {Promise<Opened>}
 */
async function open(file, looker) {
  if (file.name.endsWith(".py")) {
    if (file.size > MOST_PROGRAM_BYTES) return ["it is too large for a program"];
    try {
      return [undefined, new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer())];
    } catch {
      return ["it is not text in UTF-8"];
    }
  }
  const unpacked = await unpack(file);
  const played = typeof unpacked === "string" ? unpacked : await looker.play(unpacked);
  if (typeof played === "string") return [played];
  const [clock, epochMicros, , source, events, end] = played;
  const began = clock === "virtual" ? undefined : new Date(epochMicros / 1000).toLocaleString();
  return [undefined, source, clock, began, events, end, looker];
}
