import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import * as fc from 'fast-check';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordCommand, shellQuote } from '../../../../renderer/report/record-command.js';

const LINES = ['{"first":"line"}', `{"text":"it's $HOME \`id\` "}`, '{"snow":"☃"}'];
const CONTENT = Buffer.from(LINES.map((line) => `${line}\n`).join(''));
const RECORD = Buffer.from(LINES[1] ?? '');
const place = (member: string) => ({ member, offset: Buffer.byteLength(`${LINES[0]}\n`), length: RECORD.length });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-command-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function tar(entries: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, bytes] of Object.entries(entries)) archive.entry({ name }, bytes);
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const zip = (entries: Readonly<Record<string, Buffer>>): Buffer => Buffer.from(zipSync({ ...entries }));

function printed(command: string): string {
  return execFileSync('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore', input: '' });
    return true;
  } catch {
    return false;
  }
}

/** Pasted into a terminal this would end the paste and run what follows. */
const CONTROLS = `\u001b[201~\n\u0003touch owned\t\u202e'\\\u0085%s.log\n\n`;

const HOSTILE = `-n ode/it's "$(id)" a\\tb [1]*?;&.log`;

describe('recordCommand prints the bytes of the record', () => {
  const cases: readonly [string, string, string, () => Promise<Buffer> | Buffer][] = [
    ['a plain file', 'audit.log', '', () => CONTENT],
    ['a file with a hostile name', `-x 'y' $(z).log`, '', () => CONTENT],
    ['a compressed file', 'audit.log.gz', '', () => gzipSync(CONTENT)],
    ['a compressed file whose name says nothing', 'audit.log', '', () => gzipSync(CONTENT)],
    [
      'a tar',
      'bundle.tar',
      'node-1/audit.log',
      () => tar({ 'other.log': Buffer.from('no'), 'node-1/audit.log': CONTENT }),
    ],
    [
      'a compressed tar with a compressed member',
      'bundle.tar.gz',
      'node-1/audit.log.gz',
      async () => gzipSync(await tar({ 'node-1/audit.log.gz': gzipSync(CONTENT) })),
    ],
    ['a tar whose name says nothing', 'bundle', 'a.log', async () => gzipSync(await tar({ 'a.log': CONTENT }))],
    ['a tar with a hostile member', 'bundle.tar', HOSTILE, () => tar({ [HOSTILE]: CONTENT })],
    ['a tar with a member that leads out', 'out.tar', '../../a.log', () => tar({ '../../a.log': CONTENT })],
    ['a tar with an absolute member', 'root.tar', '/etc/a.log', () => tar({ '/etc/a.log': CONTENT })],
    ['a file with controls in its name', CONTROLS, '', () => CONTENT],
    ['a tar with controls in its names', `b${CONTROLS}`, CONTROLS, () => tar({ [CONTROLS]: CONTENT })],
    ['a zip', 'dump.zip', 'audit/a.json', () => zip({ 'audit/b.json': Buffer.from('no'), 'audit/a.json': CONTENT })],
    [
      'a zip with a hostile name and member',
      '-dump.zip',
      HOSTILE,
      () => zip({ [HOSTILE]: CONTENT, 'a.log': Buffer.from('no') }),
    ],
    [
      'a zip in a tar',
      'b.tar.gz',
      'x/a.zip!/b.json',
      async () => gzipSync(await tar({ 'x/a.zip': zip({ 'b.json': CONTENT }) })),
    ],
    [
      'a zip in a zip in a zip',
      'a.zip',
      'b.zip!/c.zip!/d.log.gz',
      () => zip({ 'b.zip': zip({ 'c.zip': zip({ 'd.log.gz': gzipSync(CONTENT) }) }) }),
    ],
    [
      'a compressed tar in a tar',
      'a.tar',
      'b.tgz!/c/d.log',
      async () => tar({ 'b.tgz': gzipSync(await tar({ 'c/d.log': CONTENT })) }),
    ],
    [
      'a compressed tar in a zip in a tar',
      'a.tar',
      'b.zip!/c.tgz!/d.log',
      async () => tar({ 'b.zip': zip({ 'c.tgz': gzipSync(await tar({ 'd.log': CONTENT })) }) }),
    ],
  ];
  const packed: readonly [string, string][] = [
    ['zstd', 'zst'],
    ['bzip2', 'bz2'],
    ['xz', 'xz'],
  ];
  test.runIf(packed.every(([tool]) => isInstalled(tool))).each(packed)(
    'in a tar packed with %s, with a member packed by it',
    async (tool, ending) => {
      const pack = (bytes: Buffer) => execFileSync(tool, ['-c'], { input: bytes });
      writeFileSync(join(folder, `b.tar.${ending}`), pack(await tar({ [`a.log.${ending}`]: pack(CONTENT) })));
      expect(printed(recordCommand(place(`a.log.${ending}`), `b.tar.${ending}`))).toBe(RECORD.toString());
      writeFileSync(join(folder, `plain.${ending}`), CONTENT);
      expect(printed(recordCommand(place(''), `plain.${ending}`))).toBe(RECORD.toString());
      if (tool === 'bzip2' || tool === 'xz') return;
      const layer = `blobs/sha256/${'0a'.repeat(32)}`;
      writeFileSync(join(folder, 'image.tar'), await tar({ [layer]: pack(await tar({ 'etc/a.log': CONTENT })) }));
      expect(printed(recordCommand(place(`${layer}!/etc/a.log`), 'image.tar'))).toBe(RECORD.toString());
    },
  );

  test.each(cases)('in %s', async (_title, name, member, make) => {
    writeFileSync(join(folder, name), await make());
    expect(printed(recordCommand(place(member), name))).toBe(RECORD.toString());
  });

  test('in a folder', async () => {
    mkdirSync(join(folder, 'logs of node'));
    writeFileSync(join(folder, 'logs of node', 'a.tar'), await tar({ 'b.log': CONTENT }));
    writeFileSync(join(folder, 'logs of node', 'c.log'), CONTENT);
    expect(printed(recordCommand(place('a.tar!/b.log'), 'logs of node', 'folder'))).toBe(RECORD.toString());
    expect(printed(recordCommand(place('c.log'), 'logs of node', 'folder'))).toBe(RECORD.toString());
  });
});

test('any text is one word of sh', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const clean = text.replaceAll('\0', '');
      expect(printed(`printf '%s' ${shellQuote(clean)}`)).toBe(clean);
    }),
    { numRuns: 60 },
  );
});

test('a pasted command holds nothing that acts on a terminal', () => {
  expect(shellQuote(`${CONTROLS}.log`)).not.toMatch(/\p{Cc}|\p{Cf}/u);
});
