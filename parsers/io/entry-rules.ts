import type { EntryKind } from '../model/framing.js';

/** Where a record lies in the bytes shown, and where reading goes on. An empty record (`from === to`) is none. */
export interface Cut {
  readonly from: number;
  readonly to: number;
  readonly next: number;
  /** Place whose line is the record's. */
  readonly at: number;
  /** The member ends inside the record. */
  readonly isTruncated?: true;
}

/** Finds the first record of `bytes`; null where more bytes are needed to tell. `isFinal`: there are no more. */
export type EntryRule = (bytes: Uint8Array, isFinal: boolean) => Cut | null;

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BACKSLASH = 0x5c;
const BLANK = 0x20;

interface Line {
  readonly from: number;
  /** Behind the last byte, line end left out. */
  readonly to: number;
  readonly next: number;
}

function lineAt(bytes: Uint8Array, from: number, isFinal: boolean): Line | null {
  if (from >= bytes.length) return null;
  const end = bytes.indexOf(LINE_FEED, from);
  if (end < 0 && !isFinal) return null;
  const next = end < 0 ? bytes.length : end + 1;
  const stop = end < 0 ? bytes.length : end;
  return { from, to: stop > from && bytes[stop - 1] === RETURN ? stop - 1 : stop, next };
}

/** The beginning of a line as text; enough to tell what it is. */
function headOf(bytes: Uint8Array, { from, to }: Line): string {
  return new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + 64)));
}

function isBlank(bytes: Uint8Array, { from, to }: Line): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return false;
  return true;
}

function whole(line: Line): Cut {
  return { from: line.from, to: line.to, next: line.next, at: line.from };
}

function nothing(next: number): Cut {
  return { from: next, to: next, next, at: next };
}

/**
 * Bash: a line `#<epoch seconds>` and the command behind it, which runs to the next such line. Without them every line is a
 * command. The record's line is the command's. Source: bash manual, HISTTIMEFORMAT; readline `history_multiline_entries`.
 */
const bashHistory: EntryRule = (bytes, isFinal) => {
  const first = lineAt(bytes, 0, isFinal);
  if (first === null) return null;
  if (isBlank(bytes, first)) return nothing(first.next);
  if (!isStamp(bytes, first)) return whole(first);
  let to = first.to;
  let at = -1;
  for (let from = first.next; ;) {
    const line = lineAt(bytes, from, isFinal);
    if (line === null && !isFinal) return null;
    if (line === null || isStamp(bytes, line)) return { from: 0, to, next: from, at: Math.max(at, 0) };
    if (!isBlank(bytes, line)) {
      if (at < 0) at = line.from;
      to = line.to;
    }
    from = line.next;
  }
};

function isStamp(bytes: Uint8Array, line: Line): boolean {
  return bytes[line.from] === 0x23 && /^#\d{9,11}\s*$/.test(headOf(bytes, line));
}

/** zsh: a line break inside a command is led by a backslash. */
const zshHistory: EntryRule = (bytes, isFinal) => {
  const first = lineAt(bytes, 0, isFinal);
  if (first === null) return null;
  if (isBlank(bytes, first)) return nothing(first.next);
  let last = first;
  while (last.to > last.from && bytes[last.to - 1] === BACKSLASH) {
    const line = lineAt(bytes, last.next, isFinal);
    if (line === null && !isFinal) return null;
    if (line === null) break;
    last = line;
  }
  return { from: 0, to: last.to, next: last.next, at: 0 };
};

/** Records that begin with a line of their own and go on up to the next such line. */
function headed(isHead: (line: string) => boolean): EntryRule {
  return (bytes, isFinal) => {
    const first = lineAt(bytes, 0, isFinal);
    if (first === null) return null;
    if (isBlank(bytes, first)) return nothing(first.next);
    let to = first.to;
    for (let from = first.next; ;) {
      const line = lineAt(bytes, from, isFinal);
      if (line === null && !isFinal) return null;
      if (line === null || isHead(headOf(bytes, line))) return { from: 0, to, next: from, at: 0 };
      if (!isBlank(bytes, line)) to = line.to;
      from = line.next;
    }
  };
}

/** fish: a list whose elements are `cmd`, `when` and `paths`. Source: fish, history_file.rs. */
const fishHistory = headed((line) => line.startsWith('- cmd: '));

/** What the command `history` of bash prints where HISTTIMEFORMAT begins with an ISO date: a number, the time, the command. */
export const LISTED =
  /^\s{0,8}(\d{1,7})\*?\s{1,4}\[?(\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?(?: ?[+-]\d{4}\b|Z\b)?)\]?:?\s/;

const historyList = headed((line) => LISTED.test(line));

const BULK_ACTION = /^\s*\{\s*"(index|create|update|delete)"\s*:\s*\{/;

/** Elasticsearch bulk: a line with the action and, unless it deletes, one with the document. */
const bulk: EntryRule = (bytes, isFinal) => {
  const first = lineAt(bytes, 0, isFinal);
  if (first === null) return null;
  if (isBlank(bytes, first)) return nothing(first.next);
  const action = BULK_ACTION.exec(headOf(bytes, first))?.[1];
  if (action === undefined || action === 'delete') return whole(first);
  const second = lineAt(bytes, first.next, isFinal);
  if (second === null) return isFinal ? { ...whole(first), isTruncated: true } : null;
  if (BULK_ACTION.test(headOf(bytes, second))) return whole(first);
  return { from: 0, to: second.to, next: second.next, at: 0 };
};

/**
 * mactime: of lines with the same time only the first has the date, the others begin with blanks. Source: The Sleuth Kit, mactime.pl.
 */
const mactime: EntryRule = (bytes, isFinal) => {
  const first = lineAt(bytes, 0, isFinal);
  if (first === null) return null;
  if (isBlank(bytes, first)) return nothing(first.next);
  let last = first;
  for (;;) {
    const line = lineAt(bytes, last.next, isFinal);
    if (line === null && !isFinal) return null;
    if (line === null || bytes[line.from] !== BLANK || isBlank(bytes, line)) break;
    last = line;
  }
  return { from: 0, to: last.to, next: last.next, at: 0 };
};

const EQUALS = 0x3d;
const LENGTH_BYTES = 8;

/**
 * Journal export: `KEY=value` lines up to an empty line; a value that is not plain text stands behind `KEY` and its length, 64
 * bits, little endian. Specification: systemd.io, Journal Export Formats.
 */
const journalExport: EntryRule = (bytes, isFinal) => {
  const first = lineAt(bytes, 0, isFinal);
  if (first === null) return null;
  if (isBlank(bytes, first)) return nothing(first.next);
  for (let from = 0, to = 0; ;) {
    const line = lineAt(bytes, from, isFinal);
    if (line === null) return isFinal ? { from: 0, to, next: from, at: 0 } : null;
    if (line.to === line.from) return { from: 0, to, next: line.next, at: 0 };
    const equals = bytes.indexOf(EQUALS, line.from);
    if (equals < 0 || equals >= line.to) {
      const end = line.next + LENGTH_BYTES + binaryLength(bytes, line.next) + 1;
      if (end > bytes.length) return isFinal ? cutOff(bytes) : null;
      to = end - 1;
      from = end;
    } else {
      to = line.to;
      from = line.next;
    }
  }
};

function cutOff(bytes: Uint8Array): Cut {
  return { from: 0, to: bytes.length, next: bytes.length, at: 0, isTruncated: true };
}

/** The length before a value that is not plain text; 0 where it is not there. Longer than a number holds exactly: nothing is. */
export function binaryLength(bytes: Uint8Array, at: number): number {
  let length = 0;
  for (let byte = LENGTH_BYTES - 1; byte >= 0; byte--) length = length * 256 + (bytes[at + byte] ?? 0);
  return length;
}

/** YAML: documents are parted by lines of three hyphens; what precedes the first may be comments alone. */
const yaml: EntryRule = (bytes, isFinal) => {
  const first = lineAt(bytes, 0, isFinal);
  if (first === null) return null;
  if (isBlank(bytes, first) || isParting(bytes, first)) return nothing(first.next);
  let to = first.to;
  for (let from = first.next; ;) {
    const line = lineAt(bytes, from, isFinal);
    if (line === null && !isFinal) return null;
    if (line === null || isParting(bytes, line)) return { from: 0, to, next: line?.from ?? bytes.length, at: 0 };
    if (!isBlank(bytes, line)) to = line.to;
    from = line.next;
  }
};

function isParting(bytes: Uint8Array, line: Line): boolean {
  return /^(?:---|\.\.\.)\s*$/.test(headOf(bytes, line));
}

export const ENTRY_RULES: Readonly<Record<EntryKind, EntryRule>> = {
  'bash-history': bashHistory,
  'zsh-history': zshHistory,
  'fish-history': fishHistory,
  'history-list': historyList,
  bulk,
  'journal-export': journalExport,
  yaml,
  mactime,
};

/** The elements of one name, as text; they do not lie inside one another. */
export function elementRule(element: string): EntryRule {
  const encoder = new TextEncoder();
  const [opening, closing] = [encoder.encode(`<${element}`), encoder.encode(`</${element}>`)];
  return (bytes, isFinal) => {
    let from = find(bytes, opening, 0);
    while (from >= 0 && isNamePart(bytes[from + opening.length])) from = find(bytes, opening, from + 1);
    if (from < 0) return bytes.length === 0 ? null : nothing(isFinal ? bytes.length : keep(bytes, opening.length));
    if (from + opening.length >= bytes.length && !isFinal) return null;
    const tagEnd = bytes.indexOf(0x3e, from);
    const isEmpty = tagEnd > 0 && bytes[tagEnd - 1] === 0x2f;
    const close = isEmpty ? tagEnd + 1 - closing.length : find(bytes, closing, from);
    if (tagEnd < 0 || close < 0) {
      if (!isFinal) return null;
      return { from, to: bytes.length, next: bytes.length, at: from, isTruncated: true };
    }
    const to = close + closing.length;
    return { from, to, next: to, at: from };
  };
}

/** What may be the beginning of a tag stays. */
function keep(bytes: Uint8Array, length: number): number {
  return Math.max(0, bytes.length - length);
}

function isNamePart(byte: number | undefined): boolean {
  return byte !== undefined && /[\w:.-]/.test(String.fromCharCode(byte));
}

function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < wanted.length && bytes[at + length] === wanted[length]) length++;
    if (length === wanted.length) return at;
  }
  return -1;
}
