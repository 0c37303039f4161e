import type { RecordInput } from '../../parsers/model/format.js';
import type { Framing } from '../../parsers/model/framing.js';

/** One record as the import hands it to a format: a JSON value, or a line of text. */
export function recordInput(
  value: unknown,
  options: {
    readonly text?: string;
    readonly framing?: Framing;
    readonly path?: string;
    readonly envelope?: Readonly<Record<string, unknown>>;
  } = {},
): RecordInput {
  return {
    value,
    text: options.text ?? (typeof value === 'string' ? value : JSON.stringify(value)),
    context: {
      framing: options.framing ?? { kind: 'ndjson' },
      name: 'member',
      path: options.path ?? 'member',
      envelope: options.envelope ?? null,
    },
  };
}
