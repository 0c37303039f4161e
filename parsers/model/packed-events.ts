/**
 * Many events written short, for one line of the journal: per member a run of unsigned LEB128 numbers, two per event in order of
 * place: the distance of the record's offset from the one before, and the event's place among the events of its record.
 * About three characters of Base64 an event.
 */
import type { PackedEvents } from './case.js';

/** An event of a member: byte offset of its record, and its place among the record's events, from 0. */
export interface EventPlace {
  readonly offset: number;
  readonly ordinal: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Packs the events of each member; members without events are left out. */
export function packEvents(
  members: readonly { readonly exhibit: string; readonly member: string; readonly events: readonly EventPlace[] }[],
): readonly PackedEvents[] {
  return members
    .filter(({ events }) => events.length > 0)
    .map(({ exhibit, member, events }) => ({ exhibit, member, count: events.length, packed: pack(events) }));
}

function pack(events: readonly EventPlace[]): string {
  const bytes: number[] = [];
  let before = 0;
  for (const { offset, ordinal } of events.toSorted((a, b) => a.offset - b.offset || a.ordinal - b.ordinal)) {
    writeNumber(bytes, offset - before);
    writeNumber(bytes, ordinal);
    before = offset;
  }
  return toBase64(bytes);
}

/** Calls `visit` with every event, in order of place. Throws `RangeError` where the text does not hold as many as it says. */
export function readPackedEvents(
  { count, packed }: PackedEvents,
  visit: (offset: number, ordinal: number) => void,
): void {
  const bytes = fromBase64(packed);
  let events = 0;
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at];
      if (byte === undefined) throw new RangeError('packed events end in the middle');
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  let offset = 0;
  while (at < bytes.length) {
    offset += next();
    visit(offset, next());
    events += 1;
  }
  if (events !== count) throw new RangeError(`${events} events are packed where ${count} are stated`);
}

/** Offsets exceed 32 bits: no shifting. */
function writeNumber(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function toBase64(bytes: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = Math.min(3, bytes.length - at);
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit <= left; digit += 1) parts.push(DIGITS.charAt((word >> (18 - 6 * digit)) & 63));
  }
  return parts.join('');
}

function fromBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = DIGITS.indexOf(text.charAt(at));
    if (digit < 0) throw new RangeError('packed events are no Base64');
    held = ((held << 6) | digit) & 0xff_ff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (held >> bits) & 0xff;
    length += 1;
  }
  return bytes;
}
