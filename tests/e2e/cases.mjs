// The recorded programs of tests/cases, as the browser tests need them. `cargo xtask cases` has the full story.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const CASES = fileURLToPath(new URL("../cases/", import.meta.url));

/** What the page calls the program's file in tracebacks. */
const PROGRAM_FILE = "program.py";

/** The programs that can run in a browser, each with its header and its records. */
export function readCases() {
  const cases = [];
  for (const topic of readdirSync(CASES).sort()) {
    for (const file of readdirSync(path.join(CASES, topic)).sort()) {
      if (file.endsWith(".py")) cases.push(readCase(topic, file.slice(0, -3)));
    }
  }
  // What is typed in the page is shown there, and is not what a file has for standard input.
  return cases.filter((one) => !one.words.includes("no-browser") && !one.hasStdin);
}

function readCase(topic, name) {
  const beside = (extension) => {
    const file = path.join(CASES, topic, `${name}.${extension}`);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  const program = beside("py");
  const words = /^# case:(.*)$/m.exec(program)?.[1].trim().split(/\s+/) ?? [];
  const interrupt = words.find((word) => word.startsWith("interrupt-after="));
  return {
    name: `${topic}/${name}`,
    file: `${name}.py`,
    topic,
    program,
    words,
    hasStdin: existsSync(path.join(CASES, topic, `${name}.stdin`)),
    /** When Stop is pressed, in milliseconds after Run. */
    interruptAfterMillis: interrupt && 1000 * Number(interrupt.split("=")[1]),
    expected: {
      stdout: withoutLastNewline(beside("stdout")),
      stderr: withoutLastNewline(beside("stderr")),
      status: Number(beside("status")),
    },
  };
}

/** An outcome in the page as it would be recorded for `one`. */
export function normalise(one, { stdout, stderr, status }) {
  return {
    stdout: ofProgramOnly(one, stdout).replace(/ at 0x[0-9a-f]+/g, " at 0x…"),
    stderr: ofProgramOnly(one, stderr).replace(/0x[0-9a-f]+/g, "0x…"),
    status,
  };
}

function ofProgramOnly(one, text) {
  return withoutLastNewline(withoutForeignFrames(text)).replaceAll(PROGRAM_FILE, one.file);
}

function withoutForeignFrames(text) {
  const kept = [];
  let dropping;
  for (const line of text.split("\n")) {
    if (dropping !== undefined && line.startsWith(dropping)) continue;
    const frame = /^([ |+]+)File "([^"]*)", line /.exec(line);
    const foreign = frame && frame[2] !== PROGRAM_FILE && frame[2] !== "<string>";
    dropping = foreign ? `${frame[1]}  ` : undefined;
    if (!foreign) kept.push(line);
  }
  return kept.join("\n");
}

function withoutLastNewline(text) {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}
