import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { rootfsTar } from '../../../../parsers/formats/rootfs-tar/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { collectImport, memoryFile, sha256Of } from '../../../support/collect-import.js';
import { recordInput } from '../../../support/record-input.js';
import { paxHeader, tarOf, type TarPart } from '../../../support/tar-builder.js';

async function read(parts: readonly TarPart[], path = '') {
  const { members } = await collectImport([memoryFile(tarOf(parts), { path })], { formats: FORMATS });
  const [archive] = members;
  const events = archive!.records.flatMap(({ result }) => (result.kind === 'events' ? result.events : []));
  return { members, archive: archive!, events };
}

const timeOf = (event: { readonly time: { readonly instant: bigint } | null } | undefined) =>
  event?.time ? formatUtc(toParts(event.time.instant as never)) : null;
const auditLine = '{"rule":"Shell","priority":"Notice","output":"x","time":"2024-01-01T00:00:00Z"}\n';

describe('which tar is a file system', () => {
  test('one with whiteouts, with the folders of a root, or with nothing that is recognised', async () => {
    const whiteout = await read([{ name: 'etc/.wh.motd' }, { name: 'falco.json', content: auditLine }]);
    const root = await read(['bin/', 'dev/', 'etc/', 'usr/'].map((name) => ({ name, type: '5' })));
    const plain = await read([{ name: 'a.txt', content: 'x' }]);
    expect([whiteout, root, plain].map(({ archive }) => [archive.end.format, archive.records.length])).toEqual([
      ['rootfs-tar', 2],
      ['rootfs-tar', 4],
      ['rootfs-tar', 1],
    ]);
    expect(whiteout.members.at(-1)!.end.format).toBe('falco');
  });

  test('a tar of evidence is none, and a nested tar only by its place or names', async () => {
    const evidence = await read([
      { name: 'notes.txt', content: 'x' },
      { name: 'falco.json', content: auditLine },
    ]);
    expect([evidence.archive.end.format, evidence.archive.records.length]).toEqual(['archive', 0]);
    const nested = await read([
      { name: 'falco.json', content: auditLine },
      { name: 'plain.tar', content: tarOf([{ name: 'a.txt' }]) },
      { name: 'rootfs-diff.tar', content: tarOf([{ name: 'a.txt' }]) },
    ]);
    expect(nested.members.map(({ path, end }) => [path, end.format])).toEqual([
      ['', 'archive'],
      ['falco.json', 'falco'],
      ['plain.tar', 'archive'],
      ['plain.tar!/a.txt', 'unrecognised'],
      ['rootfs-diff.tar', 'rootfs-tar'],
      ['rootfs-diff.tar!/a.txt', 'unrecognised'],
    ]);
  });

  test('the ledger holds the hash of the tar that offsets count in', async () => {
    const tar = tarOf([
      { name: 'a.txt', content: 'x' },
      { name: 'b/', type: '5' },
    ]);
    const { members } = await collectImport([memoryFile(gzipSync(tar))], { formats: FORMATS });
    expect(members[0]!.end.contentSha256).toBe(sha256Of(tar));
    expect(members[0]!.records.map(({ offset, length }) => [offset, length])).toEqual([
      [0, 512],
      [1024, 512],
    ]);
  });
});

describe('an entry', () => {
  test('has its modification as main time and says which other times are the same', async () => {
    const times = { mtime: '1498082833.123456789', atime: '1498082833.123456789', ctime: '1498090000.5' };
    const { archive, events } = await read([paxHeader(times), { name: 'short', content: 'x' }]);
    expect(archive.records.map(({ offset, length }) => [offset, length])).toEqual([[0, 1536]]);
    expect(timeOf(events[0])).toBe('2017-06-21T22:07:13.123456789Z');
    expect(events[0]!.otherTimes?.map(({ text }) => text)).toEqual(['1498090000.5']);
    expect(events[0]!.fields).toMatchObject({
      'exhibit.moment': 'MA (content modified, accessed)',
      'file.ctime': '1498090000.5',
    });
  });

  test('with a placeholder for its time is undated', async () => {
    const { events } = await read(['0', '315532800'].flatMap((mtime) => [paxHeader({ mtime }), { name: mtime }]));
    expect(events.map(({ time }) => time)).toEqual([null, null]);
  });

  test('with a time that cannot be read keeps its record and complains', async () => {
    const { archive } = await read([paxHeader({ mtime: 'yesterday' }), { name: 'a' }]);
    const result = archive.records[0]!.result;
    expect(result.kind === 'events' && result.problems?.map(({ code }) => code)).toEqual(['bad-time']);
  });

  test('keeps long names of GNU and pax, and links as they are', async () => {
    const long = `${'d/'.repeat(80)}end`;
    const { events } = await read([
      { name: '././@LongLink', type: 'L', content: `${long}\0`, magic: 'gnu' },
      { name: long.slice(0, 99), magic: 'gnu' },
      paxHeader({ path: `pax/${long}`, linkpath: '/proc/1/root' }),
      { name: 'x', type: '2', target: 'y' },
    ]);
    expect(events.map(({ fields }) => [fields['file.path'], fields['file.type'], fields['file.target_path']])).toEqual([
      [long, 'file', undefined],
      [`pax/${long}`, 'symlink', '/proc/1/root'],
    ]);
  });

  test('says what a whiteout deletes', async () => {
    const { events } = await read([{ name: 'etc/.wh.motd' }, { name: 'var/.wh..wh..opq' }]);
    expect(events.map(({ message }) => message.replace(/:[^:]*$/, ''))).toEqual([
      'Whiteout: etc/motd is deleted in this layer',
      'Whiteout: var/* is deleted in this layer',
    ]);
    expect(events[0]!.fields['event.type']).toBe('deletion');
  });

  test('any JSON in its place is answered', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['events', 'rejected']).toContain(rootfsTar.parse(recordInput(value)).kind);
      }),
    );
  });
});
