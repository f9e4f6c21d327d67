// The page around this one, when this is an example in another page.

/** Whether it is. */
export function isEmbedded() {
  return "embed" in document.documentElement.dataset;
}

/** Talks with the page around, through a port that only that has got: see docs/embedding.md, "Messages". */
export class Host {
  #port;
  #isWatching = false;

  /** @param {(message: object) => void} hear is given what that page asks for. */
  constructor(hear) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => {
      if (typeof data?.type !== "string") return;
      hear(data);
      this.#watch();
    };
    if (parent !== window) parent.postMessage({ loopscope: 1, type: "ready" }, "*", [port2]);
  }

  /** @param {object} message */
  tell(message) {
    this.#port.postMessage(message);
  }

  /** Tells how much room is needed, now and whenever that changes. */
  #watch() {
    if (this.#isWatching) return;
    this.#isWatching = true;
    const tell = () => this.tell({ type: "resize", height: Math.ceil(document.body.getBoundingClientRect().height) });
    new ResizeObserver(tell).observe(document.body);
  }
}
