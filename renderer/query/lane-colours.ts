/** What density is coloured by: a field whose values fall into a few classes, in the order in which they are stacked upwards. */
import type { Outcome } from '../../parsers/model/event.js';
import type { ResidentField } from '../../parsers/model/fields.js';
import type { LaneColour } from './spec.js';

export const COLOUR_CLASSES = {
  outcome: ['unknown', 'allowed', 'detected', 'failed', 'stopped'],
  layer: ['not stated', 'cloud', 'cluster', 'host', 'container', 'function', 'sandbox'],
  severity: ['none', 'low', 'medium', 'high', 'critical'],
} as const satisfies Readonly<Record<LaneColour, readonly string[]>>;

export const COLOUR_FIELDS = {
  outcome: 'exhibit.outcome',
  layer: 'exhibit.layer',
  severity: 'exhibit.severity',
} as const satisfies Readonly<Record<LaneColour, ResidentField>>;

/** The class of a value of the colour's field, as index into its classes; what is not known is the first. */
export function classOf(colour: LaneColour, value: string): number {
  const classes: readonly string[] = COLOUR_CLASSES[colour];
  return Math.max(0, classes.indexOf(CLASS_NAMES[colour](value)));
}

const STOPPED: ReadonlySet<string> = new Set(['prevented', 'denied', 'killed'] satisfies Outcome[]);

const CLASS_NAMES: Readonly<Record<LaneColour, (value: string) => string>> = {
  outcome: (value) => (STOPPED.has(value) ? 'stopped' : value),
  layer: (value) => value,
  severity: (value) => bandOf(value === '' ? 0 : Number(value)),
};

/** As `severityBand` of the screen draws the lines. */
function bandOf(severity: number): (typeof COLOUR_CLASSES)['severity'][number] {
  if (severity >= 9) return 'critical';
  if (severity >= 7) return 'high';
  if (severity >= 4) return 'medium';
  return severity >= 1 ? 'low' : 'none';
}
