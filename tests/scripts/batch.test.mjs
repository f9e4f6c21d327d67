// The batch panel without its pixels: programs that are written and read again, what is pasted, and what is wrong with rows.

import assert from "node:assert/strict";
import { test } from "node:test";

import { check } from "../../web/batch/checks.js";
import { takeFunctions } from "../../web/batch/functions.js";
import { batch, row } from "../../web/batch/model.js";
import { paste } from "../../web/batch/paste.js";
import { read } from "../../web/batch/read.js";
import { write } from "../../web/batch/write.js";
import { batches } from "../batch/batches.mjs";

const URLS = ["https://demo.test/", "https://demo.test/text", "https://demo.test/json"];
const THREE = batch({ rows: URLS.map((url) => ({ url })) });

/** The batch of a program that is one. */
function batchOf(program) {
  const found = read(program);
  assert.ok(found && "batch" in found, `edited in line ${found?.line}: ${found?.text}`);
  return found.batch;
}

test("three URLs and gather are a program as one writes it", () => {
  const program = write(THREE);
  assert.ok(program.split("\n").length <= 32, program);
  assert.match(program, /^import asyncio\n\nimport aiohttp\n\nURLS = \[\n {4}"https:\/\/demo\.test\/",\n/);
  assert.match(program, /results = await asyncio\.gather\(\*\(fetch\(session, url\) for url in URLS\)\)/);
  assert.match(program, /\n\nasyncio\.run\(main\(\)\)\n$/);
});

test("every program is read as the batch that it was written for", () => {
  for (const [name, given] of batches()) {
    const program = write(given);
    const found = batchOf(program);
    assert.equal(write(found), program, name);
    assert.deepEqual(found.rows.map(({ url, seconds, name: of }) => [url, seconds, of]).sort(), given.rows.map(({ url, seconds, name: of }) => [url, seconds, of]).sort(), name);
    assert.equal(found.how, given.how, name);
  }
});

test("strings come back as they were", () => {
  const headers = 'X-Quoted: "a\\b"\nX-Empty: ';
  const given = batch({ rows: [{ method: "PUT", url: "https://demo.test/?q=“ü”#'", headers, body: "tab\t, line\r\n, \u2028, \\n, \u0000 and 🐍" }] });
  const [found] = batchOf(write(given)).rows;
  assert.deepEqual(found, { ...given.rows[0], headers: 'X-Quoted: "a\\b"\nX-Empty: ' });
});

test("values that were edited come back", () => {
  const program = write(batch({ ...THREE, how: "semaphore", options: { timeout: "5" } }));
  const edited = program.replace("demo.test/text", "demo.test/bytes/7").replace("TIMEOUT = 5 ", "TIMEOUT = 2.50 ").replace("AT_MOST = 3", "AT_MOST = 8");
  const found = batchOf(edited);
  assert.deepEqual([found.rows[1].url, found.options.timeout, found.many], ["https://demo.test/bytes/7", "2.50", "8"]);
  assert.equal(write(found), edited);
});

test("rows that were added, moved, left out or commented out come back", () => {
  const [a, b, c] = URLS.map((url) => `    "${url}",\n`);
  const found = batchOf(write(THREE).replace(a + b + c, `${c}    # "${URLS[0]}",\n    "https://demo.test/new",\n`));
  assert.deepEqual(found.rows.map(({ url, on }) => [url, on]), [[URLS[2], true], [URLS[0], false], ["https://demo.test/new", true]]);
});

test("a list keeps its form when only its values are edited", () => {
  const program = write(batch({ rows: [{ method: "HEAD", url: URLS[0] }] })).replace('"HEAD"', '"GET"');
  assert.equal(batchOf(program).rows[0].method, "GET");
});

test("functions of the program stay as they are", () => {
  const functions = "import math\n\n\ndef compute():\n    return math.pi  # about 3";
  const given = batch({ rows: [{ kind: "call", name: "compute" }], functions });
  assert.deepEqual(batchOf(write(given)), given);
  const edited = write(given).replace("about 3", "nearly 3.2");
  assert.equal(batchOf(edited).functions, functions.replace("about 3", "nearly 3.2"));
});

test("where a program was edited beyond the panel is said", () => {
  const lines = write(THREE).split("\n");
  const differing = (at, ...instead) => read([...lines.slice(0, at), ...instead, ...lines.slice(at + 1)].join("\n"));
  for (const [at, line] of lines.entries()) {
    // Without the line that begins its list, it is a program like others.
    if (line && !/^(?: {4}"|URLS)/.test(line)) assert.deepEqual(differing(at, `${line} # mine`), { line: at + 1, text: `${line} # mine` }, line);
  }
  const url = lines.findIndex((line) => line.includes("/text"));
  assert.deepEqual(differing(url, "    some_url,"), { line: url + 1, text: "    some_url," });
  assert.deepEqual(differing(url, lines[url], "    print(1)"), { line: url + 2, text: "    print(1)" });
  assert.deepEqual(read(`${write(THREE)}print("more")\n`), { line: lines.length, text: 'print("more")' });
  assert.deepEqual(read(write(THREE).slice(0, 60)), { line: 6, text: write(THREE).slice(0, 60).split("\n")[5] });
});

test("a program without a batch is none", () => {
  assert.equal(read("import asyncio\n\nprint('hello')\n"), undefined);
  assert.equal(read(""), undefined);
});

test("what is wrong is said of each field", () => {
  const functions = "def compute(): pass\ndef add(a, b): pass\nasync def later(a=1, *, b=2): pass";
  const wrong = (given, field) => check(batch({ rows: [given], functions })).filter((it) => it.row === 0 && it.field === field).map((it) => it.message);
  const says = (given, field, message) => assert.deepEqual(wrong(given, field), message ? [message] : [], JSON.stringify(given));
  says({ url: "" }, "url", "Give it a URL.");
  says({ url: "demo.test/x" }, "url", "This is not a URL: it begins with https:// or http://.");
  says({ url: "localhost:8080/x" }, "url", "This is not a URL: it begins with https:// or http://.");
  says({ url: "ftp://demo.test/" }, "url", "Only http and https can be fetched, and not ftp.");
  says({ url: "file:///etc/passwd" }, "url", "Only http and https can be fetched, and not file.");
  says({ url: "javascript:alert(1)" }, "url", "Only http and https can be fetched, and not javascript.");
  says({ url: "https:///x" }, "url", "This is not a URL: a host comes after //.");
  says({ url: "https://demo.test:port/" }, "url", "This is not a URL.");
  says({ url: "https://demo.test/a b" }, "url", "There is a space in it: write %20.");
  says({ url: "HTTPS://demo.test:8080/?q=a:b#c" }, "url");
  says({ url: URLS[0], headers: "Accept text/plain" }, "headers", "The header has no colon: write Name: value.");
  says({ url: URLS[0], headers: "A: 1\nB" }, "headers", "Line 2 has no colon: write Name: value.");
  says({ url: URLS[0], headers: "A: 1\na: 2" }, "headers", "a is there twice.");
  says({ url: URLS[0], headers: "A b: 1" }, "headers", "The header begins with A b, which is not a header’s name.");
  says({ url: URLS[0], headers: "A: 1\n\nB: x:y\n" }, "headers");
  says({ url: URLS[0], method: "get" }, "method", "Write the method in capitals.");
  says({ url: URLS[0], method: "GE T" }, "method", "GE T is not a method.");
  says({ url: URLS[0], body: "x" }, "body", "A browser sends no body with GET.");
  says({ kind: "sleep", seconds: "-1" }, "seconds", "It can’t be negative.");
  says({ kind: "sleep", seconds: "" }, "seconds", "Say how many seconds.");
  says({ kind: "work", seconds: "two" }, "seconds", "Write a number, such as 2 or 0.5.");
  says({ kind: "work", seconds: "012" }, "seconds", "Write a number, such as 2 or 0.5.");
  says({ kind: "work", seconds: "86401" }, "seconds", "That is longer than a day.");
  says({ kind: "sleep", seconds: "0" }, "seconds");
  says({ kind: "call", name: "missing" }, "name", "The program has no function missing.");
  says({ kind: "call", name: "add" }, "name", "add needs arguments: only functions that need none can be called.");
  says({ kind: "call", name: "add()" }, "name", "add() is not the name of a function.");
  says({ kind: "call", name: "later", where: "pool" }, "name", "later is a coroutine function: it does not block, and needs no thread of its own.");
  says({ kind: "call", name: "later" }, "name");
  says({ kind: "call", name: "compute", where: "pool" }, "name");
  says({ kind: "sleep", where: "pool" }, "where", "Only what blocks can have a thread of its own.");
});

test("what is wrong is said of the batch", () => {
  const wrong = (given) => check(batch({ rows: [{ url: URLS[0] }], ...given })).map(({ row: of, field, message }) => [of, field, message]);
  assert.deepEqual(wrong({}), []);
  assert.deepEqual(wrong({ rows: [] }), [[null, "rows", "There is no row yet."]]);
  assert.deepEqual(wrong({ rows: [{ url: URLS[0], on: false }] }), [[null, "rows", "No row is switched on."]]);
  assert.deepEqual(wrong({ how: "workers", many: "0" }), [[null, "many", "It has to be at least 1."]]);
  assert.deepEqual(wrong({ how: "semaphore", many: "1.5" }), [[null, "many", "It has to be a whole number."]]);
  assert.deepEqual(wrong({ options: { timeout: "-1", retries: "many", backoff: "x", rate: "0", delay: "1e3", repeat: "1" } }), [
    [null, "timeout", "It can’t be negative."],
    [null, "retries", "Write a number, such as 2 or 0.5."],
    [null, "backoff", "Write a number, such as 2 or 0.5."],
    [null, "rate", "It has to be above 0."],
    [null, "delay", "Write a number, such as 2 or 0.5."],
    [null, "repeat", "It has to be at least 2."],
  ]);
  assert.deepEqual(wrong({ options: { timeout: "0", backoff: "1" } }), [
    [null, "timeout", "It has to be above 0."],
    [null, "backoff", "It waits between retries: say how many there are."],
  ]);
  for (const [name, given] of batches()) assert.deepEqual(check(given), [], name);
});

const pasted = (text) => paste(text).rows.map(({ method, url, headers, body }) => [method, url, headers, body]);
const get = (url, headers = "") => ["GET", url, headers, ""];

test("lists of URLs are pasted", () => {
  assert.deepEqual(pasted(`${URLS[0]}\r\n\r\n  ${URLS[1]}\n`), [get(URLS[0]), get(URLS[1])]);
  assert.deepEqual(pasted(`- <${URLS[0]}>\n2. "${URLS[1]}", ${URLS[2]};`), URLS.map((url) => get(url)));
  assert.deepEqual(pasted("see [it](https://a.test/b_(c)) and https://a.test/?x=1,2;3, https://b.test")[1], get("https://a.test/?x=1,2;3"));
  assert.deepEqual(pasted("https://a.test/b_(c)"), [get("https://a.test/b_(c)")]);
  const { rows, said } = paste(`${URLS[0]}\nexample.org/x\nhello`);
  assert.equal(rows.length, 1);
  assert.deepEqual(said, ["Line 2: example.org/x has no https:// before it, and is left out.", "Line 3: hello is not a URL, and is left out."]);
  assert.deepEqual(paste("  "), { rows: [], said: ["There is nothing in what you pasted."] });
});

test("a million characters are pasted at once", () => {
  const begin = performance.now();
  assert.equal(paste(`${URLS[0]}\n`.repeat(40_000)).rows.length, 40_000);
  paste("x".repeat(1_000_000));
  paste(`curl '${"a'".repeat(300_000)}`);
  assert.ok(performance.now() - begin < 3_000, `${performance.now() - begin} ms`);
});

test("tables are pasted", () => {
  const table = 'url,Method,body,header: X-Id\r\nhttps://a.test/,post,"a ""b"", c\r\nd",7\r\nhttps://b.test/,,,\r\n';
  assert.deepEqual(pasted(table), [["POST", "https://a.test/", "X-Id: 7", 'a "b", c\r\nd'], get("https://b.test/")]);
  assert.deepEqual(pasted("\ufeffname;URL\nx;https://a.test/;y"), [get("https://a.test/")]);
  const mixed = paste("kind\tseconds\tfunction\twhere\ton\nsleep\t2\t\tthread\t1\nwork\t0.5\t\tpool\tno\ncall\t\tcompute\t\t\ndance\t\t\t\t\n");
  assert.deepEqual(mixed.rows, [row({ kind: "sleep", seconds: "2", where: "thread" }), row({ kind: "work", seconds: "0.5", where: "pool", on: false }), row({ kind: "call", name: "compute" })]);
  assert.deepEqual(mixed.said, ["Row 4 is left out: dance is no kind of row."]);
  assert.deepEqual(paste('url,colour\nhttps://a.test/,"red').said.slice(0, 1), ["A quotation mark is not closed."]);
  assert.match(paste("url,colour\nhttps://a.test/,red").said[0], /^The column colour is left out/);
  assert.deepEqual(paste("url\nhttps://a.test/?x=1,2").said, ["Row 1 has more cells than there are columns: the rest is left out."]);
});

test("cURL commands are pasted", () => {
  assert.deepEqual(pasted("curl https://a.test/"), [get("https://a.test/")]);
  assert.deepEqual(pasted("$ curl -sSL a.test/x --compressed"), [get("http://a.test/x")]);
  assert.deepEqual(pasted(`curl -X PUT 'https://a.test/' \\\n  -H 'Accept: text/plain' \\\n  -H "X-A: \\"q\\"" --data-raw $'it\\'s\\n\\u00fc'`), [
    ["PUT", "https://a.test/", 'Accept: text/plain\nX-A: "q"\nContent-Type: application/x-www-form-urlencoded', "it's\nü"],
  ]);
  assert.deepEqual(pasted("curl -XDELETE -u me:pw https://a.test/"), [["DELETE", "https://a.test/", "Authorization: Basic bWU6cHc=", ""]]);
  assert.deepEqual(pasted(`curl --json '{"a": 1}' https://a.test/`), [["POST", "https://a.test/", "Content-Type: application/json\nAccept: application/json", '{"a": 1}']]);
  assert.deepEqual(pasted("curl https://a.test/ -d a=1 -d b=2 --data-urlencode 'c=x y&z'"), [
    ["POST", "https://a.test/", "Content-Type: application/x-www-form-urlencoded", "a=1&b=2&c=x%20y%26z"],
  ]);
  assert.deepEqual(pasted("curl -G https://a.test/?q=0 -d a=1 -da=2"), [get("https://a.test/?q=0&a=1&a=2")]);
  assert.deepEqual(pasted("curl -I --url=https://a.test/ -A 'me/1' -b k=v -e https://b.test/"), [["HEAD", "https://a.test/", "User-Agent: me/1\nCookie: k=v\nReferer: https://b.test/", ""]]);
  assert.deepEqual(pasted("curl https://a.test/1 && curl https://a.test/2; curl https://a.test/3 https://a.test/4").map(([, url]) => url.at(-1)), ["1", "2", "3", "4"]);
  assert.deepEqual(pasted("curl -H 'content-type: application/json' -d '{}' a.test"), [["POST", "http://a.test", "content-type: application/json", "{}"]]);
});

test("what a cURL command says and a row can't is told", () => {
  const said = (text) => paste(text).said;
  assert.deepEqual(said("curl -fsSLv --compressed -o out.txt https://a.test/"), []);
  assert.deepEqual(said("curl -k https://a.test/"), ["--insecure is left out: it is not understood here."]);
  assert.deepEqual(said("curl -m 5 --retry 2 https://a.test/"), ["--max-time 5 is left out: set Timeout for the batch.", "--retry 2 is left out: set Retries for the batch."]);
  assert.deepEqual(said("curl -F file=@x https://a.test/"), ["--form file=@x is left out: a row has nothing like it."]);
  assert.deepEqual(said("curl -d @body.json https://a.test/"), ["--data @body.json is left out: a page can’t read that file."]);
  assert.deepEqual(said("curl --data-raw @name https://a.test/"), []);
  assert.deepEqual(said("curl -H 'Accept' https://a.test/"), ["The header Accept has no colon, and is left out."]);
  assert.deepEqual(said("curl 'https://a.test/"), ["A quotation mark is not closed."]);
  assert.deepEqual(said("curl https://a.test/ | jq ."), ["jq . is not a cURL command."]);
  assert.deepEqual(said("curl -X"), ["--request lacks its value.", "A cURL command has no URL."]);
});

test("what a program has to call is taken over", () => {
  const program = `"""Doc."""
import asyncio
import math
from time import (
    perf_counter,
)

X = 1


@decorated
def compute():
    # first

    return 42
# behind


class Shop:
    pass


async def later(): return 1


async def main():
    await later()


if __name__ == "__main__":
    asyncio.run(main())
`;
  assert.equal(
    takeFunctions(program),
    "import math\nfrom time import (\n    perf_counter,\n)\n\n\n@decorated\ndef compute():\n    # first\n\n    return 42\n\n\nclass Shop:\n    pass\n\n\nasync def later(): return 1",
  );
  assert.equal(takeFunctions("print(1)\n"), "");
});
