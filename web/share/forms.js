// A link in the forms in which it is pasted somewhere, and where it will fit.

/** What chats and mail programs take as one link. */
export const CHAT_LIMIT = 2_000;
/** The bytes that the largest QR code holds (ISO/IEC 18004: version 40, level L). */
export const QR_LIMIT = 2_953;

const WORDS = "Run this in Loopscope";

/** The forms by name. @type {Record<string, (link: string) => string>} */
export const FORMS = {
  Link: (link) => link,
  Markdown: (link) => `[${WORDS}](<${link}>)`,
  HTML: (link) => `<iframe src="${escaped(asExample(link))}" title="${WORDS}" width="100%" height="600" loading="lazy" allow="clipboard-write"></iframe>`,
  reStructuredText: (link) => `\`${WORDS} <${link}>\`__`,
};

/**
 * The same program as an example in another page.
 * @param {string} link
 */
function asExample(link) {
  const { href, hash } = new URL(link);
  return new URL("embed.html", href).href + hash;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/**
 * How long a link is, and where it will fit.
 * @param {string} link
 */
export function fit(link) {
  const length = link.length.toLocaleString("en");
  const fits = (/** @type {number} */ limit) => (link.length <= limit ? "is short enough" : "is too long");
  const [chat, qr] = [fits(CHAT_LIMIT), fits(QR_LIMIT)];
  const limits = [CHAT_LIMIT, QR_LIMIT].map((limit) => limit.toLocaleString("en"));
  if (chat === qr) return `${length} characters: it ${chat} for chats (${limits[0]}) and for a QR code (${limits[1]}).`;
  return `${length} characters: it ${chat} for chats (${limits[0]}), but ${qr.slice(3)} for a QR code (${limits[1]}).`;
}
