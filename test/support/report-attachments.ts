import { createHash } from 'node:crypto';
import type { FinishAttachment } from '../../main/services/report/finish-pdf.js';
import type { Act, JournalLine } from '../../parsers/model/case.js';
import { FIRST_PREVIOUS_HASH, writeLine } from '../../parsers/model/journal-chain.js';

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** What a made-up report states. */
export interface Stated {
  readonly kind: 'case' | 'demonstration';
  readonly signerSha256: string | null;
  readonly lines: readonly JournalLine[];
  readonly records: readonly CitedRecord[];
}

/** A record that a made-up report cites. */
export interface CitedRecord {
  readonly raw: string;
  readonly exhibit: string;
  readonly member: string;
  readonly offset: number;
}

/** Lines of a member, one after the other from its beginning. */
export function citedLines(texts: readonly string[], exhibit = 'JS/1', member = ''): readonly CitedRecord[] {
  let offset = 0;
  return texts.map((raw) => {
    const record = { raw, exhibit, member, offset };
    offset += Buffer.byteLength(raw) + 1;
    return record;
  });
}

/** A journal of a case with one exhibit and some notes. */
export function madeUpJournal(
  notes: number,
  exhibitSha256 = 'a'.repeat(64),
  createdAt = '2026-11-23T08:00:00.000Z',
): readonly JournalLine[] {
  const meta = {
    id: 'case-1',
    formatVersion: 1,
    kind: 'case',
    number: '2026-117',
    title: '',
    examiner: 'Jo Smith',
    organisation: 'Lab',
    questions: [],
    displayZone: 'UTC',
    tokenSeed: '0'.repeat(16),
    createdAt,
  } as const;
  const receipt = {
    number: 'JS/1',
    name: 'audit.log',
    sha256: exhibitSha256,
    bytes: 4,
    kind: 'file',
    storage: 'copy',
    files: [{ path: '', bytes: 4, sha256: exhibitSha256 }],
    origin: '',
  } as const;
  const acts: readonly Act[] = [
    { type: 'case-created', meta },
    { type: 'exhibit-received', receipt },
    ...Array.from({ length: notes }, (_, index): Act => ({
      type: 'note-set',
      note: { id: `n${index}`, at: createdAt, text: `note ${index}`, events: [], searches: [] },
    })),
  ];
  let previous = FIRST_PREVIOUS_HASH;
  return acts.map((act, index) => {
    const { line } = writeLine(previous, { seq: index + 1, at: createdAt, by: 'Jo Smith', act });
    previous = line.hash;
    return line;
  });
}

/** Attachments as a report has them, with a manifest that fits. Notes are withheld in the journal's proof. */
export function reportAttachments({ kind, signerSha256, lines, records }: Stated): readonly FinishAttachment[] {
  const cited = records.map(({ raw, ...place }, index) => ({
    mark: `E${index + 1}`,
    ...place,
    length: Buffer.byteLength(raw),
    recordSha256: sha256(raw),
    raw,
    rawCut: false,
  }));
  const proof = lines.map(({ hash, bodyHash, body }) =>
    body.act.type === 'note-set' ? { hash, bodyHash } : { hash, bodyHash, bodyText: JSON.stringify(body) },
  );
  const files = [
    file('cited-records.ndjson', ndjson(cited)),
    file('journal-proof.ndjson', ndjson(proof)),
    file('report.json', '{}\n'),
  ];
  const acts = lines.map(({ body }) => body.act);
  const id = acts.find((act) => act.type === 'case-created')?.meta.id;
  const receipts = acts.flatMap((act) => (act.type === 'exhibit-received' ? [act.receipt] : []));
  const manifest = {
    format: 'exhibit-report-manifest/1',
    signer: signerSha256 === null ? null : { sha256: signerSha256 },
    case: { id, number: '2026-117', kind },
    journal: { length: lines.length, head: lines.at(-1)?.hash },
    exhibits: receipts.map(({ number, name, sha256: hash }) => ({ number, name, sha256: hash })),
    records: cited.map(({ raw: _raw, rawCut: _cut, recordSha256, ...place }) => ({ ...place, sha256: recordSha256 })),
    attachments: files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256(bytes) })),
  };
  return [...files, file('manifest.json', `${JSON.stringify(manifest)}\n`)];
}

function file(name: string, text: string): FinishAttachment {
  return { name, mimeType: 'application/json', description: name, bytes: Buffer.from(text) };
}

function ndjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
