import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFRawStream,
  PDFString,
  StandardFonts,
  decodePDFRawStream,
} from 'pdf-lib';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { finishPdf, type FinishInput } from '../../../../../main/services/report/finish-pdf.js';
import { srgbProfile } from '../../../../../main/services/report/srgb-profile.js';
import { printedPages } from '../../../../support/printed-pages.js';
import { temporaryFolder } from '../case-setup.js';

const ROOT = join(import.meta.dirname, '../../../../..');
const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const attachments = [
  { name: 'manifest.json', mimeType: 'application/json', description: 'Hashes', bytes: Buffer.from('{"a":1}\n') },
  {
    name: 'cited-records.ndjson',
    mimeType: 'application/x-ndjson',
    description: 'Records',
    bytes: Buffer.alloc(70_000, 'x\n'),
  },
];
const described = {
  title: 'Report 2026-117 <Miner> & "Flucht" \u0007 調査',
  language: 'en',
  date: '2026-11-23T08:00:00.123Z',
  draft: true,
  attachments,
  signingKey: null,
};

async function madeByHand(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of ['one', 'two', 'three']) document.addPage([300, 200]).drawText(text, { font, x: 20, y: 100 });
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  return document.save({ useObjectStreams: false });
}

/** Pages as the report's are printed: tagged, with an outline and a link. */
async function printed(): Promise<Uint8Array> {
  const [pdf] = await printedPages([
    '<html lang="en"><title>t</title><h1>Report</h1><p><a href="#x">to x</a></p><h2 id="x" style="break-before: page">X</h2>',
  ]);
  return pdf!;
}

async function checkFinished(pdf: Uint8Array, pages: number): Promise<PDFDocument> {
  const input: FinishInput = { ...described, pdfs: [pdf] };
  const finished = await finishPdf(input);
  expect(finished.pages).toBe(pages);
  expect(sha256((await finishPdf(input)).bytes)).toBe(sha256(finished.bytes));
  expect(sha256((await finishPdf({ ...input, title: 'other' })).bytes)).not.toBe(sha256(finished.bytes));
  const folder = await temporaryFolder();
  const path = join(folder, 'report.pdf');
  await writeFile(path, finished.bytes);
  if (has('qpdf'))
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  if (has('pdfdetach')) {
    for (const { name, bytes } of attachments) {
      execFileSync('pdfdetach', ['-savefile', name, '-o', join(folder, name), path]);
      expect((await readFile(join(folder, name))).equals(bytes)).toBe(true);
    }
  }
  return PDFDocument.load(finished.bytes, { updateMetadata: false });
}

function checkStructure(document: PDFDocument): void {
  const { catalog, context } = document;
  expect(document.getTitle()).toBe('Report 2026-117 <Miner> & "Flucht" ‹U+0007› 調査');
  expect(document.getSubject()).toContain('DRAFT');
  expect(document.getCreationDate()).toEqual(new Date('2026-11-23T08:00:00Z'));
  expect(document.getModificationDate()).toEqual(new Date('2026-11-23T08:00:00Z'));
  const xmp = catalog.lookup(PDFName.of('Metadata')) as PDFRawStream;
  expect(xmp.dict.has(PDFName.of('Filter'))).toBe(false);
  const text = Buffer.from(xmp.contents).toString('utf8');
  expect(text).toContain('Report 2026-117 &lt;Miner&gt; &amp; &quot;Flucht&quot; ‹U+0007› 調査');
  expect(text).toContain(`<pdf:Producer>${document.getProducer()}</pdf:Producer>`);
  expect(text).toContain(`<xmp:CreatorTool>${document.getCreator()}</xmp:CreatorTool>`);
  expect(text.match(/2026-11-23T08:00:00Z/g)).toHaveLength(3);
  expect(catalog.lookup(PDFName.of('Lang'), PDFString).asString()).toBe('en');
  expect(catalog.lookup(PDFName.of('ViewerPreferences'), PDFDict).get(PDFName.of('DisplayDocTitle'))?.toString()).toBe(
    'true',
  );
  const intent = catalog.lookup(PDFName.of('OutputIntents'), PDFArray).lookup(0, PDFDict);
  const profile = intent.lookup(PDFName.of('DestOutputProfile')) as PDFRawStream;
  expect(Buffer.from(decodePDFRawStream(profile).decode()).equals(srgbProfile())).toBe(true);
  expect(catalog.lookup(PDFName.of('AF'), PDFArray).size()).toBe(2);
  const file = catalog.lookup(PDFName.of('AF'), PDFArray).lookup(0, PDFDict);
  expect(file.get(PDFName.of('AFRelationship'))?.toString()).toBe('/Data');
  const id = context.trailerInfo.ID as PDFArray;
  expect(id.lookup(0, PDFHexString).asString()).toMatch(/^[0-9a-f]{32}$/);
}

test('a finished report describes itself twice alike, carries its files, and is the same every time', async () => {
  checkStructure(await checkFinished(await madeByHand(), 3));
});

test('a printed report stays tagged and outlined, and its links are printed', async () => {
  const document = await checkFinished(await printed(), 2);
  checkStructure(document);
  expect(document.getProducer()).toMatch(/^Skia\/PDF m\d+; pdf-lib$/);
  expect(document.catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
  expect(document.catalog.has(PDFName.of('Outlines'))).toBe(true);
  const link = document.getPage(0).node.lookup(PDFName.of('Annots'), PDFArray).lookup(0, PDFDict);
  expect(Number(link.get(PDFName.of('F'))?.toString()) & 4).toBe(4);
});

async function finishedHash(pdf: string): Promise<string> {
  return sha256((await finishPdf({ ...described, pdfs: [Buffer.from(pdf, 'latin1')] })).bytes);
}

test('two prints that differ in their dates give one file', async () => {
  const first = Buffer.from(await madeByHand()).toString('latin1');
  const second = first.replaceAll('D:19700101000000', 'D:20261123080000');
  expect(second).not.toBe(first);
  expect(await finishedHash(second)).toBe(await finishedHash(first));
});

test('the colour profile is a well-formed sRGB profile', () => {
  const profile = Buffer.from(srgbProfile());
  expect(profile.length).toBe(profile.readUInt32BE(0));
  expect(profile.length).toBeLessThan(3_000);
  expect(profile.toString('latin1', 36, 40)).toBe('acsp');
  const xyz = (name: string): number[] => {
    const entry =
      Array.from({ length: profile.readUInt32BE(128) }, (_, index) => 132 + index * 12).find(
        (at) => profile.toString('latin1', at, at + 4) === name,
      ) ?? 0;
    const at = profile.readUInt32BE(entry + 4) + 8;
    return [0, 4, 8].map((offset) => profile.readInt32BE(at + offset) / 65_536);
  };
  // Red, green and blue together are the white of the connection space.
  const white = ['rXYZ', 'gXYZ', 'bXYZ']
    .map(xyz)
    .reduce((sum, one) => sum.map((value, index) => value + (one[index] ?? 0)));
  expect(white[0]).toBeCloseTo(0.9642, 3);
  expect(white[1]).toBeCloseTo(1, 3);
  expect(white[2]).toBeCloseTo(0.8249, 3);
});

test('the worker thread writes the file whole and says its hash', async () => {
  const folder = await temporaryFolder();
  await build({
    root: ROOT,
    logLevel: 'error',
    configFile: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: join(folder, 'built'),
      emptyOutDir: false,
      rolldownOptions: {
        input: {
          'finish-report': join(ROOT, 'main/services/report/finish-report.ts'),
          'finish-report.worker': join(ROOT, 'main/services/report/finish-report.worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'printed.pdf'), await madeByHand());
  await mkdir(join(folder, 'out'));
  const files = [];
  for (const { name, mimeType, description, bytes } of attachments) {
    await writeFile(join(folder, name), bytes);
    files.push({ name, mimeType, description, path: join(folder, name) });
  }
  const script = `
    import { finishReport } from ${JSON.stringify(pathToFileURL(join(folder, 'built', 'finish-report.js')).href)};
    const input = JSON.parse(process.argv[2]);
    console.log(JSON.stringify(await finishReport(input)));
    await finishReport({ ...input, pdfs: [...input.pdfs, 'printed.missing'] }).catch((error) => console.log(error.code));
    await finishReport({ ...input, target: input.target + '/nowhere.pdf' }).catch((error) => console.log(error.code));`;
  await writeFile(join(folder, 'run.js'), script);
  const target = join(folder, 'out', 'report.pdf');
  const input = {
    pdfs: [join(folder, 'printed.pdf')],
    attachments: files,
    request: { ...described, attachments: [] },
    target,
    signingKey: null,
  };
  const [answer, ...failures] = execFileSync(process.execPath, [join(folder, 'run.js'), JSON.stringify(input)], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
  expect(JSON.parse(answer ?? '')).toEqual({ path: target, sha256: sha256(await readFile(target)), pages: 3 });
  expect(failures).toEqual(['ENOENT', 'not-found']);
});
