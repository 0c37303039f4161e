import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
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
 * What a dynamic analysis reports, and how it is read: the report is an event, and each behaviour is one. None has a
 * time: the sandbox's clock is not the incident's, and what it showed stands in `exhibit.sandbox.*`.
 */
export const dtaPayloads: PayloadFormat = {
  what: 'DTA report',
  known: 'an image and behaviours of a dynamic analysis',
  note: "Schema assumed: the layout of the report is not public and is read by its words. Times are the sandbox's own and are not placed on the time line.",
  isOwn: isDtaReport,
  read: readReport,
};

function readReport({ value }: Payload): ReadPayload {
  const report = asObject(value) ?? {};
  const image = imageOf(report) ?? { name: null, digest: null };
  const stated = behavioursOf(report);
  const behaviours = stated.map(readBehaviour);
  const times = behaviours.map(({ leaves }) => sandboxTime(leaves));
  const own = leavesOf(report).filter(({ depth }) => depth === 0);
  const origin = earliest([sandboxTime(own), ...times]);
  const whole = {
    time: null,
    fields: reportFields(image, own, reportWithout(report)),
    message: reportSentence(image, behaviours),
  };
  const parts = behaviours.map((behaviour, index) => {
    const time = times[index] ?? null;
    const offset = sandboxOffset(time, origin);
    return {
      time: null,
      fields: behaviourFields(image, behaviour, time, offset, stated[index]?.value),
      message: behaviourSentence(image, behaviour, time, offset),
    };
  });
  return { events: [whole, ...parts] };
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
