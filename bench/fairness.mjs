// How long the page's longest task is, and how long Stop takes, while a program loops around one builtin for ever.

import { clocks, createWorld } from "../tests/e2e/harness.mjs";

const WATCHED_MILLIS = 1_500;
const LISTS = "a = list(range(1_000_000))\nb = list(a)\nd = dict.fromkeys(a)\nc = set(a)\nl = ['x'] * 1_000_000\n";
const TEXTS = "s = 'abcdefgh ' * 400_000\n";
const TASKS = `
import asyncio

async def wait():
    await asyncio.sleep(10)

async def many():
    tasks = [asyncio.create_task(wait()) for _ in range(10_000)]
    await asyncio.sleep(0)
    for task in tasks: task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
`;
const THREADS = `
import threading

def count(n):
    while True: n += 1

for n in range(4): threading.Thread(target=count, args=(n,), daemon=True).start()
`;

/** What comes before the loop, and what is in it. */
const loops = [
  ...["sorted(a)", "-1 in a", "a == b", "a[:]", "min(a)", "a.reverse()", "dict(d)", "c | c", "''.join(l)", "str(a)"].map(
    (body) => [LISTS, body],
  ),
  ...["'zzz' in s", "s.upper()", "s.count('zz')", "s.split()", "s.replace('a', 'bc')"].map((body) => [TEXTS, body]),
  ["", "pow(3 ** 20_000, 10 ** 5, 7 ** 3_000)"],
  ["", "f'{1:>16000000}'"],
  ["import math\n", "math.isqrt(1 << 500_000)"],
  ["import re\n", "re.match('(a*)*b', 'a' * 28)"],
  ["import json\nt = json.dumps(list(range(300_000)))\n", "json.loads(t)"],
  [TASKS, "asyncio.run(many())"],
  [THREADS, "pass"],
];

const world = await createWorld();
for (const [before, body] of loops) {
  const program = `${before}print('started')\nwhile True:\n    ${body}\n`;
  const playground = await world.open({ program, clock: clocks.real });
  await playground.run();
  await playground.printed("started");
  const longest = await playground.longestTask(() => playground.page.waitForTimeout(WATCHED_MILLIS));
  await playground.stop();
  await playground.ended();
  const { states, stopClicked } = await playground.watched();
  const stop = states.findLast(({ state }) => state === "ended").at - stopClicked;
  const name = before === THREADS ? "4 busy threads" : body;
  console.log(`| \`${name}\` | ${longest.toFixed(0)} ms | ${stop.toFixed(0)} ms |`);
  await playground.close();
}
await world.close();
