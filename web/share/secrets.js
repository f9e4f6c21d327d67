// What in a program looks like a secret: whoever gets the link can read it. A doubt is a reason to say so; it can be shared all the same.

/** The rules, with an end to all that they repeat: a line may be a megabyte long. What is found, said as "looks like …", and how. The first that matches in a line is said. @type {[what: string, pattern: RegExp][]} */
const RULES = [
  ["a private key", /-----BEGIN (?:[A-Z]{1,20} ){0,3}PRIVATE KEY-----/],
  ["an access key of AWS", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a token of GitHub", /\b(?:gh[pousr]_[0-9A-Za-z]{20,}|github_pat_[0-9A-Za-z_]{20,})/],
  ["a token of GitLab", /\bglpat-[0-9A-Za-z_-]{16,}/],
  ["a token of Slack", /\bxox[abeoprs]-[0-9A-Za-z-]{10,}/],
  ["a hook of Slack", /hooks\.slack\.com\/services\/[\w/]{20,}/],
  ["a key of Stripe", /\b[rs]k_(?:live|test)_[0-9A-Za-z]{10,}/],
  ["a key of Google", /\bAIza[0-9A-Za-z_-]{35}/],
  ["an API key", /\bsk-[0-9A-Za-z_-]{20,}/],
  ["a token of npm", /\bnpm_[0-9A-Za-z]{30,}/],
  ["a token of PyPI", /\bpypi-[0-9A-Za-z_-]{30,}/],
  ["a JSON Web Token", /\beyJ[0-9A-Za-z_-]{8,500}\.eyJ/],
  ["a password in an address", /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,80}:(?![{<*])[^\s/@"']{1,200}@/i],
  ["a key in an address", /[?&](?:api_?key|key|token|access_token|secret|sig|signature|password)=(?![{<*])[^\s&"']{6,}/i],
  ["credentials in a header", /\b(?:Bearer|Basic|Token)\s{1,3}(?![{<*])[0-9A-Za-z._~+/-]{12}/],
  ["a secret", /(?:password|passwd|secret|api_?key|token|credential)\w{0,20}["']?\s{0,8}[:=]\s{0,8}[rbu]?["'](?![{<*$]|x+["'])[^"'\s]{6,200}["']/i],
  ["a secret in a header", /["'](?:Authorization|Cookie|Set-Cookie|X-Api-Key|X-Auth-Token|Proxy-Authorization)["']\s{0,8}[:,]\s{0,8}[rbu]?["'](?![{<*])[^"']{6,500}["']/i],
];
/** What examples write where a secret would be. */
const EXAMPLE = /example|changeme|placeholder|dummy|your[-_]/i;
/** Beyond these it is clear. */
const MOST = 5;

/**
 * What looks like a secret: its line, from 1, and what it looks like.
 * @param {string} program
 * @returns {{ line: number, what: string }[]}
 */
export function secretsIn(program) {
  const found = [];
  for (const [index, text] of program.split("\n").entries()) {
    const rule = RULES.find(([, pattern]) => {
      const match = pattern.exec(text);
      return match && !EXAMPLE.test(match[0]);
    });
    if (rule) found.push({ line: index + 1, what: rule[0] });
    if (found.length === MOST) break;
  }
  return found;
}
