import { describe, expect, test } from 'vitest';
import { addressAndPort, isIpAddress } from '../../../../parsers/model/address.js';
import { containerIdentity, kubeletContainerName } from '../../../../parsers/model/container-identity.js';
import { imageReference } from '../../../../parsers/model/image-reference.js';

const long = 'e7d0b7ea5ccf08366e2b0c8afa2318674e8aefe802315378125d2bb83fe3110c';

describe('container id', () => {
  test.each([
    ['97c9868ea832', '97c9868ea832'],
    [`docker://${long}`, long],
    [`containerd://${long.toUpperCase()}`, long],
    [`/kubepods.slice/kubepods-pod1.slice/cri-containerd-${long}.scope`, long],
    [`0::/system.slice/docker-${long}.scope`, long],
    [`/kubepods/burstable/pod123/${long}`, long],
    [long.slice(0, 31), long.slice(0, 31)],
    ['host', null],
    ['', null],
    ['97c9868', null],
    ['web-97c9868ea832', null],
  ])('%s', (text, id) => {
    expect(containerIdentity(text)).toBe(id);
  });

  test('a kubelet-made name says the pod', () => {
    expect(kubeletContainerName('k8s_web_web-1_shop_5b9488ae-55_0')).toEqual({
      container: 'web',
      pod: 'web-1',
      namespace: 'shop',
      uid: '5b9488ae-55',
    });
    expect(kubeletContainerName('web')).toBeNull();
  });
});

describe('image reference', () => {
  test.each([
    ['nginx', 'nginx', null, null],
    ['nginx:1.25', 'nginx', '1.25', null],
    ['registry:5000/team/app', 'registry:5000/team/app', null, null],
    ['registry:5000/team/app:1.2', 'registry:5000/team/app', '1.2', null],
    [`app:1@sha256:${long}`, 'app', '1', `sha256:${long}`],
    [`sha256:${long}`, null, null, `sha256:${long}`],
    ['', null, null, null],
  ])('%s', (text, name, tag, digest) => {
    expect(imageReference(text)).toEqual({ name, tag, digest });
  });
});

describe('address', () => {
  test.each([
    '1.2.3.4',
    '251.234.045.249',
    '06.237.252.245',
    '::1',
    '::',
    'fd7e:da33:f3a2:1:2c07:2831:bc9a:da8e',
    '::ffff:10.0.0.1',
    'fe80::1%eth0',
  ])('%s is one', (text) => {
    expect(isIpAddress(text)).toBe(true);
  });

  test.each([
    '1.2.3',
    '1.2.3.256',
    'AWS Internal',
    'ec2.amazonaws.com',
    ':::',
    '1:2:3',
    '1::2::3',
    'dead',
    '',
    '1.2.3.4:80',
  ])('%s is none', (text) => {
    expect(isIpAddress(text)).toBe(false);
  });

  test('with a port', () => {
    expect(addressAndPort('10.0.0.1:443')).toEqual({ address: '10.0.0.1', port: 443 });
    expect(addressAndPort('[::1]:443')).toEqual({ address: '::1', port: 443 });
    expect(addressAndPort('10.0.0.1:70000')).toBeNull();
    expect(addressAndPort('/etc/passwd')).toBeNull();
  });
});
