// Which functions of the engine run: node what-runs.js GLUE MODULE BEGIN END PROGRAM…
//
// MODULE notes in its memory which of its functions have run, a byte each from BEGIN to END. What the page does with a program is done with each
// PROGRAM; printed is a line of a 0 or 1 for each function.

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";

import { AT_BREAKPOINT, ENDED } from "./engine/seat.js";

const NOTHING = -1;
const DEADLOCK = -2;
/** Programs that are stopped. */
const STOPPED = [
  "import asyncio\nasync def main():\n    await asyncio.sleep(1)\nasyncio.run(main())",
  "import time\ntry:\n    time.sleep(1)\nexcept KeyboardInterrupt:\n    print()",
];
const EPOCH_MICROS = 1_767_225_600_000_000;

const [gluePath, modulePath, begin, end, ...programs] = process.argv.slice(2);
const glue = await import(pathToFileURL(gluePath).href);
const { memory } = glue.initSync({ module: await readFile(modulePath) });

run("empty.py", "");
for (const program of STOPPED) run("stopped.py", program, true);
for (const program of programs) run(basename(program), await readFile(program, "utf8"));

console.log(new Uint8Array(memory.buffer).subarray(begin, end).join(""));

/**
 * Runs a program to its end in virtual time, and asks its engine for all that the page asks it for on the way. The page relies on it that all of
 * `VirtualTime` runs here.
 */
function run(filename, source, isStopped = false) {
  const time = new glue.VirtualTime();
  time.fetchStarted();
  time.fetchEnded();
  const engine = glue.Engine.forProgram(EPOCH_MICROS, 0, filename, source);
  engine.setFreeIslands(0, "no worker was ready");
  engine.setOthers(0, 0);
  for (let status; status !== ENDED; ) {
    let nowMicros = time.next();
    if (nowMicros === DEADLOCK) {
      engine.stopDeadlock();
      time.nudge();
      nowMicros = time.next();
    }
    if (nowMicros === NOTHING) throw new Error(`${filename} makes a request, and nobody answers here`);
    engine.setNow(nowMicros);
    status = engine.turn(nowMicros, time.budget);
    if (status === AT_BREAKPOINT) throw new Error("a breakpoint without one");
    time.turnEnded(status);
    if (isStopped && status !== ENDED) {
      engine.interrupt();
      time.nudge();
      isStopped = false;
    }
    engine.takeOutbox();
    engine.pendingOutputs();
    engine.takeEvents();
    engine.giveWay();
    engine.recorded();
  }
  engine.describeWaits();
  engine.exitStatus();
  engine.takeInputs();
  for (const left of ["takePanic", "lastLine", "takeLastWords", "takeLastInputs"]) glue[left]();
  engine.free();
  time.free();
}
