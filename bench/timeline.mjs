// How long the timeline's frames take while a script pans and zooms for ten seconds in a run of 1,000 tasks, and how
// long opening that run takes and how much memory: of 100,000 and of 1,000,000 events.
//
// A first page runs the program and keeps the batches that the engine gives; a second one is given them at once by a
// session that only repeats them, so that nothing but the page itself is measured.

import { clocks, launch, linkTo, open, servePage } from "../tests/e2e/harness.mjs";
import { keepBatches, keptBatches } from "./kept.mjs";

const SIZE = { width: 1600, height: 900 };
const TASKS = 1_000;
/** One sleep of a task makes about so many events; the table has how many there were. */
const EVENTS_PER_SLEEP = 7.25;
const PANNED_MILLIS = 10_000;
const FRAME_MILLIS = 1000 / 60;

/** A session that gives what was recorded. */
const REPEATING = `
const recorded = await (await fetch(new URL("../recorded.bin", import.meta.url))).arrayBuffer();
window.recordedBytes = recorded.byteLength;
export const preload = async () => undefined;
export const expect = () => undefined;
export const listen = () => () => undefined;
export class Session {
  looker = { look: async () => undefined, close() {} };
  constructor(source, options) {
    const never = () => new Promise(() => undefined);
    this.looker = { look: never, parts: never, close: () => undefined };
    window.runAt = performance.now();
    queueMicrotask(() => {
      options.onEvents(new Uint8Array(recorded));
      options.onEnd(0);
    });
  }
  setBreakpoints() {}
  stop() {}
  dispose() {}
}
`;

const rows = [];
const site = await servePage();
for (const events of [100_000, 1_000_000]) {
  for (const axis of ["Time", "Order"]) rows.push(await measure(events, axis));
}
await site.close();

console.log("| events, at least | scale | opened in | memory | frames | processor time of a frame: median | 95 % | longest | above 16.7 ms | above 33 ms | apart: 95 % |");
console.log("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);

/** A program of so many events; every task sleeps its own time, so that they keep changing places. */
function program(events) {
  const sleeps = Math.floor(events / TASKS / EVENTS_PER_SLEEP);
  return `import asyncio

async def work(n):
    for turn in range(${sleeps}):
        await asyncio.sleep(0.01 + (n * 7 + turn * 13) % 101 / 1000)

async def main():
    await asyncio.gather(*(work(n) for n in range(${TASKS})))

asyncio.run(main())
`;
}

/** A line of the table. */
async function measure(events, axis) {
  const source = program(events);
  const recorded = await record(source);
  const browser = await launch();
  try {
    const context = { viewport: SIZE };
    const playground = await open(browser, site, { context });
    const { page } = playground;
    await page.route("**/recorded.bin", (route) => route.fulfill({ body: recorded }));
    await page.route("**/engine/session.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: REPEATING }));
    await page.addInitScript(noteMemories);
    await page.goto("about:blank");
    await page.goto(site.url + linkTo(source));
    await page.waitForFunction(() => window.recordedBytes !== undefined);
    const before = await page.evaluate(() => window.pageMemory());
    await playground.run();
    await playground.ended();
    const opened = await page.evaluate(() => new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - window.runAt)));
    }));
    const memory = (await page.evaluate(() => window.pageMemory())) - before;
    const lanes = await playground.timeline.locator(".summary").innerText();
    if (!lanes.includes("1,001 tasks")) throw new Error(`not all tasks are there: ${lanes}`);
    await page.getByRole("radio", { name: axis, exact: true }).check({ force: true });
    await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "devtools.timeline"] });
    const apart = await page.evaluate(panAndZoom, PANNED_MILLIS);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    const counted = await countEvents(playground);
    if (playground.complaints.length > 0) throw new Error(playground.complaints.join("\n"));
    const frames = frameTimes(traceEvents).sort((a, b) => a - b);
    const at = (list, part) => list[Math.min(Math.floor(list.length * part), list.length - 1)];
    const above = (limit) => frames.filter((millis) => millis > limit).length;
    const millis = (value) => `${value.toFixed(1)} ms`;
    apart.sort((a, b) => a - b);
    return [
      counted.toLocaleString("en"), axis, `${opened.toFixed(0)} ms`, `${(memory / 1e6).toFixed(1)} MB`, frames.length,
      millis(at(frames, 0.5)), millis(at(frames, 0.95)), millis(frames.at(-1)), above(FRAME_MILLIS + 0.05), above(2 * FRAME_MILLIS),
      millis(at(apart, 0.95)),
    ];
  } finally {
    await browser.close();
  }
}

/** How many events there are: the number of one of the last, at which the main thread's lane ends, and one. */
async function countEvents({ page }) {
  await page.getByRole("application", { name: /Lanes/ }).focus();
  for (const key of ["Escape", "ArrowRight", "Home", "End"]) await page.keyboard.press(key);
  const state = await page.getByRole("region", { name: "State" }).innerText();
  return Number(state.match(/After #(\d+)/)[1]) + 1;
}

/** Runs the program, and gives the batches that the page got as one. */
async function record(source) {
  const browser = await launch();
  try {
    const playground = await open(browser, site);
    const { page } = playground;
    await keepBatches(page);
    await page.goto("about:blank");
    await page.goto(site.url + linkTo(source));
    await playground.chooseClock(clocks.virtual);
    await playground.run();
    await page.locator('[data-state="ended"]').waitFor({ state: "attached", timeout: 120_000 });
    return await keptBatches(page);
  } finally {
    await browser.close();
  }
}

/** In the page: lets us see how much memory its WebAssembly has. */
function noteMemories() {
  const memories = [];
  window.pageMemory = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await original.apply(WebAssembly, args);
      const memory = (made.instance ?? made).exports.memory;
      if (memory) memories.push(memory);
      return made;
    };
  }
}

/** In the page: in every frame zooms in or out by a notch of the wheel, or pans; gives how far apart the frames were. */
async function panAndZoom(duration) {
  const scroller = document.querySelector('[role="application"]');
  const canvas = scroller.querySelector("canvas");
  const box = scroller.getBoundingClientRect();
  const [x, y] = [box.left + box.width * 0.6, box.top + box.height * 0.5];
  const point = (type, Kind, more) =>
    canvas.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, clientX: x, clientY: y, ...more }));
  point("pointermove", PointerEvent, {});
  const apart = [];
  const begun = performance.now();
  let last = begun;
  for (let frame = 0; last - begun < duration; frame += 1) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    apart.push(now - last);
    last = now;
    // Two seconds: in, and along and down, and out again, while panning to and fro.
    const phase = frame % 120;
    if (phase < 40) point("wheel", WheelEvent, { ctrlKey: true, deltaY: -20 });
    else if (phase >= 80) point("wheel", WheelEvent, { ctrlKey: true, deltaY: 20 });
    else scroller.scrollBy(phase % 20 < 10 ? 37 : -23, 29 * (frame % 240 < 120 ? 1 : -1));
  }
  return apart.slice(2);
}

/** The processor time of the page's main thread in each frame, from one to the next, in milliseconds. */
function frameTimes(events) {
  const name = events.find((event) => event.name === "thread_name" && event.args.name === "CrRendererMain"
    && events.some((other) => other.name === "FireAnimationFrame" && other.pid === event.pid && other.tid === event.tid));
  const mine = (event) => event.pid === name.pid && event.tid === name.tid;
  const tasks = events.filter((event) => event.name === "RunTask" && mine(event)).sort((a, b) => a.ts - b.ts);
  const fired = events.filter((event) => event.name === "FireAnimationFrame" && mine(event)).sort((a, b) => a.ts - b.ts);
  // What two callbacks do in one frame is one frame.
  const frames = [];
  let at = 0;
  for (const task of tasks) {
    while (at < fired.length && fired[at].ts < task.ts) at += 1;
    const end = task.ts + (task.dur ?? 0);
    if (at < fired.length && fired[at].ts < end) frames.push(0);
    if (frames.length > 0) frames[frames.length - 1] += (task.tdur ?? 0) / 1000;
  }
  return frames;
}
