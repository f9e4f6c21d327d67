// Makes a version of a built page: node publish.js DIRECTORY
//
// All files go to a folder that is named for what is in them, but for those whose addresses are known outside: the two pages, which name that folder, and
// what other sites load. The worker that keeps the version is written last. See docs/decisions/0016-a-version-is-a-folder.md.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { minify } from "terser";

const PAGES = ["index.html", "embed.html"];
/** Loaded by pages of other sites, from an address that never changes. */
const OF_EMBEDS = ["embed.js", "embed.d.ts"];
const WORKER = "offline.js";
/** Says of each file what it has to be, for whoever keeps a copy or names a hash in a page. */
const INTEGRITY = "integrity.json";
/** So many hexadecimal digits of a hash tell files from others that came by accident. */
const DIGITS = 16;

/**
 * @param {string} directory
 * @returns {Promise<string>} the version
 */
export async function publish(directory) {
  const names = (await namesIn(directory)).filter((name) => !OF_EMBEDS.includes(name) && name !== INTEGRITY).sort();
  const worker = await readFile(new URL("./worker.js", import.meta.url), "utf8");
  const hashes = new Map();
  for (const name of names) hashes.set(name, hash(await readFile(path.join(directory, name))));
  const version = hash(JSON.stringify([[...hashes], worker]));

  const folder = `v-${version}`;
  const inFolder = names.filter((name) => !PAGES.includes(name));
  for (const name of inFolder) {
    const place = path.join(directory, folder, name);
    await mkdir(path.dirname(place), { recursive: true });
    await rename(path.join(directory, name), place);
  }
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== folder) await rm(path.join(directory, entry.name), { recursive: true });
  }
  for (const name of PAGES) {
    const page = path.join(directory, name);
    await writeFile(page, moved(await readFile(page, "utf8"), folder));
  }
  const files = Object.fromEntries([...PAGES.map((name) => [name, ""]), ...inFolder.map((name) => [`${folder}/${name}`, hashes.get(name)])]);
  const { code } = await minify(`const VERSION = ${JSON.stringify(version)}, FILES = ${JSON.stringify(files)};\n${worker}`, {
    module: true,
    ecma: 2020,
  });
  await writeFile(path.join(directory, WORKER), code ?? "");
  const all = (await namesIn(directory)).filter((name) => name !== INTEGRITY).sort();
  const whole = await Promise.all(all.map(async (name) => [name, integrity(await readFile(path.join(directory, name)))]));
  await writeFile(path.join(directory, INTEGRITY), `${JSON.stringify(Object.fromEntries(whole), undefined, 2)}\n`);
  return version;
}

/**
 * A page whose files are in a folder.
 * @param {string} page
 * @param {string} folder
 */
function moved(page, folder) {
  const moved = page.replace(/(\s(?:href|src|data-app|data-wasm)="?)\.\/(?!#)/g, `$1./${folder}/`);
  if (moved === page) throw new Error("the page names no files");
  return moved;
}

/** @param {string} directory */
async function namesIn(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(directory, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, "/"));
}

/** @param {string | Buffer} bytes */
function hash(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, DIGITS);
}

/**
 * As the attribute `integrity` has it.
 * @param {Buffer} bytes
 */
function integrity(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await publish(path.resolve(process.argv[2]));
}
