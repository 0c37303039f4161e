import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ImportCancelled } from '../../../../parsers/io/import-cancelled.js';
import { DEFAULT_LIMITS } from '../../../../parsers/io/limits.js';
import type { EvidenceFile } from '../../../../parsers/io/evidence-file.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { ROW_DUPLICATE } from '../../../../renderer/db/layout.js';
import { findToken, forEachPosting } from '../../../../renderer/db/postings.js';
import { bucketOf, TokenHasher } from '../../../../renderer/db/tokens.js';
import { RecordChunk } from '../../../../renderer/query/record-chunk.js';
import { stageExhibit, type ImportParts } from '../../../../renderer/workers/import-exhibit.js';
import { bytesFile, receiptFor } from '../../../support/bytes-file.js';
import { MemoryChunkStore } from '../../../support/memory-chunk-store.js';
import { ThreadLane } from '../../../support/thread-lane.js';

const TOKEN_SEED = '1122334455667788';
const sample = (path: string) => readFile(new URL(`../../../../sample-evidence/${path}`, import.meta.url));
const INCIDENT = await sample('demonstration/incident.tar.gz');

interface Setting {
  readonly lanes?: number;
  readonly blockBytes?: number;
  readonly piece?: number;
}

async function imported(
  files: readonly EvidenceFile[],
  { lanes = 1, blockBytes }: Setting = {},
  more: Partial<ImportParts> = {},
) {
  const store = new MemoryChunkStore();
  const staged = await stageExhibit(receiptFor('JS/1', 'evidence', files), files, {
    id: 1,
    store,
    lanes: Array.from({ length: lanes }, () => new ThreadLane(store)),
    tokenSeed: TOKEN_SEED,
    onProgress: () => undefined,
    isCancelled: () => false,
    ...(blockBytes !== undefined && { limits: { ...DEFAULT_LIMITS, blockBytes } }),
    ...more,
  });
  return { store, ...staged };
}

/** Every row as a line: where it lies in the evidence, its columns, its raw bytes. In time order. */
async function rowsOf(store: MemoryChunkStore, exhibit: number): Promise<string[]> {
  const segments = await store.segments(exhibit);
  const { order } = await store.order(exhibit);
  const rows: string[] = [];
  for (const id of order) {
    const segment = segments[id >>> 16]!;
    const row = id & 0xff_ff;
    const chunkNumber = segment.chunkStarts.findLastIndex((start) => start <= row);
    const chunk = await store.chunk(exhibit, segment.segment, chunkNumber);
    const local = row - segment.chunkStarts[chunkNumber]!;
    const columns = Object.entries(segment.columns).map(([name, column]) => [
      name,
      column.dictionary[column.codes[row]!],
    ]);
    const start = chunk.start[local]!;
    rows.push(
      JSON.stringify([
        segment.member[row],
        segment.offset[row],
        chunk.line[local],
        chunk.paths[chunk.path[local]!],
        chunk.index[local],
        segment.timeMs[row],
        segment.timeNs[row],
        segment.flags[row],
        segment.severity[row],
        Object.fromEntries(columns.filter(([, value]) => value !== '')),
        Buffer.from(chunk.raw.subarray(start, start + chunk.length[local]!)).toString('latin1'),
        chunk.contexts[chunk.context[local]!],
      ]),
    );
  }
  return rows;
}

/** How many rows hold a token, as the index says. */
async function countOf(store: MemoryChunkStore, exhibit: number, token: string): Promise<number> {
  const hash = new TokenHasher(TOKEN_SEED).hash(token);
  let count = 0;
  for (const bucket of await store.postings(exhibit, bucketOf(hash))) {
    const index = findToken(bucket, hash);
    if (index >= 0) forEachPosting(bucket, index, () => (count += 1));
  }
  return count;
}

function auditRecord(user: string): string {
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: 'a-1',
    stage: 'ResponseComplete',
    requestURI: '/api',
    verb: 'get',
    user: { username: user },
    requestReceivedTimestamp: '2024-01-01T00:00:00.000000Z',
    stageTimestamp: '2024-01-01T00:00:00.000000Z',
  });
}

describe('an exhibit', () => {
  test('gives the same ledger and the same events however it is cut and spread', async () => {
    const files = [bytesFile('', INCIDENT)];
    const whole = await imported(files);
    const expected = await rowsOf(whole.store, whole.id);
    expect(expected.length).toBeGreaterThan(9000);
    for (const setting of [{ lanes: 3 }, { lanes: 3, blockBytes: 1500 }, { lanes: 2, blockBytes: 200_000 }]) {
      const again = await imported(files, setting);
      expect(again.ledger).toEqual(whole.ledger);
      expect(again.ledgerSha256).toBe(whole.ledgerSha256);
      expect(await rowsOf(again.store, again.id)).toEqual(expected);
    }
  });

  test('closes every count, and orders members by path', async () => {
    const { ledger } = await imported([bytesFile('', INCIDENT)]);
    for (const member of ledger.members) {
      expect(member.imported + member.rejected + member.duplicates).toBe(member.records);
    }
    const paths = ledger.members.map(({ path }) => path);
    expect(paths).toEqual(paths.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(ledger.members.filter(({ records }) => records > 0).length).toBeGreaterThan(5);
  });

  test('is found again by every word of its records', async () => {
    const bytes = await sample('falco/falcosidekick/falcosidekick-and-talon.ndjson');
    const { store, id } = await imported([bytesFile('', bytes)]);
    const rows = (await rowsOf(store, id)).filter((row) => /touch/i.test(row));
    expect(rows.length).toBeGreaterThan(0);
    expect(await countOf(store, id, 'touch')).toBe(rows.length);
    expect(await countOf(store, id, '1507591916746609046')).toBeGreaterThan(0);
    expect(await countOf(store, id, 'output_fields')).toBe(0);
  });

  test('keeps repeats of a producer id out of the order and counts them where they stand', async () => {
    const bytes = await sample('k8s-audit/audit2rbac/audit2rbac-demo.log');
    const once = await imported([bytesFile('', bytes)]);
    const [single] = once.ledger.members;
    const twice = await imported([bytesFile('b/second.log', bytes), bytesFile('a/first.log', bytes)], { lanes: 2 });
    const [first, second] = twice.ledger.members;
    expect(first).toMatchObject({
      path: 'a/first.log',
      imported: single!.imported,
      duplicates: single!.duplicates,
      first: single!.first,
      last: single!.last,
    });
    expect(second).toMatchObject({
      path: 'b/second.log',
      imported: 0,
      duplicates: single!.records - single!.rejected,
      events: 0,
      undated: 0,
      first: null,
      last: null,
    });
    expect((await twice.store.order(twice.id)).order.length).toBe((await once.store.order(once.id)).order.length);
    const flags = (await twice.store.segments(twice.id)).flatMap((segment) => [...segment.flags]);
    expect(flags.filter((flag) => (flag & ROW_DUPLICATE) !== 0).length).toBe(flags.length - single!.events);
  });

  test('reports one key with other content as a conflict and keeps both', async () => {
    const { ledger } = await imported([
      bytesFile('', Buffer.from(`${auditRecord('x')}\n${auditRecord('y')}\n${auditRecord('x')}\n`)),
    ]);
    expect(ledger.members).toMatchObject([{ records: 3, imported: 2, duplicates: 1, events: 2, problemCount: 1 }]);
    expect(ledger.members[0]!.problems).toMatchObject([{ code: 'key-conflict', line: 2 }]);
    expect(ledger.members[0]!.problemKinds).toEqual([{ code: 'key-conflict', count: 1 }]);
  });

  test('counts every complaint by its kind, also beyond those shown', async () => {
    const { ledger } = await imported([bytesFile('', Buffer.from(`${auditRecord('x')}\n${'{"broken\n'.repeat(150)}`))]);
    const [member] = ledger.members;
    expect(member!.problems).toHaveLength(100);
    expect(member!.problemKinds).toEqual([{ code: member!.problems[0]!.code, count: 150 }]);
    expect(member).toMatchObject({ rejected: 150, problemCount: 150 });
  });
});

describe('an import that ends early', () => {
  test('leaves nothing when it is cancelled', async () => {
    const store = new MemoryChunkStore();
    let asked = 0;
    const files = [bytesFile('', INCIDENT)];
    const staging = imported(
      files,
      { blockBytes: 20_000 },
      { store, lanes: [new ThreadLane(store), new ThreadLane(store)], isCancelled: () => (asked += 1) > 60 },
    );
    await expect(staging).rejects.toBeInstanceOf(ImportCancelled);
    expect(await store.all()).toEqual([]);
    expect(store.chunkRows.size + store.segmentRows.size + store.postingsRows.size).toBe(0);
  });

  test('leaves nothing when the store fails', async () => {
    const store = new MemoryChunkStore();
    store.putSegment = () => Promise.reject(new Error('no room on the disk'));
    const staging = imported([bytesFile('', INCIDENT)], {}, { store, lanes: [new ThreadLane(store)] });
    await expect(staging).rejects.toThrow('no room on the disk');
    expect(await store.all()).toEqual([]);
    expect(store.chunkRows.size).toBe(0);
  });
});

test('a record behind an empty one is read again as itself', async () => {
  const tree = await sample('criu-image/lab/pstree.img');
  // A process of which nothing is told: a message of no bytes, behind its length.
  const files = [
    bytesFile('a/pstree.img', new Uint8Array(Buffer.concat([tree, Buffer.alloc(4)]))),
    bytesFile('b/app.log', new TextEncoder().encode('<13>1 2026-03-01T12:00:00Z node-1 app - - - hello\n')),
  ];
  const { store } = await imported(files);
  const [segment] = await store.segments(1);
  const chunk = new RecordChunk(await store.chunk(1, 0, 0));
  const read = Array.from({ length: segment!.rows }, (_, row) => chunk.event(row).event);
  expect(read.map(({ message }) => message).slice(-2)).toEqual([
    'Process ? ran under process ? of the container',
    'app: hello',
  ]);
  expect(read.map(({ time }) => (time === null ? 0 : toParts(time.instant).ms))).toEqual([...segment!.timeMs]);
});
