import type { CaseDatabase } from '../db/database.js';
import type { CitedEvent, ReportModel } from './model.js';
import { recordParts, type RecordsPart } from './record-parts.js';
import type { ReportFile } from './report-files.js';

/**
 * What the case window leaves for the print window, which shares its database: the report, each part of its records (from 1), each
 * attachment by its name.
 */
const REPORT = 'model';
const FILES = 'file ';
const partKey = (part: number): string => `part ${part}`;

/** An attachment on its way to the disk: as a blob its bytes are in no page's memory. */
interface FileRow {
  readonly name: string;
  readonly blob: Blob;
}

/** What was left: how many parts, and what the report attaches. */
interface LeftForPrint {
  readonly parts: number;
  readonly attachments: readonly Omit<ReportFile, 'bytes'>[];
}

/** Writes them piece by piece: a large report is hundreds of megabytes. */
export async function leavePrintRows(
  { prints }: CaseDatabase,
  model: ReportModel,
  files: Iterable<ReportFile>,
): Promise<LeftForPrint> {
  const parts = recordParts(model);
  await prints.put({ key: REPORT, value: { ...model, events: withPrintedText(model.events, parts.length === 0) } });
  for (const [index, part] of parts.entries())
    await prints.put({ key: partKey(index + 1), value: { ...part, events: withPrintedText(part.events, true) } });
  const attachments: LeftForPrint['attachments'][number][] = [];
  for (const { name, mimeType, description, bytes } of files) {
    const row: FileRow = { name, blob: new Blob([bytes], { type: mimeType }) };
    await prints.put({ key: `${FILES}${name}`, value: row });
    attachments.push({ name, mimeType, description });
  }
  return { parts: parts.length, attachments };
}

/** The text of a record stands where the record is printed in full. */
function withPrintedText(events: readonly CitedEvent[], isPrinted: boolean): readonly CitedEvent[] {
  return events.map((event) =>
    event.inFull && isPrinted ? event : { ...event, detail: { ...event.detail, raw: '' } },
  );
}

export async function printedReport({ prints }: CaseDatabase): Promise<ReportModel> {
  return (await prints.get(REPORT))?.value as ReportModel;
}

/** @param part from 1 */
export async function printedPart({ prints }: CaseDatabase, part: number): Promise<RecordsPart> {
  return (await prints.get(partKey(part)))?.value as RecordsPart;
}

export async function printedFiles({ prints }: CaseDatabase): Promise<readonly FileRow[]> {
  const rows = await prints.where('key').startsWith(FILES).toArray();
  return rows.map(({ value }) => value as FileRow);
}
