import { DEFAULT_LIMITS } from './io/limits.js';
import type { Format, RecordInput } from './model/format.js';
import type { Framing } from './model/framing.js';
import type { Mapping } from './model/mapping.js';
import { readingText, type StatedReading } from './model/reading.js';
import { parseRecord } from './parse-record.js';
import type { MemberProbe } from './probe.js';
import type { Recognition } from './recognise.js';

/** How a member is read that the examiner spoke about. The reason names him and says what the content says. */
export type StatedRecognition =
  | {
      readonly kind: 'format';
      readonly format: Format;
      readonly framing: Framing;
      readonly mapping: Mapping | null;
      readonly reason: string;
    }
  | { readonly kind: 'not-evidence'; readonly reason: string }
  /** This version knows no such format. */
  | { readonly kind: 'unknown-format'; readonly reason: string };

/** Ids of the formats that read mappings. */
export const MAPPING_FORMATS = { columns: 'mapped', dta: 'aqua-dta' } as const satisfies Readonly<
  Record<Mapping['kind'], string>
>;

/** Reads a member as the examiner stated, whatever its content was recognised as. */
export function readAs(
  formats: readonly Format[],
  probe: MemberProbe,
  stated: StatedReading,
  recognised: Recognition,
): StatedRecognition {
  const { reading, reason: because, by } = stated;
  const who = by === '' ? 'the examiner' : by;
  const said = `Stated by ${who}: ${reading.kind === 'not-evidence' ? '' : 'read as '}${readingText(reading)} (${because}).`;
  const reason = `${said} ${contentSays(recognised)}`;
  if (reading.kind === 'not-evidence') return { kind: 'not-evidence', reason };
  const id = reading.kind === 'format' ? reading.format : MAPPING_FORMATS[reading.mapping.kind];
  const format = formats.find((each) => each.id === id);
  if (format === undefined)
    return { kind: 'unknown-format', reason: `${reason} This version of Exhibit reads no format called ${id}.` };
  if (reading.kind === 'mapped')
    return { kind: 'format', format, framing: reading.framing, mapping: reading.mapping, reason };
  return { kind: 'format', format, framing: framingFor(format, probe), mapping: null, reason };
}

function contentSays(recognised: Recognition): string {
  switch (recognised.kind) {
    case 'format':
      return `By its content: ${recognised.format.id}. ${recognised.reason}`;
    case 'empty':
      return 'The file is empty.';
    case 'unsupported':
      return `By its content: not supported, ${recognised.reason}.`;
    case 'ambiguous':
      return `By its content: ${recognised.reason}`;
    case 'unrecognised':
      return 'By its content: no format claims it.';
  }
}

/** How records lie for a format that did not claim them: as it says itself, else the way in which it reads most samples. */
function framingFor(format: Format, probe: MemberProbe): Framing {
  const verdict = format.detect(probe);
  if (verdict.claim) return verdict.framing;
  const read = new Map<Framing, number>();
  for (const { value, framing, text } of probe.samples) {
    const bytes = new TextEncoder().encode(text);
    const input: RecordInput = { value, text, context: { framing, name: probe.name, envelope: null } };
    const { result } = parseRecord([format], format, { ...input, bytes, flaw: 0 }, DEFAULT_LIMITS);
    read.set(framing, (read.get(framing) ?? 0) + (result.kind === 'events' ? 1 : 0));
  }
  const [best] = [...read].toSorted(([, a], [, b]) => b - a);
  return best?.[0] ?? { kind: 'lines' };
}
