// Programs whose threads may have workers: opened when these are ready, and where they ran.

import { clocks } from "./harness.mjs";

/** So many workers the page keeps ready; fewer on a machine with fewer processors. */
export const MOST_READY = 2;

/** Opens a program and waits until so many workers are ready for its threads. */
export async function openReady(world, program, count = 1, clock = clocks.real) {
  const playground = await world.open({ program, clock });
  await playground.page.evaluate(async (count) => {
    const { readyCount } = await import(new URL("engine/session.js", document.getElementById("start").src).href);
    while (readyCount() < count) await new Promise((resolve) => setTimeout(resolve, 20));
  }, count);
  return playground;
}

/** The rows of the timeline as text, a line each. */
export async function timelineRows(playground) {
  await playground.page.getByText("Timeline as table").click();
  const table = playground.page.getByRole("group", { name: "Timeline as table" });
  await table.getByRole("row").nth(1).waitFor();
  return (await table.getByRole("row").allInnerTexts()).join("\n");
}
