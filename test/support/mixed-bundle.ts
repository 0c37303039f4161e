import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { MemberLedger } from '../../parsers/model/ledger.js';
import { logLine } from './hostile-archives.js';
import { tarOf } from './tar-builder.js';
import { zipEntry, zipOf } from './zip-builder.js';

const SAMPLES = fileURLToPath(new URL('../../sample-evidence/', import.meta.url));
/** Samples whose meaning rests on the archive they come in, or that are archives themselves. */
const NOT_ALONE = new Set(['rootfs-tar', 'criu-memory', 'mapped']);
const LARGEST = 200_000;

/** What the ledger must say of a member; what is left out may have any value. */
export type ExpectedMember = Partial<Omit<MemberLedger, 'problems'>> & { readonly codes?: readonly string[] };

export interface MixedBundle {
  readonly bytes: Uint8Array;
  /** Every member by its path in the ledger. */
  readonly members: ReadonlyMap<string, ExpectedMember>;
  /** Ids of the formats in it. */
  readonly formats: readonly string[];
}

type Entries = Readonly<Record<string, Uint8Array>>;

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** The smallest sample of every format, with what its `expected.json` says. */
function samples(): readonly { readonly format: string; readonly path: string; readonly expected: ExpectedMember }[] {
  return readdirSync(SAMPLES).flatMap((format) => {
    const list = join(SAMPLES, format, 'expected.json');
    if (NOT_ALONE.has(format) || !existsSync(list)) return [];
    const [smallest] = Object.entries(JSON.parse(readFileSync(list, 'utf8')) as Record<string, ExpectedMember>)
      .map(([path, { format: id, records, rejected, duplicates, undated, first, last, zoneNeeded }]) => {
        const said = { format: id, records, rejected, duplicates, undated, first, last, zoneNeeded };
        return { format, path: join(SAMPLES, format, path), expected: defined(said) };
      })
      .filter(({ path, expected }) => expected.records !== undefined && !/\.(?:zip|t?gz|tar|bz2|xz|zst)$/.test(path))
      .filter(({ path }) => statSync(path).isFile() && statSync(path).size < LARGEST)
      .toSorted((a, b) => statSync(a.path).size - statSync(b.path).size);
    return smallest === undefined ? [] : [smallest];
  });
}

function defined(said: Readonly<Record<string, unknown>>): ExpectedMember {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** A call as the trail writes it; as a row of Splunk in a table it keeps who carried it. */
const CALL = {
  eventVersion: '1.08',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/jane', userName: 'jane' },
  eventTime: '2026-03-01T10:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  awsRegion: 'eu-central-1',
  sourceIPAddress: '203.0.113.7',
  eventID: '11111111-2222-4333-8444-555555555555',
  recipientAccountId: '111122223333',
};
const TABLE = `_time,_raw,host,index,sourcetype,_indextime\n2026-03-01T10:00:00.000+00:00,"${JSON.stringify(CALL).replaceAll('"', '""')}",forwarder-1,cloud,aws:cloudtrail,1772359260\n`;

/** What lies among evidence and is none, with the verdict that each must get. */
const JUNK: Entries = {
  'junk/empty.log': new Uint8Array(0),
  'junk/random.bin': Uint8Array.from({ length: 5000 }, (_, at) => (Math.imul(at + 7, 2_654_435_761) >>> 13) & 255),
  'junk/photo.jpg': Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0]),
  'junk/notes.txt': text('Call the hosting company.\nAsk for the disk.\n'),
  'junk/deep.zip': deep(9),
  'junk/cut.log.gz': gzipSync(Array.from({ length: 40 }, (_, at) => logLine(at)).join(''), { level: 0 }).subarray(
    0,
    1500,
  ),
  'junk/locked.zip': zipOf([zipEntry({ name: 'secret.log', content: 'not to be read', flags: 1 })]),
};

const VERDICTS: Readonly<Record<string, ExpectedMember>> = {
  'junk/empty.log': { format: 'unrecognised', records: 0, codes: [] },
  'junk/random.bin': { format: 'unrecognised', records: 0, codes: ['unrecognised'] },
  'junk/photo.jpg': { format: 'unsupported', records: 0, codes: ['unsupported'] },
  'junk/notes.txt': { format: 'unrecognised', records: 0, codes: ['unrecognised'] },
  'junk/cut.log.gz': { format: 'container-log-json', codes: ['archive-damaged', 'truncated'] },
  'junk/locked.zip': { format: 'archive', codes: [] },
  'junk/locked.zip!/secret.log': { format: 'unsupported', records: 0, codes: ['archive-encrypted'] },
};

function deep(levels: number): Uint8Array {
  let inner = text(logLine(1));
  for (let level = 0; level < levels; level++) inner = zipSync({ 'n.zip': [inner, { level: 0 }] });
  return inner;
}

/** A zip of samples of all formats and junk, in a tar, in gzip: as it is handed over, in one piece. */
export function mixedBundle(): MixedBundle {
  const found = samples();
  const entries: Record<string, Uint8Array> = { ...JUNK, 'siem/splunk-export.csv': text(TABLE) };
  const members = new Map<string, ExpectedMember>([
    ['', { format: 'archive' }],
    ['handover/readme.txt', { format: 'unrecognised', records: 0 }],
    ['handover/evidence.zip', { format: 'archive', records: 0 }],
  ]);
  const inZip = (path: string): string => `handover/evidence.zip!/${path}`;
  for (const { format, path, expected } of found) {
    const name = `${format}/${basename(path)}`;
    entries[name] = new Uint8Array(readFileSync(path));
    members.set(inZip(name), expected);
  }
  for (const [path, expected] of Object.entries(VERDICTS)) members.set(inZip(path), expected);
  members.set(inZip('siem/splunk-export.csv'), { records: 1, rejected: 0, first: '2026-03-01T10:00:00.000000000Z' });
  // Four levels are left of eight: gzip, tar, the zip and this one are wrappers already.
  for (let depth = 0; depth < 6; depth++) {
    const path = inZip(['junk/deep.zip', ...Array.from({ length: depth }, () => 'n.zip')].join('!/'));
    members.set(path, { format: 'archive', codes: depth === 5 ? ['archive-limit'] : [] });
  }
  const zip = zipSync(entries);
  const tar = tarOf([
    { name: 'handover/', type: '5' },
    { name: 'handover/readme.txt', content: 'What was handed over.\n' },
    { name: 'handover/evidence.zip', content: zip },
  ]);
  return { bytes: gzipSync(tar), members, formats: found.map(({ format }) => format) };
}
