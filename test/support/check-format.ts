import { expect } from 'vitest';
import { agrees } from '../../parsers/model/agreement.js';
import type { NormalisedEvent } from '../../parsers/model/event.js';
import type { EventField } from '../../parsers/model/fields.js';
import type { Format } from '../../parsers/model/format.js';
import { makeProbe } from '../../parsers/probe.js';
import { askFormats } from '../../parsers/recognise-record.js';
import { formatUtc } from '../../parsers/time/format.js';
import { toParts } from '../../parsers/time/instant.js';
import { collectImport, memoryFile } from './collect-import.js';
import type { CollectedMember, CollectedRecord } from './collect-import.js';

/** What an import of one sample must yield; a key that is missing is not expected to have any particular value. */
export interface SampleExpectation {
  readonly format: string;
  readonly records?: number;
  readonly rejected?: number;
  readonly duplicates?: number;
  readonly undated?: number;
  readonly first?: string | null;
  readonly last?: string | null;
  readonly zoneNeeded?: boolean;
  /** Only its file name tells what it is. */
  readonly named?: true;
  readonly spots?: readonly Spot[];
}

interface Spot {
  /** An `id` is text that occurs in the record; its event is the one with the spot's time and fields. */
  readonly where: { readonly line?: number; readonly index?: number; readonly id?: string };
  /** UTC, nine decimals. */
  readonly time?: string | undefined;
  /** Exact values; any of a list is right. */
  readonly fields?: undefined | { readonly [name in EventField | 'message']?: string | number | readonly string[] };
}

export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const HEAD_BYTES = 65_536;

/**
 * Proves a format on one sample through the real door: recognised with and without a telling name, refused by all other
 * formats, counts and values exact, the same result from chunks of one byte, and the same again from a second import.
 */
export async function checkFormat(
  sample: Sample,
  expected: SampleExpectation,
  formats: readonly Format[],
): Promise<void> {
  const members = await importOf(sample.bytes, { name: sample.name }, formats);
  checkCounts(members, expected);
  for (const spot of expected.spots ?? []) checkSpot(members, spot);
  await checkSameAgain(sample, members, formats, expected.named === true);
  if (members.length === 1) checkRefusals(sample, expected.format, formats);
}

async function checkSameAgain(
  sample: Sample,
  members: readonly CollectedMember[],
  formats: readonly Format[],
  isNamed: boolean,
): Promise<void> {
  expect(await importOf(sample.bytes, { name: sample.name }, formats), 'a second import').toEqual(members);
  const nameless = await importOf(sample.bytes, { name: 'evidence' }, formats);
  if (!isNamed) expect(nameless.map(withoutName), 'without a telling name').toEqual(members.map(withoutName));
  const bytewise = await importOf(sample.bytes, { name: sample.name, chunk: 1 }, formats);
  expect(bytewise, 'from chunks of one byte').toEqual(members);
}

/** One format claims the sample and says why; all others refuse and say why. */
function checkRefusals({ name, bytes }: Sample, format: string, formats: readonly Format[]): void {
  const probe = makeProbe(name, bytes.subarray(0, HEAD_BYTES), bytes.length <= HEAD_BYTES);
  const { claims, refusals } = askFormats(formats, probe);
  expect(
    claims.map((claim) => claim.format.id),
    'formats that claim the sample',
  ).toEqual([format]);
  for (const { reason } of [...claims.map(({ verdict }) => verdict), ...refusals])
    expect(reason).toMatch(/^[A-Z0-9].*\.$/s);
}

function checkCounts(members: readonly CollectedMember[], expected: SampleExpectation): void {
  // What lies in an archive that is evidence itself may be nothing that anybody knows.
  const read = members.some(({ records }) => records.length > 0)
    ? members.filter(({ records }) => records.length > 0)
    : members.filter(({ end }) => end.format !== 'archive');
  expect([...new Set(read.map(({ end }) => end.format))], 'format').toEqual([expected.format]);
  const counts = countsOf(read.flatMap(({ records }) => records));
  const compared = Object.keys(counts).filter((key) => key in expected) as (keyof typeof counts)[];
  const pick = (from: { readonly [key in keyof typeof counts]?: unknown }) =>
    Object.fromEntries(compared.map((key) => [key, from[key]]));
  expect(pick(counts), 'counts').toEqual(pick(expected));
}

/** The ledger's figures of the sample, as the import workers compute them. */
export function countsOf(records: readonly CollectedRecord[]) {
  const contents = new Map<string, unknown[]>();
  const imported: (readonly NormalisedEvent[])[] = [];
  let rejected = 0;
  let duplicates = 0;
  for (const { result } of records) {
    if (result.kind === 'rejected') {
      rejected += 1;
      continue;
    }
    const known = contents.get(result.producerKey?.key ?? '') ?? [];
    if (result.producerKey !== undefined) {
      const { key, content } = result.producerKey;
      if (known.some((earlier) => agrees(earlier, content))) {
        duplicates += 1;
        continue;
      }
      contents.set(key, [...known, content]);
    }
    imported.push(result.events);
  }
  const times = imported.flat().flatMap(({ time }) => (time === null ? [] : [time]));
  const known = times.filter(({ zone }) => zone !== 'unknown').map(({ instant }) => formatUtc(toParts(instant)));
  known.sort();
  return {
    records: records.length,
    rejected,
    duplicates,
    undated: imported.filter((events) => events.length > 0 && events.every(({ time }) => time === null)).length,
    first: known[0] ?? null,
    last: known.at(-1) ?? null,
    zoneNeeded: known.length < times.length,
  };
}

function checkSpot(members: readonly CollectedMember[], { where, time, fields }: Spot): void {
  const event = spotEvent(members, { where, time, fields });
  if (event === undefined) throw new TypeError(`no event at ${JSON.stringify(where)}`);
  if (time !== undefined)
    expect(event.time && formatUtc(toParts(event.time.instant)), `time at ${JSON.stringify(where)}`).toBe(time);
  for (const [name, wanted] of Object.entries(fields ?? {})) {
    const value = name === 'message' ? event.message : event.fields[name as EventField];
    const right = [wanted].flat().some((each) => isSame(name, String(value), String(each)));
    expect(right, `${name} at ${JSON.stringify(where)} is ${String(value)}, not ${[wanted].flat().join(' or ')}`).toBe(
      true,
    );
  }
}

function spotEvent(members: readonly CollectedMember[], { where, time, fields }: Spot): NormalisedEvent | undefined {
  const records = members.flatMap((member) => member.records);
  const { id } = where;
  if (id !== undefined) {
    // A record may span lines of others, which its value leaves out.
    const own = records.filter(({ text, value }) => text.includes(id) && JSON.stringify(value).includes(id));
    const events = own.flatMap(({ result }) => eventsIn(result));
    return events.find(
      (event) =>
        (event.time && formatUtc(toParts(event.time.instant))) === time &&
        Object.keys(fields ?? {}).every((name) => name === 'message' || event.fields[name as EventField] !== undefined),
    );
  }
  const record = where.line === undefined ? records[where.index ?? 0] : records.find(({ line }) => line === where.line);
  return record === undefined ? undefined : eventsIn(record.result)[0];
}

function eventsIn(result: CollectedRecord['result']): readonly NormalisedEvent[] {
  return result.kind === 'events' ? result.events : [];
}

/** Letter case does not matter; a container id may be shortened to 12 digits, an image come with its tag. */
function isSame(name: string, value: string, wanted: string): boolean {
  const [a, b] = [value.toLowerCase(), wanted.toLowerCase()];
  if (name === 'container.id') return a.startsWith(b.slice(0, 12)) && (a.startsWith(b) || b.startsWith(a));
  return (
    a === b ||
    (name === 'container.image.name' && (a.startsWith(`${b}:`) || b.startsWith(`${a}:`) || b.startsWith(`${a}@`)))
  );
}

async function importOf(
  bytes: Uint8Array,
  options: { readonly name: string; readonly chunk?: number },
  formats: readonly Format[],
): Promise<readonly CollectedMember[]> {
  const { members } = await collectImport([memoryFile(bytes, { ...options, random: true })], { formats });
  return members;
}

/** A member without what only its name decides. */
function withoutName({ path: _path, ...member }: CollectedMember): Omit<CollectedMember, 'path'> {
  return member;
}
