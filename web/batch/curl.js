// cURL commands as rows.

import { commands } from "./shell.js";
import { row } from "./model.js";

/**
 * @typedef {import("./model.js").Row} Row
 * @typedef {{ rows: Row[], said: string[] }} Pasted rows, and what of them could not be understood
 */

/** Options by their letters. @type {Record<string, string>} */
const LETTERS = {
  X: "request", H: "header", d: "data", u: "user", A: "user-agent", e: "referer", b: "cookie", G: "get", I: "head", F: "form", T: "upload-file",
  m: "max-time", o: "output", x: "proxy", k: "insecure", L: "location", s: "silent", S: "show-error", v: "verbose", i: "include", f: "fail",
  O: "remote-name", N: "no-buffer", g: "globoff", w: "write-out", c: "cookie-jar", D: "dump-header", E: "cert",
  q: "disable", j: "junk-session-cookies", r: "range", 4: "ipv4", 6: "ipv6", 0: "http1.0", a: "append", z: "time-cond", y: "speed-time", Y: "speed-limit", K: "config", "#": "progress-bar",
};
/** What changes nothing of what is asked here. */
const HARMLESS = new Set(
  ("location silent show-error verbose include fail compressed no-buffer globoff disable ipv4 ipv6 http1.1 http2 http2-prior-knowledge http3 progress-bar no-progress-meter " +
    "fail-with-body tcp-nodelay no-keepalive path-as-is remote-name junk-session-cookies").split(" "),
);
/** What takes a value, and is left out with a word. */
const WITH_VALUE = new Set(
  ("form form-string upload-file max-time connect-timeout retry retry-delay retry-max-time output proxy proxy-user write-out cookie-jar dump-header cert cacert capath key " +
    "range resolve limit-rate interface max-redirs time-cond speed-time speed-limit config ciphers connect-to noproxy rate tls-max").split(" "),
);
const TAKEN = new Set("request header data data-ascii data-binary data-raw data-urlencode json user user-agent referer cookie url url-query oauth2-bearer".split(" "));
/** Where the panel has the same. @type {Record<string, string>} */
const INSTEAD = { "max-time": "Timeout", "connect-timeout": "Timeout", retry: "Retries", "retry-delay": "Backoff", rate: "Rate" };

/**
 * The rows of the cURL commands in a text.
 * @param {string} text
 * @returns {Pasted}
 */
export function fromCurl(text) {
  const { commands: all, problem } = commands(text);
  /** @type {Pasted} */
  const pasted = { rows: [], said: problem ? [problem] : [] };
  for (const words of all) {
    if (/^(?:.*\/)?curl(?:\.exe)?$/.test(words[0])) new Command(pasted).read(words.slice(1));
    else pasted.said.push(`${shortened(words.join(" "))} is not a cURL command.`);
  }
  pasted.said = [...new Set(pasted.said)];
  return pasted;
}

/** What a command says so far. */
class Command {
  /** @param {Pasted} pasted */
  constructor(pasted) {
    this.pasted = pasted;
    /** @type {string[]} */
    this.urls = [];
    this.method = "";
    /** @type {[name: string, value: string][]} */
    this.headers = [];
    /** @type {string[]} */
    this.data = [];
    this.flags = new Set();
  }

  /** @param {string[]} words */
  read(words) {
    const left = [...words];
    for (let word = left.shift(); word !== undefined; word = left.shift()) {
      if (word.startsWith("--") && word.length > 2) {
        const [, name, value] = /** @type {RegExpExecArray} */ (/^--([^=]+)(?:=([^]*))?$/.exec(word));
        this.#option(name, value, left);
      } else if (word.startsWith("-") && word.length > 1) {
        this.#letters(word.slice(1), left);
      } else {
        this.urls.push(word);
      }
    }
    this.#finish();
  }

  /** @param {string} letters @param {string[]} left */
  #letters(letters, left) {
    for (let at = 0; at < letters.length; at++) {
      const name = LETTERS[letters[at]] ?? letters[at];
      const rest = letters.slice(at + 1);
      if (!TAKEN.has(name) && !WITH_VALUE.has(name)) {
        this.#option(name, undefined, left);
      } else {
        // What follows in the word is its value.
        this.#option(name, rest || undefined, left);
        return;
      }
    }
  }

  /** @param {string} name @param {string | undefined} given @param {string[]} left */
  #option(name, given, left) {
    const { said } = this.pasted;
    const shown = name.length > 1 ? `--${name}` : `-${name}`;
    if (name === "get" || name === "head") {
      this.flags.add(name);
    } else if (TAKEN.has(name) || WITH_VALUE.has(name)) {
      const value = given ?? left.shift();
      if (value === undefined) said.push(`${shown} lacks its value.`);
      else if (TAKEN.has(name)) this.#take(name, value);
      else if (INSTEAD[name]) said.push(`${shown} ${value} is left out: set ${INSTEAD[name]} for the batch.`);
      else if (name !== "output") said.push(`${shown} ${shortened(value)} is left out: a row has nothing like it.`);
    } else if (!HARMLESS.has(name)) {
      said.push(`${shown} is left out: it is not understood here.`);
    }
  }

  /** @param {string} name @param {string} value */
  #take(name, value) {
    const { said } = this.pasted;
    const isData = name === "json" || (name.startsWith("data") && name !== "data-raw");
    if (isData && name !== "data-urlencode" && value.startsWith("@")) {
      said.push(`--${name} ${shortened(value)} is left out: a page can’t read that file.`);
      return;
    }
    switch (name) {
      case "request":
        this.method = value;
        break;
      case "url":
        this.urls.push(value);
        break;
      case "header":
        this.#header(value);
        break;
      case "user":
        this.#set("Authorization", `Basic ${base64(value.includes(":") ? value : `${value}:`)}`);
        break;
      case "oauth2-bearer":
        this.#set("Authorization", `Bearer ${value}`);
        break;
      case "user-agent":
        this.#set("User-Agent", value);
        break;
      case "referer":
        this.#set("Referer", value);
        break;
      case "cookie":
        if (value.includes("=")) this.#set("Cookie", value);
        else said.push(`--cookie ${shortened(value)} is left out: a page can’t read that file.`);
        break;
      case "json":
        this.data.push(value);
        this.flags.add("json");
        break;
      case "data-urlencode":
        this.#encoded(value);
        break;
      case "url-query":
        said.push("--url-query is left out: write the query into the URL.");
        break;
      default:
        // As cURL does with all but what is binary or raw, it takes lines together.
        this.data.push(name === "data" || name === "data-ascii" ? value.replace(/[\r\n]/g, "") : value);
    }
  }

  /** `content`, `=content`, or `name=content`. @param {string} value */
  #encoded(value) {
    const equals = value.indexOf("=");
    if (equals < 0 && value.includes("@")) {
      this.pasted.said.push(`--data-urlencode ${shortened(value)} is left out: a page can’t read that file.`);
      return;
    }
    const [name, content] = equals < 0 ? ["", value] : [value.slice(0, equals), value.slice(equals + 1)];
    this.data.push(`${name && `${name}=`}${encodeURIComponent(content)}`);
  }

  /** @param {string} line */
  #header(line) {
    const colon = line.indexOf(":");
    // `Name;` is an empty header.
    if (colon < 0 && line.endsWith(";")) this.headers.push([line.slice(0, -1), ""]);
    else if (colon < 0) this.pasted.said.push(`The header ${shortened(line)} has no colon, and is left out.`);
    else if (!line.slice(colon + 1).trim()) this.pasted.said.push(`The header ${shortened(line)} is left out: without a value it takes one away, which a row can’t.`);
    else this.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }

  /** A header, unless the command says it itself. @param {string} name @param {string} value */
  #set(name, value) {
    if (!this.headers.some(([it]) => it.toLowerCase() === name.toLowerCase())) this.headers.push([name, value]);
  }

  #finish() {
    const inUrl = this.flags.has("get");
    const body = inUrl ? "" : this.data.join(this.flags.has("json") ? "" : "&");
    const hasBody = this.data.length > 0 && !inUrl;
    if (hasBody && this.flags.has("json")) {
      this.#set("Content-Type", "application/json");
      this.#set("Accept", "application/json");
    } else if (hasBody) {
      this.#set("Content-Type", "application/x-www-form-urlencoded");
    }
    const method = (this.method || (this.flags.has("head") ? "HEAD" : hasBody ? "POST" : "GET")).toUpperCase();
    const headers = this.headers.map(([name, value]) => `${name}: ${value}`).join("\n");
    if (this.urls.length === 0) this.pasted.said.push("A cURL command has no URL.");
    for (const given of this.urls) {
      let url = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`;
      if (inUrl && this.data.length > 0) url += (url.includes("?") ? "&" : "?") + this.data.join("&");
      this.pasted.rows.push(row({ method, url, headers, body }));
    }
  }
}

/** The Base64 of a text's UTF-8. @param {string} text */
function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** @param {string} text */
export function shortened(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
