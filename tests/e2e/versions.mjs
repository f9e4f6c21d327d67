// Other versions of the built page, as they are deployed one after the other.

import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { publish } from "../../web/offline/publish.js";
import { DIST } from "./harness.mjs";

/**
 * A version that says of itself which it is: its pages in their titles, its engine's script as `globalThis.engineIs`.
 * @param {string} word
 */
export async function versionCalled(word) {
  const directory = path.join(await mkdtemp(path.join(tmpdir(), "loopscope-version-")), "/");
  await cp(DIST, directory, { recursive: true });
  const folder = (await readdir(directory)).find((name) => name.startsWith("v-"));
  for (const name of await readdir(path.join(directory, folder))) await rename(path.join(directory, folder, name), path.join(directory, name));
  for (const name of [folder, "offline.js"]) await rm(path.join(directory, name), { recursive: true });
  const change = async (name, of) => writeFile(path.join(directory, name), of(await readFile(path.join(directory, name), "utf8")));
  for (const name of ["index.html", "embed.html"]) {
    await change(name, (text) => text.replaceAll(`./${folder}/`, "./").replace(/<title>[^<]*/, `<title>${word}`));
  }
  await change("engine/session.js", (text) => `globalThis.engineIs = ${JSON.stringify(word)};${text}`);
  const version = await publish(directory);
  return { directory, version, remove: () => rm(directory, { recursive: true }) };
}
