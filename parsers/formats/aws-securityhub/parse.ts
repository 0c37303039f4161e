import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { EventFields } from '../../model/fields.js';
import { asText, asWhole, at } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';
import { hubFields } from './fields.js';
import { isOcsfFinding, ocsfFields, ocsfTime } from './ocsf.js';
import { isHubFinding, productField } from './schema.js';

export const hubFindings: PayloadFormat = {
  what: 'Security Hub finding',
  known: 'SchemaVersion 2018-10-08, ProductArn and Types or Title; finding_info of OCSF with AWS as maker',
  isOwn: (value) => isHubFinding(value) || isOcsfFinding(value),
  read: ({ value }) => (isOcsfFinding(value) ? readOcsf(value) : readHub(value)),
};

/** ASFF and OCSF demand RFC 3339; exports drop the mark of UTC. */
const UTC = { zoneless: 'utc' } as const;

function readOcsf(value: unknown): ReadPayload {
  const [id, updated] = [asText(at(value, 'finding_info', 'uid')), asText(ocsfTime(value, 'modified_time'))];
  const product = asText(at(value, 'metadata', 'product', 'name')) ?? 'Security Hub';
  const title = asText(at(value, 'finding_info', 'title')) ?? id ?? '';
  return finding({
    seen: [ocsfTime(value, 'first_seen_time'), ocsfTime(value, 'last_seen_time')],
    made: [ocsfTime(value, 'created_time'), ocsfTime(value, 'modified_time')],
    fields: ocsfFields(value),
    message: `${product}: ${title}`,
    key: id === null || updated === null ? null : `${id}/${updated}`,
  });
}

function readHub(value: unknown): ReadPayload {
  const first = at(value, 'FirstObservedAt') ?? productField(value, 'service/eventFirstSeen');
  const last = at(value, 'LastObservedAt') ?? productField(value, 'service/eventLastSeen');
  const [id, updated] = [asText(at(value, 'Id')), asText(at(value, 'UpdatedAt'))];
  const product = asText(at(value, 'ProductName')) ?? 'Security Hub';
  const count = asWhole(productField(value, 'service/count'));
  const often = count === null || count < 2 ? '' : ` (${count} times)`;
  return finding({
    seen: [first, last],
    made: [at(value, 'CreatedAt'), at(value, 'UpdatedAt')],
    fields: hubFields(value),
    message: `${product}: ${asText(at(value, 'Title')) ?? id ?? ''}${often}`,
    key: id === null || updated === null ? null : `${id}/${updated}`,
  });
}

interface FoundFinding {
  /** First and last observation, as written. */
  readonly seen: readonly [first: unknown, last: unknown];
  /** When the finding was created and updated, as written. */
  readonly made: readonly unknown[];
  readonly fields: EventFields;
  readonly message: string;
  readonly key: string | null;
}

function finding({ seen, made, fields, message, key }: FoundFinding): ReadPayload {
  const [start, end] = seen.map((written) => parseTime(written, UTC));
  const logged = made.map((written) => parseTime(written, { kind: 'logged', ...UTC }));
  const time = start ?? end ?? logged[0] ?? null;
  const others = [end ?? null, ...logged].filter((each) => each !== null).filter((each) => each !== time);
  const first = asText(seen[0]);
  return {
    events: [{ time, otherTimes: others, fields, message }],
    key,
    problems:
      first !== null && start === null
        ? [{ code: 'bad-time', reason: `The first observation "${first.slice(0, 80)}" cannot be read.` }]
        : [],
  };
}
