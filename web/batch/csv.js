// Tables of comma-separated values (RFC 4180) as rows; semicolons and tabs separate them as well.

import { KINDS, row } from "./model.js";
import { shortened } from "./curl.js";

/** @typedef {import("./model.js").Row} Row */

/** What a column's name means. @type {Record<string, keyof Row | "header">} */
const COLUMNS = {
  kind: "kind", type: "kind", url: "url", uri: "url", link: "url", address: "url", method: "method", verb: "method", headers: "headers", header: "headers",
  body: "body", data: "body", payload: "body", seconds: "seconds", sleep: "seconds", name: "name", function: "name", where: "where", on: "on", enabled: "on",
};
/** What is said in a cell of these. @type {Record<string, Row["kind"]>} */
const KIND_WORDS = { fetch: "fetch", request: "fetch", sleep: "sleep", task: "sleep", work: "work", blocking: "work", call: "call" };
/** @type {Record<string, Row["where"]>} */
const WHERE_WORDS = { "": "loop", loop: "loop", main: "loop", thread: "thread", pool: "pool" };

/**
 * The records of a table.
 * @param {string} text
 * @param {string} separator
 * @returns {{ records: string[][], problem?: string }}
 */
export function records(text, separator) {
  /** @type {string[][]} */
  const found = [];
  let [record, field] = [/** @type {string[]} */ ([]), ""];
  let isQuoted = false;
  let wasQuoted = false;
  const endField = () => {
    record.push(field);
    [field, wasQuoted] = ["", false];
  };
  const endRecord = () => {
    endField();
    if (record.length > 1 || record[0]) found.push(record);
    record = [];
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (isQuoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') (field += '"'), at++;
      else isQuoted = false;
    } else if (letter === '"' && field === "" && !wasQuoted) {
      isQuoted = wasQuoted = true;
    } else if (letter === separator) {
      endField();
    } else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && text[at + 1] === "\n") at++;
      endRecord();
    } else {
      field += letter;
    }
  }
  if (field || record.length > 0 || wasQuoted) endRecord();
  return isQuoted ? { records: found, problem: "A quotation mark is not closed." } : { records: found };
}

/** What separates the cells of a table whose first line names at least a column with URLs or kinds; nothing if it is none. @param {string} text */
export function separatorOf(text) {
  const [first] = text.trimStart().split(/[\r\n]/, 1);
  const named = [",", ";", "\t"].map((it) => ({ it, names: first.split(it).map(unquoted) }));
  const table = named.find(({ names }) => names.length > 1 && names.every((name) => !name.includes("/")) && names.some((name) => name in COLUMNS));
  return table?.it ?? (unquoted(first) in COLUMNS ? "," : undefined);
}

/** @param {string} name */
function unquoted(name) {
  return name.trim().replace(/^"(.*)"$/, "$1").trim().toLowerCase();
}

/**
 * The rows of a table.
 * @param {string} text
 * @param {string} separator
 * @returns {import("./curl.js").Pasted}
 */
export function fromCsv(text, separator) {
  const { records: [head, ...rest], problem } = records(text.trimStart(), separator);
  const said = problem ? [problem] : [];
  const columns = head.map((name) => {
    const header = /^header:\s*(.+)$/i.exec(name.trim())?.[1];
    if (header) return { meaning: /** @type {const} */ ("header"), header };
    const meaning = COLUMNS[name.trim().toLowerCase()];
    if (!meaning && name.trim()) said.push(`The column ${shortened(name.trim())} is left out: it is none of ${[...new Set(Object.values(COLUMNS))].join(", ")}.`);
    return { meaning };
  });
  const rows = rest.flatMap((record, index) => fromRecord(columns, record, `Row ${index + 1}`, said));
  return { rows, said };
}

/**
 * @param {{ meaning?: string, header?: string }[]} columns
 * @param {string[]} record
 * @param {string} where
 * @param {string[]} said
 * @returns {Row[]}
 */
function fromRecord(columns, record, where, said) {
  /** @type {Record<string, string>} */
  const cells = {};
  const headers = [];
  for (const [index, { meaning, header }] of columns.entries()) {
    const cell = record[index] ?? "";
    if (header && cell) headers.push(`${header}: ${cell}`);
    else if (meaning && cell) cells[meaning] = cell;
  }
  if (record.length > columns.length) said.push(`${where} has more cells than there are columns: the rest is left out.`);
  const word = (cells.kind ?? "").trim().toLowerCase();
  const kind = KIND_WORDS[word] ?? /** @type {Row["kind"]} */ (Object.keys(KINDS).find((it) => KINDS[/** @type {Row["kind"]} */ (it)].toLowerCase() === word));
  if (word && !kind) said.push(`${where} is left out: ${shortened(word)} is no kind of row.`);
  if (word && !kind) return [];
  const { url = "", method, body = "", seconds, name = "" } = cells;
  if (cells.headers) headers.unshift(cells.headers.replace(/\r\n?/g, "\n"));
  const place = WHERE_WORDS[(cells.where ?? "").trim().toLowerCase()];
  if (!place) said.push(`${where} runs in the main loop: ${shortened(cells.where)} is no place.`);
  const implied = url ? "fetch" : name ? "call" : "sleep";
  return [
    row({
      kind: kind ?? implied,
      on: !/^(?:0|no|false|off)$/i.test((cells.on ?? "").trim()),
      where: place ?? "loop",
      url: url.trim(),
      method: (method?.trim() || (body ? "POST" : "GET")).toUpperCase(),
      headers: headers.join("\n"),
      body,
      ...(seconds ? { seconds: seconds.trim() } : {}),
      name: name.trim(),
    }),
  ];
}
