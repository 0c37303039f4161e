import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../../../parsers/io/limits.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { keyFormat } from '../../../support/fake-formats.js';
import { paxHeader, tarOf } from '../../../support/tar-builder.js';

const written = (name: string): Uint8Array =>
  new Uint8Array(gunzipSync(readFileSync(new URL(`./sparse/${name}.tar.gz`, import.meta.url))));

async function read(tar: Uint8Array, limits: Partial<Limits> = {}, chunk = 4096) {
  const options = { formats: [keyFormat('alpha')], limits: { ...DEFAULT_LIMITS, ...limits } };
  return (await collectImport([memoryFile(tar, { chunk })], options)).members;
}

/** SHA-256 of what GNU tar 1.34 extracts. */
const S_LOG = '3eaa196dda663ab68c52bf68724b2039e617375d87fea6a47701a5304451a53a';
const M_LOG = '788b79e6f159ebf34f4d537696065b463cdcf1451e95b7f33a009b2e1024bb4c';

describe('sparse files', () => {
  test.each([
    ['gnu', 's.log', S_LOG],
    ['gnu-many', 'm.log', M_LOG],
    ['pax-0.1', 's.log', S_LOG],
    ['pax-1.0', 's.log', S_LOG],
  ])('%s: the file is what GNU tar extracts, and the next one is found', async (form, name, sha256) => {
    for (const chunk of [100, 512, 1 << 20]) {
      const [archive, sparse, next, ...more] = await read(written(form), {}, chunk);
      expect(archive?.problems).toEqual([]);
      expect([sparse?.path, sparse?.end.sha256]).toEqual([name, sha256]);
      expect(sparse?.records.length).toBeGreaterThan(2);
      expect([next?.path, next?.records.length, more]).toEqual(['z.log', 1, []]);
    }
  });

  test('the form that repeats keys is named, and the next file is found', async () => {
    const [archive, next, ...more] = await read(written('pax-0.0'));
    expect(archive?.problems).toMatchObject([
      { code: 'unsupported', reason: expect.stringContaining('"s.log"') as string },
    ]);
    expect([next?.path, more]).toEqual(['z.log', []]);
  });

  test('holes of any size are bounded as unpacked content', async () => {
    const huge = tarOf([
      paxHeader({
        'GNU.sparse.size': '900000000000000',
        'GNU.sparse.name': 'bomb',
        'GNU.sparse.map': '900000000000000,0',
      }),
      { name: 'x', content: '' },
      { name: 'z.log', content: '{"alpha":1}\n' },
    ]);
    const [, bomb, next] = await read(huge, { totalBytes: 1024 * 1024 });
    expect(bomb?.problems.map(({ code }) => code)).toContain('archive-limit');
    expect(next?.records).toHaveLength(1);
  });

  test('maps that lie cost what they hide, not the next file', async () => {
    for (const map of ['5,3,0,2', '0,-1', '0,99999', 'a,b', '0']) {
      const lying = tarOf([
        paxHeader({ 'GNU.sparse.size': '20', 'GNU.sparse.name': 's', 'GNU.sparse.map': map }),
        { name: 'x', content: 'abc' },
        { name: 'z.log', content: '{"alpha":1}\n' },
      ]);
      const members = await read(lying);
      expect(members.map(({ path }) => path)).toEqual(['', 's', 'z.log']);
      expect(members[2]?.records).toHaveLength(1);
    }
  });

  test('changed bytes never crash or hang it', async () => {
    const whole = written('gnu-many');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2048), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(whole.length),
        async (changes, cut) => {
          const changed = Uint8Array.from(whole);
          for (const [place, value] of changes) changed[place] = value;
          expect((await read(changed.subarray(0, cut), { totalBytes: 1024 * 1024 })).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});
