/** Protocol buffer messages on the wire, without their schema: enough to look values up by field number. */

/** Values by field number, in order: varints as bigint, fixed numbers and nested messages as bytes. */
export type ProtobufFields = ReadonlyMap<number, readonly (bigint | Uint8Array)[]>;

/** Reads one message; null where the bytes are none. */
export function readProtobuf(bytes: Uint8Array): ProtobufFields | null {
  const fields = new Map<number, (bigint | Uint8Array)[]>();
  let at = 0;
  const varint = (): bigint | null => {
    let value = 0n;
    for (let shift = 0n; shift < 70n && at < bytes.length; shift += 7n) {
      const byte = bytes[at++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    return null;
  };
  while (at < bytes.length) {
    const key = varint();
    if (key === null || key < 8n || key > 0xffffffffn) return null;
    const value = readValue(Number(key & 7n));
    if (value === null) return null;
    const number = Number(key >> 3n);
    const values = fields.get(number);
    if (values === undefined) fields.set(number, [value]);
    else values.push(value);
  }
  return fields;

  function readValue(wire: number): bigint | Uint8Array | null {
    if (wire === 0) return varint();
    const length = wire === 1 ? 8n : wire === 5 ? 4n : wire === 2 ? varint() : null;
    if (length === null || length > BigInt(bytes.length - at)) return null;
    at += Number(length);
    return bytes.subarray(at - Number(length), at);
  }
}

/** The first number under a field, or null. */
export function numberField(fields: ProtobufFields | null, field: number): bigint | null {
  const value = fields?.get(field)?.[0];
  return typeof value === 'bigint' ? value : null;
}

/** All numbers under a field, packed ones too. */
export function numberFields(fields: ProtobufFields | null, field: number): readonly bigint[] {
  return (fields?.get(field) ?? []).flatMap((value) => (typeof value === 'bigint' ? [value] : unpack(value)));
}

function unpack(bytes: Uint8Array): readonly bigint[] {
  const numbers: bigint[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
    if (byte >= 128) continue;
    numbers.push(BigInt.asUintN(64, value));
    value = 0n;
    shift = 0n;
  }
  return numbers;
}

/** The first text under a field, or null. */
export function textField(fields: ProtobufFields | null, field: number): string | null {
  const value = fields?.get(field)?.[0];
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : null;
}

/** The messages under a field. */
export function messageFields(fields: ProtobufFields | null, field: number): readonly (ProtobufFields | null)[] {
  return (fields?.get(field) ?? []).map((value) => (typeof value === 'bigint' ? null : readProtobuf(value)));
}
