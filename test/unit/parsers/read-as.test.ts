import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ColumnMapping } from '../../../parsers/model/mapping.js';
import type { Reading, Readings } from '../../../parsers/model/reading.js';
import { FORMATS } from '../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../support/collect-import.js';

const table = readFileSync(new URL('../../../sample-evidence/csv/otrf/AWS_S3_HoneyBucketLogs.csv', import.meta.url));

function said(reading: Reading, member = ''): Readings {
  return new Map([[member, { reading, reason: 'the collector said so', by: 'J. Smith' }]]);
}

async function read(content: string | Uint8Array, readings: Readings = new Map(), name = 'evidence') {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { members } = await collectImport([memoryFile(bytes, { name })], { formats: FORMATS, readings });
  return members[0]!;
}

const honey: ColumnMapping = {
  kind: 'columns',
  time: { columns: [['Event DateTime']], writing: { by: 'shape' }, kind: 'happened' },
  columns: { action: ['Event Name'], source: ['Source IP'], id: ['Event ID'] },
  outcomes: {},
  severities: {},
  isIdUnique: false,
};

test('a table mapped by hand gives dated events at the places of its rows', async () => {
  const before = await read(table);
  const after = await read(table, said({ kind: 'mapped', framing: csvFraming(table), mapping: honey }));
  expect(after.end).toMatchObject({ format: 'mapped', parserVersion: 'mapped/2' });
  expect(after.end.formatReason).toMatch(
    /^Stated by J\. Smith: read as columns named by hand \(the collector said so\)\. By its content: csv\. /,
  );
  expect(after.records).toHaveLength(301);
  expect(after.records.map(({ offset, length }) => [offset, length])).toEqual(
    before.records.map(({ offset, length }) => [offset, length]),
  );
  const dated = after.records.filter(({ result }) => result.kind === 'events' && result.events[0]?.time !== null);
  expect(dated).toHaveLength(301);
});

function csvFraming(bytes: Uint8Array) {
  const header = new TextDecoder().decode(bytes).split(/\r?\n/, 1)[0]!;
  const columns = header
    .replace(/^\uFEFF/, '')
    .split(',')
    .map((name) => name.replaceAll('"', ''));
  return { kind: 'csv', delimiter: ',', header: true, columns } as const;
}

test("JSON that nobody claims is read by the examiner's word", async () => {
  const lines = '{"ts":1700000000,"who":"a"}\n{"ts":1700000001,"who":"b"}\n';
  expect((await read(lines)).end.format).toBe('unrecognised');
  const mapping: ColumnMapping = {
    ...honey,
    time: { columns: [['ts']], writing: { by: 'unit', unit: 's' }, kind: 'happened' },
    columns: { actor: ['who'] },
  };
  const after = await read(lines, said({ kind: 'mapped', framing: { kind: 'ndjson' }, mapping }));
  expect(after.records.map(({ result }) => result)).toMatchObject([
    { events: [{ fields: { 'user.name': 'a' } }] },
    { events: [{ fields: { 'user.name': 'b' } }] },
  ]);
  expect(after.problems).toEqual([]);
});

test('another format is put before the records', async () => {
  const line = '{"output":"x","priority":"Warning","rule":"Shell","time":"2024-01-02T03:04:05Z","output_fields":{}}';
  const forced = await read(`${line}\n${line}\n`, said({ kind: 'format', format: 'k8s-events' }));
  expect(forced.end.format).toBe('k8s-events');
  expect(forced.end.formatReason).toContain('read as k8s-events (the collector said so). By its content: falco.');
  expect(forced.records).toHaveLength(2);
});

test('what is no evidence is left unread, and the ledger says by whom', async () => {
  const after = await read(table, said({ kind: 'not-evidence' }));
  expect(after.records).toEqual([]);
  expect(after.problems).toEqual([]);
  expect(after.end).toMatchObject({ format: 'not-evidence', stated: { by: 'J. Smith' } });
  expect(after.end.formatReason).toMatch(
    /^Stated by J\. Smith: not evidence \(the collector said so\)\. By its content: csv/,
  );
});

test('a format that this version does not know leaves the member unread', async () => {
  const after = await read(table, said({ kind: 'format', format: 'from-the-future' }));
  expect(after.end.format).toBe('unrecognised');
  expect(after.problems).toMatchObject([{ code: 'unrecognised' }]);
});

test('a member that cannot be opened keeps what was said of it', async () => {
  const after = await read('', said({ kind: 'format', format: 'falco' }));
  expect(after.end.stated).toMatchObject({ reading: { format: 'falco' } });
});
