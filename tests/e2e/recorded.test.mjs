// Recordings as files: saved, dropped onto the page or chosen, they show the run as it was, and send nothing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";

import { choose, hint, save } from "./files.mjs";
import { clocks, createWorld, serveAnswers } from "./harness.mjs";
import { fetching, LOCK } from "./programs.mjs";
import { MOST_READY, openReady } from "./ready-workers.mjs";

let world;
let server;
before(async () => {
  world = await createWorld();
  server = await serveAnswers();
});
after(async () => {
  await world.close();
  await server.close();
});

/** Threads that share nothing: each has a worker. */
const ISLANDS = `
import threading

def count(name, most):
    total = 0
    for n in range(most):
        total += n
    print(name, total)

threads = [threading.Thread(target=count, args=(f"count-{n}", 40_000 * n)) for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;

/** Drags a file over the editor; what the page says then, before it is dropped there. */
async function drop(playground, name, bytes) {
  const transfer = await playground.page.evaluateHandle(([name, base64]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    return transfer;
  }, [name, Buffer.from(bytes).toString("base64")]);
  const onto = async (type) => playground.editor.dispatchEvent(type, { dataTransfer: transfer });
  await onto("dragenter");
  await onto("dragover");
  const hint = await playground.page.evaluate(() => getComputedStyle(document.documentElement, "::after").content);
  await onto("drop");
  return hint;
}

/** All that the page shows of a run: its console, and its timeline as a table. */
async function shown(playground) {
  const console_ = await playground.console.locator("[data-stream]").evaluateAll((lines) =>
    lines.map((line) => `${line.dataset.stream}: ${line.textContent}`));
  const table = playground.page.getByRole("group", { name: "Timeline as table" });
  if (!(await table.getByRole("table").isVisible())) await playground.page.getByText("Timeline as table").click();
  await table.getByRole("row").nth(1).waitFor();
  const rows = await table.getByRole("row").allInnerTexts();
  return { console: console_, rows, status: await playground.exitStatus() };
}

async function calls(playground, expected) {
  const region = playground.page.getByRole("region", { name: "Calls" });
  await region.filter({ hasText: expected }).waitFor();
  return region.innerText();
}

test("a run with requests and a thread is saved, and opened by drop and by choice shows the same, and asks nobody", async () => {
  const playground = await world.open({ program: fetching(server.url), clock: clocks.real });
  assert.ok(await playground.page.getByRole("button", { name: "Save this run" }).isDisabled());
  await playground.runToEnd();
  const before = await shown(playground);
  assert.equal(server.requests(), 3);
  const { name, bytes } = await save(playground);
  assert.equal(name, "program.loopscope");
  await playground.close();

  for (const way of [drop, choose]) {
    const playground = await world.open();
    const said = await way(playground, name, bytes);
    if (way === drop) assert.match(said, /Drop a recording/);
    await hint(playground, `the recording ${name} of `).waitFor();
    await playground.ended();
    assert.equal((await playground.program()).trim(), fetching(server.url).trim());
    assert.ok(await playground.page.getByRole("radio", { name: clocks.real }).isChecked());
    assert.deepEqual(await shown(playground), before);
    for (const number of [2, 0]) {
      await playground.console.getByText(`fetched ${number}`).click();
      await calls(playground, `text = 'answer ${number + 1}'`);
    }
    assert.equal(server.requests(), 3);
    assert.deepEqual(gunzipSync((await save(playground)).bytes), gunzipSync(bytes));
    assert.deepEqual(playground.complaints, []);
    await playground.close();
  }
});

test("the threads that had workers are in the recording, with what they called", async () => {
  const playground = await openReady(world, ISLANDS, MOST_READY);
  await playground.runToEnd();
  const before = await shown(playground);
  assert.match(before.rows.join("\n"), /it has a worker of its own/);
  const look = async () => {
    await playground.console.getByText("count-2 ").click();
    assert.match(await calls(playground, "total = 3199960000"), /name = 'count-2'/);
  };
  await look();
  const { bytes } = await save(playground);
  await drop(playground, "islands.loopscope", bytes);
  await hint(playground, "the recording islands.loopscope").waitFor();
  await playground.ended();
  assert.deepEqual(await shown(playground), before);
  await look();
  await playground.close();
});

test("Run runs the program of a recording afresh", async () => {
  const playground = await world.open({ program: LOCK, clock: clocks.virtual });
  await playground.runToEnd();
  const { bytes } = await save(playground);
  const other = await world.open({ clock: clocks.real });
  await choose(other, "lock.loopscope", bytes);
  await hint(other, "the recording lock.loopscope.").waitFor();
  await other.ended();
  assert.ok(await other.page.getByRole("radio", { name: clocks.virtual }).isChecked());
  await other.run();
  await hint(other, "the recording").waitFor({ state: "detached" });
  await other.ended();
  assert.equal(await other.output("stdout"), "0\n1\n2");
  await playground.close();
  await other.close();
});

test("what the reader wrote is there again after Back, and after loading again", async () => {
  const playground = await world.open();
  await playground.type("print('mine')");
  await playground.page.waitForTimeout(400);
  await drop(playground, "other.py", "print('other')\n");
  await playground.editor.getByText("print('other')").waitFor();
  assert.equal(await playground.state(), "idle");
  await playground.type("print('other, changed')");
  await playground.page.waitForTimeout(400);
  await playground.page.reload();
  await playground.editor.getByText("print('other, changed')").waitFor();
  await playground.page.goBack();
  await playground.editor.getByText("print('mine')").waitFor();
  await playground.page.goForward();
  await playground.editor.getByText("print('other, changed')").waitFor();
  await playground.close();
});

test("what is no recording is refused with words, and changes nothing", async () => {
  const playground = await world.open({ program: LOCK, clock: clocks.virtual });
  await playground.runToEnd();
  const { bytes } = await save(playground);
  const before = await shown(playground);
  const unpacked = gunzipSync(bytes);
  const changed = (at, to) => {
    const copy = Buffer.from(unpacked);
    copy[at] = to;
    return gzipSync(copy);
  };
  const inputs = unpacked.lastIndexOf("asyncio.run(main())\n") + "asyncio.run(main())\n".length;
  const version = Buffer.concat([Buffer.from("Loopscope recording 2\n"), unpacked.subarray("Loopscope recording 1\n".length)]);
  const files = {
    "text.loopscope": ["print(1)\n", "it is no recording of Loopscope"],
    "empty.loopscope": ["", "it is no recording of Loopscope"],
    "random.loopscope": [Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * n * 31) % 251)), "it is no recording of Loopscope"],
    "other.gz": [gzipSync("something else"), "it is no recording of Loopscope"],
    "cut.loopscope": [bytes.subarray(0, bytes.length - 20), "it is cut off or damaged"],
    "flipped.loopscope": [Buffer.concat([bytes.subarray(0, 200), Buffer.from([bytes[200] ^ 0xff]), bytes.subarray(201)]), "it is cut off or damaged"],
    "beginning.loopscope": [gzipSync(unpacked.subarray(0, 60)), "it is cut off or damaged"],
    "version.loopscope": [gzipSync(version), "it was saved by another version of Loopscope"],
    "bomb.loopscope": [gzipSync(Buffer.alloc(80 * 1024 * 1024)), "it is too large"],
    "budget.loopscope": [gzipSync(Buffer.concat([unpacked.subarray(0, inputs), Buffer.from([1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0])])), "it is damaged or was saved by another version"],
    "middle.loopscope": [changed(inputs + Math.floor((unpacked.length - inputs) / 2), 0xfe), "it is damaged or was saved by another version"],
    "program.loopscope": [changed(unpacked.indexOf("0.1"), "7".charCodeAt(0)), "it is damaged or was saved by another version"],
    "binary.py": [Buffer.from([0xff, 0xfe, 0x00]), "it is not text in UTF-8"],
    "large.py": [Buffer.alloc(2 * 1024 * 1024, "#"), "it is too large for a program"],
  };
  for (const [name, [content, why]] of Object.entries(files)) {
    await choose(playground, name, content);
    await playground.page.getByRole("alert").filter({ hasText: `${name} can’t be opened: ${why}` }).waitFor();
    await playground.page.getByRole("button", { name: "Dismiss" }).click();
    assert.deepEqual(await shown(playground), before, name);
    assert.equal((await playground.program()).trim(), LOCK.trim(), name);
  }
  // All of it still works.
  await playground.runToEnd();
  await choose(playground, "good.loopscope", bytes);
  await hint(playground, "the recording good.loopscope").waitFor();
  await playground.ended();
  assert.deepEqual(await shown(playground), before);
  assert.deepEqual(playground.complaints, []);
  await playground.close();
});

test("a recording that takes long can be given up", async () => {
  const program = "total = 0\nfor n in range(20_000_000):\n    total += n\n";
  const playground = await world.open({ program: "print('here')", clock: clocks.virtual });
  await playground.runToEnd();
  const { bytes } = await save(playground);
  const unpacked = gunzipSync(bytes);
  // As if its turns had no end: the same beginning with another program, and turns with the largest budget.
  const at = unpacked.indexOf("print('here')");
  const length = Buffer.from([program.length]);
  const turns = Buffer.concat([Buffer.from([1, 0xa0, 0x8d, 0x06]), Buffer.alloc(40_000)]);
  const long = gzipSync(Buffer.concat([unpacked.subarray(0, at - 1), length, Buffer.from(program), turns]));
  await choose(playground, "long.loopscope", long);
  const dialog = playground.page.getByRole("dialog");
  await dialog.getByText("Opening long.loopscope").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await playground.output("stdout"), "here");
  await choose(playground, "here.loopscope", bytes);
  await hint(playground, "the recording here.loopscope").waitFor();
  await playground.close();
});
