import { describe, expect, test } from 'vitest';
import { citation } from '../../../../../renderer/features/detail/citation.js';
import { nsText } from '../../../../../parsers/time/duration.js';
import { shownText } from '../../../../../renderer/features/query/shown-text.js';
import { eventId } from '../../../../../parsers/model/ids.js';
import type { EventDetail } from '../../../../../renderer/query/spec.js';

const detail: EventDetail = {
  id: eventId({ exhibit: 'aa', member: 'n/a.log', offset: 100, path: '', index: 0 }),
  time: null,
  resolution: 's',
  zone: 'unknown',
  adjusted: false,
  uncertaintyNs: '0',
  message: '',
  fields: {},
  event: { time: null, fields: {}, message: '' },
  exhibitNumber: 'JS/1',
  exhibitSha256: 'aa',
  member: 'n/a.log',
  memberSha256: 'bb',
  line: 3,
  offset: 100,
  length: 20,
  path: '',
  index: 0,
  format: 'falco',
  parserVersion: '1',
  recordSha256: 'cc',
  raw: '',
  rawCut: false,
};

describe('citation', () => {
  test('names exhibit, member, line, bytes and hashes', () => {
    expect(citation(detail)).toBe(
      'Exhibit JS/1 (SHA-256 aa), member n/a.log, line 3, bytes 100 to 120 of the decompressed content; SHA-256 of the record cc',
    );
  });

  test('names the path inside an envelope and which event of the record it is', () => {
    expect(citation({ ...detail, member: '', line: 0, path: 'logEvents[3].message', index: 1 })).toBe(
      'Exhibit JS/1 (SHA-256 aa), bytes 100 to 120 of the decompressed content, at logEvents[3].message, event 2 of the record; SHA-256 of the record cc',
    );
  });
});

test.each([
  [0n, false, '0 s'],
  [5_400_000_000_000n, true, '+1 h 30 min'],
  [-1_000_000_001n, true, '−1 s 1 ns'],
  [500_000n, false, '500 µs'],
])('%d ns read exactly', (ns, isSigned, text) => {
  expect(nsText(ns, isSigned)).toBe(text);
});

test('the count line always says how much of the whole is shown', () => {
  const result = { id: 1, matched: 1234, total: 5_000_000, unplaced: 3, hidden: 0, leavesOutHidden: false, span: null };
  expect(shownText(result, 3, false)).toBe('shown 1,234 of 5,000,000 events (3 undated)');
  expect(shownText({ ...result, unplaced: 0 }, 3, true)).toBe(
    'shown 1,234 of 5,000,000 events (3 undated, not shown in a time range)',
  );
  expect(shownText({ ...result, hidden: 7 }, 3, false)).toBe(
    'shown 1,234 of 5,000,000 events (3 undated; 7 hidden included)',
  );
  expect(shownText({ ...result, hidden: 7, leavesOutHidden: true }, 3, false)).toBe(
    'shown 1,234 of 5,000,000 events (3 undated; 7 hidden left out)',
  );
});
