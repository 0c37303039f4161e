import '../trusted-types.js';
import { createRoot } from 'react-dom/client';
import { visibleText } from '../../parsers/model/visible-text.js';
import { CASE_DATABASE, CaseDatabase } from '../db/database.js';
import { startDownload } from '../session/download-blob.js';
import { PRINT_MODEL } from './export-report.js';
import type { ReportModel } from './model.js';
import { pageMargins } from './page-margins.js';
import { ReportDocument } from './pages/report-document.js';
import type { ReportFile } from './report-files.js';
import './report-fonts.css';
import './report.css';
import './print.css';

/** For places that take no element: no character in it hides or turns around what stands beside it. */
function oneLine(text: string): string {
  return visibleText(text.replaceAll(/\s+/g, ' ').trim());
}

/** Entry of the hidden print window: shows the report that the case window left, hands out its attachments, says when it is ready. */
async function printReport(): Promise<void> {
  const database = new CaseDatabase(CASE_DATABASE);
  const model = (await database.prints.get(PRINT_MODEL))?.value as ReportModel;
  const keys = (await database.prints.toCollection().primaryKeys()).filter((key) => key !== PRINT_MODEL);
  document.title = oneLine(`Report ${model.meta.number} ${model.meta.title}`);
  const { style } = document.documentElement;
  for (const [name, text] of Object.entries(pageMargins(model))) style.setProperty(name, JSON.stringify(oneLine(text)));
  const root = document.getElementById('root');
  if (root === null) throw new Error('report.html has no #root');
  let resolve = (): void => undefined;
  const drawn = new Promise<void>((done) => {
    resolve = done;
  });
  createRoot(root).render(<ReportDocument model={model} />);
  requestAnimationFrame(() => setTimeout(resolve, 0));
  await drawn;
  await document.fonts.ready;
  // One after the other: together they may be as large as the report.
  for (const key of keys) {
    const file = (await database.prints.get(key))?.value as ReportFile;
    startDownload(new Blob([file.bytes], { type: file.mimeType }), file.name);
    // Of several downloads begun within one turn the engine keeps the last.
    await new Promise((next) => setTimeout(next, 0));
  }
  database.close();
  document.documentElement.dataset['ready'] = 'true';
}

printReport().catch((error: unknown) => {
  document.documentElement.dataset['failed'] = error instanceof Error ? error.message : String(error);
});
