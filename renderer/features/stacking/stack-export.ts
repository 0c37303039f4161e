import { csvText } from '../../../parsers/model/csv.js';
import { maskedValues } from '../../../parsers/model/secrets.js';
import { formatUtc } from '../../../parsers/time/format.js';
import { partsOf } from '../../../parsers/time/instant.js';
import type { Search, Stack, StackGroup, StackRequest } from '../../query/spec.js';
import { hiddenText } from '../../ui/hidden-text.js';
import type { FoundEvents } from '../../ui/search-words.js';

/** Groups as a table; times are UTC. A field that events do not state is an empty cell. */
export function stackCsv({ fields }: Pick<StackRequest, 'fields'>, { groups }: Stack): string {
  return csvText([
    [...fields, 'events', 'first (UTC)', 'last (UTC)', 'workloads'],
    ...groups.map((group) => [...maskedValues(group.values), group.count, ...times(group), group.workloads]),
  ]);
}

/** Groups with the search that they are of and what it found; times are UTC. A field that events do not state is null. */
export function stackJson(
  { fields }: Pick<StackRequest, 'fields'>,
  { groups }: Stack,
  { query, range }: Search,
  found: FoundEvents,
): string {
  const asText = (ms: number) => formatUtc(partsOf(ms));
  return JSON.stringify(
    {
      query,
      range: range === null ? null : { from: asText(range.fromMs), to: asText(range.toMs) },
      events: found.matched,
      of: found.total,
      hidden: hiddenText(found) || null,
      fields,
      groups: groups.map((group) => ({
        values: maskedValues(group.values).map((value) => (value === '' ? null : value)),
        events: group.count,
        first: times(group)[0],
        last: times(group)[1],
        workloads: group.workloads,
      })),
    },
    null,
    2,
  );
}

function times({ first, last }: StackGroup): readonly [string | null, string | null] {
  return [first === null ? null : formatUtc(first), last === null ? null : formatUtc(last)];
}
