// The engine in a Web Worker, which runs a program only for what the browser makes of the engine meanwhile.
//
// From the page: {instantiate}, {warmUp}. To the page: {warm}.

import * as glue from "./loopscope_engine.js";
import { ENDED, READY } from "./seat.js";
import { TURN_BUDGET } from "./slices.js";

/** @type {Record<string, (content: any) => void>} */
const receive = {
  instantiate(module) {
    glue.initSync({ module });
  },
  warmUp(program) {
    const engine = glue.Engine.forProgram(0, 0, "warm-up.py", program);
    let now = 0;
    for (let status = READY; status !== ENDED; now = Math.max(now, status)) {
      status = engine.turn(now, TURN_BUDGET);
      engine.takeEvents();
    }
    self.postMessage("warm");
  },
};

self.onmessage = ({ data: [kind, content] }) => receive[kind](content);
