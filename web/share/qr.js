// A link as a QR code. It is loaded when it is asked for.

import encode from "qr";

/** The quiet zone around a code, in squares (ISO/IEC 18004). */
const MARGIN = 4;

/**
 * @param {string} link
 * @param {number} pixels its side, at least
 */
export function qrCode(link, pixels) {
  const rows = encode(link, "raw", { ecc: "low", border: MARGIN });
  const side = rows.length;
  const scale = Math.max(Math.ceil(pixels / side), 3);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side * scale;
  canvas.role = "img";
  canvas.ariaLabel = "QR code of the link";
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  // Dark on light in a dark page, too: not all cameras read the opposite.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  rows.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(x * scale, y * scale, scale, scale)));
  return canvas;
}
