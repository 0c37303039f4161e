import { unwrapRecord } from '../../carriers/unwrap.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent, ParsedRecord } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { readBehaviour } from './behaviour.js';
import type { Behaviour } from './behaviour.js';
import { behaviourFields, reportFields } from './fields.js';
import { leavesOf } from './leaves.js';
import { behavioursOf, imageOf, isDtaReport } from './report.js';
import type { ReportImage } from './report.js';
import { sandboxOffset, sandboxTime } from './sandbox-time.js';
import type { SandboxTime } from './sandbox-time.js';

/**
 * Reads one record: a report, or carriers with reports in them. The report is an event, and each behaviour is one. None
 * has a time: the sandbox's clock is not the incident's, and what it showed stands in `exhibit.sandbox.*`.
 */
export function parseDtaReport(record: RecordInput): ParsedRecord {
  const payloads = unwrapRecord(record, isDtaReport);
  const own = payloads.filter(({ value }) => isDtaReport(value));
  const strange = payloads.filter(({ value }) => !isDtaReport(value));
  if (own.length === 0 && strange.length > 0) {
    return strange.some(({ cut }) => cut)
      ? { kind: 'rejected', code: 'truncated', reason: 'The text that carries the report is cut off before its end.' }
      : {
          kind: 'rejected',
          code: 'wrong-shape',
          reason: 'No report of a dynamic analysis: image or behaviours are missing.',
        };
  }
  const problems = strange.map(({ path, cut }) => ({
    code: cut ? ('truncated' as const) : ('wrong-shape' as const),
    reason: `What lies under ${path} is no whole report of a dynamic analysis and was left out.`,
  }));
  return { kind: 'events', events: own.flatMap(readReport), ...(problems.length === 0 ? {} : { problems }) };
}

function readReport({ value, path, envelope }: Payload): readonly NormalisedEvent[] {
  const report = asObject(value) ?? {};
  const image = imageOf(report) ?? { name: null, digest: null };
  const stated = behavioursOf(report);
  const behaviours = stated.map(readBehaviour);
  const times = behaviours.map(({ leaves }) => sandboxTime(leaves));
  const own = leavesOf(report).filter(({ depth }) => depth === 0);
  const origin = earliest([sandboxTime(own), ...times]);
  const inside = path === '' ? {} : { path };
  return [
    {
      time: null,
      ...inside,
      fields: reportFields(image, own, reportWithout(report), envelope),
      message: reportSentence(image, behaviours),
    },
    ...behaviours.map((behaviour, index) => {
      const time = times[index] ?? null;
      const offset = sandboxOffset(time, origin);
      return {
        time: null,
        ...inside,
        fields: behaviourFields(image, behaviour, time, offset, stated[index]?.value, envelope),
        message: behaviourSentence(image, behaviour, time, offset),
      };
    }),
  ];
}

/** What the report states beside its behaviours, which carry their own indicators. */
function reportWithout(report: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(report).filter(([key, value]) => behavioursOf({ [key]: value }).length === 0),
  );
}

function earliest(times: readonly (SandboxTime | null)[]): number | null {
  const clocks = times.flatMap((time) => time?.clockMs ?? []);
  return clocks.length === 0 ? null : clocks.reduce((a, b) => Math.min(a, b));
}

function reportSentence(image: ReportImage, behaviours: readonly Behaviour[]): string {
  const name = image.name ?? image.digest ?? 'without a name';
  return `Image ${name} was run in a sandbox; the report lists ${behaviours.length} behaviours.`;
}

function behaviourSentence(
  image: ReportImage,
  behaviour: Behaviour,
  time: SandboxTime | null,
  offset: number | null,
): string {
  const category = behaviour.category === null ? '' : ` (${behaviour.category})`;
  const name = behaviour.name ?? behaviour.description ?? 'a behaviour without a name';
  const evidence = [...behaviour.commands, ...behaviour.paths, ...behaviour.domains, ...behaviour.addresses]
    .slice(0, 3)
    .join(', ');
  const when =
    offset === null ? (time === null ? '' : `, at ${time.text} of the sandbox`) : `, ${offset / 1000} s into the run`;
  return `In the sandbox ${image.name ?? image.digest ?? 'the image'} showed: ${name}${category}${evidence === '' ? '' : `: ${evidence}`}${when}.`;
}
