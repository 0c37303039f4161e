import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger, MemberLedger } from '../../parsers/model/ledger.js';
import { mixedBundle } from '../support/mixed-bundle.js';
import { runExhibit } from '../support/run-exhibit.js';

describe('a bundle of everything, handed over in one file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-mixed-'));
  const caseFolder = join(folder, 'case');
  const bundle = mixedBundle();
  let members: readonly MemberLedger[] = [];
  let events: readonly Readonly<Record<string, unknown>>[] = [];

  beforeAll(async () => {
    const file = join(folder, 'handover.tar.gz');
    writeFileSync(file, bundle.bytes);
    const imported = await runExhibit(['import', file, '--case', caseFolder, '--json']);
    // 1: records are rejected and zone questions open, as the samples have it.
    expect(imported.code).toBe(1);
    members = (JSON.parse(String(imported.stdout)) as Ledger).exhibits[0]!.members;
    const out = join(folder, 'events.ndjson');
    await runExhibit(['events', '--case', caseFolder, '--out', out]);
    events = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has every member in the ledger, each with a verdict and its exact counts', () => {
    expect(bundle.formats.length).toBeGreaterThan(50);
    expect(members.map(({ path }) => path).toSorted()).toEqual([...bundle.members.keys()].toSorted());
    const said = members.map((member) => {
      const { codes, ...expected } = bundle.members.get(member.path)!;
      const counted = Object.fromEntries(
        Object.keys(expected).map((key) => [key, member[key as keyof MemberLedger] ?? null]),
      );
      const kinds = (member.problemKinds ?? []).map(({ code }) => code);
      return [member.path, { ...counted, ...(codes === undefined ? {} : { codes: kinds }) }];
    });
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(bundle.members));
    for (const { path, records, imported, rejected, duplicates, formatReason } of members) {
      expect([path, imported + rejected + duplicates]).toEqual([path, records]);
      expect(formatReason).not.toBe('');
    }
  });

  it('exports as many events of each member as the ledger counts', () => {
    const counts = new Map<string, number>();
    for (const event of events) {
      const path = String(event['exhibit.source.member']);
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
    for (const { path, events: counted } of members) expect([path, counts.get(path) ?? 0]).toEqual([path, counted]);
  });

  it('keeps who carried a record: a call in a row of Splunk, in a table, in a zip, in a tar', () => {
    const carried = events.filter((event) => String(event['exhibit.source.member']).endsWith('splunk-export.csv'));
    expect(carried).toMatchObject([
      {
        '@timestamp': '2026-03-01T10:00:00.000000000Z',
        'exhibit.format': 'aws-cloudtrail',
        'event.action': 'GetObject',
        'user.name': 'jane',
        'event.ingested': '2026-03-01T10:01:00.000000000Z',
      },
    ]);
    expect(JSON.stringify(carried[0]!['exhibit.envelope'])).toContain('cloud');
  });
});
