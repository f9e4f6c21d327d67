// What comes late of the page, and may not be there any more when there is a new version: docs/decisions/0016-a-version-is-a-folder.md.

/** What is said then. */
export const GONE = "this version of the page is not there any more: reload the page for the new one";

/**
 * Imports a script of the page.
 * @param {URL} url
 */
export function importLate(url) {
  return import(url.href).catch(async (error) => {
    throw await whyMissing(url, error);
  });
}

/**
 * Why a script did not come: the browser does not tell that it is not there from that there is no network.
 * @param {URL} url
 * @param {any} error what the browser says
 */
export async function whyMissing(url, error) {
  return (await isGone(url)) ? new Error(GONE) : error;
}

/** @param {URL} url a file of the page */
export async function isGone(url) {
  const answer = await fetch(url).catch(() => undefined);
  answer?.body?.cancel().catch(() => undefined);
  return answer?.status === 404;
}
