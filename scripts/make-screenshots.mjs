// `npm run make:screenshots`: bundles test/e2e/screenshots.ts like the program's own parts and runs it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vite from 'vite';
import { buildNode, root } from './bundle.mjs';

const outDir = join(root, 'dist/screenshots');
mkdirSync(join(root, 'docs/images'), { recursive: true });
await buildNode(vite, outDir, 'chromium', 'screenshots', 'test/e2e/screenshots.ts');
await import(pathToFileURL(join(outDir, 'screenshots.js')).href);
