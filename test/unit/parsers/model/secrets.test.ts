import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { maskedFields, maskedText, maskedValues, SECRET_RULES } from '../../../../parsers/model/secrets.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const mask = (name: string, secret: string): string => `[masked: ${name}, SHA-256 ${sha256(secret)}]`;
const JWT =
  'eyJhbGciOiJSUzI1NiIsImtpZCI6Ik.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV';

/** Rule, secret, and texts in which `%` stands for it. Made up. */
const CASES: readonly (readonly [rule: string, secret: string, texts: readonly string[]])[] = [
  ['private key', '\nMIIEvQIBADANBg\n', ['-----BEGIN RSA PRIVATE KEY-----%-----END RSA PRIVATE KEY-----']],
  ['private key', '\\nMIIEvQIBADANBg', ['"-----BEGIN PRIVATE KEY-----%']],
  ['JSON web token', JWT, ['token %', 'curl -H "Authorization: Bearer %"', '{"token":"%"}']],
  [
    'authorization',
    'dXNlcjpodW50ZXIy',
    [
      'Authorization: Basic %',
      '"authorization":"Basic %"',
      String.raw`\"Authorization\": \"Basic %\"`,
      'authorization=%',
    ],
  ],
  ['bearer token', '0123456789abcdef0123', ['bearer %, then', 'Bearer  %']],
  ['GitHub token', `ghp_${'a1'.repeat(18)}`, ['git clone with % done']],
  ['Slack token', 'xoxb-123456789012-abcdef', ['SLACK %']],
  ['Google API key', `AIza${'a'.repeat(35)}`, ['key: %', '?k=%&x']],
  ['Google access token', `ya29.${'a0_-'.repeat(6)}`, ['got %']],
  ['Azure storage key', `${'A'.repeat(86)}==`, ['AccountName=x;AccountKey=%;Endpoint=y']],
  ['Azure shared access signature', `${'a1%2B'.repeat(9)}%3D`, ['https://x.blob.core.windows.net/c?sv=1&sig=%']],
  ['password in an address', 'hunter2', ['postgres://app:%@db:5432/x', 'git+https://u:%@host/r.git']],
  [
    'password in an argument',
    'hunter2!',
    [
      'mysql --password=% -h db',
      'login, --password, %, -u',
      'login --password % now',
      'x -token %',
      '["login","--password","%"]',
      "--pass='%'",
    ],
  ],
  [
    'password or token',
    'hunter2',
    [
      'password=%',
      'DB_PASSWORD=% app',
      '"password": "%"',
      String.raw`{\"client_secret\":\"%\"}`,
      'aws_secret_access_key = %',
      '"secretAccessKey":"%","x":1',
      '"sessionToken":"%"',
      'api_key: %',
      'passwd=%&user=x',
    ],
  ],
];

test.each(CASES.flatMap(([rule, secret, texts]) => texts.map((text) => [rule, text, secret] as const)))(
  '%s: %s',
  (rule, text, secret) => {
    const written = text.replace('%', () => secret);
    expect(maskedText(written)).toBe(text.replace('%', () => mask(rule, secret)));
  },
);

test('every rule has a case', () => {
  expect(new Set(CASES.map(([rule]) => rule))).toEqual(new Set(SECRET_RULES.map(({ name }) => name)));
});

test.each([
  'secrets/db-credentials get allowed',
  '{"resource":"secrets","name":"api-token"}',
  'system:serviceaccount:kube-system:token-controller',
  '"accessKeyId":"AKIAIOSFODNN7EXAMPLE"',
  '/var/run/secrets/kubernetes.io/serviceaccount/token',
  'tokenreviews.authentication.k8s.io',
  'password=***',
  '"password":"****"',
  '"password": ""',
  '"sessionToken": "REDACTED"',
  'cat /etc/passwd',
  'https://registry.example/v2/app:latest',
  'bearer of news',
  '{"authorization.k8s.io/decision":"allow"}',
  'automountServiceAccountToken: true',
])('%s stays as it is', (text) => {
  expect(maskedText(text)).toBe(text);
});

test('an argument after its option is masked, and so is what stands in one text', () => {
  expect(maskedValues(['login', '--password', 'x', '-u', 'app', '--token=abcdef'])).toEqual([
    'login',
    '--password',
    mask('password in an argument', 'x'),
    '-u',
    'app',
    `--token=${mask('password in an argument', 'abcdef')}`,
  ]);
  expect(maskedFields({ 'process.command_line': 'login --password hunter2', 'process.pid': 7 })).toEqual({
    'process.command_line': `login --password ${mask('password in an argument', 'hunter2')}`,
    'process.pid': 7,
  });
});

test('masking what is masked changes nothing; no secret is left', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CASES.flatMap(([, secret, texts]) => texts.map((text) => [text, secret] as const))),
      fc.string(),
      fc.string(),
      ([text, secret], before, after) => {
        const masked = maskedText(`${before} ${text.replace('%', () => secret)} ${after}`);
        expect(masked).not.toContain(secret);
        expect(maskedText(masked)).toBe(masked);
      },
    ),
    { numRuns: 500 },
  );
});

test('a hostile text takes no time to speak of', () => {
  for (const text of ['--password '.repeat(20_000), 'a://b:'.repeat(20_000), '"'.repeat(100_000), 'eyJ'.repeat(50_000)])
    expect(maskedText(`token${text}`).length).toBeGreaterThan(0);
});
