// Keeps what the engine tells the page of a run.

/** The engine's session, whose batches of events are kept. */
const KEEPING = `
import * as real from "./session.js?real";
export const { preload, expect, listen, readyCount } = real;
window.batches = [];
export class Session extends real.Session {
  constructor(source, options) {
    super(source, { ...options, onEvents: (batch) => { window.batches.push(batch.slice()); options.onEvents(batch); } });
  }
}
`;

/** Lets a page keep its batches; before it is opened. */
export async function keepBatches(page) {
  await page.route(/\/engine\/session\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: KEEPING }));
}

/** The batches that the page got, one after the other. */
export async function keptBatches(page) {
  const text = await page.evaluate(async () => {
    const reader = new FileReader();
    reader.readAsDataURL(new Blob(window.batches));
    await new Promise((resolve) => { reader.onload = resolve; });
    return reader.result;
  });
  return Buffer.from(text.slice(text.indexOf(",") + 1), "base64");
}

/** Reads how much processor time, in milliseconds, a page's main thread has used until now. */
export async function processorClock(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  return async () => {
    const { metrics } = await client.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "ThreadTime").value;
  };
}
