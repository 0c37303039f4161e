import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, resolve } from 'node:path';
import { SECURITY_HEADERS } from './content-policy.js';
import { isOwnUrl } from './own-url.js';

/** The only types we serve; a file of another kind is not part of the application. */
const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

/** The file an address of ours means, or null when it leaves the folder or is of no type we serve. */
export function fileOfUrl(folder: string, url: string): { readonly path: string; readonly mime: string } | null {
  if (!isOwnUrl(url)) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  // A backslash is a separator on Windows only, a NUL ends the name for the system only: neither is ever ours.
  if (/[\\\0]/.test(name) || name.split('/').includes('..')) return null;
  const path = resolve(join(folder, name));
  const inside = relative(folder, path);
  const mime = MIME[extname(path)];
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside) || mime === undefined) return null;
  return { path, mime };
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}

/** Answers requests of our scheme from the folder of the built pages: GET only, known types only (checklist items 1 and 18). */
export function servePackagedFiles(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return refusal(405);
    const file = fileOfUrl(folder, request.url);
    if (file === null) return refusal(404);
    const bytes = await readFile(file.path).catch(() => null);
    if (bytes === null) return refusal(404);
    return new Response(new Uint8Array(bytes), { headers: { ...SECURITY_HEADERS, 'content-type': file.mime } });
  };
}
