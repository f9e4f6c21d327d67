// What Share says of a program and its link: what looks like a secret, how long it is, and the forms that it gives.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CHAT_LIMIT, FORMS, QR_LIMIT, fit } from "../../web/share/forms.js";
import { secretsIn } from "../../web/share/secrets.js";

/** Made up of pieces, so that nothing here looks like a secret to those who look through repositories. */
const LETTERS = "abcdefghij0123456789ABCDEFGHIJ0123456789";
const SECRETS = {
  "a private key": ["-----BEGIN " + "RSA PRIVATE KEY-----", "key = '''-----BEGIN " + "PRIVATE KEY-----"],
  "an access key of AWS": ["aws = 'AKIA" + "ABCDEFGHIJKLMNOP'"],
  "a token of GitHub": ["t = 'ghp_" + LETTERS + "'", "github_pat_" + LETTERS],
  "a token of GitLab": ["glpat-" + LETTERS],
  "a token of Slack": ["xoxb-" + "1234567890-abcdef"],
  "a hook of Slack": ["https://hooks.slack.com/services/" + "T000000/B000000/abcdefgh"],
  "a key of Stripe": ["sk_live_" + LETTERS],
  "a key of Google": ["AIza" + LETTERS.slice(0, 35)],
  "an API key": ["client = Client('sk-" + LETTERS + "')"],
  "a token of npm": ["npm_" + LETTERS],
  "a token of PyPI": ["pypi-" + LETTERS],
  "a JSON Web Token": ["eyJhbGciOiJI." + "eyJzdWIiOiIx.abc"],
  "a password in an address": ["get('https://me:hunter2@host/')", "postgres://user:s3cret@db:5432/x", "redis://:s3cret@cache"],
  "a key in an address": ["get('https://host/?q=1&api_key=0123456789')", "'https://host/?token=abcdef123'"],
  "credentials in a header": ["headers = {'Authorization': 'Bearer abcdefghijkl0123'}", "'Authorization': 'Basic dXNlcjpwYXNzd29yZA=='"],
  "a secret": ["PASSWORD = 'hunter22'", "api_key=\"0123456789\"", "config = {'client_secret': 'abcdefgh'}", "db_password: 'hunter22'"],
  "a secret in a header": ["'Cookie': 'session=abcdef'", "headers['X-Api-Key', 'abcdefgh']"],
};
const HARMLESS = [
  "print('password')",
  "password = input('password: ')",
  "token = os.environ['TOKEN']",
  "token = secrets.token_hex(16)",
  "headers = {'Authorization': f'Bearer {token}'}",
  "get(f'https://{user}:{password}@host/')",
  "get(f'https://host/?token={token}')",
  "get('https://demo.test/delay/1?value=token')",
  "secret = '<your secret>'",
  "password = 'changeme'",
  "api_key = 'your-api-key'",
  "token = contextvar.set(1)",
  "async with lock: token = 'a'",
  "url = 'http://host:8080/path@2'",
  "# tokens: a list",
  "sk = list(range(10))",
];

test("what looks like a secret is found, with its line", () => {
  for (const [what, lines] of Object.entries(SECRETS)) {
    for (const line of lines) assert.deepEqual(secretsIn(`import x\n\n${line}\n`), [{ line: 3, what }], line);
  }
});

test("what only talks of secrets is none", () => {
  for (const line of HARMLESS) assert.deepEqual(secretsIn(line), [], line);
});

test("a program of a megabyte takes no time", () => {
  const begin = performance.now();
  secretsIn("token ".repeat(170_000));
  secretsIn("a:b".repeat(300_000));
  secretsIn(`x = "${"password".repeat(120_000)}"`);
  assert.ok(performance.now() - begin < 1_000, `${performance.now() - begin} ms`);
});

test("it is said where a link will fit", () => {
  const link = (length) => "x".repeat(length);
  assert.match(fit(link(100)), /^100 characters: it is short enough for chats \(2,000\) and for a QR code \(2,953\)\.$/);
  assert.match(fit(link(CHAT_LIMIT + 1)), /^2,001 characters: it is too long for chats \(2,000\), but short enough for a QR code/);
  assert.match(fit(link(QR_LIMIT + 1)), /^2,954 characters: it is too long for chats .* and for a QR code/);
});

test("the forms hold the link", () => {
  const link = "https://host/#clock=virtual&z=abc_-";
  assert.equal(FORMS.Link(link), link);
  assert.equal(FORMS.Markdown(link), `[Run this in Loopscope](<${link}>)`);
  assert.match(FORMS.HTML(link), /^<iframe src="https:\/\/host\/embed\.html#clock=virtual&amp;z=abc_-" title="Run this in Loopscope" /);
  assert.equal(FORMS.reStructuredText(link), `\`Run this in Loopscope <${link}>\`__`);
});
