// What is pasted, as rows: a list of URLs, a table of comma-separated values, or cURL commands.

import { fromCsv, separatorOf } from "./csv.js";
import { fromCurl, shortened } from "./curl.js";
import { row } from "./model.js";

/**
 * @param {string} text
 * @returns {import("./curl.js").Pasted} the rows, and in words what was not understood
 */
export function paste(text) {
  const clean = text.replace(/^\ufeff/, "").trim();
  if (!clean) return { rows: [], said: ["There is nothing in what you pasted."] };
  if (/^\s*(?:\$\s+)?(?:\S*\/)?curl(?:\.exe)?\s/.test(clean)) return fromCurl(clean.replace(/^\s*\$\s+(?=\S*curl)/gm, ""));
  const separator = separatorOf(clean);
  return separator ? fromCsv(clean, separator) : fromList(clean);
}

/**
 * URLs, one a line or apart by spaces or commas, as they stand in lists, quotes and Markdown.
 * @param {string} text
 * @returns {import("./curl.js").Pasted}
 */
function fromList(text) {
  const rows = [];
  const said = [];
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const plain = line.trim().replace(/^(?:[-*•]|\d+[.)])\s+/, "").replace(/\[[^\]]*\]\(([^)\s]+)\)/g, " $1 ");
    const words = plain.split(/\s+|[,;](?=["'<]*[a-z][a-z\d+.-]*:\/\/)/i).map(bare).filter(Boolean);
    const urls = words.filter((word) => /^[a-z][a-z\d+.-]*:\/\//i.test(word));
    if (urls.length < words.length) {
      const other = words.find((word) => !urls.includes(word)) ?? "";
      said.push(isHost(other) ? `Line ${index + 1}: ${shortened(other)} has no https:// before it, and is left out.` : `Line ${index + 1}: ${shortened(other)} is not a URL, and is left out.`);
    }
    rows.push(...urls.map((url) => row({ url })));
  }
  return { rows, said };
}

/** A word without what quotes it or follows it. @param {string} word */
function bare(word) {
  const behind = word.includes("(") ? /[>"'`\],;]+$/ : /[>"'`\]),;]+$/;
  return word.replace(/^[<"'`[(]+/, "").replace(behind, "");
}

/** @param {string} word */
function isHost(word) {
  return /^[\w-]+(?:\.[\w-]+)+(?:[:/?]|$)/.test(word);
}
