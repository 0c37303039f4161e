import type { ParsedRecord } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { textsAt, valuesAt, type BehaviourPart, type DtaLayout } from '../../model/mapping.js';
import { readBehaviour } from './behaviour.js';
import { categoryNamed } from './categories.js';
import { reportEvents, type ReadBehaviour } from './events.js';
import { readSandboxTime, sandboxTime } from './sandbox-time.js';

/** Reads a report whose layout the examiner named: only paths decide what a behaviour is, words fill in the rest. */
export function parseByLayout({ value }: RecordInput, layout: DtaLayout): ParsedRecord {
  const report = asObject(value);
  const { behaviours, image, digest, iocs, iois } = layout.report;
  const found = behaviours === undefined ? [] : valuesAt(value, behaviours);
  if (report === null || found.length === 0) {
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'Nothing lies under the path that was named for behaviours.',
    };
  }
  const events = reportEvents({
    report,
    image: { name: textsAt(value, image)[0] ?? null, digest: textsAt(value, digest)[0] ?? null },
    indicators: { ioc: textsAt(value, iocs), ioi: textsAt(value, iois) },
    behaviours: found.flatMap((each) => readOne(each, layout)),
  });
  const strange = found.filter((each) => asObject(each) === null).length;
  if (strange === 0) return { kind: 'events', events };
  const reason = `${strange} of ${found.length} values under the path of behaviours are no objects and were left out.`;
  return { kind: 'events', events, problems: [{ code: 'wrong-shape', reason }] };
}

function readOne(each: unknown, { behaviour: paths, timeUnit }: DtaLayout): readonly ReadBehaviour[] {
  const value = asObject(each);
  if (value === null) return [];
  const all = (part: BehaviourPart) => textsAt(value, paths[part]);
  const [category] = all('category');
  const [time] = all('time');
  const behaviour = readBehaviour(
    { value, category: category === undefined ? null : (categoryNamed(category) ?? category) },
    {
      name: all('name')[0],
      description: all('description')[0],
      severity: all('severity')[0],
      ...(paths.tactic === undefined ? {} : { tactics: all('tactic') }),
      ...(paths.technique === undefined ? {} : { techniques: all('technique') }),
    },
  );
  const read = time === undefined ? sandboxTime(behaviour.leaves) : readSandboxTime(time, timeUnit);
  return [{ value, behaviour, time: read }];
}
