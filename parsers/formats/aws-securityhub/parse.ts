import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { asText, asWhole, at } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';
import { hubFields } from './fields.js';
import { isHubFinding, productField } from './schema.js';

export const hubFindings: PayloadFormat = {
  what: 'Security Hub finding',
  known: 'SchemaVersion 2018-10-08, ProductArn and Types or Title',
  isOwn: isHubFinding,
  read,
};

/** ASFF demands RFC 3339; exports drop the mark of UTC. */
const UTC = { zoneless: 'utc' } as const;

function read({ value }: Payload): ReadPayload {
  const first = at(value, 'FirstObservedAt') ?? productField(value, 'service/eventFirstSeen');
  const last = at(value, 'LastObservedAt') ?? productField(value, 'service/eventLastSeen');
  const [start, end] = [parseTime(first, UTC), parseTime(last, UTC)];
  const made = ['CreatedAt', 'UpdatedAt'].map((name) => parseTime(at(value, name), { kind: 'logged', ...UTC }));
  const time = start ?? end ?? made[0] ?? null;
  const [id, updated] = [asText(at(value, 'Id')), asText(at(value, 'UpdatedAt'))];
  const product = asText(at(value, 'ProductName')) ?? 'Security Hub';
  const count = asWhole(productField(value, 'service/count'));
  const often = count === null || count < 2 ? '' : ` (${count} times)`;
  return {
    events: [
      {
        time,
        otherTimes: [end, ...made].filter((each) => each !== null && each !== time).filter((each) => each !== null),
        fields: hubFields(value),
        message: `${product}: ${asText(at(value, 'Title')) ?? id ?? ''}${often}`,
      },
    ],
    key: id === null || updated === null ? null : `${id}/${updated}`,
    problems:
      asText(first) !== null && start === null
        ? [
            {
              code: 'bad-time',
              reason: `The first observation "${String(asText(first)).slice(0, 80)}" cannot be read.`,
            },
          ]
        : [],
  };
}
