// Web requests of programs, over the browser's fetch, without credentials.

import { joined } from "./joined.js";

/** A longer body is refused, so that a program can't fill the memory by a mistake. */
const LONGEST_BODY_BYTES = 64 * 1024 * 1024;
const NO_ANSWER =
  "the browser says only that there was no answer: no such host, no network, or a server that does not " +
  "let other sites' pages read its answers (CORS)";

/** Why a request has no answer; `kind` is what `Engine.fetchFailed` takes. */
class Refusal extends Error {
  /**
   * @param {"InvalidUrl" | "TooLarge" | "Payload" | "Network"} kind
   * @param {string} message
   */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** The requests of one engine. */
export class Fetches {
  /**
   * @param {(call: (engine: any) => void) => void} takeIn calls with the `Engine`, for something that happens now
   * @param {() => void} onDone is called when the engine has got an answer
   * @param {import("./reach.js").Reach} reach what the program may ask
   */
  constructor(takeIn, onDone, reach) {
    this.takeIn = takeIn;
    this.onDone = onDone;
    this.reach = reach;
    /** @type {Map<number, AbortController>} */
    this.underWay = new Map();
  }

  /**
   * Performs a request and gives the engine its answer.
   * @param {number} id
   * @param {string} method
   * @param {string} url
   * @param {string[]} headers name, value, name, value, …
   * @param {Uint8Array} body
   */
  async start(id, method, url, headers, body) {
    const aborter = new AbortController();
    this.underWay.set(id, aborter);
    let answer;
    try {
      const { response, bytes } = await perform(this.reach, method, url, headers, body, aborter.signal);
      const { status, statusText } = response;
      const texts = [...response.headers].flat();
      answer = (engine) => engine.fetchDone(id, status, statusText, response.url || url, texts, bytes);
    } catch (error) {
      const { kind, message } = error instanceof Refusal ? error : new Refusal("Network", String(error));
      answer = (engine) => engine.fetchFailed(id, kind, message);
    }
    if (this.underWay.delete(id)) {
      this.takeIn(answer);
      this.onDone();
    }
  }

  /**
   * Gives a request up; the engine does not hear of it again.
   * @param {number} id
   * @returns {boolean} whether it was under way
   */
  cancel(id) {
    this.underWay.get(id)?.abort();
    return this.underWay.delete(id);
  }

  cancelAll() {
    for (const id of [...this.underWay.keys()]) this.cancel(id);
  }
}

/**
 * @param {import("./reach.js").Reach} reach
 * @param {string} method
 * @param {string} url
 * @param {string[]} headers
 * @param {Uint8Array} body
 * @param {AbortSignal} signal
 */
async function perform(reach, method, url, headers, body, signal) {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Refusal("InvalidUrl", url);
  }
  check(reach, url);
  const pairs = [];
  for (let i = 0; i + 1 < headers.length; i += 2) pairs.push([headers[i], headers[i + 1]]);
  let response;
  try {
    response = await fetch(url, {
      method,
      headers: /** @type {[string, string][]} */ (pairs),
      body: body.length > 0 && method !== "GET" && method !== "HEAD" ? body : undefined,
      credentials: "omit",
      // Python has no cache; and a browser asks one by one for what it hopes to cache.
      cache: "no-store",
      redirect: "follow",
      referrerPolicy: "no-referrer",
      signal,
    });
  } catch {
    throw new Refusal("Network", NO_ANSWER);
  }
  if (response.redirected) {
    // The browser follows redirects unasked; what they lead to is not read, then.
    try {
      check(reach, response.url);
    } catch (error) {
      response.body?.cancel().catch(() => undefined);
      throw error;
    }
  }
  return { response, bytes: await read(response) };
}

/**
 * Throws if the program may not ask this.
 * @param {import("./reach.js").Reach} reach
 * @param {string} url
 */
function check(reach, url) {
  const why = reach.refuses(new URL(url));
  if (why) throw new Refusal("Network", why);
}

/** @param {Response} response */
async function read(response) {
  const chunks = [];
  let length = 0;
  try {
    for (const reader = response.body?.getReader(); reader; ) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      chunks.push(value);
      if (length > LONGEST_BODY_BYTES) {
        await reader.cancel();
        throw new Refusal("TooLarge", `more than ${LONGEST_BODY_BYTES} bytes`);
      }
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("Payload", "the connection broke within the answer");
  }
  return joined(chunks);
}
