// Writes the programs of the batches into a folder: node write.mjs DIRECTORY

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { write } from "../../web/batch/write.js";
import { batches } from "./batches.mjs";

const directory = process.argv[2];
await mkdir(directory, { recursive: true });
for (const [name, batch] of batches()) await writeFile(join(directory, `${name}.py`), write(batch));
