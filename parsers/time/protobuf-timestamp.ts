import { asWhole, asObject } from '../model/json.js';

/**
 * A protobuf `Timestamp` written as an object, `{"seconds": "1732454400", "nanos": 123456789}`, as one epoch number in
 * seconds for `parseTime`; null for anything else. Seconds come as text or number. Without `nanos`, which JSON writers
 * leave out where it is zero, only the second is stated.
 */
export function protobufTimestampText(value: unknown): string | null {
  const object = asObject(value);
  const seconds = asWhole(object?.['seconds']);
  if (object === null || seconds === null || seconds < 0) return null;
  const nanos = asWhole(object['nanos']);
  if (nanos === null || nanos < 0 || nanos > 999_999_999) return String(seconds);
  return `${seconds}.${String(nanos).padStart(9, '0')}`;
}
