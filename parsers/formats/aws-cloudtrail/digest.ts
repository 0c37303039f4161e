import type { NormalisedEvent } from '../../model/event.js';
import { asList, asText, at } from '../../model/json.js';
import { cloudLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';

/** A digest file as one event: what CloudTrail says it delivered, from the start of the digest's interval. */
export function digestEvent(value: unknown): NormalisedEvent {
  const account = asText(at(value, 'awsAccountId'));
  const files = asList(at(value, 'logFiles')).length;
  const end = parseTime(at(value, 'digestEndTime'), { zoneless: 'utc' });
  return {
    time: parseTime(at(value, 'digestStartTime'), { zoneless: 'utc' }),
    ...(end === null ? {} : { otherTimes: [end] }),
    fields: statedFields({
      'exhibit.layer': 'cloud',
      'exhibit.outcome': 'unknown',
      'exhibit.lane': cloudLane('aws', account),
      'exhibit.target': asText(at(value, 'digestS3Object')),
      'event.action': 'digest',
      'event.category': ['api'],
      'event.kind': 'state',
      'event.type': ['info'],
      'event.outcome': 'unknown',
      'event.provider': 'cloudtrail.amazonaws.com',
      'cloud.provider': 'aws',
      'cloud.account.id': account,
      'cloud.service.name': 'cloudtrail',
    }),
    message: `CloudTrail digest of ${files} delivered log files of account ${account ?? 'not stated'}.`,
  };
}
