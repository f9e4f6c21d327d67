// The files of a program: it is one text, in which a line `# === shop.py ===` begins another file (crates/files says the same). Each has line
// numbers of its own.

import { StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const BEGINNING = /^# === ((?:[^\0-,.-/:-@[-^`{-\x7f][^\0-,/:-@[-^`{-\x7f]*\/)*[^\0-,.-/:-@[-^`{-\x7f][^\0-,/:-@[-^`{-\x7f]*\.[^\0-,.-/:-@[-^`{-\x7f]+) ===[\t-\r ]*$/u;

/** The name of the file that a line begins, if it begins one. */
export function beginning(line) {
  return line.startsWith("# ===") ? BEGINNING.exec(line)?.[1] : undefined;
}

/** Names of the files but the first, with the lines that begin them. */
const begun = StateField.define({
  create: ({ doc }) => find(doc),
  update: (files, { docChanged, newDoc }) => (docChanged ? find(newDoc) : files),
  provide: (field) =>
    EditorView.decorations.compute([field], (state) =>
      Decoration.set(state.field(field).map(({ line }) => heading.range(state.doc.line(line).from))),
    ),
});

const heading = Decoration.line({ class: "cm-file" });

function find(doc) {
  const files = [];
  let line = 0;
  for (const text of doc.iterLines()) {
    line += 1;
    const name = beginning(text);
    if (name) files.push({ name, line });
  }
  return files;
}

/** Shows where files begin. */
export const fileHeadings = begun;

/** A line's number in its file, and that file's name, unless it is the first. */
export function inFile(state, number) {
  const file = state.field(begun).findLast(({ line }) => line <= number);
  return { number: file ? number - file.line : number, name: file?.name };
}

/** What begins another file at the end of a program, and where in that the name is which the reader will want to change. */
export function newFile(state) {
  const { doc } = state;
  const taken = new Set(state.field(begun).map(({ name }) => name));
  let name = "helper.py";
  for (let number = 2; taken.has(name); number += 1) name = `helper_${number}.py`;
  const last = doc.line(doc.lines).text;
  const before = `${last ? "\n" : ""}${doc.length > 0 ? "\n" : ""}# === `;
  return { insert: `${before}${name} ===\n`, name: { from: before.length, length: name.length - ".py".length } };
}
