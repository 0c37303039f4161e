import { describe, expect, it } from 'vitest';
import { isInNetwork, parseNetwork } from '../../../../renderer/query/ip-network.js';

describe('a network', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3/8', '10.0.0.1', true],
    ['10.0.0.4/30', '10.0.0.7', true],
    ['10.0.0.4/30', '10.0.0.8', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', 'fe80::1', false],
    ['10.0.0.0/8', '::ffff:10.1.1.1', true],
    ['10.0.0.0/8', '::ffff:a01:101', true],
    ['fe80::/10', 'febf::1', true],
    ['fe80::/10', 'fec0::1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['::1/128', '0:0:0:0:0:0:0:1', true],
    ['2001:db8::/32', '2001:db8:1:2:3:4:5:6', true],
    ['10.0.0.0/8', 'no address', false],
    ['10.0.0.0/8', '', false],
  ])('%s and %s', (network, address, expected) => {
    expect(isInNetwork(parseNetwork(network)!, address)).toBe(expected);
  });

  it.each(['10.0.0.0', '10.0.0.0/33', 'fe80::/129', '10.0.0/8', '/8', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1'])(
    '%s is none',
    (text) => {
      expect(parseNetwork(text)).toBeNull();
    },
  );
});
