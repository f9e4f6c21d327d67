// The recorded programs print in the page what they printed in CPython.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { normalise, readCases } from "./cases.mjs";
import { clocks, createWorld } from "./harness.mjs";

/** Topics in which threads and real time matter; the others run in virtual time only. */
const REAL_TIME_TOPICS = ["crossing", "loop_thread", "stopping"];
/** In real time one page has the machine for itself: its programs count on waits that differ by a tenth of a second. */
const PAGES_AT_ONCE = 4;
/** So many programs run in a page one after the other, as a reader tries one after the other. */
const PROGRAMS_PER_PAGE = 25;
/** How often a program that differs in real time runs once more. */
const MORE_TRIES = 2;

const cases = readCases();
let world;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

/** Open pages in which no program runs, each with how many have run there. */
const free = [];

async function check(one, clock) {
  const desk = free.pop() ?? { playground: await world.open(), programs: 0 };
  const { playground } = desk;
  try {
    await playground.chooseClock(clock);
    await playground.type(one.program);
    const run = playground.runAnew();
    if (one.interruptAfterMillis) {
      await playground.page.waitForTimeout(one.interruptAfterMillis);
      await playground.stop();
    }
    await run;
    assert.deepEqual(normalise(one, await playground.outcome()), one.expected);
    desk.programs += 1;
  } catch (error) {
    // The next program gets a page of its own.
    desk.programs = PROGRAMS_PER_PAGE;
    throw error;
  } finally {
    if (desk.programs < PROGRAMS_PER_PAGE) free.push(desk);
    else await playground.close();
  }
}

describe("in virtual time", { concurrency: PAGES_AT_ONCE }, () => {
  for (const one of cases.filter((one) => !one.interruptAfterMillis)) {
    test(one.name, () => check(one, clocks.virtual));
  }
});

describe("in real time", () => {
  const chosen = cases.filter((one) => REAL_TIME_TOPICS.includes(one.topic) && !one.words.includes("virtual-only"));
  for (const one of chosen) {
    test(one.name, async () => {
      for (let tries = 0; ; tries += 1) {
        try {
          return await check(one, clocks.real);
        } catch (error) {
          // Their waits differ by tenths of a second, for which a busy machine can hold a thread up; what is wrong
          // with the page is wrong again.
          if (tries === MORE_TRIES) throw error;
          console.log(`${one.name} is run once more: ${error.message}`);
        }
      }
    });
  }
});
