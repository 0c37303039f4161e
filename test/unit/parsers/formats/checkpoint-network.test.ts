import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointNetwork } from '../../../../parsers/formats/checkpoint-network/index.js';
import { recordInput } from '../../../support/record-input.js';

const read = (value: unknown) => checkpointNetwork.parse(recordInput(value));
function events(value: unknown) {
  const result = read(value);
  return result.kind === 'events' ? result.events : [];
}

test('every interface is an event, with its addresses', () => {
  const subnets = [{ ipnet: '10.89.0.2/24' }, { ipnet: 'fd00::2/64' }];
  const found = events({ net1: { interfaces: { eth0: { subnets, mac_address: '32:ba' }, eth1: {} } } });
  expect(found.map(({ fields, message }) => [fields['source.ip'], message])).toEqual([
    [['10.89.0.2', 'fd00::2'], 'Interface eth0 in network net1: 10.89.0.2, fd00::2'],
    [undefined, 'Interface eth1 in network net1: no address'],
  ]);
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
