import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../../parsers/model/csv.js';
import { storeCase } from './stored-case.js';

const HOSTILE = "=cmd|' /C calc'!A0";

function alert(more: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    output: 'Notice shell',
    priority: 'Notice',
    rule: 'Shell',
    source: 'syscall',
    output_fields: { 'container.id': 'host', 'proc.cmdline': HOSTILE, 'proc.name': 'a\u202eb"c,\u001b[31m' },
    ...more,
  });
}

const LINES = [
  alert({ rule: 'undated' }),
  alert({ rule: 'zoneless', time: '2026-01-02T03:04:05' }),
  alert({ rule: 'later', time: '2026-01-02T03:04:06.5Z', tags: ['a', 'b'] }),
  alert({ rule: 'earlier', time: '2026-01-02T04:04:05.123456789+01:00' }),
];

async function exported(format: 'ndjson' | 'csv', zone: string | null, columns?: readonly string[]): Promise<string> {
  const { engine } = await storeCase([{ 'node-1/falco.json': `${LINES.join('\n')}\n` }]);
  await engine.load([
    {
      exhibit: 'T/1',
      member: 'node-1/falco.json',
      zone,
      offsetNs: '1000000001',
      uncertaintyNs: '250',
      reason: 'anchors',
    },
  ]);
  const found = await engine.search('test', { query: '', range: null });
  if ('problem' in found) throw new Error(found.problem.message);
  return (await engine.export(found.id, format, columns)).text();
}

describe('an export', () => {
  it('writes the columns asked for, in their order, between time and citation', async () => {
    const [head = '', first = ''] = (await exported('csv', null, ['message', 'rule.name'])).split('\r\n');
    expect(head.split(',')).toEqual([
      'time (UTC)',
      'corrected time (UTC)',
      'uncertainty (ns)',
      'message',
      'rule.name',
      'exhibit',
      'member',
      'offset',
      'line',
      'path',
      'index',
      'record SHA-256',
    ]);
    expect(first).toContain('2026-01-02T03:04:05.123456789Z');
    expect(first.split(',').at(4)).toBe('earlier');
    expect(first.split(',').slice(5, 9)).toEqual(['T/1', 'node-1/falco.json', expect.stringMatching(/^\d+$/), '4']);
  });

  it('writes flat objects in order of time, those without a place last', async () => {
    const text = await exported('ndjson', null);
    const events = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map((event) => event['rule.name'])).toEqual(['earlier', 'later', 'undated', 'zoneless']);
    expect(events[0]).toMatchObject({
      '@timestamp': '2026-01-02T03:04:05.123456789Z',
      'exhibit.time.original': '2026-01-02T04:04:05.123456789+01:00',
      'exhibit.time.resolution': 'ns',
      'exhibit.time.zone': 'record',
      'exhibit.time.kind': 'happened',
      'exhibit.time.corrected': '2026-01-02T03:04:06.123456790Z',
      'exhibit.time.uncertainty': '250',
      'exhibit.source.exhibit': 'T/1',
      'exhibit.source.member': 'node-1/falco.json',
      'exhibit.source.line': 4,
      'exhibit.source.length': Buffer.byteLength(LINES[3]!),
      'exhibit.source.offset': Buffer.byteLength(LINES.slice(0, 3).join('\n')) + 1,
      'exhibit.format': 'falco',
      'process.command_line': HOSTILE,
    });
    expect(events[1]!['rule.category']).toEqual(['a', 'b']);
    for (const event of events.slice(2)) {
      expect(event).not.toHaveProperty('@timestamp');
      expect(event).not.toHaveProperty(['exhibit.time.corrected']);
    }
    expect(events[2]).not.toHaveProperty(['exhibit.time.original']);
    expect(events[3]).toMatchObject({ 'exhibit.time.original': '2026-01-02T03:04:05', 'exhibit.time.zone': 'unknown' });
  });

  it('places events whose zone the examiner stated', async () => {
    const events = (await exported('ndjson', '+01:00')).split('\n');
    expect(JSON.parse(events[0]!)).toMatchObject({
      'rule.name': 'zoneless',
      '@timestamp': '2026-01-02T02:04:05.000000000Z',
      'exhibit.time.corrected': '2026-01-02T02:04:06.000000001Z',
      'exhibit.time.zone': 'examiner',
    });
  });

  it('writes a table without formulas and hidden characters', async () => {
    const text = await exported('csv', null);
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^time \(UTC\),corrected time \(UTC\),/);
    expect(lines[1]).toMatch(/^2026-01-02T03:04:05\.123456789Z,2026-01-02T03:04:06\.123456790Z,250,/);
    expect(lines[1]).toContain(`'${HOSTILE}`);
    expect(text).not.toContain(`,${HOSTILE}`);
    expect(lines[1]).toContain('a‹U+202E›b""c,‹U+001B›[31m');
    expect(['\u202e', '\u001b'].some((character) => text.includes(character))).toBe(false);
    expect(lines[2]).toContain('a; b');
    expect(lines[3]).toMatch(/^,,,/);
  });

  it.each(['=1', '+1', '-1', '@x', '\tx', '\rx', '  =1', '\u00a0=1', '＝1'])(
    'leads the cell %j by an apostrophe',
    (cell) => {
      expect(csvLine([cell])).toMatch(/^"?'/);
    },
  );
});
