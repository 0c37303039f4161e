import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { asObject } from '../../model/json.js';
import { readBehaviour } from './behaviour.js';
import { reportEvents } from './events.js';
import { statedIndicators } from './indicators.js';
import { behavioursOf, imageOf, isDtaReport } from './report.js';
import { sandboxTime } from './sandbox-time.js';

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
  const behaviours = behavioursOf(report).map((stated) => {
    const behaviour = readBehaviour(stated);
    return { value: stated.value, behaviour, time: sandboxTime(behaviour.leaves) };
  });
  const image = imageOf(report) ?? { name: null, digest: null };
  return { events: reportEvents({ report, image, indicators: statedIndicators(reportWithout(report)), behaviours }) };
}

/** What the report states beside its behaviours, which carry their own indicators. */
function reportWithout(report: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(report).filter(([key, value]) => behavioursOf({ [key]: value }).length === 0),
  );
}
