import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cspm } from '../../../../parsers/formats/cspm/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown) {
  const result = cspm.parse(recordInput(value));
  return result.kind === 'events' ? result.events : [];
}

const result = {
  plugin: 'openSSH',
  category: 'EC2',
  title: 'Open SSH',
  resource: 'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1',
  region: 'eu-central-1',
  status: 'FAIL',
  message: 'SSH is open to the world',
};

test('a result states a rule, a resource and how it was found, without a time', () => {
  expect(events(result)).toEqual([
    {
      time: null,
      message:
        'FAIL: Open SSH (arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1, eu-central-1): SSH is open to the world',
      fields: {
        'exhibit.layer': 'cloud',
        'exhibit.lane': 'cloud/aws/111122223333',
        'exhibit.outcome': 'unknown',
        'exhibit.outcome.original': 'FAIL',
        'exhibit.target': 'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1',
        'event.kind': 'state',
        'event.category': 'configuration',
        'event.type': 'info',
        'event.provider': 'CloudSploit',
        'event.action': 'posture',
        'event.outcome': 'failure',
        'rule.id': 'openSSH',
        'rule.name': 'Open SSH',
        'rule.category': 'EC2',
        'cloud.provider': 'aws',
        'cloud.account.id': '111122223333',
        'cloud.region': 'eu-central-1',
      },
    },
  ]);
});

test.each([
  ['/subscriptions/s-1/resourceGroups/g', 'azure', 's-1'],
  ['projects/p-1/zones/z', 'gcp', 'p-1'],
  ['arn:aws:s3:::bucket', 'aws', undefined],
  ['N/A', undefined, undefined],
])('the resource %s stands in %s %s', (resource, provider, account) => {
  const fields = events({ ...result, resource, region: 'Global', status: undefined, statusWord: 'OK' })[0]?.fields;
  expect([
    fields?.['cloud.provider'],
    fields?.['cloud.account.id'],
    fields?.['cloud.region'],
    fields?.['event.outcome'],
  ]).toEqual([provider, account, undefined, 'success']);
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const shape of [value, { ...result, resource: value }])
        expect(['events', 'rejected']).toContain(cspm.parse(recordInput(shape)).kind);
    }),
  );
});

test.each([
  [0, 'OK', 'success'],
  [1, 'WARN', 'unknown'],
  [2, 'FAIL', 'failure'],
])('a status by its number: %s', (status, word, outcome) => {
  expect(events({ ...result, status, statusWord: undefined })[0]?.fields).toMatchObject({
    'exhibit.outcome.original': word,
    'event.outcome': outcome,
  });
});
