// In place of the worker that keeps the page: forgets what was kept, and goes.
//
// `cargo xtask serve` sends it, so that nobody looks at what they built yesterday; a host that no longer wants pages to be kept can, too.

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const ours = names.filter((name) => name.startsWith(`loopscope ${registration.scope} `));
      await Promise.all(ours.map((name) => caches.delete(name)));
      await registration.unregister();
    })(),
  );
});
