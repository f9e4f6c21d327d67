// What programs may ask: everybody's hosts, and neither the page's own nor those of a private network unless the reader allows it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Fetches } from "../../web/engine/fetch.js";
import { isPrivate, Reach } from "../../web/engine/reach.js";

const hostOf = (host) => new URL(`http://${host}/`).hostname;

test("addresses of private networks are known in every spelling", () => {
  const hosts = `127.0.0.1 127.1 2130706433 0x7f.0.0.1 0177.0.0.1 0 0.0.0.0 10.1.2.3 100.64.0.1 100.127.255.255 169.254.169.254 172.16.0.1
    172.31.255.255 192.168.0.1 192.168.1.1. 192.0.0.8 198.18.0.1 198.19.255.255 224.0.0.1 255.255.255.255 localhost LOCALHOST localhost. a.localhost
    router nas.local wiki.corp db.internal x.home.arpa box.lan [::] [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:10.0.0.1] [::127.0.0.1]
    [64:ff9b::192.168.1.1] [2002:c0a8:101::] [fc00::1] [fdff::1] [fe80::1] [febf::1] [fec0::1] [ff02::1]`;
  for (const host of hosts.split(/\s+/)) assert.ok(isPrivate(hostOf(host)), host);
});

test("everybody's hosts are not", () => {
  const hosts = `example.org www.example.com. 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1 172.15.0.1
    172.32.0.1 192.0.1.1 192.167.1.1 192.169.1.1 198.17.0.1 198.20.0.1 223.255.255.255 localhost.example.org local.example internal.example.com
    [2001:4860:4860::8888] [2606:4700::1111] [::ffff:8.8.8.8] [64:ff9b::8.8.8.8] [2002:808:808::]`;
  for (const host of hosts.split(/\s+/)) assert.ok(!isPrivate(hostOf(host)), host);
});

test("a page may ask what its programs may, and tells what they wanted", () => {
  const wanted = [];
  const page = (href, allowed = []) => new Reach(allowed, (origin) => wanted.push(origin), new URL(href));
  const refuses = (reach, url) => reach.refuses(new URL(url)) !== undefined;
  const open = page("https://play.example/loopscope/");
  for (const url of ["https://play.example/", "https://PLAY.example:443/x", "http://192.168.1.1/", "http://localhost:8080/"]) assert.ok(refuses(open, url), url);
  assert.deepEqual(wanted, ["https://play.example", "https://play.example", "http://192.168.1.1", "http://localhost:8080"]);
  for (const url of ["https://api.example/", "https://play.example:8443/", "http://play.example/"]) assert.ok(!refuses(open, url), url);
  // What is allowed is one origin, and not what else is at that host.
  const allowed = page("https://play.example/", ["http://192.168.1.1:81", "http://router"]);
  const asked = { "http://192.168.1.1:81/": false, "http://192.168.1.1/": true, "https://192.168.1.1:81/": true, "http://router:80/": false, "https://router/": true };
  for (const [url, isRefused] of Object.entries(asked)) assert.equal(refuses(allowed, url), isRefused, url);
  // A page of a private network is within it; its own host is its own all the same.
  const inside = page("http://127.0.0.1:8080/");
  assert.deepEqual(["http://127.0.0.1:9000/", "http://127.0.0.1:8080/"].map((url) => refuses(inside, url)), [false, true]);
});

test("nothing but http and https is asked, whatever the program's own check says", async () => {
  for (const url of ["data:text/plain,x", "file:///etc/passwd", "blob:nodedata:x", "ws://evil.example/", "javascript:1", "/x", "x"]) {
    const heard = [];
    const engine = { fetchFailed: (...told) => heard.push(told), fetchDone: () => heard.push("an answer") };
    const reach = new Reach([], () => {}, new URL("https://play.example/"));
    await new Fetches((call) => call(engine), () => {}, reach).start(1, "GET", url, [], new Uint8Array());
    assert.deepEqual(heard, [[1, "InvalidUrl", url]]);
  }
});
