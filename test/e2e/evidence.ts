import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createGunzip, gzipSync } from 'node:zlib';
import tar from 'tar-stream';

const BUNDLE = fileURLToPath(new URL('../../sample-evidence/demonstration/incident.tar.gz', import.meta.url));

/**
 * Packs the members of the demonstration incident anew, as another archive with the same logs: the original opens only in a
 * demonstration case.
 *
 * @param isKept which members, by their path
 */
export async function writeIncident(path: string, isKept: (member: string) => boolean = () => true): Promise<void> {
  const pack = tar.pack();
  const extract = createReadStream(BUNDLE).pipe(createGunzip()).pipe(tar.extract());
  for await (const entry of extract) {
    const bytes = await buffer(entry);
    if (!isKept(entry.header.name)) continue;
    pack.entry({ name: entry.header.name, size: bytes.length, mtime: new Date(0) }, bytes);
  }
  pack.finalize();
  await writeFile(path, gzipSync(await buffer(pack)));
}
