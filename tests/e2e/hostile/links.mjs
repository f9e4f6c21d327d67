// Links of people who mean ill. After each of them nothing runs, nothing was added to the page, and:
//
//   name     what is tried
//   hash     the part behind `#`
//   shows    what the program in the editor is then; without it, it is still the one from before
//   says     what the page says, likewise
//
// What can't be seen in a program stands here as the dot that the editor shows for it.

import { deflateRawSync } from "node:zlib";

const code = (text) => `#code=${encodeURIComponent(text)}`;
const packed = (bytes) => `#z=${Buffer.from(bytes).toString("base64url")}`;
const deflated = (text) => packed(deflateRawSync(Buffer.from(text)));

const NO_LESSON = /its field “lesson” names a lesson that does not exist\. It was/;
const NOT_A_NUMBER = (field) => new RegExp(`“${field}” is not a number. Its program could be opened`);
const ok = "print('opened')";

export const links = [
  // Markup and scripts.
  { name: "an element with a handler", hash: code("<img src=x onerror=pwned=1>"), shows: "<img src=x onerror=pwned=1>" },
  { name: "the end of a script", hash: code("</script><script>pwned=1</script>"), shows: "</script><script>pwned=1</script>" },
  { name: "a template", hash: code("{{constructor.constructor('pwned=1')()}}${pwned=1}"), shows: "{{constructor.constructor('pwned=1')()}}${pwned=1}" },
  { name: "an address that is a script", hash: "#javascript:pwned=1" },
  { name: "another host", hash: "#//evil.example/x.js" },
  { name: "markup as a lesson", hash: "#lesson=%3Cimg%20src%3Dx%20onerror%3Dpwned%3D1%3E", says: NO_LESSON },
  { name: "markup as a clock", hash: "#clock=%3Cimg%20src=x%20onerror=pwned=1%3E&code=print('opened')", shows: ok },
  { name: "scripts as fields that are kept", hash: "#theme=javascript:pwned=1&view=%3Cscript%3E&code=print('opened')", shows: ok },
  { name: "markup as the moment", hash: "#at=1.1.<img+src=x+onerror=pwned=1>&code=print('opened')", shows: ok, says: /says of it: <img src=x onerror=pwned=1>/ },

  // Running by itself.
  { name: "fields that ask for a run", hash: "#run=1&autorun=true&autoplay=1&code=print('opened')", shows: ok },
  { name: "a moment to run to", hash: "#at=0&code=print('opened')", shows: ok, says: /points at event #0\./ },
  { name: "to be taken for an example in a page", hash: "#embed=1&embed&code=print('opened')", shows: ok },

  // The page's voice.
  { name: "a warning as a lesson", hash: "#lesson=Your%20computer%20is%20infected.%20Call%20555", says: NO_LESSON },
  { name: "a very long lesson", hash: `#lesson=${"a".repeat(100_000)}`, says: NO_LESSON },
  { name: "a warning as the moment", hash: "#at=3.1.Nothing.+This+page+wants+your+password&code=print('opened')", shows: ok, says: /This link points at #3, and says of it: Nothing\. This page wants your password$/ },
  { name: "a very long sentence", hash: `#at=3.1.${"long+".repeat(9_000)}&code=print('opened')`, shows: ok, says: /says of it: (long ){32}$/ },
  { name: "a sentence that turns itself around", hash: "#at=3.1.safe%E2%80%AE%E2%81%A6%0A%0Adrowssap&code=print('opened')", shows: ok, says: /says of it: safedrowssap$/ },
  { name: "a sentence of control characters", hash: "#at=3.1.%1B%5B2J%00%9Bx&code=print('opened')", says: /“at” is not text in UTF-8. Its program could be opened/, shows: ok },

  // Ways and names.
  { name: "a way out of the lessons", hash: "#lesson=../../../etc/passwd", says: NO_LESSON },
  { name: "the same, encoded", hash: "#lesson=..%2f..%2fetc%2fpasswd%00", says: NO_LESSON },
  { name: "a name that every object has", hash: "#lesson=__proto__", says: /does not exist: __proto__\./ },
  { name: "such a name as a field", hash: "#__proto__=x&constructor=y&code=print('opened')", shows: ok },
  { name: "a lesson that it was not made of", hash: "#of=../../x&code=print('opened')", shows: ok },
  { name: "a file of the reader's disk", hash: "#file=../../../etc/passwd" },

  // Numbers.
  { name: "a number that is too large", hash: "#at=99999999999999999999&code=print('opened')", shows: ok, says: NOT_A_NUMBER("at") },
  { name: "the largest numbers", hash: "#at=4294967295.4294967295.x&code=print('opened')", shows: ok, says: /points at #4294967295/ },
  { name: "numbers that are none", hash: "#at=-1.NaN.x&code=print('opened')", shows: ok, says: NOT_A_NUMBER("at") },
  { name: "a seed that is too large", hash: "#seed=4294967296&code=print('opened')", shows: ok, says: NOT_A_NUMBER("seed") },
  { name: "a negative seed", hash: "#seed=-1&code=print('opened')", shows: ok, says: NOT_A_NUMBER("seed") },

  // Bytes.
  { name: "a NUL", hash: "#code=a%00b", shows: "a␀b" },
  { name: "half a character", hash: "#code=%ED%A0%80", says: /“code” is not text in UTF-8/ },
  { name: "bytes that are no text", hash: "#code=%FF%FE", says: /“code” is not text in UTF-8/ },
  { name: "another way to encode", hash: "#code=%u0041", says: /“code” is not percent-encoded/ },
  { name: "two programs", hash: "#lesson=01_hello&z=!&code=print('opened')", says: /does not exist: 01_hello/ },
  { name: "thirty thousand fields", hash: `#${"a=b&".repeat(30_000)}code=print('opened')`, shows: ok },

  // Compressed.
  { name: "a bomb", hash: deflated("\0".repeat(200 << 20)), says: /“z” holds a program of more than 1 MB/ },
  { name: "a hundred thousand empty blocks", hash: packed(Buffer.concat([Buffer.from("000000ffff".repeat(100_000), "hex"), deflateRawSync(ok)])), shows: ok },
  { name: "blocks that never end", hash: packed(Buffer.from("000000ffff".repeat(1_000), "hex")), says: /“z” does not unpack/ },
  { name: "a copy from before the beginning", hash: packed(Buffer.from("4b041300", "hex")), says: /“z” does not unpack/ },
  { name: "something behind the end", hash: packed(Buffer.concat([deflateRawSync(ok), Buffer.from("<script>")])), says: /“z” does not unpack/ },
  { name: "bytes that are no text, compressed", hash: packed(deflateRawSync(Buffer.from([0xff, 0xfe, 0xed, 0xa0, 0x80]))), says: /“z” is not text in UTF-8/ },

  // Programs that look like others (Trojan Source, CVE-2021-42574).
  { name: "an overridden direction", hash: code("ok = 1 # \u202e\u2066}\u2069\u2066"), shows: "ok = 1 # ••}••" },
  { name: "embedded directions", hash: code("a\u202ab\u202bc\u202cd\u2067e\u2068f\u200eg\u200fh\u061ci"), shows: "a•b•c•d•e•f•g•h•i" },
  { name: "what has no width", hash: code("a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u3164h\u2800i"), shows: "a•b•c•d•e•f•g•h•i" },
  { name: "words in tag characters", hash: code("x\u{e0001}\u{e0041}\u{e007f}y"), shows: "x•••y" },
  { name: "controls of a terminal", hash: code("a\u001b[2Jb\u009bc\u0008d"), shows: "a␛[2Jb•c␈d" },
];
