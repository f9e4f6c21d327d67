// Keeps a whole version of the page in this browser, so that it is there without a network: see docs/decisions/0016-a-version-is-a-folder.md.
//
// `publish.js` puts before it what it keeps: `VERSION`, and `FILES`, the hash of each file by its name.

/* global VERSION, FILES */

/** Where the page is: nothing outside of it is touched. */
const HOME = registration.scope;
/** Other places of this host may have a Loopscope of their own. */
const OURS = `loopscope ${HOME} `;
const CACHE = OURS + VERSION;
/** How the pages are called in addresses, and as files. */
const PAGES = { "": "index.html", "index.html": "index.html", "embed.html": "embed.html" };
/** So long a page may take to come before the one that was kept is shown, in milliseconds. */
const PATIENCE = 3_000;
/** So many older versions stay while several windows are open, of which it is not known what they run. */
const MOST_OLDER = 3;

/** In Firefox a page fails with the request that is made ahead for it, though there is an answer. */
const MAY_PRELOAD = !navigator.userAgent.includes("Firefox");

addEventListener("install", (event) => {
  // No page is disturbed by that: it goes on with the files of its own version.
  skipWaiting();
  event.waitUntil(fill());
});

addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([clients.claim(), MAY_PRELOAD && registration.navigationPreload?.enable()]));
});

// A window has nothing else to do, and says which version it runs.
addEventListener("message", (event) => {
  event.waitUntil(fill().then(() => tidy(event.data), () => undefined));
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(HOME)) return;
  const [name] = url.slice(HOME.length).split(/[?#]/);
  const version = /^v-(\w+)\//.exec(name)?.[1];
  if (version) event.respondWith(file(event.request, version, name));
  else if (mode === "navigate" && Object.hasOwn(PAGES, name)) event.respondWith(page(event, PAGES[name]));
});

/** What was kept of a file. */
async function kept(cacheName, name) {
  try {
    return await caches.match(HOME + name, { cacheName });
  } catch {
    return undefined;
  }
}

/** A file never changes: another version has other addresses. */
async function file(request, version, name) {
  return (await kept(OURS + version, name)) ?? fetch(request);
}

/** A page is as new as can be, and when there is no network, or none that answers, the one that was kept. */
async function page(event, name) {
  const coming = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  event.waitUntil(coming.catch(() => undefined));
  try {
    const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
    const response = await Promise.race([coming, late]);
    if (response.status < 500) return response;
  } catch {
    // What was kept, then.
  }
  return (await kept(CACHE, name)) ?? coming;
}

/** @type {Promise<void> | undefined} */
let filling;

/** Fetches what is not there as it should be; looks for that once while this worker lives. */
function fill() {
  filling ??= fillOnce().catch((error) => {
    filling = undefined;
    throw error;
  });
  return filling;
}

async function fillOnce() {
  const cache = await caches.open(CACHE);
  // One after the other: a program may be making requests.
  for (const [name, hash] of Object.entries(FILES)) {
    if (!(await isRight(name, hash, await cache.match(HOME + name)))) await cache.put(HOME + name, await fetched(name, hash));
  }
}

async function fetched(name, hash) {
  // The page has just loaded most of them.
  for (const cache of ["force-cache", "reload"]) {
    const response = await fetch(HOME + name, { cache, priority: "low" });
    if (!(await isRight(name, hash, response.clone()))) continue;
    // Without what it says of the way it came: redirections, compression.
    const headers = new Headers(response.headers);
    for (const of of ["Content-Encoding", "Content-Length"]) headers.delete(of);
    return new Response(response.body, { headers });
  }
  throw new Error(`what the host has as ${name} is not of version ${VERSION}`);
}

/** Whether a file is there, and of this version. */
async function isRight(name, hash, response) {
  if (!response?.ok) return false;
  // Some hosts put something of theirs into pages.
  if (name.endsWith(".html")) return (await response.text()).includes(`v-${VERSION}/`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return Array.from(digest.subarray(0, hash.length / 2), (byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}

/** Forgets the versions that no window runs. */
async function tidy(version) {
  // What comes is not to be taken for what is old.
  if (registration.installing || registration.waiting) return;
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  // In the order in which they came.
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE && name !== OURS + version);
  const others = windows.filter(({ url }) => url.startsWith(HOME)).length > 1;
  for (const name of older.slice(0, others ? -MOST_OLDER : undefined)) await caches.delete(name);
}
