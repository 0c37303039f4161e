/** What a report's attachments state, read with suspicion: anybody may have written them. */
import { asList, asObject, asText, asWhole, at, type JsonObject } from '../../../parsers/model/json.js';
import type { Attachment } from './pdf-file.js';

/** Names of the attachments that verification reads; the report's own list stands in `renderer/report/attachments.ts`. */
export const MANIFEST = 'manifest.json';
export const RECORDS = 'cited-records.ndjson';
export const JOURNAL = 'journal-proof.ndjson';

const FORMAT = 'exhibit-report-manifest/1';

export interface NamedHash {
  readonly name: string;
  readonly sha256: string;
}

/** A cited record and where it stands. */
export interface RecordClaim {
  readonly mark: string;
  /** Number of its exhibit. */
  readonly exhibit: string;
  readonly member: string;
  readonly offset: number;
  readonly length: number;
  readonly sha256: string;
}

/** What the manifest of a report claims. */
export interface Manifest {
  readonly caseId: string;
  readonly kind: string;
  /** Fingerprint of the certificate that the report says signed it; null where it says that none did. */
  readonly signerSha256: string | null;
  readonly journal: { readonly length: number; readonly head: string };
  readonly exhibits: readonly { readonly number: string; readonly sha256: string }[];
  readonly records: readonly RecordClaim[];
  readonly attachments: readonly (NamedHash & { readonly bytes: number })[];
}

/** Reads the manifest among attachments; a sentence where there is none or it cannot be read. */
export function readManifest(attachments: readonly Attachment[]): Manifest | string {
  const value = parsed(attachments.find(({ name }) => name === MANIFEST)?.bytes.toString('utf8') ?? '');
  const manifest = asObject(value);
  if (manifest === null || manifest['format'] !== FORMAT)
    return `It carries no ${MANIFEST} in the form of a report of Exhibit (${FORMAT}).`;
  const journal = {
    length: asWhole(at(value, 'journal', 'length')) ?? -1,
    head: asText(at(value, 'journal', 'head')) ?? '',
  };
  return {
    caseId: asText(at(value, 'case', 'id')) ?? '',
    kind: asText(at(value, 'case', 'kind')) ?? '',
    signerSha256: asText(at(value, 'signer', 'sha256')),
    journal,
    exhibits: asList(manifest['exhibits']).map((one) => ({
      number: textAt(one, 'number'),
      sha256: textAt(one, 'sha256'),
    })),
    records: asList(manifest['records']).map((one) => ({
      mark: textAt(one, 'mark'),
      exhibit: textAt(one, 'exhibit'),
      member: textAt(one, 'member'),
      offset: asWhole(at(one, 'offset')) ?? -1,
      length: asWhole(at(one, 'length')) ?? -1,
      sha256: textAt(one, 'sha256'),
    })),
    attachments: asList(manifest['attachments']).map((one) => ({
      name: textAt(one, 'name'),
      bytes: asWhole(at(one, 'bytes')) ?? -1,
      sha256: textAt(one, 'sha256'),
    })),
  };
}

/** Lines of an attachment as objects; null for a line that is none. Null where it is not attached. */
export function readLines(attachments: readonly Attachment[], name: string): readonly (JsonObject | null)[] | null {
  const found = attachments.find((attachment) => attachment.name === name);
  if (found === undefined) return null;
  const lines = found.bytes.toString('utf8').split('\n');
  return (lines.at(-1) === '' ? lines.slice(0, -1) : lines).map((line) => asObject(parsed(line)));
}

export function textAt(value: unknown, key: string): string {
  return asText(at(value, key)) ?? '';
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
