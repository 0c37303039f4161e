import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { memberDigests } from '../../../parsers/member-digests.js';
import { memoryFile } from '../../support/collect-import.js';
import { tarOf } from '../../support/tar-builder.js';

const hex = (algorithm: 'md5' | 'sha1', bytes: string | Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');
const both = (bytes: string | Uint8Array) =>
  (['md5', 'sha1'] as const).map((algorithm) => ({ algorithm, digest: hex(algorithm, bytes) }));

const LOG = 'one line\n'.repeat(10_000);
const INNER = new Uint8Array(gzipSync(LOG));

describe('MD5 and SHA-1 of members', () => {
  it('are those of the stored bytes, and of the content where it is compressed', async () => {
    const inner = tarOf([{ name: 'deep.txt', content: 'deep' }]);
    const archive = tarOf([
      { name: 'var/log/a.log', content: LOG },
      { name: 'var/log/a.log.gz', content: INNER },
      { name: 'empty', content: '' },
      { name: 'inner.tar', content: inner },
    ]);
    const file = memoryFile(new Uint8Array(gzipSync(archive)), { path: '', name: 'bundle.tar.gz' });
    const found = await memberDigests([file], ['md5', 'sha1']);
    expect(found.get('var/log/a.log')).toEqual(both(LOG));
    expect(new Set(found.get('var/log/a.log.gz'))).toEqual(new Set([...both(LOG), ...both(INNER)]));
    expect(found.get('empty')).toEqual(both(''));
    expect(found.get('inner.tar')).toEqual(both(inner));
    expect(found.get('inner.tar!/deep.txt')).toEqual(both('deep'));
  });

  it('are those of the content where a received file is compressed, and only those asked for', async () => {
    const file = memoryFile(INNER, { path: 'logs/a.log.gz' });
    expect(await memberDigests([file], ['md5'])).toEqual(
      new Map([['logs/a.log.gz', [{ algorithm: 'md5', digest: hex('md5', LOG) }]]]),
    );
  });

  it('are none of what could not be read whole', async () => {
    const cut = INNER.subarray(0, INNER.length - 20);
    const archive = tarOf([
      { name: 'cut.log.gz', content: cut },
      { name: 'whole.log', content: LOG },
    ]);
    const found = await memberDigests([memoryFile(archive, { path: '', name: 'bundle.tar' })], ['sha1']);
    expect(found.get('cut.log.gz')).toEqual([]);
    expect(found.get('whole.log')).toEqual([{ algorithm: 'sha1', digest: hex('sha1', LOG) }]);
  });
});
