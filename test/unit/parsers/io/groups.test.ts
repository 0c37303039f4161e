import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLAW_JOINED } from '../../../../parsers/io/framer.js';
import { DEFAULT_LIMITS } from '../../../../parsers/io/limits.js';
import { makeFramer } from '../../../../parsers/io/make-framer.js';
import { decodeRecordText } from '../../../../parsers/io/record-value.js';
import { splitBlock } from '../../../../parsers/io/split-block.js';
import type { Block, GroupKind } from '../../../../parsers/model/framing.js';

interface Cut {
  readonly text: string;
  readonly offset: number;
  readonly line: number;
  readonly flaw: number;
  readonly value: unknown;
}

function cut(
  text: string,
  group: GroupKind,
  options: { chunk?: number; blockBytes?: number; recordBytes?: number } = {},
) {
  const { chunk = 1 << 20, blockBytes = DEFAULT_LIMITS.blockBytes, recordBytes = DEFAULT_LIMITS.recordBytes } = options;
  const limits = { ...DEFAULT_LIMITS, blockBytes, recordBytes };
  const context = { framing: { kind: 'groups', group } as const, name: 'log', envelope: null };
  const framer = makeFramer(0, context, limits);
  const bytes = new TextEncoder().encode(text);
  const blocks: Block[] = [];
  for (let at = 0; at < bytes.length; at += chunk) blocks.push(...framer.push(bytes.subarray(at, at + chunk)));
  blocks.push(...framer.finish());
  const found: Cut[] = [];
  for (const block of blocks)
    splitBlock(block, (record, start, length, line, flaw) => {
      const decoded = decodeRecordText(
        { text: record, bytes: block.bytes.subarray(start, start + length), context, flaw },
        limits,
      );
      found.push({ text: record, offset: block.offset + start, line, flaw, value: decoded.ok ? decoded.value : null });
    });
  return found;
}

const at = '2026-11-23T02:55:14.1Z';

test('a line marked P takes the next of its stream; a line of the other stream between them stays itself', () => {
  const log = `${at} stdout P one \n${at} stderr F error\n\n${at} stdout F two\n${at} stdout F three\n`;
  const found = cut(log, 'cri-log');
  expect(found.map(({ line, flaw }) => [line, flaw])).toEqual([
    [1, 0],
    [2, 0],
    [4, FLAW_JOINED],
    [5, 0],
  ]);
  expect(found[0]?.text).toBe(log.split('\n').slice(0, 4).join('\n'));
  expect(found[0]?.value).toEqual({ time: at, stream: 'stdout', log: 'one two' });
  expect(found[1]?.value).toEqual({ time: at, stream: 'stderr', log: 'error' });
});

test('a line marked P whose rest is not there says so', () => {
  expect(cut(`${at} stdout P one`, 'cri-log')[0]?.value).toEqual({
    time: at,
    stream: 'stdout',
    log: 'one',
    partial: true,
  });
});

test('what does not end with a line feed goes on in the next line of json-file, whatever the text holds', () => {
  const entry = (log: string, stream = 'stdout') => JSON.stringify({ log, stream, time: at });
  const text = `${entry('a "stream":"stderr"')}\n${entry('b\\n')}\n${entry('c\n')}\n${entry('d\n')}`;
  const found = cut(text, 'docker-log');
  expect(found.map(({ flaw }) => flaw)).toEqual([0, FLAW_JOINED, FLAW_JOINED, 0]);
  expect(found[0]?.value).toEqual({ log: 'a "stream":"stderr"b\\nc\n', stream: 'stdout', time: at });
});

describe('records of the audit log', () => {
  const line = (type: string, serial: number) => `type=${type} msg=audit(1490995752.404:${serial}): x=1`;

  test('of one serial are one, also where others lie between them', () => {
    const [a, b, c, d] = [line('SYSCALL', 1), line('SYSCALL', 2), line('PATH', 1), line('EOE', 1)] as const;
    const found = cut([a, b, c, d, line('PATH', 1)].join('\n'), 'auditd');
    expect(found.map(({ value }) => value)).toEqual([[a, c, d], b, c, d, line('PATH', 1)]);
    expect(found.map(({ flaw }) => flaw)).toEqual([0, 0, FLAW_JOINED, FLAW_JOINED, 0]);
  });

  test('too far apart stay apart, so that no record spans the whole log', () => {
    const others = Array.from({ length: 33 }, (_, index) => line('USER_LOGIN', index + 10));
    const found = cut([line('SYSCALL', 1), ...others, line('PATH', 1)].join('\n'), 'auditd');
    expect(found.every(({ flaw }) => flaw === 0)).toBe(true);
    expect(found).toHaveLength(35);
  });
});

test('a line larger than the limit is kept in part, and those around it are read', () => {
  const found = cut(`${at} stdout F a\n${at} stdout F ${'x'.repeat(5000)}\n${at} stdout F b`, 'cri-log', {
    chunk: 100,
    recordBytes: 1000,
  });
  expect(found.map(({ line, value }) => [line, value !== null])).toEqual([
    [1, true],
    [2, false],
    [3, true],
  ]);
});

const anyLine = fc.oneof(
  fc.constantFrom(`${at} stdout P a`, `${at} stdout F b`, `${at} stderr P c`, `${at} stderr F d`, '', '  ', 'junk ä'),
  fc.constantFrom(1, 2, 3).map((serial) => `type=SYSCALL msg=audit(1.2:${serial}): a=b`),
  fc.constantFrom('a', 'b\n').map((log) => JSON.stringify({ log, stream: 'stdout', time: at })),
);

test.each(['cri-log', 'docker-log', 'auditd'] as const)(
  '%s: pieces and blocks make no difference; every line is a record',
  (group) => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 120 }), fc.integer({ min: 1, max: 50 }), (lines, size) => {
        const text = lines.join('\n');
        const found = cut(text, group);
        expect(cut(text, group, { chunk: size, blockBytes: size * 10 })).toEqual(found);
        expect(found).toHaveLength(lines.filter((each) => each.trim() !== '').length);
      }),
    );
  },
);
