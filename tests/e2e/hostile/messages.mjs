// Messages of a page that means ill to a frame that it has. After each of them the frame does what it is asked for next.
//
// Each has a name, and what makes it in that page; `refused` is what the frame says of it.

const TOO_LARGE = /more than a million characters/;
const NO_LESSON = /no lesson of that name/;

export const messages = [
  { name: "nothing", make: () => undefined },
  { name: "null", make: () => null },
  { name: "a number", make: () => 7 },
  { name: "a text", make: () => "run" },
  { name: "a list", make: () => ["run"] },
  { name: "no type", make: () => ({ code: "print(666)" }) },
  { name: "a type that is a number", make: () => ({ type: 3 }) },
  { name: "a type that is a list of one", make: () => ({ type: ["run"] }) },
  { name: "a type that is an object", make: () => ({ type: new String("run") }) },
  { name: "a type that every object has", make: () => ({ type: "__proto__" }) },
  { name: "what the frame says itself", make: () => ({ loopscope: 1, type: "ready" }) },
  { name: "an end that was none", make: () => ({ type: "finished", exitStatus: 0 }) },
  { name: "another version", make: () => ({ loopscope: 99, type: "unheard of" }) },
  { name: "a program that is a number", make: () => ({ type: "load", code: 7 }) },
  { name: "a program that is an object", make: () => ({ type: "load", code: { length: 1e9 } }) },
  { name: "a program that is no text in UTF-16", make: () => ({ type: "load", code: "x = '\ud800'\udfff\u0000" }) },
  { name: "a program of 30 million characters", make: () => ({ type: "load", code: "#".repeat(3e7) }), refused: TOO_LARGE },
  { name: "a program in a list of a million", make: () => ({ type: "load", code: new Array(1e6).fill("x") }) },
  { name: "a way out of the lessons", make: () => ({ type: "load", lesson: "../../x" }), refused: NO_LESSON },
  { name: "a lesson that is a list", make: () => ({ type: "load", lesson: ["02_together"] }) },
  { name: "settings that are markup", make: () => ({ type: "load", code: "1", view: "<img src=x>", clock: "\0", mode: "constructor" }) },
  { name: "settings of other types", make: () => ({ type: "load", code: "1", view: {}, clock: [], mode: 1n, dark: "no" }) },
  { name: "a private host that it may ask", make: () => ({ type: "load", code: "1", allowed: ["127.0.0.1"], allow: "*" }) },
  { name: "a step sideways", make: () => ({ type: "step", kind: "sideways" }) },
  { name: "a step of a list", make: () => ({ type: "step", kind: ["over"], back: new Map() }) },
  { name: "a step where nothing runs", make: () => ({ type: "step", kind: "out", back: true }) },
  { name: "a pause of nothing", make: () => ({ type: "pause", paused: { valueOf: 1 } }) },
  { name: "a stop of nothing", make: () => ({ type: "stop" }) },
  { name: "a theme of an object", make: () => ({ type: "theme", dark: {} }) },
  { name: "itself in itself", make: () => { const message = { type: "load" }; message.code = message; return message; } },
  { name: "a depth of a thousand", make: () => Array.from({ length: 1_000 }).reduce((within) => ({ type: [within], within }), "run") },
  { name: "objects of the browser", make: () => ({ type: "load", code: new Blob(["x"]), lesson: new Date(), view: /x/, clock: new Error("x") }) },
  { name: "bytes", make: () => ({ type: "load", code: new Uint8Array(1e6) }) },
];
