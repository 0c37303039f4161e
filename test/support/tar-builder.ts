import { concatBytes } from '../../parsers/io/byte-stream.js';

export interface TarPart {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** Type flag: `0` file, `2` symbolic link, `5` directory, `L` GNU long name, `x` pax header. */
  readonly type?: string;
  readonly target?: string;
  /** Size written in the header, where it is to lie. */
  readonly size?: number;
  /** `ustar` with NUL, `gnu`, or none at all, as before 1988. */
  readonly magic?: 'ustar' | 'gnu' | 'old';
}

const encoder = new TextEncoder();

/** An archive byte for byte, so that every oddity can be written. */
export function tarOf(parts: readonly TarPart[], endBlocks = 2): Uint8Array<ArrayBuffer> {
  return concatBytes([...parts.map(tarEntry), new Uint8Array(endBlocks * 512)]);
}

export function tarEntry(part: TarPart): Uint8Array {
  const content = typeof part.content === 'string' ? encoder.encode(part.content) : (part.content ?? new Uint8Array(0));
  const header = new Uint8Array(512);
  const write = (text: string, at: number): void => header.set(encoder.encode(text), at);
  write(part.name.slice(0, 100), 0);
  write('0000644\0', 100);
  write('0000000\0', 108);
  write('0000000\0', 116);
  write(`${(part.size ?? content.length).toString(8).padStart(11, '0')}\0`, 124);
  write('14000000000\0', 136);
  write(part.type ?? '0', 156);
  write(part.target ?? '', 157);
  const magic = part.magic ?? 'ustar';
  if (magic === 'ustar') write('ustar\u000000', 257);
  if (magic === 'gnu') write('ustar  \0', 257);
  writeCheckSum(header);
  return concatBytes([header, content, new Uint8Array((512 - (content.length % 512)) % 512)]);
}

/** The same entry with other bytes at a place of its header, and the check sum that goes with them. */
export function withTarField(entry: Uint8Array, at: number, bytes: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(entry);
  changed.set(bytes, at);
  writeCheckSum(changed.subarray(0, 512));
  return changed;
}

function writeCheckSum(header: Uint8Array): void {
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(encoder.encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
}

/** The pax header that gives the next entry other properties. */
export function paxHeader(properties: Readonly<Record<string, string>>): TarPart {
  const records = Object.entries(properties).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const bytes = encoder.encode(rest).length;
    let length = bytes + 1;
    while (String(length).length + bytes !== length) length = String(length).length + bytes;
    return `${length}${rest}`;
  });
  return { name: 'PaxHeader', type: 'x', content: records.join('') };
}
