import type { NormalisedEvent } from '../../model/event.js';
import type { JsonObject } from '../../model/json.js';
import type { Behaviour } from './behaviour.js';
import { behaviourFields, reportFields } from './fields.js';
import type { StatedIndicators } from './indicators.js';
import { leavesOf } from './leaves.js';
import type { ReportImage } from './report.js';
import { sandboxOffset, sandboxTime } from './sandbox-time.js';
import type { SandboxTime } from './sandbox-time.js';

/** One behaviour with where it stands and when the sandbox saw it. */
export interface ReadBehaviour {
  readonly value: unknown;
  readonly behaviour: Behaviour;
  readonly time: SandboxTime | null;
}

/** A report, read by its words or by a layout. */
export interface ReadReport {
  readonly report: JsonObject;
  readonly image: ReportImage;
  /** Those of the report itself: its behaviours carry their own. */
  readonly indicators: StatedIndicators;
  readonly behaviours: readonly ReadBehaviour[];
}

/** The events of a report: itself, then its behaviours in order. */
export function reportEvents({ report, image, indicators, behaviours }: ReadReport): readonly NormalisedEvent[] {
  const own = leavesOf(report).filter(({ depth }) => depth === 0);
  const origin = earliest([sandboxTime(own), ...behaviours.map(({ time }) => time)]);
  return [
    {
      time: null,
      fields: reportFields(image, own, indicators),
      message: reportSentence(image, behaviours.length),
    },
    ...behaviours.map(({ value, behaviour, time }) => {
      const offset = sandboxOffset(time, origin);
      return {
        time: null,
        fields: behaviourFields(image, behaviour, time, offset, value),
        message: behaviourSentence(image, behaviour, time, offset),
      };
    }),
  ];
}

function earliest(times: readonly (SandboxTime | null)[]): number | null {
  const clocks = times.flatMap((time) => time?.clockMs ?? []);
  return clocks.length === 0 ? null : clocks.reduce((a, b) => Math.min(a, b));
}

function reportSentence(image: ReportImage, behaviours: number): string {
  const name = image.name ?? image.digest ?? 'without a name';
  return `Image ${name} was run in a sandbox; the report lists ${behaviours} behaviours.`;
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
