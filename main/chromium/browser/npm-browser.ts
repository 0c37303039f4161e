/**
 * Unpacks the browser of `@sparticuz/chromium` without its own code, which trusts whatever lies at a fixed name in the
 * shared temporary folder. The archives are pinned by SHA-256, the cache is private to this user and named after them.
 */
import { randomUUID } from 'node:crypto';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

/** Version 153.0.0 of the package, Linux x64. */
const ARCHIVES = {
  'chromium.br': '38e1e1649db20fa4ea644bf5987688ce81a4c9eb10e7eae8380b74fc0d699fea',
  'al2023.tar.br': 'a166168dd3e3e9d8743689fff543c5cadb3025c1816c6a154c90dc68a59edd0a',
  'swiftshader.tar.br': 'b680e40a33235ecc6ad4c6897a168b70ce5164f0d62d2a64d675320d51614631',
  'fonts.tar.br': 'c1307fe5cd607092f0426742b4ab93755eec9a9b7752e47c56408c2bcf3e515b',
} as const;

type Archive = keyof typeof ARCHIVES;

export interface InflatedBrowser {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Folder with the package's archives, or null where the package does not apply or is not installed. */
export async function npmBrowserFolder(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const candidate = join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
    const found = await access(join(candidate, 'chromium.br')).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
    folder = dirname(folder);
  }
  return null;
}

/** Passes bytes through and fails at the end when they are not the pinned ones. */
function pinned(name: Archive): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const found = hash.digest('hex');
      done(
        found === ARCHIVES[name]
          ? null
          : new Error(
              `${name} of @sparticuz/chromium is not the archive this version of Exhibit knows (SHA-256 ${found}). Run \`npm ci\`.`,
            ),
      );
    },
  });
}

async function unpack(source: string, name: Archive, into: NodeJS.WritableStream): Promise<void> {
  await pipeline(createReadStream(join(source, name)), pinned(name), createBrotliDecompress(), into);
}

/** A folder that is ours alone; another user's or a writable one could hold a planted browser. */
async function isPrivate(folder: string): Promise<boolean> {
  const stat = await lstat(folder);
  return stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}

function cacheRoot(): string {
  const xdg = process.env['XDG_CACHE_HOME'];
  return join(xdg !== undefined && xdg.startsWith('/') ? xdg : join(homedir(), '.cache'), 'exhibit');
}

async function inflateInto(source: string, folder: string, finalFolder: string): Promise<void> {
  // Loaded here so that whoever runs on an installed browser does not need it.
  const { extract } = await import('tar-fs');
  // Everything is ours: the archives' owners do not exist where we are root of a user namespace, or root in a rootless container.
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const extractTo = (into: string): NodeJS.WritableStream =>
    extract(into, { map: (header) => ({ ...header, ...own }) });
  await unpack(source, 'chromium.br', createWriteStream(join(folder, 'chromium'), { mode: 0o700 }));
  await unpack(source, 'al2023.tar.br', extractTo(folder));
  await unpack(source, 'swiftshader.tar.br', extractTo(folder));
  await unpack(source, 'fonts.tar.br', extractTo(join(folder, 'fonts')));
  // The package's own list names folders of a cloud service; without any font the page process dies.
  const fonts = join(finalFolder, 'fonts');
  const list = `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${fonts}</dir><cachedir>${join(finalFolder, 'fontconfig')}</cachedir></fontconfig>\n`;
  await writeFile(join(folder, 'fonts', 'fonts.conf'), list);
  await chmod(join(folder, 'chromium'), 0o700);
}

/**
 * Unpacks the browser once per user and version, about 3 s and 260 MB, and tells how to start it. Parallel first starts
 * each unpack into a folder of their own; the first to finish gives it its name.
 */
export async function inflateNpmBrowser(source: string): Promise<InflatedBrowser> {
  const root = cacheRoot();
  const folder = join(root, `browser-153.0.0-${ARCHIVES['chromium.br'].slice(0, 12)}`);
  const present = await lstat(folder).then(
    () => true,
    () => false,
  );
  if (!present) {
    await mkdir(root, { recursive: true, mode: 0o700 });
    const draft = `${folder}.${randomUUID()}`;
    await mkdir(draft, { mode: 0o700 });
    try {
      await inflateInto(source, draft, folder);
      await rename(draft, folder);
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    }
  }
  if (!(await isPrivate(folder)))
    throw new Error(`${folder} belongs to another user or others may write to it. Remove it.`);
  const env = {
    LD_LIBRARY_PATH: join(folder, 'lib'),
    FONTCONFIG_PATH: join(folder, 'fonts'),
    FONTCONFIG_FILE: join(folder, 'fonts', 'fonts.conf'),
  };
  return { executable: join(folder, 'chromium'), env };
}
