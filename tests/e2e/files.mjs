// Recordings as files, as their readers save and choose them.

import { readFile } from "node:fs/promises";

/** Saves the run: the file's name and bytes. */
export async function save(playground) {
  const download = playground.page.waitForEvent("download");
  await playground.page.getByRole("button", { name: "Save this run" }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Chooses a file. */
export async function choose(playground, name, bytes) {
  const input = playground.page.getByLabel("Open a recording or a program");
  await input.setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
}

/** Saves the run and opens it in another page, which it gives. */
export async function openElsewhere(world, playground) {
  const { name, bytes } = await save(playground);
  const other = await world.open({});
  await choose(other, name, bytes);
  await other.ended();
  return other;
}

/** What the page says of what it shows. */
export function hint(playground, text) {
  return playground.page.getByRole("status").filter({ hasText: text });
}
