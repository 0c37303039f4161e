/**
 * Reading JSON without loss: integers of 16 digits and more become decimal text, because a JavaScript number would change
 * them (nanoseconds, flow ids, event ids). Everything else is `JSON.parse`.
 */

import { JsonScanner } from './json-scanner.js';

export type JsonRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'not-json' | 'truncated' | 'too-deep'; readonly reason: string };

const LONG = 16;

/** Decodes one JSON text. Objects and arrays may lie at most `depth` deep inside one another. */
export function readJson(text: string, depth: number): JsonRead {
  if (text.length > depth * 2 && isTooDeep(text, depth)) {
    return {
      ok: false,
      code: 'too-deep',
      reason: `Objects and arrays lie more than ${depth} deep inside one another. Look at it in the evidence, at the place stated.`,
    };
  }
  const long = firstLongInteger(text, 0);
  if (long === null) return parse(text);
  try {
    return { ok: true, value: JSON.parse(quoteLongIntegers(text, long)) as unknown };
  } catch {
    // A quote put inside a string ends it right before a digit, which is never JSON: then strings must be told apart.
    return parse(quoteOutsideStrings(text));
  }
}

function parse(text: string): JsonRead {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return explain(text);
  }
}

/** Says what is wrong in words of our own: those of the engines differ, and repeat the evidence. */
function explain(text: string): JsonRead {
  const bytes = new TextEncoder().encode(text);
  const scanner = new JsonScanner();
  scanner.watch = -1;
  const stop = scanner.scan(bytes, bytes.length);
  if (stop === 'broken') {
    const reason = `Not JSON: what stands at byte ${scanner.position + 1} of the text cannot stand there.`;
    return { ok: false, code: 'not-json', reason };
  }
  if (scanner.depth > 0 || !(scanner.idle || scanner.inScalar)) {
    return { ok: false, code: 'truncated', reason: 'The JSON text ends before it is complete.' };
  }
  return {
    ok: false,
    code: 'not-json',
    reason: 'Not JSON: a number, a word, an escape or a comma is wrong, or more than one value stands here.',
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The next integer of 16 digits and more at or behind `from`, told by what stands around it. A run of 16 digits covers
 * one of every 16 places, so only those are looked at.
 */
function firstLongInteger(text: string, from: number): Span | null {
  const { length } = text;
  for (let at = from + LONG - 1; at < length; at += LONG) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let start = at;
    while (start > from && isDigit(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < length && isDigit(text.charCodeAt(end))) end++;
    at = end - 1;
    if (end - start < LONG) continue;
    const signed = start > from && text.charCodeAt(start - 1) === 0x2d ? start - 1 : start;
    if (followsValueStart(text, signed) && precedesValueEnd(text, end)) return { from: signed, to: end };
  }
  return null;
}

function quoteLongIntegers(text: string, first: Span): string {
  let quoted = '';
  let done = 0;
  for (let span: Span | null = first; span !== null; span = firstLongInteger(text, done)) {
    quoted += `${text.slice(done, span.from)}"${text.slice(span.from, span.to)}"`;
    done = span.to;
  }
  return quoted + text.slice(done);
}

const TOKEN = /"(?:[^"\\]|\\[^])*"|-?\d{16,}(?![\d.eE])|-?\d[\d.eE+-]*/g;

function quoteOutsideStrings(text: string): string {
  return text.replace(TOKEN, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether `:`, `,`, `[` or nothing stands before `at`, blanks apart. */
function followsValueStart(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isBlank(text.charCodeAt(before))) before--;
  if (before < 0) return true;
  const code = text.charCodeAt(before);
  return code === 0x3a || code === 0x2c || code === 0x5b;
}

function precedesValueEnd(text: string, at: number): boolean {
  let next = at;
  while (next < text.length && isBlank(text.charCodeAt(next))) next++;
  if (next === text.length) return true;
  const code = text.charCodeAt(next);
  return code === 0x2c || code === 0x7d || code === 0x5d;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** First without regard to strings, which is quick and mostly enough; then exactly. */
function isTooDeep(text: string, limit: number): boolean {
  let opened = 0;
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) | 0x20) === 0x7b) opened++;
  if (opened <= limit) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if ((code | 0x20) === 0x7b && ++depth > limit) return true;
    else if ((code | 0x20) === 0x7d) depth--;
  }
  return false;
}
