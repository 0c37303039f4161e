import { deflateRawSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { concatBytes } from '../../parsers/io/byte-stream.js';
import type { Limits } from '../../parsers/io/limits.js';
import { paxHeader, tarEntry, tarOf, withTarField } from './tar-builder.js';
import { zipEntry, zipOf, type ZipPart } from './zip-builder.js';

/** Path, format, records and codes of the complaints of one member, in the order of the ledger. */
export type Outcome = readonly [path: string, format: string, records: number, problems: readonly string[]];

export interface HostileArchive {
  readonly name: string;
  /** What is done in it, in words. */
  readonly what: string;
  /** Made for the limits it is to pass. */
  readonly bytes: (limits: Limits) => Uint8Array;
  readonly outcome: readonly Outcome[];
}

/** Content of a bomb: more than the limit from which the ratio is asked. */
const bomb = ({ ratioFrom }: Limits): Uint8Array => new Uint8Array(ratioFrom + (1 << 20));
const LOG = 'container-log-json';

/** A line of a container's log: every member that can be read holds some. */
export function logLine(number: number): string {
  const time = new Date(Date.UTC(2024, 0, 1) + number * 1000).toISOString();
  return `{"log":"line ${number}\\n","stream":"stdout","time":"${time}"}\n`;
}

const lines = (count: number): string => Array.from({ length: count }, (_, index) => logLine(index)).join('');
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const zipped = (parts: readonly ZipPart[]): Uint8Array => zipOf(parts.map(zipEntry));
const file = (name: string): { readonly name: string; readonly content: string } => ({ name, content: logLine(1) });

const DANGEROUS = ['../../outside.log', '/etc/outside.log', 'C:\\outside.log', '..\\..\\outside.log', 'a/../../b.log'];
const ALIKE = ['node/audit.log', 'Node/Audit.log', 'node/caf\u00e9.log', 'node/cafe\u0301.log', './node/audit.log'];

const read = (path: string, records = 1, problems: readonly string[] = []): Outcome => [path, LOG, records, problems];
const archive = (...problems: readonly string[]): Outcome => ['', 'archive', 0, problems];
const times = (code: string, count: number): readonly string[] => Array.from({ length: count }, () => code);

const TWO = [
  { name: 'a.log', content: lines(50) },
  { name: 'b.log', content: lines(50) },
];
const SECOND = 512 + Math.ceil(lines(50).length / 512) * 512;

function nested(depth: number, wrap: (inner: Uint8Array) => Uint8Array): Uint8Array {
  let inner = text(logLine(1));
  for (let level = 0; level < depth; level++) inner = wrap(inner);
  return inner;
}

/** Entries that all point to the content of the first: little to store, much to unpack. */
function overlapping(count: number): Uint8Array {
  const first = zipEntry({ name: '0.log', content: lines(50) });
  return zipOf(
    [first],
    Array.from({ length: count - 1 }, (_, index) => ({ ...first, name: `${index + 1}.log` })),
  );
}

export const HOSTILE_ARCHIVES: readonly HostileArchive[] = [
  {
    name: 'traversal.tar',
    what: 'tar: paths that lead out with either separator, absolute paths, drives',
    bytes: () => tarOf(DANGEROUS.map(file)),
    outcome: [archive(...times('archive-unsafe-path', 6)), ...DANGEROUS.map((path) => read(path))],
  },
  {
    name: 'traversal.zip',
    what: 'zip: paths that lead out with either separator, absolute paths, drives',
    bytes: () => zipped(DANGEROUS.map(file)),
    outcome: [archive(...times('archive-unsafe-path', 6)), ...DANGEROUS.map((path) => read(path))],
  },
  {
    name: 'links.tar',
    what: 'tar: symbolic and hard links out of the archive, and a file written through one',
    bytes: () =>
      tarOf([
        { name: 'out', type: '2', target: '../../../tmp' },
        { name: 'passwd', type: '2', target: '/etc/passwd' },
        { name: 'shadow', type: '1', target: '/etc/shadow' },
        file('out/written-through.log'),
      ]),
    outcome: [archive(...times('archive-link', 3)), read('out/written-through.log')],
  },
  {
    name: 'links.zip',
    what: 'zip: a symbolic link out of the archive, and a file written through it',
    bytes: () => zipped([{ name: 'out', content: '../../../tmp', mode: 0o120777 }, file('out/written-through.log')]),
    outcome: [archive('archive-link'), read('out/written-through.log')],
  },
  {
    name: 'devices.tar',
    what: 'tar: devices, a pipe, an unknown type',
    bytes: () =>
      tarOf([
        { name: 'dev/sda', type: '4' },
        { name: 'dev/tty', type: '3' },
        { name: 'pipe', type: '6' },
        { name: 'odd', type: 'Q' },
        file('a.log'),
      ]),
    outcome: [archive(...times('archive-link', 3), 'unsupported'), read('a.log')],
  },
  {
    name: 'devices.zip',
    what: 'zip: a device by its mode',
    bytes: () => zipped([{ name: 'dev/sda', mode: 0o060666 }, file('a.log')]),
    outcome: [archive('archive-link'), read('a.log')],
  },
  {
    name: 'same-names.tar',
    what: 'tar: one name three times, and the name that the second gets',
    bytes: () => tarOf(['same', 'same', 'same#2', 'same'].map(file)),
    outcome: [
      archive(...times('archive-unsafe-path', 3)),
      read('same'),
      read('same#2'),
      read('same#2#2'),
      read('same#3'),
    ],
  },
  {
    name: 'same-names.zip',
    what: 'zip: one name twice',
    bytes: () => zipped(['same', 'same'].map(file)),
    outcome: [archive('archive-unsafe-path'), read('same'), read('same#2')],
  },
  {
    name: 'alike-names.tar',
    what: 'tar: names that differ in case, Unicode form or a leading dot',
    bytes: () => tarOf(ALIKE.map(file)),
    outcome: [archive('archive-unsafe-path'), ...ALIKE.map((path) => read(path))],
  },
  {
    name: 'alike-names.zip',
    what: 'zip: names that differ in case, Unicode form or a leading dot',
    bytes: () => zipped(ALIKE.map(file)),
    outcome: [archive('archive-unsafe-path'), ...ALIKE.map((path) => read(path))],
  },
  {
    name: 'ratio.zip',
    what: 'zip: zeros that unpack to a thousand times their size',
    bytes: (limits) => zipSync({ 'zeros.log': [bomb(limits), { level: 6 }], 'a.log': text(logLine(1)) }),
    outcome: [archive(), ['zeros.log', 'unrecognised', 0, ['archive-limit', 'unrecognised']], read('a.log')],
  },
  {
    name: 'ratio.tar.gz',
    what: 'gzip in tar.gz: zeros that unpack to a million times their size',
    bytes: (limits) => gzipSync(tarOf([{ name: 'zeros.gz', content: gzipSync(bomb(limits)) }, file('a.log')])),
    outcome: [archive(), ['zeros.gz', 'unrecognised', 0, ['archive-limit', 'unrecognised']], read('a.log')],
  },
  {
    name: 'depth.zip',
    what: 'zip: nine archives inside one another',
    bytes: () => nested(9, (inner) => zipSync({ 'n.zip': [inner, { level: 0 }] })),
    outcome: [
      archive(),
      ...Array.from({ length: 7 }, (_, at): Outcome => [deepPath('n.zip', at + 1), 'archive', 0, []]),
      [deepPath('n.zip', 8), 'archive', 0, ['archive-limit']],
    ],
  },
  {
    name: 'depth.gz',
    what: 'gzip: twelve times over',
    bytes: () => nested(12, (inner) => gzipSync(inner)),
    outcome: [['', 'archive', 0, ['archive-limit']]],
  },
  {
    name: 'overlap.zip',
    what: 'zip: 100 entries that share their content',
    bytes: () => overlapping(100),
    outcome: [
      archive(),
      read('0.log', 50),
      ...Array.from({ length: 99 }, (_, at) => read(`${at + 1}.log`, 50, ['archive-damaged'])),
    ],
  },
  {
    name: 'cut-in-header.tar',
    what: 'tar: ends inside a header',
    bytes: () => tarOf(TWO).subarray(0, SECOND + 100),
    outcome: [archive('archive-damaged'), read('a.log', 50)],
  },
  {
    name: 'cut-in-body.tar',
    what: 'tar: ends inside a member',
    bytes: () => tarOf(TWO).subarray(0, SECOND + 512 + 1000),
    outcome: [archive('archive-damaged'), read('a.log', 50), read('b.log', 15, ['archive-damaged', 'truncated'])],
  },
  {
    name: 'cut-directory.zip',
    what: 'zip: no directory at its end',
    bytes: () => {
      const zip = zipped(TWO);
      return zip.subarray(0, Buffer.from(zip).indexOf('PK\u0001\u0002', 0, 'latin1'));
    },
    outcome: [archive('archive-damaged'), read('a.log', 50), read('b.log', 50)],
  },
  {
    name: 'cut-in-the-middle.tar.gz',
    what: 'gzip: ends in the middle of a tar',
    bytes: () => {
      const whole = gzipSync(tarOf(TWO), { level: 0 });
      return whole.subarray(0, SECOND + 512 + 1000);
    },
    outcome: [
      ['', 'archive', 0, ['archive-damaged', 'archive-damaged']],
      read('a.log', 50),
      read('b.log', 14, ['archive-damaged', 'truncated']),
    ],
  },
  {
    name: 'size-negative.tar',
    what: 'tar: a negative size in base 256',
    bytes: () => concatBytes([withTarField(tarEntry(file('a.log')), 124, new Uint8Array(12).fill(0xff))]),
    outcome: [
      ['', 'rootfs-tar', 1, ['archive-damaged']],
      ['a.log', 'unrecognised', 0, []],
    ],
  },
  {
    name: 'size-huge.tar',
    what: 'tar: a size of 2^70 in base 256',
    bytes: () => withTarField(tarEntry(file('a.log')), 124, Uint8Array.of(0x80, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0)),
    outcome: [archive('archive-damaged'), read('a.log', 2, ['archive-damaged', 'not-json'])],
  },
  {
    name: 'size-octal.tar',
    what: 'tar: a size of 8 GiB that is not there',
    bytes: () => tarOf([{ ...file('a.log'), size: 0o77777777777 }]),
    outcome: [archive('archive-damaged'), read('a.log', 2, ['archive-damaged', 'not-json'])],
  },
  {
    name: 'size-pax.tar',
    what: 'tar: a pax size that is no number',
    bytes: () => tarOf([paxHeader({ size: '-1e99' }), file('a.log'), file('b.log')]),
    outcome: [archive('archive-damaged')],
  },
  {
    name: 'local-lies.zip',
    what: 'zip: local header and directory disagree about name and size',
    bytes: () =>
      zipOf([zipEntry({ ...file('a.log'), local: { name: 'other.exe', size: 7 } }), zipEntry(file('b.log'))]),
    outcome: [archive(), read('a.log', 1, ['archive-damaged']), read('b.log')],
  },
  {
    name: 'encrypted.zip',
    what: 'zip: an encrypted entry beside an open one',
    bytes: () => zipped([{ name: 'secret.log', content: 'not to be read', flags: 1 }, file('a.log')]),
    outcome: [archive(), ['secret.log', 'unsupported', 0, ['archive-encrypted']], read('a.log')],
  },
  {
    name: 'points-nowhere.zip',
    what: 'zip: an entry that lies behind the end',
    bytes: () => zipOf([zipEntry(file('a.log'))], [{ ...zipEntry(file('b.log')), offset: 0x7fffffff }]),
    outcome: [archive(), read('a.log'), ['b.log', 'unrecognised', 0, ['archive-damaged']]],
  },
  {
    name: 'unknown-method.zip',
    what: 'zip: a method that nobody knows',
    bytes: () => zipped([{ name: 'a.log', packed: deflateRawSync('x'), method: 77, content: 'x' }, file('b.log')]),
    outcome: [archive(), ['a.log', 'unsupported', 0, ['unsupported']], read('b.log')],
  },
];

function deepPath(name: string, depth: number): string {
  return Array.from({ length: depth }, () => name).join('!/');
}

/** So many small members, as a tar. */
export function manyInTar(count: number): Uint8Array {
  return tarOf(Array.from({ length: count }, (_, index) => ({ name: `${index}.log`, content: logLine(index) })));
}

/** The same as a zip. */
export function manyInZip(count: number): Uint8Array {
  return zipped(Array.from({ length: count }, (_, index) => ({ name: `${index}.log`, content: logLine(index) })));
}
