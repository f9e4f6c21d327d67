// Makes scripts smaller, in place: node minify.js FILE…

import { readFile, writeFile } from "node:fs/promises";
import { minify } from "terser";

const OPTIONS = {
  module: true,
  ecma: 2020,
  compress: { passes: 3, pure_getters: true, keep_fargs: false },
  format: { comments: false },
};

for (const file of process.argv.slice(2)) {
  const { code } = await minify(await readFile(file, "utf8"), OPTIONS);
  await writeFile(file, code ?? "");
}
