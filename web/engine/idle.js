// Waiting until the page has nothing else to do.

/**
 * @param {number} [patienceMillis] a page that has been busy for so long may never be idle, and is not waited for any longer
 * @returns {Promise<unknown>}
 */
export function idle(patienceMillis) {
  return new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: patienceMillis });
    else setTimeout(resolve);
  });
}
