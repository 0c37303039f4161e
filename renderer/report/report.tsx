import '../trusted-types.js';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { visibleText } from '../../parsers/model/visible-text.js';
import { CASE_DATABASE, CaseDatabase } from '../db/database.js';
import { startDownload } from '../session/download-blob.js';
import { linkOtherParts } from './links-between-parts.js';
import { pageMargins } from './page-margins.js';
import { RecordsPartDocument } from './pages/records-part-document.js';
import { ReportDocument } from './pages/report-document.js';
import { printedFiles, printedPart, printedReport } from './print-rows.js';
import type { RecordsPart } from './record-parts.js';
import './report-fonts.css';
import './report.css';
import './print.css';

/** For places that take no element: no character in it hides or turns around what stands beside it. */
function oneLine(text: string): string {
  return visibleText(text.replaceAll(/\s+/g, ' ').trim());
}

/** What is printed: the report, or the part of its records whose number is in the address (`?part=2`). */
async function printed(
  database: CaseDatabase,
): Promise<{ report: RecordsPart['report']; name: string; pages: ReactElement }> {
  const number = new URLSearchParams(location.search).get('part');
  if (number === null) {
    const report = await printedReport(database);
    return { report, name: '', pages: <ReportDocument model={report} /> };
  }
  const part = await printedPart(database, Number(number));
  return { report: part.report, name: part.name, pages: <RecordsPartDocument part={part} /> };
}

/** Entry of the hidden print window: shows what the case window left, hands out the report's attachments, says when it is ready. */
async function printReport(): Promise<void> {
  const database = new CaseDatabase(CASE_DATABASE);
  const { report, name, pages } = await printed(database);
  document.title = oneLine(`Report ${report.meta.number} ${report.meta.title}`);
  const { style } = document.documentElement;
  for (const [variable, text] of Object.entries(pageMargins(report, name)))
    style.setProperty(variable, JSON.stringify(oneLine(text)));
  const root = document.getElementById('root');
  if (root === null) throw new Error('report.html has no #root');
  let resolve = (): void => undefined;
  const drawn = new Promise<void>((done) => {
    resolve = done;
  });
  createRoot(root).render(pages);
  requestAnimationFrame(() => setTimeout(resolve, 0));
  await drawn;
  linkOtherParts(document);
  await document.fonts.ready;
  if (name === '') await handOutFiles(database);
  database.close();
  document.documentElement.dataset['ready'] = 'true';
}

async function handOutFiles(database: CaseDatabase): Promise<void> {
  for (const { name, blob } of await printedFiles(database)) {
    startDownload(blob, name);
    // Of several downloads begun within one turn the engine keeps the last.
    await new Promise((next) => setTimeout(next, 0));
  }
}

printReport().catch((error: unknown) => {
  document.documentElement.dataset['failed'] = error instanceof Error ? error.message : String(error);
});
