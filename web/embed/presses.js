// What the reader presses stays where it is until it is clicked: frames above it grow before that, or afterwards.

/** That a longer press is over was not heard, in milliseconds. */
const LONGEST = 1_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pressed;
/** @type {Set<() => void>} */
const waiting = new Set();

for (const type of ["pointerdown", "pointerup", "pointercancel"]) {
  addEventListener(
    type,
    () => {
      clearTimeout(pressed);
      // The click comes at once.
      pressed = setTimeout(release, type === "pointerdown" ? LONGEST : 0);
    },
    { capture: true, passive: true },
  );
}

/**
 * Does something when nothing is pressed: now, or soon.
 * @param {() => void} work of the same one it is done once
 */
export function unpressed(work) {
  if (pressed === undefined) work();
  else waiting.add(work);
}

function release() {
  pressed = undefined;
  const works = [...waiting];
  waiting.clear();
  for (const work of works) work();
}
