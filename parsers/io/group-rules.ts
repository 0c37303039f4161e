import type { GroupKind } from '../model/framing.js';
import { asObject, asText } from '../model/json.js';
import { auditLine } from './audit-line.js';
import { readJson } from './json-reader.js';
import type { Decoded } from './record-value.js';

/** What one line says about the group that it belongs to. */
export interface GroupLine {
  /** Lines with the same key belong together. */
  readonly key: string;
  /** `alone`: complete by itself unless a group with its key waits for it; `more`: others follow; `last`: the group is complete. */
  readonly part: 'alone' | 'more' | 'last';
}

/** How lines of one kind of log belong together. */
export interface GroupRule {
  /** Null for a line that belongs to no group. */
  readonly partOf: (line: string) => GroupLine | null;
  /** True for a line that is no record. */
  readonly isNone?: (line: string) => boolean;
  /** The value of a group: `lines` are its own, those of others between them left out. */
  readonly read: (lines: readonly string[], depth: number) => Decoded;
}

/** The value of a record that spans the lines of a group, and lines of others between them. */
export function readGroup(text: string, kind: GroupKind, depth: number): Decoded {
  const { partOf, read } = GROUP_RULES[kind];
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const [first = ''] = lines;
  if (lines.length === 1) return read([first], depth);
  const lead = partOf(first);
  return read(lead === null ? [first] : ownLines(lines, lead.key, partOf), depth);
}

function ownLines(lines: readonly string[], key: string, partOf: GroupRule['partOf']): readonly string[] {
  const own: string[] = [];
  for (const line of lines) {
    const part = partOf(line);
    if (part?.key !== key) continue;
    own.push(line);
    if (part.part !== 'more') break;
  }
  return own;
}

/** `<time> <stdout|stderr> <P|F>[:more tags] <text>`; runtimes of 2017 wrote no tags. */
const CRI_LINE =
  /^(\d{4}-\d\d-\d\dT[0-9:.]{5,20}(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) (?:([PF])(?::[^ ]*)?(?: (.*))?|(.*))$/s;

/** A line of a CRI log, taken apart; null for other lines. Specification: kubelet, "CRI container log format". */
export function criLine(line: string): { time: string; stream: string; isPartial: boolean; log: string } | null {
  const match = CRI_LINE.exec(line);
  if (match === null) return null;
  const [, time = '', stream = '', tag, tagged = '', untagged = ''] = match;
  return { time, stream, isPartial: tag === 'P', log: tag === undefined ? untagged : tagged };
}

/** CRI: a line marked P goes on in the next line of its stream, up to one marked F. */
const criLog: GroupRule = {
  partOf: (line) => {
    const read = criLine(line);
    return read === null ? null : { key: read.stream, part: read.isPartial ? 'more' : 'alone' };
  },
  read: (lines) => {
    const parts = lines.map(criLine).filter((part) => part !== null);
    const [first] = parts;
    if (first === undefined) return { ok: true, value: lines[0] ?? '' };
    const { time, stream } = first;
    const isPartial = parts.at(-1)?.isPartial === true;
    return { ok: true, value: { time, stream, log: parts.map(({ log }) => log).join(''), ...(isPartial ? CUT : {}) } };
  },
};

/** The rest of the line is not where it should be. */
const CUT = { partial: true } as const;

const DOCKER_STREAM = /"stream":"(\w{1,16})"/;
const WHOLE_LINE = /[^\\]\\n","(?:stream|attrs)":/;

/**
 * Docker's json-file: the daemon splits lines over 16 KiB; what does not end with a line feed goes on in the next line of its
 * stream. A quote inside a JSON text is escaped, so the keys are found without reading the line.
 */
const dockerLog: GroupRule = {
  partOf: (line) => {
    const key = DOCKER_STREAM.exec(line)?.[1];
    if (key === undefined || !line.startsWith('{')) return null;
    if (WHOLE_LINE.test(line)) return { key, part: 'alone' };
    const log = logOf(readJson(line, SHALLOW));
    return log === null ? null : { key, part: log.endsWith('\n') ? 'alone' : 'more' };
  },
  read: (lines, depth) => {
    const [first, ...others] = lines.map((line) => readJson(line.trim().replace(/,$/, ''), depth));
    if (first?.ok !== true) return first ?? { ok: true, value: '' };
    const entry = asObject(first.value);
    const log = logOf(first);
    if (entry === null || log === null || others.length === 0) return first;
    return { ok: true, value: { ...entry, log: log + others.map((other) => logOf(other) ?? '').join('') } };
  },
};

const SHALLOW = 100;

function logOf(read: Decoded): string | null {
  return read.ok ? asText(asObject(read.value)?.['log']) : null;
}

/** auditd: the records of one act have the same node, time and serial; `EOE` ends them. */
const auditd: GroupRule = {
  partOf: (line) => {
    const read = auditLine(line);
    return read === null
      ? null
      : { key: `${read.node ?? ''} ${read.stamp}`, part: read.type === 'EOE' ? 'last' : 'more' };
  },
  // What ausearch prints between two acts.
  isNone: (line) => /^(?:----$|time->)/.test(line),
  read: (lines) => ({ ok: true, value: lines.length === 1 ? lines[0] : lines }),
};

export const GROUP_RULES: Readonly<Record<GroupKind, GroupRule>> = {
  'cri-log': criLog,
  'docker-log': dockerLog,
  auditd,
};
