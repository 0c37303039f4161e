/**
 * What gives access to something and has no place on a screen or in a report: passwords, tokens, private keys. Rules are
 * data. What a rule finds is masked wherever it is shown or exported, with its SHA-256 beside; the bytes in the evidence
 * stay as they are. Identifiers of credentials (an AWS access key id) are evidence and are not masked.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { EventFields, FieldName, FieldValue } from './fields.js';

export interface SecretRule {
  /** What it finds, as the mask names it. */
  readonly name: string;
  /** Finds it anywhere in a text. What stands before and after the group `secret` is shown; without the group all is masked. */
  readonly pattern: RegExp;
}

/** A quote as it stands in text, in JSON, and in JSON within JSON. */
const Q = String.raw`(?:\\*["'])?`;
const NAMES = String.raw`pass(?:word|wd|phrase)|pwd|client[_-]?secret|secret[_-]?(?:access[_-]?)?key|(?:access|refresh|session|id|auth|bearer|api)[_-]?token|api[_-]?key`;
/** Value of a name: up to white space, a quote, or what ends it in an address, a list or JSON. */
const VALUE = String.raw`(?<secret>(?!(?:\*+|REDACTED)(?:$|[\s"'\\,;&]))[^\s"'\\,;&(){}\[\]<>]{3,})`;

/** Every rule, the most particular first: what one has masked is no text for the next. */
export const SECRET_RULES: readonly SecretRule[] = [
  {
    name: 'private key',
    pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?<secret>[\s\S]*?)(?=-----END (?:[A-Z]+ )*PRIVATE KEY-----|$)/gu,
  },
  { name: 'JSON web token', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/gu },
  {
    name: 'authorization',
    pattern: new RegExp(
      String.raw`\bauthorization${Q}\s*[:=]\s*${Q}(?:(?:bearer|basic|token|negotiate)\s+)?(?<secret>(?!(?:bearer|basic|token|negotiate)\b)[\w.~+/=-]{6,})`,
      'giu',
    ),
  },
  { name: 'bearer token', pattern: /\bbearer\s+(?<secret>[\w.~+/=-]{16,})/giu },
  { name: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/gu },
  { name: 'Slack token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/gu },
  { name: 'Google API key', pattern: /\bAIza[\w-]{35}(?![\w-])/gu },
  { name: 'Google access token', pattern: /\bya29\.[\w-]{20,}/gu },
  { name: 'Azure storage key', pattern: /\bAccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/giu },
  { name: 'Azure shared access signature', pattern: /[?&]sig=(?<secret>[A-Za-z0-9%+/]{40,}(?:%3D|=)?)/giu },
  { name: 'password in an address', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"'\\]+:(?<secret>[^\s@/"'\\]{1,})@/giu },
  {
    name: 'password in an argument',
    pattern: new RegExp(String.raw`(?<![\w-])--?(?:${NAMES}|token|pass)(?:=|\s+|\\*["']?[,;]\s*)${Q}${VALUE}`, 'giu'),
  },
  {
    name: 'password or token',
    pattern: new RegExp(String.raw`(?<![a-z])(?:\w+[_-])?(?:${NAMES})${Q}\s*[:=]\s*${Q}${VALUE}`, 'giu'),
  },
];

/** Options whose value stands in the argument after them. */
const SECRET_OPTION = new RegExp(`^--?(?:${NAMES}|token|pass)$`, 'iu');

/** Cheap test before the rules: most texts hold none of these. */
const HINT =
  /PRIVATE KEY|eyJ|authorization|bearer|gh[pousr]_|github_pat_|xox[abeoprs]-|AIza|ya29\.|AccountKey|sig=|:\/\/|pass|pwd|secret|token|api[_-]?key/iu;

/** What stands in the place of a secret. */
function maskOf(name: string, secret: string): string {
  return `[masked: ${name}, SHA-256 ${bytesToHex(sha256(utf8ToBytes(secret)))}]`;
}

/** The text with every secret masked; the same string where there is none. */
export function maskedText(text: string): string {
  if (!HINT.test(text)) return text;
  let masked = text;
  for (const { name, pattern } of SECRET_RULES) {
    masked = masked.replace(pattern, (...match: unknown[]) => {
      const whole = String(match[0]);
      const secret = (match.at(-1) as { readonly secret?: string } | undefined)?.secret ?? whole;
      if (whole.includes('[masked: ')) return whole;
      const at = whole.lastIndexOf(secret);
      return whole.slice(0, at) + maskOf(name, secret) + whole.slice(at + secret.length);
    });
  }
  return masked;
}

/** Values of one field, an argument after its option included. */
export function maskedValues(values: readonly string[]): readonly string[] {
  return values.map((value, index) => {
    const before = values[index - 1];
    return before !== undefined && SECRET_OPTION.test(before) && value !== ''
      ? maskOf('password in an argument', value)
      : maskedText(value);
  });
}

/** Fields as they may be shown; numbers are no secrets. */
export function maskedFields(fields: EventFields): EventFields {
  const masked = Object.entries(fields).map(([name, value]: [string, FieldValue | undefined]) => [
    name as FieldName,
    typeof value === 'string' ? maskedText(value) : typeof value === 'object' ? maskedValues(value) : value,
  ]);
  return Object.fromEntries(masked) as EventFields;
}
