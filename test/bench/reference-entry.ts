/** What the benchmark needs of the product in Node: the reading of a file (the same door, formats and rows) and its browser. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { importEvidence } from '../../parsers/import-evidence.js';
import type { NormalisedEvent } from '../../parsers/model/event.js';
import { parseBlock } from '../../parsers/parse-block.js';
import { FORMATS } from '../../parsers/registry.js';

/** Reads a file as an exhibit and emits every event with its record's text. */
export async function readEvents(path: string, emit: (event: NormalisedEvent, text: string) => void): Promise<void> {
  const { size } = await stat(path);
  const file = {
    path: '',
    name: basename(path),
    bytes: size,
    sha256: '',
    stream: () => createReadStream(path, { highWaterMark: 8 * 1024 * 1024 }),
    slice: async (from: number, to: number) => {
      const handle = await open(path);
      try {
        const { buffer, bytesRead } = await handle.read(new Uint8Array(to - from), 0, to - from, from);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
  const sink = {
    memberStart: () => 0,
    block: async (formatId: string, block: Parameters<typeof parseBlock>[2]) => {
      parseBlock(FORMATS, formatId, block, ({ result, text }) => {
        if (result.kind === 'events') for (const event of result.events) emit(event, text);
      });
    },
    problem: () => undefined,
    memberEnd: () => undefined,
    progress: () => undefined,
  };
  await importEvidence([file], sink, { formats: FORMATS });
}

export { RESIDENT_FIELDS } from '../../parsers/model/fields.js';
export { findBrowser } from '../../main/chromium/browser/find-browser.js';
export { launch } from '../../main/chromium/browser/launch.js';
