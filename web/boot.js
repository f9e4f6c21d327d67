// Starts the page. A script of its own, so that the page needs no inline script.

const { app, wasm } = document.getElementById("start").dataset;

// The engine comes beside the app, not after it; its failure is reported when a program is run.
import("./engine/session.js")
  .then((engine) => engine.preload())
  .then(keep)
  .catch(() => undefined);

try {
  const { default: start } = await import(new URL(app, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  const message = document.getElementById("boot");
  message.textContent = `Loopscope could not start in this browser: ${error.message}`;
  message.style.animation = "none";
}

/** Lets this version of the page be kept for when there is no network, now that it has come; fails where nothing may be kept. */
async function keep() {
  if (navigator.connection?.saveData) return;
  const { serviceWorker } = navigator;
  await serviceWorker.register(new URL("../offline.js", import.meta.url), { updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  const [, version] = /\/v-(\w+)\//.exec(import.meta.url) ?? [];
  active.postMessage(version);
}
