// What a program may ask. The browser lets any page send requests into the network of its reader, and read all of its own host; a
// program out of a link may do neither, unless the reader lets it.

/** Names that lead nowhere but into a network of one's own. */
const PRIVATE_NAME = /^[^.]+$|\.(localhost|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;
/** Networks of one's own, of a link, of this machine, and what is no host: IPv4, with the length of the prefix. */
const PRIVATE_NETWORKS = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
].map(([network, bits]) => [numberOf(network), 32 - bits]);

/**
 * Whether a host, as `URL` spells it, is in a network that is not everybody's. Of a name that is registered to lead there this is not known.
 * @param {string} hostname
 */
export function isPrivate(hostname) {
  const host = hostname.replace(/\.$/, "");
  if (host.startsWith("[")) return isPrivateGroups(groupsOf(host.slice(1, -1)));
  return /^[\d.]+$/.test(host) ? isPrivateNumber(numberOf(host)) : PRIVATE_NAME.test(host);
}

/** @param {string} address */
function numberOf(address) {
  return address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

/** @param {number} address */
function isPrivateNumber(address) {
  return PRIVATE_NETWORKS.some(([network, bits]) => Math.floor(address / 2 ** bits) === Math.floor(network / 2 ** bits));
}

/** The eight groups of an IPv6 address as `URL` spells it. @param {string} address */
function groupsOf(address) {
  const [before, after] = address.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = after ? new Array(8 - before.length - after.length).fill("0") : [];
  return [...before, ...zeros, ...(after ?? [])].map((group) => Number.parseInt(group, 16));
}

/** @param {number[]} groups */
function isPrivateGroups(groups) {
  const within = () => isPrivateNumber(groups[6] * 65_536 + groups[7]);
  const begins = (/** @type {number[]} */ ...these) => these.every((group, at) => group === groups[at]);
  // ::, ::1, and IPv4 within: compatible, mapped, translated (RFC 6052).
  if (begins(0, 0, 0, 0, 0, 0) || begins(0, 0, 0, 0, 0, 0xffff) || begins(0x64, 0xff9b, 0, 0, 0, 0)) return within();
  // 6to4 has it further up.
  if (begins(0x2002)) return isPrivateNumber(groups[1] * 65_536 + groups[2]);
  // Beyond 2000::/3 nothing is everybody's: unique local, link-local, multicast.
  return groups[0] >> 13 !== 1;
}

/** What a program may ask that the reader did not run. */
export const NOBODY = { refuses: () => "what runs by itself asks no server but demo.test: press Run" };
/** What an engine may ask to which nobody lets anything. */
export const NOTHING = { refuses: () => "this engine may ask no server" };

/** What one program may ask. */
export class Reach {
  /**
   * @param {string[]} allowed the origins that the reader lets it ask
   * @param {(origin: string) => void} onRefused it wants to ask this one
   * @param {{ origin: string, hostname: string }} [page] where the page is from
   */
  constructor(allowed, onRefused, page = self.location) {
    this.allowed = allowed;
    this.onRefused = onRefused;
    this.page = page;
  }

  /**
   * Why it may not ask this; nothing if it may.
   * @param {URL} url
   * @returns {string | undefined}
   */
  refuses({ origin, host, hostname }) {
    if (this.allowed.includes(origin)) return undefined;
    const isOwn = origin === this.page.origin;
    // Whoever serves the page in such a network is in it.
    if (!isOwn && (!isPrivate(hostname) || isPrivate(this.page.hostname))) return undefined;
    this.onRefused(origin);
    const what = isOwn ? "the host of this page" : "in a private network";
    return `${host} is ${what}, which programs may ask only when the reader of the page allows it`;
  }
}
